//! Whether one price is two: of two matches that the feed calls by the same name.
//!
//! Two legs of a tie, a double-header, the women's match on the same day: where nothing else tells them apart, one
//! bookmaker seems to change its mind to and fro between two prices that have nothing to do with each other.

use crate::change::{Change, PERCENT};
use crate::history::Record;
use crate::price::Price;

/// Two prices have nothing to do with each other from so many points of implied probability on, in the units of
/// [`Change::points`].
const APART: i32 = 5 * PERCENT;
/// One price is another again when it is so near to it.
const NEAR: i32 = PERCENT / 2;
/// So often a price comes back to where it was before it is taken for two. Ours.
const RETURNS: usize = 2;

/// Whether a bookmaker's price went to and fro between two prices, again and again.
pub fn is_mixed(record: &Record) -> bool {
    let prices: Vec<Price> = record.samples().iter().filter_map(|sample| sample.price).collect();
    let returns = prices.windows(3).filter(|three| match three {
        [before, between, after] => {
            points(*before, *between) >= APART && points(*before, *after) <= NEAR
        }
        _ => false,
    });
    returns.count() >= RETURNS
}

fn points(from: Price, to: Price) -> i32 {
    Change::between(from, to).points.abs()
}

#[cfg(test)]
mod tests {
    use super::is_mixed;
    use crate::history::Record;
    use crate::price::Price;
    use crate::pulse::Sample;
    use crate::pulse::tests::at;

    fn check(prices: &[f64], expected: bool) {
        let mut record = Record::default();
        for (second, odds) in (0..).zip(prices) {
            let sample = Sample { at: at(second), price: Price::from_decimal(*odds) };
            record.hear(sample, at(second));
        }
        assert_eq!(is_mixed(&record), expected, "{prices:?}");
    }

    #[test]
    fn a_price_that_goes_to_and_fro_between_two_is_two() {
        check(&[2.0, 3.5, 2.0, 3.5], true);
        check(&[2.0, 3.5, 2.02, 3.45], true);
        check(&[1.2, 2.0, 3.5, 2.0, 3.5], true);
    }

    #[test]
    fn a_price_that_moves_is_one() {
        check(&[], false);
        check(&[2.0, 3.5, 2.0], false);
        check(&[2.0, 2.1, 2.0, 2.1, 2.0], false);
        check(&[2.0, 2.5, 3.2, 4.5, 6.0], false);
        check(&[30.0, 60.0, 30.0, 60.0, 30.0], false);
    }
}
