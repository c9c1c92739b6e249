//! What makes a set of legs less sure than its figures look.

use super::Assessment;
use super::leg::{Field, Leg};
use super::rules::Rules;
use crate::freshness::Age;

/// A reason to be careful.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Risk {
    /// A leg was not seen lately.
    OldLeg,
    /// The legs were not seen at one time.
    LegsApart,
    /// The match is in play, where prices move before a second bet is placed.
    InPlay,
    /// The return is so high that a price is most likely a mistake, and may be voided.
    Suspicious,
    /// Few bookmakers quote the market.
    FewBooks,
    /// A leg's price is far above what the other bookmakers offer for it.
    Outlier,
    /// The match starts soon, when prices of before the match are withdrawn.
    StartsSoon,
}

impl Risk {
    /// Its name in the page.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OldLeg => "old-leg",
            Self::LegsApart => "legs-apart",
            Self::InPlay => "in-play",
            Self::Suspicious => "suspicious",
            Self::FewBooks => "few-books",
            Self::Outlier => "outlier",
            Self::StartsSoon => "starts-soon",
        }
    }
}

pub(super) fn risks(
    field: &Field<'_>,
    legs: &[Leg],
    rules: &Rules,
    figures: &Assessment,
) -> Vec<Risk> {
    let live = legs.iter().any(|leg| leg.live);
    let times = if live { rules.live } else { rules.early };
    let starts_in_ms = field.starts_at.map(|start| field.now.age_ms(start));
    let is_soon = !live && starts_in_ms.is_some_and(|starts_in_ms| starts_in_ms <= rules.soon_ms);
    let found = [
        (Risk::OldLeg, figures.age_ms > times.age_ms),
        (Risk::LegsApart, figures.gap_ms > times.gap_ms),
        (Risk::InPlay, live),
        (Risk::Suspicious, figures.roi > rules.suspicious),
        (Risk::FewBooks, groups(field.offers, live) < rules.few_books),
        (Risk::Outlier, legs.iter().any(|leg| stands_out(leg, field.offers, rules.outlier))),
        (Risk::StartsSoon, is_soon),
    ];
    found.into_iter().filter(|(_, is)| *is).map(|(risk, _)| risk).collect()
}

/// How many bookmakers stand behind the offers of a phase, sisters counted once.
fn groups(offers: &[Leg], live: bool) -> usize {
    let mut first: Vec<&Leg> = Vec::new();
    for leg in offers.iter().filter(|leg| leg.live == live && stands(leg)) {
        if !first.iter().any(|other| leg.is_kin(other)) {
            first.push(leg);
        }
    }
    first.len()
}

/// Whether a leg's winnings are far above the mean of what the others offer for the outcome.
///
/// The bookmaker's own price and its sisters' are left out, because they would raise what it is measured by; fewer
/// than two others have no mean.
fn stands_out(leg: &Leg, offers: &[Leg], by: f64) -> bool {
    let others = offers.iter().filter(|other| {
        other.outcome == leg.outcome
            && other.live == leg.live
            && stands(other)
            && !other.is_kin(leg)
    });
    let winnings = |leg: &Leg| leg.offer.price().map(|price| f64::from(price.gain()));
    let (mut sum, mut count) = (0.0, 0.0);
    for winnings in others.filter_map(winnings) {
        sum += winnings;
        count += 1.0;
    }
    count > 1.0 && winnings(leg).is_some_and(|own| own * count > sum * (1.0 + by))
}

fn stands(leg: &Leg) -> bool {
    leg.age != Age::Stale && leg.offer.price().is_some()
}
