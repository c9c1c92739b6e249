//! From the sending of a message to the painting of the price it changes: in a steady stream, and after a burst.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use anyhow::Result;
use tokio::time::{interval, sleep};

use super::{plan, rounds, showing};
use crate::args::Wish;
use crate::contestant::Contestant;
use crate::report::{Table, Told};
use crate::sample::Plan;
use crate::stage::{Opening, Stage};
use crate::tab::Tab;
use crate::turns::by_turns;
use crate::watch::{self, Delays, Watch};
use simulator::random::Random;

/// Probes are this far apart, by chance, so that they keep no step with frames.
const APART_MS: std::ops::Range<u64> = 30..70;
/// A burst is so many messages, one part in each of so many milliseconds.
const BURST: (u64, u32) = (2_000, 50);
/// Silence between two bursts.
const SILENCE: Duration = Duration::from_millis(450);

/// Delays of one page, of all rounds.
#[derive(Default)]
struct Found {
    steady: Vec<f64>,
    bursts: Vec<f64>,
}

pub(super) async fn run(stage: &Stage, wish: &Wish) -> Told {
    let plan = plan(wish);
    let mut random = Random::new(wish.seed);
    let mut found: BTreeMap<&str, Found> = BTreeMap::new();
    let turn = async |_, contestant: Contestant| {
        let sample = sample(stage, contestant, &plan, &mut random).await?;
        let (steady, bursts) = (Delays::of(&sample.steady), Delays::of(&sample.bursts));
        let entry = found.entry(contestant.name).or_default();
        entry.steady.extend(sample.steady);
        entry.bursts.extend(sample.bursts);
        Ok(format!("{steady}; bursts {bursts}"))
    };
    by_turns(&showing(wish), rounds(wish, 4), wish.seed, turn).await;
    Told { text: text(&found, wish), pictures: Vec::new(), is_good: !found.is_empty() }
}

async fn sample(
    stage: &Stage,
    contestant: Contestant,
    plan: &Plan,
    random: &mut Random,
) -> Result<Found> {
    let stay = async |tab: &Tab| {
        let mut watch = Watch::begin(stage, tab, contestant).await?;
        let steady = steady(stage, tab, &mut watch, plan, random).await?;
        Ok(Found { steady, bursts: bursts(stage, tab, &mut watch, plan).await? })
    };
    stage.visit(contestant, plan.spec, Opening::with(watch::SCRIPT), stay).await
}

/// Delays of probes among an even stream.
async fn steady(
    stage: &Stage,
    tab: &Tab,
    watch: &mut Watch,
    plan: &Plan,
    random: &mut Random,
) -> Result<Vec<f64>> {
    let playing = stage.feed.play(plan.per_s);
    sleep(plan.warm_up).await;
    let start = Instant::now();
    while start.elapsed() < plan.window {
        let span = (APART_MS.end - APART_MS.start) as usize;
        sleep(Duration::from_millis(APART_MS.start + random.below(span) as u64)).await;
        watch.probe(stage);
    }
    playing.stop().await;
    watch.delays(tab).await
}

/// Delays of the last message of each burst.
async fn bursts(stage: &Stage, tab: &Tab, watch: &mut Watch, plan: &Plan) -> Result<Vec<f64>> {
    let start = Instant::now();
    while start.elapsed() < plan.window {
        sleep(SILENCE).await;
        burst(stage).await;
        watch.probe(stage);
    }
    watch.delays(tab).await
}

async fn burst(stage: &Stage) {
    let (messages, spread_ms) = BURST;
    let mut ticks = interval(Duration::from_millis(1));
    for _ in 0..spread_ms {
        ticks.tick().await;
        stage.feed.send(messages / u64::from(spread_ms));
    }
}

fn text(found: &BTreeMap<&str, Found>, wish: &Wish) -> String {
    let mut rows: Vec<_> = found
        .iter()
        .map(|(name, found)| (*name, Delays::of(&found.steady), Delays::of(&found.bursts)))
        .collect();
    rows.sort_by(|a, b| a.1.p95.total_cmp(&b.1.p95));
    let mut table = Table::new(&[
        "page", "probes", "p50 ms", "p95", "p99", "bursts", "p50 ms", "p95", "longest",
    ]);
    for (name, steady, bursts) in rows {
        let digits = |value: f64| format!("{value:.1}");
        table.row([
            name.to_owned(),
            steady.count.to_string(),
            digits(steady.p50),
            digits(steady.p95),
            digits(steady.p99),
            bursts.count.to_string(),
            digits(bursts.p50),
            digits(bursts.p95),
            digits(bursts.most),
        ]);
    }
    format!(
        "From sending a message that changes a price in view to the painting of that price.\n\
         First among {:.0} messages a second, then as the last of bursts of {} within {} ms; seed {}.\n\n{table}",
        wish.per_s, BURST.0, BURST.1, wish.seed
    )
}
