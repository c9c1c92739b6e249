//! The ticker: one line that may move, a button that stops it, never a price that does not count.

pub mod item;

use leptos::prelude::*;

use crate::state::intent::Intent;
use crate::state::screen::Screen;
use crate::state::status::LinkState;
use crate::view::kit::button::IconButton;
use crate::view::kit::icon::{self, Icon};
use crate::view::status::{Status, shape};
use crate::view::strip::item::Item;
use crate::view::words;

/// The line passes at about sixty pixels a second; so long takes an item of common length, in milliseconds.
const ITEM_MS: usize = 4_200;
/// And so long a line that is stretched to its window, which is at most a large screen wide.
const LINE_MS_MIN: usize = 32_000;

/// The ticker.
#[component]
pub fn Strip(
    /// What is on it.
    screen: Screen,
    /// Says how the link is at its end, for a ticker that stands alone.
    #[prop(optional)]
    has_status: bool,
) -> impl IntoView {
    let is_paused = Memo::new(move |_| screen.ui.read().paused_since.is_some());
    let count = Memo::new(move |_| screen.items.read().len());
    let time = move || format!("{}ms", (count.get() * ITEM_MS).max(LINE_MS_MIN));
    let window = move || {
        if count.get() == 0 {
            view! { <Empty screen=screen /> }.into_any()
        } else {
            view! { <Track screen=screen /> }.into_any()
        }
    };
    let toggle = move |()| screen.dispatch.run(Intent::Pause(!is_paused.get_untracked()));
    let word =
        Signal::derive(
            move || if is_paused.get() { words::RESUME_PRICES } else { words::PAUSE_PRICES },
        );
    let icon = Signal::derive(move || if is_paused.get() { icon::PLAY } else { icon::PAUSE });
    view! {
        <section
            class="strip"
            aria-label=words::TICKER
            data-motion="scroll"
            data-paused=move || if is_paused.get() { "true" } else { "false" }
            style:--time-strip=time
        >
            <div class="strip__controls">
                <IconButton word=word icon=icon on_press=toggle />
            </div>
            {window}
            <div class="strip__end">{has_status.then(|| view! { <Status screen=screen small=true /> })}</div>
        </section>
    }
    .into_any()
}

/// The items twice over, so that the line closes: whoever reads hears the first of the two only.
#[component]
fn Track(screen: Screen) -> impl IntoView {
    let ids =
        Memo::new(move |_| screen.items.read().iter().map(|item| item.id).collect::<Vec<_>>());
    let list = move || {
        view! {
            <For each=move || ids.get() key=|market| *market let(market)>
                <Item screen=screen market=market />
            </For>
        }
    };
    view! {
        <div class="strip__window" role="region" tabindex="0" aria-label=words::TICKER_ITEMS>
            <div class="strip__track">
                <ul class="strip__list">{list()}</ul>
                <ul class="strip__list" aria-hidden="true" inert=true>{list()}</ul>
            </div>
        </div>
    }
}

#[component]
fn Empty(screen: Screen) -> impl IntoView {
    let state = move || screen.status.read().state;
    let is_read = move || screen.groups.read().is_some();
    let icon = move || shape(state());
    let text = move || match state() {
        LinkState::Connecting if !is_read() => words::LOADING,
        _ => words::TICKER_EMPTY,
    };
    view! {
        <p class="strip__empty">
            {move || view! { <Icon shape=icon() /> }}
            {text}
        </p>
    }
}
