//! The view in the query of the page's address: written short, read with care.
//!
//! What is as usual is not written. What is not understood when it is read is left out and never replaced, and the
//! rest counts; whatever is somebody else's is kept as it is.

use model::escape;
use model::fixture::Fixture;
use model::format::Format;
use model::line::Line;
use model::order::Sort;
use model::select::Phases;

use crate::state::ui::{Density, Source, Theme, Ui};

/// The match that is open, and the line at which it is compared, where that was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// The match.
    pub fixture: Fixture,
    /// The line.
    pub line: Option<Line>,
}

/// What an address says beside the reader's choices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The match to open.
    pub open: Option<Open>,
    /// Parameters that are not ours, as they stand.
    pub rest: String,
}

/// A choice as a parameter: its name, its value, and how that is read, which says whether it is understood.
struct Part {
    name: &'static str,
    write: fn(&Ui) -> String,
    read: fn(&mut Ui, String) -> bool,
}

const MATCH: &str = "match";
const LINE: &str = "line";
const PERIOD: &str = "period";

/// No market's name is longer, in bytes; the backend refuses to be asked for it.
const MARKET_MAX: usize = 100;

const PARTS: [Part; 14] = [
    Part {
        name: "market",
        write: |ui| ui.filter.market_type.clone(),
        read: |ui, text| {
            put(&mut ui.filter.market_type, Some(text).filter(|text| text.len() <= MARKET_MAX))
        },
    },
    Part {
        name: PERIOD,
        write: |ui| ui.filter.period.to_string(),
        read: |ui, text| put(&mut ui.filter.period, text.parse().ok()),
    },
    Part {
        name: "sport",
        write: |ui| ui.filter.sport.clone().unwrap_or_default(),
        read: |ui, text| put(&mut ui.filter.sport, Some(Some(text))),
    },
    Part {
        name: "competition",
        write: |ui| ui.filter.competition.clone().unwrap_or_default(),
        read: |ui, text| put(&mut ui.filter.competition, Some(Some(text))),
    },
    Part {
        name: "bookmaker",
        write: |ui| ui.filter.bookmaker.clone().unwrap_or_default(),
        read: |ui, text| put(&mut ui.filter.bookmaker, Some(Some(text))),
    },
    Part {
        name: "live",
        write: |ui| ui.filter.phases.as_str().to_owned(),
        read: |ui, text| put(&mut ui.filter.phases, Phases::parse(&text)),
    },
    Part {
        name: "q",
        write: |ui| ui.filter.search.clone(),
        read: |ui, text| put(&mut ui.filter.search, Some(text)),
    },
    Part {
        name: "sort",
        write: |ui| ui.sort.as_str().to_owned(),
        read: |ui, text| put(&mut ui.sort, Sort::parse(&text)),
    },
    Part {
        name: "saved",
        write: |ui| if ui.saved_only { "1".to_owned() } else { String::new() },
        read: |ui, text| put(&mut ui.saved_only, (text == "1").then_some(true)),
    },
    Part {
        name: "books",
        write: |ui| ui.filter.lineup.columns().to_string(),
        read: |ui, text| {
            ui.filter.lineup.reorder(&text);
            true
        },
    },
    Part {
        name: "format",
        write: |ui| ui.format.as_str().to_owned(),
        read: |ui, text| put(&mut ui.format, Format::parse(&text)),
    },
    Part {
        name: "density",
        write: |ui| ui.density.as_str().to_owned(),
        read: |ui, text| put(&mut ui.density, Density::parse(&text)),
    },
    Part {
        name: "theme",
        write: |ui| ui.theme.as_str().to_owned(),
        read: |ui, text| put(&mut ui.theme, Theme::parse(&text)),
    },
    Part {
        name: "source",
        write: |ui| ui.source.as_str().to_owned(),
        read: |ui, text| put(&mut ui.source, Source::parse(&text)),
    },
];

fn put<T>(place: &mut T, value: Option<T>) -> bool {
    let is_understood = value.is_some();
    if let Some(value) = value {
        *place = value;
    }
    is_understood
}

/// The query for these choices and this open match, without its question mark; `rest` is kept at its end.
pub fn write(ui: &Ui, open: Option<&Open>, rest: &str) -> String {
    let usual = Ui::default();
    let mut query = String::new();
    for Part { name, write, .. } in &PARTS {
        let value = write(ui);
        if value != write(&usual) {
            add(&mut query, name, &escaped(&value));
        }
    }
    if let Some(Open { fixture, line }) = open {
        // Its text is one for an address already.
        add(&mut query, MATCH, &fixture.to_string());
        if let Some(line) = line {
            add(&mut query, LINE, &line.to_string());
        }
    }
    if !rest.is_empty() {
        separate(&mut query);
        query.push_str(rest);
    }
    query
}

fn add(query: &mut String, name: &str, value: &str) {
    separate(query);
    query.push_str(name);
    query.push('=');
    query.push_str(value);
}

fn separate(query: &mut String) {
    if !query.is_empty() {
        query.push('&');
    }
}

fn escaped(value: &str) -> String {
    let mut text = String::new();
    // A string takes whatever is written to it.
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == ',';
    let _ = escape::write(&mut text, value, plain);
    text
}

/// Reads a query without its question mark over the choices in `ui`. Of a parameter that stands twice the first
/// counts.
pub fn read(query: &str, ui: &mut Ui) -> Said {
    let (mut said, mut met) = (Said::default(), Vec::new());
    let (mut fixture, mut line, mut is_of_a_period) = (None, None, true);
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, raw) = pair.split_once('=').unwrap_or((pair, ""));
        let part = PARTS.iter().find(|part| part.name == name);
        if part.is_none() && name != MATCH && name != LINE {
            separate(&mut said.rest);
            said.rest.push_str(pair);
            continue;
        }
        if raw.is_empty() || met.contains(&name) {
            continue;
        }
        met.push(name);
        let raw = raw.replace('+', "%20");
        match (name, part) {
            (MATCH, _) => fixture = Fixture::parse(&raw),
            (LINE, _) => line = escape::read(&raw).and_then(|text| Line::parse(&text)),
            (_, Some(part)) => {
                // Nobody types a line break, and what is told by lines must not be given one.
                let text = escape::read(&raw).filter(|text| !text.chars().any(char::is_control));
                let is_understood = text.is_some_and(|text| (part.read)(ui, text));
                // The same match in another period is not what was open.
                is_of_a_period &= is_understood || name != PERIOD;
            }
            _ => {}
        }
    }
    said.open = fixture.filter(|_| is_of_a_period).map(|fixture| Open { fixture, line });
    said
}

#[cfg(test)]
mod tests {
    use model::fixture::Fixture;
    use model::format::Format;
    use model::line::Line;
    use model::order::Sort;
    use model::select::Filter;

    use super::{Open, Said, read, write};
    use crate::state::ui::{Theme, Ui};

    fn over_usual(query: &str) -> (Ui, Said) {
        let mut ui = Ui::default();
        let said = read(query, &mut ui);
        (ui, said)
    }

    #[test]
    fn what_is_as_usual_is_not_written() {
        assert_eq!(write(&Ui::default(), None, ""), "");
        assert_eq!(write(&Ui::default(), None, "lang=fr"), "lang=fr");
        let filter = Filter { search: "psg & co".to_owned(), period: 1, ..Filter::default() };
        let ui = Ui { filter, sort: Sort::Margin, saved_only: true, ..Ui::default() };
        let open = Open {
            fixture: Fixture::new("Football", "LIG1", "PSG - Lyon"),
            line: Line::parse("-0.25"),
        };
        assert_eq!(
            write(&ui, Some(&open), "lang=fr&x"),
            "period=1&q=psg%20%26%20co&sort=margin&saved=1\
             &match=Football/LIG1/PSG%20-%20Lyon&line=-0.25&lang=fr&x"
        );
    }

    #[test]
    fn what_is_not_understood_is_left_out_and_the_rest_counts() {
        let check = |query: &str, expected: &str| {
            let (ui, said) = over_usual(query);
            assert_eq!(write(&ui, said.open.as_ref(), &said.rest), expected, "{query}");
        };
        check("", "");
        check("&&=&sport=", "=");
        check("period=one&sort=best&theme=DARK&saved=yes&sport=Tennis", "sport=Tennis");
        check("sport=%FF&q=a%2&competition=LIG1", "competition=LIG1");
        check("q=psg+lyon", "q=psg%20lyon");
        check("sport=Tennis&sport=Football", "sport=Tennis");
        check("api=https://elsewhere&q=a&lang=fr", "q=a&api=https://elsewhere&lang=fr");
        check("market=a%0Ab&q=a%0Alist%20all&sport=Tennis", "sport=Tennis");
        check(&format!("market={}", "m".repeat(101)), "");
        check("match=Football/LIG1&line=2.5", "");
        check("match=a/b/c&line=2.3", "match=a/b/c");
        check("match=a/b/c&line=2.5%2F3", "match=a/b/c&line=2.75");
        check("match=a/b/c&period=x", "");
        check("period=x&match=a/b/c&q=d", "q=d");
    }

    #[test]
    fn an_address_goes_before_what_was_chosen_last_time() {
        let mut ui = Ui { theme: Theme::Dark, format: Format::American, ..Ui::default() };
        read("theme=light", &mut ui);
        assert_eq!((ui.theme, ui.format), (Theme::Light, Format::American));
    }
}
