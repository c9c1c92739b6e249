//! What several bookmakers' prices for the outcomes of one market come to together, finish by finish.
//!
//! These are facts about prices at one instant. A bookmaker may limit, refuse or void a bet, settle it under rules
//! of its own, or have moved its price already; nothing here says that a bet can be placed.

mod find;
mod glance;
mod leg;
mod partition;
mod risk;
mod rules;
mod shares;

pub use find::{Found, find};
pub use glance::glance;
pub use leg::{Account, Field, Leg, legs};
pub use partition::Refusal;
pub use risk::Risk;
pub use rules::{Apart, Rules, Times};
pub use shares::Shares;

use crate::commission::Net;
use crate::settlement::{Case, cases};

/// What the legs come to at the best division of the outlay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Every finish returns more than the outlay: an arbitrage. A tie in a market of two winners is no finish here;
    /// where the rules return stakes then, it brings nothing.
    Guaranteed,
    /// No finish returns less than the outlay, some return just that (as a push of all legs does), some more.
    NoLoss,
    /// In some finishes every leg wins, at least in half; outside of them the outlay is not returned, or just so.
    Middle,
    /// In some finishes no leg wins and one loses, at least in half: the lines leave a gap between them.
    PolishMiddle,
    /// None of these.
    None,
}

impl Verdict {
    /// Its name in the page, which promises nothing.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Guaranteed => "arbitrage",
            Self::NoLoss => "no-loss",
            Self::Middle => "middle",
            Self::PolishMiddle => "polish-middle",
            Self::None => "none",
        }
    }
}

/// A set of legs, assessed.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// What they come to. Exact: no float has a part in it.
    pub verdict: Verdict,
    /// Every way the match can finish, with what becomes of each leg, in the order of the legs.
    pub cases: Vec<Case>,
    /// What each case brings at the best division, as a fraction of the outlay; in the order of the cases.
    pub profits: Vec<f64>,
    /// The best division of the outlay: its worst case is better than that of any other, and of those as good its
    /// second worst, and so on.
    pub shares: Shares,
    /// The odds of each leg after commission.
    pub odds: Vec<Net>,
    /// The sum of 1 / odds over the legs, commission taken off: B*. Below one where equal returns bring more
    /// than the outlay.
    pub book_sum: f64,
    /// 1 / B* − 1: what equal returns bring as a fraction of the outlay, in a finish that one leg wins and the
    /// others lose. Not 1 − B*, which is a fraction of the returns.
    pub roi: f64,
    /// What the worst case brings at the best division, as a fraction of the outlay; below `roi` where a half-win
    /// or a push is the worst.
    pub worst: f64,
    /// What to be careful about, in the order of [`Risk`], each once.
    pub risks: Vec<Risk>,
    /// How long ago the leg that was seen least lately was seen, in milliseconds.
    pub age_ms: i64,
    /// How far apart in time the legs were seen, in milliseconds.
    pub gap_ms: i64,
}

/// Assesses legs that together are every way one market can end.
///
/// The legs are back bets on one match, market type and period, of which `field` tells what they share. Lines
/// without quarters leave no gap when the line over is at most the line under (L1 ≤ L2), or the handicaps of home
/// and away add up to zero or more (h + a ≥ 0); with quarters the cases decide, as they do in everything.
///
/// # Errors
///
/// A [`Refusal`] when the legs are no such set, or one of them does not stand.
pub fn assess(field: &Field<'_>, legs: &[Leg], rules: &Rules) -> Result<Assessment, Refusal> {
    let assessment = weigh(field, legs, rules)?;
    Ok(Assessment { risks: risk::risks(field, legs, rules, &assessment), ..assessment })
}

/// Assesses legs but for their risks, for which every offer in the market is looked at.
fn weigh(field: &Field<'_>, legs: &[Leg], rules: &Rules) -> Result<Assessment, Refusal> {
    let outcomes: Vec<_> = legs.iter().map(|leg| leg.outcome).collect();
    partition::check(field, &outcomes)?;
    let odds = partition::standing(legs, rules)?;
    let cases = cases(field.kind, field.has_draw, &outcomes).ok_or(Refusal::NotExclusive)?;
    let shares = Shares::best(&cases, &odds);
    let results = shares.profits(&cases, &odds);
    let profits: Vec<f64> = results.iter().map(|result| shares.fraction(*result)).collect();
    let worst = profits.iter().copied().fold(f64::INFINITY, f64::min);
    let book_sum: f64 = odds.iter().map(|odds| odds.implied()).sum();
    let roi = book_sum.recip() - 1.0;
    let (age_ms, gap_ms) = leg::ages(legs, field.now);
    Ok(Assessment {
        verdict: verdict(&cases, &results),
        risks: Vec::new(),
        cases,
        profits,
        shares,
        odds,
        book_sum,
        roi,
        worst,
        age_ms,
        gap_ms,
    })
}

fn verdict(cases: &[Case], results: &[i128]) -> Verdict {
    let worst = results.iter().copied().min().unwrap_or(0);
    if cases.iter().any(Case::is_gap) {
        Verdict::PolishMiddle
    } else if worst > 0 {
        Verdict::Guaranteed
    } else if cases.iter().any(Case::is_window) {
        Verdict::Middle
    } else if worst == 0 && results.iter().any(|result| *result > 0) {
        Verdict::NoLoss
    } else {
        Verdict::None
    }
}

#[cfg(test)]
pub(crate) mod tests;
