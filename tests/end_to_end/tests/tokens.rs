//! Tokens that do not come, come late, or are none: asked for ever more seldom, and never more than was allowed.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use end_to_end::browser::Browser;
use end_to_end::follow::follows;
use end_to_end::page::Page;
use end_to_end::scenarios;
use end_to_end::stage::{Setup, Stage};
use end_to_end::wait::{self, throughout};
use serde_json::json;
use simulator::Control;
use simulator::control::What;
use simulator::fault::{Body, RequestAct, Rule};

scenarios! {
    chromium(Chromium) {
        a_server_out_of_reach_costs_no_token_and_is_found_again,
        a_token_that_never_comes_is_given_up_after_ten_seconds,
        nonsense_for_a_token_is_asked_for_again_and_costs_none,
        a_request_to_wait_is_kept_by_every_tab,
        a_day_without_tokens_is_told_and_asks_for_none,
        an_answer_that_is_no_token_is_waited_out,
        an_address_that_is_none_stops_the_board,
        a_browser_without_sockets_is_told_so,
    }
}

const SOON: Duration = Duration::from_secs(10);
/// What is wrong: over the board, or in its place while there is none.
const MATTER: &str = ":is(.notice, .blank)";
const TOKEN: &str = "/api/token";

/// Times at which the provider was asked for a token, in milliseconds, and the spans between them.
fn spans_ms(control: &Control) -> Vec<i64> {
    let times = control.times(|what| matches!(what, What::TokenRequested));
    times.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

async fn wait_for_requests(control: &Control, count: u64) -> Result<()> {
    let asked = async || Ok(control.counts().token_requests);
    wait::until("requests for a token", SOON, asked, |asked| *asked == count).await?;
    Ok(())
}

/// Waits until the page offers another attempt, and takes the offer.
async fn try_now(page: &Page) -> Result<()> {
    page.wait_for_text(MATTER, "Trying again").await?;
    page.press_word(MATTER, "Try now").await
}

async fn a_server_out_of_reach_costs_no_token_and_is_found_again(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let blocked = |urls: &[&str]| json!({ "urls": urls });
    browser.devtools("Network.enable", json!({})).await?;
    browser.devtools("Network.setBlockedURLs", blocked(&["*/api/token"])).await?;
    let page = Page::open(&browser, &stage.address()).await?;
    page.wait_for_status("offline", SOON).await?;
    ensure!(stage.control()?.counts().token_requests == 0, "nobody heard of it");
    browser.devtools("Network.setBlockedURLs", blocked(&[])).await?;
    try_now(&page).await?;
    page.wait_for_status("live", SOON).await?;
    stage.costs(1, 1)
}

async fn a_token_that_never_comes_is_given_up_after_ten_seconds(browser: Browser) -> Result<()> {
    // The server itself would give up sooner.
    let patience = Duration::from_secs(30);
    let stage = Stage::start(Setup { patience, ..Setup::default() }).await?;
    let control = stage.control()?;
    control.add_rule(Rule::token(RequestAct::Hang).nth(1));
    let page = Page::open(&browser, &stage.address()).await?;
    page.wait_for_status("live", Duration::from_secs(20)).await?;
    let spans = spans_ms(&control);
    println!("  asked again after {spans:?} ms");
    ensure!(spans.len() == 1 && (10_700..13_500).contains(&spans[0]), "ten seconds and a wait");
    stage.costs(1, 1)?;
    follows(&page, &stage).await
}

async fn nonsense_for_a_token_is_asked_for_again_and_costs_none(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let answer = |status: u16, body: Body| RequestAct::Answer { status, retry_after: None, body };
    let acts = [
        RequestAct::Reset,
        answer(500, Body::Error),
        answer(502, Body::Html),
        answer(200, Body::Html),
        answer(200, Body::Empty),
        answer(504, Body::Empty),
        answer(200, Body::MissingField),
        answer(200, Body::Huge { bytes: 2 * 1024 * 1024 }),
    ];
    for (nth, act) in (1..).zip(acts) {
        control.add_rule(Rule::token(act).nth(nth));
    }
    let page = Page::open(&browser, &stage.address()).await?;
    for count in [3, 6] {
        wait_for_requests(&control, count).await?;
        try_now(&page).await?;
    }
    page.wait_for_status("live", SOON).await?;
    let spans = spans_ms(&control);
    println!("  asked again after {spans:?} ms, twice at once because the reader wanted it");
    for group in spans.chunks(3) {
        // The third of each is the reader's doing.
        let waits = &group[..group.len().min(2)];
        ensure!(waits[0] >= 700 && waits.is_sorted(), "ever longer: {spans:?}");
    }
    ensure!(spans.len() == 8, "eight answers that were none: {spans:?}");
    stage.costs(1, 1)
}

async fn a_request_to_wait_is_kept_by_every_tab(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let retry_after = Some("120".to_owned());
    control.add_rule(Rule::token(RequestAct::Answer {
        status: 429,
        retry_after,
        body: Body::Error,
    }));
    let page = Page::open(&browser, &stage.address()).await?;
    let first = browser.tab().await?;
    page.wait_for_text(MATTER, "quota is used up").await?;
    let asked = page.requests_to(TOKEN).await?;
    let second = browser.open_tab().await?;
    browser.go(&stage.address()).await?;
    page.wait_for_text(MATTER, "quota is used up").await.context("in the second tab")?;
    for tab in [&first, &second] {
        browser.turn_to(tab).await?;
        page.wait_for_status("polling", SOON).await?;
        page.tell("online", 5).await?;
    }
    // The first one goes, and the second has no better right to ask.
    browser.close_tab(&first, &second).await?;
    let span = Duration::from_secs(3);
    let ask = async || page.requests_to(TOKEN).await;
    let later = throughout("no request for a token", span, ask, |count| *count == 0).await?;
    page.wait_for_text(MATTER, "quota is used up").await?;
    let requests = control.counts().token_requests;
    println!("  {asked} and {later} requests of the tabs, {requests} at the provider");
    ensure!((asked, requests) == (1, 1), "one request until the quota allows");
    stage.costs(0, 0)
}

async fn a_day_without_tokens_is_told_and_asks_for_none(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let page = Page::open(&browser, &format!("{}/livez", stage.address())).await?;
    // The ledger of a browser that asked for thirty tokens within the last minutes.
    let script = "
        const asked = Array.from({ length: 30 }, (_, n) => Date.now() - 1000 * (n + 1));
        localStorage.setItem('oddsboard.tokens ' + location.origin, ['1', '0', '-', ...asked].join(' '));";
    page.run::<()>(script, &[]).await?;
    browser.go(&stage.address()).await?;
    page.wait_for_text(MATTER, "used up its connections for today").await?;
    page.wait_for_text(MATTER, "Trying again at").await?;
    page.wait_for_status("polling", SOON).await.context("the board itself costs no token")?;
    page.tell("online", 3).await?;
    let span = Duration::from_secs(2);
    throughout(
        "no request for a token",
        span,
        async || page.requests_to(TOKEN).await,
        |count| *count == 0,
    )
    .await?;
    stage.costs(0, 0)
}

async fn an_answer_that_is_no_token_is_waited_out(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let faults = browser.preload_faults().await?;
    let page = Page::dashboard(&browser, &stage).await?;
    let bodies = ["<!doctype html><title>Sign in</title>", "", r#"{"expires_in":300}"#];
    for (nth, body) in (0..).zip(bodies) {
        page.answer(TOKEN, Some(body)).await?;
        let before = page.answered().await?;
        if nth == 0 {
            stage.control()?.close_all(Some(1012));
        } else {
            page.press_word(MATTER, "Try now").await?;
        }
        // Until then the words are those of the attempt before.
        let answered = async || page.answered().await;
        wait::until("an answer", SOON, answered, |answered| *answered > before).await?;
        page.wait_for_status("offline", SOON).await.with_context(|| format!("{body:?}"))?;
        page.wait_for_text(MATTER, "does not understand").await?;
        page.wait_for_text(MATTER, "Trying again in").await?;
        // Hints do not bring it forward.
        page.tell("online", 3).await?;
        ensure!(page.status().await? == "offline", "{body:?} is told");
    }
    page.answer(TOKEN, None).await?;
    page.press_word(MATTER, "Try now").await?;
    page.wait_for_status("live", SOON).await?;
    faults.remove().await?;
    stage.costs(2, 2)
}

async fn an_address_that_is_none_stops_the_board(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let faults = browser.preload_faults().await?;
    let page = Page::dashboard(&browser, &stage).await?;
    let body = r#"{"token":"t","expires_in":300,"stream_url":"gopher://nowhere"}"#;
    page.answer(TOKEN, Some(body)).await?;
    stage.control()?.close_all(Some(1012));
    page.wait_for_status("stopped", SOON).await?;
    page.wait_for_text(MATTER, "address of the feed is wrong").await?;
    page.answer(TOKEN, None).await?;
    page.press_word(MATTER, "Try now").await?;
    page.wait_for_status("live", SOON).await?;
    faults.remove().await?;
    stage.costs(2, 2)
}

async fn a_browser_without_sockets_is_told_so(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let script = "globalThis.kept = globalThis.WebSocket; delete globalThis.WebSocket;";
    let without = browser.preload(script).await?;
    let page = Page::open(&browser, &stage.address()).await?;
    page.wait_for_status("stopped", SOON).await?;
    page.run::<()>("globalThis.WebSocket = globalThis.kept;", &[]).await?;
    page.press_word(MATTER, "Try now").await?;
    page.wait_for_status("live", SOON).await?;
    let complaints = browser.complaints().await?;
    ensure!(complaints.is_empty(), "the console says {complaints:?}");
    without.remove().await?;
    stage.costs(2, 1)
}
