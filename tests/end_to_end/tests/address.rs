//! The view in the page's address: written while it changes, and brought back by it.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use end_to_end::browser::Browser;
use end_to_end::page::Page;
use end_to_end::scenarios;
use end_to_end::stage::{Setup, Stage};
use end_to_end::wait;
use serde_json::json;

scenarios! {
    chromium(Chromium) {
        an_address_brings_the_whole_view_back,
        a_link_to_a_match_that_is_gone_opens_the_board_and_says_so,
    }
    firefox(Firefox) {
        an_address_brings_the_whole_view_back,
    }
    webkit(Webkit) {
        an_address_brings_the_whole_view_back,
    }
}

const SOON: Duration = Duration::from_secs(5);

async fn query(page: &Page) -> Result<String> {
    page.run("return location.search;", &[]).await
}

async fn wait_for_query(page: &Page, expected: &str) -> Result<()> {
    let ask = async || query(page).await;
    wait::until(expected, SOON, ask, |query| query == expected).await?;
    Ok(())
}

async fn an_address_brings_the_whole_view_back(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let page = Page::open(&browser, &format!("{}/?lang=en&api=nowhere", stage.address())).await?;
    page.wait_for_status("live", SOON).await?;
    page.wait_for_count("[part~='row']", |count| count >= 100).await?;
    page.choose("Sport", "Tennis").await?;
    page.choose("Sort", "start").await?;
    page.choose("Odds", "fractional").await?;
    page.press("input[name=density][value=compact]").await?;
    let chosen = "?sport=Tennis&sort=start&format=fractional&density=compact";
    wait_for_query(&page, &format!("{chosen}&lang=en&api=nowhere")).await?;
    let opened = page.rows().await?.into_iter().nth(1).context("a second row")?.match_name;
    let more = "[part~='row']:nth-of-type(3) button[aria-expanded]";
    page.press(more).await?;
    page.wait_for_count("[part~='quote']", |count| count > 0).await?;
    let ask = async || query(&page).await;
    let (_, address) =
        wait::until("a match", SOON, ask, |query| query.contains("match=Tennis/")).await?;
    page.type_into("input[type=search]", &opened).await?;
    wait::until("words", SOON, ask, |query| query.contains("&q=")).await?;

    // The reader's own choices are not asked: somebody else opens the link.
    page.run::<()>("localStorage.clear();", &[]).await?;
    let other = Page::open(&browser, &format!("{}/{address}", stage.address())).await?;
    other.wait_for_count("[part~='quote']", |count| count > 0).await?;
    let open = other.attribute("[part~='row'][data-open='true']", "data-match").await?;
    ensure!(open.as_deref() == Some(opened.as_str()), "{opened} was open, not {open:?}");
    let is_seen = "const { top } = root.querySelector('[part~=\"row\"][data-open=\"true\"]').getBoundingClientRect();
        return top >= 0 && top < innerHeight;";
    let seen = async || other.run::<bool>(is_seen, &[]).await;
    wait::until("the open row in the window", SOON, seen, |seen| *seen).await?;
    let rows = other.rows().await?;
    ensure!(rows.iter().all(|row| row.sport == "Tennis"), "tennis only");
    ensure!(other.count(".board__group").await? == 1, "one list");
    let density = other.attribute(".page", "data-density").await?;
    ensure!(density.as_deref() == Some("compact"), "{density:?}");
    wait_for_query(&other, &address).await?;
    let kept: Option<String> = other
        .run("return localStorage.getItem(arguments[1]);", &[json!("oddsboard.format")])
        .await?;
    ensure!(kept.is_none(), "what came with a link is nobody's choice for the next visit");
    Ok(())
}

async fn a_link_to_a_match_that_is_gone_opens_the_board_and_says_so(
    browser: Browser,
) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let link = format!("{}/?match=Football/LIG1/Nobody%20-%20Nowhere&sort=margin", stage.address());
    let page = Page::open(&browser, &link).await?;
    page.wait_for_text(".notice", "not on the board").await?;
    page.wait_for_count("[part~='row']", |count| count >= 100).await?;
    wait_for_query(&page, "?sort=margin").await?;
    page.press_word(".notice", "Understood").await?;
    page.wait_for_count(".notice", |count| count == 0).await?;
    Ok(())
}
