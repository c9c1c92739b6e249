//! The stream fails on its way or later, in every way there is: tried again with a fresh token, or given up.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use end_to_end::browser::Browser;
use end_to_end::follow::follows;
use end_to_end::page::Page;
use end_to_end::scenarios;
use end_to_end::stage::{Setup, Stage};
use end_to_end::wait::{self, throughout};
use simulator::Control;
use simulator::control::What;
use simulator::fault::{After, Body, FrameAct, FrameKind, RequestAct, Rule, SocketAct};

scenarios! {
    chromium(Chromium) {
        a_stream_that_is_refused_is_tried_again_with_fresh_tokens,
        a_stream_that_never_answers_is_given_up_after_ten_seconds,
        a_stream_that_opens_and_says_nothing_is_never_live,
        a_token_refused_twice_stops_the_board,
        a_close_that_says_goodbye_is_followed_by_another_attempt,
        a_close_that_says_we_are_wrong_is_waited_out,
        the_late_end_of_an_old_socket_changes_nothing,
        pongs_that_are_lost_matter_not_while_prices_come,
        a_storm_of_hints_brings_one_attempt,
    }
}

const SOON: Duration = Duration::from_secs(10);
/// Ten seconds until it is given up, a wait, and the way to the next.
const GIVEN_UP: Duration = Duration::from_secs(20);
const MATTER: &str = ":is(.notice, .blank)";

async fn wait_for_sockets(control: &Control, count: u64) -> Result<()> {
    let opened = async || Ok(control.counts().sockets_opened);
    wait::until("sockets opened", GIVEN_UP, opened, |opened| *opened == count).await?;
    Ok(())
}

async fn a_stream_that_is_refused_is_tried_again_with_fresh_tokens(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let answer = |status: u16| RequestAct::Answer { status, retry_after: None, body: Body::Error };
    let acts = [RequestAct::Reset, answer(401), answer(403), answer(429), answer(503)];
    for (nth, act) in (1..).zip(acts) {
        control.add_rule(Rule::upgrade(act).nth(nth));
    }
    let page = Page::open(&browser, &stage.address()).await?;
    page.wait_for_status("offline", SOON).await?;
    page.wait_for_text(MATTER, "Trying again").await?;
    page.press_word(MATTER, "Try now").await?;
    page.wait_for_status("live", SOON).await?;
    let spans: Vec<_> = control
        .times(|what| matches!(what, What::TokenIssued))
        .windows(2)
        .map(|pair| pair[1] - pair[0])
        .collect();
    println!("  tokens {spans:?} ms apart");
    ensure!(spans.iter().all(|span| *span >= 700), "too soon after the last: {spans:?}");
    stage.costs(6, 1)
}

async fn a_stream_that_never_answers_is_given_up_after_ten_seconds(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    control.add_rule(Rule::upgrade(RequestAct::Hang).nth(1));
    let page = Page::open(&browser, &stage.address()).await?;
    wait_for_sockets(&control, 1).await?;
    page.wait_for_status("live", SOON).await?;
    let issued = control.times(|what| matches!(what, What::TokenIssued));
    let span = issued[1] - issued[0];
    println!("  tried again after {span} ms");
    ensure!((10_700..13_500).contains(&span), "ten seconds and a wait");
    stage.costs(2, 1)?;
    follows(&page, &stage).await
}

async fn a_stream_that_opens_and_says_nothing_is_never_live(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let silent = SocketAct::HalfOpen { for_ms: None };
    control.add_rule(Rule::socket(After::Ms(0), silent).times(1));
    let page = Page::open(&browser, &stage.address()).await?;
    let until_second = async || {
        // Counted first: whatever is shown then was shown before the second could prove itself.
        let opened = control.counts().sockets_opened;
        let shown = page.status().await?;
        ensure!(opened == 2 || shown != "live", "live on a socket that never spoke");
        Ok(opened)
    };
    let (took, _) =
        wait::until("a second socket", GIVEN_UP, until_second, |opened| *opened == 2).await?;
    page.wait_for_status("live", SOON).await?;
    println!("  replaced after {:.1} s", took.as_secs_f64());
    stage.costs(2, 2)?;
    follows(&page, &stage).await
}

async fn a_token_refused_twice_stops_the_board(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let refusal = SocketAct::Close { code: 4001 };
    control.add_rule(Rule::socket(After::Ms(0), refusal).times(2));
    let page = Page::open(&browser, &stage.address()).await?;
    page.wait_for_status("stopped", SOON).await?;
    page.wait_for_text(MATTER, "did not accept the board's token twice").await?;
    page.tell("online", 3).await?;
    page.tell("focus", 3).await?;
    let asked = async || Ok(control.counts().token_requests);
    let span = Duration::from_secs(3);
    throughout("two requests for a token", span, asked, |asked| *asked == 2).await?;
    let issued = control.times(|what| matches!(what, What::TokenIssued));
    ensure!(issued[1] - issued[0] >= 700, "the second chance comes at once: {issued:?}");
    page.press_word(MATTER, "Try now").await?;
    page.wait_for_status("live", SOON).await?;
    stage.costs(3, 3)
}

async fn a_close_that_says_goodbye_is_followed_by_another_attempt(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let page = Page::dashboard(&browser, &stage).await?;
    let ends = [SocketAct::Close { code: 1000 }, SocketAct::Reset, SocketAct::Close { code: 1011 }];
    for (count, end) in (2..).zip(ends) {
        let rule = control.add_rule(Rule::socket(After::Ms(0), end.clone()).times(1));
        let states = async || page.status().await;
        let (told, shown) =
            wait::until("a state that says so", SOON, states, |shown| shown != "live").await?;
        // The third in a row is told as what it is.
        ensure!(["reconnecting", "offline"].contains(&&*shown), "{end:?} is told as {shown}");
        wait_for_sockets(&control, count).await.with_context(|| format!("after {end:?}"))?;
        page.wait_for_status("live", SOON).await?;
        println!("  {end:?}: told within {} ms", told.as_millis());
        control.remove_rule(rule);
    }
    stage.costs(4, 4)?;
    ensure!(control.counts().sockets_max == 1, "never two at once");
    follows(&page, &stage).await
}

async fn a_close_that_says_we_are_wrong_is_waited_out(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let page = Page::dashboard(&browser, &stage).await?;
    for (count, code) in (2..).zip([1002, 1007, 1009, 4999]) {
        control.close_all(Some(code));
        page.wait_for_text(MATTER, "Trying again in").await?;
        // No hint from the browser brings it forward.
        page.tell("online", 3).await?;
        let text = page.text(MATTER).await?;
        let wait_s = seconds(&text).with_context(|| format!("no wait in {text:?}"))?;
        println!("  {code}: again in {wait_s} s");
        ensure!((20..=38).contains(&wait_s), "{code} is followed by {text:?}");
        ensure!(control.counts().token_requests == count - 1, "{code}: asked again at once");
        page.press_word(MATTER, "Try now").await?;
        wait_for_sockets(&control, count).await?;
        page.wait_for_status("live", SOON).await?;
    }
    stage.costs(5, 5)?;
    ensure!(control.counts().sockets_max == 1, "never two at once");
    Ok(())
}

/// The number in `Trying again in 28 s`.
fn seconds(text: &str) -> Option<u32> {
    let (_, rest) = text.split_once("Trying again in ")?;
    rest.split_once(" s")?.0.parse().ok()
}

async fn the_late_end_of_an_old_socket_changes_nothing(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let page = Page::dashboard(&browser, &stage).await?;
    stage.let_pings_rest().await?;
    let silent = SocketAct::HalfOpen { for_ms: Some(9_000) };
    control.add_rule(Rule::socket(After::Ms(0), silent).times(1));
    // A hint makes the page ask, and no answer within three seconds is one.
    page.tell("online", 1).await?;
    wait_for_sockets(&control, 2).await?;
    page.wait_for_status("live", SOON).await?;
    ensure!(control.counts().sockets_open == 2, "the old one has not ended yet");
    let open = async || Ok(control.counts().sockets_open);
    wait::until("the end of the old socket", SOON, open, |open| *open == 1).await?;
    let span = Duration::from_secs(2);
    throughout("live", span, async || page.status().await, |state| state == "live").await?;
    stage.costs(2, 2)?;
    follows(&page, &stage).await
}

async fn pongs_that_are_lost_matter_not_while_prices_come(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    control.add_rule(Rule::frame(FrameKind::Pong, FrameAct::Suppress));
    let page = Page::dashboard(&browser, &stage).await?;
    stage.let_pings_rest().await?;
    let pings = control.counts().pings;
    page.tell("online", 1).await?;
    let asked = async || Ok(control.counts().pings);
    wait::until("a ping", SOON, asked, |asked| *asked > pings).await?;
    // Longer than an answer is waited for.
    let span = Duration::from_secs(5);
    throughout("live", span, async || page.status().await, |state| state == "live").await?;
    stage.costs(1, 1)
}

async fn a_storm_of_hints_brings_one_attempt(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let page = Page::dashboard(&browser, &stage).await?;
    control.refuse_tokens(Some((503, "unavailable")));
    control.close_all(None);
    page.wait_for_status("offline", SOON).await?;
    let before = control.counts().token_requests;
    let storm = async || {
        page.tell("online", 20).await?;
        page.tell("focus", 20).await?;
        Ok(control.counts().token_requests - before)
    };
    let span = Duration::from_secs(4);
    let asked = throughout("one request at most", span, storm, |asked| *asked <= 1).await?;
    control.refuse_tokens(None);
    wait::until(
        "live again",
        SOON,
        async || {
            page.tell("online", 20).await?;
            page.status().await
        },
        |state| state == "live",
    )
    .await?;
    println!("  {asked} requests in {span:?} of hints");
    stage.costs(2, 2)
}
