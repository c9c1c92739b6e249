//! What the prices of a complete market add up to, and what of that the bookmaker keeps.
//!
//! Three names that are often taken for one another are kept apart. At 1.91 on both sides the *overround* is 4.7 %,
//! the *hold* 4.5 % and the *payout* 95.5 %.

use crate::price::Price;

/// Sum of 1 / odds over a complete set of outcomes, minus one, as a fraction.
///
/// Below zero the best prices of the set, taken together, pay more than they cost.
pub fn overround(prices: impl IntoIterator<Item = Price>) -> f64 {
    prices.into_iter().map(Price::implied).sum::<f64>() - 1.0
}

/// What the best prices of a set add up to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Margin {
    /// The overround, as a fraction.
    Known(f64),
    /// An outcome is missing, stale or suspended, so there is nothing to add up.
    Incomplete,
    /// The market is not one whose outcomes exclude each other for certain.
    Unknown,
}

impl Margin {
    /// The overround, when it is known.
    pub fn overround(self) -> Option<f64> {
        match self {
            Self::Known(overround) => Some(overround),
            Self::Incomplete | Self::Unknown => None,
        }
    }
}

/// What a complete set of outcomes adds up to: one bookmaker's prices, or the best of each outcome.
///
/// Of one bookmaker's prices overround and hold are its margin. Of the best prices of several they are nobody's: they
/// may be below zero, and then the prices taken together pay more than they cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Booksum {
    sum: f64,
    winners: f64,
}

impl Booksum {
    /// The sum of 1 / odds over every outcome of a market in which this many of them win: 1 where they exclude each
    /// other, 4 for a place among the first four.
    ///
    /// `None` when no outcome can win or none can lose. Whether the set is complete is for the caller to know.
    pub fn of(prices: &[Price], winners: u8) -> Option<Self> {
        let is_open = winners > 0 && usize::from(winners) < prices.len();
        let sum = overround(prices.iter().copied()) + 1.0;
        is_open.then_some(Self { sum, winners: f64::from(winners) })
    }

    /// The sum itself; as many as there are winners when nobody keeps anything.
    pub fn sum(self) -> f64 {
        self.sum
    }

    /// The sum beyond the number of winners, as a fraction; also called the margin.
    pub fn overround(self) -> f64 {
        self.sum - self.winners
    }

    /// The share of what is staked that is kept when stakes are balanced, as a fraction.
    pub fn hold(self) -> f64 {
        1.0 - self.payout()
    }

    /// The share of what is staked that is paid back when stakes are balanced, as a fraction; also called return.
    pub fn payout(self) -> f64 {
        self.winners / self.sum
    }
}

#[cfg(test)]
mod tests {
    use super::{Booksum, overround};
    use crate::samples::prices;

    #[test]
    fn overrounds_of_known_markets() {
        let check = |odds: &[f64], expected: f64| {
            let got = overround(prices(odds));
            assert!((got - expected).abs() < 5e-7, "{odds:?}: {got}");
        };
        check(&[1.91, 1.91], 0.047_120);
        check(&[2.6, 2.4, 4.3], 0.033_840);
        check(&[1.5, 2.74], 0.031_630);
        check(&[4.20, 3.70, 1.95], 0.021_186);
        check(&[1.05, 11.0], 0.043_290);
        check(&[1.05, 15.0, 51.0], 0.038_655);
        check(&[2.10, 2.05], -0.036_005);
    }

    #[test]
    fn overround_hold_and_payout_are_three_figures() {
        let check = |odds: &[f64], winners: u8, figures: [f64; 3]| {
            let sum = Booksum::of(&prices(odds), winners).expect("a market");
            let got = [sum.overround(), sum.hold(), sum.payout()];
            let is_near = got.iter().zip(figures).all(|(got, figure)| (got - figure).abs() < 5e-7);
            assert!(is_near, "{odds:?}: {got:?}");
        };
        check(&[1.91, 1.91], 1, [0.047_120, 0.045, 0.955]);
        check(&[2.0, 2.0], 1, [0.0, 0.0, 1.0]);
        // The best of two bookmakers pay more than they cost.
        check(&[2.10, 2.05], 1, [-0.036_005, -0.037_349, 1.037_349]);
        // Two of four go through, at 1.90 each: of four units staked 3.80 come back.
        check(&[1.9, 1.9, 1.9, 1.9], 2, [0.105_263, 0.05, 0.95]);
    }

    #[test]
    fn of_one_winner_the_overround_is_the_one_without_winners() {
        let prices = prices(&[2.6, 2.4, 4.3]);
        let sum = Booksum::of(&prices, 1).expect("a market");
        assert!((sum.overround() - overround(prices)).abs() < 1e-15);
        assert!((sum.sum() - 1.033_840).abs() < 5e-7);
    }

    #[test]
    fn what_no_outcome_or_every_outcome_wins_is_no_market() {
        let check = |outcomes: usize, winners: u8, is_market: bool| {
            let odds = vec![2.0; outcomes];
            assert_eq!(
                Booksum::of(&prices(&odds), winners).is_some(),
                is_market,
                "{outcomes} {winners}"
            );
        };
        check(0, 0, false);
        check(0, 1, false);
        check(1, 1, false);
        check(2, 0, false);
        check(2, 1, true);
        check(4, 3, true);
        check(4, 4, false);
    }
}
