//! The ticker: one line that may move, a button that stops it, never a price that does not count.

pub mod item;

use crate::state::intent::Intent;
use crate::state::screen::Screen;
use crate::state::status::LinkState;
use crate::view::kit::button::icon_button;
use crate::view::kit::icon::{self, icon};
use crate::view::status::{Size, shape, status};
use crate::view::strip::item::item;
use crate::view::tree::{Element, Node, el, live};
use crate::view::words;

/// The line passes at about sixty pixels a second; so long takes an item of common length, in milliseconds.
const ITEM_MS: usize = 4_200;
/// And so long a line that is stretched to its window, which is at most a large screen wide.
const LINE_MS_MIN: usize = 32_000;

/// The ticker. One that stands alone says at its end how the link is.
pub fn strip(screen: Screen, stands_alone: bool) -> Node {
    live("strip", move || {
        move || {
            let count = screen.line().len();
            let is_paused = screen.ui().paused_since.is_some();
            let time = (count * ITEM_MS).max(LINE_MS_MIN);
            let window = if count == 0 { empty(screen) } else { track(screen) };
            let end = stands_alone.then(|| status(screen, Size::Small));
            el("section", "strip")
                .attr("aria-label", words::TICKER)
                .set("data-motion", "scroll")
                .truth("data-paused", is_paused)
                .style("--time-strip", format!("{time}ms"))
                .child(el("div", "strip__controls").child(pause(screen, is_paused)))
                .child(window)
                .child(el("div", "strip__end").child(end))
        }
    })
}

/// The button that stops prices, or lets them run again.
pub fn pause(screen: Screen, is_paused: bool) -> Element {
    let (word, shape) = if is_paused {
        (words::RESUME_PRICES, icon::PLAY)
    } else {
        (words::PAUSE_PRICES, icon::PAUSE)
    };
    let toggle = move || screen.dispatch(Intent::Pause(!is_paused));
    icon_button(icon(shape), toggle).attr("aria-label", word)
}

/// The items twice over, so that the line closes: whoever reads hears the first of the two only.
fn track(screen: Screen) -> Node {
    live("track", move || {
        move || {
            let line = screen.line();
            let list = || {
                el("ul", "strip__list").children(line.iter().map(|market| item(screen, *market)))
            };
            let track = el("div", "strip__track")
                .child(list())
                .child(list().set("aria-hidden", "true").set("inert", ""));
            el("div", "strip__window")
                .role("region")
                .set("tabindex", "0")
                .attr("aria-label", words::TICKER_ITEMS)
                .child(track)
        }
    })
}

fn empty(screen: Screen) -> Node {
    live("empty", move || {
        move || {
            let state = screen.status().state;
            let text = match state {
                LinkState::Connecting if screen.groups().is_none() => words::LOADING,
                _ => words::TICKER_EMPTY,
            };
            el("p", "strip__empty").child(icon(shape(state))).child(text)
        }
    })
}
