//! What is on the board, and how it is shown.

pub mod display;
pub mod filters;

use leptos::prelude::*;

use crate::state::screen::Screen;
use crate::view::Place;
use crate::view::toolbar::display::Display;
use crate::view::toolbar::filters::Filters;
use crate::view::words;

/// The tools over the board. Under 64 rem its filters fold behind a button.
#[component]
pub fn Toolbar(
    /// What is on the board.
    screen: Screen,
) -> impl IntoView {
    let (is_open, set_open) = signal(false);
    let place = Place::expect();
    let date = Memo::new(move |_| words::time::date(screen.clock.get(), place));
    let count = move || {
        let groups = screen.groups.read();
        let count = groups.as_ref().map_or(0, |groups| groups.len());
        let rows =
            groups.iter().flat_map(|groups| groups.iter()).map(|group| group.rows.len()).sum();
        (count > 0).then(|| words::counted_board(rows, count))
    };
    view! {
        <div class="toolbar" role="search" aria-label=words::BOARD data-open=move || if is_open.get() { "true" } else { "false" }>
            <Filters screen=screen is_open=is_open on_open=move |()| set_open.update(|open| *open = !*open) />
            <div class="toolbar__line">
                <div class="toolbar__heading">
                    <h1>{move || date.get()}</h1>
                    <bdi class="toolbar__count">{count}</bdi>
                </div>
                <Display screen=screen />
            </div>
        </div>
    }
    .into_any()
}
