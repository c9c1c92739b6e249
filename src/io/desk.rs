//! The worker of the desk: started when a reader first opens something that it draws, told what the page knows.

use std::cell::OnceCell;
use std::rc::{Rc, Weak};

use gloo_events::EventListener;
use js_sys::Function;
use model::board::{Board, MarketId};
use model::line::Line;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{MessageEvent, Worker};

use crate::desk::focus::Focus;
use crate::io::connection::Connection;
use crate::io::page::is_hidden;
use crate::io::storage;
use crate::state::intent::Intent;
use crate::state::projection::Projection;
use crate::state::reader::Reader;
use crate::state::screen::Screen;
use crate::state::ui::{List, Ui};

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
}

struct Running {
    worker: Worker,
    _heard: EventListener,
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
        screen: projection.screen(),
        running: OnceCell::new(),
    });
    Reader::new(move || desk.look())
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
        if self.running.get().is_some() || is_wanted() {
            if self.running.get().is_none() {
                self.begin();
            }
            self.post(&self.view(&ui));
        }
    }

    /// Starts the worker where that can be done.
    fn begin(self: &Rc<Self>) {
        let started = self.start.call0(&JsValue::NULL).ok();
        let worker = started.and_then(|started| started.dyn_into::<Worker>().ok());
        let running = worker.map(|worker| {
            let desk = Rc::downgrade(self);
            let heard = EventListener::new(&worker, "message", move |event| {
                let said =
                    event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
                if let Some((said, desk)) = said.zip(desk.upgrade()) {
                    desk.hear(&said);
                }
            });
            Running { worker, _heard: heard }
        });
        let _ = self.running.set(running);
        for name in KEPT {
            if let Some(text) = storage::read(&key(name)) {
                self.post(&["kept ", name, "\n", &text].concat());
            }
        }
        let desk = Rc::downgrade(self);
        self.connection.follow_with(Box::new(move |text| {
            if let Some(desk) = desk.upgrade() {
                desk.post(text);
            }
        }));
    }

    fn post(&self, text: &str) {
        if let Some(Some(running)) = self.running.get() {
            let _ = running.worker.post_message(&text.into());
        }
    }

    fn view(&self, ui: &Ui) -> String {
        let offset = self.screen.place.utc_offset_min;
        let mut text =
            ["view\nformat ", ui.format.as_str(), "\noffset ", &offset.to_string()].concat();
        let mut add = |name, value: &str| text.push_str(&["\n", name, " ", value].concat());
        if let Some(book) = &ui.filter.bookmaker {
            add("bookmaker", book);
        }
        if let Some(list) = if is_wide() { Some("all") } else { ui.list.map(List::as_str) } {
            add("list", list);
        }
        if is_hidden() {
            add("hidden", "");
        }
        let focus = ui.chosen.and_then(|chosen| {
            self.connection.feed().with_board(|board| Focus::of(board, chosen, ui.line))
        });
        if let Some(focus) = focus {
            add("focus", &focus.write());
        }
        text
    }

    /// Does what the desk says.
    fn hear(self: &Rc<Self>, said: &str) {
        let (line, rest) = said.split_once('\n').unwrap_or((said, ""));
        let (word, argument) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "draw" => {
                if let Some(projection) = self.projection.upgrade() {
                    projection.put(argument, rest.to_owned());
                }
            }
            "keep" => {
                // Where nothing is kept, the next visit is the first.
                let _ = storage::write(&key(argument), rest);
            }
            "open" => self.open(rest, argument.parse().ok().map(Line::from_quarters)),
            _ => {}
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
    let is_named = |market: &MarketId| {
        Focus::of(board, *market, None).is_some_and(|focus| focus.write() == name)
    };
    let market = board.market(board.markets().find(is_named)?)?;
    Some((market.id, board.text(market.market_type).to_string(), market.period))
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
