//! Every word the reader sees, in one place and in English.

pub(crate) mod desk;
pub(crate) mod link;
pub(crate) mod names;
pub(crate) mod time;

use model::change::Change;
use model::format::{Format, Shown, fixed};
use model::price::Price;

use crate::state::status::Cause;

pub(crate) const PRODUCT: &str = "oddsboard";
pub(crate) const SKIP: &str = "Skip to the board";
pub(crate) const PLACES: &str = "Places";
pub(crate) const BOARD: &str = "Board";

pub(crate) const FRESHNESS: &str = "Freshness";
pub(crate) const LINK: &str = "Link";
pub(crate) const BOOKMAKERS: &str = "Bookmakers";
pub(crate) const PRICES: &str = "Prices";
pub(crate) const NOTHING: &str = "–";

pub(crate) const SEARCH: &str = "Search teams, players, competitions";
pub(crate) const SEARCH_HINT: &str = "Team, player, competition";
pub(crate) const SEARCH_KEY: &str = "/";
pub(crate) const FILTERS: &str = "Filters";
pub(crate) const SPORT: &str = "Sport";
pub(crate) const COMPETITION: &str = "Competition";
pub(crate) const BOOKMAKER: &str = "Bookmaker";
pub(crate) const MARKET: &str = "Market";
pub(crate) const PERIOD: &str = "Period";
pub(crate) const ALL: &str = "All";
pub(crate) const BEST_OF_ALL: &str = "Best of all";
pub(crate) const PHASES: &str = "In play";
pub(crate) const LIVE: &str = "Live";
pub(crate) const UPCOMING: &str = "Upcoming";
pub(crate) const DENSITY: &str = "Density";
pub(crate) const COMPACT: &str = "Compact";
pub(crate) const NORMAL: &str = "Normal";
pub(crate) const COMFORTABLE: &str = "Comfortable";
pub(crate) const FORMAT: &str = "Odds";
pub(crate) const THEME: &str = "Theme";
pub(crate) const AUTOMATIC: &str = "Automatic";
pub(crate) const LIGHT: &str = "Light";
pub(crate) const DARK: &str = "Dark";
pub(crate) const PAUSE: &str = "Pause";
pub(crate) const RESUME: &str = "Resume";
pub(crate) const PAUSE_PRICES: &str = "Pause prices";
pub(crate) const RESUME_PRICES: &str = "Resume prices";

pub(crate) const LISTS: &str = "Lists";
pub(crate) const ARBITRAGE: &str = "Arbitrage";
pub(crate) const VALUE: &str = "Value";
pub(crate) const MOVERS: &str = "Movers";
pub(crate) const ALERTS: &str = "Alerts";
pub(crate) const CLOSE: &str = "Close";

pub(crate) const BEST_ODDS: &str = "Best odds";
pub(crate) const MARGIN: &str = "Margin";
pub(crate) const CHECK: &str = "Check";
pub(crate) const INCOMPLETE: &str = "incomplete";
pub(crate) const NO_PRICE: &str = "no price";
pub(crate) const SUSPENDED: &str = "susp.";
pub(crate) const STALE_LONG: &str = ", stale, does not count";
pub(crate) const AGEING_LONG: &str = ", ageing";
pub(crate) const WENT_UP: &str = ", price went up";
pub(crate) const WENT_DOWN: &str = ", price went down";
pub(crate) const UP: &str = "up ";
pub(crate) const DOWN: &str = "down ";
pub(crate) const LOADING: &str = "Loading prices";

pub(crate) const COMPARE: &str = "Compare";
pub(crate) const SELECTION: &str = "Selection";
pub(crate) const SPOKE: &str = "spoke ";
pub(crate) const BEST: &str = "best";
pub(crate) const BEST_SHARED: &str = "=best";
pub(crate) const STALE: &str = "stale";
pub(crate) const LINES: &str = "Line";
pub(crate) const OPEN_A_MATCH: &str = "Open a match to compare bookmakers.";
pub(crate) const OPEN_A_MATCH_REST: &str = "Every row has a button at its end.";

pub(crate) const TICKER: &str = "Ticker: best prices";
pub(crate) const TICKER_ITEMS: &str = "Ticker, prices";
pub(crate) const TICKER_EMPTY: &str = "No live prices now.";

pub(crate) const NO_MATCH: &str = "Nothing matches";
pub(crate) const NO_MATCH_REST: &str = "The feed has prices, but none of them is what you ask for.";
pub(crate) const NO_ARRIVAL: &str = "Connected, but nothing arrives";
pub(crate) const NO_ARRIVAL_REST: &str = "Your filters may be too narrow. A name the feed does not know gives an empty board, \
     not an error: competitions are upper-case codes, bookmakers are spelt exactly.";
pub(crate) const NOW_ASKING: &str = "Now asking for";
pub(crate) const CLEAR_FILTERS: &str = "Clear filters";
pub(crate) const TRY_NOW: &str = "Try now";
pub(crate) const UNDERSTOOD: &str = "Understood";

pub(crate) const MARKS: &str = "Marks";
pub(crate) const KEY_UP: &str = "price up";
pub(crate) const KEY_DOWN: &str = "price down";
pub(crate) const KEY_EARLIER: &str = "moved over 10 min ago";
pub(crate) const KEY_FRESH: &str = "seen just now";
pub(crate) const KEY_AGEING: &str = "ageing";
pub(crate) const KEY_STALE: &str = "stale, does not count";
pub(crate) const NOTES: &str = "Margin is the overround of the best prices.";
pub(crate) const NOTES_SHORT: &str = "Best prices now.";
pub(crate) const FEED_DETAILS: &str = "Feed details";
pub(crate) const BAD_ROWS: &str = "Rows that could not be read";
pub(crate) const UNPRICED_ROWS: &str = "Rows without a valid price";
pub(crate) const REFUSED: &str = "Prices beyond what the board can hold";
pub(crate) const EVICTED: &str = "Matches let go to make room";
pub(crate) const LAST_HEARD: &str = "Last message";
pub(crate) const CONNECTION: &str = "Connection";
pub(crate) const OTHER_TAB: &str = "in another tab, shared";
pub(crate) const CONNECTIONS_LEFT: &str = "Connections left today";
pub(crate) const SOURCE: &str = "How prices come";
pub(crate) const SOURCE_STREAM: &str = "As they change";
pub(crate) const SOURCE_READING: &str = "At intervals";
pub(crate) const SOURCE_REST: &str =
    "Intervals are enough before matches start, and cost no connection.";
pub(crate) const ADULTS: &str = "18+";
pub(crate) const PLAY_SAFELY: &str = "Play within your means";
pub(crate) const HELP_URL: &str = "https://www.begambleaware.org/";

/// What a format is called.
pub(crate) fn format(format: Format) -> &'static str {
    match format {
        Format::Decimal => "Decimal",
        Format::Fractional => "Fractional",
        Format::American => "American",
        Format::HongKong => "Hong Kong",
        Format::Malay => "Malay",
        Format::Indonesian => "Indonesian",
        Format::Probability => "Implied chance, with margin",
    }
}

/// Why the link is not live, as a sentence.
pub(crate) fn cause(cause: Cause) -> &'static str {
    link::matter(Some(cause))
}

/// `1 match`, `4 matches`.
pub(crate) fn matches(count: usize) -> String {
    counted(count, "match", "matches")
}

/// `15 matches in 4 competitions`.
pub(crate) fn counted_board(rows: usize, groups: usize) -> String {
    format!("{} in {}", matches(rows), counted(groups, "competition", "competitions"))
}

/// `1 book`, `7 books`.
pub(crate) fn books(count: usize) -> String {
    counted(count, "book", "books")
}

/// `6 of 7`.
pub(crate) fn of(part: usize, whole: usize) -> String {
    format!("{part} of {whole}")
}

/// `Best of 7 bookmakers`.
pub(crate) fn best_of(books: usize) -> String {
    format!("Best of {}", counted(books, "bookmaker", "bookmakers"))
}

/// How many bookmakers offer every outcome of a match.
pub(crate) fn complete_books(complete: usize, all: usize) -> String {
    format!("{complete} of {all} bookmakers complete and fresh")
}

/// What a cell says to those who do not see where its bookmakers stand.
pub(crate) fn best_at(books: &[std::sync::Arc<str>]) -> String {
    match books {
        [] | [_] => String::new(),
        _ => format!(", best at {}", joined(books)),
    }
}

/// Names in a row.
pub(crate) fn joined(names: &[std::sync::Arc<str>]) -> String {
    names.join(", ")
}

/// What the button at the end of a row does.
pub(crate) fn compare_at(match_name: &str) -> String {
    format!("Compare bookmakers for {match_name}")
}

/// The name of an open match's comparison.
pub(crate) fn all_bookmakers(match_name: &str) -> String {
    format!("{match_name}, all bookmakers")
}

/// In which zone times are told: `Times in UTC+1.`
pub(crate) fn times_in(zone: &str) -> String {
    format!("Times in {zone}.")
}

/// A price in the reader's format; one that the format cannot say exactly is marked.
pub(crate) fn price(price: Price, format: Format) -> String {
    let Shown { text, is_exact } = format.show(price);
    let text = if text.contains('-') { text.replace('-', "−") } else { text };
    if is_exact { text } else { ["≈", &text].concat() }
}

/// What must be known of a format besides.
pub(crate) fn caution(format: Format) -> Option<&'static str> {
    (format == Format::Probability).then_some(
        " An implied chance holds the margin: those of a market add up to more than 100 %.",
    )
}

/// The decimal odds, where the reader's format is another one.
pub(crate) fn in_decimal(price: Price, format: Format) -> Option<String> {
    (format != Format::Decimal).then(|| [&Format::Decimal.show(price).text, " decimal"].concat())
}

/// How a price moved, in the reader's terms: decimal odds by their difference, all others by the price's own share.
pub(crate) fn moved(before: Price, now: Price, format: Format) -> String {
    if format == Format::Decimal {
        return difference(before, now);
    }
    let tenths = (Change::between(before, now).relative.unsigned_abs() + 500) / 1_000;
    [&fixed(tenths.into(), 1), " %"].concat()
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
    let sign = if tenths < 0 { "−" } else { "" };
    [sign, &fixed(tenths.unsigned_abs(), 1), " %"].concat()
}

/// An overround beside an arbitrage: `market −1.1 %`.
pub(crate) fn market(overround: f64) -> String {
    ["market ", &percent(overround)].concat()
}

/// What an arbitrage returns on the outlay: `Arb 1.1 %`. A fact about prices, which may be gone or be refused.
pub(crate) fn arbitrage(roi: f64) -> String {
    ["Arb ", &percent(roi)].concat()
}

/// What would be an arbitrage, were it not so much that a mistake is more likely: `Check 14.2 %`.
pub(crate) fn check(roi: f64) -> String {
    [CHECK, " ", &percent(roi)].concat()
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

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use model::format::Format;
    use model::price::Price;

    use super::{best_at, difference, fraction, in_decimal, matches, moved, percent, price};

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
        assert_eq!(matches(1), "1 match");
        assert_eq!(matches(0), "0 matches");
    }

    #[test]
    fn only_shared_prices_name_their_bookmakers_twice() {
        assert_eq!(best_at(&["Betclic".into()]), "");
        assert_eq!(best_at(&["Betclic".into(), "Winamax".into()]), ", best at Betclic, Winamax");
    }
}
