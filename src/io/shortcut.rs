//! Keys that work anywhere on the page.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, KeyboardEvent, Window};

/// Where a typed character is a character.
const FIELDS: &str = "input, select, textarea, [contenteditable]";

/// Brings the reader to the field in `root` whose `aria-keyshortcuts` names the key that was typed, for as long
/// as the listener is held. In a field a key is just a character.
pub fn listen(window: &Window, root: HtmlElement) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(window, "keydown", options, move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        let is_plain = !key.ctrl_key() && !key.meta_key() && !key.alt_key();
        let target = key.target().and_then(|target| target.dyn_into::<Element>().ok());
        let is_typed = target.is_some_and(|target| matches!(target.closest(FIELDS), Ok(Some(_))));
        if !is_plain || is_typed || key.default_prevented() {
            return;
        }
        if let Some(field) = field(&root, &key.key()) {
            key.prevent_default();
            let _ = field.focus();
        }
    })
}

fn field(root: &HtmlElement, key: &str) -> Option<HtmlElement> {
    let fields = root.query_selector_all("[aria-keyshortcuts]").ok()?;
    let fields = (0..fields.length()).filter_map(|place| fields.item(place)?.dyn_into().ok());
    fields.into_iter().find(|field: &HtmlElement| {
        field.get_attribute("aria-keyshortcuts").as_deref() == Some(key)
    })
}
