//! The tab that has the connection is closed, twenty times: how long the next one takes.

use std::time::Duration;

use anyhow::{Result, ensure};
use end_to_end::browser::Browser;
use end_to_end::ledger;
use end_to_end::page::Page;
use end_to_end::play::play_long;
use end_to_end::stage::{Setup, Stage};
use end_to_end::{tabs, tools};

fn rounds() -> u32 {
    tools::number("ODDSBOARD_HANDOVERS", 20)
}

#[test]
fn handovers() -> Result<()> {
    play_long("handovers", Duration::from_mins(10), run)
}

async fn run(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    ledger::lift(&Page::here(&browser), &stage).await?;
    let (took, _) = tabs::hand_over(&browser, &stage, rounds()).await?;
    let (median, worst) = (took[took.len() / 2], took[took.len() - 1]);
    println!("  handed over {} times: median {median:.0?}, worst {worst:.0?}", took.len());
    let counts = stage.control()?.counts();
    ensure!(counts.tokens_issued == u64::from(rounds()) + 1, "a token each: {counts:?}");
    ensure!(counts.sockets_max == 1, "never two sockets: {counts:?}");
    Ok(())
}
