//! The dashboard on its page: its connection, its choices as they were left, its keys.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use crate::io;
use crate::io::clock::utc_offset_min;
use crate::io::config::PageConfig;
use crate::io::hub::{self, FeedKey};
use crate::io::paint::paint;
use crate::io::preferences;
use crate::io::roving;
use crate::io::shortcut;
use crate::io::socket::Home;
use crate::state::address;
use crate::state::projection::{Extent, Projection};
use crate::state::reader::{Reader, unread};
use crate::state::screen::Place;
use crate::state::ui::Ui;
use crate::view::dashboard::dashboard;

/// Items on the dashboard's ticker.
const ITEMS: usize = 40;

/// Draws the dashboard into `target` and keeps it there as long as the page lives.
///
/// `config` is the page's `config.json`, `origin` where the page's own files come from. Its sockets live at `home`.
pub fn mount(target: HtmlElement, config: &JsValue, origin: &str, home: Home) {
    let PageConfig { api } = PageConfig::read(config);
    let api = if api.is_empty() { origin.to_owned() } else { api };
    let key = FeedKey {
        api: api.trim_end_matches('/').to_owned(),
        filter: wire::filter::FeedFilter::default(),
    };
    let connection = hub::join(key, home);
    let extent = Extent { rows_max: usize::MAX, items_max: ITEMS };
    let place = Place { utc_offset_min: utc_offset_min() };
    let mut ui = preferences::load();
    let said = address::read(&io::address::query(), &mut ui);
    let projection = Projection::join(connection.feed(), ui, extent, place);
    let favourites = keep_favourites(&projection);
    target.set_inner_text("");
    let screen = projection.screen();
    let keys = web_sys::window().map(|window| shortcut::listen(&window, target.clone(), screen));
    let roving = roving::listen(&target);
    let before = Cell::new(unread(|| screen.ui()));
    let mirrored = Reader::new(move || {
        let ui = screen.ui();
        mirror(&before.replace(Rc::clone(&ui)), &ui);
    });
    let painted = paint(target.into(), || dashboard(screen));
    // The page holds all of it for as long as it lives.
    let shown = said.open.map(|open| {
        projection.seek_open(open);
        io::address::show_opened(screen)
    });
    let written = io::address::follow(screen, said.rest);
    std::mem::forget((painted, mirrored, shown, written, favourites));
    std::mem::forget((keys, roving, projection, connection));
}

/// Saved matches are those of all tabs and of the next visit.
fn keep_favourites(projection: &Rc<Projection>) -> (Reader, Option<EventListener>) {
    projection.recall(preferences::favourites());
    let screen = projection.screen();
    let stored = Reader::new(move || preferences::store_favourites(&screen.favourites()));
    let recalled = Rc::downgrade(projection);
    let heard = web_sys::window().map(|window| {
        EventListener::new(&window, "storage", move |_| {
            if let Some(projection) = recalled.upgrade() {
                projection.recall(preferences::favourites());
            }
        })
    });
    (stored, heard)
}

/// Colours and density belong to the whole page, and to the next visit.
fn mirror(before: &Ui, ui: &Ui) {
    preferences::store(before, ui);
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element());
    if let Some(root) = root {
        let _ = root.set_attribute("data-theme", ui.theme.as_str());
        let _ = root.set_attribute("data-density", ui.density.as_str());
    }
}
