//! Every word the reader sees or hears: in English, which is part of the program, or in a language that the page brings.

pub mod catalog;
pub(crate) mod desk;
pub(crate) mod english;
pub(crate) mod link;
pub(crate) mod names;
pub(crate) mod time;

use model::change::Change;
use model::format::{Format, Shown, fixed};
use model::order::Sort;
use model::price::Price;

use crate::state::status::Cause;

pub(crate) use catalog::{DIRECTION, TAG, Word, figure};
pub(crate) use english::*;

pub(crate) const PRODUCT: &str = "oddsboard";
pub(crate) const NOTHING: &str = "–";
pub(crate) const SEARCH_KEY: &str = "/";
pub(crate) const COMMANDS_KEY: &str = "Control+K Meta+K";
pub(crate) const KEYS_KEY: &str = "?";

/// What a format is called.
pub(crate) fn format(format: Format) -> Word {
    match format {
        Format::Decimal => DECIMAL_ODDS,
        Format::Fractional => FRACTIONAL,
        Format::American => AMERICAN,
        Format::HongKong => HONG_KONG,
        Format::Malay => MALAY,
        Format::Indonesian => INDONESIAN,
        Format::Probability => PROBABILITY,
    }
}

/// Why the link is not live, as a sentence.
pub(crate) fn cause(cause: Cause) -> &'static str {
    link::matter(Some(cause))
}

/// `15 matches in 4 competitions`.
pub(crate) fn counted_board(rows: usize, groups: usize) -> String {
    let text = MATCHES_IN.counted(groups);
    catalog::fill(&text, &[("matches", &MATCHES.counted(rows))])
}

/// `6 of 7`.
pub(crate) fn of(part: usize, whole: usize) -> String {
    parts(OF, part, whole)
}

/// `Best of 7 bookmakers`, or `Best of 6 of 7 bookmakers` where not everybody's prices count.
pub(crate) fn best_of(counting: usize, books: usize) -> String {
    if counting == books {
        return BEST_OF.counted(books);
    }
    let text = BEST_OF_SOME.counted(books);
    catalog::fill(&text, &[("counting", &number(counting as u64))])
}

/// How many bookmakers offer every outcome of a match.
pub(crate) fn complete_books(complete: usize, all: usize) -> String {
    parts(COMPLETE_BOOKS, complete, all)
}

fn parts(text: Word, part: usize, whole: usize) -> String {
    text.with(&[("part", &number(part as u64)), ("whole", &number(whole as u64))])
}

/// A whole number.
pub(crate) fn number(number: u64) -> String {
    figure(&number.to_string())
}

/// What a cell says to those who do not see where its bookmakers stand.
pub(crate) fn best_at(books: &[std::sync::Arc<str>]) -> String {
    match books {
        [] | [_] => String::new(),
        [first, others @ ..] => {
            let mut named = String::from(&**first);
            for other in others {
                named.push_str(LIST.text());
                named.push_str(other);
            }
            BEST_AT.with(&[("books", &named)])
        }
    }
}

/// What the button at the end of a row does.
pub(crate) fn compare_at(match_name: &str) -> String {
    COMPARE_AT.with(&[("match", match_name)])
}

/// The name of an open match's comparison.
pub(crate) fn all_bookmakers(match_name: &str) -> String {
    ALL_BOOKMAKERS.with(&[("match", match_name)])
}

/// In which zone times are told: `Times in UTC+1.`
pub(crate) fn times_in(zone: &str) -> String {
    TIMES_IN.with(&[("zone", zone)])
}

/// A price in the reader's format; one that the format cannot say exactly is marked.
pub(crate) fn price(price: Price, format: Format) -> String {
    let Shown { text, is_exact } = format.show(price);
    let text = figure(&text);
    if is_exact { text } else { ["≈", &text].concat() }
}

/// What must be known of a format besides.
pub(crate) fn caution(format: Format) -> Option<Word> {
    (format == Format::Probability).then_some(IMPLIED)
}

/// The decimal odds, where the reader's format is another one.
pub(crate) fn in_decimal(price: Price, format: Format) -> Option<String> {
    let decimal = || figure(&Format::Decimal.show(price).text);
    (format != Format::Decimal).then(|| IN_DECIMAL.with(&[("price", &decimal())]))
}

/// How a price moved, in the reader's terms: decimal odds by their difference, all others by the price's own share.
pub(crate) fn moved(before: Price, now: Price, format: Format) -> String {
    if format == Format::Decimal {
        return figure(&difference(before, now));
    }
    let tenths = (Change::between(before, now).relative.unsigned_abs() + 500) / 1_000;
    in_percent("", u64::from(tenths))
}

/// How a price moved: the difference to the price before, two decimals where they do.
fn difference(before: Price, now: Price) -> String {
    let millionths = before.millionths().abs_diff(now.millionths());
    let (unit, places) = if millionths.is_multiple_of(10_000) { (10_000, 2) } else { (1_000, 3) };
    fixed((millionths / unit).into(), places)
}

/// An overround as people read it, in tenths of a per cent.
pub(crate) fn percent(fraction: f64) -> String {
    let tenths = scaled(fraction, 1000.0);
    in_percent(if tenths < 0 { "-" } else { "" }, tenths.unsigned_abs())
}

fn in_percent(sign: &str, tenths: u64) -> String {
    figure(&[sign, &fixed(tenths, 1)].concat()) + catalog::PERCENT.text()
}

/// An overround beside an arbitrage: `market −1.1 %`.
pub(crate) fn market(overround: f64) -> String {
    MARKET_MARGIN.with(&[("margin", &percent(overround))])
}

/// What an arbitrage returns on the outlay: `Arb 1.1 %`. A fact about prices, which may be gone or be refused.
pub(crate) fn arbitrage(roi: f64) -> String {
    ARBITRAGE.with(&[("roi", &percent(roi))])
}

/// What would be an arbitrage, were it not so much that a mistake is more likely: `Check 14.2 %`.
pub(crate) fn check(roi: f64) -> String {
    CHECK_ROI.with(&[("roi", &percent(roi))])
}

/// An overround for programs, with four decimals.
pub(crate) fn fraction(fraction: f64) -> String {
    let parts = scaled(fraction, 10_000.0);
    let sign = if parts < 0 { "-" } else { "" };
    [sign, &fixed(parts.unsigned_abs(), 4)].concat()
}

/// Rounded by hand: printing floats would bring their whole machinery into the page.
fn scaled(fraction: f64, by: f64) -> i64 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "an overround of up to three prices lies between -1 and 2, far inside the range"
    )]
    let scaled = (fraction * by).round() as i64;
    scaled
}

pub(crate) const BOOKS_KEY: &str = "b";

/// What an order of rows is called.
pub(crate) fn sort(sort: Sort) -> Word {
    match sort {
        Sort::Competition => COMPETITION,
        Sort::Start => SORT_START,
        Sort::Margin => MARGIN,
        Sort::Moved => SORT_MOVED,
    }
}

/// What stands over rows that are one list.
pub(crate) fn sorted(sort: Sort) -> Word {
    match sort {
        Sort::Competition => BEST_ODDS,
        Sort::Start => SORTED_START,
        Sort::Margin => SORTED_MARGIN,
        Sort::Moved => SORTED_MOVED,
    }
}

/// `1 row would move`, `7 rows would move`.
pub(crate) fn would_move(rows: usize) -> String {
    WOULD_MOVE.counted(rows)
}

/// What the star at the start of a row does: `Save PSG – Lyon`.
pub(crate) fn save(match_name: &str) -> String {
    match model::market::sides(match_name) {
        Some((home, away)) => SAVE.with(&[("match", &[home, " – ", away].concat())]),
        None => SAVE.with(&[("match", match_name)]),
    }
}

#[cfg(test)]
mod tests {
    use model::format::Format;
    use model::price::Price;

    use super::{
        MATCHES, best_at, caution, difference, format, fraction, in_decimal, moved, percent, price,
    };

    #[test]
    fn overrounds_read_the_same_to_people_and_programs() {
        let check = |value, people: &str, programs: &str| {
            assert_eq!((percent(value).as_str(), fraction(value).as_str()), (people, programs));
        };
        check(0.024_54, "2.5 %", "0.0245");
        check(0.0, "0.0 %", "0.0000");
        check(-0.010_7, "−1.1 %", "-0.0107");
        check(-0.000_04, "0.0 %", "0.0000");
        check(1.234_56, "123.5 %", "1.2346");
    }

    #[test]
    fn differences_have_two_decimals_and_three_where_the_price_has_them() {
        let check = |before, now, text: &str| {
            assert_eq!(difference(odds(before), odds(now)), text);
        };
        check(2.06, 2.10, "0.04");
        check(1.44, 1.38, "0.06");
        check(1.909, 1.95, "0.041");
        check(6.4, 16.8, "10.40");
    }

    fn odds(decimal: f64) -> Price {
        Price::from_decimal(decimal).expect("a price")
    }

    #[test]
    fn an_implied_chance_says_that_it_holds_the_margin() {
        for of in Format::ALL {
            let is_implied = of == Format::Probability;
            assert_eq!(format(of).text().contains("with margin"), is_implied, "{of:?}");
            let caution = caution(of).map_or("", |caution| caution.text());
            assert_eq!(caution.contains("more than 100 %"), is_implied, "{of:?}");
        }
    }

    #[test]
    fn prices_are_written_as_the_reader_wants_them() {
        let check = |decimal, format, text: &str| assert_eq!(price(odds(decimal), format), text);
        check(2.5, Format::Decimal, "2.50");
        check(2.5, Format::Fractional, "6/4");
        check(1.695, Format::Fractional, "≈4/6");
        check(1.25, Format::American, "−400");
        check(3.0, Format::Malay, "−0.50");
        check(2.5, Format::Probability, "40.0%");
        assert_eq!(in_decimal(odds(1.695), Format::Decimal), None);
        assert_eq!(in_decimal(odds(1.695), Format::American).as_deref(), Some("1.695 decimal"));
    }

    #[test]
    fn a_move_is_a_difference_of_decimal_odds_and_a_share_of_others() {
        assert_eq!(moved(odds(2.0), odds(2.1), Format::Decimal), "0.10");
        assert_eq!(moved(odds(2.0), odds(2.1), Format::American), "5.0 %");
        assert_eq!(moved(odds(2.0), odds(1.8), Format::Fractional), "10.0 %");
    }

    #[test]
    fn counts_agree_with_their_nouns() {
        assert_eq!(MATCHES.counted(1), "1 match");
        assert_eq!(MATCHES.counted(0), "0 matches");
    }

    #[test]
    fn only_shared_prices_name_their_bookmakers_twice() {
        assert_eq!(best_at(&["Betclic".into()]), "");
        assert_eq!(best_at(&["Betclic".into(), "Winamax".into()]), ", best at Betclic, Winamax");
    }
}
