//! What is on the board: words, sport, competition, bookmaker, market, period, phase.

use leptos::ev;
use leptos::html::Input;
use leptos::prelude::*;
use model::select::{Filter, Phases};
use model::view::Roster;

use crate::state::intent::Intent;
use crate::state::screen::Screen;
use crate::view::kit::icon::{self, Icon};
use crate::view::kit::select::{Choice, Select};
use crate::view::kit::toggle::{Segment, Toggle};
use crate::view::words::{self, names};

const PHASES: [Segment; 3] =
    [("all", words::ALL, None), ("only", words::LIVE, None), ("none", words::UPCOMING, None)];

/// The filters.
#[component]
pub fn Filters(
    /// What is on the board.
    screen: Screen,
    /// Whether they are unfolded.
    is_open: ReadSignal<bool>,
    /// Told when they are to be unfolded or folded.
    #[prop(into)]
    on_open: Callback<()>,
) -> impl IntoView {
    let phases = Memo::new(move |_| screen.ui.read().filter.phases.as_str());
    let set_phases = move |value: &'static str| {
        screen.dispatch.run(Intent::Phases(Phases::parse(value).unwrap_or_default()));
    };
    view! {
        <div class="toolbar__filters">
            <Search screen=screen />
            <button
                class="button toolbar__more"
                type="button"
                data-keep="always"
                aria-expanded=move || if is_open.get() { "true" } else { "false" }
                on:click=move |_| on_open.run(())
            >
                <Icon shape=icon::FILTER />
                {words::FILTERS}
            </button>
            <Narrow screen=screen label=words::SPORT choices=sports value=|filter| filter.sport.clone() intent=Intent::Sport />
            <Narrow
                screen=screen
                label=words::COMPETITION
                choices=competitions
                value=|filter| filter.competition.clone()
                intent=Intent::Competition
            />
            <Narrow
                screen=screen
                label=words::BOOKMAKER
                choices=bookmakers
                value=|filter| filter.bookmaker.clone()
                intent=Intent::Bookmaker
            />
            <Narrow
                screen=screen
                label=words::MARKET
                choices=markets
                value=|filter| Some(filter.market_type.clone())
                intent=|value| Intent::Market(value.unwrap_or_default())
            />
            <Narrow
                screen=screen
                label=words::PERIOD
                choices=periods
                value=|filter| Some(filter.period.to_string())
                intent=|value| Intent::Period(value.and_then(|value| value.parse().ok()).unwrap_or_default())
            />
            <Toggle legend=words::PHASES name="live" segments=&PHASES keep="middle" value=phases on_choose=set_phases />
        </div>
    }
}

#[component]
fn Search(screen: Screen) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let words = Memo::new(move |_| screen.ui.read().filter.search.clone());
    // A slash typed anywhere but here brings the reader here.
    let listener = window_event_listener(ev::keydown, move |event| {
        let is_plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
        if event.key() == words::SEARCH_KEY && is_plain && !event.default_prevented() {
            event.prevent_default();
            if let Some(input) = input.get_untracked() {
                let _ = input.focus();
            }
        }
    });
    on_cleanup(move || listener.remove());
    view! {
        <label class="field toolbar__search" data-keep="always">
            <Icon shape=icon::SEARCH />
            <span class="visually-hidden">{words::SEARCH}</span>
            <input
                class="field__input"
                type="search"
                node_ref=input
                placeholder=words::SEARCH_HINT
                prop:value=move || words.get()
                on:input=move |event| screen.dispatch.run(Intent::Search(event_target_value(&event)))
                on:keydown=|event| event.stop_propagation()
            />
            <kbd class="field__key" aria-hidden="true">{words::SEARCH_KEY}</kbd>
        </label>
    }
}

#[component]
fn Narrow(
    screen: Screen,
    label: &'static str,
    choices: fn(&Roster, &Filter) -> Vec<Choice>,
    value: fn(&Filter) -> Option<String>,
    intent: fn(Option<String>) -> Intent,
) -> impl IntoView {
    let choices = Memo::new(move |_| choices(&screen.roster.read(), &screen.ui.read().filter));
    let value = Memo::new(move |_| value(&screen.ui.read().filter).unwrap_or_default());
    let choose = move |value: String| {
        screen.dispatch.run(intent(Some(value).filter(|value| !value.is_empty())));
    };
    view! { <Select label=label choices=choices value=value on_choose=choose /> }
}

fn all(text: &str) -> std::iter::Once<Choice> {
    std::iter::once(Choice::new("", text))
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
    let mut periods = [&roster.periods[..], &[0, filter.period]].concat();
    periods.sort_unstable();
    periods.dedup();
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
