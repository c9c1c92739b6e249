//! What stands where the board would: no row matches, nothing arrives, or the feed cannot be read.

use leptos::prelude::*;
use model::select::Filter;

use crate::state::intent::Intent;
use crate::state::screen::Screen;
use crate::state::status::{Cause, StatusView};
use crate::view::Place;
use crate::view::kit::button::{Button, Weight};
use crate::view::kit::icon::{self, Icon, Shape};
use crate::view::status::shape;
use crate::view::words::{self, names};

/// An empty board, why it is empty, and the way out.
#[component]
pub fn Blank(
    /// What was asked for.
    screen: Screen,
) -> impl IntoView {
    let is_narrowed = Memo::new(move |_| screen.ui.read().is_narrowed());
    let is_silent = Memo::new(move |_| {
        let tally = screen.tally.read();
        tally.fresh + tally.stale == 0
    });
    let title = move || if is_silent.get() { words::NO_ARRIVAL } else { words::NO_MATCH };
    let rest = move || if is_silent.get() { words::NO_ARRIVAL_REST } else { words::NO_MATCH_REST };
    let asked = move || asked(&screen.ui.read().filter);
    let clear = move |()| screen.dispatch.run(Intent::ClearFilters);
    view! {
        <div class="blank">
            <Icon shape=icon::FILTER class="icon blank__mark" />
            <h2>{title}</h2>
            <p class="blank__text">{rest}</p>
            <p class="blank__text">{words::NOW_ASKING}" "<b>{asked}</b>"."</p>
            {move || is_narrowed.get().then(|| view! {
                <div class="blank__acts">
                    <Button word=words::CLEAR_FILTERS weight=Weight::Solid on_press=clear />
                </div>
            })}
        </div>
    }
}

/// A board that was never read and is not being read: why, and who can mend it.
#[component]
pub fn Halted(
    /// What was asked for.
    screen: Screen,
) -> impl IntoView {
    let place = Place::expect();
    let cause = Memo::new(move |_| screen.status.read().cause);
    let shape = move || halt_icon(&screen.status.read());
    let next = move || words::link::next(&screen.status.read(), screen.clock.get(), place);
    let retry = move |()| screen.dispatch.run(Intent::Retry);
    view! {
        <div class="blank">
            {move || view! { <Icon shape=shape() class="icon blank__mark" /> }}
            <h2>{move || words::link::matter(cause.get())}</h2>
            <p class="blank__text">{move || words::link::advice(cause.get())}</p>
            <p class="blank__text"><bdi>{next}</bdi></p>
            <div class="blank__acts">
                <Button word=words::TRY_NOW on_press=retry />
            </div>
        </div>
    }
}

/// A key where access was refused; else the shape of the link's state.
pub fn halt_icon(status: &StatusView) -> Shape {
    match status.cause {
        Some(Cause::TokenRefused | Cause::Forbidden | Cause::KeyRejected) => icon::KEY,
        Some(Cause::RateLimited) => icon::GAUGE,
        _ => shape(status.state),
    }
}

/// What the filter asks for, as words in a row, codes and names as they are spelt.
fn asked(filter: &Filter) -> String {
    let Filter { search, sport, competition, bookmaker, market_type, period, phases } = filter;
    let phases = match phases {
        model::select::Phases::All => None,
        model::select::Phases::Only => Some(words::LIVE.to_owned()),
        model::select::Phases::None => Some(words::UPCOMING.to_owned()),
    };
    let search = search.trim();
    let asked = [
        sport.clone(),
        competition.clone(),
        bookmaker.clone(),
        Some(names::market(market_type).to_owned()),
        Some(names::period(*period)),
        phases,
        (!search.is_empty()).then(|| format!("“{search}”")),
    ];
    asked.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use model::select::{Filter, Phases};

    use super::asked;

    #[test]
    fn what_is_asked_is_spelt_as_it_was_asked() {
        assert_eq!(asked(&Filter::default()), "Match result, Full match");
        let filter = Filter {
            search: " lens ".to_owned(),
            sport: Some("Football".to_owned()),
            competition: Some("lig1".to_owned()),
            bookmaker: Some("unibet.fr".to_owned()),
            phases: Phases::Only,
            ..Filter::default()
        };
        assert_eq!(
            asked(&filter),
            "Football, lig1, unibet.fr, Match result, Full match, Live, “lens”"
        );
    }
}
