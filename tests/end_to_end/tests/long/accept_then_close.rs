//! The provider accepts every connection and ends it three seconds later, for minutes: how many tokens that costs.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use end_to_end::browser::Browser;
use end_to_end::page::Page;
use end_to_end::play::play_long;
use end_to_end::stage::{Setup, Stage};
use end_to_end::wait::throughout;
use simulator::control::What;
use simulator::fault::{After, Rule, SocketAct};

use crate::{SLACK, minutes};

fn span() -> Duration {
    minutes("ODDSBOARD_ACCEPT_THEN_CLOSE_MIN", 2)
}

#[test]
fn accept_then_close() -> Result<()> {
    play_long("accept_then_close", span() + SLACK, run)
}

async fn run(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    control.add_rule(Rule::socket(After::Ms(3_000), SocketAct::Close { code: 1012 }));
    let page = Page::open(&browser, &stage.address()).await?;
    let start = Instant::now();
    let (mut live, mut asked) = (0, 0);
    let states = async || {
        asked += 1;
        live += u32::from(page.status().await? == "live");
        Ok(control.counts())
    };
    let counts = throughout("one socket", span(), states, |counts| counts.sockets_max <= 1).await?;
    let times = control.times(|what| matches!(what, What::TokenIssued));
    let spans_s: Vec<_> = times.windows(2).map(|pair| (pair[1] - pair[0]) / 1000).collect();
    println!(
        "  {} tokens in {} s, {spans_s:?} s apart",
        counts.tokens_issued,
        start.elapsed().as_secs()
    );
    println!("  live {} % of the time", 100 * live / asked);
    // Three seconds of a connection prove nothing, so that the waits grow as if it had not come about.
    ensure!(spans_s.last() > spans_s.first(), "ever longer: {spans_s:?}");
    ensure!(counts.sockets_refused == 0, "no token was used twice");
    Ok(())
}
