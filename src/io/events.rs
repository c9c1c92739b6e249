//! Events of the elements, for the pages that embed them.

use serde::Serialize;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, EventTarget};

/// The first prices are painted.
pub fn ready(host: &EventTarget) {
    dispatch(host, "odds-ready", &JsValue::NULL, false);
}

/// The link's state changed.
#[derive(Serialize)]
pub struct StatusDetail {
    /// The state, as `data-state` names it.
    pub state: &'static str,
    /// Why, in words; empty while live.
    pub reason: String,
    /// Since when, in milliseconds since the Unix epoch.
    pub since: Option<f64>,
}

/// Prices changed on the page.
#[derive(Serialize)]
pub struct UpdateDetail {
    /// How many rows or items are different.
    pub changed: usize,
    /// When, in milliseconds since the Unix epoch.
    pub at: f64,
}

/// Something is wrong.
#[derive(Serialize)]
pub struct ErrorDetail {
    /// One of the documented codes.
    pub code: &'static str,
    /// What is wrong and what to do.
    pub message: String,
    /// Whether it may mend by itself.
    pub retryable: bool,
}

/// A reader chose a price. The embedding page may cancel it.
#[derive(Serialize)]
pub struct SelectDetail {
    /// Match name.
    #[serde(rename = "match")]
    pub match_name: String,
    /// Market type.
    pub market: String,
    /// Period.
    pub period: i32,
    /// The selection's text.
    pub selection: String,
    /// Decimal odds; none when there is no price.
    pub odds: Option<f64>,
    /// The first of the bookmakers at that price.
    pub bookmaker: Option<String>,
}

/// Tells the embedding page; `name` is an event of the contract.
pub fn tell(host: &EventTarget, name: &str, detail: &impl Serialize) {
    let detail = serde_wasm_bindgen::to_value(detail).unwrap_or(JsValue::NULL);
    dispatch(host, name, &detail, false);
}

/// Asks the embedding page; says whether it cancelled.
pub fn ask(host: &EventTarget, name: &str, detail: &impl Serialize) -> bool {
    let detail = serde_wasm_bindgen::to_value(detail).unwrap_or(JsValue::NULL);
    !dispatch(host, name, &detail, true)
}

fn dispatch(host: &EventTarget, name: &str, detail: &JsValue, cancelable: bool) -> bool {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_cancelable(cancelable);
    init.set_detail(detail);
    let event = CustomEvent::new_with_event_init_dict(name, &init);
    event.ok().and_then(|event| host.dispatch_event(&event).ok()).unwrap_or(true)
}
