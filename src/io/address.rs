//! The page's address: what it says at the start, and the view written into it while that changes.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::io::frame;
use crate::io::page::document;
use crate::io::timer::Alarm;
use crate::state::address;
use crate::state::reader::{Reader, unread};
use crate::state::screen::Screen;
use crate::state::ui::Ui;

/// Browsers allow a hundred changes in half a minute: they come so far apart at least, in milliseconds.
const APART_MS: u64 = 300;
/// Typing rests when no word has changed for so long, in milliseconds.
const REST_MS: u64 = 700;

/// The query of the page's address, without its question mark.
pub fn query() -> String {
    let search = web_sys::window().and_then(|window| window.location().search().ok());
    search.and_then(|search| search.strip_prefix('?').map(str::to_owned)).unwrap_or_default()
}

/// Writes the view into the address for as long as the reader is held; `rest` stays at its end.
pub fn follow(screen: Screen, rest: String) -> Reader {
    let words = RefCell::new(unread(|| screen.ui()).filter.search.clone());
    let writer = Rc::new(Writer {
        screen,
        rest,
        words,
        is_due: Cell::default(),
        due: Alarm::default(),
        rests: Alarm::default(),
    });
    Reader::new(move || writer.note(&screen.ui()))
}

struct Writer {
    screen: Screen,
    rest: String,
    /// What was sought when typing rested last.
    words: RefCell<String>,
    is_due: Cell<bool>,
    due: Alarm,
    rests: Alarm,
}

impl Writer {
    fn note(self: &Rc<Self>, ui: &Ui) {
        if ui.filter.search != *self.words.borrow() {
            let (writer, words) = (Rc::clone(self), ui.filter.search.clone());
            self.rests.arm(REST_MS, move || {
                writer.words.replace(words);
                writer.write_soon();
            });
        }
        self.write_soon();
    }

    fn write_soon(self: &Rc<Self>) {
        if !self.is_due.replace(true) {
            let writer = Rc::clone(self);
            self.due.arm(APART_MS, move || {
                writer.is_due.set(false);
                writer.write();
            });
        }
    }

    fn write(&self) {
        let mut ui = Ui::clone(&unread(|| self.screen.ui()));
        ui.filter.search.clone_from(&self.words.borrow());
        let open = self.screen.opened();
        let now = address::write(&ui, open.as_ref(), &self.rest);
        if now != query() {
            replace(&now);
        }
    }
}

/// A page that may not change its address stays where it is.
fn replace(query: &str) -> Option<()> {
    let window = web_sys::window()?;
    let (location, history) = (window.location(), window.history().ok()?);
    let sign = if query.is_empty() { "" } else { "?" };
    let address = [&location.pathname().ok()?, sign, query, &location.hash().ok()?].concat();
    let state = history.state().ok()?;
    history.replace_state_with_url(&state, "", Some(&address)).ok()
}

/// Brings the match that the address named into view once it is open.
pub fn show_opened(screen: Screen) -> Reader {
    let is_done = Cell::new(false);
    Reader::new(move || {
        if !is_done.get() && screen.ui().chosen.is_some() {
            is_done.set(true);
            // By then it is drawn.
            frame::next(|| _ = scroll_to_opened());
        }
    })
}

fn scroll_to_opened() -> Option<()> {
    document()?.query_selector("[part~='row'][data-open='true']").ok()??.scroll_into_view();
    Some(())
}
