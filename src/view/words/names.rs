//! What markets, periods, outcomes and sports are called.

use model::competition;
use model::line::Line;
use model::market::{Kind, Slot};

/// A market type, as people call it; one that is not known keeps its own name.
pub(crate) fn market(market_type: &str) -> &str {
    match Kind::of(market_type) {
        Kind::Moneyline => "Match result",
        Kind::Total => "Totals",
        Kind::Spread => "Handicap",
        Kind::Other => market_type,
    }
}

/// A period of a match.
pub(crate) fn period(number: i32) -> String {
    match number {
        0 => "Full match".to_owned(),
        1 => "1st half".to_owned(),
        2 => "2nd half".to_owned(),
        other => format!("Period {other}"),
    }
}

/// What stands over a column, and in a narrow row before its price.
pub(crate) fn outcome(kind: Kind, slot: Slot) -> &'static str {
    match (kind, slot) {
        (Kind::Moneyline, Slot::B) => "X",
        (Kind::Moneyline | Kind::Spread, Slot::A) => "1",
        (Kind::Moneyline | Kind::Spread, Slot::C) => "2",
        (Kind::Total, Slot::A) => "Over",
        (Kind::Total, Slot::B) => "Line",
        (Kind::Total, Slot::C) => "Under",
        (Kind::Spread, Slot::B) => "Handicap",
        (Kind::Other, _) => "",
    }
}

/// What the sign over a column stands for, where it is a sign.
pub(crate) fn outcome_long(kind: Kind, slot: Slot) -> &'static str {
    match (kind, slot) {
        (Kind::Moneyline | Kind::Spread, Slot::A) => " Home",
        (Kind::Moneyline, Slot::B) => " Draw",
        (Kind::Moneyline | Kind::Spread, Slot::C) => " Away",
        _ => "",
    }
}

/// A line between the prices of its two sides: signed where it is a handicap.
pub(crate) fn line(kind: Kind, line: Line) -> String {
    let text = if kind == Kind::Spread { line.signed() } else { line.to_string() };
    text.replace('-', "−")
}

/// A competition, by its code: its name when it is known.
pub(crate) fn competition(code: &str) -> &str {
    competition::known(code).map_or(code, |known| known.title)
}

/// Where a competition is played, or which sport it is.
pub(crate) fn place<'a>(code: &str, sport: &'a str) -> &'a str {
    competition::known(code)
        .map(|known| known.place)
        .filter(|place| !place.is_empty())
        .unwrap_or(sport)
}

/// A sport, as people write it.
pub(crate) fn sport(name: &str) -> &str {
    match name {
        "AmericanFootball" => "American football",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use model::line::Line;
    use model::market::{Kind, Slot};

    use super::{competition, line, market, outcome, period, place};

    #[test]
    fn known_names_are_said_and_unknown_ones_kept() {
        assert_eq!(market("moneyline"), "Match result");
        assert_eq!(market("btts"), "btts");
        assert_eq!(period(0), "Full match");
        assert_eq!(period(4), "Period 4");
        assert_eq!(competition("LIG1"), "Ligue 1");
        assert_eq!(competition("ZZZ"), "ZZZ");
        assert_eq!(place("LIG1", "Football"), "France");
        assert_eq!(place("NBA", "Basketball"), "Basketball");
        assert_eq!(place("ZZZ", "Chess"), "Chess");
    }

    #[test]
    fn lines_are_signed_only_as_handicaps() {
        assert_eq!(line(Kind::Total, Line::from_quarters(10)), "2.5");
        assert_eq!(line(Kind::Spread, Line::from_quarters(6)), "+1.5");
        assert_eq!(line(Kind::Spread, Line::from_quarters(-1)), "−0.25");
    }

    #[test]
    fn only_a_market_that_is_not_understood_has_no_heads() {
        for kind in [Kind::Moneyline, Kind::Total, Kind::Spread] {
            assert!(
                [Slot::A, Slot::B, Slot::C].iter().all(|slot| !outcome(kind, *slot).is_empty())
            );
        }
        assert_eq!(outcome(Kind::Other, Slot::A), "");
    }
}
