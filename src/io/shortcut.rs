//! Keys that work anywhere on the page.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, KeyboardEvent, Window};

use crate::io::page::document;
use crate::state::reader::unread;
use crate::state::screen::Screen;
use crate::view::keys::{Act, KEYS, Shortcut};

/// Where a typed character is a character.
const FIELDS: &str = "input, select, textarea, [contenteditable]";

/// Does what [`KEYS`] say on the dashboard in `root`, for as long as the listener is held. In a field a key is just a
/// character, but not with Ctrl or ⌘; while a dialog is open, the page behind it is out of reach. Single keys do nothing
/// where the reader wants none.
pub fn listen(window: &Window, root: HtmlElement, screen: Screen) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(window, "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let is_command = event.ctrl_key() || event.meta_key();
        let is_free = is_command || !is_typed(event);
        // With Shift as well it is the browser's: Ctrl+Shift+K is a console.
        let is_others = event.alt_key() || (is_command && event.shift_key());
        if is_others || !is_free || event.default_prevented() {
            return;
        }
        let is_behind = || matches!(root.query_selector("dialog[open]"), Ok(Some(_)));
        if !is_command && (unread(|| screen.ui().are_keys_off) || is_behind()) {
            return;
        }
        let key = [if is_command { "Control+" } else { "" }, &event.key()].concat();
        let is_it = |shortcut: &&Shortcut| shortcut.key.eq_ignore_ascii_case(&key);
        let Some(shortcut) = KEYS.iter().find(is_it) else { return };
        if act(&root, screen, shortcut.act, shortcut.key).is_some() {
            event.prevent_default();
        }
    })
}

/// Whether a key was pressed in a field.
pub(super) fn is_typed(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| matches!(target.closest(FIELDS), Ok(Some(_))))
}

/// `None` where there is nothing to act on.
fn act(root: &HtmlElement, screen: Screen, act: Act, key: &str) -> Option<()> {
    match act {
        Act::Reach => {
            let found = named(root, key)?;
            if found.tag_name() == "BUTTON" {
                // The focus stays where it is, so that what opens can give it back.
                found.click();
            } else {
                let _ = found.focus();
            }
        }
        Act::Star => star(root)?.click(),
        Act::Say(say) => screen.dispatch(unread(|| say(screen))),
    }
    Some(())
}

fn named(root: &HtmlElement, key: &str) -> Option<HtmlElement> {
    let selector = ["[aria-keyshortcuts~='", key, "']"].concat();
    root.query_selector(&selector).ok()??.dyn_into().ok()
}

fn star(root: &HtmlElement) -> Option<HtmlElement> {
    let focused = document()?.active_element()?.closest("[part~='row']").ok()?;
    let row = focused.or_else(|| root.query_selector("[part~='row']:hover").ok()?)?;
    row.query_selector(".row__save button").ok()??.dyn_into().ok()
}
