//! Several tabs of one browser share one connection, hand it over, and fall back to being alone.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use end_to_end::browser::{Browser, Tab};
use end_to_end::follow::spot_at_the_top;
use end_to_end::page::Page;
use end_to_end::scenarios;
use end_to_end::stage::{Setup, Stage};
use end_to_end::tabs::{hand_over, join, open};
use end_to_end::wait;
use serde_json::json;

scenarios! {
    chromium(Chromium) {
        three_tabs_share_one_socket_and_see_the_same,
        a_tab_that_closes_hands_the_connection_over,
        a_tab_that_crashes_is_replaced,
        five_tabs_cost_one_token_and_one_more_when_the_first_goes,
        a_tab_that_is_frozen_hands_over_before_it_is,
        without_locks_or_channels_or_storage_a_tab_is_on_its_own,
        strangers_on_the_channel_and_a_broken_ledger_change_nothing,
        a_page_that_comes_back_connects_once,
    }
    firefox(Firefox) {
        three_tabs_share_one_socket_and_see_the_same,
        a_tab_that_closes_hands_the_connection_over,
    }
    webkit(Webkit) { three_tabs_share_one_socket_and_see_the_same, }
}

/// How often a connection is handed over here; `cargo xtask long handovers` does it oftener.
const ROUNDS: u32 = 3;
const SECOND: Duration = Duration::from_secs(1);
const SOON: Duration = Duration::from_secs(10);
/// A holder that falls silent is asked after fifteen seconds and replaced three later.
const REPLACED: Duration = Duration::from_secs(40);

/// All tabs are live, and a price that is set is seen in every one of them.
async fn all_follow(
    browser: &Browser,
    stage: &Stage,
    tabs: impl IntoIterator<Item = &Tab> + Clone,
    odds: f64,
) -> Result<()> {
    let control = stage.control()?;
    let page = Page::here(browser);
    for tab in tabs.clone() {
        browser.turn_to(tab).await?;
        page.wait_for_status("live", SOON).await?;
    }
    let (spot, book) = spot_at_the_top(&page, &control).await?;
    control.set_price(&spot.at(&book), odds)?;
    for tab in tabs {
        browser.turn_to(tab).await?;
        page.wait_for_cell(&spot, 2 * SECOND, |cell| cell.decimal() == Some(odds)).await?;
    }
    Ok(())
}

async fn three_tabs_share_one_socket_and_see_the_same(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let tabs = open(&browser, &stage, 3).await?;
    all_follow(&browser, &stage, &tabs, 321.0).await?;
    all_follow(&browser, &stage, &tabs, 234.0).await?;
    let mut rows = Vec::new();
    for tab in &tabs {
        browser.turn_to(tab).await?;
        rows.push(Page::here(&browser).count("[part~='row']").await?);
    }
    ensure!(rows.iter().all(|count| *count == rows[0]), "rows by tab: {rows:?}");
    let counts = control.counts();
    println!("  3 tabs: {} tokens, {} sockets at most", counts.tokens_issued, counts.sockets_max);
    ensure!((counts.tokens_issued, counts.sockets_max) == (1, 1), "one of each: {counts:?}");
    Ok(())
}

async fn a_tab_that_closes_hands_the_connection_over(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let (took, tabs) = hand_over(&browser, &stage, ROUNDS).await?;
    println!("  handed over {} times: {took:.0?}", took.len());
    all_follow(&browser, &stage, &tabs, 321.0).await?;
    let counts = stage.control()?.counts();
    ensure!(counts.tokens_issued == u64::from(ROUNDS) + 1, "a token each: {counts:?}");
    ensure!(counts.sockets_max == 1, "never two sockets: {counts:?}");
    Ok(())
}

async fn a_tab_that_crashes_is_replaced(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let tabs = open(&browser, &stage, 2).await?;
    browser.turn_to(&tabs[0]).await?;
    let start = Instant::now();
    // The command has nobody left to answer it.
    let crash = browser.devtools("Page.crash", json!({}));
    let _ = tokio::time::timeout(SECOND, crash).await;
    browser.turn_to(&tabs[1]).await?;
    let opened = async || Ok(control.counts().sockets_opened);
    wait::until("a socket of the other tab", REPLACED, opened, |opened| *opened == 2).await?;
    Page::here(&browser).wait_for_status("live", SOON).await?;
    println!("  replaced after {} ms", start.elapsed().as_millis());
    ensure!(control.counts().tokens_issued == 2, "one token more");
    Ok(())
}

async fn five_tabs_cost_one_token_and_one_more_when_the_first_goes(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let tabs = open(&browser, &stage, 5).await?;
    let before = control.counts().tokens_issued;
    browser.close_tab(&tabs[0], &tabs[4]).await?;
    // What changes while nobody listens is seen with the next reading only.
    let opened = async || Ok(control.counts().sockets_opened);
    wait::until("a socket of another tab", SOON, opened, |opened| *opened == 2).await?;
    all_follow(&browser, &stage, &tabs[1..], 321.0).await?;
    let counts = control.counts();
    println!("  5 tabs: {before} tokens, {} after the first was closed", counts.tokens_issued);
    ensure!((before, counts.tokens_issued) == (1, 2), "{counts:?}");
    ensure!(counts.sockets_max == 1, "never two sockets: {counts:?}");
    Ok(())
}

async fn a_tab_that_is_frozen_hands_over_before_it_is(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let tabs = open(&browser, &stage, 2).await?;
    browser.turn_to(&tabs[0]).await?;
    Page::here(&browser).freeze(true).await?;
    browser.turn_to(&tabs[1]).await?;
    let opened = async || Ok(control.counts().sockets_opened);
    wait::until("a socket of the other tab", SOON, opened, |opened| *opened == 2).await?;
    Page::here(&browser).wait_for_status("live", SOON).await?;
    browser.turn_to(&tabs[0]).await?;
    Page::here(&browser).freeze(false).await?;
    let open = async || Ok(control.counts().sockets_open);
    wait::until("one socket again", SOON, open, |open| *open == 1).await?;
    all_follow(&browser, &stage, &tabs, 321.0).await?;
    ensure!(control.counts().tokens_issued == 2, "one token more");
    Ok(())
}

/// Each line takes one thing away from the page before anything of it runs.
const WITHOUT: [(&str, &str); 5] = [
    ("locks", "Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });"),
    ("channels", "delete globalThis.BroadcastChannel;"),
    (
        "channels that open",
        "globalThis.BroadcastChannel = class { constructor() { throw new Error('no'); } };",
    ),
    (
        "storage",
        "Object.defineProperty(globalThis, 'localStorage', { get() { throw new Error('no'); } });",
    ),
    (
        "storage that keeps",
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
    ),
];

async fn without_locks_or_channels_or_storage_a_tab_is_on_its_own(browser: Browser) -> Result<()> {
    for (what, script) in WITHOUT {
        let stage = Stage::start(Setup::default()).await?;
        let added = browser.preload(script).await?;
        Page::dashboard(&browser, &stage).await.with_context(|| format!("without {what}"))?;
        let tab = browser.tab().await?;
        all_follow(&browser, &stage, [&tab], 321.0)
            .await
            .with_context(|| format!("without {what}"))?;
        let counts = stage.control()?.counts();
        ensure!(counts.tokens_issued == 1, "without {what}: {counts:?}");
        added.remove().await?;
    }
    let complaints = browser.complaints().await?;
    ensure!(complaints.is_empty(), "the console says {complaints:?}");
    Ok(())
}

/// What a script of the same origin may shout, besides nonsense: words of the past, of the future, and boards.
const SHOUTS: &str = r#"
    const name = `oddsboard 1 ${location.origin}?`;
    const channel = new BroadcastChannel(name);
    const words = ["", "x", "1 bye", "0 board\n", "1 board\n{}", "1 frames\nnonsense", "1 beat 1 5 - 0 - 1 -",
        "99999999999999999999 beat 1 5 - 0 - 1 -", "-3 hello", "1 hello\n" + "x\n".repeat(1000), "7 ask",
        "1 frames\n" + JSON.stringify({ bookmaker: "Mallory" }), "1 retry extra"];
    for (const word of words) channel.postMessage(word);
    channel.postMessage({ word: "beat" });
    channel.postMessage(new Uint8Array(5));
    return name;
"#;

async fn strangers_on_the_channel_and_a_broken_ledger_change_nothing(
    browser: Browser,
) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    Page::open(&browser, &stage.address()).await?;
    let page = Page::here(&browser);
    page.run::<()>(
        "localStorage.setItem('oddsboard.tokens ' + location.origin, 'rubbish ☃');",
        &[],
    )
    .await?;
    browser.go(&stage.address()).await?;
    page.wait_for_status("live", SOON).await?;
    let kept: String = page
        .run("return localStorage.getItem('oddsboard.tokens ' + location.origin);", &[])
        .await?;
    ensure!(kept.starts_with("1 "), "the ledger is whole again: {kept:?}");
    let tokens = control.counts().tokens_issued;
    let first = browser.tab().await?;
    let second = join(&browser, &stage).await?;
    for tab in [&first, &second] {
        browser.turn_to(tab).await?;
        page.run::<String>(SHOUTS, &[]).await?;
    }
    all_follow(&browser, &stage, [&first, &second], 321.0).await?;
    for tab in [&first, &second] {
        browser.turn_to(tab).await?;
        let strangers = page.count("[data-books*='Mallory']").await?;
        ensure!(strangers == 0, "a stranger's price is on the board");
    }
    let counts = control.counts();
    ensure!(counts.tokens_issued == tokens && counts.sockets_max == 1, "{counts:?}");
    let complaints = browser.complaints().await?;
    ensure!(complaints.is_empty(), "the console says {complaints:?}");
    Ok(())
}

/// Remembers every notice that stands on the page from now on.
const LISTEN: &str = "
    window.told = [];
    const look = () => document.querySelectorAll('.notice, .blank').forEach((notice) => told.push(notice.innerText));
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });";

async fn a_page_that_comes_back_connects_once(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let page = Page::dashboard(&browser, &stage).await?;
    page.run::<()>(LISTEN, &[]).await?;
    browser.go(&format!("{}/livez", stage.address())).await?;
    let open = async || Ok(control.counts().sockets_open);
    wait::until("no socket", SOON, open, |open| *open == 0).await?;
    browser.client().back().await?;
    page.wait_for_status("live", SOON).await?;
    let told: Option<Vec<String>> = page.run("return window.told ?? null;", &[]).await?;
    let told = told.context("the browser kept the page as it was")?;
    ensure!(told.is_empty(), "a reader who comes back is told {told:?}");
    let tab = browser.tab().await?;
    all_follow(&browser, &stage, [&tab], 321.0).await?;
    let counts = control.counts();
    println!("  away and back: {} tokens", counts.tokens_issued);
    ensure!((counts.tokens_issued, counts.sockets_max) == (2, 1), "{counts:?}");
    Ok(())
}
