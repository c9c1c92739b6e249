//! The age limit and where to find help.

use crate::view::tree::{Element, el};
use crate::view::words;

/// A word of care. Stands in the foot of every page and every card.
pub fn care() -> Element {
    let help =
        el("a", "").set("href", words::HELP_URL).set("target", "_blank").set("rel", "noopener");
    el("span", "care")
        .child(el("b", "care__age").child(words::ADULTS))
        .child(help.child(words::PLAY_SAFELY))
}
