//! What a selection's text means, and which selections together are every way a market can end.

use crate::line::Line;
use crate::text;

/// The families of markets whose selections the board understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Who wins; three ways where a draw is on offer, two elsewhere.
    Moneyline,
    /// Over or under a line.
    Total,
    /// A side with a head start or a burden.
    Spread,
    /// Any other market: shown, never added up.
    Other,
}

impl Kind {
    /// The family of the provider's `market_type`.
    pub fn of(market_type: &str) -> Self {
        match market_type {
            "moneyline" => Self::Moneyline,
            "total" => Self::Total,
            "spread" => Self::Spread,
            _ => Self::Other,
        }
    }
}

/// One way a market can end, as far as the text of a selection tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The side named first; with its handicap in a spread.
    Home(Option<Line>),
    /// Neither side.
    Draw,
    /// The side named last; with its handicap in a spread.
    Away(Option<Line>),
    /// More than the line.
    Over(Line),
    /// Less than the line.
    Under(Line),
    /// A text that is none of these.
    Unknown,
}

impl Outcome {
    /// Reads a selection's text in the light of its market and match.
    ///
    /// Separators vary and stand inside names, so a side that is not found by them is home when the match
    /// name begins with it and away when it ends with it.
    pub fn read(kind: Kind, match_name: &str, selection: &str) -> Self {
        match kind {
            Kind::Moneyline if selection == "Draw" => Self::Draw,
            Kind::Moneyline => side(match_name, selection, None),
            Kind::Total => total(selection),
            Kind::Spread => spread(match_name, selection),
            Kind::Other => Self::Unknown,
        }
    }

    /// The line that only outcomes of the same comparable set share: a total's line, and a handicap seen
    /// from the home side. `None` for outcomes without one.
    pub fn set_line(self) -> Option<Line> {
        match self {
            Self::Home(line) => line,
            Self::Away(line) => line.map(Line::mirrored),
            Self::Over(line) | Self::Under(line) => Some(line),
            Self::Draw | Self::Unknown => None,
        }
    }

    /// The column it stands in: home, draw and away, or over and under.
    pub fn slot(self) -> Option<Slot> {
        match self {
            Self::Home(_) | Self::Over(_) => Some(Slot::A),
            Self::Draw => Some(Slot::B),
            Self::Away(_) | Self::Under(_) => Some(Slot::C),
            Self::Unknown => None,
        }
    }
}

/// The three columns of a row: home, draw, away, or over, line, under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// Home, or over.
    A,
    /// The draw, or the line.
    B,
    /// Away, or under.
    C,
}

impl Slot {
    /// Its name in the page.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
            Self::C => "c",
        }
    }
}

fn side(match_name: &str, name: &str, line: Option<Line>) -> Outcome {
    let (home, away) = match sides(match_name) {
        Some((home, away)) if name == home || name == away => (name == home, name == away),
        _ => (match_name.starts_with(name), match_name.ends_with(name)),
    };
    match (home, away) {
        _ if name.is_empty() => Outcome::Unknown,
        (true, false) => Outcome::Home(line),
        (false, true) => Outcome::Away(line),
        // Both or neither: the text does not tell the sides apart, and guessing would turn a handicap round.
        (true, true) | (false, false) => Outcome::Unknown,
    }
}

fn total(selection: &str) -> Outcome {
    let read = |word: &str| selection.strip_prefix(word).and_then(|rest| Line::parse(rest.trim()));
    match (read("Over "), read("Under ")) {
        (Some(line), _) => Outcome::Over(line),
        (None, Some(line)) => Outcome::Under(line),
        (None, None) => Outcome::Unknown,
    }
}

fn spread(match_name: &str, selection: &str) -> Outcome {
    let Some((name, line)) = selection.rsplit_once(' ') else {
        return Outcome::Unknown;
    };
    match Line::parse(line.trim_matches(['(', ')'])) {
        Some(line) => side(match_name, name.trim_end(), Some(line)),
        None => Outcome::Unknown,
    }
}

/// The two sides of a match, for display: what stands before and after the separator.
///
/// `None` when no known separator stands in the name exactly once.
pub fn sides(match_name: &str) -> Option<(&str, &str)> {
    [" - ", " / ", " vs ", " v ", " @ "].into_iter().find_map(|separator| {
        let (home, away) = text::split(match_name, separator)?;
        (!home.is_empty() && !away.is_empty() && text::find(away, separator).is_none())
            .then_some((home, away))
    })
}

#[cfg(test)]
mod tests {
    use super::{Kind, Outcome, sides};
    use crate::line::Line;

    const MATCH: &str = "Saint-Étienne - Le Havre";

    #[test]
    fn selections_are_read_by_market_and_match() {
        let quarters = Line::from_quarters;
        let check = |market: &str, selection: &str, outcome: Outcome| {
            let read = Outcome::read(Kind::of(market), MATCH, selection);
            assert_eq!(read, outcome, "{market}: {selection}");
        };
        check("moneyline", "Saint-Étienne", Outcome::Home(None));
        check("moneyline", "Le Havre", Outcome::Away(None));
        check("moneyline", "Draw", Outcome::Draw);
        check("moneyline", "St Etienne", Outcome::Unknown);
        check("moneyline", "", Outcome::Unknown);
        check("total", "Over 2.5", Outcome::Over(quarters(10)));
        check("total", "Under 2.25", Outcome::Under(quarters(9)));
        check("total", "Over", Outcome::Unknown);
        check("total", "Over 2.1", Outcome::Unknown);
        check("spread", "Saint-Étienne -1.5", Outcome::Home(Some(quarters(-6))));
        check("spread", "Le Havre +1.5", Outcome::Away(Some(quarters(6))));
        check("spread", "Le Havre (+1.5)", Outcome::Away(Some(quarters(6))));
        check("spread", "Le Havre", Outcome::Unknown);
        check("btts", "Yes", Outcome::Unknown);
    }

    #[test]
    fn handicaps_that_belong_together_share_a_line() {
        let read = |selection| Outcome::read(Kind::Spread, MATCH, selection).set_line();
        assert_eq!(read("Saint-Étienne -1.5"), read("Le Havre +1.5"));
        assert_ne!(read("Saint-Étienne -1.5"), read("Le Havre -1.5"));
    }

    #[test]
    fn a_side_that_fits_both_ends_is_neither() {
        let home = Outcome::read(Kind::Moneyline, "Lyon - Olympique Lyon", "Lyon");
        assert_eq!(home, Outcome::Home(None), "the separator tells");
        assert_eq!(Outcome::read(Kind::Moneyline, "Nice - Nice", "Nice"), Outcome::Unknown);
    }

    #[test]
    fn separators_vary() {
        assert_eq!(sides("PSG - Lyon"), Some(("PSG", "Lyon")));
        assert_eq!(sides("Cavaliers / Raptors"), Some(("Cavaliers", "Raptors")));
        assert_eq!(sides("Saint-Étienne - Le Havre"), Some(("Saint-Étienne", "Le Havre")));
        assert_eq!(sides("A - B - C"), None);
        assert_eq!(sides("Winner of the cup"), None);
    }
}
