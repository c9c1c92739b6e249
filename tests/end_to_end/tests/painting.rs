//! What the page writes, lays out and styles is what changed to the eye, exactly; nothing is done for the rest.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use end_to_end::browser::{Browser, Preload};
use end_to_end::metrics::Metrics;
use end_to_end::page::{Page, Spot, Writes};
use end_to_end::scenarios;
use end_to_end::stage::{Setup, Stage};
use end_to_end::wait;
use serde_json::json;
use simulator::Control;

scenarios! {
    chromium(Chromium) {
        a_price_that_moves_writes_what_looks_different_and_nothing_else,
        what_nobody_can_see_costs_no_frame_and_writes_nothing,
        a_market_that_stands_still_writes_no_row_and_asks_for_no_frame,
        twenty_thousand_prices_cost_a_layout_a_frame_and_no_memory,
    }
}

const SOON: Duration = Duration::from_secs(5);
/// A price that moves on as it did: its figure and `data-odds`, its flash, the row's margin, which is told in two
/// places, and what all prices bring together.
const WRITES_ON: usize = 6;
/// A price that turns around, or moves for the first time: its trend, the mark and the word for it as well.
const WRITES_TURNED: usize = 10;
/// And where another bookmaker offers it now: its names.
const WRITES_BOOKS: usize = 2;
/// And where the prices of the row bring more than they cost now: a badge comes and the count of bookmakers goes.
const WRITES_BADGE: usize = 2;
/// Of one price that moves, with what the second's beat takes.
const LAYOUTS: f64 = 2.0;
const STYLES: f64 = 5.0;
/// Of many that move, for each frame that the page asks for, with what the flashes and the second's beat take.
const LAYOUTS_A_FRAME: f64 = 1.2;
const STYLES_A_FRAME: f64 = 4.0;

const READING: &str = "/api/odds";
/// A few beats of the second.
const STILL: Duration = Duration::from_secs(4);

/// A board on which nothing moves but what a test moves, and whose writes are counted.
struct Board {
    stage: Stage,
    control: Control,
    page: Page,
    _counts: Preload,
}

impl Board {
    async fn open(browser: &Browser) -> Result<Self> {
        let counts = browser.preload_painting().await?;
        browser.measure_work().await?;
        let stage = Stage::start(Setup::default()).await?;
        let control = stage.control()?;
        control.pause();
        let page = Page::dashboard(browser, &stage).await?;
        page.wait_for_count("[part~='row']", |count| count >= 100).await?;
        Ok(Self { stage, control, page, _counts: counts })
    }

    /// The first selection of the row that stands at this place, and who offers most.
    fn spot(&self, rows: &[end_to_end::page::Row], place: usize) -> Result<(Spot, String)> {
        let matches = self.control.matches();
        let found = rows.get(place).context("a row")?.found(&matches)?;
        let spot = Spot::first_of(found)?;
        let book = spot.prices(found).first().context("a price")?.0.clone();
        Ok((spot, book))
    }

    /// Moves these prices a hundred times in all, and waits until the last of them is shown.
    async fn hundred(&self, spots: &[(Spot, String)], which: u32) -> Result<()> {
        let mut last = None;
        for (step, (spot, book)) in (0..100_u32).zip(spots.iter().cycle()) {
            let odds = 300.0 + f64::from(which) + f64::from(step / 20) / 100.0;
            self.control.set_price(&spot.at(book), odds)?;
            last = Some((spot, odds));
        }
        let (spot, odds) = last.context("prices")?;
        self.page.wait_for_cell(spot, SOON, |cell| cell.decimal() == Some(odds)).await?;
        Ok(())
    }

    /// Sets a price, waits until it is shown, and says what that took.
    async fn show(&self, spot: &Spot, book: &str, odds: f64) -> Result<(Writes, Metrics)> {
        self.page.writes().await?;
        self.show_after(spot, book, odds).await
    }

    /// The same, with all that was written since it was asked last.
    async fn show_after(&self, spot: &Spot, book: &str, odds: f64) -> Result<(Writes, Metrics)> {
        let before = self.page.work().await?;
        self.control.set_price(&spot.at(book), odds)?;
        self.page.wait_for_cell(spot, SOON, |cell| cell.decimal() == Some(odds)).await?;
        let work = self.page.work().await?.since(&before);
        Ok((self.page.writes().await?, work))
    }
}

/// Holds a figure to its ceiling; both are told.
fn is_within(what: &str, figure: f64, ceiling: f64) -> Result<()> {
    println!("  {what}: {figure:.1}, at most {ceiling}");
    ensure!(figure <= ceiling, "{what}: {figure:.1}, and {ceiling} was the most so far");
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "counts of a page")]
fn count(of: usize) -> f64 {
    of as f64
}

async fn a_price_that_moves_writes_what_looks_different_and_nothing_else(
    browser: Browser,
) -> Result<()> {
    let board = Board::open(&browser).await?;
    let rows = board.page.rows().await?;
    let (spot, book) = board.spot(&rows, 3)?;
    let steps = [
        (
            "the first move, by one who was not the best alone",
            300.0,
            WRITES_TURNED + WRITES_BOOKS + WRITES_BADGE,
        ),
        ("a move on", 310.0, WRITES_ON),
        ("another move on", 320.0, WRITES_ON),
        ("a move back", 315.0, WRITES_TURNED),
    ];
    for (what, odds, writes_most) in steps {
        let (writes, work) = board.show(&spot, &book, odds).await?;
        println!("  {what}: {:?}", writes.told);
        is_within(&format!("{what}: writes"), count(writes.told.len()), count(writes_most))?;
        let elsewhere = writes.told.iter().filter(|told| !told.contains(&spot.match_name)).count();
        is_within(&format!("{what}: writes into other rows"), count(elsewhere), 0.0)?;
        is_within(&format!("{what}: frames"), count(writes.frames), 1.0)?;
        is_within(&format!("{what}: layouts"), work.layouts, LAYOUTS)?;
        is_within(&format!("{what}: styles"), work.styles, STYLES)?;
        let flash = format!("[part~='row'][data-match={:?}] [data-flash]", spot.match_name);
        board.page.wait_for_count(&flash, |count| count == 0).await?;
        let out = board.page.writes().await?;
        is_within(&format!("{what}: writes to put the flash out"), count(out.told.len()), 1.0)?;
    }
    Ok(())
}

async fn what_nobody_can_see_costs_no_frame_and_writes_nothing(browser: Browser) -> Result<()> {
    let board = Board::open(&browser).await?;
    let rows = board.page.rows().await?;
    let (near, book) = board.spot(&rows, 3)?;
    // What is on the ticker is seen.
    let script =
        "return [...root.querySelectorAll('[part~=\"item\"]')].map((item) => item.dataset.match);";
    let seen: Vec<String> = board.page.run(script, &[]).await?;
    let far = (rows.len() / 2..rows.len()).filter_map(|place| board.spot(&rows, place).ok());
    let far: Vec<_> = far.filter(|(spot, _)| !seen.contains(&spot.match_name)).collect();
    board.page.writes().await?;
    for (spot, book) in &far {
        board.control.set_price(&spot.at(book), 345.0)?;
    }
    // Once this one is shown, the page has heard of the others.
    let (writes, _) = board.show_after(&near, &book, 321.0).await?;
    println!("  {} far prices and a near one", far.len());
    ensure!(far.len() > 100, "{} far prices", far.len());
    is_within("frames", count(writes.frames), 1.0)?;
    let elsewhere = writes.told.iter().filter(|told| !told.contains(&near.match_name)).count();
    is_within("writes into other rows", count(elsewhere), 0.0)?;
    board
        .page
        .wait_for_cell(&far[far.len() - 1].0, SOON, |cell| cell.decimal() == Some(345.0))
        .await?;
    Ok(())
}

async fn a_market_that_stands_still_writes_no_row_and_asks_for_no_frame(
    browser: Browser,
) -> Result<()> {
    let board = Board::open(&browser).await?;
    let at_rest = async || Ok(board.page.writes().await?.frames);
    wait::until("nothing is to be drawn any more", SOON, at_rest, |frames| *frames == 0).await?;
    let writes = async || board.page.writes().await;
    let is_still = |writes: &Writes| writes.told.is_empty() && writes.frames == 0;
    wait::throughout("a board that stands still", STILL, writes, is_still).await?;
    Ok(())
}

async fn twenty_thousand_prices_cost_a_layout_a_frame_and_no_memory(
    browser: Browser,
) -> Result<()> {
    let (probe, faults) = (browser.preload_probe().await?, browser.preload_faults().await?);
    browser.devtools("Performance.disable", json!({})).await?;
    let board = Board::open(&browser).await?;
    // A board that is read is a text of megabytes: its memory is another matter.
    board.page.hold(READING).await?;
    let rows = board.page.rows().await?;
    let spots = (0..20).map(|place| board.spot(&rows, place)).collect::<Result<Vec<_>>>()?;
    for hundred in 0..40 {
        board.hundred(&spots, hundred).await?;
    }
    let warm = board.page.held().await?;
    board.page.writes().await?;
    let before = board.page.work().await?;
    for hundred in 40..240 {
        board.hundred(&spots, hundred).await?;
    }
    let work = board.page.work().await?.since(&before);
    let frames = f64::max(1.0, count(board.page.writes().await?.frames));
    let held = board.page.held().await?;
    println!("  {frames} frames; {held}");
    is_within("layouts a frame", work.layouts / frames, LAYOUTS_A_FRAME)?;
    is_within("styles a frame", work.styles / frames, STYLES_A_FRAME)?;
    ensure!(held.wasm_bytes == warm.wasm_bytes, "memory grows: {warm}; {held}");
    probe.remove().await?;
    faults.remove().await?;
    board.stage.costs(1, 1)
}
