//! What a price is worth against a probability.
//!
//! The probability is whatever the caller takes for fair: one bookmaker's ([`fair`](crate::fair::fair)) or several
//! bookmakers' together ([`consensus`](crate::consensus)). Every figure is as uncertain as that.
//!
//! The documentation of the provider's value bets prints the fair price of odds o among n outcomes as
//! n·o / (n − (1/B − 1)·o), where B is the sum of 1 / odds. With a margin in B that is below the bookmaker's own price:
//! 1.83 for 1.91 on both sides. With B − 1 in the place of 1/B − 1, n·o / (n − (B − 1)·o), it is the additive method,
//! and 2.00. The provider then raises the fair price by a hundredth or more before it compares. Here nothing is
//! raised: how much is worth telling is for the reader to choose.

use crate::price::Price;

/// A price beside a probability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Value {
    /// p · odds − 1: what a unit of stake gains or loses on average if the probability is right, as a fraction.
    pub expected: f64,
    /// p − 1 / odds: how much likelier the outcome is than the price implies, as a fraction; a hundredth is a point.
    pub edge: f64,
    /// (p · odds − 1) / (odds − 1): the share of a whole that, staked again and again, makes it grow fastest in the
    /// long run if the probability is right (Kelly 1956). `None` where nothing is gained on average: no stake does
    /// so then, and none is a negative one.
    pub kelly: Option<f64>,
}

/// What p · odds may differ from one by rounding alone.
const ROUNDING: f64 = 1e-12;

impl Value {
    /// The value of a price when the outcome has this probability; `None` when that is none, being not between 0 and
    /// 1.
    pub fn of(probability: f64, price: Price) -> Option<Self> {
        let is_one = probability > 0.0 && probability < 1.0;
        let odds = price.decimal();
        let expected = probability * odds - 1.0;
        let kelly = (expected > ROUNDING).then(|| expected / (odds - 1.0));
        is_one.then_some(Self { expected, edge: probability - price.implied(), kelly })
    }

    /// A part of the Kelly stake, for those who trust the probability in part only; `None` where there is no stake,
    /// and when the part is not above 0 and at most 1.
    pub fn kelly_part(self, part: f64) -> Option<f64> {
        let is_part = part > 0.0 && part <= 1.0;
        self.kelly.filter(|_| is_part).map(|kelly| kelly * part)
    }
}

/// How much more a price that was taken pays than the fair price at the close, as a fraction: odds taken / fair odds
/// at the close − 1.
///
/// The close is told as the outcome's fair probability, 1 / fair odds; `None` when that is none.
pub fn closing_line(taken: Price, probability_at_close: f64) -> Option<f64> {
    Value::of(probability_at_close, taken).map(|value| value.expected)
}

#[cfg(test)]
mod tests {
    use super::{Value, closing_line};
    use crate::samples::price;

    fn is_near(one: f64, other: f64) -> bool {
        (one - other).abs() < 1e-12
    }

    #[test]
    fn a_price_above_the_fair_one_has_value() {
        let check = |probability: f64, odds: f64, expected: f64, edge: f64, kelly: Option<f64>| {
            let value = Value::of(probability, price(odds)).expect("a probability");
            let figures = is_near(value.expected, expected) && is_near(value.edge, edge);
            let is_staked = match (value.kelly, kelly) {
                (Some(one), Some(other)) => is_near(one, other),
                (one, other) => one == other,
            };
            assert!(figures && is_staked, "{probability} {odds}: {value:?}");
        };
        check(0.5, 2.10, 0.05, 0.5 - 1.0 / 2.1, Some(0.05 / 1.1));
        check(0.25, 5.0, 0.25, 0.05, Some(0.0625));
        check(0.5, 1.90, -0.05, 0.5 - 1.0 / 1.9, None);
        check(0.5, 2.0, 0.0, 0.0, None);
        check(1.0 / 3.0, 3.0, 0.0, 0.0, None);
        // What floats make of a fifth is above it, by less than could be meant.
        check(0.4 + 0.4 - 0.6, 5.0, 0.0, 0.0, None);
        // A price of a market with margin has no value against that market's own fair probability.
        check(0.372_026, 2.6, 0.372_026 * 2.6 - 1.0, 0.372_026 - 1.0 / 2.6, None);
    }

    #[test]
    fn what_is_no_probability_has_no_value() {
        for probability in [0.0, 1.0, -0.1, 1.1, f64::NAN, f64::INFINITY] {
            assert_eq!(Value::of(probability, price(2.0)), None, "{probability}");
            assert_eq!(closing_line(price(2.0), probability), None, "{probability}");
        }
    }

    #[test]
    fn a_part_of_a_stake_is_a_part_of_it_or_none() {
        let with = Value::of(0.25, price(5.0)).expect("a probability");
        let without = Value::of(0.1, price(5.0)).expect("a probability");
        assert_eq!(with.kelly_part(0.25), Some(0.015_625));
        assert_eq!(with.kelly_part(1.0), with.kelly);
        assert_eq!(without.kelly_part(0.25), None);
        for part in [0.0, -0.25, 1.5, f64::NAN] {
            assert_eq!(with.kelly_part(part), None, "{part}");
        }
    }

    #[test]
    fn a_price_that_was_above_the_fair_close_beat_it() {
        let check = |taken: f64, fair_close: f64, expected: f64| {
            let got = closing_line(price(taken), 1.0 / fair_close).expect("a close");
            assert!(is_near(got, expected), "{taken} {fair_close}: {got}");
        };
        check(2.10, 2.0, 0.05);
        check(1.90, 2.0, -0.05);
        check(2.0, 2.0, 0.0);
    }
}
