//! One of a few: radios drawn as one segmented control.

use crate::view::kit::icon::{Shape, icon};
use crate::view::tree::{Element, el};
use crate::view::words::Word;

/// One segment: its value, its word, and an icon when the word is not to be seen.
pub type Segment = (&'static str, Word, Option<Shape>);

/// A segmented control over radios of one name, which is unique on the page. `legend` says what is chosen here,
/// for those who do not see it; `on_choose` is told the value of the segment.
pub fn toggle(
    legend: Word,
    name: &'static str,
    segments: &'static [Segment],
    value: &'static str,
    on_choose: impl Fn(String) + Clone + 'static,
) -> Element {
    let segment = |(each, word, shape): &Segment| {
        let input = el("input", "toggle__input")
            .set("type", "radio")
            .set("name", name)
            .set("value", each)
            .flag("checked", value == *each)
            .on("change", on_choose.clone());
        el("label", "toggle__option")
            .child(input)
            .child(shape.map(icon))
            .child(el("span", if shape.is_some() { "visually-hidden" } else { "" }).child(*word))
    };
    el("fieldset", "toggle")
        .child(el("legend", "visually-hidden").child(legend))
        .children(segments.iter().map(segment))
}
