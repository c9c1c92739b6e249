//! What the elements' loader calls: a handle on an element's card.

use js_sys::Function;
use oddsboard_app::io::element::Card;
use oddsboard_app::io::socket::Home;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use crate::design;

/// An element's card. The loader frees it when the element leaves the page.
#[wasm_bindgen]
pub struct CardHandle(Card);

#[wasm_bindgen]
impl CardHandle {
    /// A card for the element `host`, drawn into `root` inside its shadow; `kind` is `ticker` or `grid`. Sockets live
    /// in workers that `worker` starts, or in the page without it.
    #[wasm_bindgen(constructor)]
    pub fn new(
        kind: &str,
        host: HtmlElement,
        root: HtmlElement,
        origin: String,
        worker: Option<Function>,
    ) -> Self {
        Self(Card::new(design(kind), host, root, origin, Home::of(worker)))
    }

    /// Takes the element's attributes, as an object of strings.
    #[expect(clippy::needless_pass_by_value, reason = "what comes from JavaScript comes by value")]
    pub fn configure(&self, attributes: JsValue) {
        self.0.configure(&attributes);
    }

    /// Speaks the language of this text, as `words.js` brings it; English without one.
    #[expect(clippy::needless_pass_by_value, reason = "what comes from JavaScript comes by value")]
    pub fn speak(&self, language: Option<String>) {
        self.0.speak(language.as_deref());
    }

    /// Tries the connection again now.
    pub fn reconnect(&self) {
        self.0.reconnect();
    }

    /// The link's state: `connecting`, `live`, `reconnecting`, `polling`, `offline` or `stopped`.
    pub fn status(&self) -> String {
        self.0.status().to_owned()
    }
}
