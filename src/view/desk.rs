//! The places of the page that the desk draws.

use std::rc::Rc;

use crate::state::intent::Intent;
use crate::state::screen::Screen;
use crate::view::tree::code::{OnAct, read};
use crate::view::tree::{Node, el, live};

/// What stands beneath the comparison of an open match, and what stands beside it.
pub fn panels(screen: Screen) -> [Node; 2] {
    [
        place("main", ("div", "detail__stack"), screen),
        place("side", ("div", "detail__side"), screen),
    ]
}

/// A place, empty until the desk has drawn it.
pub(super) fn place(
    name: &'static str,
    (tag, class): (&'static str, &'static str),
    screen: Screen,
) -> Node {
    live(name, move || {
        let on_act: OnAct = Rc::new(move |name, value| {
            screen.dispatch(Intent::Act(name.to_owned(), value));
        });
        // What is no tree draws nothing: the desk and the page are of one version, so there is none.
        move || el(tag, class).children(read(&screen.place(name), &on_act).unwrap_or_default())
    })
}
