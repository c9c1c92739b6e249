//! What goes wrong outside is told in plain words, costs no tokens, and mends itself or at a press.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use end_to_end::browser::Browser;
use end_to_end::page::{Page, Spot};
use end_to_end::scenarios;
use end_to_end::stage::{Setup, Stage};
use end_to_end::wait;
use simulator::control::MatchQuery;
use simulator::{Plan, Scenario};

scenarios! {
    chromium(Chromium) {
        rubbish_in_the_feed_is_counted_and_harms_nothing,
        a_refused_key_stops_the_board_until_the_reader_asks_again,
        a_used_up_quota_is_told_and_costs_nothing_more,
        a_provider_that_is_down_is_told_and_tried_again,
        a_provider_that_is_down_at_the_start_is_told_and_found_later,
        a_plan_without_a_stream_is_polled,
        a_quiet_match_goes_stale_and_is_never_shown_as_live,
    }
    firefox(Firefox) { rubbish_in_the_feed_is_counted_and_harms_nothing, }
    webkit(Webkit) { rubbish_in_the_feed_is_counted_and_harms_nothing, }
}

const SOON: Duration = Duration::from_secs(10);
/// What is wrong: over the board, or in its place while there is none.
const MATTER: &str = ":is(.notice, .blank)";

async fn rubbish_in_the_feed_is_counted_and_harms_nothing(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup { scenario: Scenario::Hostile, ..Setup::default() }).await?;
    let control = stage.control()?;
    let page = Page::dashboard(&browser, &stage).await?;
    page.wait_for_count("[part~='row']", |count| count >= 100).await?;
    control.burst(2_000);
    let script = "return ['bad-rows', 'unpriced-rows'].map((name) => Number(root.querySelector(`[data-count=${name}]`).textContent));";
    let counted = async || page.run::<Vec<u64>>(script, &[]).await;
    let (_, counts) = wait::until("rows counted as bad", SOON, counted, |counts| {
        counts.iter().all(|count| *count > 0)
    })
    .await?;
    println!("  {counts:?} rows that could not be read, and without a valid price");
    let prices = "return [...root.querySelectorAll('[part~=\"price\"][data-odds]')].map((price) => Number(price.dataset.odds));";
    let odds: Vec<f64> = page.run(prices, &[]).await?;
    ensure!(
        odds.iter().all(|odds| *odds > 1.0 && *odds <= 1001.0),
        "a price that is none: {odds:?}"
    );
    let injected = page.count("main img, main script").await?;
    ensure!(injected == 0, "text of the feed became {injected} elements");
    let wanted = MatchQuery {
        market_type: Some("moneyline".to_owned()),
        bookmakers: 2,
        ..MatchQuery::default()
    };
    let found = control.find_match(&wanted).context("a match")?;
    let spot = Spot::first_of(&found)?;
    control.set_price(&spot.at(&spot.prices(&found)[0].0), 543.0)?;
    page.wait_for_cell(&spot, Duration::from_secs(1), |cell| cell.decimal() == Some(543.0)).await?;
    ensure!(page.status().await? == "live", "the link stays live");
    ensure!(control.counts().tokens_issued == 1, "and costs one token");
    let complaints = browser.complaints().await?;
    ensure!(complaints.is_empty(), "the console says {complaints:?}");
    Ok(())
}

async fn a_refused_key_stops_the_board_until_the_reader_asks_again(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    for (status, code) in [(401, "unauthorized"), (403, "forbidden")] {
        let refused_before = control.counts().tokens_refused;
        control.refuse_tokens(Some((status, code)));
        let page = Page::open(&browser, &stage.address()).await?;
        page.wait_for_status("stopped", SOON).await.with_context(|| format!("{status}"))?;
        page.wait_for_text("[part~='status']", "Stopped").await?;
        page.wait_for_text(MATTER, "may not read the feed").await?;
        let refused = control.counts().tokens_refused - refused_before;
        ensure!(refused == 1, "{refused} tokens were asked for after {status}");
        control.refuse_tokens(None);
        page.press_word(MATTER, "Try now").await?;
        page.wait_for_status("live", SOON).await?;
        ensure!(page.count(MATTER).await? == 0, "the notice goes with its cause");
    }
    Ok(())
}

async fn a_used_up_quota_is_told_and_costs_nothing_more(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    control.refuse_tokens(Some((429, "rate_limit_exceeded")));
    let page = Page::open(&browser, &stage.address()).await?;
    page.wait_for_status("polling", SOON).await.context("the board itself costs no token")?;
    page.wait_for_text(MATTER, "quota is used up").await?;
    page.wait_for_text(MATTER, "until the stream may be had again").await?;
    page.wait_for_count("[part~='row']", |count| count >= 100).await?;
    // Whoever asks again is answered by the server: the provider counts every attempt.
    for _ in 0..3 {
        let page = Page::open(&browser, &stage.address()).await?;
        page.wait_for_text(MATTER, "quota is used up").await?;
    }
    let refused = control.counts().tokens_refused;
    ensure!(refused == 1, "the provider was asked {refused} times");
    Ok(())
}

async fn a_provider_that_is_down_is_told_and_tried_again(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let page = Page::dashboard(&browser, &stage).await?;
    control.refuse_tokens(Some((503, "unavailable")));
    control.close_all(None);
    let states = async || page.status().await;
    let down = |state: &String| ["reconnecting", "offline"].contains(&state.as_str());
    wait::until("a state that says so", SOON, states, down).await?;
    page.wait_for_status("offline", Duration::from_mins(1)).await?;
    page.wait_for_text(MATTER, "Trying again").await?;
    let refused = control.counts().tokens_refused;
    control.refuse_tokens(None);
    page.press_word(MATTER, "Try now").await?;
    let took = page.wait_for_status("live", SOON).await?;
    println!("  offline after {refused} attempts; live {} ms after it was asked", took.as_millis());
    Ok(())
}

async fn a_provider_that_is_down_at_the_start_is_told_and_found_later(
    browser: Browser,
) -> Result<()> {
    let mut stage = Stage::without_provider(Setup::default()).await?;
    let page = Page::open(&browser, &stage.address()).await?;
    page.wait_for_status("offline", Duration::from_mins(1)).await?;
    page.wait_for_text(MATTER, "offline").await?;
    ensure!(page.count("[part~='row']").await? == 0, "no row without a price");
    stage.start_provider().await?;
    page.wait_for_status("live", Duration::from_mins(1))
        .await
        .context("it is found without a press")?;
    page.wait_for_count("[part~='row']", |count| count >= 100).await?;
    Ok(())
}

async fn a_plan_without_a_stream_is_polled(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup { plan: Plan::Pro, ..Setup::default() }).await?;
    let control = stage.control()?;
    let page = Page::open(&browser, &stage.address()).await?;
    page.wait_for_status("polling", SOON).await?;
    page.wait_for_count("[part~='row']", |count| count >= 100).await?;
    let refused = control.counts().tokens_refused;
    ensure!(refused == 1, "{refused} tokens were asked for on a plan without a stream");
    Ok(())
}

async fn a_quiet_match_goes_stale_and_is_never_shown_as_live(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let wanted = MatchQuery {
        is_live: Some(true),
        market_type: Some("moneyline".to_owned()),
        bookmakers: 3,
        ..MatchQuery::default()
    };
    let found = control.find_match(&wanted).context("a match in play")?;
    let spot = Spot::first_of(&found)?;
    let page = Page::dashboard(&browser, &stage).await?;
    page.wait_for_cell(&spot, SOON, |cell| cell.state == "fresh").await?;
    control.quiet(&found.match_name, true)?;
    let within = Duration::from_secs(75);
    let (took, _) = page.wait_for_cell(&spot, within, |cell| cell.state != "fresh").await?;
    let cell = page.cell(&spot).await?.context("the price is still there")?;
    println!("  {} after {:.0} s without a word", cell.state, took.as_secs_f64());
    ensure!(cell.state == "stale", "{cell:?}");
    ensure!(page.status().await? == "live", "the link itself is well");
    control.quiet(&found.match_name, false)?;
    page.wait_for_cell(&spot, Duration::from_secs(30), |cell| cell.state == "fresh").await?;
    Ok(())
}
