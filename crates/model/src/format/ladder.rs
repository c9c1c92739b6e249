//! The ladder of traditional fractions in which British bookmakers write their odds.
//!
//! The fractions are not reduced where tradition does not: 6/4 is nobody's 3/2. The rungs are those of several ladders
//! in public use together, among them the one of [oddsidizer](https://github.com/sfisol/oddsidizer), which also takes
//! the rung below for a price between two.

use crate::price::{Price, UNIT};

/// What is won beside what is staked, as it is written: `numerator/denominator`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fraction {
    /// What is won.
    pub numerator: u32,
    /// What is staked for it.
    pub denominator: u32,
}

/// Every rung, lowest first.
#[rustfmt::skip]
const RUNGS: [(u16, u16); 119] = [
    (1, 1000), (1, 500), (1, 250), (1, 200), (1, 100), (1, 80), (1, 66), (1, 50), (1, 40), (1, 33), (1, 25), (1, 20),
    (1, 18), (1, 16), (1, 14), (1, 12), (1, 11), (1, 10), (1, 9), (1, 8), (2, 15), (1, 7), (2, 13), (1, 6), (2, 11),
    (1, 5), (2, 9), (1, 4), (2, 7), (3, 10), (1, 3), (4, 11), (2, 5), (4, 9), (9, 20), (40, 85), (1, 2), (8, 15),
    (4, 7), (8, 13), (4, 6), (8, 11), (3, 4), (4, 5), (5, 6), (9, 10), (10, 11), (20, 21),
    (1, 1), (21, 20), (11, 10), (23, 20), (6, 5), (5, 4), (13, 10), (11, 8), (7, 5), (29, 20), (6, 4), (8, 5), (13, 8),
    (17, 10), (7, 4), (9, 5), (15, 8), (19, 10), (2, 1), (21, 10), (85, 40), (11, 5), (9, 4), (23, 10), (12, 5), (5, 2),
    (13, 5), (11, 4), (14, 5), (3, 1), (31, 10), (16, 5), (10, 3), (17, 5), (7, 2), (18, 5), (15, 4), (19, 5), (4, 1),
    (9, 2), (5, 1), (11, 2), (6, 1), (13, 2), (7, 1), (15, 2), (8, 1), (17, 2), (9, 1), (10, 1), (11, 1), (12, 1),
    (14, 1), (16, 1), (18, 1), (20, 1), (22, 1), (25, 1), (28, 1), (33, 1), (40, 1), (50, 1), (66, 1), (80, 1),
    (100, 1), (125, 1), (150, 1), (200, 1), (250, 1), (500, 1), (1000, 1),
];
/// The fraction that a price is written as, and whether it is the price's own.
///
/// Feeds cut rungs to two decimals or round them, 4/6 to 1.66 or 1.67, so both are the rung itself; so are longer
/// forms such as 1.667. Where two rungs have a form in common it belongs to the one it is exactly, else the one it
/// is when rounded, else the nearer one: 1.90 is 9/10 rather than 10/11. A price between two rungs is written as the
/// one below and is not exact. From where a rung begins to be written prices are written as that rung, so that no
/// better price has the lower fraction; the fraction promises less than a hundredth of the stake too much.
///
/// Below the lowest rung, 1/1000, the fraction is the highest of the form 1/n that promises no more than the price.
/// No price is above the highest rung.
pub fn fraction(price: Price) -> (Fraction, bool) {
    let gain = price.gain();
    if let Some(fraction) = rung(gain) {
        return (fraction, fraction.is_written(gain));
    }
    let denominator = UNIT.div_ceil(gain.max(1));
    (Fraction { numerator: 1, denominator }, denominator * gain == UNIT)
}

/// Whether two prices are one price that was rounded in two ways: both are forms of one rung, as 1.909 and 1.91 are
/// of 10/11, or both are below 10 and less than 0.005 apart.
///
/// Of three prices the outer two may differ although each is the same as the middle one.
pub fn is_same_price(one: Price, other: Price) -> bool {
    let apart = one.millionths().abs_diff(other.millionths());
    let is_near = apart < 5_000 && one.max(other).millionths() < 10 * UNIT;
    let (rung, is_exact) = fraction(one);
    one == other || is_near || (is_exact && fraction(other) == (rung, true))
}

impl Fraction {
    /// Whether a gain is this fraction, cut or rounded to as many decimals as the gain has, two at least.
    fn is_written(self, gain: u32) -> bool {
        let (_, unit) = super::last_place(u64::from(gain));
        let (dividend, divisor) =
            (u64::from(self.numerator) * u64::from(UNIT), u64::from(self.denominator) * unit);
        let gain = u64::from(gain) / unit;
        gain == dividend / divisor || gain == super::divided(dividend, divisor)
    }
}

/// The rung that a gain is written as, which is the highest that begins at or below it; `None` below the lowest.
///
/// A rung begins at its own value, cut to two decimals; to three where two are not above the rung below.
fn rung(gain: u32) -> Option<Fraction> {
    let (mut found, mut below) = (None, 0);
    for (numerator, denominator) in RUNGS {
        let fraction = Fraction { numerator: numerator.into(), denominator: denominator.into() };
        let whole = fraction.numerator * UNIT / fraction.denominator;
        let cut = whole - whole % 10_000;
        let begins_at = if cut > below { cut } else { whole - whole % 1_000 };
        if begins_at > gain {
            break;
        }
        (found, below) = (Some(fraction), whole);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{fraction, is_same_price};
    use crate::price::Price;

    fn price(odds: &str) -> Price {
        Price::parse(odds).expect("a price")
    }

    #[test]
    fn every_form_in_which_feeds_write_a_rung_is_the_rung() {
        let check = |rung: &str, forms: &[&str]| {
            for form in forms {
                let (fraction, is_exact) = fraction(price(form));
                let text = format!("{}/{}", fraction.numerator, fraction.denominator);
                assert_eq!((text.as_str(), is_exact), (rung, true), "{form}");
            }
        };
        check("4/6", &["1.66", "1.67", "1.666", "1.667", "1.6667", "1.666666", "1.666667"]);
        check("10/11", &["1.91", "1.909", "1.9091", "1.909090", "1.909091"]);
        check("11/8", &["2.37", "2.375", "2.38"]);
        check("15/8", &["2.87", "2.875", "2.88"]);
        check("8/13", &["1.61", "1.62", "1.615", "1.615385"]);
        check("9/10", &["1.9"]);
        check("2/15", &["1.13", "1.133", "1.133333"]);
        check("1/8", &["1.12", "1.125"]);
    }

    #[test]
    fn between_rungs_the_one_below_is_told_as_not_exact() {
        let check = |odds: &str, numerator: u32, denominator: u32| {
            let (fraction, is_exact) = fraction(price(odds));
            let parts = (fraction.numerator, fraction.denominator);
            assert_eq!((parts, is_exact), ((numerator, denominator), false), "{odds}");
        };
        check("34.5", 33, 1);
        check("999", 500, 1);
        check("1000.99", 500, 1);
        check("1.905", 9, 10);
        check("1.003", 1, 500);
        // From 1.66 on it is 4/6, or the better of the two prices had the lower fraction.
        check("1.665", 4, 6);
        check("1.6599", 8, 13);
    }

    #[test]
    fn prices_are_the_same_when_only_their_rounding_tells_them_apart() {
        let check = |one: &str, other: &str, is_same: bool| {
            assert_eq!(is_same_price(price(one), price(other)), is_same, "{one} {other}");
            assert_eq!(is_same_price(price(other), price(one)), is_same, "{other} {one}");
        };
        check("1.909", "1.91", true);
        check("1.66", "1.667", true);
        check("1.66", "1.67", true);
        check("2.37", "2.38", true);
        check("1.85", "1.85", true);
        check("2.0049", "2", true);
        check("2.005", "2", false);
        check("1.90", "1.91", false);
        check("1.92", "1.93", false);
        check("9.999", "9.996", true);
        check("10", "9.996", false);
        check("10.001", "10.002", false);
        check("34", "34.5", false);
        check("34.5", "35", false);
        check("26", "26", true);
    }
}
