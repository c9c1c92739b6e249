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

/// Some bets, and what they come to: `Over 2 / Under 3.5: middle`.
pub(crate) fn set(bets: &str, verdict: Verdict) -> String {
    let verdict = match verdict {
        Verdict::Guaranteed => VERDICT_ARBITRAGE,
        Verdict::NoLoss => VERDICT_NO_LOSS,
        Verdict::Middle => VERDICT_MIDDLE,
        Verdict::PolishMiddle => VERDICT_GAP,
        Verdict::None => VERDICT_NONE,
    };
    SET_OF.with(&[("bets", bets), ("verdict", verdict.text())])
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
