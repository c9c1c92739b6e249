//! The board with the keyboard alone: one stop for Tab, arrows over all rows, and a focus that is never lost.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use end_to_end::browser::Browser;
use end_to_end::page::Page;
use end_to_end::scenarios;
use end_to_end::stage::{Setup, Stage};
use end_to_end::wait;
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::key::Key;
use serde::Deserialize;

scenarios! {
    chromium(Chromium) {
        keys_lead_over_the_whole_board_and_out_of_it,
        the_focus_stays_when_rows_move_and_goes_on_when_they_leave,
        the_commonest_tasks_need_no_pointer,
        single_keys_are_switched_off_for_good,
    }
    firefox(Firefox) {
        keys_lead_over_the_whole_board_and_out_of_it,
    }
    webkit(Webkit) {
        keys_lead_over_the_whole_board_and_out_of_it,
    }
}

const SOON: Duration = Duration::from_secs(5);
const WHERE: &str = "
const focused = document.activeElement;
const row = focused.closest('[part~=\"row\"]');
const rows = [...root.querySelectorAll('[part~=\"row\"]')];
const { top, bottom } = focused.getBoundingClientRect();
const cell = focused.closest('[part~=\"row\"] > *');
return { row: rows.indexOf(row), rows: rows.length, match: row?.dataset.match ?? '', isLive: row?.dataset.live === 'true',
  cell: cell?.dataset.slot ?? cell?.className ?? focused.tagName,
  isSeen: top >= 0 && bottom <= innerHeight, isWhole: !!row?.querySelector('[part~=\"price\"]') };";

/// Where the focus is.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Place {
    row: i64,
    rows: i64,
    #[serde(rename = "match")]
    match_name: String,
    cell: String,
    is_live: bool,
    is_seen: bool,
    is_whole: bool,
}

async fn place(page: &Page) -> Result<Place> {
    page.run(WHERE, &[]).await
}

async fn wait_for(page: &Page, what: &str, holds: impl Fn(&Place) -> bool) -> Result<Place> {
    Ok(wait::until(what, SOON, async || place(page).await, holds).await?.1)
}

async fn with_control(page: &Page, key: Key) -> Result<()> {
    let keys = KeyActions::new("keys".to_owned())
        .then(KeyAction::Down { value: Key::Control.into() })
        .then(KeyAction::Down { value: key.into() })
        .then(KeyAction::Up { value: key.into() })
        .then(KeyAction::Up { value: Key::Control.into() });
    Ok(page.browser().client().perform_actions(keys).await?)
}

async fn start(browser: &Browser) -> Result<(Stage, Page)> {
    let stage = Stage::start(Setup::default()).await?;
    let page = Page::dashboard(browser, &stage).await?;
    page.wait_for_count("[part~='row']", |count| count >= 100).await?;
    page.run::<()>("root.querySelector('input[name=theme]:checked').focus();", &[]).await?;
    page.key(Key::Tab).await?;
    wait_for(&page, "the first cell", |place| place.row == 0 && place.cell == "row__save").await?;
    Ok((stage, page))
}

async fn keys_lead_over_the_whole_board_and_out_of_it(browser: Browser) -> Result<()> {
    let (_stage, page) = start(&browser).await?;
    for _ in 0..3 {
        page.key(Key::Right).await?;
    }
    let cell = wait_for(&page, "the first price", |place| place.cell == "a").await?;
    ensure!(cell.row == 0, "{cell:?}");
    for row in 1..40 {
        page.key(Key::Down).await?;
        wait_for(&page, "the next row", |place| {
            place.row == row && place.cell == "a" && place.is_seen && place.is_whole
        })
        .await?;
    }
    let before = place(&page).await?.row;
    page.key(Key::PageDown).await?;
    let further = |place: &Place| place.row > before + 2 && place.is_whole && place.cell == "a";
    let on = wait_for(&page, "a page further", further).await?;
    page.key(Key::PageUp).await?;
    wait_for(&page, "a page back", |place| place.row < on.row && place.is_seen).await?;
    with_control(&page, Key::End).await?;
    let at_end = |place: &Place| {
        place.row + 1 == place.rows && place.is_seen && place.is_whole && place.cell == "row__more"
    };
    wait_for(&page, "the last cell of all", at_end).await?;
    with_control(&page, Key::Home).await?;
    wait_for(&page, "the first cell of all", |place| {
        place.row == 0 && place.cell == "row__save" && place.is_seen && place.is_whole
    })
    .await?;

    page.key(Key::Right).await?;
    page.key(Key::Enter).await?;
    page.wait_for_count("[part~='quote']", |count| count > 0).await?;
    page.key(Key::Escape).await?;
    page.wait_for_count("[part~='quote']", |count| count == 0).await?;
    wait_for(&page, "the row that was open", |place| place.row == 0).await?;

    page.key(Key::Tab).await?;
    let out = page
        .run::<bool>("return !!document.activeElement.closest('.foot, .rail, .calm__bar');", &[])
        .await?;
    ensure!(out, "Tab leads to what follows the grid: {:?}", place(&page).await?);
    Ok(())
}

async fn the_focus_stays_when_rows_move_and_goes_on_when_they_leave(
    browser: Browser,
) -> Result<()> {
    let (stage, page) = start(&browser).await?;
    let control = stage.control()?;
    page.key(Key::Down).await?;
    let held = wait_for(&page, "the second row", |place| place.row == 1).await?;
    for _ in 0..4 {
        page.key('s').await?;
        let stays = |place: &Place| place.match_name == held.match_name && place.is_whole;
        wait_for(&page, "the same match in another order", stays).await?;
    }
    // What has begun is another market, and its row another one.
    control.pause();
    let mut neighbour = place(&page).await?;
    while neighbour.is_live {
        page.key(Key::Down).await?;
        let next = neighbour.row + 1;
        neighbour = wait_for(&page, "the next row", |place| place.row == next).await?;
    }
    control.kick_off(&neighbour.match_name)?;
    control.resume();
    let is_live =
        "return document.activeElement.closest('[part~=\"row\"]')?.dataset.live === 'true';";
    let live = async || page.run::<bool>(is_live, &[]).await;
    wait::until("the row of the match in play", Duration::from_secs(30), live, |live| *live)
        .await
        .context("the focus follows the match")?;
    Ok(())
}

/// Search, widen again, open a match, work out stakes, close it, save it, put rows in another order, write odds in
/// another format, hold prices back, hide a bookmaker, choose colours: each by keys alone.
async fn the_commonest_tasks_need_no_pointer(browser: Browser) -> Result<()> {
    let (_stage, page) = start(&browser).await?;
    let name = place(&page).await?.match_name;

    page.key('/').await?;
    page.wait_for_focus("input[type=search]").await?;
    for letter in name.chars() {
        page.key(letter).await?;
    }
    page.wait_for_count("[part~='row']", |count| (1..5).contains(&count)).await?;
    page.command("clear filters").await?;
    page.wait_for_count("[part~='row']", |count| count >= 100).await?;

    page.run::<()>("root.querySelector('input[name=theme]:checked').focus();", &[]).await?;
    page.key(Key::Tab).await?;
    wait_for(&page, "a cell of the board", |place| place.row >= 0).await?;
    page.key(Key::Right).await?;
    page.key(Key::Enter).await?;
    page.wait_for_text(".detail", "Worst case after rounding").await?;

    page.tab_to(".stakes__inputs input", 40).await?;
    for _ in 0.."100".len() {
        page.key(Key::Backspace).await?;
    }
    for digit in "250".chars() {
        page.key(digit).await?;
    }
    page.key(Key::Tab).await?;
    let sum = "
        const [, , ...stakes] = [...root.querySelectorAll('.stakes table')[0].rows].flatMap((row, nth) =>
            nth ? [...row.cells].slice(-1) : [undefined, undefined]);
        return stakes.reduce((sum, cell) => sum + Number(cell.textContent), 0);";
    let stakes = async || page.run::<f64>(sum, &[]).await;
    let is_250 = |sum: &f64| (sum - 250.0).abs() < 0.01;
    wait::until("stakes of 250", SOON, stakes, is_250).await?;

    page.key(Key::Escape).await?;
    page.wait_for_count("[part~='quote']", |count| count == 0).await?;
    wait_for(&page, "the row that was open", |place| place.row >= 0).await?;

    let pressed = "[part~='row'] .row__save button[aria-pressed='true']";
    page.key('f').await?;
    page.wait_for_count(pressed, |count| count == 1).await?;

    page.key('s').await?;
    wait_for_value(&page, "Sort", "start").await?;
    page.key('d').await?;
    wait_for_value(&page, "Odds", "fractional").await?;

    page.key('p').await?;
    page.wait_for_text(".toolbar", "Resume").await?;
    page.key('p').await?;
    page.wait_for_text(".toolbar", "Pause").await?;

    page.key('b').await?;
    page.wait_for_count("dialog[open] .books", |count| count == 1).await?;
    page.tab_to(".books input[type=checkbox]", 4).await?;
    page.key(' ').await?;
    page.wait_for_count(".books [data-off='true']", |count| count == 1).await?;
    page.key(Key::Escape).await?;
    page.wait_for_text(".toolbar", "of 10 bookmakers").await?;

    page.command("theme dark").await?;
    let dark = page.attribute("html", "data-theme").await?;
    ensure!(dark.as_deref() == Some("dark"), "colours: {dark:?}");
    Ok(())
}

async fn single_keys_are_switched_off_for_good(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let page = Page::dashboard(&browser, &stage).await?;
    page.key('?').await?;
    let switch = "dialog[open] input[type=checkbox]";
    page.wait_for_count(switch, |count| count == 1).await?;
    page.tab_to(switch, 4).await?;
    page.key(' ').await?;
    // The desk says so once the page has it.
    page.wait_for_count("dialog[open] input:not(:checked)", |count| count == 1).await?;
    page.key(Key::Escape).await?;
    page.wait_for_count("dialog[open]", |count| count == 0).await?;
    commands_alone_are_heard(&page).await?;
    commands_alone_are_heard(&Page::dashboard(&browser, &stage).await?).await
}

/// Single keys change nothing, and a command that comes after them does what it should.
async fn commands_alone_are_heard(page: &Page) -> Result<()> {
    page.key('d').await?;
    page.key('s').await?;
    page.control_key('k').await?;
    page.wait_for_count("dialog[open] [role=combobox]", |count| count == 1).await?;
    page.key(Key::Escape).await?;
    page.wait_for_count("dialog[open]", |count| count == 0).await?;
    wait_for_value(page, "Odds", "decimal").await?;
    wait_for_value(page, "Sort", "competition").await
}

/// Waits until the choice of this label has the value.
async fn wait_for_value(page: &Page, label: &str, value: &str) -> Result<()> {
    let script = "
        const named = (select) => select.labels[0]?.firstElementChild?.textContent.trim() === arguments[1];
        return [...root.querySelectorAll('select')].find(named)?.value ?? '';";
    let ask = async || page.run::<String>(script, &[serde_json::json!(label)]).await;
    wait::until(label, SOON, ask, |held| held == value).await.map(drop)
}
