//! The key map: which keys do what.

use crate::desk::sight::Sight;
use crate::view::tree::{Element, el};
use crate::view::words::{self as said, Word, desk as words};

/// Keys that are pressed one after the other or together, and what they do.
type Key = (&'static [&'static str], Word);

const KEYS: [Key; 12] = [
    (&["Ctrl", "K"], words::KEY_COMMANDS),
    (&["⌘", "K"], words::KEY_COMMANDS_MAC),
    (&["/"], words::KEY_SEARCH_BOARD),
    (&["f"], words::KEY_SAVE),
    (&["p"], words::KEY_PAUSE),
    (&["s"], words::KEY_SORT),
    (&["b"], words::KEY_BOOKS),
    (&["d"], words::KEY_FORMAT),
    (&["?"], words::KEY_KEYS),
    (&["Tab"], words::KEY_TAB),
    (&["Enter"], words::KEY_ENTER),
    (&["Esc"], words::KEY_ESCAPE),
];

pub(super) fn draw(sight: &Sight<'_>) -> Element {
    let rows = KEYS.map(|(keys, does)| {
        let keys = keys.iter().map(|key| el("kbd", "dialog__key").child(*key));
        let head = el("th", "").set("scope", "row").children(keys);
        el("tr", "").child(head).child(el("td", "").child(does))
    });
    let table = el("table", "dialog__keys")
        .child(el("caption", "visually-hidden").child(said::KEYS))
        .child(el("tbody", "").children(rows));
    let commands = el("button", "button")
        .set("type", "button")
        .act("click", "palette.open")
        .child(said::COMMANDS);
    let are_on = !sight.setting.are_keys_off;
    let input = el("input", "check__input")
        .set("type", "checkbox")
        .flag("checked", are_on)
        .act("change", if are_on { "act keys false" } else { "act keys true" });
    let single = el("label", "check").child(input).child(words::SINGLE_KEYS);
    el("div", "dialog__body").child(table).child(single).child(commands)
}
