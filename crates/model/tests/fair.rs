//! Fair probabilities beside a reference that shares no code with them, over random markets, and their laws.

#[path = "fair/markets.rs"]
mod markets;
#[path = "fair/reference.rs"]
mod reference;

use markets::Markets;
use model::fair::{Method, Refusal, fair, ranges};
use model::price::Price;
use proptest::prelude::*;

/// What was compared, so that a test of nothing is noticed.
#[derive(Debug, Default)]
struct Seen {
    markets: u32,
    refused: u32,
    with_favourite: u32,
    with_long_shot: u32,
    by_outcomes: [u32; 9],
}

#[test]
fn a_hundred_thousand_markets_have_the_reference_s_probabilities() {
    let mut seen = Seen::default();
    for prices in Markets::new(1).take(100_000) {
        let odds: Vec<f64> = prices.iter().map(|price| price.decimal()).collect();
        for method in Method::ALL {
            let expected = reference::fair(&odds, method);
            match fair(&prices, method) {
                Ok(fair) => {
                    let apart = fair.iter().zip(&expected).map(|(one, other)| (one - other).abs());
                    let apart = apart.fold(0.0, f64::max);
                    assert!(apart < 1e-9, "{odds:?} {method:?}: {fair:?}, not {expected:?}");
                    check_laws(&prices, &fair);
                }
                Err(refusal) => {
                    let is_out = expected.iter().any(|p| !(1e-12..=1.0 - 1e-12).contains(p));
                    assert!(
                        refusal == Refusal::OutOfRange && is_out,
                        "{odds:?} {method:?}: {expected:?}"
                    );
                    assert_eq!(method, Method::Additive, "{odds:?}: the others always answer");
                    seen.refused += 1;
                }
            }
        }
        seen.markets += 1;
        seen.with_favourite += u32::from(odds.iter().any(|odds| *odds < 1.02));
        seen.with_long_shot += u32::from(odds.iter().any(|odds| *odds > 500.0));
        seen.by_outcomes[odds.len()] += 1;
    }
    assert!(seen.markets == 100_000 && seen.refused > 1_000, "{seen:?}");
    assert!(seen.with_favourite > 1_000 && seen.with_long_shot > 1_000, "{seen:?}");
    assert!(seen.by_outcomes[2..].iter().all(|count| *count > 1_000), "{seen:?}");
}

/// Each is a probability, all of them are one, and the better price is never the likelier outcome.
fn check_laws(prices: &[Price], fair: &[f64]) {
    assert!(fair.iter().all(|p| *p > 0.0 && *p < 1.0), "{prices:?}: {fair:?}");
    assert!((fair.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{prices:?}: {fair:?}");
    for (price, p) in prices.iter().zip(fair) {
        for (other, q) in prices.iter().zip(fair) {
            assert!(price >= other || p >= q, "{prices:?}: {fair:?}");
            assert!(price != other || (p - q).abs() < 1e-15, "{prices:?}: {fair:?}");
        }
    }
}

/// Any prices at all, whether or not a bookmaker would have them.
fn prices() -> impl Strategy<Value = Vec<Price>> {
    let millionths = prop_oneof![
        1_000_001_u32..=1_000_100,
        1_010_000_u32..=1_500_000,
        1_500_000_u32..=10_000_000,
        10_000_000_u32..=1_001_000_000,
    ];
    prop::collection::vec(millionths.prop_filter_map("a price", Price::from_millionths), 0..10)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_prices_the_answer_is_probabilities_or_a_reason(prices in prices()) {
        let sum: f64 = prices.iter().map(|price| price.implied()).sum();
        for method in Method::ALL {
            match fair(&prices, method) {
                Ok(fair) => check_laws(&prices, &fair),
                Err(Refusal::TooFew) => prop_assert!(prices.len() < 2),
                Err(Refusal::NoMargin) => prop_assert!(sum < 1.0 + 1e-9),
                Err(Refusal::OutOfRange) => {
                    // A thousandth to the power of 107 is about the least that floats can tell from nothing.
                    let is_steep = prices.iter().map(|price| price.implied().powi(107)).sum::<f64>() > 1.0;
                    prop_assert!(method == Method::Additive || (method == Method::Power && is_steep));
                }
            }
        }
    }

    #[test]
    fn of_equal_prices_every_method_says_the_same(
        (count, price) in (2_u32..20).prop_flat_map(|count| (Just(count), 1_000_001..1_000_000 * count)),
    ) {
        let price = Price::from_millionths(price).expect("a price");
        let prices = vec![price; usize::try_from(count).expect("few")];
        for method in Method::ALL {
            for p in fair(&prices, method).expect("a market") {
                prop_assert!((p * f64::from(count) - 1.0).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn ranges_hold_every_method_that_answers_and_name_the_others(prices in prices()) {
        let answers = Method::ALL.map(|method| (method, fair(&prices, method)));
        let Ok(ranges) = ranges(&prices) else {
            prop_assert!(answers.iter().all(|(_, answer)| answer.is_err()));
            return Ok(());
        };
        let refused = answers.iter().filter_map(|(method, answer)| Some((*method, answer.clone().err()?)));
        prop_assert_eq!(&ranges.refused, &refused.collect::<Vec<_>>());
        for (outcome, range) in ranges.outcomes.iter().enumerate() {
            let of_outcome = || answers.iter().filter_map(|(_, answer)| answer.as_ref().ok()?.get(outcome).copied());
            prop_assert_eq!(range.low.to_bits(), of_outcome().fold(f64::INFINITY, f64::min).to_bits());
            prop_assert_eq!(range.high.to_bits(), of_outcome().fold(0.0, f64::max).to_bits());
        }
        prop_assert_eq!(ranges.outcomes.len(), prices.len());
    }
}
