//! Where rows stand still while the reader is among them, and the bar that says how many would move.

use crate::state::intent::{Intent, Presence};
use crate::state::screen::Screen;
use crate::view::kit::button::button;
use crate::view::tree::{Element, Node, el, live};
use crate::view::words;

/// `rows`, and the bar beneath. The reader is among them with a pointer over them, or the focus inside.
pub fn calm(screen: Screen, rows: Node) -> Element {
    let tell =
        move |presence, is_inside| move |_| screen.dispatch(Intent::Presence(presence, is_inside));
    el("div", "calm")
        .on("pointerenter", tell(Presence::Pointer, true))
        .on("pointerleave", tell(Presence::Pointer, false))
        .on("focusin", tell(Presence::Focus, true))
        .on("focusout", tell(Presence::Focus, false))
        .child(rows)
        .child(bar(screen))
}

fn bar(screen: Screen) -> Node {
    live("bar", move || {
        move || {
            let waiting = screen.waiting();
            (waiting > 0).then(|| {
                let apply = button(words::APPLY, move || screen.dispatch(Intent::Rearrange));
                el("div", "calm__bar")
                    .child(el("span", "").child(words::would_move(waiting)))
                    .child(apply)
            })
        }
    })
}
