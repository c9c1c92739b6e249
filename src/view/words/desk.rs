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
