//! How an outlay is best divided between legs: exact, because a verdict hangs on the sign of a difference.

use std::cmp::Ordering;

use crate::commission::Net;
use crate::settlement::{Case, STAKE};
use crate::sorted::in_order;

/// A division of an outlay between legs, as whole numbers in proportion to the stakes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shares(Vec<u64>);

impl Shares {
    /// The division whose sorted profits are the highest, the worst compared first.
    pub(super) fn best(cases: &[Case], odds: &[Net]) -> Self {
        let equal = Self::equal(odds);
        if odds.len() != 2 {
            return equal;
        }
        // In two legs every profit is a straight line over the share of the first. The best division is where two
        // of these lines meet, because from anywhere else a step to one side does no harm.
        let rows: Vec<[i64; 2]> =
            cases.iter().map(|case| [0, 1].map(|leg| factor(case, odds, leg))).collect();
        let mut best = (equal.sorted(cases, odds), equal);
        for (nth, row) in rows.iter().enumerate() {
            for other in rows.iter().take(nth) {
                let Some(shares) = Self::meeting(*row, *other) else { continue };
                let sorted = shares.sorted(cases, odds);
                if shares.compare(&sorted, &best.1, &best.0).is_gt() {
                    best = (sorted, shares);
                }
            }
        }
        best.1
    }

    /// How much each leg gets, in proportion.
    pub fn weights(&self) -> &[u64] {
        &self.0
    }

    /// What all weights add up to.
    pub fn sum(&self) -> i128 {
        self.0.iter().map(|weight| i128::from(*weight)).sum()
    }

    /// What each leg gets of the outlay, as a fraction.
    pub fn fractions(&self) -> impl Iterator<Item = f64> {
        let sum = float(self.sum());
        self.0.iter().map(move |weight| float(i128::from(*weight)) / sum)
    }

    /// What each case brings, in fractions of the outlay that [`Shares::fraction`] tells.
    pub(crate) fn profits(&self, cases: &[Case], odds: &[Net]) -> Vec<i128> {
        let outlay = i128::from(STAKE) * self.sum();
        let returned = |case: &Case| -> i128 {
            let legs = self.0.iter().enumerate();
            legs.map(|(leg, weight)| i128::from(*weight) * i128::from(factor(case, odds, leg)))
                .sum()
        };
        cases.iter().map(|case| returned(case) - outlay).collect()
    }

    /// A profit as a fraction of the outlay.
    pub(super) fn fraction(&self, profit: i128) -> f64 {
        float(profit) / float(i128::from(STAKE) * self.sum())
    }

    /// The division at which every leg returns the same when it wins: stakes in proportion to 1 / odds.
    fn equal(odds: &[Net]) -> Self {
        let others = |leg: usize| {
            let odds = odds.iter().enumerate().filter(|(other, _)| *other != leg);
            odds.map(|(_, odds)| u64::from(odds.millionths())).product()
        };
        Self((0..odds.len()).map(others).collect())
    }

    /// Where the profits of two cases are the same; `None` where that is at no division with both legs.
    fn meeting(one: [i64; 2], other: [i64; 2]) -> Option<Self> {
        let first = other[1] - one[1];
        let second = one[0] - other[0];
        let weight = |share: i64| u64::try_from(share * (first + second).signum()).ok();
        Some(Self(vec![weight(first)?, weight(second)?])).filter(|shares| !shares.0.contains(&0))
    }

    fn sorted(&self, cases: &[Case], odds: &[Net]) -> Vec<i128> {
        in_order(self.profits(cases, odds), Ord::cmp)
    }

    /// Compares sorted profits of two divisions between two legs as fractions of their outlays.
    fn compare(&self, profits: &[i128], other: &Self, other_profits: &[i128]) -> Ordering {
        let (sum, other_sum) = (self.sum(), other.sum());
        let pairs = profits.iter().zip(other_profits);
        let unequal = pairs.map(|(own, other)| (own * other_sum).cmp(&(other * sum)));
        unequal.into_iter().find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }
}

fn factor(case: &Case, odds: &[Net], leg: usize) -> i64 {
    let settled = case.settlements.get(leg).zip(odds.get(leg));
    settled.map_or(0, |(settlement, odds)| settlement.factor(*odds))
}

#[expect(clippy::cast_precision_loss, reason = "told to people, after everything was decided")]
fn float(whole: i128) -> f64 {
    whole as f64
}
