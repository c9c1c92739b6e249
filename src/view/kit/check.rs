//! A tick box with its word.

use crate::view::tree::{Element, Node, el};

/// A tick box; `on_change` is called when it is ticked or not any more.
pub fn check(word: impl Into<Node>, is_on: bool, on_change: impl Fn() + 'static) -> Element {
    let input = el("input", "check__input")
        .set("type", "checkbox")
        .flag("checked", is_on)
        .on("change", move |_| on_change());
    el("label", "check").child(input).child(word)
}
