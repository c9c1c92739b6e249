//! What markets, periods, outcomes and sports are called.

use std::sync::Arc;

use model::competition;
use model::line::Line;
use model::market::{Kind, Slot};

use crate::view::tree::Text;
use crate::view::words::{Word, catalog, english, figure};

/// A market type, as people call it; one that is not known keeps its own name.
pub(crate) fn market(market_type: &str) -> &str {
    match Kind::of(market_type) {
        Kind::Moneyline => english::MATCH_RESULT.text(),
        Kind::Total => english::TOTALS.text(),
        Kind::Spread => english::HANDICAP.text(),
        Kind::Other => market_type,
    }
}

/// A period of a match.
pub(crate) fn period(of_match: i32) -> String {
    let text = match of_match {
        0 => english::FULL_MATCH,
        1 => english::FIRST_HALF,
        2 => english::SECOND_HALF,
        _ => english::PERIOD_NUMBER,
    };
    text.with(&[("number", &figure(&of_match.to_string()))])
}

/// What stands over a column, and in a narrow row before its price.
pub(crate) fn outcome(kind: Kind, slot: Slot) -> &'static str {
    let word = match (kind, slot) {
        (Kind::Moneyline, Slot::B) => return "X",
        (Kind::Moneyline | Kind::Spread, Slot::A) => return "1",
        (Kind::Moneyline | Kind::Spread, Slot::C) => return "2",
        (Kind::Total, Slot::A) => english::OVER,
        (Kind::Total, Slot::B) => english::LINE,
        (Kind::Total, Slot::C) => english::UNDER,
        (Kind::Spread, Slot::B) => english::HANDICAP,
        (Kind::Other, _) => return "",
    };
    word.text()
}

/// What the sign over a column stands for, where it is a sign.
pub(crate) fn outcome_long(kind: Kind, slot: Slot) -> Option<Word> {
    match (kind, slot) {
        (Kind::Moneyline | Kind::Spread, Slot::A) => Some(english::HOME),
        (Kind::Moneyline, Slot::B) => Some(english::DRAW),
        (Kind::Moneyline | Kind::Spread, Slot::C) => Some(english::AWAY),
        _ => None,
    }
}

/// A selection as the reader says it: sides of a total and the draw are words, all others are names of the feed.
pub(crate) fn selection(of_feed: &Arc<str>) -> Text {
    let (name, line) = of_feed.split_once(' ').unwrap_or((of_feed, ""));
    let word = match name {
        "Over" => english::OVER,
        "Under" => english::UNDER,
        "Draw" => english::DRAW,
        _ => return of_feed.into(),
    };
    // A team of that name has more to its name.
    if !line.bytes().all(|sign| sign.is_ascii_digit() || sign == b'.') {
        return of_feed.into();
    }
    let mut said = word.text().to_owned();
    if !line.is_empty() {
        said.push(' ');
        said.push_str(&figure(line));
    }
    said.into()
}

/// A line between the prices of its two sides: signed where it is a handicap.
pub(crate) fn line(kind: Kind, line: Line) -> String {
    figure(&if kind == Kind::Spread { line.signed() } else { line.to_string() })
}

/// A competition, by its code: its name when it is known.
pub(crate) fn competition(code: &str) -> &str {
    competition::known(code).map_or(code, |known| known.title)
}

/// Where a competition is played, or which sport it is.
pub(crate) fn place<'a>(code: &str, of_sport: &'a str) -> &'a str {
    match competition::known(code).map(|known| known.place).filter(|place| !place.is_empty()) {
        Some(place) => catalog::name(place).unwrap_or(place),
        None => sport(of_sport),
    }
}

/// A sport, as people write it.
pub(crate) fn sport(name: &str) -> &str {
    match catalog::name(name) {
        Some(own) => own,
        None if name == "AmericanFootball" => "American football",
        None => name,
    }
}

/// Languages by the first part of their tags, each as those call it who speak it.
pub(crate) const LANGUAGES: [(&str, &str); 7] = [
    ("en", "English"),
    ("fr", "Français"),
    ("de", "Deutsch"),
    ("es", "Español"),
    ("it", "Italiano"),
    ("pt", "Português"),
    ("ar", "العربية"),
];

#[cfg(test)]
mod tests {
    use model::line::Line;
    use model::market::{Kind, Slot};

    use model::competition::{KNOWN, SPORTS};

    use super::{LANGUAGES, Word, competition, line, market, outcome, period, place, selection};
    use crate::state::ui::Language;
    use crate::view::words::catalog::tests::{FRENCH, during, language};
    use crate::view::words::english::EVERY;

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
    fn every_place_and_sport_that_is_known_has_a_name_in_every_language() {
        let files = [
            include_str!("../../../words/ar.txt"),
            include_str!("../../../words/de.txt"),
            include_str!("../../../words/es.txt"),
            include_str!("../../../words/fr.txt"),
            include_str!("../../../words/it.txt"),
            include_str!("../../../words/pt.txt"),
        ];
        let places = KNOWN.iter().map(|known| known.place);
        for name in places.filter(|place| !place.is_empty()).chain(SPORTS) {
            let line = format!("\n\"{name}\" ");
            assert!(files.iter().all(|file| file.contains(&line)), "{name}");
        }
    }

    #[test]
    fn every_language_that_can_be_chosen_has_a_name() {
        let tags = LANGUAGES.map(|(tag, _)| tag);
        assert!(Language::ALL.iter().map(|language| language.as_str()).eq(tags));
    }

    #[test]
    fn a_selection_that_is_a_word_is_said_in_the_language_and_a_name_is_kept() {
        let check = |feed: &str, own: &str| {
            assert_eq!(&*selection(&feed.into()), feed, "in English");
            let said = || selection(&feed.into()).to_string();
            assert_eq!(during(&french(), said), own);
        };
        check("Over 2.5", "Plus de 2,5");
        check("Under 10.25", "Moins de 10,25");
        check("Draw", "Nul");
        check("Over the Hill", "Over the Hill");
        check("Marseille", "Marseille");
    }

    /// French where it says sides and the draw, and English elsewhere.
    fn french() -> String {
        let own = |(key, word): &(&str, Word)| match *key {
            "OVER" => "Plus de",
            "UNDER" => "Moins de",
            "DRAW" => "Nul",
            _ => word.english(),
        };
        language(FRENCH, &EVERY.iter().map(own).collect::<Vec<_>>().join("\n"))
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
