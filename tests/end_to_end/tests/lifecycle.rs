//! The page is hidden, frozen, put offline and woken, with and without a connection that is still alive.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use end_to_end::browser::Browser;
use end_to_end::follow::follows;
use end_to_end::page::Page;
use end_to_end::scenarios;
use end_to_end::stage::{Setup, Stage};
use end_to_end::wait::{self, throughout};
use simulator::Control;

scenarios! {
    chromium(Chromium) {
        a_page_that_was_frozen_connects_once_when_it_is_seen,
        a_page_that_is_cut_off_unseen_waits_to_be_seen,
        switching_tabs_fast_costs_a_ping_a_second_at_most,
        a_page_that_goes_for_good_leaves_nothing_open,
        a_word_of_no_network_is_looked_into_and_not_believed,
        a_network_that_is_gone_is_noticed_at_once_and_back_at_once,
        a_clock_that_jumps_ends_no_connection,
    }
}

const SOON: Duration = Duration::from_secs(10);
const SECOND: Duration = Duration::from_secs(1);

async fn wait_for_open(control: &Control, count: u64) -> Result<()> {
    let open = async || Ok(control.counts().sockets_open);
    wait::until("open sockets", SOON, open, |open| *open == count).await?;
    Ok(())
}

async fn wait_for_ping(control: &Control, before: u64) -> Result<()> {
    let pings = async || Ok(control.counts().pings);
    wait::until("a ping", SOON, pings, |pings| *pings > before).await?;
    Ok(())
}

async fn is_live_for(page: &Page, span: Duration) -> Result<()> {
    throughout("live", span, async || page.status().await, |state| state == "live").await?;
    Ok(())
}

async fn a_page_that_was_frozen_connects_once_when_it_is_seen(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let page = Page::dashboard(&browser, &stage).await?;
    let nothing = async || Ok(control.counts().token_requests);
    for (tokens, is_cut) in [(1, false), (2, true)] {
        page.hide(true).await?;
        page.freeze(true).await?;
        if is_cut {
            control.close_all(None);
            wait_for_open(&control, 0).await?;
        }
        throughout("nothing while frozen", 2 * SECOND, nothing, |asked| *asked == tokens).await?;
        page.freeze(false).await?;
        // It may have been cut by the browser itself, which tells the page only now; it is still hidden.
        wait_for_open(&control, 0).await?;
        throughout("nothing unseen", 2 * SECOND, nothing, |asked| *asked == tokens).await?;
        page.hide(false).await?;
        page.wait_for_status("live", SOON).await?;
        stage.costs(tokens + 1, tokens + 1)?;
        follows(&page, &stage).await?;
    }
    Ok(())
}

async fn a_page_that_is_cut_off_unseen_waits_to_be_seen(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let page = Page::dashboard(&browser, &stage).await?;
    for (tokens, is_told) in [(1, true), (2, false)] {
        page.hide(true).await?;
        is_live_for(&page, SECOND).await.context("being hidden is no reason to let go")?;
        control.close_all(None);
        page.wait_for_status("reconnecting", SOON).await?;
        let asked = async || {
            page.tell("online", 2).await?;
            page.tell("focus", 2).await?;
            Ok(control.counts().token_requests)
        };
        // Seen, it would have tried again by then: the longest wait after the second such end is 2.5 seconds.
        throughout("no token unseen", 3 * SECOND, asked, |asked| *asked == tokens).await?;
        if is_told {
            page.hide(false).await?;
        } else {
            page.show_silently().await?;
            page.tell("focus", 1).await?;
        }
        let took = page.wait_for_status("live", SOON).await?;
        println!("  live {} ms after it was seen", took.as_millis());
        stage.costs(tokens + 1, tokens + 1)?;
    }
    follows(&page, &stage).await
}

async fn switching_tabs_fast_costs_a_ping_a_second_at_most(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let page = Page::dashboard(&browser, &stage).await?;
    let before = control.counts().pings;
    let start = std::time::Instant::now();
    for _ in 0..50 {
        page.hide(true).await?;
        page.hide(false).await?;
    }
    wait_for_ping(&control, before).await?;
    is_live_for(&page, SECOND).await?;
    let (pings, span_s) = (control.counts().pings - before, start.elapsed().as_secs());
    println!("  50 times hidden and seen: {pings} pings in {span_s} s");
    ensure!(pings <= span_s + 2, "{pings} pings in {span_s} s");
    stage.costs(1, 1)
}

async fn a_page_that_goes_for_good_leaves_nothing_open(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let page = Page::dashboard(&browser, &stage).await?;
    // A page that listens for this is never kept by the browser.
    page.run::<()>("addEventListener('unload', () => {});", &[]).await?;
    browser.go(&format!("{}/livez", stage.address())).await?;
    wait_for_open(&control, 0).await?;
    let asked = async || Ok(control.counts().token_requests);
    throughout("nothing more", 2 * SECOND, asked, |asked| *asked == 1).await?;
    stage.costs(1, 1)
}

async fn a_word_of_no_network_is_looked_into_and_not_believed(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let page = Page::dashboard(&browser, &stage).await?;
    stage.let_pings_rest().await?;
    let pings = control.counts().pings;
    page.tell("offline", 1).await?;
    wait_for_ping(&control, pings).await?;
    is_live_for(&page, 4 * SECOND).await?;
    stage.costs(1, 1)?;
    follows(&page, &stage).await
}

async fn a_network_that_is_gone_is_noticed_at_once_and_back_at_once(
    browser: Browser,
) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let page = Page::dashboard(&browser, &stage).await?;
    stage.let_pings_rest().await?;
    control.stall();
    control.refuse_tokens(Some((503, "unavailable")));
    page.tell("offline", 1).await?;
    let gone = page.wait_for_status("offline", SOON).await?;
    ensure!(gone < 5 * SECOND, "noticed after {gone:?}");
    // The wait grows, and the network is back in the middle of it.
    let refused = async || Ok(control.counts().tokens_refused);
    wait::until("three failures", SOON, refused, |refused| *refused == 3).await?;
    control.refuse_tokens(None);
    page.tell("online", 1).await?;
    let back = page.wait_for_status("live", SOON).await?;
    println!("  gone after {} ms, back after {} ms", gone.as_millis(), back.as_millis());
    let times = control.times(|what| matches!(what, simulator::control::What::TokenRequested));
    ensure!(times.windows(2).all(|pair| pair[1] - pair[0] >= 700), "attempts too close: {times:?}");
    stage.costs(2, 2)?;
    follows(&page, &stage).await
}

async fn a_clock_that_jumps_ends_no_connection(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let page = Page::dashboard(&browser, &stage).await?;
    let hour_ms = 3_600_000;
    // Two hours forward while the other clock stands is how a closed lid looks.
    for by_ms in [2 * hour_ms, -3 * hour_ms] {
        page.turn_clock(by_ms).await?;
        is_live_for(&page, 4 * SECOND).await?;
        follows(&page, &stage).await.with_context(|| format!("after {by_ms} ms"))?;
    }
    ensure!(control.counts().token_requests == 1, "no token for a clock");
    stage.costs(1, 1)
}
