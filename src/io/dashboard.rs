//! The dashboard on its page: its connection, its choices as they were left, its language, its keys.

use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::HtmlElement;

use crate::io::clock::utc_offset_min;
use crate::io::config::PageConfig;
use crate::io::hub::{self, FeedKey};
use crate::io::page::document;
use crate::io::paint::paint;
use crate::io::preferences;
use crate::io::shortcut;
use crate::io::socket::Home;
use crate::state::intent::Intent;
use crate::state::projection::{Extent, Projection};
use crate::state::reader::Reader;
use crate::state::screen::{Place, Screen};
use crate::state::ui::{Language, Ui};
use crate::view::dashboard::dashboard;
use crate::view::words;
use crate::view::words::catalog::Voice;

/// Items on the dashboard's ticker.
const ITEMS: usize = 40;

/// Draws the dashboard into `target` and keeps it there as long as the page lives.
///
/// `config` is the page's `config.json`, `origin` where the page's own files come from. Its sockets live at `home`.
/// It begins in the language of the text `language`, or English without one; `bring` brings others.
pub fn mount(
    target: HtmlElement,
    config: &JsValue,
    origin: &str,
    home: Home,
    language: Option<&str>,
    bring: Function,
) {
    let PageConfig { api, care } = PageConfig::read(config);
    let api = if api.is_empty() { origin.to_owned() } else { api };
    let key = FeedKey {
        api: api.trim_end_matches('/').to_owned(),
        filter: wire::filter::FeedFilter::default(),
    };
    let connection = hub::join(key, home);
    let extent = Extent { rows_max: usize::MAX, items_max: ITEMS };
    let place = Place { utc_offset_min: utc_offset_min() };
    let voice = Voice::default();
    voice.speak(language);
    let ui = Ui { care, language: voice.during(spoken), ..preferences::load() };
    let projection = Projection::join(connection.feed(), ui, extent, place);
    target.set_inner_text("");
    let shortcuts = web_sys::window().map(|window| shortcut::listen(&window, target.clone()));
    let screen = projection.screen();
    let mirrored = {
        let voice = voice.clone();
        Reader::new(move || voice.during(|| mirror(&screen.ui())))
    };
    let followed = follow(screen, voice.clone(), bring);
    let painted = voice.during(|| paint(target.into(), || dashboard(screen)));
    // The page holds them for as long as it lives.
    std::mem::forget((painted, mirrored, followed, shortcuts, projection, connection));
}

/// Colours, density and language belong to the whole page, and choices to the next visit.
fn mirror(ui: &Ui) {
    preferences::store(ui);
    let Some(document) = document() else { return };
    document.set_title(words::TITLE.text());
    if let Some(root) = document.document_element() {
        let attributes = [
            ("data-theme", ui.theme.as_str()),
            ("data-density", ui.density.as_str()),
            ("lang", words::TAG.text()),
            ("dir", words::DIRECTION.text()),
        ];
        for (name, value) in attributes {
            let _ = root.set_attribute(name, value);
        }
    }
}

/// The language in which things are drawn now.
fn spoken() -> Language {
    words::TAG.text().get(..2).and_then(Language::parse).unwrap_or_default()
}

/// Brings the language that the reader chooses. One that cannot be had leaves everything as it is.
fn follow(screen: Screen, voice: Voice, bring: Function) -> Reader {
    let bring = Rc::new(bring);
    Reader::new(move || {
        let wanted = screen.ui().language;
        if wanted == voice.during(spoken) {
            return;
        }
        preferences::store_language(wanted);
        if wanted == Language::En {
            voice.speak(None);
            return;
        }
        let voice = voice.clone();
        let take = Closure::once_into_js(move |text: JsValue| {
            // The reader may want another one by now.
            if screen.ui().language != wanted {
                return;
            }
            match text.as_string() {
                Some(text) => voice.speak(Some(&text)),
                None => screen.dispatch(Intent::Language(voice.during(spoken))),
            }
        });
        let _ = bring.call2(&JsValue::NULL, &wanted.as_str().into(), take.unchecked_ref());
    })
}
