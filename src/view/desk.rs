//! The places of the page that the desk draws.

use std::rc::Rc;

use crate::state::intent::Intent;
use crate::state::screen::Screen;
use crate::view::board::DeskParts;
use crate::view::tree::code::{OnAct, read};
use crate::view::tree::{Node, el, live};
use crate::view::words;

/// What the desk draws on the board.
pub const DESK: DeskParts = DeskParts { panels, trend };

/// A line in a row, in which there is nothing to do.
fn trend(tree: &str) -> Vec<Node> {
    let on_act: OnAct = Rc::new(|_, _| {});
    read(tree, &on_act).unwrap_or_default()
}

/// What stands beneath the comparison of an open match, and what stands beside it.
fn panels(screen: Screen) -> [Node; 2] {
    [
        place("main", ("div", "detail__stack"), screen),
        place("side", ("div", "detail__side"), screen),
    ]
}

/// Put in the place of a tree where there is no desk.
pub const FAILED: &str = "failed";

/// What stands over the board while the desk has something to say about all of it, with what stands over the page.
pub fn tools(screen: Screen) -> Node {
    place("tools", ("div", "page__tools"), screen)
}

/// Does something of the desk's, which starts where it does not run yet.
pub fn tell(screen: Screen, act: &'static str) -> impl Fn() + 'static {
    move || screen.dispatch(Intent::Act(act.to_owned(), String::new()))
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
        move || el(tag, class).children(content(&screen.place(name), &on_act))
    })
}

/// What is no tree draws nothing: the desk and the page are of one version, so there is none.
fn content(tree: &str, on_act: &OnAct) -> Vec<Node> {
    if tree == FAILED {
        return vec![el("p", "panel__note").child(words::DESK_FAILED).into()];
    }
    read(tree, on_act).unwrap_or_default()
}
