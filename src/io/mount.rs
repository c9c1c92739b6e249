//! What the loader scripts call: the dashboard, and the cards of the elements.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use crate::io::clock::utc_offset_min;
use crate::io::config::PageConfig;
use crate::io::element::{Card, Kind};
use crate::io::hub::{self, FeedKey};
use crate::io::paint::{paint, watch};
use crate::io::preferences;
use crate::io::shortcut;
use crate::io::socket::Home;
use crate::state::projection::{Extent, Projection};
use crate::state::screen::Place;
use crate::state::ui::Ui;
use crate::view::dashboard::dashboard as dashboard_view;

/// Items on the dashboard's ticker.
const ITEMS: usize = 40;

/// Draws the dashboard into `target` and keeps it there as long as the page lives.
///
/// `config` is the page's `config.json`, `origin` where the page's own files come from. Sockets live in workers that
/// `worker` starts, or in the page without it.
#[wasm_bindgen]
#[expect(clippy::needless_pass_by_value, reason = "what comes from JavaScript comes by value")]
pub fn dashboard(
    target: HtmlElement,
    config: JsValue,
    origin: &str,
    worker: Option<js_sys::Function>,
) {
    let PageConfig { api } = PageConfig::read(&config);
    let api = if api.is_empty() { origin.to_owned() } else { api };
    let key = FeedKey {
        api: api.trim_end_matches('/').to_owned(),
        filter: wire::filter::FeedFilter::default(),
    };
    let connection = hub::join(key, worker.map_or(Home::Page, Home::Worker));
    let extent = Extent { rows_max: usize::MAX, items_max: ITEMS };
    let place = Place { utc_offset_min: utc_offset_min() };
    let projection = Projection::join(connection.feed(), preferences::load(), extent, place);
    target.set_inner_text("");
    let shortcuts = web_sys::window().map(|window| shortcut::listen(&window, target.clone()));
    let painted = paint(target.into(), || {
        let screen = projection.screen();
        watch(move || mirror(&screen.ui()));
        dashboard_view(screen)
    });
    // The page holds them for as long as it lives.
    std::mem::forget((painted, shortcuts, projection, connection));
}

/// Colours and density belong to the whole page, and to the next visit.
fn mirror(ui: &Ui) {
    preferences::store(ui);
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element());
    if let Some(root) = root {
        let _ = root.set_attribute("data-theme", ui.theme.as_str());
        let _ = root.set_attribute("data-density", ui.density.as_str());
    }
}

/// An element's card. The loader frees it when the element leaves the page.
#[wasm_bindgen]
pub struct CardHandle(Card);

#[wasm_bindgen]
impl CardHandle {
    /// A card for the element `host`, drawn into `root` inside its shadow; `kind` is `ticker` or `grid`.
    #[wasm_bindgen(constructor)]
    pub fn new(kind: &str, host: HtmlElement, root: HtmlElement, origin: String) -> Self {
        let kind = if kind == "ticker" { Kind::Ticker } else { Kind::Grid };
        Self(Card::new(kind, host, root, origin))
    }

    /// Takes the element's attributes, as an object of strings.
    #[expect(clippy::needless_pass_by_value, reason = "what comes from JavaScript comes by value")]
    pub fn configure(&self, attributes: JsValue) {
        self.0.configure(&attributes);
    }

    /// Holds new prices back, or shows them again.
    pub fn pause(&self, pause: bool) {
        self.0.pause(pause);
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
