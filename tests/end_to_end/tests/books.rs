//! The reader's bookmakers: opened with a key, hidden, put in order, and the same on the next visit.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use end_to_end::browser::Browser;
use end_to_end::page::Page;
use end_to_end::scenarios;
use end_to_end::stage::{Setup, Stage};
use end_to_end::wait;
use fantoccini::key::Key;
use serde_json::json;

scenarios! {
    chromium(Chromium) {
        bookmakers_are_hidden_and_put_in_order_with_the_keyboard_and_stay_so,
    }
}

const SOON: Duration = Duration::from_secs(5);
const COLUMNS: &str =
    "return [...root.querySelectorAll('.compare__book > bdi')].map((book) => book.textContent);";

async fn columns(page: &Page) -> Result<Vec<String>> {
    page.run(COLUMNS, &[]).await
}

async fn bookmakers_are_hidden_and_put_in_order_with_the_keyboard_and_stay_so(
    browser: Browser,
) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    stage.control()?.pause();
    let page = Page::dashboard(&browser, &stage).await?;
    page.wait_for_count("[part~='row'] .row__more", |count| count > 1).await?;
    page.press("[part~='row'] button[aria-expanded]").await?;
    let ask = async || columns(&page).await;
    let (_, before) = wait::until("columns", SOON, ask, |books| books.len() >= 3).await?;

    let opener = ".toolbar [popovertarget=books]";
    page.run::<()>("root.querySelector(arguments[1]).focus();", &[json!(opener)]).await?;
    page.key(Key::Enter).await?;
    page.wait_for_count(".books:popover-open", |count| count == 1).await?;
    let up = format!("[aria-label='Move {} up']", before[1]);
    let mut presses = 0;
    while page
        .attribute(".books .order__item:first-child [aria-label$=' up']", "aria-label")
        .await?
        != Some(format!("Move {} up", before[1]))
    {
        if presses == 0 {
            page.tab_to(&up, 60).await?;
        }
        page.key(Key::Enter).await?;
        // It goes with its bookmaker, and so does the focus.
        page.wait_for_focus(&up).await?;
        presses += 1;
        ensure!(presses < 20, "{} does not come to the top", before[1]);
    }
    let (_, moved) =
        wait::until("another order", SOON, ask, |books| books.first() == before.get(1)).await?;
    // More of them may have been read meanwhile.
    ensure!(moved.len() >= before.len(), "{moved:?}");
    let hide = format!(
        "[...root.querySelectorAll('.books .check')].find((label) => label.textContent === {:?}).click();",
        before[0]
    );
    page.run::<()>(&hide, &[]).await?;
    wait::until("one column less", SOON, ask, |books| !books.contains(&before[0])).await?;
    page.wait_for_text(".toolbar__heading", " of ").await.context("the board says so")?;
    page.key(Key::Escape).await?;
    page.wait_for_count(".books:popover-open", |count| count == 0).await?;
    let returned: bool =
        page.run("return document.activeElement.matches(arguments[1]);", &[json!(opener)]).await?;
    ensure!(returned, "the focus is back on the button");

    let again = Page::dashboard(&browser, &stage).await?;
    again.wait_for_count("[part~='row'] .row__more", |count| count > 1).await?;
    again.press("[part~='row'] button[aria-expanded]").await?;
    let ask = async || columns(&again).await;
    let still = |books: &Vec<String>| books.first() == before.get(1) && !books.contains(&before[0]);
    wait::until("the same on the next visit", SOON, ask, still).await?;
    Ok(())
}
