//! Stakes in money for an assessed set of legs, and what is left of its figures once stakes are round.
//!
//! Money is a whole number of minor units (cents); nothing here is a float.

mod round;

use crate::arbitrage::Assessment;
use crate::settlement::{Case, STAKE};

/// The most that is staked in all, in minor units: ten million euros. Every return is whole below it.
pub const OUTLAY_MAX: i64 = 1_000_000_000;

/// What the stakes are measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    /// So much in all, in minor units; rounded down to the step.
    Total(i64),
    /// One leg, by its place, has this stake, in minor units, which is left as it is.
    Leg(usize, i64),
    /// The worst case should bring this, in minor units.
    Profit(i64),
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order<'a> {
    /// What the stakes are measured by.
    pub plan: Plan,
    /// Stakes are multiples of this many minor units.
    pub step: i64,
    /// The highest stake that the bookmaker of each leg takes, in minor units; legs beyond its end have no limit.
    pub caps: &'a [Option<i64>],
}

/// Stakes, and what they come to as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The stake of each leg, in minor units.
    pub stakes: Vec<i64>,
    /// All of them.
    pub outlay: i64,
    /// What each case brings, in minor units, in the order of the assessment's cases. Each bookmaker is taken to
    /// round what it returns down to a minor unit.
    pub profits: Vec<i64>,
    /// The least of these: the worst case after rounding. It may be a loss though the exact stakes bring none.
    pub worst: i64,
    /// The leg whose cap kept the stakes down, when one did: what was asked for is not reached then.
    pub capped: Option<usize>,
}

/// Why there are no stakes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// An amount, a step or a cap is not above zero.
    NotPositive,
    /// The set has no leg of that place.
    NoSuchLeg,
    /// The worst case brings nothing at any outlay.
    NoProfit,
    /// The fixed leg, or another in proportion to it, is over the cap of this leg.
    OverCap(usize),
    /// At this step a leg would have no stake.
    TooSmall,
    /// The outlay would be over [`OUTLAY_MAX`].
    TooLarge,
}

impl Trouble {
    /// Its name in the page.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotPositive => "not-positive",
            Self::NoSuchLeg => "no-such-leg",
            Self::NoProfit => "no-profit",
            Self::OverCap(_) => "over-cap",
            Self::TooSmall => "too-small",
            Self::TooLarge => "too-large",
        }
    }
}

/// The stakes of an assessed set of legs.
///
/// Exact stakes are in the proportion of the assessment's shares. Of the round ones that add up to the total those are
/// taken whose worst case is best, then the second worst, and so on. Beside a fixed leg the others are rounded up or
/// down, whichever is best in the same way. For a profit totals are tried upwards from the exact one, until the worst
/// case brings it or a cap is met.
///
/// # Errors
///
/// A [`Trouble`] when an amount is no amount, is not to be had, or leads out of range.
pub fn stakes(assessment: &Assessment, order: &Order<'_>) -> Result<Slip, Trouble> {
    let amount = match order.plan {
        Plan::Total(amount) | Plan::Leg(_, amount) | Plan::Profit(amount) => amount,
    };
    if amount <= 0 || order.step <= 0 || order.caps.iter().flatten().any(|cap| *cap <= 0) {
        return Err(Trouble::NotPositive);
    }
    if amount > OUTLAY_MAX {
        return Err(Trouble::TooLarge);
    }
    if order.step > OUTLAY_MAX {
        return Err(Trouble::TooSmall);
    }
    match order.plan {
        Plan::Total(total) => of_total(assessment, order, total),
        Plan::Leg(leg, stake) => of_leg(assessment, order, leg, stake),
        Plan::Profit(profit) => of_profit(assessment, order, profit),
    }
}

fn of_total(assessment: &Assessment, order: &Order<'_>, total: i64) -> Result<Slip, Trouble> {
    let shares = &assessment.shares;
    let mut scale = Scale { amount: i128::from(total), weight: shares.sum() };
    let mut capped = None;
    for (leg, (cap, weight)) in order.caps.iter().zip(shares.weights()).enumerate() {
        let Some(cap) = cap.map(|cap| cap.min(OUTLAY_MAX)) else { continue };
        let cap = cap - cap % order.step;
        if scale.is_over(cap, i128::from(*weight)) {
            scale = Scale { amount: i128::from(cap), weight: i128::from(*weight) };
            capped = Some(leg);
        }
    }
    let (steps, _) = scale.steps(shares.sum(), order.step);
    let stakes = round::of_total(assessment, scale, order.step, steps).ok_or(Trouble::TooSmall)?;
    Ok(Slip::of(assessment, stakes, capped))
}

fn of_leg(
    assessment: &Assessment,
    order: &Order<'_>,
    leg: usize,
    stake: i64,
) -> Result<Slip, Trouble> {
    let shares = &assessment.shares;
    let weight = shares.weights().get(leg).ok_or(Trouble::NoSuchLeg)?;
    let scale = Scale { amount: i128::from(stake), weight: i128::from(*weight) };
    for (other, (cap, weight)) in order.caps.iter().zip(shares.weights()).enumerate() {
        let Some(cap) = cap.map(|cap| cap.min(OUTLAY_MAX)) else { continue };
        let cap = if other == leg { cap } else { cap - cap % order.step };
        if scale.is_over(cap, i128::from(*weight)) {
            return Err(Trouble::OverCap(other));
        }
    }
    if scale.is_over(OUTLAY_MAX, shares.sum()) {
        return Err(Trouble::TooLarge);
    }
    let stakes = round::beside(assessment, scale, order.step, leg, stake);
    stakes.ok_or(Trouble::TooSmall).map(|stakes| Slip::of(assessment, stakes, None))
}

/// How many totals are tried for a profit at most.
const TRIES: i64 = 2_000;

fn of_profit(assessment: &Assessment, order: &Order<'_>, profit: i64) -> Result<Slip, Trouble> {
    let shares = &assessment.shares;
    let profits = shares.profits(&assessment.cases, &assessment.odds);
    let worst = profits.into_iter().min().filter(|worst| *worst > 0).ok_or(Trouble::NoProfit)?;
    // Were the weights stakes, the worst case would bring this much.
    let exact =
        |profit: i64| Scale { amount: i128::from(profit) * i128::from(STAKE), weight: worst };
    if exact(profit).is_over(OUTLAY_MAX, shares.sum()) {
        return Err(Trouble::TooLarge);
    }
    let (steps, is_cut) = exact(profit).steps(shares.sum(), order.step);
    let least = steps + i64::from(is_cut);
    // Rounding costs a few steps of profit at most. The more outlay that asks for, the coarser totals are tried.
    let legs = i64::try_from(shares.weights().len()).unwrap_or(0);
    let (more, _) = exact(legs * legs).steps(shares.sum(), 1);
    let stride = more / TRIES + 1;
    let mut best = Err(Trouble::TooSmall);
    for nth in 0..=TRIES {
        let total = (least + nth * stride).saturating_mul(order.step);
        if total > OUTLAY_MAX {
            return Err(Trouble::TooLarge);
        }
        best = of_total(assessment, order, total);
        if best.as_ref().is_ok_and(|slip| slip.worst >= profit || slip.capped.is_some()) {
            break;
        }
    }
    best
}

impl Slip {
    fn of(assessment: &Assessment, stakes: Vec<i64>, capped: Option<usize>) -> Self {
        let paid = |case| paid(assessment, case, &stakes);
        let profits: Vec<i64> = assessment.cases.iter().map(paid).collect();
        let worst = profits.iter().copied().min().unwrap_or(0);
        Self { outlay: stakes.iter().sum(), stakes, profits, worst, capped }
    }
}

/// What these stakes bring in a case when each bookmaker rounds what it returns down to a minor unit.
fn paid(assessment: &Assessment, case: &Case, stakes: &[i64]) -> i64 {
    let returned = returns(assessment, case, stakes).map(|returned| returned / STAKE);
    returned.sum::<i64>() - stakes.iter().sum::<i64>()
}

/// What each leg returns in a case, in the unit of [`STAKE`].
fn returns(assessment: &Assessment, case: &Case, stakes: &[i64]) -> impl Iterator<Item = i64> {
    let legs = case.settlements.iter().zip(&assessment.odds).zip(stakes);
    legs.map(|((settlement, odds), stake)| settlement.factor(*odds) * stake)
}

/// Exact stakes as a fraction: each is its leg's weight times `amount` over `weight`.
#[derive(Clone, Copy, Debug)]
struct Scale {
    amount: i128,
    weight: i128,
}

impl Scale {
    /// Whether the exact stake of a weight is over a cap.
    fn is_over(self, cap: i64, weight: i128) -> bool {
        weight * self.amount > i128::from(cap) * self.weight
    }

    /// The exact stake of a weight, rounded down to whole steps, and whether that left something out.
    fn steps(self, weight: i128, step: i64) -> (i64, bool) {
        let (stake, unit) = (weight * self.amount, self.weight * i128::from(step));
        // Where more than the highest outlay may come out of it, that is as good as more.
        let steps = (stake / unit).min(i128::from(OUTLAY_MAX));
        (i64::try_from(steps).unwrap_or(OUTLAY_MAX), stake % unit > 0)
    }
}

#[cfg(test)]
mod tests;
