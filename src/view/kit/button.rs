//! A button: a word, an icon, or both.

use crate::view::kit::icon::{Shape, icon};
use crate::view::tree::{Element, el};
use crate::view::words::Word;

/// A button with a word on it, outlined.
pub fn button(word: Word, on_press: impl Fn() + 'static) -> Element {
    bare("button", on_press).child(word)
}

/// The one thing to do: a filled button.
pub fn solid(word: Word, on_press: impl Fn() + 'static) -> Element {
    button(word, on_press).set("data-kind", "solid")
}

/// A button that is bare until it is pointed at.
pub fn quiet(word: Word, on_press: impl Fn() + 'static) -> Element {
    button(word, on_press).set("data-kind", "quiet")
}

/// A button with an icon before its word.
pub fn marked(shape: Shape, word: Word, on_press: impl Fn() + 'static) -> Element {
    bare("button", on_press).child(icon(shape)).child(word)
}

/// A button with an icon only. It needs a label for those who do not see it.
pub fn icon_button(drawn: Element, on_press: impl Fn() + 'static) -> Element {
    bare("button", on_press).set("data-kind", "quiet").set("data-shape", "icon").child(drawn)
}

/// A button of a class, with nothing on it yet.
pub fn bare(class: &'static str, on_press: impl Fn() + 'static) -> Element {
    el("button", class).set("type", "button").on_press(on_press)
}
