//! How far a price went: in points of implied probability, and in relation to where it was.

use crate::price::Price;

/// What one percent is in the units of [`Change`].
pub const PERCENT: i32 = 10_000;

/// The distance from one price to another, measured twice.
///
/// A difference of prices means nothing by itself: 2.00 to 1.80 and 6.00 to 5.80 are both a fall of 0.20, but 5.6
/// and 0.6 points of implied probability, which is the bookmakers' own measure of a move. Whole numbers, so that
/// a threshold is met or not met on every machine alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// 1 / to − 1 / from, in millionths: 10,000 are one percentage point. Above zero when the price fell, because
    /// the outcome is thought more likely then. The bookmaker's margin is in it. Between −1,000,000 and 1,000,000.
    pub points: i32,
    /// (to − from) / from, in millionths: 10,000 are one percent. Above zero when the price rose. Between −999,000
    /// and 999,998,999.
    pub relative: i32,
}

impl Change {
    /// The change from one price to another, each measure cut off towards zero.
    pub fn between(from: Price, to: Price) -> Self {
        let (before, after) = (i64::from(from.millionths()), i64::from(to.millionths()));
        // Billionths are cut to millionths after the subtraction, so that a difference that is a whole number of
        // millionths is found exactly: both fractions that are cut before are the same then.
        let points = (BILLIONTHS / after - BILLIONTHS / before) / 1000;
        let relative = (after - before) * 1_000_000 / before;
        Self { points: narrow(points), relative: narrow(relative) }
    }
}

/// What 1 / 1 is in billionths, for a divisor in millionths.
const BILLIONTHS: i64 = 1_000_000_000_000_000;

/// The ranges of both measures fit.
fn narrow(value: i64) -> i32 {
    i32::try_from(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Change;
    use crate::price::Price;

    fn change(from: f64, to: f64) -> (i32, i32) {
        let price = |odds| Price::from_decimal(odds).expect("a price");
        let change = Change::between(price(from), price(to));
        (change.points, change.relative)
    }

    #[test]
    fn the_same_difference_of_prices_is_not_the_same_move() {
        assert_eq!(change(2.0, 1.8), (55_555, -100_000), "5.6 points, 10 percent");
        assert_eq!(change(6.0, 5.8), (5_747, -33_333), "0.6 points, 3.3 percent");
        assert_eq!(change(1.8, 2.0), (-55_555, 111_111), "up is down in probability");
        assert_eq!(change(2.0, 2.0), (0, 0));
    }

    #[test]
    fn the_ends_of_the_range_fit() {
        assert_eq!(change(1.000_001, 1001.0), (-999_000, 999_998_999));
        assert_eq!(change(1001.0, 1.000_001), (999_000, -999_000));
    }
}
