//! How many messages a second a page stands before it falls behind, as a share of what an empty handler stands.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::Result;
use tokio::time::sleep;

use super::{plan, rounds, with_pair};
use crate::args::Wish;
use crate::contestant::{AGAIN, Contestant, EMPTY, FLOOR};
use crate::report::{Table, Told};
use crate::stage::{Opening, Stage};
use crate::statistics::{median, quantile, ratios};
use crate::tab::Tab;
use crate::turns::by_turns;
use crate::watch::{self, Watch};

/// A page is behind when a message takes this long, in milliseconds,
const BACKLOG_MS: f64 = 100.0;
/// or when of a hundred frames more than one takes so long.
const FRAME_MS: f64 = 33.4;
/// On a machine whose frames take longer by themselves: so many times as long as before the first message.
const RESTLESS: f64 = 2.0;
/// Where the search begins, and by how much each step is harder than the one before.
const FIRST_PER_S: f64 = 1_000.0;
const HARDER: f64 = 1.25;
/// No page is expected to stand more.
const MOST_PER_S: f64 = 200_000.0;
/// A restless machine may fail a page at a rate that it stands, but not at so many in a row.
const FAILURES: usize = 3;

/// What each page stood, round by round.
type Found = BTreeMap<&'static str, Vec<Option<f64>>>;

pub(super) async fn run(stage: &Stage, wish: &Wish) -> Told {
    let rounds = rounds(wish, 3);
    let mut found = Found::new();
    let mut who = with_pair(wish);
    who.extend(Contestant::named(EMPTY).filter(|empty| !wish.who.contains(empty)));
    let turn = async |round, contestant: Contestant| {
        let stood = climb(stage, contestant, wish).await?;
        let entry = found.entry(contestant.name).or_insert_with(|| vec![None; rounds]);
        if let Some(place) = entry.get_mut(round) {
            *place = Some(stood);
        }
        Ok(format!("{stood:.0} messages a second"))
    };
    by_turns(&who, rounds, wish.seed, turn).await;
    Told { text: text(&found), pictures: Vec::new(), is_good: pair(&found).is_some() }
}

/// The highest rate that a page stands.
async fn climb(stage: &Stage, contestant: Contestant, wish: &Wish) -> Result<f64> {
    let span = Duration::from_millis(if wish.quick { 1_000 } else { 2_500 });
    let stay = async |tab: &Tab| {
        let mut watch = Watch::begin(stage, tab, contestant).await?;
        let silent = attempt(stage, tab, &mut watch, 0.0, span).await?;
        let frame_ms = FRAME_MS.max(silent.frame_ms * RESTLESS);
        let (mut stood, mut failed, mut per_s) = (0.0, 0, FIRST_PER_S);
        while per_s < MOST_PER_S && failed < FAILURES {
            // A page that fell so far behind that it was cut off did not stand it, and stands no more.
            let Ok(found) = attempt(stage, tab, &mut watch, per_s, span).await else { break };
            if found.backlog_ms <= BACKLOG_MS && found.frame_ms <= frame_ms {
                (stood, failed) = (per_s, 0);
            } else {
                failed += 1;
            }
            per_s *= HARDER;
        }
        Ok(stood)
    };
    stage.visit(contestant, plan(wish).spec, Opening::with(watch::SCRIPT), stay).await
}

/// How a page fared at a rate.
#[derive(Clone, Copy, Debug)]
struct Attempt {
    /// How long the last message took to be painted.
    backlog_ms: f64,
    /// What one frame in a hundred took longer than.
    frame_ms: f64,
}

async fn attempt(
    stage: &Stage,
    tab: &Tab,
    watch: &mut Watch,
    per_s: f64,
    span: Duration,
) -> Result<Attempt> {
    tab.evaluate::<bool>("watchFrames()").await?;
    let playing = stage.feed.play(per_s);
    sleep(span).await;
    playing.stop().await;
    watch.probe(stage);
    let delays = watch.delays(tab).await?;
    let frames: Vec<f64> = tab.evaluate("framesSeen()").await?;
    Ok(Attempt {
        backlog_ms: delays.first().copied().unwrap_or(f64::MAX),
        frame_ms: quantile(&frames, 0.99).unwrap_or(f64::MAX),
    })
}

/// What the floor stood the second time as a share of the first, if no more than a step is between them.
fn pair(found: &Found) -> Option<f64> {
    let stood = |name| found.get(name).and_then(|stood| median(&told(stood)));
    let share = stood(AGAIN)? / stood(FLOOR)?;
    (1.0 / HARDER - 0.01..=HARDER + 0.01).contains(&share).then_some(share)
}

fn told(stood: &[Option<f64>]) -> Vec<f64> {
    stood.iter().flatten().copied().collect()
}

fn text(found: &Found) -> String {
    let none = Vec::new();
    let empty = found.get(EMPTY).unwrap_or(&none);
    let mut rows: Vec<_> = found
        .iter()
        .filter_map(|(name, stood)| {
            Some((*name, median(&told(stood))?, median(&ratios(stood, empty))?))
        })
        .collect();
    rows.sort_by(|a, b| b.1.total_cmp(&a.1));
    let pair = pair(found);
    let mut table = Table::new(&["page", "messages a second", "share of the empty handler"]);
    for (name, per_s, share) in rows {
        let share = pair.map_or("–".to_owned(), |_| format!("{share:.2}"));
        table.row([name.to_owned(), format!("{per_s:.0}"), share]);
    }
    let verdict = match pair {
        Some(_) => "The floor stood the same twice, within a step.",
        None => "No shares are told: the floor did not stand the same twice.",
    };
    format!(
        "The highest rate, in steps of a quarter, at which a message is painted within {BACKLOG_MS:.0} ms and ninety-nine of a hundred frames within {FRAME_MS:.0} ms, or within twice what they take in silence where that is more.\n\n{table}\n{verdict}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::{AGAIN, FLOOR, Found, pair};

    #[test]
    fn shares_are_told_when_the_floor_stands_the_same_twice() {
        let check = |first: &[Option<f64>], second: &[Option<f64>], is_told: bool| {
            let found = Found::from([(FLOOR, first.to_vec()), (AGAIN, second.to_vec())]);
            assert_eq!(pair(&found).is_some(), is_told, "{found:?}");
        };
        check(&[Some(1000.0)], &[Some(1000.0)], true);
        check(&[Some(1000.0)], &[Some(1250.0)], true);
        check(&[Some(1250.0)], &[Some(1000.0)], true);
        check(&[Some(1000.0)], &[Some(1562.0)], false);
        check(&[Some(1000.0), None], &[None, Some(1000.0)], true);
        check(&[Some(1000.0)], &[None], false);
        check(&[], &[], false);
    }
}
