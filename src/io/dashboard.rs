//! The dashboard on its page: its connection, its choices as they were left, its language, its keys.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::Function;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use crate::io;
use crate::io::clock::utc_offset_min;
use crate::io::config::PageConfig;
use crate::io::connection::Connection;
use crate::io::desk;
use crate::io::hub::{self, FeedKey};
use crate::io::page::document;
use crate::io::paint::paint;
use crate::io::preferences;
use crate::io::roving;
use crate::io::shortcut;
use crate::io::socket::Home;
use crate::state::address;
use crate::state::intent::Intent;
use crate::state::projection::{Extent, Projection};
use crate::state::reader::{Reader, unread};
use crate::state::screen::{Place, Screen};
use crate::state::ui::{Language, Ui};
use crate::view::dashboard::dashboard;
use crate::view::words;
use crate::view::words::catalog::Voice;

/// Items on the dashboard's ticker.
const ITEMS: usize = 40;

thread_local! {
    /// What a language is for that comes later.
    static SHOWN: RefCell<Option<(Voice, Screen)>> = const { RefCell::new(None) };
}

/// Draws the dashboard into `target` and keeps it there as long as the page lives.
///
/// `desk` starts the worker of the desk, `config` is the page's `config.json`, `origin` where the page's own files come
/// from. Its sockets live at `home`. It begins in the language of the text `language`, or English without one; `bring`
/// is asked for others, by their tags, and calls [`speak`].
pub fn mount(
    target: HtmlElement,
    config: &JsValue,
    origin: &str,
    home: Home,
    language: Option<&str>,
    bring: Function,
    desk: Function,
) {
    let PageConfig { api, care, replay } = PageConfig::read(config);
    let api = if api.is_empty() { origin.to_owned() } else { api };
    let api = api.trim_end_matches('/').to_owned();
    let key = FeedKey { api, filter: wire::filter::FeedFilter::default() };
    let connection = if replay { Connection::idle(key, home) } else { hub::join(key, home) };
    let extent = Extent { rows_max: usize::MAX, items_max: ITEMS };
    let place = Place { utc_offset_min: utc_offset_min() };
    let voice = Voice::default();
    voice.speak(language);
    let mut ui = preferences::load();
    let said = address::read(&io::address::query(), &mut ui);
    ui.care = Rc::new(care);
    ui.language = spoken(&voice);
    let projection = Projection::join(connection.feed(), ui, extent, place);
    let favourites = keep_favourites(&projection);
    target.set_inner_text("");
    let screen = projection.screen();
    let keys = web_sys::window().map(|window| shortcut::listen(&window, target.clone(), screen));
    let roving = roving::listen(&target);
    let mirrored = {
        let voice = voice.clone();
        let before = Cell::new(unread(|| screen.ui()));
        Reader::new(move || {
            let ui = screen.ui();
            voice.during(|| mirror(&before.replace(Rc::clone(&ui)), &ui));
        })
    };
    let followed = follow(screen, voice.clone(), bring);
    SHOWN.set(Some((voice.clone(), screen)));
    let attended = voice.during(|| desk::attend(desk, &connection, &projection));
    if replay {
        connection.wake();
    }
    let painted = voice.during(|| paint(target.into(), || dashboard(screen)));
    // The page holds all of it for as long as it lives.
    let shown = said.open.map(|open| {
        projection.seek_open(open);
        io::address::show_opened(screen)
    });
    let written = io::address::follow(screen, said.rest);
    std::mem::forget((painted, mirrored, followed, attended, shown, written, favourites));
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

/// Colours, density and language belong to the whole page, and choices to the next visit.
fn mirror(before: &Ui, ui: &Ui) {
    preferences::store(before, ui);
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

/// The language that is spoken.
fn spoken(voice: &Voice) -> Language {
    voice.tag().get(..2).and_then(Language::parse).unwrap_or_default()
}

/// Asks for the language that the reader chooses.
fn follow(screen: Screen, voice: Voice, bring: Function) -> Reader {
    Reader::new(move || {
        let wanted = screen.ui().language;
        if wanted == spoken(&voice) {
            return;
        }
        preferences::store_language(wanted);
        if wanted == Language::En {
            voice.speak(None);
        } else {
            let _ = bring.call1(&JsValue::NULL, &wanted.as_str().into());
        }
    })
}

/// Speaks the language that was asked for. One that could not be had leaves everything as it is.
pub fn speak(text: Option<&str>) {
    let Some((voice, screen)) = SHOWN.with_borrow(Clone::clone) else { return };
    match text {
        // The reader may want another one by now.
        Some(text) if text.starts_with(screen.ui().language.as_str()) => voice.speak(Some(text)),
        Some(_) => {}
        None => screen.dispatch(Intent::Language(spoken(&voice))),
    }
}
