//! Thousands of prices a second for a minute: clicks are answered, memory stays flat, and no price is lost.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use end_to_end::browser::Browser;
use end_to_end::page::{Cell, Held, Page, Spot};
use end_to_end::play::play_long;
use end_to_end::stage::{Setup, Stage};
use end_to_end::{tools, wait};
use simulator::Control;
use simulator::control::What;

/// A reader takes what comes sooner than this for an answer to the hand.
const ANSWER_MS: f64 = 100.0;
/// Memory settles in the first third of a flood: it never shrinks, and grows in steps of what is read at once.
const SETTLED: u32 = 3;
/// The most that memory may grow after that, as a share of what it was: noise of the measurement.
const GROWTH: f64 = 0.15;
const CELLS: usize = 50;
const SOON: Duration = Duration::from_secs(30);

#[test]
fn flood() -> Result<()> {
    play_long("flood", Duration::from_mins(10), run)
}

async fn run(browser: Browser) -> Result<()> {
    let rate_per_s = tools::number("ODDSBOARD_FLOOD_PER_S", 5_000);
    let span_s = tools::number("ODDSBOARD_FLOOD_S", 60);
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let _probe = browser.preload_probe().await?;
    let page = Page::dashboard(&browser, &stage).await?;
    page.wait_for_count("[part~='row']", |count| count >= 100).await?;
    board_was_read(&control, 3).await?;
    println!("  before: {}", page.held().await?);
    let calm = clicks(&page).await?;
    control.flood(rate_per_s, span_s);
    let (rounds, held) = flooded(&page, &control).await?;
    println!("  {} prices in {span_s} s", control.counts().flooded);
    let mut all = Vec::new();
    for (which, what) in WHAT.iter().enumerate() {
        let mut took: Vec<_> = rounds.iter().map(|round| round[which]).collect();
        took.sort_by(f64::total_cmp);
        let (before, usual, worst) = (calm[which], middle(&took), took[took.len() - 1]);
        println!("  {what}: {before:.0} ms before, then {usual:.0} ms, {worst:.0} at worst");
        all.extend(took);
    }
    all.sort_by(f64::total_cmp);
    is_right(&page, &control).await?;
    let settled_s = (span_s / SETTLED).into();
    is_flat("WebAssembly", &held, settled_s, |held| held.wasm_bytes)?;
    is_flat("scripts", &held, settled_s, |held| held.heap_bytes)?;
    stage.costs(1, 1)?;
    let within = all.iter().filter(|took| **took <= ANSWER_MS).count();
    println!("  {within} of {} clicks answered within {ANSWER_MS} ms", all.len());
    ensure!(middle(&all) <= ANSWER_MS, "a click is not answered in time: {all:.0?}");
    Ok(())
}

/// Waits until the page has read the whole board so many times, which is what takes most memory.
async fn board_was_read(control: &Control, times: usize) -> Result<()> {
    let once = control.queries("/api/odds").len();
    let reads = async || Ok(control.queries("/api/odds").len());
    let within = Duration::from_mins(3);
    wait::until("the board is read", within, reads, |reads| *reads >= times * once).await?;
    Ok(())
}

fn middle(sorted: &[f64]) -> f64 {
    sorted[sorted.len() / 2]
}

/// What is clicked, in turn.
const WHAT: [&str; 4] = ["opening a match", "closing it", "showing what is in play", "showing all"];

/// Opens a match and closes it, and shows what is in play and all again; says how long each answer took.
async fn clicks(page: &Page) -> Result<[f64; 4]> {
    let open = "[part~='row'] button[aria-expanded]";
    let is_open = "document.querySelector(\"[part~='quote']\") !== null";
    let is_closed = "document.querySelector(\"[part~='quote']\") === null";
    let phase = |phase: &str| format!("label:has(> input[name=live][value={phase}])");
    let early = "document.querySelector(\"[part~='row'][data-live='false']\")";
    let presses = [
        (open.to_owned(), is_open.to_owned()),
        (open.to_owned(), is_closed.to_owned()),
        (phase("only"), format!("{early} === null")),
        (phase("all"), format!("{early} !== null")),
    ];
    let mut took = [0.0; 4];
    for (took, (selector, answered)) in took.iter_mut().zip(presses) {
        *took = page.click_and_measure(&selector, &answered).await?;
    }
    Ok(took)
}

/// Clicks and measures until the flood has run its course.
async fn flooded(page: &Page, control: &Control) -> Result<(Vec<[f64; 4]>, Vec<(u64, Held)>)> {
    let is_over = || !control.times(|what| matches!(what, What::FloodEnded { .. })).is_empty();
    let start = Instant::now();
    let (mut took, mut held) = (Vec::new(), Vec::new());
    while !is_over() {
        took.push(clicks(page).await?);
        let at_s = start.elapsed().as_secs();
        if held.last().is_none_or(|(last_s, _)| at_s >= last_s + 5) {
            let now = page.held().await?;
            println!("  after {at_s} s: {now}");
            held.push((at_s, now));
        }
    }
    Ok((took, held))
}

fn is_flat(what: &str, held: &[(u64, Held)], from_s: u64, of: impl Fn(&Held) -> u64) -> Result<()> {
    let settled = held.iter().filter(|(at_s, _)| *at_s >= from_s).map(|(_, held)| of(held));
    let settled: Vec<_> = settled.collect();
    let (first, last) = settled.first().zip(settled.last()).context("too short a flood")?;
    #[expect(clippy::cast_precision_loss, reason = "far fewer bytes than 2^52")]
    let growth = *last as f64 / *first as f64 - 1.0;
    println!("  memory of {what}: {:+.1} % after the first {from_s} s", 100.0 * growth);
    ensure!(growth <= GROWTH, "memory of {what} grows: {settled:?}");
    Ok(())
}

/// Fifty cells, chosen evenly, show what the provider has once nothing moves any more.
async fn is_right(page: &Page, control: &Control) -> Result<()> {
    control.pause();
    let matches = control.matches();
    let spots: Vec<_> = matches
        .iter()
        .filter_map(|found| {
            let spot = Spot::first_of(found).ok()?;
            let (best, _) = spot.prices(found).first().cloned().map(|(book, odds)| (odds, book))?;
            Some((spot, best))
        })
        .collect();
    let chosen: Vec<_> = spots.iter().step_by((spots.len() / CELLS).max(1)).take(CELLS).collect();
    let start = Instant::now();
    for (spot, best) in &chosen {
        let is_right = |cell: &Cell| cell.decimal() == Some(*best) && cell.state == "fresh";
        page.wait_for_cell(spot, SOON, is_right).await?;
    }
    let took = start.elapsed();
    println!("  {} cells are right {} ms after the last price", chosen.len(), took.as_millis());
    ensure!(chosen.len() == CELLS, "{} cells were looked at", chosen.len());
    Ok(())
}
