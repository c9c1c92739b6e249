//! What the reader chose last time. Without storage every visit is the first.

use model::favourites::Favourites;
use model::format::Format;
use model::kin::Corrections;
use model::lineup::Lineup;
use model::select::Filter;

use crate::io::storage::{read, write};
use crate::state::ui::{Density, Language, Source, Theme, Ui};

const THEME: &str = "oddsboard.theme";
const DENSITY: &str = "oddsboard.density";
const FORMAT: &str = "oddsboard.format";
const LANGUAGE: &str = "oddsboard.language";
const SOURCE: &str = "oddsboard.source";
const BOOKS: &str = "oddsboard.books";
const WHO: &str = "oddsboard.who";
const KEYS: &str = "oddsboard.keys";
const SAVED: &str = "oddsboard.saved";

/// What is kept of single keys that do nothing.
const OFF: &str = "off";

/// The choices as they were left; the usual ones where none were.
pub fn load() -> Ui {
    let mut lineup = Lineup::read(&read(BOOKS).unwrap_or_default());
    lineup.correct(Corrections::parse(&read(WHO).unwrap_or_default()));
    Ui {
        filter: Filter { lineup, ..Filter::default() },
        theme: read(THEME).as_deref().and_then(Theme::parse).unwrap_or_default(),
        density: read(DENSITY).as_deref().and_then(Density::parse).unwrap_or_default(),
        format: read(FORMAT).as_deref().and_then(Format::parse).unwrap_or_default(),
        are_keys_off: read(KEYS).as_deref() == Some(OFF),
        source: read(SOURCE).as_deref().and_then(Source::parse).unwrap_or_default(),
        ..Ui::default()
    }
}

/// Keeps a language that the reader chose; which one a visit begins with, `loader/dashboard.js` decides.
pub fn store_language(language: Language) {
    let _ = write(LANGUAGE, language.as_str());
}

/// Keeps what was chosen since `before` for the next visit. What came with an address was somebody else's choice.
pub fn store(before: &Ui, ui: &Ui) {
    let choices = |ui: &Ui| {
        [
            (THEME, ui.theme.as_str()),
            (DENSITY, ui.density.as_str()),
            (FORMAT, ui.format.as_str()),
            (SOURCE, ui.source.as_str()),
            (KEYS, if ui.are_keys_off { OFF } else { "on" }),
        ]
    };
    for (before, (name, choice)) in choices(before).into_iter().zip(choices(ui)) {
        if before != (name, choice) {
            // Where nothing is kept, the next visit is the first.
            let _ = write(name, choice);
        }
    }
    let (was, lineup) = (&before.filter.lineup, &ui.filter.lineup);
    if was.columns() != lineup.columns() {
        let _ = write(BOOKS, &lineup.columns().to_string());
    }
    let later = lineup.corrections().since(&was.corrections());
    if later != Corrections::default() {
        // Another tab may have kept others.
        let mut kept = Corrections::parse(&read(WHO).unwrap_or_default());
        kept.merge(&later);
        let _ = write(WHO, &kept.to_string());
    }
}

/// The matches that were saved.
pub fn favourites() -> Favourites {
    read(SAVED).map(|text| Favourites::parse(&text)).unwrap_or_default()
}

/// Keeps the matches that are saved for the next visit, and for other tabs.
pub fn store_favourites(favourites: &Favourites) {
    let _ = write(SAVED, &favourites.to_string());
}
