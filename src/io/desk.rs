//! The worker of the desk: started when a reader first opens something that it draws, told what the page knows.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::{Rc, Weak};

use gloo_events::EventListener;
use js_sys::Function;
use model::board::{Board, MarketId};
use model::line::Line;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{MessageEvent, Worker};

use crate::desk::focus::Focus;
use crate::io::connection::{Connection, News};
use crate::io::page::is_hidden;
use crate::io::storage;
use crate::state::feed::Feed;
use crate::state::intent::Intent;
use crate::state::projection::Projection;
use crate::state::reader::Reader;
use crate::state::screen::Screen;
use crate::state::ui::{List, Ui};
use crate::view::desk::FAILED;
use crate::view::words::catalog::Voice;

/// Under what names the desk's notes are kept, for the next visit.
const KEPT: [&str; 4] = ["stakes", "lists", ALERTS, "bell"];
/// Under what name alerts are kept: where there are any, the desk is there without being asked for.
const ALERTS: &str = "alerts";
/// From this width on the lists stand open.
const WIDE: &str = "(width >= 110rem)";

/// The desk of a page.
struct Desk {
    start: Function,
    connection: Rc<Connection>,
    projection: Weak<Projection>,
    screen: Screen,
    /// Once it was tried to start it; `None` where it cannot be.
    running: OnceCell<Option<Running>>,
    /// Whether the reader asked for anything that it does, beside what stands in an open match.
    is_asked: Cell<bool>,
    /// Whether it could not be had.
    has_failed: Cell<bool>,
    /// The tag of the language that the desk was last told of; it begins in English.
    spoken: Cell<&'static str>,
    /// What it was last told that the reader looks at, and which rows they see.
    told: [RefCell<String>; 2],
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
        screen: projection.screen(),
        running: OnceCell::new(),
        is_asked: Cell::new(false),
        has_failed: Cell::new(false),
        spoken: Cell::new("en"),
        told: Default::default(),
    });
    let woken = Rc::downgrade(&desk);
    connection.wake_with(Box::new(move || {
        if let Some(desk) = woken.upgrade() {
            desk.begin();
            desk.note_act();
        }
    }));
    let voice = Voice::current();
    Reader::new(move || voice.during(|| desk.look()))
}

impl Desk {
    /// Tells what the reader looks at, once it is anything of the desk's, or the desk is wanted for itself.
    fn look(self: &Rc<Self>) {
        // Once a second, too: the page may have been hidden or made wider.
        self.screen.clock();
        let ui = self.screen.ui();
        let is_wanted = || {
            ui.chosen.is_some()
                || ui.list.is_some()
                || (self.screen.groups().is_some() && is_wanted())
        };
        if self.running.get().is_some() {
            self.tell_words();
            self.tell_view(&ui);
        } else if is_wanted() {
            self.begin();
        }
    }

    /// Everything that is drawn is drawn anew when another language is spoken, and so is what the desk draws.
    fn tell_words(&self) {
        let voice = Voice::current();
        if self.spoken.replace(voice.tag()) != voice.tag() {
            self.post(&["words\n", &voice.text().unwrap_or_default()].concat());
        }
    }

    /// The desk answers at once, and while prices are held back too; so what it knows it is not told again.
    fn tell_view(&self, ui: &Ui) {
        for (told, text) in self.told.iter().zip([self.view(ui), self.rows()]) {
            if *told.borrow() != text {
                self.post(&text);
                told.replace(text);
            }
        }
    }

    /// Starts the worker, where one can be started, and tells it what there is to know.
    fn begin(self: &Rc<Self>) {
        if self.running.get().is_some() {
            return;
        }
        let started = self.start.call0(&JsValue::NULL).ok();
        let worker = started.and_then(|started| started.dyn_into::<Worker>().ok());
        let running = worker.map(|worker| {
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
            Running { worker, _heard: heard }
        });
        let is_there = running.is_some();
        let _ = self.running.set(running);
        if !is_there {
            self.fail();
            return;
        }
        for name in KEPT {
            if let Some(text) = storage::read(&key(name)) {
                self.post(&["kept ", name, "\n", &text].concat());
            }
        }
        self.tell_words();
        self.tell_view(&self.screen.ui());
        let desk = Rc::downgrade(self);
        let feed = Rc::clone(self.connection.feed());
        let tell = move |news: News<'_>| {
            if let Some(desk) = desk.upgrade() {
                desk.post(&text(news, &feed));
                if let News::Act(..) = news {
                    desk.note_act();
                }
            }
        };
        tell(News::Beat);
        tell(News::Board);
        self.connection.follow_with(Box::new(tell));
    }

    /// Says that there is no desk, where it would draw.
    fn fail(&self) {
        self.has_failed.set(true);
        self.tell_failure();
    }

    /// The reader asks for something that the desk does.
    fn note_act(&self) {
        self.is_asked.set(true);
        self.tell_failure();
    }

    /// Over the board it is said to those only who asked for what is missing there.
    fn tell_failure(&self) {
        let Some(projection) = self.projection.upgrade() else { return };
        if self.has_failed.get() {
            projection.put("main", FAILED.to_owned());
            if self.is_asked.get() {
                projection.put("tools", FAILED.to_owned());
            }
        }
    }

    fn post(&self, text: &str) {
        if let Some(Some(running)) = self.running.get() {
            let _ = running.worker.post_message(&text.into());
        }
    }

    fn view(&self, ui: &Ui) -> String {
        let offset = self.screen.place.utc_offset_min;
        let list = if is_wide() { Some("all") } else { ui.list.map(List::as_str) };
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
        add(&mut text, "who", Some(&filter.lineup.corrections().to_string()));
        add(&mut text, "keys", ui.are_keys_off.then_some("off"));
        add(&mut text, "market", Some(&filter.market_type));
        add(&mut text, "period", Some(&filter.period.to_string()));
        add(&mut text, "phases", Some(filter.phases.as_str()));
        add(&mut text, "paused", ui.paused_since.map(|_| "true"));
        add(&mut text, "list", list);
        add(&mut text, "hidden", is_hidden().then_some("true"));
        add(&mut text, "focus", focus.map(|focus| focus.write()).as_deref());
        text
    }

    /// The rows that the reader sees, where there is room for lines in them.
    fn rows(&self) -> String {
        let mut text = "rows".to_owned();
        let rows = if is_wide() { self.screen.rows_near() } else { Vec::new() };
        for row in rows.iter().filter_map(|row| Option::as_ref(row)) {
            let market = row.view.id;
            let feed = self.connection.feed();
            let focus = feed.with_board(|board| Focus::of(board, market, None));
            if let Some((cell, focus)) = row.view.cells.first().zip(focus) {
                let line =
                    [&market.number().to_string(), "\t", &cell.selection, "\t", &focus.write()];
                text.push('\n');
                text.push_str(&line.concat());
            }
        }
        text
    }

    /// Takes what the desk says.
    fn hear(self: &Rc<Self>, said: &str) {
        let Some(projection) = self.projection.upgrade() else { return };
        let (line, rest) = said.split_once('\n').unwrap_or((said, ""));
        let (word, argument) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "trend" => {
                if let Ok(number) = argument.parse() {
                    projection.put_trend(number, rest);
                }
            }
            "draw" => projection.put(argument, rest.to_owned()),
            "keep" => {
                // Where nothing is kept, the next visit is the first.
                let _ = storage::write(&key(argument), rest);
            }
            "open" => self.open(rest, argument.parse().ok().map(Line::from_quarters)),
            "do" => match argument.split_once(' ').unwrap_or((argument, "")) {
                ("open", focus) => self.open(focus, None),
                (name, value) => {
                    if let Some(wish) = Intent::named(name, value) {
                        projection.dispatch(wish);
                    }
                }
            },
            FAILED => self.fail(),
            _ => self.connection.play(word, argument, rest),
        }
    }

    /// Opens a market that the desk names. What hides it is let go of: the reader asks for this one.
    fn open(&self, focus: &str, line: Option<Line>) {
        let found = self.connection.feed().with_board(|board| find(board, focus));
        let Some((market, market_type, period)) = found else { return self.post("act missed") };
        let tell = |intent| self.screen.dispatch(intent);
        tell(Intent::Market(market_type));
        tell(Intent::Period(period));
        tell(Intent::Choose(Some(market)));
        if self.screen.ui().chosen.is_none() {
            tell(Intent::ClearFilters);
            tell(Intent::Choose(Some(market)));
        }
        if let Some(line) = line {
            tell(Intent::Line(line));
        }
    }
}

/// The market that is named so, its type and its period.
fn find(board: &Board, name: &str) -> Option<(MarketId, String, i32)> {
    let market = board.market(Focus::read(name)?.find(board)?)?;
    Some((market.id, board.text(market.market_type).to_string(), market.period))
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

/// Whether the desk is to be there without being asked for: lists stand open, alerts are set, or nobody looks, so that
/// what changes meanwhile can be told.
fn is_wanted() -> bool {
    is_hidden() || is_wide() || storage::read(&key(ALERTS)).is_some_and(|alerts| !alerts.is_empty())
}

fn is_wide() -> bool {
    let media = web_sys::window().and_then(|window| window.match_media(WIDE).ok()?);
    media.is_some_and(|media| media.matches())
}

fn key(name: &str) -> String {
    ["oddsboard.", name].concat()
}
