//! Words of the desk, with figures and names in their places.

use model::arbitrage::{Risk, Verdict};
use model::fair::Method;
use model::line::Line;
use model::market::Kind;

use crate::view::words::catalog::{PERCENT, fill};
use crate::view::words::{Word, figure, names, number, parts, percent};

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

/// A pace of a replay, as times as fast as it was: `×4`.
pub(crate) fn pace(times: u64) -> String {
    ["×", &number(times)].concat()
}

/// `Replay of 26 Nov, 19:42: no live prices`.
pub(crate) fn replay_of(date: &str, time: &str) -> String {
    REPLAY_OF.with(&[("date", date), ("time", time)])
}

/// `12 s of 3 min.`
pub(crate) fn played(played: &str, whole: &str) -> String {
    PLAYED.with(&[("played", played), ("whole", whole)])
}

/// `3 lines could not be read.`
pub(crate) fn unread_lines(lines: usize) -> String {
    UNREAD_LINES.counted(lines)
}

/// `Recording since 19:42.`
pub(crate) fn recording_since(time: &str) -> String {
    RECORDING_SINCE.with(&[("time", time)])
}

/// `Recorded from 19:42 to 19:58.`
pub(crate) fn recorded(from: &str, to: &str) -> String {
    RECORDED.with(&[("from", from), ("to", to)])
}

/// Why a recording does not go on.
pub(crate) fn recording_full() -> String {
    RECORDING_FULL.with(&[("size", &megabytes("50"))])
}

/// `3.2 MB`.
pub(crate) fn megabytes(canonical: &str) -> String {
    MEGABYTES.with(&[("size", &figure(canonical))])
}

/// `12 found`.
pub(crate) fn found(count: usize) -> String {
    match count {
        0 => NOTHING_FOUND.text().to_owned(),
        count => FOUND.counted(count),
    }
}

/// What is said of returns that are too good.
pub(crate) fn suspicious_note() -> String {
    SUSPICIOUS_NOTE.with(&[("share", &(figure("10") + PERCENT.text()))])
}

/// What the worst result brings of the stakes: `At worst +1.2 %`.
pub(crate) fn worst_result(share: &str) -> String {
    AT_WORST.with(&[("share", share)])
}

/// How many more there are than are listed.
pub(crate) fn more(count: usize) -> String {
    MORE.counted(count)
}

/// The button that sets an alert on a match.
pub(crate) fn set_alert_on(match_name: &str) -> String {
    SET_ALERT_ON.with(&[("match", match_name)])
}

/// Why no value is listed.
pub(crate) fn no_share() -> String {
    NO_SHARE.with(&[("whole", &figure("2")), ("parted", &figure("1.5"))])
}

/// What a stake brings on average: `+2.1 % to +3.4 % on average`.
pub(crate) fn on_average(range: &str) -> String {
    ON_AVERAGE.with(&[("range", range)])
}

/// `Fair odds 1.95–1.98`.
pub(crate) fn fair_between(range: &str) -> String {
    FAIR_BETWEEN.with(&[("range", range)])
}

/// By how much it is likelier than the price says, at the least: `Edge of 1.2 points`.
pub(crate) fn points_over(points: &str) -> String {
    POINTS_OVER.with(&[("points", points)])
}

/// `¼ Kelly up to 1.2 %`.
pub(crate) fn kelly_up_to(share: f64) -> String {
    KELLY_UP_TO.with(&[("share", &percent(share))])
}

/// `At Winamax, seen 12 s ago`.
pub(crate) fn at_books(books: &str, age: &str) -> String {
    AT_BOOKS.with(&[("books", books), ("age", age)])
}

/// Points of probability with one decimal: `1.7`.
pub(crate) fn points(probability: f64) -> String {
    let text = percent(probability);
    text.strip_suffix(PERCENT.text()).unwrap_or(&text).to_owned()
}

/// What the provider's own list is.
pub(crate) fn provider_note(time: &str) -> String {
    PROVIDER_NOTE.with(&[("time", time)])
}

/// A value of the provider's list: `+3.1 %`.
pub(crate) fn provider_value(percent: &str) -> String {
    sided(&["+", percent].concat()) + PERCENT.text()
}

/// A price of the provider's list: `2.10 at Winamax, seen 2 min ago`.
pub(crate) fn provider_price(price: &str, book: &str, age: &str) -> String {
    PROVIDER_PRICE.with(&[("price", price), ("book", book), ("age", age)])
}

/// Since when moves are known: `Best prices that moved most since 19:42.`
pub(crate) fn moved_since(time: &str) -> String {
    MOVED_SINCE.with(&[("time", time)])
}

/// A price that fell: `from 3.95, 1.7 points likelier`.
pub(crate) fn likelier(from: &str, points: &str) -> String {
    LIKELIER.with(&[("from", from), ("points", points)])
}

/// A price that rose: `from 3.70, 2.0 points less likely`.
pub(crate) fn less_likely(from: &str, points: &str) -> String {
    LESS_LIKELY.with(&[("from", from), ("points", points)])
}

/// Bookmakers that lowered a price: `lowered by 4 bookmakers in 40 s, at 19:42`.
pub(crate) fn steam_down(groups: usize, span: &str, time: &str) -> String {
    fill(&STEAM_DOWN.counted(groups), &[("span", span), ("time", time)])
}

/// Bookmakers that raised a price: `raised by 4 bookmakers in 40 s, at 19:42`.
pub(crate) fn steam_up(groups: usize, span: &str, time: &str) -> String {
    fill(&STEAM_UP.counted(groups), &[("span", span), ("time", time)])
}

/// `While you were away (12 min)`.
pub(crate) fn while_away(span: &str) -> String {
    WHILE_AWAY.with(&[("span", span)])
}

/// `Best prices as they were when you came back at 19:42.`
pub(crate) fn as_it_was(time: &str) -> String {
    AS_IT_WAS.with(&[("time", time)])
}

/// `went from 2.10 to 2.25`.
pub(crate) fn went(from: &str, to: &str) -> String {
    WENT.with(&[("from", from), ("to", to)])
}

/// `2.10 is gone`.
pub(crate) fn gone(from: &str) -> String {
    GONE.with(&[("price", from)])
}

/// `2.10 is new`.
pub(crate) fn appeared(to: &str) -> String {
    APPEARED.with(&[("price", to)])
}

/// Why an alert is not set.
pub(crate) fn alert_no_number() -> String {
    ALERT_NO_NUMBER.with(&[("price", &figure("2.10")), ("share", &figure("1.5"))])
}

/// `The best price is 2.10 or higher`.
pub(crate) fn rings_at_least(price: &str) -> String {
    RINGS_AT_LEAST.with(&[("price", price)])
}

/// `The best price is 1.80 or lower`.
pub(crate) fn rings_at_most(price: &str) -> String {
    RINGS_AT_MOST.with(&[("price", price)])
}

/// `The best price moves by 5.0 % within 10 min`.
pub(crate) fn rings_moved(share: &str, span: &str) -> String {
    RINGS_MOVED.with(&[("share", share), ("span", span)])
}

/// `The best price moves by 5.0 points within 10 min`.
pub(crate) fn rings_shifted(points: &str, span: &str) -> String {
    RINGS_SHIFTED.with(&[("points", points), ("span", span)])
}

/// `An arbitrage of 1.0 % or more`.
pub(crate) fn rings_arbitrage(share: &str) -> String {
    RINGS_ARBITRAGE.with(&[("share", share)])
}

/// `Value of 2.0 % or more by every method`.
pub(crate) fn rings_value(share: &str) -> String {
    RINGS_VALUE.with(&[("share", share)])
}

/// What takes an alert away.
pub(crate) fn remove_alert(condition: &str) -> String {
    REMOVE_ALERT.with(&[("condition", condition)])
}

/// How many alerts that were kept cannot be read.
pub(crate) fn left_out_alerts(count: usize) -> String {
    LEFT_OUT_ALERTS.counted(count)
}

/// `PSG - Lyon: the best price for PSG is 2.15`.
pub(crate) fn rang_price(match_name: &str, selection: &str, price: &str) -> String {
    RANG_PRICE.with(&[("match", match_name), ("selection", selection), ("price", price)])
}

/// `PSG - Lyon: PSG moved, 3.7 points likelier`.
pub(crate) fn rang_likelier(match_name: &str, selection: &str, points: &str) -> String {
    RANG_LIKELIER.with(&[("match", match_name), ("selection", selection), ("points", points)])
}

/// `PSG - Lyon: PSG moved, 3.7 points less likely`.
pub(crate) fn rang_less_likely(match_name: &str, selection: &str, points: &str) -> String {
    RANG_LESS_LIKELY.with(&[("match", match_name), ("selection", selection), ("points", points)])
}

/// `PSG - Lyon: arbitrage, at worst +1.2 %`.
pub(crate) fn rang_arbitrage(match_name: &str, share: &str) -> String {
    RANG_ARBITRAGE.with(&[("match", match_name), ("share", share)])
}

/// `PSG - Lyon: value of +2.1 % or more on PSG`.
pub(crate) fn rang_value(match_name: &str, selection: &str, share: &str) -> String {
    RANG_VALUE.with(&[("match", match_name), ("selection", selection), ("share", share)])
}

/// What a button does: `Move Winamax up`.
pub(crate) fn move_up(name: &str) -> String {
    MOVE_UP.with(&[("name", name)])
}

/// What a button does: `Move Winamax down`.
pub(crate) fn move_down(name: &str) -> String {
    MOVE_DOWN.with(&[("name", name)])
}

/// Of which selection a line is, and since when: `PSG since 19:42`.
pub(crate) fn since(selection: &str, time: &str) -> String {
    TREND_SINCE.with(&[("selection", selection), ("time", time)])
}

#[cfg(test)]
mod tests {
    use model::line::Line;

    use super::{Verdict, between, points, provider_value, set, side_at, sided, signed, whole};
    use super::{found, left_out_alerts, steam_down, suspicious_note, unread_lines};
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

    #[test]
    fn points_are_shares_without_their_sign() {
        assert_eq!(points(0.017), "1.7");
        assert!(suspicious_note().starts_with("A return over 10 % is seldom "));
        let french = language(FRENCH, "");
        assert_eq!(during(&french, || points(0.017)), "1,7");
        assert_eq!(during(&french, || provider_value("3.1")), "+3,1\u{202f}%");
    }

    #[test]
    fn counts_choose_their_forms() {
        assert_eq!([found(0), found(12)], ["Nothing found", "12 found"]);
        assert_eq!(unread_lines(1), "1 line could not be read.");
        assert_eq!(unread_lines(3), "3 lines could not be read.");
        assert!(left_out_alerts(1).starts_with("One alert that was kept cannot "));
        assert!(left_out_alerts(2).starts_with("2 alerts that were kept cannot "));
        assert_eq!(steam_down(4, "40 s", "19:42"), "lowered by 4 bookmakers in 40 s, at 19:42");
    }
}
