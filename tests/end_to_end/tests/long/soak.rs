//! Half an hour with a fault every ten seconds: no wrong price, and nothing that is held on to.

mod figures;

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use end_to_end::browser::Browser;
use end_to_end::page::{Held, Page};
use end_to_end::play::{play_long, seed};
use end_to_end::stage::{Setup, Stage};
use end_to_end::truth::Truth;
use end_to_end::{ledger, wait};
use simulator::fault::{Schedule, common};

use crate::{SLACK, minutes};
use figures::Figures;

/// One fault in every period, which is in force for less than it.
const EVERY_MS: u64 = 10_000;
const LASTS_MS: u64 = 8_000;
/// Between two looks at all prices of the page, and at what it holds on to.
const LOOK: Duration = Duration::from_secs(2);
const HELD: Duration = Duration::from_mins(1);
/// A half-open connection ends after ninety seconds.
const CALM: Duration = Duration::from_mins(3);
const STATUS: &str = "document.querySelector(\"[part~='status']\").dataset.state";
const MATTER: &str = ":is(.notice, .blank)";

fn span() -> Duration {
    minutes("ODDSBOARD_SOAK_MIN", 30)
}

#[test]
fn soak() -> Result<()> {
    play_long("soak", span() + CALM + SLACK, run)
}

async fn run(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let _probe = browser.preload_probe().await?;
    let page = Page::here(&browser);
    ledger::lift(&page, &stage).await?;
    Page::dashboard(&browser, &stage).await?;
    page.wait_for_count("[part~='row']", |count| count >= 100).await?;
    let truth = Truth::watch(control.clone());
    println!("  before: {}", page.held().await?);
    let within_ms = u64::try_from(span().as_millis())?;
    let count = usize::try_from(within_ms / EVERY_MS)?;
    let faults = common();
    let schedule =
        Schedule { seed: seed(), every_ms: EVERY_MS, lasts_ms: LASTS_MS, count, within_ms, faults };
    println!("{}", control.play(&schedule));
    let mut figures = Figures::new(control.clone());
    let outcome = suffer(&page, &truth, &mut figures).await;
    println!("{figures}");
    let early = outcome?;
    recover(&page, &mut figures).await?;
    let after = page.held().await?;
    println!("  after: {after}");
    println!("  {} wrong of {} prices looked at", figures.wrong.len(), figures.fresh);
    ensure!(figures.wrong.is_empty(), "wrong prices: {:#?}", figures.wrong);
    ensure!(figures.leaked_sockets() == 0, "sockets that nobody closed");
    nothing_is_kept(&early, &after)
}

/// Looks at the page for as long as the faults go on, and presses what a reader would press. Says what the page
/// held on to after the first minute, when it has settled.
async fn suffer(page: &Page, truth: &Truth, figures: &mut Figures) -> Result<Held> {
    let start = Instant::now();
    let (mut looked, mut held, mut early) = (start, start, None);
    // A question every so often is what this loop waits for; the page is read in between.
    wait::until(
        "the end",
        span() + SLACK,
        async || {
            let status = page.evaluate::<String>(STATUS).await?;
            figures.take_status(&status);
            if looked.elapsed() >= LOOK {
                looked = Instant::now();
                let at_ms = truth.now();
                let shown = page.board().await?;
                figures.take_verdict(truth.judge(&shown, at_ms), &status);
            }
            if held.elapsed() >= HELD {
                held = Instant::now();
                let now = page.held().await?;
                println!("  minute {}: {now}", start.elapsed().as_secs() / 60);
                early.get_or_insert(now);
            }
            if ["stopped", "offline", "polling"].contains(&status.as_str()) && try_now(page).await?
            {
                figures.presses += 1;
            }
            Ok(start.elapsed())
        },
        |elapsed| *elapsed >= span(),
    )
    .await?;
    early.context("a soak of a minute at least")
}

/// Presses the button if there is one at this moment.
async fn try_now(page: &Page) -> Result<bool> {
    Ok(page.press_word(MATTER, "Try now").await.is_ok())
}

/// Nothing goes wrong any more: the page is live by itself or at a press, and old connections have ended.
async fn recover(page: &Page, figures: &mut Figures) -> Result<()> {
    let state = async || {
        let status = page.evaluate::<String>(STATUS).await?;
        if status == "stopped" {
            try_now(page).await?;
        }
        figures.take_journal();
        Ok((status, figures.control.counts().sockets_open))
    };
    let is_well = |state: &(String, u64)| state.0 == "live" && state.1 == 1;
    let (took, _) = wait::until("live on one socket", CALM, state, is_well).await?;
    println!("  well again {:.0} s after the last fault", took.as_secs_f64());
    Ok(())
}

/// Rows come and go with the matches, and nodes and listeners with the rows.
fn nothing_is_kept(early: &Held, after: &Held) -> Result<()> {
    ensure!(after.timers <= early.timers + 4, "timers: {} then {}", early.timers, after.timers);
    // As if there were as many rows as before.
    let fair = |count: u64| count * early.rows.max(1) / after.rows.max(1);
    for (what, was, is, most) in [
        ("listeners", early.listeners, fair(after.listeners), early.listeners * 4 / 3),
        ("nodes", early.nodes, fair(after.nodes), early.nodes * 4 / 3),
        ("bytes of scripts", early.heap_bytes, after.heap_bytes, early.heap_bytes * 4 / 3),
        // It never shrinks, and grows in steps as large as what was read at once.
        ("bytes of WebAssembly", early.wasm_bytes, after.wasm_bytes, early.wasm_bytes * 2),
    ] {
        println!("  {what}: {was}, then {is}");
        ensure!(is <= most, "{what} are kept: {was}, then {is}");
    }
    Ok(())
}
