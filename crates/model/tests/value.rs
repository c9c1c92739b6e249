//! Laws of what a price is worth.

use model::price::Price;
use model::value::{Value, closing_line};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn value_edge_and_stake_have_one_sign(p in 0.0001_f64..0.9999, price in 1_000_001_u32..=1_001_000_000) {
        let price = Price::from_millionths(price).expect("a price");
        let value = Value::of(p, price).expect("a probability");
        prop_assert!((value.edge * price.decimal() - value.expected).abs() < 1e-9);
        prop_assert_eq!(closing_line(price, p), Some(value.expected));
        match value.kelly {
            Some(kelly) => prop_assert!(kelly > 0.0 && kelly <= p && value.expected > 0.0),
            None => prop_assert!(value.expected < 1e-9),
        }
    }

    #[test]
    fn no_stake_makes_more_of_a_whole_in_the_long_run_than_kellys(
        p in 0.01_f64..0.99,
        more in 0.001_f64..0.9,
        off in 0.0_f64..0.99,
    ) {
        let Some(price) = Price::from_decimal((1.0 + more) / p) else { return Ok(()) };
        let value = Value::of(p, price).expect("a probability");
        let growth = |stake: f64| p * (stake * (price.decimal() - 1.0)).ln_1p() + (1.0 - p) * (-stake).ln_1p();
        let kelly = value.kelly.expect("an edge");
        prop_assert!(growth(kelly) >= growth(off) - 1e-12, "{kelly} {off}");
    }
}
