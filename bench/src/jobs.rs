//! What can be measured: each job does its rounds and tells what came out.

mod contest;
mod latency;
mod saturation;
mod scale;
mod soak;
mod start;
mod ticker;

use std::time::Duration;

use anyhow::Result;

use crate::args::{Job, Wish};
use crate::contestant::{AGAIN, Contestant, FLOOR};
use crate::report::{self, Told};
use crate::sample::Plan;
use crate::stage::Stage;

/// Does all jobs, prints what each tells and, unless they were quick ones or the board is another one than usual,
/// writes it down. Says whether each came
/// out as it should.
///
/// # Errors
///
/// When one cannot be done.
pub async fn run(stage: &Stage, wish: &Wish) -> Result<bool> {
    let mut is_good = true;
    for job in &wish.jobs {
        println!("{}:", job.name());
        let told = one(stage, wish, *job).await?;
        println!("\n{}\n", told.text);
        is_good &= told.is_good;
        if !wish.quick && wish.is_usual() {
            report::write(*job, &told, stage.browser.version())?;
        }
    }
    Ok(is_good)
}

async fn one(stage: &Stage, wish: &Wish, job: Job) -> Result<Told> {
    match job {
        Job::Contest => Ok(contest::run(stage, wish).await),
        Job::Latency => Ok(latency::run(stage, wish).await),
        Job::Saturation => Ok(saturation::run(stage, wish).await),
        Job::Start => Ok(start::run(stage, wish).await),
        Job::Ticker => Ok(ticker::run(stage, wish).await),
        Job::Scale => Ok(scale::run(stage, wish).await),
        Job::Soak => soak::run(stage, wish).await,
    }
}

/// What every page is put through.
fn plan(wish: &Wish) -> Plan {
    let (warm_up_s, window_s) = if wish.quick { (1, 3) } else { (2, 6) };
    Plan {
        spec: wish.spec(),
        per_s: wish.per_s,
        height: None,
        warm_up: Duration::from_secs(warm_up_s),
        window: Duration::from_secs(window_s),
    }
}

/// Everybody who is asked for, and the floor twice: what comes out differently for the second is chance.
fn with_pair(wish: &Wish) -> Vec<Contestant> {
    let mut who = wish.who.clone();
    let pair = [FLOOR, AGAIN].into_iter().filter_map(Contestant::named);
    who.extend(pair.filter(|one| !wish.who.contains(one)));
    who
}

/// Those of them who show prices.
fn showing(wish: &Wish) -> Vec<Contestant> {
    with_pair(wish).into_iter().filter(|who| who.shows()).collect()
}

fn rounds(wish: &Wish, usual: usize) -> usize {
    wish.rounds.unwrap_or(if wish.quick { 1 } else { usual })
}
