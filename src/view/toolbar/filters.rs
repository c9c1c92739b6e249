//! What is on the board: words, sport, competition, bookmaker, market, period, phase.

use std::rc::Rc;

use model::select::{Filter, Phases};
use model::sorted::Sorted;
use model::view::Roster;

use crate::state::intent::Intent;
use crate::state::kept::Kept;
use crate::state::screen::Screen;
use crate::view::keys::announced;
use crate::view::kit::button::bare;
use crate::view::kit::icon;
use crate::view::kit::select::{Choice, select};
use crate::view::kit::toggle::{Segment, toggle};
use crate::view::tree::{Element, Node, el, live};
use crate::view::words::{self, Word, names};

const PHASES: [Segment; 3] =
    [("all", words::ALL, None), ("only", words::LIVE, None), ("none", words::UPCOMING, None)];

/// The filters. `is_open` holds whether they are unfolded, where they fold.
pub fn filters(screen: Screen, is_open: &Rc<Kept<bool>>) -> Element {
    let toggled = Rc::clone(is_open);
    let toggle = move || {
        toggled.set(!*toggled.peek());
    };
    let more = bare("button toolbar__more", toggle)
        .set("data-keep", "always")
        .truth("aria-expanded", *is_open.get())
        .child(icon::icon(icon::FILTER))
        .child(words::FILTERS);
    el("div", "toolbar__filters")
        .child(search(screen))
        .child(more)
        .children(CHOICES.iter().map(|choice| narrow(screen, choice)))
        .child(phases(screen))
}

fn search(screen: Screen) -> Node {
    live("search", move || {
        move || {
            let key = announced(screen, words::SEARCH_KEY);
            let input = el("input", "field__input")
                .set("type", "search")
                .attr("placeholder", words::SEARCH_HINT)
                .maybe("aria-keyshortcuts", key)
                .property("value", screen.ui().filter.search.clone())
                .on("input", move |words| screen.dispatch(Intent::Search(words)));
            el("label", "field toolbar__search")
                .set("data-keep", "always")
                .child(icon::icon(icon::SEARCH))
                .child(el("span", "visually-hidden").child(words::SEARCH))
                .child(input)
                .child(key.map(|key| el("kbd", "field__key").set("aria-hidden", "true").child(key)))
        }
    })
}

fn phases(screen: Screen) -> Node {
    live("phases", move || {
        move || {
            let phases = screen.ui().filter.phases.as_str();
            let choose = move |value: String| {
                screen.dispatch(Intent::Phases(Phases::parse(&value).unwrap_or_default()));
            };
            toggle(words::PHASES, "live", &PHASES, phases, choose).set("data-keep", "middle")
        }
    })
}

/// One thing that the board is narrowed by.
struct Narrow {
    label: Word,
    choices: fn(&Roster, &Filter) -> Vec<Choice>,
    value: fn(&Filter) -> Option<String>,
    intent: fn(Option<String>) -> Intent,
}

const CHOICES: [Narrow; 5] = [
    Narrow {
        label: words::SPORT,
        choices: sports,
        value: |filter| filter.sport.clone(),
        intent: Intent::Sport,
    },
    Narrow {
        label: words::COMPETITION,
        choices: competitions,
        value: |filter| filter.competition.clone(),
        intent: Intent::Competition,
    },
    Narrow {
        label: words::BOOKMAKER,
        choices: bookmakers,
        value: |filter| filter.bookmaker.clone(),
        intent: Intent::Bookmaker,
    },
    Narrow {
        label: words::MARKET,
        choices: markets,
        value: |filter| Some(filter.market_type.clone()),
        intent: |value| Intent::Market(value.unwrap_or_default()),
    },
    Narrow {
        label: words::PERIOD,
        choices: periods,
        value: |filter| Some(filter.period.to_string()),
        intent: |value| {
            Intent::Period(value.and_then(|value| value.parse().ok()).unwrap_or_default())
        },
    },
];

fn narrow(screen: Screen, narrow: &'static Narrow) -> Node {
    live(narrow.label.english(), move || {
        move || {
            let (roster, ui) = (screen.roster(), screen.ui());
            let value = (narrow.value)(&ui.filter).unwrap_or_default();
            let choose = move |value: String| {
                let chosen = Some(value).filter(|value| !value.is_empty());
                screen.dispatch((narrow.intent)(chosen));
            };
            select(narrow.label, (narrow.choices)(&roster, &ui.filter), &value, choose)
        }
    })
}

fn all(text: Word) -> std::iter::Once<Choice> {
    std::iter::once(Choice::new("", text.text()))
}

fn sports(roster: &Roster, _: &Filter) -> Vec<Choice> {
    let sport = |name: &std::sync::Arc<str>| Choice::new(&**name, names::sport(name));
    all(words::ALL).chain(roster.sports.iter().map(sport)).collect()
}

/// The competitions of the sport chosen, or of all.
fn competitions(roster: &Roster, filter: &Filter) -> Vec<Choice> {
    let belongs = |sport: &str| filter.sport.as_deref().is_none_or(|wanted| wanted == sport);
    let found = roster.competitions.iter().filter(|(_, sport)| belongs(sport));
    let choice =
        |(code, _): &(std::sync::Arc<str>, _)| Choice::new(&**code, names::competition(code));
    all(words::ALL).chain(found.map(choice)).collect()
}

fn bookmakers(roster: &Roster, _: &Filter) -> Vec<Choice> {
    let book = |name: &std::sync::Arc<str>| Choice::new(&**name, &**name);
    all(words::BEST_OF_ALL).chain(roster.books.iter().map(book)).collect()
}

/// The markets on the board, and those that are understood whether they are on it yet or not.
fn markets(roster: &Roster, _: &Filter) -> Vec<Choice> {
    let known = ["moneyline", "total", "spread"];
    let others =
        roster.market_types.iter().map(|name| &**name).filter(|name| !known.contains(name));
    known.into_iter().chain(others).map(|name| Choice::new(name, names::market(name))).collect()
}

/// The full match and the period that is asked for are on offer before any price of them is known.
fn periods(roster: &Roster, filter: &Filter) -> Vec<Choice> {
    let asked = [0, filter.period];
    let periods: Sorted<_> = roster.periods.iter().chain(&asked).copied().collect();
    periods.iter().map(|period| Choice::new(period.to_string(), names::period(*period))).collect()
}

#[cfg(test)]
mod tests {
    use model::select::Filter;
    use model::view::Roster;

    use super::{competitions, markets, periods};

    fn roster() -> Roster {
        Roster {
            competitions: vec![
                ("LIG1".into(), "Football".into()),
                ("NBA".into(), "Basketball".into()),
            ],
            market_types: vec!["moneyline".into(), "btts".into()],
            ..Roster::default()
        }
    }

    #[test]
    fn competitions_are_those_of_the_sport_chosen() {
        let values = |sport: Option<&str>| {
            let filter = Filter { sport: sport.map(str::to_owned), ..Filter::default() };
            competitions(&roster(), &filter)
                .into_iter()
                .map(|choice| choice.text)
                .collect::<Vec<_>>()
        };
        assert_eq!(values(None), ["All", "Ligue 1", "NBA"]);
        assert_eq!(values(Some("Basketball")), ["All", "NBA"]);
    }

    #[test]
    fn known_markets_are_always_on_offer() {
        let markets = markets(&roster(), &Filter::default());
        let values: Vec<_> = markets.iter().map(|choice| choice.value.as_str()).collect();
        assert_eq!(values, ["moneyline", "total", "spread", "btts"]);
    }

    #[test]
    fn the_period_asked_for_has_its_name_before_it_has_prices() {
        let asked = Filter { period: 1, ..Filter::default() };
        let names = |roster: &Roster| {
            periods(roster, &asked).iter().map(|choice| choice.value.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(&Roster::default()), ["0", "1"]);
        assert_eq!(names(&Roster { periods: vec![0, 2], ..Roster::default() }), ["0", "1", "2"]);
    }
}
