//! The board: groups of rows, or what stands in their place while there are none.

pub mod cell;
pub mod flash;
pub mod group;
pub mod header;
pub mod middle;
pub mod row;
pub mod skeleton;

use std::sync::Arc;

use leptos::prelude::*;

use crate::state::screen::Screen;
use crate::state::status::LinkState;
use crate::view::blank::{Blank, Halted};
use crate::view::board::group::GroupRows;
use crate::view::board::skeleton::Skeleton;
use crate::view::words;

/// Which columns a board has room for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Columns {
    /// All of them, as on the dashboard.
    #[default]
    Full,
    /// Time, match and prices, as in a card.
    Short,
}

impl Columns {
    /// Its name in the page; none for all columns.
    pub fn as_str(self) -> Option<&'static str> {
        match self {
            Self::Full => None,
            Self::Short => Some("short"),
        }
    }
}

/// What there is to show.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Loading,
    Halted,
    Empty,
    Rows,
}

/// The board.
#[component]
pub fn Board(
    /// What is on it.
    screen: Screen,
    /// Which columns it has.
    #[prop(optional)]
    columns: Columns,
) -> impl IntoView {
    let is_halted = Memo::new(move |_| {
        matches!(screen.status.read().state, LinkState::Offline | LinkState::Stopped)
    });
    let stage = Memo::new(move |_| match screen.groups.read().as_deref() {
        None if is_halted.get() => Stage::Halted,
        None => Stage::Loading,
        Some([]) => Stage::Empty,
        Some(_) => Stage::Rows,
    });
    let content = move || match stage.get() {
        Stage::Loading => view! { <Skeleton columns=columns /> }.into_any(),
        Stage::Halted => view! { <Halted screen=screen /> }.into_any(),
        Stage::Empty => view! { <Blank screen=screen /> }.into_any(),
        Stage::Rows => view! { <Table screen=screen columns=columns /> }.into_any(),
    };
    let is_busy = move || if stage.get() == Stage::Loading { "true" } else { "false" };
    view! {
        <div class="board" data-columns=columns.as_str() aria-busy=is_busy>
            {content}
        </div>
    }
}

#[component]
fn Table(screen: Screen, columns: Columns) -> impl IntoView {
    let keys = Memo::new(move |_| {
        let groups = screen.groups.read();
        groups
            .iter()
            .flat_map(|groups| groups.iter())
            .map(|group| (Arc::clone(&group.sport), Arc::clone(&group.competition)))
            .collect::<Vec<_>>()
    });
    view! {
        <div class="board__body" data-columns=columns.as_str() role="table" aria-label=words::BEST_ODDS>
            <For each=move || keys.get() key=Clone::clone let((sport, competition))>
                <GroupRows screen=screen columns=columns sport=sport competition=competition />
            </For>
        </div>
    }
}
