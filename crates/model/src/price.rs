//! A price: finite decimal odds in range, or it does not exist.

use std::fmt;

/// Decimal odds above 1 and at most 1001, kept exactly to a millionth.
///
/// An integer inside, so that prices compare, tie and hash exactly and print without rounding noise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Price(u32);

/// Millionths in one unit of odds.
const UNIT: u32 = 1_000_000;
/// The highest odds that are taken for a price rather than for a mistake.
const MAX: u32 = 1001 * UNIT;

impl Price {
    /// The price of these decimal odds; `None` when they are no price: not finite, 1 or less, over 1001.
    pub fn from_decimal(odds: f64) -> Option<Self> {
        if !odds.is_finite() || odds <= 1.0 || odds > 1001.0 {
            return None;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the range was checked: the product lies between 10^6 and 1.001 * 10^9"
        )]
        let millionths = (odds * f64::from(UNIT)).round() as u32;
        Self::from_millionths(millionths)
    }

    /// The price of this many millionths; `None` outside the range of a price.
    pub fn from_millionths(millionths: u32) -> Option<Self> {
        (millionths > UNIT && millionths <= MAX).then_some(Self(millionths))
    }

    /// Decimal odds, for arithmetic.
    pub fn decimal(self) -> f64 {
        f64::from(self.0) / f64::from(UNIT)
    }

    /// Decimal odds in millionths.
    pub fn millionths(self) -> u32 {
        self.0
    }

    /// The implied probability, 1 / odds, margin included.
    pub fn implied(self) -> f64 {
        f64::from(UNIT) / f64::from(self.0)
    }

    /// The odds as the feed gave them, without padding: `1.85`, `2`, `1.909`. Never depends on language.
    pub fn canonical(self) -> String {
        let (whole, rest) = (self.0 / UNIT, self.0 % UNIT);
        if rest == 0 {
            return whole.to_string();
        }
        let text = format!("{whole}.{rest:06}");
        text.trim_end_matches('0').to_owned()
    }
}

/// Decimal odds as people read them: two decimals, three or more only where the price has them.
impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / UNIT, self.0 % UNIT);
        if rest % 10_000 == 0 {
            write!(f, "{whole}.{:02}", rest / 10_000)
        } else if rest % 1_000 == 0 {
            write!(f, "{whole}.{:03}", rest / 1_000)
        } else {
            f.write_str(&self.canonical())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Price;

    #[test]
    fn only_odds_above_one_and_up_to_1001_are_prices() {
        let check = |odds: f64, price: Option<&str>| {
            let got = Price::from_decimal(odds).map(Price::canonical);
            assert_eq!(got.as_deref(), price, "{odds}");
        };
        check(1.85, Some("1.85"));
        check(2.0, Some("2"));
        check(1.909, Some("1.909"));
        check(1.000_001, Some("1.000001"));
        check(1001.0, Some("1001"));
        check(1.0, None);
        check(1.000_000_01, None);
        check(1001.5, None);
        check(0.0, None);
        check(-0.0, None);
        check(-2.0, None);
        check(1e308, None);
        check(f64::NAN, None);
        check(f64::INFINITY, None);
    }

    #[test]
    fn prices_print_with_two_decimals_unless_they_have_more() {
        let check = |odds: f64, text: &str| {
            let price = Price::from_decimal(odds).expect("a price");
            assert_eq!(price.to_string(), text);
        };
        check(2.1, "2.10");
        check(17.0, "17.00");
        check(1.909, "1.909");
        check(1.909_1, "1.9091");
    }
}
