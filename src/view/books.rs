//! The reader's bookmakers: which of them count, and in what order they stand side by side.

use std::sync::Arc;

use model::lineup::Entry;

use crate::state::intent::Intent;
use crate::state::screen::Screen;
use crate::view::kit::button::{bare, icon_button};
use crate::view::kit::check::check;
use crate::view::kit::icon::{self, Shape, icon};
use crate::view::tree::{Element, Node, apart, el, live};
use crate::view::words;

/// What the button that opens the panel names.
const PANEL: &str = "books";

/// The button that opens the panel. The browser opens and closes it, and gives the focus back.
pub fn opener() -> Element {
    let open = bare("button", || {}).set("popovertarget", PANEL);
    open.set("aria-keyshortcuts", words::BOOKS_KEY).child(words::BOOKMAKERS)
}

/// The panel, which stands on the page and is not seen before it is opened.
pub fn books(screen: Screen) -> Node {
    live("books", move || {
        move || {
            let entries = entries(screen);
            let close = bare("button", || {})
                .set("data-kind", "quiet")
                .set("popovertarget", PANEL)
                .set("popovertargetaction", "hide")
                .child(words::CLOSE);
            let head =
                el("div", "books__head").child(el("h2", "").child(words::BOOKMAKERS)).child(close);
            el("div", "books")
                .set("id", PANEL)
                .set("popover", "")
                .role("dialog")
                .attr("aria-label", words::BOOKMAKERS)
                .set("tabindex", "-1")
                .set("autofocus", "")
                .child(head)
                .child(el("p", "books__rest").child(words::BOOKS_REST))
                .child(el("ol", "").children(entries.into_iter().map(|entry| item(screen, entry))))
        }
    })
}

fn entries(screen: Screen) -> Vec<Entry> {
    screen.ui().filter.lineup.entries(&screen.roster().books)
}

/// A bookmaker's line: found again by its key, so that it keeps the focus wherever it goes.
fn item(screen: Screen, Entry { key, .. }: Entry) -> Node {
    live(key.clone(), move || {
        move || {
            let entries = entries(screen);
            let at = entries.iter().position(|entry| entry.key == key)?;
            let entry = entries.get(at)?;
            let name = entry.names.first()?;
            let first =
                |entry: Option<&Entry>| entry.and_then(|entry| entry.names.first()).cloned();
            let above = at.checked_sub(1).and_then(|above| first(entries.get(above)));
            let below = first(entries.get(at + 2));
            let is_last = at + 1 == entries.len();
            let up = above.map(|above| Intent::PlaceBook(Arc::clone(name), Some(above)));
            let down = (!is_last).then(|| Intent::PlaceBook(Arc::clone(name), below));
            let hide = Intent::HideBook(Arc::clone(name), !entry.is_hidden);
            let tick = check(
                el("bdi", "").children(apart(entry.names.iter(), words::LIST.text())),
                !entry.is_hidden,
                move || screen.dispatch(hide.clone()),
            );
            let line = el("li", "order__item")
                .truth("data-off", entry.is_hidden)
                .child(tick)
                .child(mover(screen, icon::UP, words::move_up(name), up))
                .child(mover(screen, icon::DOWN, words::move_down(name), down));
            Some(line)
        }
    })
}

/// At an end of the list a button does nothing, and keeps the focus.
fn mover(screen: Screen, shape: Shape, name: String, intent: Option<Intent>) -> Element {
    let is_idle = intent.is_none();
    let press = move || {
        if let Some(intent) = &intent {
            screen.dispatch(intent.clone());
        }
    };
    icon_button(icon(shape), press).attr("aria-label", name).truth("aria-disabled", is_idle)
}
