//! Every set of legs in a market that is worth telling of.

use super::leg::{Field, Leg};
use super::rules::{Apart, Rules};
use super::{Assessment, Verdict, assess};
use crate::freshness::Age;
use crate::market::{Outcome, Slot};
use crate::sorted::{Sorted, in_order};

/// A set of legs and what it comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// One leg per outcome: home, draw and away, or over and under.
    pub legs: Vec<Leg>,
    /// What they come to.
    pub assessment: Assessment,
}

/// The sets of legs in a market that the rules list, by verdict, and the best worst case first.
///
/// Of each set of outcomes it is the one whose worst case is best, and of those as good the one whose equal returns
/// are. Where bookmakers must be apart, that need not be the best price of every outcome: each outcome offers as many
/// candidates as there are outcomes, one per group, because no more can be in the way of the other legs. Lines are
/// paired each with each.
pub fn find(field: &Field<'_>, rules: &Rules) -> Vec<Found> {
    let mut found = Vec::new();
    for live in [false, true] {
        let standing = |leg: &&Leg| leg.live == live && leg.age != Age::Stale;
        let offers: Vec<Leg> = field.offers.iter().filter(standing).copied().collect();
        let outcomes = |slot| {
            let outcomes = offers.iter().map(|leg| leg.outcome);
            outcomes.filter(|outcome| outcome.slot() == Some(slot)).collect::<Sorted<Outcome>>()
        };
        let draw = outcomes(Slot::B);
        for home in outcomes(Slot::A) {
            for away in outcomes(Slot::C) {
                let set = [Some(home), draw.first().copied(), Some(away)];
                let set: Vec<Outcome> = set.into_iter().flatten().collect();
                found.extend(best_of(field, &offers, &set, rules));
            }
        }
    }
    in_order(found, |one: &Found, other: &Found| {
        let (one, other) = (&one.assessment, &other.assessment);
        one.verdict.cmp(&other.verdict).then(other.worst.total_cmp(&one.worst))
    })
}

/// The best set of legs on these outcomes, when the rules list it.
fn best_of(
    field: &Field<'_>,
    offers: &[Leg],
    outcomes: &[Outcome],
    rules: &Rules,
) -> Option<Found> {
    let candidates =
        outcomes.iter().map(|outcome| candidates(offers, *outcome, outcomes.len(), rules));
    let mut sets = vec![Vec::new()];
    for candidates in candidates {
        let longer = sets.iter().flat_map(|set: &Vec<Leg>| {
            candidates.iter().map(|leg| set.iter().chain([leg]).copied().collect())
        });
        sets = longer.collect();
    }
    let assessed = sets.into_iter().filter_map(|legs| {
        let assessment = assess(field, &legs, rules).ok()?;
        Some(Found { legs, assessment })
    });
    let best = assessed.reduce(|best, next| {
        let (is, was) = (&next.assessment, &best.assessment);
        let order = is.worst.total_cmp(&was.worst).then(is.roi.total_cmp(&was.roi));
        if order.is_gt() { next } else { best }
    });
    best.filter(|found| is_listed(&found.assessment, rules))
}

/// The best offers for an outcome, one per bookmaker or group, as the rules have it.
fn candidates(offers: &[Leg], outcome: Outcome, max: usize, rules: &Rules) -> Vec<Leg> {
    let of_outcome = offers.iter().filter(|leg| leg.outcome == outcome && leg.odds().is_some());
    let by_odds = in_order(of_outcome.copied().collect(), |one: &Leg, other: &Leg| {
        other.odds().cmp(&one.odds()).then_with(|| other.seen.cmp(&one.seen))
    });
    let mut best: Vec<Leg> = Vec::new();
    for leg in by_odds {
        let is_in_the_way = |other: &Leg| match rules.apart {
            Apart::Groups => leg.is_kin(other),
            Apart::Books | Apart::Nothing => leg.book == other.book,
        };
        if best.len() < max && !best.iter().any(is_in_the_way) {
            best.push(leg);
        }
    }
    best
}

fn is_listed(assessment: &Assessment, rules: &Rules) -> bool {
    match assessment.verdict {
        Verdict::Guaranteed => assessment.worst >= rules.floor,
        Verdict::NoLoss => assessment.profits.iter().any(|profit| *profit >= rules.floor),
        Verdict::Middle => -assessment.worst <= rules.middle_cost,
        Verdict::PolishMiddle | Verdict::None => false,
    }
}
