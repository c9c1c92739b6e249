//! Which legs may be put together at all.

use super::leg::{Field, Leg};
use super::rules::{Apart, Rules};
use crate::commission::Net;
use crate::freshness::Age;
use crate::line::Line;
use crate::market::{Kind, Outcome, Slot};
use crate::quote::Offer;
use crate::settlement::kind_of;

/// Why legs are not assessed. Of several reasons the first in this order is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing says that the legs exclude each other: two are on one side, they are of two kinds of market, or the
    /// market is not understood.
    NotExclusive,
    /// Home and away of a market that a draw can end, or that may be one: a handicap of whole points beside an offer
    /// that is not understood. A European handicap has a draw of its own, where an Asian one returns the stakes.
    TwoOfThree,
    /// An outcome has no leg.
    Incomplete,
    /// A leg has a line where the market has none, or none where it must have one, or one at which no total can
    /// be under.
    Lines,
    /// Some legs are in play and some from before the match.
    MixedPhases,
    /// Two legs are with one bookmaker.
    OneBook,
    /// Two legs are with sister brands.
    Sisters,
    /// A leg has no price now.
    Suspended,
    /// A leg is one that nobody confirms.
    Stale,
}

impl Refusal {
    /// Its name in the page.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotExclusive => "not-exclusive",
            Self::TwoOfThree => "two-of-three",
            Self::Incomplete => "incomplete",
            Self::Lines => "lines",
            Self::MixedPhases => "mixed-phases",
            Self::OneBook => "one-book",
            Self::Sisters => "sisters",
            Self::Suspended => "suspended",
            Self::Stale => "stale",
        }
    }
}

/// Whether the outcomes are every way the market can end, each once.
pub(super) fn check(field: &Field<'_>, outcomes: &[Outcome]) -> Result<(), Refusal> {
    let count = |slot| outcomes.iter().filter(|outcome| outcome.slot() == Some(slot)).count();
    let [a, b, c] = [Slot::A, Slot::B, Slot::C].map(count);
    let is_of_kind = |outcome: &Outcome| match field.kind {
        // Whether a side has the line that it must have is asked when the set is known to be one.
        Kind::Moneyline | Kind::Spread => {
            matches!(kind_of(*outcome), Kind::Moneyline | Kind::Spread)
        }
        kind => kind_of(*outcome) == kind,
    };
    if field.kind == Kind::Other || a.max(b).max(c) > 1 || !outcomes.iter().all(is_of_kind) {
        return Err(Refusal::NotExclusive);
    }
    let needs_draw = field.kind == Kind::Moneyline && (field.has_draw || b > 0);
    if (a, b, c) == (1, 0, 1) && (needs_draw || may_be_european(field, outcomes)) {
        return Err(Refusal::TwoOfThree);
    }
    if a == 0 || c == 0 || (needs_draw && b == 0) {
        return Err(Refusal::Incomplete);
    }
    let has_its_line = |outcome: &Outcome| match (field.kind, outcome.set_line()) {
        (Kind::Total, Some(line)) => line > Line::from_quarters(0),
        _ => kind_of(*outcome) == field.kind,
    };
    if outcomes.iter().all(has_its_line) { Ok(()) } else { Err(Refusal::Lines) }
}

/// Whether a handicap may have a third way, in which both sides lose where it is taken to return them.
fn may_be_european(field: &Field<'_>, outcomes: &[Outcome]) -> bool {
    let is_whole =
        |outcome: &Outcome| outcome.set_line().is_some_and(|line| line.quarters() % 4 == 0);
    field.kind == Kind::Spread
        && outcomes.iter().any(is_whole)
        && field.offers.iter().any(|offer| offer.outcome == Outcome::Unknown)
}

/// The odds of the legs, when they stand at one time and with bookmakers that are apart.
pub(super) fn standing(legs: &[Leg], rules: &Rules) -> Result<Vec<Net>, Refusal> {
    let is_any_pair = |is: &dyn Fn(&Leg, &Leg) -> bool| {
        legs.iter().enumerate().any(|(nth, leg)| legs.iter().take(nth).any(|other| is(leg, other)))
    };
    if is_any_pair(&|leg, other| leg.live != other.live) {
        return Err(Refusal::MixedPhases);
    }
    if rules.apart != Apart::Nothing && is_any_pair(&|leg, other| leg.book == other.book) {
        return Err(Refusal::OneBook);
    }
    if rules.apart == Apart::Groups && is_any_pair(&Leg::is_kin) {
        return Err(Refusal::Sisters);
    }
    if legs.iter().any(|leg| leg.offer == Offer::Suspended) {
        return Err(Refusal::Suspended);
    }
    if legs.iter().any(|leg| leg.age == Age::Stale) {
        return Err(Refusal::Stale);
    }
    legs.iter().map(Leg::odds).collect::<Option<_>>().ok_or(Refusal::Suspended)
}
