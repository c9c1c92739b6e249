//! Laws of the formats: figures are right, their order is the prices' order, and fractions find their rungs again.

use model::format::Format;
use model::format::ladder::{Fraction, fraction, is_same_price};
use model::price::Price;
use proptest::prelude::*;

/// The ladder as it is written, apart from the table that is tested.
const LADDER: &str = "
    1/1000 1/500 1/250 1/200 1/100 1/80 1/66 1/50 1/40 1/33 1/25 1/20 1/18 1/16 1/14 1/12 1/11 1/10 1/9 1/8 2/15 1/7
    2/13 1/6 2/11 1/5 2/9 1/4 2/7 3/10 1/3 4/11 2/5 4/9 9/20 40/85 1/2 8/15 4/7 8/13 4/6 8/11 3/4 4/5 5/6 9/10 10/11
    20/21 1/1 21/20 11/10 23/20 6/5 5/4 13/10 11/8 7/5 29/20 6/4 8/5 13/8 17/10 7/4 9/5 15/8 19/10 2/1 21/10 85/40
    11/5 9/4 23/10 12/5 5/2 13/5 11/4 14/5 3/1 31/10 16/5 10/3 17/5 7/2 18/5 15/4 19/5 4/1 9/2 5/1 11/2 6/1 13/2 7/1
    15/2 8/1 17/2 9/1 10/1 11/1 12/1 14/1 16/1 18/1 20/1 22/1 25/1 28/1 33/1 40/1 50/1 66/1 80/1 100/1 125/1 150/1
    200/1 250/1 500/1 1000/1";

/// A rung as it is written, and as numbers.
struct Rung {
    text: &'static str,
    won: u64,
    staked: u64,
}

impl Rung {
    /// Its gain in this many parts of the stake, cut, or rounded with halves up.
    fn gain(&self, parts: u64, is_rounded: bool) -> u64 {
        (2 * self.won * parts + if is_rounded { self.staked } else { 0 }) / (2 * self.staked)
    }

    /// Its price, cut or rounded to hundredths or to millionths.
    fn price(&self, parts: u64, is_rounded: bool) -> Option<Price> {
        price(
            (1 + self.gain(parts, is_rounded).checked_div(parts)?) * 1_000_000
                + self.gain(parts, is_rounded) % parts * (1_000_000 / parts),
        )
    }
}

fn price(millionths: u64) -> Option<Price> {
    Price::from_millionths(u32::try_from(millionths).ok()?)
}

fn ladder() -> Vec<Rung> {
    let rung = |text: &'static str| {
        let (won, staked) = text.split_once('/')?;
        Some(Rung { text, won: won.parse().ok()?, staked: staked.parse().ok()? })
    };
    LADDER.split_whitespace().filter_map(rung).collect()
}

/// The fraction of a price, with a sign before it when it is not exact.
fn written(price: Price) -> String {
    let shown = Format::Fractional.show(price);
    if shown.is_exact { shown.text } else { format!("≈{}", shown.text) }
}

#[test]
fn every_rung_is_written_in_its_turn_as_prices_rise_and_nothing_else_is() {
    let mut met: Vec<Fraction> = Vec::new();
    for thousandths in 1_001..=1_001_000 {
        let (fraction, _) = fraction(price(thousandths * 1_000).expect("a price"));
        if met.last() != Some(&fraction) {
            met.push(fraction);
        }
    }
    let met: Vec<_> =
        met.iter().map(|met| format!("{}/{}", met.numerator, met.denominator)).collect();
    assert_eq!(met, LADDER.split_whitespace().collect::<Vec<_>>());
    assert_eq!(met.len(), 119);
}

#[test]
fn every_rung_is_found_again_at_full_precision() {
    for rung in ladder() {
        for is_rounded in [false, true] {
            let price = rung.price(1_000_000, is_rounded).expect("a price");
            assert_eq!(written(price), rung.text);
        }
    }
}

#[test]
fn every_rung_is_found_again_from_two_decimals_but_where_two_have_them_in_common() {
    let mut clashes = Vec::new();
    for rung in ladder() {
        for is_rounded in [false, true] {
            // The lowest rungs have nothing left of two decimals.
            let Some(price) = rung.price(100, is_rounded) else { continue };
            let found = written(price);
            if found != rung.text
                && !clashes.contains(&(rung.text, price.to_string(), found.clone()))
            {
                clashes.push((rung.text, price.to_string(), found));
            }
        }
    }
    let clashes: Vec<_> =
        clashes.iter().map(|(rung, price, found)| format!("{rung} {price} {found}")).collect();
    let expected = [
        "1/200 1.01 1/100",
        "1/80 1.01 1/100",
        "1/66 1.01 1/100",
        "1/66 1.02 1/50",
        "1/40 1.02 1/50",
        "1/40 1.03 1/33",
        "1/18 1.05 1/20",
        "1/18 1.06 1/16",
        "1/8 1.13 2/15",
        "10/11 1.90 9/10",
    ];
    assert_eq!(clashes, expected);
}

/// What a price of two decimals is written as, by the order of preference: what it is exactly, rounded, cut; of two
/// that it is in the same way the nearer; else the one below, not exact.
fn written_by_definition(ladder: &[Rung], gain_hundredths: u64) -> String {
    let far = |rung: &Rung| {
        (rung.won * 100).abs_diff(gain_hundredths * rung.staked) * 1_000_000 / rung.staked
    };
    let way = |rung: &&Rung| {
        let ways = [
            rung.won * 100 == gain_hundredths * rung.staked,
            rung.gain(100, true) == gain_hundredths,
            rung.gain(100, false) == gain_hundredths,
        ];
        ways.into_iter().position(|is_so| is_so)
    };
    let found = ladder.iter().filter(|rung| way(rung).is_some());
    if let Some(rung) = found.min_by_key(|rung| (way(rung), far(rung))) {
        return rung.text.to_owned();
    }
    let below = ladder.iter().rfind(|rung| rung.won * 100 < gain_hundredths * rung.staked);
    format!("≈{}", below.map_or("none", |rung| rung.text))
}

#[test]
fn prices_of_two_decimals_are_written_by_the_order_of_preference() {
    let ladder = ladder();
    // Every price up to 60, and then every seventh.
    for gain in (1..6_000).chain((6_000..=100_000).step_by(7)) {
        let price = price(1_000_000 + gain * 10_000).expect("a price");
        assert_eq!(written(price), written_by_definition(&ladder, gain), "{price}");
    }
}

/// Where a figure stands in its format's own order, worst first; a text that is no figure stands nowhere.
fn order(format: Format, text: &str) -> (bool, f64) {
    let number = |text: &str| text.parse::<f64>().unwrap_or(f64::NAN);
    match format {
        Format::Decimal | Format::American | Format::HongKong | Format::Indonesian => {
            (false, number(text))
        }
        // Below even money Malay odds are positive, above it negative; both rise towards the better price.
        Format::Malay => (text.starts_with('-'), number(text)),
        Format::Probability => (false, -number(text.trim_end_matches('%'))),
        Format::Fractional => {
            let (won, staked) = text.split_once('/').unwrap_or_default();
            (false, number(won) / number(staked))
        }
    }
}

/// The figure as floats compute it, from the decimal odds.
fn figure(format: Format, odds: f64) -> f64 {
    let gain = odds - 1.0;
    match format {
        Format::Decimal => odds,
        Format::American if odds >= 2.0 => 100.0 * gain,
        Format::American => -100.0 / gain,
        Format::Malay if odds > 2.0 => -1.0 / gain,
        Format::Indonesian if odds < 2.0 => -1.0 / gain,
        Format::HongKong | Format::Fractional | Format::Malay | Format::Indonesian => gain,
        Format::Probability => 100.0 / odds,
    }
}

/// Prices as they come: of two or three decimals mostly, short ones mostly, and any at all.
fn prices() -> impl Strategy<Value = Price> {
    let millionths = prop_oneof![
        4 => (101_u32..=1_500).prop_map(|hundredths| hundredths * 10_000),
        1 => (101_u32..=100_100).prop_map(|hundredths| hundredths * 10_000),
        2 => (1_001_u32..=15_000).prop_map(|thousandths| thousandths * 1_000),
        2 => 1_000_001_u32..=1_100_000,
        2 => 1_900_000_u32..=2_100_000,
        2 => 1_000_001_u32..=1_001_000_000,
    ];
    millionths.prop_filter_map("a price", Price::from_millionths)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_better_price_never_has_the_worse_figure(one in prices(), other in prices()) {
        for format in Format::ALL {
            let place = |price: Price| order(format, &format.show(price).text);
            let (low, high) = (place(one.min(other)), place(one.max(other)));
            prop_assert!(low <= high, "{format:?}: {one} {other}");
        }
    }

    #[test]
    fn nor_has_one_that_is_better_by_a_little(price in prices(), more in 1_u32..20_000) {
        let Some(better) = Price::from_millionths(price.millionths() + more) else { return Ok(()) };
        for format in Format::ALL {
            let place = |price: Price| order(format, &format.show(price).text);
            prop_assert!(place(price) <= place(better), "{format:?}: {price} {better}");
        }
    }

    #[test]
    fn a_figure_is_the_prices_rounded_in_its_last_digit(price in prices()) {
        for format in Format::ALL.into_iter().filter(|format| *format != Format::Fractional) {
            let shown = format.show(price);
            let text = shown.text.trim_end_matches('%');
            let read: f64 = text.parse().expect("a number");
            let figure = figure(format, price.decimal());
            // Even money is positive on both sides of it.
            let is_even = ["+100", "1.00"].contains(&text);
            let read = if is_even && format != Format::Probability { read.abs().copysign(figure) } else { read };
            let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            let half = 0.5 * 0.1_f64.powi(i32::try_from(decimals).expect("few"));
            prop_assert!((read - figure).abs() <= half * 1.000_001 + 1e-9, "{format:?}: {price} {text}");
            prop_assert!(shown.is_exact);
        }
    }

    #[test]
    fn no_figure_is_nothing_everything_or_an_american_one_within_a_hundred(price in prices()) {
        for format in Format::ALL {
            let text = format.show(price).text;
            prop_assert!(text.contains(|sign| ('1'..='9').contains(&sign)), "{text}");
            prop_assert!(!["-100", "-1.00"].contains(&text.as_str()), "even money is positive");
        }
        let read = |format: Format| order(format, &format.show(price).text).1;
        prop_assert!(read(Format::American).abs() >= 100.0);
        prop_assert!(read(Format::Malay).abs() <= 1.0);
        prop_assert!(read(Format::Indonesian).abs() >= 1.0);
        prop_assert!(read(Format::Probability) > -100.0);
    }

    #[test]
    fn decimal_odds_are_written_as_prices_print(price in prices()) {
        prop_assert_eq!(Format::Decimal.show(price).text, price.to_string());
    }

    #[test]
    fn what_one_unit_wins_has_the_decimals_of_the_price(price in prices()) {
        let decimals = |text: &str| text.split_once('.').map(|(_, decimals)| decimals.to_owned());
        prop_assert_eq!(decimals(&Format::HongKong.show(price).text), decimals(&price.to_string()));
    }

    #[test]
    fn a_fraction_promises_less_than_a_hundredth_too_much(price in prices()) {
        let (fraction, is_exact) = fraction(price);
        let promised = f64::from(fraction.numerator) / f64::from(fraction.denominator);
        let gain = price.decimal() - 1.0;
        prop_assert!(promised < gain + 0.01);
        if is_exact {
            prop_assert!((promised - gain).abs() < 0.01, "{price}");
        }
        // Below the lowest rung not even that.
        prop_assert!(gain >= 0.001 || promised <= gain + 1e-12);
    }

    #[test]
    fn a_price_is_the_same_as_itself_and_what_is_the_same_is_near(one in prices(), apart in 0_u32..12_000) {
        prop_assert!(is_same_price(one, one));
        let Some(other) = Price::from_millionths(one.millionths() + apart) else { return Ok(()) };
        prop_assert_eq!(is_same_price(one, other), is_same_price(other, one));
        if apart < 5_000 && other.decimal() < 10.0 {
            prop_assert!(is_same_price(one, other));
        }
        if apart > 10_000 {
            prop_assert!(!is_same_price(one, other), "{one} {other}");
        }
    }
}
