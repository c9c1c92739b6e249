//! The worker of the desk: started when a reader first opens something that it draws, told what the page knows.

use std::cell::{Cell, OnceCell};
use std::rc::{Rc, Weak};

use gloo_events::EventListener;
use js_sys::Function;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{MessageEvent, Worker};

use crate::desk::focus::Focus;
use crate::io::connection::{Connection, News};
use crate::io::storage;
use crate::state::feed::Feed;
use crate::state::projection::Projection;
use crate::state::reader::Reader;
use crate::state::ui::Ui;
use crate::view::desk::FAILED;
use crate::view::words::catalog::Voice;

/// Under what names the desk's notes are kept, for the next visit.
const KEPT: [&str; 1] = ["stakes"];

/// The desk of a page.
struct Desk {
    start: Function,
    connection: Rc<Connection>,
    projection: Weak<Projection>,
    running: OnceCell<Running>,
    /// The tag of the language that the desk was last told of; it begins in English.
    spoken: Cell<&'static str>,
}

struct Running {
    worker: Worker,
    _heard: [EventListener; 2],
}

/// Keeps a desk informed of what the reader looks at, from when there is something to look at; `start` starts its
/// worker. For as long as the reader is held.
pub(super) fn attend(
    start: Function,
    connection: &Rc<Connection>,
    projection: &Rc<Projection>,
) -> Reader {
    let desk = Rc::new(Desk {
        start,
        connection: Rc::clone(connection),
        projection: Rc::downgrade(projection),
        running: OnceCell::new(),
        spoken: Cell::new("en"),
    });
    let voice = Voice::current();
    let screen = projection.screen();
    Reader::new(move || voice.during(|| desk.look(&screen.ui())))
}

impl Desk {
    /// Tells what the reader looks at, once it is anything of the desk's.
    fn look(self: &Rc<Self>, ui: &Ui) {
        if self.running.get().is_none() && (ui.chosen.is_none() || !self.begin()) {
            return;
        }
        // Everything that is drawn is drawn anew when another language is spoken, and so is this.
        let voice = Voice::current();
        if self.spoken.replace(voice.tag()) != voice.tag() {
            self.post(&["words\n", &voice.text().unwrap_or_default()].concat());
        }
        self.post(&self.view(ui));
    }

    /// Starts the worker; says whether it could be started.
    fn begin(self: &Rc<Self>) -> bool {
        let started = self.start.call0(&JsValue::NULL).ok();
        let Some(worker) = started.and_then(|started| started.dyn_into::<Worker>().ok()) else {
            self.fail();
            return false;
        };
        let (heard, failed) = (self.projection.clone(), Rc::downgrade(self));
        let heard = [
            EventListener::new(&worker, "message", move |event| {
                let said = event.dyn_ref::<MessageEvent>();
                let said = said.and_then(|event| event.data().as_string());
                if let Some((said, projection)) = said.zip(heard.upgrade()) {
                    hear(&said, &projection);
                }
            }),
            EventListener::new(&worker, "error", move |_| {
                failed.upgrade().into_iter().for_each(|desk| desk.fail());
            }),
        ];
        let told = worker.clone();
        let _ = self.running.set(Running { worker, _heard: heard });
        for name in KEPT {
            if let Some(text) = storage::read(&key(name)) {
                self.post(&["kept ", name, "\n", &text].concat());
            }
        }
        let feed = Rc::clone(self.connection.feed());
        let tell = move |news: News<'_>| {
            let _ = told.post_message(&text(news, &feed).into());
        };
        tell(News::Beat);
        tell(News::Board);
        self.connection.follow_with(Box::new(tell));
        true
    }

    /// Says that there is no desk, where it would draw.
    fn fail(&self) {
        if let Some(projection) = self.projection.upgrade() {
            projection.put("main", FAILED.to_owned());
        }
    }

    fn post(&self, text: &str) {
        if let Some(running) = self.running.get() {
            let _ = running.worker.post_message(&text.into());
        }
    }

    fn view(&self, ui: &Ui) -> String {
        let offset =
            self.projection.upgrade().map_or(0, |projection| projection.place().utc_offset_min);
        let mut text =
            ["view\nformat ", ui.format.as_str(), "\noffset ", &offset.to_string()].concat();
        if ui.paused_since.is_some() {
            text.push_str("\npaused");
        }
        if let Some(book) = &ui.filter.bookmaker {
            text.push_str(&["\nbookmaker ", book].concat());
        }
        let focus = ui.chosen.and_then(|chosen| {
            self.connection.feed().with_board(|board| Focus::of(board, chosen, ui.line))
        });
        if let Some(focus) = focus {
            text.push_str(&["\nfocus ", &focus.write()].concat());
        }
        text
    }
}

/// News as the desk reads them.
fn text(news: News<'_>, feed: &Feed) -> String {
    let now = feed.now().as_ms().to_string();
    match news {
        News::Beat => {
            let live_since = feed.live_since().map(|at| at.as_ms().to_string());
            ["time ", &now, " ", &live_since.unwrap_or_default()].concat()
        }
        News::Board => ["board\n", &feed.with_board(wire::dump::encode)].concat(),
        News::Frames(texts) => ["frames ", &now, "\n", texts].concat(),
        News::Act(name, value) => ["act ", name, "\n", value].concat(),
    }
}

/// Takes what the desk says.
fn hear(said: &str, projection: &Projection) {
    let (line, rest) = said.split_once('\n').unwrap_or((said, ""));
    match line.split_once(' ') {
        None if line == FAILED => projection.put("main", FAILED.to_owned()),
        Some(("draw", place)) => projection.put(place, rest.to_owned()),
        Some(("keep", name)) => {
            // Where nothing is kept, the next visit is the first.
            let _ = storage::write(&key(name), rest);
        }
        _ => {}
    }
}

fn key(name: &str) -> String {
    ["oddsboard.", name].concat()
}
