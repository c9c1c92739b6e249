//! The overround: what the prices of a complete market add up to above one.

use crate::price::Price;

/// Sum of 1 / odds over a complete set of outcomes, minus one, as a fraction.
///
/// Below zero the best prices of the set, taken together, pay more than they cost.
pub fn overround(prices: impl IntoIterator<Item = Price>) -> f64 {
    prices.into_iter().map(Price::implied).sum::<f64>() - 1.0
}

#[cfg(test)]
mod tests {
    use super::overround;
    use crate::price::Price;

    #[test]
    fn overrounds_of_known_markets() {
        let check = |odds: &[f64], expected: f64| {
            let prices = odds.iter().filter_map(|odds| Price::from_decimal(*odds));
            let got = overround(prices);
            assert!((got - expected).abs() < 5e-7, "{odds:?}: {got}");
        };
        check(&[1.91, 1.91], 0.047_120);
        check(&[2.6, 2.4, 4.3], 0.033_840);
        check(&[1.05, 15.0, 51.0], 0.038_655);
        check(&[2.10, 2.05], -0.036_005);
    }
}
