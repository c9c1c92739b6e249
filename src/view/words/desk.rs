//! Words of the desk, with figures and names in their places.

use model::arbitrage::{Risk, Verdict};
use model::fair::Method;
use model::line::Line;
use model::market::Kind;

use crate::view::words::{Word, figure, names, parts, percent};

pub(crate) use crate::view::words::english::desk::*;

/// What a method is called.
pub(crate) fn method(method: Method) -> Word {
    match method {
        Method::Multiplicative => MULTIPLICATIVE,
        Method::Additive => ADDITIVE,
        Method::Power => POWER,
        Method::Shin => SHIN,
        Method::OddsRatio => ODDS_RATIO,
    }
}

/// What a set of bets comes to.
pub(crate) fn verdict(verdict: Verdict) -> Word {
    match verdict {
        Verdict::Guaranteed => VERDICT_ARBITRAGE,
        Verdict::NoLoss => VERDICT_NO_LOSS,
        Verdict::Middle => VERDICT_MIDDLE,
        Verdict::PolishMiddle => VERDICT_GAP,
        Verdict::None => VERDICT_NONE,
    }
}

/// Some bets, and what they come to: `Over 2 / Under 3.5: middle`.
pub(crate) fn set(bets: &str, verdict: Verdict) -> String {
    SET_OF.with(&[("bets", bets), ("verdict", self::verdict(verdict).text())])
}

/// A reason to be careful.
pub(crate) fn risk(risk: Risk) -> Word {
    match risk {
        Risk::OldLeg => RISK_OLD_LEG,
        Risk::LegsApart => RISK_LEGS_APART,
        Risk::InPlay => RISK_IN_PLAY,
        Risk::Suspicious => RISK_SUSPICIOUS,
        Risk::FewBooks => RISK_FEW_BOOKS,
        Risk::Outlier => RISK_OUTLIER,
        Risk::StartsSoon => RISK_STARTS_SOON,
    }
}

/// Since when prices are followed: `Followed since 19:42`.
pub(crate) fn followed_since(time: &str) -> String {
    FOLLOWED_SINCE.with(&[("time", time)])
}

/// `at 19:42`.
pub(crate) fn at(time: &str) -> String {
    AT_TIME.with(&[("time", time)])
}

/// A range of edges: `+0.9 % to +2.4 %`.
pub(crate) fn between(low: f64, high: f64) -> String {
    let (low, high) = (signed(low), signed(high));
    if low == high { low } else { BETWEEN.with(&[("low", &low), ("high", &high)]) }
}

/// A share of the bankroll at most: `up to 1.2 %`.
pub(crate) fn up_to(share: f64) -> String {
    UP_TO.with(&[("share", &percent(share))])
}

/// A share with its sign.
pub(crate) fn signed(share: f64) -> String {
    let text = percent(share);
    if share > 0.0 { plus() + &text } else { text }
}

/// How many of the bookmakers judge.
pub(crate) fn judged_by(counted: usize, all: usize) -> String {
    parts(JUDGED_BY, counted, all)
}

/// The stake on one selection.
pub(crate) fn stake_on(selection: &str) -> String {
    STAKE_ON.with(&[("selection", selection)])
}

/// How the settlement of a sport differs between bookmakers, where that is known to matter.
pub(crate) fn rules(sport: &str) -> Option<Word> {
    match sport {
        "Tennis" => Some(RULES_TENNIS),
        "Baseball" => Some(RULES_BASEBALL),
        "IceHockey" | "Hockey" | "Basketball" | "AmericanFootball" => Some(RULES_REGULATION),
        _ => None,
    }
}

/// What is said of a bookmaker by this word.
pub(crate) fn at_book(text: Word, book: &str) -> String {
    text.with(&[("book", book)])
}

/// Why there are no stakes.
pub(crate) fn no_commission(book: &str) -> String {
    let [least, most, example] = ["0", "100", "2.5"].map(figure);
    NO_COMMISSION.with(&[("book", book), ("least", &least), ("most", &most), ("example", &example)])
}

/// Why there are no stakes.
pub(crate) fn no_amount() -> String {
    NO_AMOUNT.with(&[("whole", &figure("200")), ("parted", &figure("12.50"))])
}

/// `Oldest price 14 s`.
pub(crate) fn oldest_leg(age: &str) -> String {
    OLDEST_LEG.with(&[("age", age)])
}

/// `Seen 10 s apart`.
pub(crate) fn legs_apart(span: &str) -> String {
    LEGS_APART.with(&[("span", span)])
}

/// `Over 2.5`.
pub(crate) fn over(line: Line) -> String {
    OVER_AT.with(&[("line", &names::line(Kind::Total, line))])
}

/// `Under 2.5`.
pub(crate) fn under(line: Line) -> String {
    UNDER_AT.with(&[("line", &names::line(Kind::Total, line))])
}

/// `PSG −1.5`.
pub(crate) fn side_at(side: &str, line: Line) -> String {
    SIDE_AT.with(&[("side", side), ("line", &sided(&line.signed()))])
}

/// `2 or fewer`.
pub(crate) fn or_fewer(points: i64) -> String {
    OR_FEWER.with(&[("points", &whole(points))])
}

/// `4 or more`.
pub(crate) fn or_more(points: i64) -> String {
    OR_MORE.with(&[("points", &whole(points))])
}

/// `PSG by 2`.
pub(crate) fn by(side: &str, points: i64) -> String {
    SIDE_BY.with(&[("side", side), ("points", &whole(points))])
}

/// `PSG by 2 or more`.
pub(crate) fn by_or_more(side: &str, points: i64) -> String {
    SIDE_BY_OR_MORE.with(&[("side", side), ("points", &whole(points))])
}

/// `Lyon by 1 to PSG by 1`.
pub(crate) fn from_to(from: &str, to: &str) -> String {
    FROM_TO.with(&[("from", from), ("to", to)])
}

/// `Draw, or Lyon ahead`.
pub(crate) fn or_better(from: &str, side: &str) -> String {
    OR_BETTER.with(&[("from", from), ("side", side)])
}

/// A figure whose plus sign stands where its minus sign would, which some languages mark.
pub(crate) fn sided(canonical: &str) -> String {
    match canonical.strip_prefix('+') {
        Some(rest) => plus() + &figure(rest),
        None => figure(canonical),
    }
}

fn plus() -> String {
    figure("-").replace('−', "+")
}

/// A whole number, which may be below zero.
pub(crate) fn whole(number: i64) -> String {
    figure(&number.to_string())
}

// What one can take away, and get to by keyboard.

pub(crate) const COMMANDS_FIND: &str = "Command, competition, match";
pub(crate) const CLOSE: &str = "Close";
pub(crate) const KIND_BOARD: &str = "Board";
pub(crate) const KIND_PRICES: &str = "Prices";
pub(crate) const KIND_PHASES: &str = "In play";
pub(crate) const KIND_MARKET: &str = "Market";
pub(crate) const KIND_FILES: &str = "Files";
pub(crate) const KIND_HELP: &str = "Help";
pub(crate) const KIND_SPORT: &str = "Sport";
pub(crate) const KIND_COMPETITION: &str = "Competition";
pub(crate) const KIND_MATCH: &str = "Match";
pub(crate) const EXPORT_CSV: &str = "Export the board as CSV";
pub(crate) const EXPORT_JSON: &str = "Export the board as JSON";
pub(crate) const START_RECORDING: &str = "Record the feed";
pub(crate) const STOP_RECORDING: &str = "Stop recording";
pub(crate) const SAVE_RECORDING: &str = "Save recording";
pub(crate) const DISCARD: &str = "Discard";
pub(crate) const RECORDING: &str = "Recording";
pub(crate) const RECORDING_FULL: &str =
    "It has reached 50 MB. What came after that is not in it; save it to keep it.";
pub(crate) const REPLAY_CHOOSE: &str = "Replay a recording";
pub(crate) const REPLAY_REST: &str = "The board shows the recording in place of live prices, with the times and ages \
    of its day. Nothing is asked of the server meanwhile.";
pub(crate) const NO_RECORDING: &str =
    "This is no recording that can be read, so there is nothing to replay.";
pub(crate) const REPLAY_ENDED: &str = "The recording has ended.";
pub(crate) const REPLAY_CUT: &str = "The file was cut off: what came after this is missing.";
pub(crate) const BACK_TO_LIVE: &str = "Back to live";
pub(crate) const PACE: &str = "Pace of the replay";
pub(crate) const PACE_1: &str = "×1";
pub(crate) const PACE_4: &str = "×4";
pub(crate) const PACE_16: &str = "×16";
pub(crate) const TO_THE_END: &str = "To the end";
pub(crate) const KEY_COMMANDS: &str = "Find a command or a match";
pub(crate) const KEY_COMMANDS_MAC: &str = "The same on a Mac";
pub(crate) const KEY_SEARCH: &str = "Search the board";
pub(crate) const KEY_KEYS: &str = "Show these keys";
pub(crate) const KEY_TAB: &str = "Go to the next row or control";
pub(crate) const KEY_ENTER: &str = "Open or close a match; do what is marked";
pub(crate) const KEY_ESCAPE: &str = "Close what stands over the page";

/// `Replay of 26 Nov, 19:42: no live prices`.
pub(crate) fn replay_of(date: &str, time: &str) -> String {
    ["Replay of ", date, ", ", time, ": no live prices"].concat()
}

/// `12 s of 3 min.`
pub(crate) fn played(played: &str, whole: &str) -> String {
    [played, " of ", whole, "."].concat()
}

/// `3 lines could not be read.`
pub(crate) fn unread_lines(lines: usize) -> String {
    match lines {
        1 => "1 line could not be read.".to_owned(),
        lines => [&lines.to_string(), " lines could not be read."].concat(),
    }
}

/// `Recording since 19:42.`
pub(crate) fn recording_since(time: &str) -> String {
    ["Recording since ", time, "."].concat()
}

/// `Recorded from 19:42 to 19:58.`
pub(crate) fn recorded(from: &str, to: &str) -> String {
    ["Recorded from ", from, " to ", to, "."].concat()
}

/// `12 found`.
pub(crate) fn found(count: usize) -> String {
    match count {
        0 => "Nothing found".to_owned(),
        count => [&count.to_string(), " found"].concat(),
    }
}

pub(crate) const ARBITRAGE_NOTE: &str = "Every market on the board, at prices as they were last seen. They move, and bets can be refused or voided.";
pub(crate) const NO_ARBITRAGE: &str = "No prices bring more than they cost now.";
pub(crate) const SUSPICIOUS_NOTE: &str =
    "A return over 10 % is seldom a market: a price is late, wrong or for something else.";
pub(crate) const NEW: &str = "new";

pub(crate) const VALUE_NOTE: &str = "Best prices over what the other bookmakers say they are worth, at the least of five methods. An estimate, and no advice.";
pub(crate) const VALUE_LEAST: &str = "Value of at least, %";
pub(crate) const NO_SHARE: &str = "A value is a number above zero, such as 2 or 1.5.";
pub(crate) const NO_VALUE: &str = "No best price is worth so much more than it costs now.";
pub(crate) const PROVIDER: &str = "By the feed's provider";

pub(crate) const LAST_HOUR: &str = "Best prices that moved most in the last hour.";
pub(crate) const NO_MOVERS: &str = "No best price has moved by half a point.";
pub(crate) const STEAM: &str = "Moved together";
pub(crate) const STEAM_NOTE: &str =
    "At least three bookmakers of different houses, the same way within a minute.";

/// What the worst result brings of the stakes: `At worst +1.2 %`.
pub(crate) fn worst_result(share: &str) -> String {
    ["At worst ", share].concat()
}

/// How many more there are than are listed.
pub(crate) fn more(count: usize) -> String {
    ["And ", &count.to_string(), " more."].concat()
}

/// The button that sets an alert on a match.
pub(crate) fn set_alert_on(match_name: &str) -> String {
    ["Set an alert on ", match_name].concat()
}

/// What a stake brings on average: `+2.1 % to +3.4 % on average`.
pub(crate) fn on_average(range: &str) -> String {
    [range, " on average"].concat()
}

/// `Fair odds 1.95–1.98`.
pub(crate) fn fair_between(range: &str) -> String {
    ["Fair odds ", range].concat()
}

/// By how much it is likelier than the price says, at the least: `Edge of 1.2 points`.
pub(crate) fn points_over(points: &str) -> String {
    ["Edge of ", points, " points"].concat()
}

/// `¼ Kelly up to 1.2 %`.
pub(crate) fn kelly_up_to(share: f64) -> String {
    ["¼ Kelly up to ", &percent(share)].concat()
}

/// `At Winamax, seen 12 s ago`.
pub(crate) fn at_books(books: &str, age: &str) -> String {
    ["At ", books, ", seen ", age, " ago"].concat()
}

/// Points of probability with one decimal: `1.7`.
pub(crate) fn points(probability: f64) -> String {
    let text = percent(probability);
    text.trim_end_matches(" %").to_owned()
}

/// What the provider's own list is.
pub(crate) fn provider_note(time: &str) -> String {
    ["As its own list said at ", time, ", by its own fair prices, which are not ours."].concat()
}

/// A price of the provider's list: `2.10 at Winamax, seen 2 min ago`.
pub(crate) fn provider_price(price: &str, book: &str, age: &str) -> String {
    [price, " at ", book, ", seen ", age, " ago"].concat()
}

/// Since when moves are known: `Best prices that moved most since 19:42.`
pub(crate) fn moved_since(time: &str) -> String {
    ["Best prices that moved most since ", time, "."].concat()
}

/// A price that fell: `from 3.95, 1.7 points likelier`.
pub(crate) fn likelier(from: &str, points: &str) -> String {
    ["from ", from, ", ", points, " points likelier"].concat()
}

/// A price that rose: `from 3.70, 2.0 points less likely`.
pub(crate) fn less_likely(from: &str, points: &str) -> String {
    ["from ", from, ", ", points, " points less likely"].concat()
}

/// Bookmakers that lowered a price: `lowered by 4 bookmakers in 40 s, at 19:42`.
pub(crate) fn steam_down(groups: usize, span: &str, time: &str) -> String {
    ["lowered by ", &groups.to_string(), " bookmakers in ", span, ", at ", time].concat()
}

/// Bookmakers that raised a price: `raised by 4 bookmakers in 40 s, at 19:42`.
pub(crate) fn steam_up(groups: usize, span: &str, time: &str) -> String {
    ["raised by ", &groups.to_string(), " bookmakers in ", span, ", at ", time].concat()
}

pub(crate) const NOT_ON_BOARD: &str = "That market is not on the board any more.";

pub(crate) const KIND_AT_LEAST: &str = "best price is at least";
pub(crate) const KIND_AT_MOST: &str = "best price is at most";
pub(crate) const KIND_MOVED: &str = "best price moves";
pub(crate) const KIND_ARBITRAGE: &str = "arbitrage";
pub(crate) const KIND_VALUE: &str = "value";
pub(crate) const DECIMAL_ODDS: &str = "Decimal odds";
pub(crate) const POINTS: &str = "Points of probability";
pub(crate) const PER_CENT: &str = "At least, %";
pub(crate) const WITHIN: &str = "Within, minutes";
pub(crate) const ALERT_ON: &str = "On";
pub(crate) const ALERT_WHEN: &str = "When";
pub(crate) const NEW_ALERT: &str = "Alert on this match";
pub(crate) const NEW_BOARD_ALERT: &str = "Alert on the whole board";
pub(crate) const SET_ALERT: &str = "Set alert";
pub(crate) const ALERT_SET: &str = "The alert is set.";
pub(crate) const ALERT_NO_NUMBER: &str = "The alert needs a number, such as 2.10 or 1.5.";
pub(crate) const ALERTS_FULL: &str = "There are as many alerts as there may be. Remove one first.";
pub(crate) const ALERT_NOT_KEPT: &str = "This alert could not be kept, so it is not set.";
pub(crate) const SET_ALERTS: &str = "Set";
pub(crate) const NO_ALERTS: &str = "No alert is set. Open a match to set one on it.";
pub(crate) const NONE_RANG: &str = "Nothing has rung since the page was opened.";
pub(crate) const CLEAR_RUNG: &str = "Clear";
pub(crate) const ANY_MATCH: &str = "Any match";
pub(crate) const BESIDE_THE_PAGE: &str = "When an alert rings, also";
pub(crate) const NOTIFY: &str = "Show a notification";
pub(crate) const SOUND: &str = "Play a sound";
pub(crate) const NOTIFY_DENIED: &str =
    "This browser does not allow notifications here. Its settings for this site can change that.";
pub(crate) const WAYS_NOTE: &str =
    "Alerts ring while this page is open, on prices that are fresh, once each time they come true.";

/// `The best price is 2.10 or higher`.
pub(crate) fn rings_at_least(price: &str) -> String {
    ["The best price is ", price, " or higher"].concat()
}

/// `The best price is 1.80 or lower`.
pub(crate) fn rings_at_most(price: &str) -> String {
    ["The best price is ", price, " or lower"].concat()
}

/// `The best price moves by 5.0 % within 10 min`.
pub(crate) fn rings_moved(share: &str, span: &str) -> String {
    ["The best price moves by ", share, " within ", span].concat()
}

/// `The best price moves by 5.0 points within 10 min`.
pub(crate) fn rings_shifted(points: &str, span: &str) -> String {
    ["The best price moves by ", points, " points within ", span].concat()
}

/// `An arbitrage of 1.0 % or more`.
pub(crate) fn rings_arbitrage(share: &str) -> String {
    ["An arbitrage of ", share, " or more"].concat()
}

/// `Value of 2.0 % or more by every method`.
pub(crate) fn rings_value(share: &str) -> String {
    ["Value of ", share, " or more by every method"].concat()
}

/// What takes an alert away.
pub(crate) fn remove_alert(condition: &str) -> String {
    ["Remove the alert: ", condition].concat()
}

/// How many alerts that were kept cannot be read.
pub(crate) fn left_out_alerts(count: usize) -> String {
    if count == 1 {
        return "One alert that was kept cannot be read here, and is left out.".to_owned();
    }
    [&count.to_string(), " alerts that were kept cannot be read here, and are left out."].concat()
}

/// `PSG - Lyon: the best price for PSG is 2.15`.
pub(crate) fn rang_price(match_name: &str, selection: &str, price: &str) -> String {
    [match_name, ": the best price for ", selection, " is ", price].concat()
}

/// `PSG - Lyon: PSG moved, 3.7 points likelier`.
pub(crate) fn rang_likelier(match_name: &str, selection: &str, points: &str) -> String {
    [match_name, ": ", selection, " moved, ", points, " points likelier"].concat()
}

/// `PSG - Lyon: PSG moved, 3.7 points less likely`.
pub(crate) fn rang_less_likely(match_name: &str, selection: &str, points: &str) -> String {
    [match_name, ": ", selection, " moved, ", points, " points less likely"].concat()
}

/// `PSG - Lyon: arbitrage, at worst +1.2 %`.
pub(crate) fn rang_arbitrage(match_name: &str, share: &str) -> String {
    [match_name, ": arbitrage, at worst ", share].concat()
}

/// `PSG - Lyon: value of +2.1 % or more on PSG`.
pub(crate) fn rang_value(match_name: &str, selection: &str, share: &str) -> String {
    [match_name, ": value of ", share, " or more on ", selection].concat()
}

/// `While you were away (12 min)`.
pub(crate) fn while_away(span: &str) -> String {
    ["While you were away (", span, ")"].concat()
}

/// `Best prices as they were when you came back at 19:42.`
pub(crate) fn as_it_was(time: &str) -> String {
    ["Best prices as they were when you came back at ", time, "."].concat()
}

/// `went from 2.10 to 2.25`.
pub(crate) fn went(from: &str, to: &str) -> String {
    ["went from ", from, " to ", to].concat()
}

/// `2.10 is gone`.
pub(crate) fn gone(from: &str) -> String {
    [from, " is gone"].concat()
}

/// `2.10 is new`.
pub(crate) fn appeared(to: &str) -> String {
    [to, " is new"].concat()
}

#[cfg(test)]
mod tests {
    use model::line::Line;

    use super::{Verdict, between, set, side_at, sided, signed, whole};
    use crate::view::words::catalog::tests::{EGYPTIAN, FRENCH, during, language};

    #[test]
    fn a_plus_sign_stands_where_a_minus_sign_does() {
        let check = |pieces, canonical: &str, text: &str| {
            assert_eq!(during(&language(pieces, ""), || sided(canonical)), text);
        };
        check(FRENCH, "+1.40", "+1,40");
        check(EGYPTIAN, "-1.40", "\u{61c}−١٫٤٠");
        check(EGYPTIAN, "+1.40", "\u{61c}+١٫٤٠");
        check(EGYPTIAN, "0.00", "٠٫٠٠");
        let handicap = || side_at("PSG", Line::from_quarters(6));
        assert_eq!(during(&language(EGYPTIAN, ""), handicap), "PSG \u{61c}+١٫٥");
    }

    #[test]
    fn a_set_is_told_with_what_it_comes_to() {
        assert_eq!(set("Over 2 / Under 3.5", Verdict::Middle), "Over 2 / Under 3.5: middle");
    }

    #[test]
    fn a_range_of_one_figure_is_that_figure() {
        assert_eq!(between(-0.012, 0.0304), "−1.2 % to +3.0 %");
        assert_eq!(between(0.0301, 0.0304), "+3.0 %");
        assert_eq!([signed(0.0), whole(-3)], ["0.0 %", "−3"]);
    }
}
