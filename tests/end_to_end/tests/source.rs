//! A reader who wants prices at intervals spends no token, today or at the next visit, until the stream is wanted.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use end_to_end::browser::Browser;
use end_to_end::follow::follows;
use end_to_end::page::Page;
use end_to_end::scenarios;
use end_to_end::stage::{Setup, Stage};
use end_to_end::wait::{self, throughout};

scenarios! {
    chromium(Chromium) {
        prices_at_intervals_cost_no_token_and_are_remembered,
        tabs_take_their_prices_as_one_of_them_was_told,
    }
}

const SOON: Duration = Duration::from_secs(10);
const READING: &str = "input[name=source][value=reading]";
const STREAM: &str = "input[name=source][value=stream]";

async fn is_polling_without_a_token(page: &Page, stage: &Stage, tokens: u64) -> Result<()> {
    let control = stage.control()?;
    page.wait_for_status("polling", SOON).await?;
    let open = async || Ok(control.counts().sockets_open);
    wait::until("no socket", SOON, open, |open| *open == 0).await?;
    let asked = async || {
        page.tell("online", 2).await?;
        page.tell("focus", 2).await?;
        Ok((page.status().await?, control.counts().token_requests))
    };
    let span = Duration::from_secs(3);
    throughout("polling without a token", span, asked, |(state, asked)| {
        state == "polling" && *asked == tokens
    })
    .await?;
    Ok(())
}

async fn prices_at_intervals_cost_no_token_and_are_remembered(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    // So high that thirty prices are in view.
    browser.resize(1280, 1200).await?;
    let page = Page::dashboard(&browser, &stage).await?;
    page.press(".foot__feed summary").await?;
    page.press(READING).await?;
    is_polling_without_a_token(&page, &stage, 1).await?;
    page.wait_for_text(".notice", "You chose to read prices at intervals").await?;
    browser.go(&stage.address()).await?;
    is_polling_without_a_token(&page, &stage, 1).await.context("at the next visit")?;
    page.wait_for_count("[part~='row']", |count| count >= 100).await?;
    page.wait_for_count("[part~='price'][data-state='fresh']", |count| count >= 30).await?;
    let reads = stage.control()?.counts().requests.get("/api/odds").copied().unwrap_or_default();
    println!("  {reads} requests for prices at the provider");
    page.press(STREAM).await?;
    page.wait_for_status("live", SOON).await?;
    stage.costs(2, 2)?;
    ensure!(stage.control()?.counts().sockets_max == 1, "never two at once");
    follows(&page, &stage).await
}

async fn tabs_take_their_prices_as_one_of_them_was_told(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let page = Page::dashboard(&browser, &stage).await?;
    let first = browser.tab().await?;
    let second = browser.open_tab().await?;
    Page::dashboard(&browser, &stage).await?;
    page.press(READING).await?;
    for tab in [&first, &second] {
        browser.turn_to(tab).await?;
        is_polling_without_a_token(&page, &stage, 1).await?;
    }
    page.press(STREAM).await?;
    for tab in [&first, &second] {
        browser.turn_to(tab).await?;
        page.wait_for_status("live", SOON).await?;
        follows(&page, &stage).await?;
    }
    stage.costs(2, 2)
}
