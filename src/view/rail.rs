//! Lists that wait at the edge of the board. The desk draws what stands in them.

use crate::state::intent::Intent;
use crate::state::screen::Screen;
use crate::state::ui::List;
use crate::view::desk::place;
use crate::view::kit::button::{bare, quiet};
use crate::view::kit::icon::{self, Shape, icon};
use crate::view::tree::{Element, el};
use crate::view::words::{self, Word};

/// Tabs for the lists, the one that is open, and a line in which the desk says what must not be missed.
pub fn rail(screen: Screen, open: Option<List>) -> Element {
    let tabs = List::ALL.iter().map(|list| tab(*list, open, screen));
    let close = open.map(|_| quiet(words::CLOSE, move || screen.dispatch(Intent::List(None))));
    let panel = el("div", "rail__panel")
        .truth("data-open", open.is_some())
        .child(close)
        .child(place("list", ("div", "rail__lists"), screen));
    el("aside", "rail")
        .attr("aria-label", words::LISTS)
        .child(el("div", "rail__tabs").children(tabs))
        .child(panel)
        .child(el("div", "").role("status").child(place("news", ("div", "rail__news"), screen)))
}

fn tab(list: List, open: Option<List>, screen: Screen) -> Element {
    let (shape, word) = face(list);
    let next = Some(list).filter(|_| open != Some(list));
    let count = place(list.as_str(), ("span", ""), screen);
    bare("rail__tab", move || screen.dispatch(Intent::List(next)))
        .truth("aria-expanded", next.is_none())
        .set("value", list.as_str())
        .child(el("span", "rail__pin").child(icon(shape)).child(count))
        .child(word)
}

/// The icon and the name of a list.
pub fn face(list: List) -> (Shape, Word) {
    match list {
        List::Arbitrage => (icon::PASSING, words::ARBITRAGES),
        List::Value => (icon::PERCENT, words::VALUE),
        List::Movers => (icon::MOVES, words::MOVERS),
        List::Alerts => (icon::BELL, words::ALERTS),
    }
}
