//! What a reader does: search, filter, compare, pause, choose colours, and all of it with the keyboard alone.

use std::collections::BTreeSet;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use end_to_end::browser::Browser;
use end_to_end::page::{Page, Row, Spot};
use end_to_end::scenarios;
use end_to_end::stage::{Setup, Stage};
use end_to_end::wait;
use fantoccini::key::Key;

scenarios! {
    chromium(Chromium) {
        searching_narrows_the_board_and_clearing_widens_it,
        every_filter_shows_what_it_says_and_nothing_else,
        a_row_opens_every_bookmakers_price_and_marks_the_best,
        pausing_holds_prices_back_and_resuming_shows_them,
        colours_follow_the_reader_and_are_remembered,
        the_keyboard_alone_reaches_everything,
    }
    firefox(Firefox) {
        a_row_opens_every_bookmakers_price_and_marks_the_best,
        pausing_holds_prices_back_and_resuming_shows_them,
    }
    webkit(Webkit) {
        a_row_opens_every_bookmakers_price_and_marks_the_best,
        pausing_holds_prices_back_and_resuming_shows_them,
    }
}

const SOON: Duration = Duration::from_secs(5);

async fn searching_narrows_the_board_and_clearing_widens_it(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let name = stage.quoted_match(4)?.match_name;
    let page = Page::dashboard(&browser, &stage).await?;
    let all = page.wait_for_count("[part~='row']", |count| count >= 100).await?;
    page.type_into("input[type=search]", &name.to_lowercase()).await?;
    let found = page.wait_for_count("[part~='row']", |count| count < 5).await?;
    let rows = page.rows().await?;
    ensure!(found > 0 && rows.iter().all(|row| row.match_name == name), "{name:?} finds {rows:?}");
    page.type_into("input[type=search]", " and nobody else").await?;
    page.wait_for_text(".board", "Nothing matches").await?;
    page.press_word(".board", "Clear filters").await?;
    page.wait_for_count("[part~='row']", |count| count > all / 2).await?;
    ensure!(page.count("[part~='row']").await? >= 100, "all rows are back");
    Ok(())
}

async fn every_filter_shows_what_it_says_and_nothing_else(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let page = Page::dashboard(&browser, &stage).await?;
    page.choose("Sport", "Tennis").await?;
    only(&page, "tennis", |row| row.sport == "Tennis").await?;
    page.choose("Sport", "").await?;
    page.choose("Competition", "LIG1").await?;
    only(&page, "one competition", |row| row.competition == "LIG1").await?;
    page.choose("Competition", "").await?;
    page.press("input[name=live][value=only]").await?;
    only(&page, "in play", |row| row.live == "true").await?;
    page.press("input[name=live][value=none]").await?;
    only(&page, "before the start", |row| row.live == "false").await?;
    page.press("input[name=live][value=all]").await?;
    for market in ["total", "spread"] {
        page.choose("Market", market).await?;
        only(&page, market, |row| row.market == market).await?;
    }
    page.choose("Market", "moneyline").await?;
    if page.choices("Period").await?.contains(&"1".to_owned()) {
        page.choose("Period", "1").await?;
        only(&page, "the first half", |row| row.period == "1").await?;
        page.choose("Period", "0").await?;
    }
    page.choose("Bookmaker", "Winamax").await?;
    let script = "return [...root.querySelectorAll('[part~=\"price\"]')].map((price) => price.dataset.books ?? '');";
    let books = async || page.run::<Vec<String>>(script, &[]).await;
    let of_one = |books: &Vec<String>| {
        books.iter().any(|book| book == "Winamax")
            && books.iter().all(|book| book.is_empty() || book == "Winamax")
    };
    wait::until("prices of one bookmaker", SOON, books, of_one).await?;
    Ok(())
}

async fn only(page: &Page, what: &str, fits: impl Fn(&Row) -> bool) -> Result<()> {
    let fit = |rows: &Vec<Row>| !rows.is_empty() && rows.iter().all(&fits);
    let (took, rows) = wait::until(what, SOON, async || page.rows().await, fit).await?;
    println!("  {what}: {} rows after {} ms", rows.len(), took.as_millis());
    Ok(())
}

async fn a_row_opens_every_bookmakers_price_and_marks_the_best(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    stage.control()?.pause();
    let found = stage.quoted_match(4)?;
    let spot = Spot::first_of(&found)?;
    let page = Page::dashboard(&browser, &stage).await?;
    page.wait_for_cell(&spot, SOON, |cell| cell.state == "fresh").await?;
    let row = format!(
        "[part~='row'][data-match='{}'] button[aria-expanded]",
        found.match_name.replace('\'', "\\'")
    );
    page.press(&row).await?;
    page.wait_for_count("[part~='quote']", |count| count > 0).await?;
    let quotes = page.quotes().await?;
    let expected = spot.prices(&found);
    let of_selection: Vec<_> =
        quotes.iter().filter(|quote| quote.selection == spot.selection).collect();
    let books: BTreeSet<_> = of_selection.iter().map(|quote| quote.book.as_str()).collect();
    ensure!(books.len() == of_selection.len(), "a bookmaker stands there twice: {quotes:?}");
    for (book, odds) in &expected {
        let quote = of_selection
            .iter()
            .find(|quote| quote.book == *book)
            .with_context(|| format!("no {book}"))?;
        let shown = quote.odds.as_deref().and_then(|text| text.parse::<f64>().ok());
        ensure!(shown == Some(*odds), "{book} offers {odds}, and the page says {quote:?}");
        ensure!(
            (quote.best == "true") == ((odds - expected[0].1).abs() < 1e-9),
            "best is {expected:?}, not {quote:?}"
        );
    }
    page.press(&row).await?;
    page.wait_for_count("[part~='quote']", |count| count == 0).await?;
    Ok(())
}

async fn pausing_holds_prices_back_and_resuming_shows_them(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    control.pause();
    let found = stage.quoted_match(4)?;
    let spot = Spot::first_of(&found)?;
    let page = Page::dashboard(&browser, &stage).await?;
    let (_, before) = page.wait_for_cell(&spot, SOON, |cell| cell.state == "fresh").await?;
    page.press_word(".toolbar", "Pause").await?;
    let book = spot.prices(&found)[0].0.clone();
    control.set_price(&spot.at(&book), 432.0)?;
    page.wait_for_text(".notice", "1 update while paused").await?;
    let held = page.cell(&spot).await?.context("the price is still there")?;
    ensure!(held.odds == before.odds, "paused at {before:?}, and the page says {held:?}");
    page.press_word(".toolbar", "Resume").await?;
    page.wait_for_cell(&spot, SOON, |cell| cell.decimal() == Some(432.0)).await?;
    ensure!(page.count(".notice").await? == 0, "the notice goes with the pause");
    Ok(())
}

async fn colours_follow_the_reader_and_are_remembered(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let page = Page::dashboard(&browser, &stage).await?;
    let colour = async |page: &Page| {
        page.run::<String>("return getComputedStyle(document.body).color;", &[]).await
    };
    page.press("input[name=theme][value=light]").await?;
    let light = colour(&page).await?;
    page.press("input[name=theme][value=dark]").await?;
    let ask = async || colour(&page).await;
    let (_, dark) = wait::until("other colours", SOON, ask, |dark| *dark != light).await?;
    let again = Page::dashboard(&browser, &stage).await?;
    ensure!(colour(&again).await? == dark, "the next visit is as dark as this one");
    Ok(())
}

async fn the_keyboard_alone_reaches_everything(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let page = Page::dashboard(&browser, &stage).await?;
    page.wait_for_count("[part~='row']", |count| count >= 100).await?;
    page.tab_to(".page__skip", 1).await.context("the first stop skips to the board")?;
    let pause = page
        .tab_to("[aria-label='Pause prices']", 4)
        .await
        .context("the ticker's pause comes before its prices")?;
    page.key(Key::Enter).await?;
    page.wait_for_text(".notice", "while paused").await?;
    page.key(Key::Enter).await?;
    page.wait_for_count(".notice", |count| count == 0).await?;
    page.key('/').await?;
    let searches = page
        .run::<bool>("return document.activeElement.matches('input[type=search]');", &[])
        .await?;
    ensure!(searches, "a slash goes to the search");
    page.tab_to("select", 4).await.context("the filters follow")?;
    let opened =
        page.tab_to("[part~='row'] button", 24).await.context("the board follows the tools")?;
    page.key(Key::End).await?;
    page.key(Key::Enter).await?;
    page.wait_for_count("[part~='quote']", |count| count > 0).await?;
    page.key(Key::Enter).await?;
    page.wait_for_count("[part~='quote']", |count| count == 0).await?;
    println!("  {pause} tabs to the pause, {opened} from the filters to the first row");
    Ok(())
}
