//! Every set of legs in a market that is worth telling of.

use super::leg::{Field, Leg};
use super::rules::{Apart, Rules};
use super::{Assessment, Verdict, risk, weigh};
use crate::commission::Net;
use crate::freshness::Age;
use crate::market::{Outcome, Slot};
use crate::settlement::has_gap;
use crate::sorted::in_order;

/// A set of legs and what it comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// One leg per outcome: home, draw and away, or over and under.
    pub legs: Vec<Leg>,
    /// What they come to.
    pub assessment: Assessment,
}

/// An outcome on offer.
struct Side {
    outcome: Outcome,
    /// The best offers for it, best first.
    candidates: Vec<Leg>,
}

/// What floats may differ by where they should be the same.
const ROUNDING: f64 = 1e-9;

/// The sets of legs in a market that the rules list, by verdict, and the best worst case first.
///
/// Of each set of outcomes it is the one whose worst case is best, and of those as good the one whose equal returns
/// are. Where bookmakers must be apart, that need not be the best price of every outcome: each outcome offers as many
/// candidates as there are outcomes, one per group, because no more can be in the way of the other legs. Lines are
/// paired each with each; pairs that cannot be listed are told by their lines and highest odds and not assessed.
pub fn find(field: &Field<'_>, rules: &Rules) -> Vec<Found> {
    let mut found = Vec::new();
    for live in [false, true] {
        let sides = sides(field, live, rules);
        let on = |slot| sides.iter().filter(move |side| side.outcome.slot() == Some(slot));
        let draw = on(Slot::B).next();
        for home in on(Slot::A) {
            for away in on(Slot::C).filter(|away| may_be_listed(home, away, rules)) {
                let set: Vec<&Side> =
                    [Some(home), draw, Some(away)].into_iter().flatten().collect();
                found.extend(best_of(field, &set, rules));
            }
        }
    }
    in_order(found, |one: &Found, other: &Found| {
        let (one, other) = (&one.assessment, &other.assessment);
        one.verdict.cmp(&other.verdict).then(other.worst.total_cmp(&one.worst))
    })
}

/// The outcomes on offer in a phase.
fn sides(field: &Field<'_>, live: bool, rules: &Rules) -> Vec<Side> {
    let standing = field.offers.iter().filter(|leg| leg.live == live && leg.age != Age::Stale);
    let offers = in_order(standing.copied().collect(), |one: &Leg, other: &Leg| {
        let by_odds = other.odds().cmp(&one.odds()).then_with(|| other.seen.cmp(&one.seen));
        one.outcome.cmp(&other.outcome).then(by_odds)
    });
    let ways = if offers.iter().any(|leg| leg.outcome == Outcome::Draw) { 3 } else { 2 };
    let by_outcome = offers.chunk_by(|one, other| one.outcome == other.outcome);
    let side = |offers: &[Leg]| {
        let outcome = offers.first()?.outcome;
        Some(Side { outcome, candidates: candidates(offers, ways, rules) })
    };
    by_outcome.filter_map(side).collect()
}

/// The best offers for an outcome, one per bookmaker or group, as the rules have it. Of offers the best comes first.
fn candidates(offers: &[Leg], max: usize, rules: &Rules) -> Vec<Leg> {
    let mut best: Vec<Leg> = Vec::new();
    for leg in offers.iter().filter(|leg| leg.odds().is_some()) {
        let is_in_the_way = |other: &Leg| match rules.apart {
            Apart::Groups => leg.is_kin(other),
            Apart::Books | Apart::Nothing => leg.book == other.book,
        };
        if best.len() < max && !best.iter().any(is_in_the_way) {
            best.push(*leg);
        }
    }
    best
}

/// Whether a set with these two sides may be listed at all.
///
/// No gap is. And no division has a better worst case than equal returns, because each leg wins in a finish in which
/// the others are lost whole. A total over a quarter of a point is the exception: it never loses more than half.
fn may_be_listed(more: &Side, less: &Side, rules: &Rules) -> bool {
    let highest = |side: &Side| side.candidates.first().and_then(Leg::odds).map(Net::implied);
    let Some((one, other)) = highest(more).zip(highest(less)) else { return false };
    let roi = (one + other).recip() - 1.0;
    let loses_half = matches!(more.outcome, Outcome::Over(line) if line.quarters() == 1);
    let is_dear = roi < -rules.middle_cost.max(0.0) - ROUNDING;
    !has_gap(more.outcome, less.outcome) && (loses_half || !is_dear)
}

/// The best set of legs on these sides, when the rules list it.
fn best_of(field: &Field<'_>, sides: &[&Side], rules: &Rules) -> Option<Found> {
    let mut sets = vec![Vec::new()];
    for side in sides {
        let longer = sets.iter().flat_map(|set: &Vec<Leg>| {
            side.candidates.iter().map(|leg| set.iter().chain([leg]).copied().collect())
        });
        sets = longer.collect();
    }
    let weighed = sets.into_iter().filter_map(|legs| {
        let assessment = weigh(field, &legs, rules).ok()?;
        Some(Found { legs, assessment })
    });
    let best = weighed.reduce(|best, next| {
        let (is, was) = (&next.assessment, &best.assessment);
        let order = is.worst.total_cmp(&was.worst).then(is.roi.total_cmp(&was.roi));
        if order.is_gt() { next } else { best }
    });
    let mut best = best.filter(|found| is_listed(&found.assessment, rules))?;
    best.assessment.risks = risk::risks(field, &best.legs, rules, &best.assessment);
    Some(best)
}

fn is_listed(assessment: &Assessment, rules: &Rules) -> bool {
    match assessment.verdict {
        Verdict::Guaranteed => assessment.worst >= rules.floor,
        Verdict::NoLoss => assessment.profits.iter().any(|profit| *profit >= rules.floor),
        Verdict::Middle => -assessment.worst <= rules.middle_cost,
        Verdict::PolishMiddle | Verdict::None => false,
    }
}
