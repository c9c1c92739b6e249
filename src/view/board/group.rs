//! The matches of one competition.

use std::sync::Arc;

use leptos::prelude::*;
use model::board::MarketId;

use crate::state::screen::Screen;
use crate::view::board::Columns;
use crate::view::board::header::Header;
use crate::view::board::row::Row;
use crate::view::kit::icon;
use crate::view::words::names;

/// A competition's head and its rows.
#[component]
pub fn GroupRows(
    /// What is on the board.
    screen: Screen,
    /// Which columns it has.
    columns: Columns,
    /// Its sport.
    sport: Arc<str>,
    /// Its code.
    competition: Arc<str>,
) -> impl IntoView {
    let title = names::competition(&competition).to_owned();
    let place = names::sport(names::place(&competition, &sport)).to_owned();
    let icon = icon::sport(&sport);
    let rows = Memo::new(move |_| rows_of(screen, &sport, &competition));
    view! {
        <div class="board__group" role="rowgroup">
            <Header screen=screen columns=columns title=title place=place icon=icon rows=rows />
            <For each=move || rows.get() key=|market| *market let(market)>
                <Row screen=screen columns=columns market=market />
            </For>
        </div>
    }
    .into_any()
}

fn rows_of(screen: Screen, sport: &str, competition: &str) -> Vec<MarketId> {
    let groups = screen.groups.read();
    let group = groups
        .iter()
        .flat_map(|groups| groups.iter())
        .find(|group| *group.sport == *sport && *group.competition == *competition);
    group.map(|group| group.rows.clone()).unwrap_or_default()
}
