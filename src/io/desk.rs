//! The worker of the desk: started when a reader first opens something that it draws, told what the page knows.

use std::cell::{Cell, OnceCell};
use std::rc::{Rc, Weak};

use gloo_events::EventListener;
use js_sys::Function;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{MessageEvent, Worker};

use model::board::MarketId;

use crate::desk::focus::Focus;
use crate::io::connection::{Connection, News};
use crate::io::storage;
use crate::state::feed::Feed;
use crate::state::intent::Intent;
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

/// Keeps a desk informed of what the reader looks at, from when there is something to look at or to do; `start` starts
/// its worker. For as long as the reader is held.
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
    let woken = Rc::downgrade(&desk);
    connection.wake_with(Box::new(move || {
        if let Some(desk) = woken.upgrade() {
            desk.begin();
        }
    }));
    let voice = Voice::current();
    let screen = projection.screen();
    Reader::new(move || voice.during(|| desk.look(&screen.ui())))
}

impl Desk {
    /// Tells what the reader looks at, once it is anything of the desk's.
    fn look(self: &Rc<Self>, ui: &Ui) {
        if self.running.get().is_some() {
            self.post(&self.view(ui));
        } else if ui.chosen.is_some() {
            self.begin();
        }
        self.tell_words();
        self.post(&self.view(ui));
    }

    /// Everything that is drawn is drawn anew when another language is spoken, and so is what the desk draws.
    fn tell_words(&self) {
        let voice = Voice::current();
        if self.spoken.replace(voice.tag()) != voice.tag() {
            self.post(&["words\n", &voice.text().unwrap_or_default()].concat());
        }
    }

    /// Starts the worker, where one can be started, and tells it what there is to know.
    fn begin(self: &Rc<Self>) {
        let started = self.start.call0(&JsValue::NULL).ok();
        let Some(worker) = started.and_then(|started| started.dyn_into::<Worker>().ok()) else {
            self.fail();
            return;
        };
        let (heard, failed) = (Rc::downgrade(self), Rc::downgrade(self));
        let heard = [
            EventListener::new(&worker, "message", move |event| {
                let said = event.dyn_ref::<MessageEvent>();
                let said = said.and_then(|event| event.data().as_string());
                if let Some((said, desk)) = said.zip(heard.upgrade()) {
                    desk.hear(&said);
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
        self.tell_words();
        if let Some(projection) = self.projection.upgrade() {
            self.post(&self.view(&projection.ui()));
        }
        let feed = Rc::clone(self.connection.feed());
        let tell = move |news: News<'_>| {
            let _ = told.post_message(&text(news, &feed).into());
        };
        tell(News::Beat);
        tell(News::Board);
        self.connection.follow_with(Box::new(tell));
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
        let filter = &ui.filter;
        let focus = ui.chosen.and_then(|chosen| {
            self.connection.feed().with_board(|board| Focus::of(board, chosen, ui.line))
        });
        let mut text = "view".to_owned();
        add(&mut text, "format", Some(ui.format.as_str()));
        add(&mut text, "offset", Some(&offset.to_string()));
        add(&mut text, "search", Some(&filter.search));
        add(&mut text, "sport", filter.sport.as_deref());
        add(&mut text, "competition", filter.competition.as_deref());
        add(&mut text, "bookmaker", filter.bookmaker.as_deref());
        add(&mut text, "books", Some(&filter.lineup.columns().to_string()));
        add(&mut text, "market", Some(&filter.market_type));
        add(&mut text, "period", Some(&filter.period.to_string()));
        add(&mut text, "phases", Some(filter.phases.as_str()));
        add(&mut text, "paused", ui.paused_since.map(|_| "true"));
        add(&mut text, "focus", focus.map(|focus| focus.write()).as_deref());
        text
    }

    /// Takes what the desk says.
    fn hear(&self, said: &str) {
        let Some(projection) = self.projection.upgrade() else { return };
        let (line, rest) = said.split_once('\n').unwrap_or((said, ""));
        let (word, argument) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "draw" => projection.put(argument, rest.to_owned()),
            "keep" => {
                // Where nothing is kept, the next visit is the first.
                let _ = storage::write(&key(argument), rest);
            }
            "do" => {
                if let Some(wish) = self.wish(argument) {
                    projection.dispatch(wish);
                }
            }
            _ => self.connection.play(word, argument, rest),
        }
    }

    /// What the reader wants by way of the desk. A match is told by its names.
    fn wish(&self, text: &str) -> Option<Intent> {
        let (name, value) = text.split_once(' ').unwrap_or((text, ""));
        if name != "open" {
            return Intent::named(name, value);
        }
        self.connection.feed().with_board(|board| {
            let is_it = |market: &MarketId| {
                Focus::of(board, *market, None).is_some_and(|focus| focus.write() == value)
            };
            board.markets().find(is_it).map(|market| Intent::Choose(Some(market)))
        })
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
        News::Live => "live".to_owned(),
        News::Frames(texts) => ["frames ", &now, "\n", texts].concat(),
        News::Act(name, value) => ["act ", name, "\n", value].concat(),
    }
}

/// Adds a line to what the desk is told, where there is anything to say.
#[inline(never)]
fn add(text: &mut String, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        text.push('\n');
        text.push_str(name);
        text.push(' ');
        text.push_str(value);
    }
}

fn key(name: &str) -> String {
    ["oddsboard.", name].concat()
}
