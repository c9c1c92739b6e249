//! A record as a step line: prices stand until they move, so nothing between two of them is made up.

use crate::history::Record;
use crate::price::Price;
use crate::time::Instant;

/// What one is in the coordinates of a [`Point`].
pub const UNIT: u16 = 1000;

/// Where the line steps to, in thousandths of the width and of the height.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// From 0, the start of the window, to [`UNIT`], its end.
    pub x: u16,
    /// From 0, the lowest price shown, to [`UNIT`], the highest; half of it when there is only one. Equal distances
    /// are equal distances of ln(odds − 1), the log-odds of the implied probability, so that a long shot's move and
    /// a favourite's look alike.
    pub y: u16,
}

/// A stretch without a gap. A path of it goes to the first point, then along and up or down to each of the others,
/// and along to the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// At least one, from left to right.
    pub points: Vec<Point>,
    /// How far the last price reaches, from 0 to [`UNIT`].
    pub end: u16,
}

/// The record between two instants, broken where the price was suspended, withdrawn or unknown. All stretches
/// together have at most [`SAMPLES_MAX`](crate::history::SAMPLES_MAX) points.
///
/// Empty when there was no price, or the window has no length.
pub fn stretches(record: &Record, start: Instant, end: Instant) -> Vec<Stretch> {
    let samples = record.samples();
    let first = samples.partition_point(|sample| sample.at <= start).saturating_sub(1);
    let last = samples.partition_point(|sample| sample.at <= end);
    let shown = samples.get(first..last).unwrap_or_default();
    if start >= end {
        return Vec::new();
    }
    let scale = Scale::of(shown.iter().filter_map(|sample| sample.price));
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut is_open = false;
    for sample in shown {
        let x = along(start, end, sample.at);
        match sample.price.map(|price| Point { x, y: scale.height(price) }) {
            Some(point) if is_open => {
                stretches.last_mut().into_iter().for_each(|stretch| stretch.points.push(point));
            }
            Some(point) => stretches.push(Stretch { points: vec![point], end: UNIT }),
            None => stretches
                .last_mut()
                .into_iter()
                .for_each(|stretch| stretch.end = x.min(stretch.end)),
        }
        is_open = sample.price.is_some();
    }
    stretches
}

/// How far an instant is from start to end.
fn along(start: Instant, end: Instant, at: Instant) -> u16 {
    // A window of centuries is measured in coarser units, so that the product fits.
    let (mut past, mut all) = (start.age_ms(at), start.age_ms(end).max(1));
    while all > i64::MAX / i64::from(UNIT) {
        (past, all) = (past / 2, all / 2);
    }
    u16::try_from(past.min(all) * i64::from(UNIT) / all).unwrap_or(UNIT)
}

/// The heights of the lowest and the highest price.
#[derive(Clone, Copy)]
struct Scale {
    low: u32,
    high: u32,
}

impl Scale {
    fn of(prices: impl Iterator<Item = Price>) -> Self {
        let none = Self { low: u32::MAX, high: 0 };
        prices.map(level).fold(none, |scale, level| Self {
            low: scale.low.min(level),
            high: scale.high.max(level),
        })
    }

    fn height(self, price: Price) -> u16 {
        let range = self.high.saturating_sub(self.low);
        let height = level(price).saturating_sub(self.low) * u32::from(UNIT);
        let height = (height + range / 2).checked_div(range);
        height.map_or(UNIT / 2, |height| u16::try_from(height).unwrap_or(UNIT))
    }
}

/// Fractional bits of a level. The levels of all prices span thirty, and a thousand times that fits.
const BITS: u32 = 16;

/// The binary logarithm of odds − 1, in 65,536ths, from the smallest price on.
///
/// Bit by bit, by squaring: the library's logarithm is a table and a polynomial, and a line needs no more than this.
fn level(price: Price) -> u32 {
    let net = price.gain();
    let whole = net.ilog2();
    // Between one and two, with 31 bits after the point.
    let mut rest = u64::from(net) << (31 - whole);
    (0..BITS).fold(whole, |log, _| {
        rest = (rest * rest) >> 31;
        let bit = rest >> 32;
        rest >>= bit;
        log << 1 | u32::from(bit > 0)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{level, stretches};
    use crate::history::Record;
    use crate::price::Price;
    use crate::pulse::Sample;
    use crate::pulse::tests::at;

    /// The line of these samples, seconds and odds, each stretch as its points and its end.
    fn check(samples: &[(i64, f64)], (start, end): (i64, i64), paths: &[&str]) {
        let mut record = Record::default();
        for (second, odds) in samples {
            let sample = Sample { at: at(*second), price: Price::from_decimal(*odds) };
            record.hear(sample, at(*second));
        }
        let line = stretches(&record, at(start), at(end));
        let told: Vec<String> = line
            .iter()
            .map(|stretch| {
                let points: Vec<_> =
                    stretch.points.iter().map(|point| format!("{} {}", point.x, point.y)).collect();
                format!("{} to {}", points.join(", "), stretch.end)
            })
            .collect();
        assert_eq!(told, paths, "{samples:?}");
    }

    #[test]
    fn a_line_steps_and_never_slopes() {
        check(&[(0, 2.0), (50, 3.0), (75, 2.0)], (0, 100), &["0 0, 500 1000, 750 0 to 1000"]);
        check(&[(50, 2.0)], (0, 100), &["500 500 to 1000"]);
        check(&[], (0, 100), &[]);
        check(&[(0, 2.0)], (100, 100), &[]);
        check(&[(0, 2.0)], (100, 50), &[]);
        check(&[(200, 2.0)], (0, 100), &[]);
    }

    #[test]
    fn a_window_begins_with_the_price_that_stood_then() {
        check(&[(0, 5.0), (10, 2.0), (150, 3.0)], (100, 200), &["0 0, 500 1000 to 1000"]);
        check(&[(0, 5.0), (10, 0.0), (150, 5.0)], (100, 200), &["500 500 to 1000"]);
        check(&[(0, 2.0), (50, 3.0), (150, 9.0)], (0, 100), &["0 0, 500 1000 to 1000"]);
    }

    #[test]
    fn a_suspension_breaks_the_line() {
        check(
            &[(0, 2.0), (20, 0.0), (40, 3.0), (41, 3.0), (60, 2.0), (80, 0.0)],
            (0, 100),
            &["0 0 to 200", "400 1000, 600 0 to 800"],
        );
        // What came back is not drawn until it is confirmed.
        check(&[(0, 2.0), (20, 0.0), (40, 51.0)], (0, 100), &["0 500 to 200"]);
    }

    #[test]
    fn heights_are_log_odds() {
        // Odds of 1.5, 2 and 3 are 2:1 on, evens and 2:1 against.
        check(&[(0, 1.5), (50, 2.0), (75, 3.0)], (0, 100), &["0 0, 500 500, 750 1000 to 1000"]);
        check(&[(0, 2.0), (50, 2.5), (75, 3.0)], (0, 100), &["0 0, 500 585, 750 1000 to 1000"]);
        check(&[(0, 1.01), (50, 1.1), (75, 2.0)], (0, 100), &["0 0, 500 500, 750 1000 to 1000"]);
        check(&[(0, 1.000_001), (50, 1001.0)], (0, 100), &["0 0, 500 1000 to 1000"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn levels_are_binary_logarithms(net in 1_u32..=1_000_000_000) {
            let price = Price::from_millionths(1_000_000 + net).expect("a price");
            let exact = f64::from(net).log2() * 65_536.0;
            prop_assert!((f64::from(level(price)) - exact).abs() < 1.5, "{}: {exact}", level(price));
        }
    }
}
