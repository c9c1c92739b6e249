//! The age limit and where to find help.

use crate::state::care::Care;
use crate::view::tree::{Element, Text, el};
use crate::view::words::{self, Word};

/// A word of care, the owner's or the usual one. Stands in the foot of every page and every grid's card.
pub fn care(care: &Care) -> Element {
    let Care { age, text, href } = care;
    let help = el("a", "")
        .attr("href", said(href.as_ref(), words::HELP_URL))
        .set("target", "_blank")
        .set("rel", "noopener")
        .child(el("bdi", "").child(said(text.as_ref(), words::PLAY_SAFELY)));
    el("span", "care")
        .child(el("bdi", "care__age").child(said(age.as_ref(), words::ADULTS)))
        .child(help)
}

fn said(own: Option<&String>, usual: Word) -> Text {
    own.cloned().map_or_else(|| usual.into(), Text::from)
}
