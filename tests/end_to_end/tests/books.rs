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
        who_belongs_to_whom_is_corrected_and_stays_so,
    }
}

const SOON: Duration = Duration::from_secs(5);
const COLUMNS: &str =
    "return [...root.querySelectorAll('.compare__book > bdi')].map((book) => book.textContent);";

/// The place among the bookmakers of the one with this button.
const PLACE: &str = "
    const item = root.querySelector(arguments[1]).closest('li');
    return [...item.parentNode.children].indexOf(item);";

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

    page.press(".rail__tab[value=movers]").await?;
    let opener = ".toolbar [aria-keyshortcuts=b]";
    page.run::<()>("root.querySelector(arguments[1]).focus();", &[json!(opener)]).await?;
    page.key(Key::Enter).await?;
    page.wait_for_count("dialog[open] .books", |count| count == 1).await?;
    let up = format!("[aria-label='Move {} up']", before[1]);
    page.tab_to(&up, 60).await?;
    let place = async || page.run::<i32>(PLACE, &[json!(up)]).await;
    let mut at = place().await?;
    while at > 0 {
        page.key(Key::Enter).await?;
        (_, at) = wait::until("a place further up", SOON, place, |place| *place == at - 1).await?;
        // It goes with its bookmaker, and so does the focus.
        page.wait_for_focus(&up).await?;
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
    page.wait_for_count("dialog[open] .books", |count| count == 0).await?;
    ensure!(page.count(".rail__panel[data-open=true]").await? == 1, "the list stays open");
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

/// What is chosen for the first bookmaker, and for how many there is anything chosen.
const KIN: &str = "
    const kin = [...root.querySelectorAll('.books__kin select')];
    return [kin[0]?.value ?? '', kin.filter(({ value }) => value).length];";

async fn who_belongs_to_whom_is_corrected_and_stays_so(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let page = Page::dashboard(&browser, &stage).await?;
    page.wait_for_count("[part~='row'] .row__more", |count| count > 1).await?;
    page.key('b').await?;
    page.wait_for_count(".books__kin select", |count| count > 3).await?;
    let choose = "
        const [first] = root.querySelectorAll('.books__kin select');
        first.value = first.querySelector('optgroup option').value;
        first.dispatchEvent(new Event('change', { bubbles: true }));
        return first.value;";
    let (_, before) = page.run::<(String, usize)>(KIN, &[]).await?;
    let chosen: String = page.run(choose, &[]).await?;
    ensure!(chosen.starts_with("house "), "{chosen:?}");
    let sister = "
        const [, key] = arguments[1].split(' ');
        const kin = [...root.querySelectorAll('.books__kin select')];
        return kin.some(({ value }) => value && value !== arguments[1] && !value.endsWith(` ${key}`));";
    let ask = async || page.run::<bool>(sister, &[json!(chosen)]).await;
    wait::until("the other one of the house says so too", SOON, ask, |says| *says).await?;

    let again = Page::dashboard(&browser, &stage).await?;
    again.wait_for_count("[part~='row'] .row__more", |count| count > 1).await?;
    again.key('b').await?;
    let ask = async || again.run::<(String, usize)>(KIN, &[]).await;
    let is_kept = |(first, count): &(String, usize)| *first == chosen && *count > before;
    wait::until("the same on the next visit", SOON, ask, is_kept).await?;
    Ok(())
}
