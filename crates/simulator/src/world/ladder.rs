//! The prices a bookmaker can show: where a computed price lands.

use crate::data::bookmakers::Ladder;

/// The lowest and the highest price any bookmaker shows.
const FLOOR: f64 = 1.01;
const CEILING: f64 = 501.0;

/// Each rung: below this price, prices are this far apart.
const FINE: &[(f64, f64)] = &[(2.0, 0.001), (10.0, 0.01), (30.0, 0.1), (f64::MAX, 1.0)];
const COMMON: &[(f64, f64)] =
    &[(2.2, 0.01), (3.5, 0.05), (5.0, 0.1), (8.0, 0.25), (15.0, 0.5), (30.0, 1.0), (f64::MAX, 5.0)];
const COARSE: &[(f64, f64)] = &[
    (1.3, 0.01),
    (1.5, 0.02),
    (2.5, 0.05),
    (4.0, 0.1),
    (6.0, 0.25),
    (12.0, 0.5),
    (25.0, 1.0),
    (f64::MAX, 5.0),
];

/// The rung nearest to `price`, a decimal of at most three places.
pub(crate) fn rung(ladder: Ladder, price: f64) -> f64 {
    let price = price.clamp(FLOOR, CEILING);
    let step = step(ladder, price);
    let rung = (price / step).round() * step;
    (rung.max(FLOOR) * 1000.0).round() / 1000.0
}

/// A rung beside `price`: the next one up or down, or the other one where the ladder ends.
pub(crate) fn neighbour(ladder: Ladder, price: f64, is_up: bool) -> f64 {
    let step = step(ladder, price);
    let [wanted, other] = if is_up { [step, -step] } else { [-step, step] };
    let differs = |rung: &f64| (rung - price).abs() > 1e-9;
    Some(rung(ladder, price + wanted)).filter(differs).unwrap_or(rung(ladder, price + other))
}

fn step(ladder: Ladder, price: f64) -> f64 {
    let steps = match ladder {
        Ladder::Fine => FINE,
        Ladder::Common => COMMON,
        Ladder::Coarse => COARSE,
    };
    steps.iter().find(|(below, _)| price < *below).map_or(1.0, |(_, step)| *step)
}

#[cfg(test)]
mod tests {
    use super::{neighbour, rung};
    use crate::data::bookmakers::Ladder;

    fn check(ladder: Ladder, cases: &[(f64, f64)]) {
        for (price, expected) in cases {
            assert!((rung(ladder, *price) - expected).abs() < 1e-12, "{price} on {ladder:?}");
        }
    }

    #[test]
    fn prices_land_on_rungs() {
        check(Ladder::Fine, &[(1.9166, 1.917), (2.0349, 2.03), (12.34, 12.3), (0.2, 1.01)]);
        check(Ladder::Common, &[(1.9166, 1.92), (3.43, 3.45), (5.55, 5.5), (1e9, 500.0)]);
        check(Ladder::Coarse, &[(1.231, 1.23), (1.533, 1.55), (3.43, 3.4), (7.8, 8.0)]);
    }

    #[test]
    fn a_neighbour_is_another_rung() {
        for ladder in [Ladder::Fine, Ladder::Common, Ladder::Coarse] {
            for thousandths in (1_010..40_000).chain(490_000..501_000) {
                let price = rung(ladder, f64::from(thousandths) / 1000.0);
                for is_up in [true, false] {
                    let beside = neighbour(ladder, price, is_up);
                    assert!((beside - price).abs() > 1e-9, "{price} on {ladder:?}");
                    assert!((1.01..=501.0).contains(&beside), "{beside} on {ladder:?}");
                }
            }
        }
    }
}
