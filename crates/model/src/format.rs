//! The ways in which a price is written, each computed from the price itself.

pub mod ladder;

use crate::price::{Price, UNIT};

/// How prices are written. Every format is computed from the feed's decimal odds, never from another format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// What one unit of stake returns: `2.50`. Usual in Europe.
    #[default]
    Decimal,
    /// What is won beside what is staked, on the traditional [`ladder`]: `6/4`. Usual in the United Kingdom.
    Fractional,
    /// What 100 win, `+150`, or what must be staked to win 100, `-400`. Also called moneyline odds.
    American,
    /// What one unit of stake wins: `1.50`.
    HongKong,
    /// What one unit wins up to even money, `0.91`; above it what must be staked to win one, `-0.67`.
    Malay,
    /// What one unit wins from even money on, `1.50`; below it what must be staked to win one, `-4.00`.
    Indonesian,
    /// 1 / odds, `40.0%`. The margin is in it, so that those of a market add up to more than 100 %: it is the
    /// *implied* probability, not how likely the outcome is.
    Probability,
}

/// A price as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The figure, independent of language: the only `.` is the decimal point and the only `-` is a minus sign, so
    /// that a view may put its language's own in their places.
    pub text: String,
    /// Whether the figure is the price's own, rounded in its last digit at most. Not so where the ladder of
    /// fractions has no rung at the price, and the one below is written instead.
    pub is_exact: bool,
}

/// Even money's gain, in millionths of the stake.
const EVEN: u64 = UNIT as u64;

impl Format {
    /// Every format, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Decimal,
        Self::Fractional,
        Self::American,
        Self::HongKong,
        Self::Malay,
        Self::Indonesian,
        Self::Probability,
    ];

    /// The format of this name; `None` when none has it.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == name)
    }

    /// Its name in attributes and addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Decimal => "decimal",
            Self::Fractional => "fractional",
            Self::American => "american",
            Self::HongKong => "hongkong",
            Self::Malay => "malay",
            Self::Indonesian => "indonesian",
            Self::Probability => "probability",
        }
    }

    /// The price in this format. Halves are rounded away from zero.
    ///
    /// Even money is positive wherever there is a sign, `+100` and `1.00`, and so is what rounds to it.
    pub fn show(self, price: Price) -> Shown {
        let gain = u64::from(price.gain());
        let text = match self {
            Self::Decimal => exact(u64::from(price.millionths())),
            Self::Fractional => return fractional(price),
            Self::American => american(gain),
            Self::Malay if gain > EVEN => to_win_one(gain),
            Self::Indonesian if gain < EVEN => to_win_one(gain),
            Self::HongKong | Self::Malay | Self::Indonesian => exact(gain),
            Self::Probability => implied(u64::from(price.millionths()), gain),
        };
        Shown { text, is_exact: true }
    }
}

fn fractional(price: Price) -> Shown {
    let (fraction, is_exact) = ladder::fraction(price);
    let parts = [fraction.numerator, fraction.denominator].map(|part| part.to_string());
    Shown { text: parts.join("/"), is_exact }
}

fn american(gain: u64) -> String {
    if gain >= EVEN {
        return ["+", &divided(gain * 100, EVEN).to_string()].concat();
    }
    match divided(EVEN * 100, gain) {
        100 => "+100".to_owned(),
        stake => ["-", &stake.to_string()].concat(),
    }
}

/// What must be staked to win one unit, as a negative number of at least two decimals and two digits that count: a
/// long shot's does not read zero.
fn to_win_one(gain: u64) -> String {
    let (mut places, mut unit) = (2, 100);
    while EVEN * unit < gain * 10 {
        (places, unit) = (places + 1, unit * 10);
    }
    let stake = divided(EVEN * unit, gain);
    let sign = if stake == unit { "" } else { "-" };
    [sign, &fixed(stake, places)].concat()
}

/// The implied probability in per cent: one decimal, and as many more as it is nearer to 0 % or 100 % than 1 %, so
/// that it reads neither.
fn implied(odds: u64, gain: u64) -> String {
    let from_end = gain.min(EVEN);
    let (mut places, mut unit) = (1, 10);
    while from_end * unit * 10 < odds {
        (places, unit) = (places + 1, unit * 10);
    }
    [&fixed(divided(EVEN * 100 * unit, odds), places), "%"].concat()
}

/// The last decimal place of a number of millionths, the second at least, and what one there is in millionths.
fn last_place(millionths: u64) -> (usize, u64) {
    let (mut places, mut unit) = (2, 10_000);
    while !millionths.is_multiple_of(unit) {
        (places, unit) = (places + 1, unit / 10);
    }
    (places, unit)
}

/// The quotient, rounded to the nearest whole number, halves up.
fn divided(dividend: u64, divisor: u64) -> u64 {
    (dividend * 2 + divisor) / (divisor * 2)
}

/// Millionths as a number with all its decimals, two at least.
pub(crate) fn exact(millionths: u64) -> String {
    let (places, unit) = last_place(millionths);
    fixed(millionths / unit, places)
}

/// The number that has this many decimals and is this many of the last one's units.
pub fn fixed(units: u64, places: usize) -> String {
    let mut text = units.to_string();
    // By hand: a width that is known only when it runs brings another formatter into the page.
    while text.len() <= places {
        text.insert(0, '0');
    }
    text.insert(text.len() - places, '.');
    text
}

#[cfg(test)]
mod tests {
    use super::Format;
    use crate::price::Price;

    /// A price in all formats, in the order of [`Format::ALL`].
    fn check(odds: &str, shown: [&str; 7]) {
        let price = Price::parse(odds).expect("a price");
        let texts = Format::ALL.map(|format| {
            let shown = format.show(price);
            if shown.is_exact { shown.text } else { format!("≈{}", shown.text) }
        });
        assert_eq!(texts, shown, "{odds}");
    }

    #[test]
    fn known_prices_in_every_format() {
        check("1.25", ["1.25", "1/4", "-400", "0.25", "0.25", "-4.00", "80.0%"]);
        check("1.91", ["1.91", "10/11", "-110", "0.91", "0.91", "-1.10", "52.4%"]);
        check("2", ["2.00", "1/1", "+100", "1.00", "1.00", "1.00", "50.0%"]);
        check("2.05", ["2.05", "21/20", "+105", "1.05", "-0.95", "1.05", "48.8%"]);
        check("2.5", ["2.50", "6/4", "+150", "1.50", "-0.67", "1.50", "40.0%"]);
        check("4.33", ["4.33", "10/3", "+333", "3.33", "-0.30", "3.33", "23.1%"]);
        check("1.01", ["1.01", "1/100", "-10000", "0.01", "0.01", "-100.00", "99.01%"]);
        check("101", ["101.00", "100/1", "+10000", "100.00", "-0.010", "100.00", "0.99%"]);
        check("1.909091", ["1.909091", "10/11", "-110", "0.909091", "0.909091", "-1.10", "52.4%"]);
        check("1.48", ["1.48", "≈40/85", "-208", "0.48", "0.48", "-2.08", "67.6%"]);
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        check("1.32", ["1.32", "≈3/10", "-313", "0.32", "0.32", "-3.13", "75.8%"]);
        check("2.125", ["2.125", "≈11/10", "+113", "1.125", "-0.89", "1.125", "47.1%"]);
        check("9", ["9.00", "8/1", "+800", "8.00", "-0.13", "8.00", "11.1%"]);
        check("1.6", ["1.60", "≈4/7", "-167", "0.60", "0.60", "-1.67", "62.5%"]);
    }

    #[test]
    fn what_rounds_to_even_money_is_written_so() {
        check("1.999", ["1.999", "≈20/21", "+100", "0.999", "0.999", "1.00", "50.0%"]);
        check("2.001", ["2.001", "≈1/1", "+100", "1.001", "1.00", "1.001", "50.0%"]);
        check("1.995", ["1.995", "≈20/21", "-101", "0.995", "0.995", "-1.01", "50.1%"]);
        check("2.0051", ["2.0051", "≈1/1", "+101", "1.0051", "-0.99", "1.0051", "49.9%"]);
    }

    #[test]
    fn the_ends_of_the_range_read_neither_none_nor_all() {
        check("1001", ["1001.00", "1000/1", "+100000", "1000.00", "-0.0010", "1000.00", "0.100%"]);
        check("1.001", ["1.001", "1/1000", "-100000", "0.001", "0.001", "-1000.00", "99.900%"]);
        let smallest = [
            "1.000001",
            "1/1000000",
            "-100000000",
            "0.000001",
            "0.000001",
            "-1000000.00",
            "99.999900%",
        ];
        check("1.000001", smallest);
        check(
            "1.000999",
            ["1.000999", "≈1/1002", "-100100", "0.000999", "0.000999", "-1001.00", "99.900%"],
        );
        check("1.0005", ["1.0005", "1/2000", "-200000", "0.0005", "0.0005", "-2000.00", "99.950%"]);
    }

    #[test]
    fn a_format_is_known_by_its_name() {
        let names = Format::ALL.map(Format::as_str);
        let expected =
            ["decimal", "fractional", "american", "hongkong", "malay", "indonesian", "probability"];
        assert_eq!(names, expected);
        assert_eq!(names.map(Format::parse), Format::ALL.map(Some));
        assert_eq!(Format::parse("Decimal"), None);
        assert_eq!(Format::parse(""), None);
        assert_eq!(Format::default(), Format::Decimal);
    }
}
