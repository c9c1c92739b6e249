//! The feed refuses everybody for half an hour while tokens are still given: how many of a day's few that costs.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use end_to_end::browser::Browser;
use end_to_end::page::Page;
use end_to_end::play::play_long;
use end_to_end::stage::{Setup, Stage};
use end_to_end::wait::throughout;
use simulator::Plan;
use simulator::control::What;
use simulator::fault::{Body, RequestAct, Rule};

use crate::{SLACK, minutes};

/// What the free plan gives a day.
const QUOTA: u64 = 30;
const MATTER: &str = ":is(.notice, .blank)";

fn span() -> Duration {
    minutes("ODDSBOARD_FEED_DOWN_MIN", 30)
}

#[test]
fn feed_down() -> Result<()> {
    play_long("feed_down", span() + SLACK, run)
}

async fn run(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup { plan: Plan::Free, ..Setup::default() }).await?;
    let control = stage.control()?;
    let down = RequestAct::Answer { status: 503, retry_after: None, body: Body::Error };
    let rule = control.add_rule(Rule::upgrade(down));
    let page = Page::open(&browser, &stage.address()).await?;
    let start = Instant::now();
    let mut minute = 0;
    let spent = async || {
        let counts = control.counts();
        if start.elapsed().as_secs() / 60 >= minute {
            println!(
                "  minute {minute}: {} tokens, {}",
                counts.tokens_issued,
                page.status().await?
            );
            minute += 5;
        }
        Ok((counts.tokens_issued, counts.tokens_refused))
    };
    let (tokens, _) =
        throughout("a day's tokens are enough", span(), spent, |(issued, refused)| {
            *issued < QUOTA && *refused == 0
        })
        .await?;
    let times = control.times(|what| matches!(what, What::TokenIssued));
    let spans_s: Vec<_> = times.windows(2).map(|pair| (pair[1] - pair[0]) / 1000).collect();
    println!("  {tokens} tokens in {} min, {spans_s:?} s apart", span().as_secs() / 60);
    println!("  then: {:?}", page.text(MATTER).await?);
    control.remove_rule(rule);
    page.press_word(MATTER, "Try now").await?;
    let took = page.wait_for_status("live", Duration::from_secs(10)).await?;
    println!("  live {} ms after the reader asked for it", took.as_millis());
    ensure!(control.counts().tokens_issued == tokens + 1, "one token more");
    ensure!(control.counts().sockets_max == 1, "one socket");
    Ok(())
}
