//! Words of the desk: of the panels of an open match, and of the lists.

use model::arbitrage::{Risk, Verdict};
use model::fair::Method;

use crate::view::words::percent;

pub(crate) const HISTORY: &str = "Best price";
pub(crate) const OPEN: &str = "Open";
pub(crate) const BEFORE: &str = "Before";
pub(crate) const LOW: &str = "Low";
pub(crate) const HIGH: &str = "High";
pub(crate) const NOW: &str = "Now";
pub(crate) const BY_BOOK: &str = "By bookmaker, since this match was opened";
pub(crate) const MIXED: &str = "These go to and fro between two prices, as if two matches had one name. Check before you compare:";

pub(crate) const FAIR: &str = "Fair odds";
pub(crate) const FAIR_NOTE: &str = "Five methods, bookmakers other than the one judged";
pub(crate) const FAIR_RANGE: &str = "Fair range";
pub(crate) const AGAINST_FAIR: &str = "price against fair";
pub(crate) const BEST_PRICE: &str = "Best";
pub(crate) const EDGE: &str = "Edge";
pub(crate) const KELLY: &str = "¼ Kelly";
pub(crate) const BY_METHOD: &str = "Fair odds by method";
pub(crate) const EVERY_PRICE: &str = "Edge of every price, judged by the others";
pub(crate) const NOT_JUDGED_KIND: &str =
    "Whether these outcomes exclude each other is not known, so there are no fair odds.";
pub(crate) const NOT_JUDGED_FEW: &str = "Fewer than three other bookmakers have a fresh price for every outcome, so there are no fair odds.";
pub(crate) const OUT_JUDGED: &str = "its own price is judged.";
pub(crate) const OUT_SISTER: &str = "same house as the one judged.";
pub(crate) const OUT_INCOMPLETE: &str = "a fresh price is missing.";
pub(crate) const OUT_REFUSED: &str = "no margin to take off.";
pub(crate) const OUT_MIRRORED: &str = "its two sides look swapped.";
pub(crate) const OUT_FAR: &str = "too far from the others.";

pub(crate) const MARGINS: &str = "Margins";
pub(crate) const MARGINS_NOTE: &str = "Payout is what comes back of balanced stakes";
pub(crate) const BEST_OF_EACH: &str = "Best of each";
pub(crate) const OVERROUND: &str = "Overround";
pub(crate) const HOLD: &str = "Hold";
pub(crate) const PAYOUT: &str = "Payout";

pub(crate) const ALL_LINES: &str = "All lines";
pub(crate) const MAIN: &str = "main";
pub(crate) const NO_MAIN_LINE: &str = "No line has fresh prices on both sides";
pub(crate) const MAIN_ONLY: &str = "Main line: the only one with both sides";
pub(crate) const MAIN_CLOSEST: &str = "Main line: closest to even";
pub(crate) const MAIN_MORE_BOOKS: &str = "Main line: of those closest to even, most bookmakers";
pub(crate) const MAIN_NEAREST_ZERO: &str = "Main line: of those closest to even, nearest to zero";
pub(crate) const OVER: &str = "Over";
pub(crate) const UNDER: &str = "Under";
pub(crate) const HOME: &str = "Home";
pub(crate) const AWAY: &str = "Away";
pub(crate) const OTHER_LINES: &str = "Not at this line, but at others:";

pub(crate) const STAKES: &str = "Stakes";
pub(crate) const NO_STAKES: &str =
    "Stakes need a fresh price for every outcome of one market, and this one has not.";
pub(crate) const STAKES_NOTE: &str = "Prices move and bets can be refused or voided. Rules differ between bookmakers. A figure here is about prices as they were seen, and no advice.";
pub(crate) const NO_LOSS: &str = "No loss if pushed";
pub(crate) const MIDDLE: &str = "Middle";
pub(crate) const ONE_HOUSE: &str = "One house";
pub(crate) const GAP: &str = "Gap between lines";
pub(crate) const SET: &str = "Bets";
pub(crate) const THIS_LINE: &str = "As compared";
pub(crate) const MEASURE: &str = "By";
pub(crate) const TOTAL: &str = "Total stake";
pub(crate) const WORST_RESULT: &str = "Profit in the worst case";
pub(crate) const AMOUNT: &str = "Amount";
pub(crate) const STEP: &str = "Round stakes to";
pub(crate) const PRICE: &str = "Price";
pub(crate) const LIMIT: &str = "Limit";
pub(crate) const COMMISSION: &str = "Commission, %";
pub(crate) const TERMS: &str = "Limits and commission";
pub(crate) const RULES_TENNIS: &str = "Tennis: bookmakers settle a retirement by different rules, some after one set, some only at the end.";
pub(crate) const RULES_BASEBALL: &str =
    "Baseball: a change of the starting pitcher voids a bet at some bookmakers and not at others.";
pub(crate) const RULES_REGULATION: &str = "Some bookmakers count overtime in this sport and some do not. Compare their rules for this market.";
pub(crate) const STAKE: &str = "Stake";
pub(crate) const STAKE_FOR_EACH: &str = "Stake for each selection";
pub(crate) const IF_RESULT: &str = "If the result is";
pub(crate) const BETS: &str = "Bets";
pub(crate) const RETURNS: &str = "Returns";
pub(crate) const PROFIT: &str = "Profit";
pub(crate) const PROFIT_IN_EACH: &str = "Profit in each result";
pub(crate) const WORST: &str = "Worst case after rounding";
pub(crate) const LOSS: &str = "loss";
pub(crate) const HALF_LOSS: &str = "half loss";
pub(crate) const PUSH: &str = "push";
pub(crate) const HALF_WIN: &str = "half win";
pub(crate) const WIN: &str = "win";
pub(crate) const DRAW: &str = "Draw";
pub(crate) const ANY: &str = "Any";
pub(crate) const NO_AMOUNT: &str = "An amount is a number above zero, such as 200 or 12.50.";
pub(crate) const NO_RETURN: &str =
    "The worst case brings nothing at any stake, so no stakes lead to this profit.";
pub(crate) const TOO_SMALL: &str = "At this rounding one of the bets would have no stake.";
pub(crate) const TOO_LARGE: &str = "That is more than can be worked out here.";

/// What a method is called.
pub(crate) fn method(method: Method) -> &'static str {
    match method {
        Method::Multiplicative => "Multiplicative",
        Method::Additive => "Additive",
        Method::Power => "Power",
        Method::Shin => "Shin",
        Method::OddsRatio => "Odds ratio",
    }
}

/// What a set of bets comes to.
pub(crate) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Guaranteed => "arbitrage",
        Verdict::NoLoss => "no loss if pushed",
        Verdict::Middle => "middle",
        Verdict::PolishMiddle => "gap between lines",
        Verdict::None => "none",
    }
}

/// A reason to be careful.
pub(crate) fn risk(risk: Risk) -> &'static str {
    match risk {
        Risk::OldLeg => "Not seen lately",
        Risk::LegsApart => "Seen far apart",
        Risk::InPlay => "In play",
        Risk::Suspicious => "Most often a mistake",
        Risk::FewBooks => "Few bookmakers",
        Risk::Outlier => "A price stands out",
        Risk::StartsSoon => "Starts soon",
    }
}

/// Since when prices are followed: `Followed since 19:42`.
pub(crate) fn followed_since(time: &str) -> String {
    ["Followed since ", time, ". Dashed: where it began"].concat()
}

/// `at 19:42`.
pub(crate) fn at(time: &str) -> String {
    ["at ", time].concat()
}

/// `1 gap`, `3 gaps`.
pub(crate) fn gaps(count: usize) -> String {
    let noun = if count == 1 { " gap" } else { " gaps" };
    [&count.to_string(), noun].concat()
}

/// A range of edges: `+0.9 % to +2.4 %`.
pub(crate) fn between(low: f64, high: f64) -> String {
    let (low, high) = (signed(low), signed(high));
    if low == high { low } else { [&low, " to ", &high].concat() }
}

/// A share of the bankroll at most: `up to 1.2 %`.
pub(crate) fn up_to(share: f64) -> String {
    ["up to ", &percent(share)].concat()
}

/// A share with its sign.
pub(crate) fn signed(share: f64) -> String {
    let text = percent(share);
    if share > 0.0 { ["+", &text].concat() } else { text }
}

/// How many of the bookmakers judge.
pub(crate) fn judged_by(counted: usize, all: usize) -> String {
    ["The first is judged by ", &counted.to_string(), " of ", &all.to_string(), " bookmakers."]
        .concat()
}

/// The stake on one selection.
pub(crate) fn stake_on(selection: &str) -> String {
    ["Stake on ", selection].concat()
}

/// How the settlement of a sport differs between bookmakers, where that is known to matter.
pub(crate) fn rules(sport: &str) -> Option<&'static str> {
    match sport {
        "Tennis" => Some(RULES_TENNIS),
        "Baseball" => Some(RULES_BASEBALL),
        "IceHockey" | "Hockey" | "Basketball" | "AmericanFootball" => Some(RULES_REGULATION),
        _ => None,
    }
}

/// The field of what a bookmaker takes from winnings.
pub(crate) fn commission_at(book: &str) -> String {
    ["Commission at ", book, ", per cent"].concat()
}

/// Why there are no stakes.
pub(crate) fn no_commission(book: &str) -> String {
    ["The commission at ", book, " is a percentage from 0 to 100, such as 2.5."].concat()
}

/// The field of a bookmaker's highest stake.
pub(crate) fn limit_at(book: &str) -> String {
    ["Highest stake at ", book].concat()
}

/// Why less is staked than was asked for.
pub(crate) fn capped(book: &str) -> String {
    ["The limit at ", book, " keeps the stakes down."].concat()
}

/// Why there are no stakes.
pub(crate) fn over_limit(book: &str) -> String {
    ["That is over the limit at ", book, "."].concat()
}

/// `Oldest price 14 s`.
pub(crate) fn oldest_leg(age: &str) -> String {
    ["Oldest price ", age].concat()
}

/// `Seen 10 s apart`.
pub(crate) fn legs_apart(span: &str) -> String {
    ["Seen ", span, " apart"].concat()
}

/// `2 or fewer`.
pub(crate) fn or_fewer(points: i64) -> String {
    [&points.to_string(), " or fewer"].concat()
}

/// `4 or more`.
pub(crate) fn or_more(points: i64) -> String {
    [&points.to_string(), " or more"].concat()
}

/// `PSG by 2`.
pub(crate) fn by(side: &str, points: i64) -> String {
    [side, " by ", &points.to_string()].concat()
}

/// `PSG by 2 or more`.
pub(crate) fn by_or_more(side: &str, points: i64) -> String {
    [side, " by ", &points.to_string(), " or more"].concat()
}

/// `Lyon by 1 to PSG by 1`.
pub(crate) fn from_to(from: &str, to: &str) -> String {
    [from, " to ", to].concat()
}

/// `Draw, or Lyon ahead`.
pub(crate) fn or_better(from: &str, side: &str) -> String {
    [from, ", or ", side, " ahead"].concat()
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
pub(crate) fn at_book(books: &str, age: &str) -> String {
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
