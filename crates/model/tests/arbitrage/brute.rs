//! The reference: what each result returns, by the rules of settlement alone, and whether any division of an outlay
//! gets through all of them.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use model::arbitrage::{Leg, Verdict};
use model::commission::Commission;
use model::freshness::Age;
use model::market::{Kind, Outcome};
use model::quote::Offer;

use crate::sample::Sample;

/// A stake returned as it was, in the unit of [`returned`].
const WHOLE: i128 = 2_000_000;
/// Commissions in millionths, and what is left of each hundred won.
const COMMISSIONS: [(u32, i128); 3] = [(0, 100), (20_000, 98), (50_000, 95)];
/// No line of a sample is as far out as this.
const FAR: i32 = 12;

/// Every set of outcomes that is worth telling of, by its phase and outcomes.
pub(crate) fn verdicts(sample: &Sample) -> BTreeMap<(bool, String), Verdict> {
    let mut verdicts = BTreeMap::new();
    for legs in sets(sample).into_iter().filter(|legs| may_stand_together(legs)) {
        let outcomes: Vec<_> = legs.iter().map(|leg| leg.outcome).collect();
        let key = (legs[0].live, format!("{outcomes:?}"));
        if let Some(verdict) = verdict(sample, &legs) {
            let best: &mut Verdict = verdicts.entry(key).or_insert(verdict);
            *best = verdict.min(*best);
        }
    }
    verdicts
}

/// Every choice of one offer for each way the market can end.
fn sets(sample: &Sample) -> Vec<Vec<Leg>> {
    let of = |is: fn(Outcome) -> bool| sample.offers.iter().filter(move |leg| is(leg.outcome));
    let mut sets = Vec::new();
    for first in of(|outcome| matches!(outcome, Outcome::Home(_) | Outcome::Over(_))) {
        for last in of(|outcome| matches!(outcome, Outcome::Away(_) | Outcome::Under(_))) {
            if sample.has_draw {
                let draws = of(|outcome| outcome == Outcome::Draw);
                sets.extend(draws.map(|draw| vec![*first, *draw, *last]));
            } else {
                sets.push(vec![*first, *last]);
            }
        }
    }
    sets
}

fn may_stand_together(legs: &[Leg]) -> bool {
    let stands = |leg: &Leg| leg.age != Age::Stale && leg.offer != Offer::Suspended;
    let pairs = || {
        let later = |nth: usize| legs.iter().skip(nth + 1);
        legs.iter()
            .enumerate()
            .flat_map(move |(nth, leg)| later(nth).map(move |other| (leg, other)))
    };
    legs.iter().all(stands)
        && pairs().all(|(one, other)| {
            let are_sisters = one.account.group == other.account.group;
            one.live == other.live && one.book != other.book && !are_sisters
        })
}

/// Odds after commission, in millionths, worked out as what is kept of each unit won.
fn odds(leg: &Leg) -> i128 {
    let price = leg.offer.price().expect("an open offer");
    let won = i128::from(price.millionths()) - 1_000_000;
    let kept = COMMISSIONS.into_iter().find(|(millionths, _)| {
        Commission::from_millionths(*millionths) == Some(leg.account.commission)
    });
    let (_, kept) = kept.expect("a commission of a sample");
    1_000_000 + won * kept / 100
}

/// What a unit of stake returns when this is the result, in halves of a millionth.
///
/// Two bets of half the stake, on the half steps below and above a quarter line, or both on the line itself.
fn returned(leg: &Leg, result: i32) -> i128 {
    let half = |ahead: i32| match ahead.cmp(&0) {
        Ordering::Greater => odds(leg),
        Ordering::Equal => 1_000_000,
        Ordering::Less => 0,
    };
    let split = |quarters: i32| match quarters % 2 {
        0 => [quarters, quarters],
        _ => [quarters - 1, quarters + 1],
    };
    let halves = match leg.outcome {
        Outcome::Over(line) => split(line.quarters()).map(|line| 4 * result - line),
        Outcome::Under(line) => split(line.quarters()).map(|line| line - 4 * result),
        Outcome::Home(Some(line)) => split(line.quarters()).map(|line| 4 * result + line),
        Outcome::Away(Some(line)) => split(line.quarters()).map(|line| line - 4 * result),
        // The result of a market without lines: one for home, zero for a draw, minus one for away.
        Outcome::Home(None) => [if result == 1 { 1 } else { -1 }; 2],
        Outcome::Draw => [if result == 0 { 1 } else { -1 }; 2],
        Outcome::Away(None) => [if result == -1 { 1 } else { -1 }; 2],
        Outcome::Unknown => panic!("no sample has one"),
    };
    halves.map(half).iter().sum()
}

fn results(sample: &Sample) -> Vec<i32> {
    match sample.kind {
        Kind::Total => (0..FAR).collect(),
        Kind::Spread => (-FAR..FAR).collect(),
        Kind::Moneyline if sample.has_draw => vec![-1, 0, 1],
        Kind::Moneyline | Kind::Other => vec![-1, 1],
    }
}

/// What each leg returns in each result.
pub(crate) fn rows(sample: &Sample, legs: &[Leg]) -> Vec<Vec<i128>> {
    let row = |result| legs.iter().map(|leg| returned(leg, result)).collect();
    results(sample).into_iter().map(row).collect()
}

fn verdict(sample: &Sample, legs: &[Leg]) -> Option<Verdict> {
    let rows = rows(sample, legs);
    let is_gap =
        |row: &Vec<i128>| row.iter().all(|leg| *leg <= WHOLE) && row.iter().any(|leg| *leg < WHOLE);
    let is_window = |row: &Vec<i128>| row.iter().all(|leg| *leg > WHOLE);
    if let [one, two, three] = legs {
        let [one, two, three] = [one, two, three].map(odds);
        let sum = two * three + one * three + one * two;
        return (sum * 1_000_000 < one * two * three).then_some(Verdict::Guaranteed);
    }
    if rows.iter().any(is_gap) {
        return None;
    }
    match Range::without_loss(&rows) {
        Some(range) if range.is_strict => Some(Verdict::Guaranteed),
        _ if rows.iter().any(is_window) => Some(Verdict::Middle),
        Some(range) if range.brings_anything(&rows) => Some(Verdict::NoLoss),
        _ => None,
    }
}

/// The shares of the first of two legs at which no row returns less than the outlay, as fractions.
struct Range {
    from: (i128, i128),
    to: (i128, i128),
    /// Whether there are shares at which every row returns more.
    is_strict: bool,
}

fn is_less(one: (i128, i128), other: (i128, i128)) -> bool {
    one.0 * other.1 < other.0 * one.1
}

impl Range {
    fn without_loss(rows: &[Vec<i128>]) -> Option<Self> {
        let (mut from, mut to, mut is_strict) = ((0, 1), (1, 1), true);
        for row in rows {
            // share * rise >= need
            let (rise, need) = (row[0] - row[1], WHOLE - row[1]);
            match rise.cmp(&0) {
                Ordering::Greater if is_less(from, (need, rise)) => from = (need, rise),
                Ordering::Less if is_less((-need, -rise), to) => to = (-need, -rise),
                Ordering::Equal if need > 0 => return None,
                Ordering::Equal if need == 0 => is_strict = false,
                _ => (),
            }
        }
        let is_strict = is_strict && is_less(from, to);
        (!is_less(to, from)).then_some(Self { from, to, is_strict })
    }

    /// Whether at one of its ends or in its middle a row returns more than the outlay.
    fn brings_anything(&self, rows: &[Vec<i128>]) -> bool {
        let middle =
            (self.from.0 * self.to.1 + self.to.0 * self.from.1, 2 * self.from.1 * self.to.1);
        [self.from, middle, self.to].iter().any(|(share, whole)| {
            rows.iter().any(|row| share * row[0] + (whole - share) * row[1] > whole * WHOLE)
        })
    }
}

/// What each result brings at these shares, as a fraction of the outlay.
#[expect(clippy::cast_precision_loss, reason = "small whole numbers")]
pub(crate) fn profits(rows: &[Vec<i128>], shares: &[f64]) -> Vec<f64> {
    let profit = |row: &Vec<i128>| {
        let returned = row.iter().zip(shares).map(|(returned, share)| share * *returned as f64);
        returned.sum::<f64>() / WHOLE as f64 - 1.0
    };
    rows.iter().map(profit).collect()
}

pub(crate) fn least(profits: &[f64]) -> f64 {
    profits.iter().copied().fold(f64::INFINITY, f64::min)
}
