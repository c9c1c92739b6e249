//! The dashboard on its page: its connection, its choices as they were left, its keys.

use js_sys::Function;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use crate::io::clock::utc_offset_min;
use crate::io::config::PageConfig;
use crate::io::desk;
use crate::io::hub::{self, FeedKey};
use crate::io::paint::paint;
use crate::io::preferences;
use crate::io::shortcut;
use crate::io::socket::Home;
use crate::state::projection::{Extent, Projection};
use crate::state::reader::Reader;
use crate::state::screen::Place;
use crate::state::ui::Ui;
use crate::view::dashboard::dashboard;

/// Items on the dashboard's ticker.
const ITEMS: usize = 40;

/// Draws the dashboard into `target` and keeps it there as long as the page lives.
///
/// `desk` starts the worker of the desk, `config` is the page's `config.json`, `origin` where the page's own files come from. Its sockets live at `home`.
pub fn mount(target: HtmlElement, config: &JsValue, origin: &str, home: Home, desk: Function) {
    let PageConfig { api } = PageConfig::read(config);
    let api = if api.is_empty() { origin.to_owned() } else { api };
    let api = api.trim_end_matches('/').to_owned();
    let key = FeedKey { api, filter: wire::filter::FeedFilter::default() };
    let connection = hub::join(key, home);
    let extent = Extent { rows_max: usize::MAX, items_max: ITEMS };
    let place = Place { utc_offset_min: utc_offset_min() };
    let projection = Projection::join(connection.feed(), preferences::load(), extent, place);
    target.set_inner_text("");
    let shortcuts = web_sys::window().map(|window| shortcut::listen(&window, target.clone()));
    let screen = projection.screen();
    let mirrored = Reader::new(move || mirror(&screen.ui()));
    let attended = desk::attend(desk, &connection, &projection);
    let painted = paint(target.into(), || dashboard(screen));
    // The page holds them for as long as it lives.
    std::mem::forget((painted, mirrored, attended, shortcuts, projection, connection));
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
