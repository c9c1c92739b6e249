//! Rows out of view are names only: they are whole with the right prices once they are near, and nothing jumps.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use end_to_end::browser::{Browser, Kind};
use end_to_end::host::Host;
use end_to_end::page::{Page, Spot, Whole};
use end_to_end::scenarios;
use end_to_end::stage::{Setup, Stage};
use end_to_end::wait;
use serde_json::{Value, json};
use simulator::Control;
use simulator::world::Match;

scenarios! {
    chromium(Chromium) {
        scrolling_far_shows_whole_rows_with_the_right_prices,
        a_far_price_that_changed_unseen_is_right_when_scrolled_to,
        a_phone_is_scrolled_as_a_desk_is,
        no_row_is_higher_than_its_name_alone,
        no_row_of_an_element_is_higher_than_its_name_alone,
        a_row_with_the_focus_stays_whole_wherever_it_is,
        what_is_printed_is_whole,
        an_element_in_a_box_that_scrolls_is_whole_where_it_is_seen,
    }
    firefox(Firefox) {
        scrolling_far_shows_whole_rows_with_the_right_prices,
        a_far_price_that_changed_unseen_is_right_when_scrolled_to,
        a_row_with_the_focus_stays_whole_wherever_it_is,
        what_is_printed_is_whole,
        an_element_in_a_box_that_scrolls_is_whole_where_it_is_seen,
    }
    webkit(Webkit) {
        scrolling_far_shows_whole_rows_with_the_right_prices,
        a_far_price_that_changed_unseen_is_right_when_scrolled_to,
        a_row_with_the_focus_stays_whole_wherever_it_is,
        what_is_printed_is_whole,
        an_element_in_a_box_that_scrolls_is_whole_where_it_is_seen,
    }
}

const SOON: Duration = Duration::from_secs(5);
/// The page is as long after scrolling through it as before, but for rounding.
const JUMP_PX: f64 = 1.0;
/// Of a hundred rows and more, so many may be whole: those in the window, and a few above and below.
const WHOLE_MOST: usize = 30;
const NAMES: &str = "[part~='row']:not(:has([part~='price']))";
const WHOLE: &str = "[part~='row']:has([part~='price'])";

/// A board on which nothing moves but what a test moves.
struct Board {
    stage: Stage,
    control: Control,
    page: Page,
}

impl Board {
    async fn open(browser: &Browser) -> Result<Self> {
        let stage = Stage::start(Setup::default()).await?;
        let control = stage.control()?;
        control.pause();
        let page = Page::dashboard(browser, &stage).await?;
        page.wait_for_count("[part~='row']", |count| count >= 100).await?;
        Ok(Self { stage, control, page })
    }

    /// Scrolls to every tenth of the page; there all rows are whole and show what the provider has.
    async fn scroll_through(&self) -> Result<()> {
        let length = self.length().await?;
        for tenth in 0..=10 {
            self.scroll_to(f64::from(tenth) / 10.0).await?;
            self.is_right().await.with_context(|| format!("at {tenth} tenths"))?;
        }
        let jump = (self.length().await? - length).abs();
        ensure!(jump <= JUMP_PX, "the page of {length} pixels has changed by {jump}");
        println!("  {length} pixels are {jump} more or less after scrolling through them");
        Ok(())
    }

    async fn length(&self) -> Result<f64> {
        self.page.run("return document.scrollingElement.scrollHeight;", &[]).await
    }

    async fn scroll_to(&self, share: f64) -> Result<()> {
        let script = "const page = document.scrollingElement;
            const top = (page.scrollHeight - innerHeight) * arguments[1];
            page.scrollTo({ top, behavior: 'instant' });";
        self.page.run(script, &[json!(share)]).await
    }

    /// Every row in the window is whole, and every price on it is the provider's best.
    async fn is_right(&self) -> Result<()> {
        let matches = self.control.matches();
        let ask = async || {
            let rows = self.page.rows_in_window().await?;
            let wrong: Vec<_> = rows.iter().filter_map(|row| wrong(row, &matches)).collect();
            Ok((rows.len(), wrong))
        };
        let what = "whole rows with the right prices";
        let fits = |(count, wrong): &(usize, Vec<String>)| *count > 0 && wrong.is_empty();
        wait::until(what, SOON, ask, fits).await?;
        let whole = self.page.count(WHOLE).await?;
        ensure!(whole <= WHOLE_MOST, "{whole} rows are whole, far ones among them");
        Ok(())
    }

    /// A match that stands so far down, the last being 1.
    async fn spot_at(&self, share: f64) -> Result<(Spot, Match)> {
        let rows = self.page.rows().await?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a few hundred rows"
        )]
        let place = ((rows.len() - 1) as f64 * share) as usize;
        let matches = self.control.matches();
        let found = rows.get(place).context("a row")?.found(&matches)?;
        Ok((Spot::first_of(found)?, found.clone()))
    }
}

/// What is wrong with a row in the window, if anything is.
fn wrong(row: &Whole, matches: &[Match]) -> Option<String> {
    let found = matches.iter().find(|found| found.match_name == row.match_name);
    let Some(found) = found else { return Some(format!("{} is no match", row.match_name)) };
    if row.prices.is_empty() {
        return Some(format!("{} is only a name", row.match_name));
    }
    row.prices.iter().find_map(|best| {
        let spot = Spot {
            match_name: row.match_name.clone(),
            market: "moneyline".to_owned(),
            live: row.live,
            selection: best.selection.clone(),
        };
        let expected = spot.prices(found).first().map(|(_, odds)| *odds);
        (best.odds != expected).then(|| format!("{}: {best:?}, not {expected:?}", row.match_name))
    })
}

async fn scrolling_far_shows_whole_rows_with_the_right_prices(browser: Browser) -> Result<()> {
    let board = Board::open(&browser).await?;
    board.scroll_through().await?;
    // At once from one end to the other, and back.
    board.scroll_to(0.0).await?;
    board.is_right().await.context("back at the top")?;
    let complaints = browser.complaints().await?;
    ensure!(complaints.is_empty(), "the console says {complaints:?}");
    board.stage.costs(1, 1)
}

async fn a_far_price_that_changed_unseen_is_right_when_scrolled_to(browser: Browser) -> Result<()> {
    let board = Board::open(&browser).await?;
    let (far, far_match) = board.spot_at(1.0).await?;
    let (near, near_match) = board.spot_at(0.0).await?;
    let name = format!("[data-match={:?}]", far.match_name);
    ensure!(board.page.count(&format!("{NAMES}{name}")).await? == 1, "{name} is far");
    let book = far.prices(&far_match).first().context("a price")?.0.clone();
    board.control.set_price(&far.at(&book), 345.0)?;
    // Once this one is shown, the page has heard of the other.
    let book = near.prices(&near_match).first().context("a price")?.0.clone();
    board.control.set_price(&near.at(&book), 321.0)?;
    board.page.wait_for_cell(&near, SOON, |cell| cell.decimal() == Some(321.0)).await?;
    ensure!(board.page.count(&format!("{NAMES}{name}")).await? == 1, "{name} is far still");
    let (_, cell) = board.page.wait_for_cell(&far, SOON, |_| true).await?;
    ensure!(cell.decimal() == Some(345.0), "the first price shown is another: {cell:?}");
    board.is_right().await
}

async fn a_phone_is_scrolled_as_a_desk_is(browser: Browser) -> Result<()> {
    let board = Board::open(&browser).await?;
    browser.resize(375, 812).await?;
    board.scroll_through().await
}

async fn no_row_is_higher_than_its_name_alone(browser: Browser) -> Result<()> {
    let board = Board::open(&browser).await?;
    for market in ["moneyline", "total"] {
        board.page.choose("Market", market).await?;
        let rows = format!("[part~='row'][data-market='{market}']");
        board.page.wait_for_count(&rows, |count| count > 70).await?;
        for density in ["normal", "compact", "comfortable"] {
            board.page.press(&format!("input[name=density][value={density}]")).await?;
            for width in [1280, 800, 600, 375, 320] {
                browser.resize(width, 800).await?;
                board.page.wait_for_count(WHOLE, |count| count > 0).await?;
                is_of_one_height(&board.page, &format!("{market}, {density}, {width} pixels"))
                    .await?;
            }
        }
    }
    Ok(())
}

async fn is_of_one_height(page: &Page, at: &str) -> Result<()> {
    let script = "
        const heights = (selector) => [...root.querySelectorAll(selector)].map((row) => row.getBoundingClientRect().height);
        const clipped = [...root.querySelectorAll(arguments[2])].filter((row) => row.scrollHeight > row.clientHeight + 1);
        return [[...new Set(heights(arguments[1])), ...new Set(heights(arguments[2]))], clipped.map((row) => row.innerText)];";
    let args = [json!(NAMES), json!(WHOLE)];
    let (heights, clipped) = page.run::<(Vec<f64>, Vec<String>)>(script, &args).await?;
    println!("  {at}: {heights:?}");
    let is_one = |pair: &[f64]| pair.len() == 2 && (pair[0] - pair[1]).abs() < 0.01;
    ensure!(is_one(&heights), "{at}: {heights:?}");
    ensure!(clipped.is_empty(), "{at}: cut off: {clipped:?}");
    Ok(())
}

async fn no_row_of_an_element_is_higher_than_its_name_alone(browser: Browser) -> Result<()> {
    let host = Host::start().await?;
    let stage = Stage::start(Setup { origins: vec![host.origin()], ..Setup::default() }).await?;
    stage.control()?.pause();
    let body = "<div id=\"box\"><odds-grid id=\"grid\"></odds-grid></div>";
    host.put_page("/index.html", &format!("{}/embed.js", stage.address()), body);
    let page = Page::open(&browser, &format!("{}/", host.origin())).await?;
    let grid = page.element("#grid");
    for width in [900, 450, 300] {
        page.run::<()>(
            "document.querySelector('#box').style.inlineSize = `${arguments[1]}px`;",
            &[json!(width)],
        )
        .await?;
        for row in [NAMES, WHOLE] {
            grid.wait_for_count(row, |count| count > 0).await?;
        }
        is_of_one_height(&grid, &format!("{width} pixels")).await?;
    }
    Ok(())
}

async fn a_row_with_the_focus_stays_whole_wherever_it_is(browser: Browser) -> Result<()> {
    let board = Board::open(&browser).await?;
    let focus = "const button = root.querySelector(\"[part~='row'] button[aria-expanded]\");
        button.focus(); window.focused = button; return button.closest('[part~=\"row\"]').dataset.match;";
    let name: String = board.page.run(focus, &[]).await?;
    board.scroll_to(1.0).await?;
    board.is_right().await?;
    let stays = "return focused.isConnected && document.activeElement === focused;";
    ensure!(board.page.run::<bool>(stays, &[]).await?, "the focus stays on {name}");
    board.page.run::<Value>("focused.blur(); return null;", &[]).await?;
    board.scroll_to(0.9).await?;
    let row = format!("{NAMES}[data-match={name:?}]");
    board.page.wait_for_count(&row, |count| count == 1).await?;
    Ok(())
}

async fn what_is_printed_is_whole(browser: Browser) -> Result<()> {
    let board = Board::open(&browser).await?;
    ensure!(board.page.count(NAMES).await? > 0, "far rows are names");
    board.page.tell("beforeprint", 1).await?;
    board.page.wait_for_count(NAMES, |count| count == 0).await?;
    board.page.tell("afterprint", 1).await?;
    board.page.wait_for_count(NAMES, |count| count > 0).await?;
    if browser.kind() == Kind::Chromium {
        let watch =
            "window.atPrint = []; matchMedia('print').addEventListener('change', (event) => {
            if (event.matches) atPrint.push(root.querySelectorAll(arguments[1]).length); });";
        board.page.run::<()>(watch, &[json!(NAMES)]).await?;
        browser.devtools("Page.printToPDF", json!({})).await?;
        let names: Vec<usize> = board.page.run("return atPrint;", &[]).await?;
        ensure!(names == [0], "rows that are only names when the page is printed: {names:?}");
    }
    Ok(())
}

async fn an_element_in_a_box_that_scrolls_is_whole_where_it_is_seen(
    browser: Browser,
) -> Result<()> {
    let host = Host::start().await?;
    let stage = Stage::start(Setup { origins: vec![host.origin()], ..Setup::default() }).await?;
    stage.control()?.pause();
    let body = "<div id=\"box\"><odds-grid id=\"grid\"></odds-grid></div>
        <style>#box { block-size: 300px; overflow-y: auto; }</style>";
    host.put_page("/index.html", &format!("{}/embed.js", stage.address()), body);
    let page = Page::open(&browser, &format!("{}/", host.origin())).await?;
    let grid = page.element("#grid");
    grid.wait_for_count("[part~='row']", |count| count >= 100).await?;
    for share in [0.5, 1.0, 0.0] {
        let scroll = "const box = document.querySelector('#box');
            box.scrollTo({ top: (box.scrollHeight - box.clientHeight) * arguments[1], behavior: 'instant' });";
        page.run::<()>(scroll, &[json!(share)]).await?;
        let seen = "
            const box = document.querySelector('#box').getBoundingClientRect();
            const rows = [...root.querySelectorAll('[part~=\"row\"]')].filter((row) => {
              const { top, bottom } = row.getBoundingClientRect();
              return bottom > box.top && top < box.bottom;
            });
            return [rows.length, rows.filter((row) => !row.querySelector('[part~=\"price\"]')).length];";
        let ask = async || grid.run::<(usize, usize)>(seen, &[]).await;
        let what = format!("whole rows at {share}");
        wait::until(&what, SOON, ask, |(rows, names)| *rows > 0 && *names == 0).await?;
    }
    Ok(())
}
