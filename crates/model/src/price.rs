//! A price: finite decimal odds in range, or it does not exist.

use std::fmt;

use crate::format::exact;

/// Decimal odds above 1 and at most 1001, kept exactly to a millionth.
///
/// An integer inside, so that prices compare, tie and hash exactly and print without rounding noise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Price(u32);

/// Millionths in one unit: of odds, of stake, and in the whole of a share.
pub const UNIT: u32 = 1_000_000;
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

    /// The price that a JSON number says, rounded to the nearest millionth, halves up; `None` when it is no
    /// price, or the text no such number.
    ///
    /// Read digit by digit: a float on the way would round twice, and reading floats is a tenth of a small page.
    pub fn parse(number: &str) -> Option<Self> {
        short(number).map_or_else(|| Self::parse_any(number), Self::from_millionths)
    }

    fn parse_any(number: &str) -> Option<Self> {
        let (number, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        let exponent: i32 = exponent.parse().ok()?;
        // What no longer fits matters only as far as it is not zero.
        let (mut value, mut dropped, mut is_cut) = (0_u64, 0_i32, false);
        for byte in whole.bytes().chain(part.bytes()) {
            let digit = u64::from(byte.checked_sub(b'0').filter(|digit| *digit <= 9)?);
            let longer = value.checked_mul(10).and_then(|value| value.checked_add(digit));
            if let Some(longer) = longer.filter(|_| dropped == 0) {
                value = longer;
            } else {
                (dropped, is_cut) = (dropped.checked_add(1)?, is_cut || digit > 0);
            }
        }
        let places = i32::try_from(part.len()).ok()?;
        let shift = exponent.checked_sub(places)?.checked_add(dropped)?.checked_add(6)?;
        let ten = 10_u64.checked_pow(shift.unsigned_abs());
        let (millionths, rest, unit) = if shift >= 0 {
            (value.checked_mul(ten?)?, 0, 1)
        } else {
            let ten = ten.unwrap_or(u64::MAX);
            (value / ten, value % ten, ten)
        };
        let is_over = millionths == u64::from(MAX) && (rest > 0 || is_cut);
        let rounded = millionths + u64::from(rest >= unit.div_ceil(2) && rest > 0);
        u32::try_from(rounded).ok().filter(|_| !is_over).and_then(Self::from_millionths)
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

    /// What one unit of stake wins beside itself, odds − 1, in millionths: from 1 to 10^9.
    pub fn gain(self) -> u32 {
        self.0 - UNIT
    }

    /// The implied probability, 1 / odds, margin included.
    pub fn implied(self) -> f64 {
        f64::from(UNIT) / f64::from(self.0)
    }

    /// The odds as the feed gave them, without padding: `1.85`, `2`, `1.909`. Never depends on language.
    pub fn canonical(self) -> String {
        let text = exact(self.0.into());
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

/// The millionths of a number that is as short as prices are, and has no sign or exponent.
fn short(number: &str) -> Option<u32> {
    const PLACES: [u32; 7] = [1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];
    let (mut value, mut places, mut is_past) = (0, 0, false);
    if number.len() > 6 {
        return None;
    }
    for byte in number.bytes() {
        match byte {
            b'0'..=b'9' => {
                value = value * 10 + u32::from(byte - b'0');
                places += usize::from(is_past);
            }
            b'.' if !is_past => is_past = true,
            _ => return None,
        }
    }
    value.checked_mul(*PLACES.get(places)?)
}

/// Decimal odds as people read them: two decimals, three or more only where the price has them.
impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&exact(self.0.into()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
    fn a_price_is_read_as_it_is_written() {
        let check = |number: &str, price: Option<&str>| {
            assert_eq!(Price::parse(number).map(Price::canonical).as_deref(), price, "{number}");
        };
        check("1.85", Some("1.85"));
        check("2", Some("2"));
        check("2.0", Some("2"));
        check("18.5e-1", Some("1.85"));
        check("0.0185E+2", Some("1.85"));
        check("1.0000005", Some("1.000001"));
        check("1.00000049999999999999999999", None);
        check("1.85000000000000000000000001", Some("1.85"));
        check("1001", Some("1001"));
        check("1001.0000000000000000000001", None);
        check("1001.0000001", None);
        check("100100000000000000000000000e-23", Some("1001"));
        check("1e308", None);
        check("1e999999999999", None);
        check("1e-999999999", None);
        check("0", None);
        check("1", None);
        check("-2.5", None);
        check("null", None);
        check("\"1.85\"", None);
        check("", None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_written_price_is_the_one_that_a_float_would_give(millionths in 0_u32..1_002_000_000) {
            let number = format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000);
            let float = Price::from_decimal(number.parse().expect("a float"));
            prop_assert_eq!(Price::parse(&number), float);
            prop_assert_eq!(Price::parse(&format!("{millionths}e-6")), float);
            prop_assert_eq!(Price::parse_any(&number), float);
        }

        #[test]
        fn a_short_number_is_read_as_a_long_one(number in "[0-9.]{0,7}") {
            prop_assert_eq!(Price::parse(&number), Price::parse_any(&number));
        }
    }

    #[test]
    fn a_gain_is_what_is_above_the_stake() {
        let check = |odds: &str, gain: u32| {
            assert_eq!(Price::parse(odds).map(Price::gain), Some(gain), "{odds}");
        };
        check("1.000001", 1);
        check("1.85", 850_000);
        check("1001", 1_000_000_000);
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
