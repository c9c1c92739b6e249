//! Keys that work anywhere on the page.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, KeyboardEvent, Window};

/// Where a typed character is a character.
const FIELDS: &str = "input, select, textarea, [contenteditable]";

/// Brings the reader to the field in `root` whose `aria-keyshortcuts` names the key that was typed, or presses the
/// button that does, for as long as the listener is held. In a field a key is just a character, but not with Ctrl or ⌘.
pub fn listen(window: &Window, root: HtmlElement) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(window, "keydown", options, move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        let is_command = key.ctrl_key() || key.meta_key();
        let target = key.target().and_then(|target| target.dyn_into::<Element>().ok());
        let is_typed = target.is_some_and(|target| matches!(target.closest(FIELDS), Ok(Some(_))));
        if key.alt_key() || is_typed && !is_command || key.default_prevented() {
            return;
        }
        let name = [if is_command { "Control+" } else { "" }, &key.key()].concat();
        if let Some(control) = control(&root, &name) {
            key.prevent_default();
            if control.get_attribute("type").as_deref() == Some("button") {
                control.click();
            } else {
                let _ = control.focus();
            }
        }
    })
}

/// A key that a selector cannot name is nobody's.
fn control(root: &HtmlElement, name: &str) -> Option<HtmlElement> {
    let selector = ["[aria-keyshortcuts~='", name, "' i]"].concat();
    root.query_selector(&selector).ok()??.dyn_into().ok()
}
