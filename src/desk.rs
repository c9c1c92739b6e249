//! The desk: what is worked out on demand about the board, in a worker beside the page.
//!
//! A page that shows prices does not need it, and does not load it. It comes when a reader opens a match or a list,
//! and has a board of its own, which it is handed and which then follows the same frames. All goes in texts:
//!
//! ```text
//! page ─ Told ─▶ Desk::take ─▶ board, records, notes
//!                                   ▼ at most four times a second
//! page ◀─ Say ── Desk::draw ◀─ panels, as trees
//! ```
//!
//! It knows no browser. What it draws are trees as the view's, with acts in the place of listeners.

mod alerts;
mod books;
mod export;
pub mod focus;
mod follow;
mod kit;
mod money;
mod notes;
mod panel;
mod rail;
mod say;
mod setting;
mod sight;
mod spark;
mod told;
mod tools;
mod trends;

use model::board::Board;
use model::changes::Changes;
use model::freshness::Moment;
use model::time::Instant;

use crate::desk::alerts::Alerts;
use crate::desk::focus::Focus;
use crate::desk::follow::Records;
use crate::desk::notes::Notes;
use crate::desk::rail::Rail;
use crate::desk::say::Said;
use crate::desk::setting::Setting;
use crate::desk::sight::Sight;
use crate::desk::told::Told;
use crate::desk::tools::Tools;
use crate::desk::trends::Trends;
use crate::view::words::catalog::Voice;
use crate::view::words::desk as words;

/// A board followed beside the page's, and what is worked out about it.
pub struct Desk {
    board: Board,
    moment: Moment,
    /// What the last frames changed, kept for its memory.
    changes: Changes,
    setting: Setting,
    notes: Notes,
    records: Records,
    tools: Tools,
    rail: Rail,
    alerts: Alerts,
    trends: Trends,
    said: Said,
    /// The language of what it draws.
    voice: Voice,
    /// Whether the reader asked for something since the last drawing.
    is_asked: bool,
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}

impl Desk {
    /// A desk that knows nothing yet.
    pub fn new() -> Self {
        Self {
            board: Board::new(),
            moment: Moment::at(Instant::default()),
            changes: Changes::default(),
            setting: Setting::default(),
            notes: Notes::default(),
            records: Records::default(),
            tools: Tools::default(),
            rail: Rail::default(),
            alerts: Alerts::default(),
            trends: Trends::default(),
            said: Said::default(),
            voice: Voice::default(),
            is_asked: false,
        }
    }

    /// Takes what the page tells. What is not understood changes nothing.
    pub fn take(&mut self, text: &str) {
        let Some(told) = Told::read(text) else { return };
        if self.tools.are_deaf_to(&told) {
            return;
        }
        self.tools.record(&told, self.moment.now);
        match told {
            Told::Time { now, live_since } => self.tell_time(now, live_since),
            Told::Frames { now, texts } => self.hear(now, texts),
            Told::Board(dump) => self.restore(dump),
            Told::Words(text) => self.voice.speak(Some(text).filter(|text| !text.is_empty())),
            Told::View(setting) => {
                self.rail.see(&self.board, self.moment, !setting.is_hidden);
                self.setting = *setting;
                self.is_asked = true;
            }
            Told::Rows(rows) => self.trends.want(rows),
            Told::Beat(ms) => {
                self.is_asked = true;
                self.play(ms);
            }
            Told::Live => {
                self.is_asked = true;
                self.end_replay();
            }
            Told::Kept { name, text } => {
                self.notes.restore(name, text);
                self.rail.restore(name, text);
                self.alerts.restore(name, text);
            }
            Told::ValueBets(body) => self.rail.take_value_bets(body),
            Told::Act { name, value } => self.act(name, value),
        }
    }

    fn act(&mut self, name: &str, value: &str) {
        self.is_asked = true;
        if self.use_tool(name, value) {
            return;
        }
        let Self { board, moment, setting, notes, records, rail, alerts, said, .. } = self;
        if notes.act(name, value) {
            said.keep(notes.saved());
            return;
        }
        if rail.act(name, value) {
            said.keep(rail.saved());
        }
        let sight = Sight { board, moment: *moment, setting, notes, records };
        let (draft, focus) = match name.split_once(' ') {
            Some(("open", focus)) => (None, focus),
            Some(("alerts.draft", rest)) => {
                let (draft, focus) = rest.split_once('\t').unwrap_or((rest, ""));
                (Some(draft), focus)
            }
            None if name == "missed" => (None, ""),
            _ => return alerts.act(name, value, &sight, said),
        };
        // The board here and the page's follow the same frames; what is on neither the reader is told.
        let found = Focus::read(focus).and_then(|focus| focus.find(board));
        match found {
            Some(market) => {
                if let Some(draft) = draft {
                    alerts.prepare(draft, &sight, market);
                }
                let (_, line) = focus.rsplit_once('\t').unwrap_or_default();
                let name = Focus::of(board, market, None).map(|focus| focus.write());
                said.tell(["open ", line, "\n", &name.unwrap_or_default()].concat());
            }
            None => alerts.tell(words::NOT_ON_BOARD.text(), moment.now),
        }
    }

    /// What the page is to be told now: places that look otherwise than they did, and what is to be kept.
    ///
    /// While the reader holds prices back, alerts ring, and what they ask for is answered with prices of that instant;
    /// nothing else is drawn.
    pub fn draw(&mut self) -> Vec<String> {
        let is_held = self.setting.is_paused && !std::mem::take(&mut self.is_asked);
        let voice = self.voice.clone();
        voice.during(|| {
            self.look();
            if !is_held {
                self.draw_places();
            }
        });
        self.said.ask_for_beat(self.tools.beat_ms());
        self.said.take()
    }

    /// Sees what stands out, and rings for it.
    fn look(&mut self) {
        let Self { board, moment, setting, notes, records, tools, rail, alerts, said, .. } = self;
        if setting.filter.lineup.is_behind(board) {
            setting.filter.lineup.meet(board);
        }
        let sight = Sight { board, moment: *moment, setting, notes, records };
        rail.look(&sight);
        // What is played is of another day, and rings for nobody.
        if !tools.is_replay() {
            alerts.look(&sight, rail, said);
        }
        said.place("news", alerts.draw_news().into_iter().map(Into::into).collect());
    }

    fn draw_places(&mut self) {
        let Self {
            board, moment, setting, notes, records, tools, rail, alerts, trends, said, ..
        } = self;
        let market = setting.focus.as_ref().and_then(|focus| focus.find(board));
        if let Some(market) = market {
            records.open(board, *moment, market);
        }
        let sight = Sight { board, moment: *moment, setting, notes, records };
        let mut panels = market.map(|market| panel::draw(&sight, market)).unwrap_or_default();
        let form = market.and_then(|market| alerts.draw_form(&sight, market));
        panels.side.extend(form.map(Into::into));
        said.place("main", panels.main);
        said.place("side", panels.side);
        said.place("tools", tools.draw(&sight));
        rail.draw(&sight, alerts, said);
        trends.draw(&sight, said);
    }

    fn sight(&self) -> Sight<'_> {
        let Self { board, moment, setting, notes, records, .. } = self;
        Sight { board, moment: *moment, setting, notes, records }
    }

    /// Forgets the board, because what comes next is of another one, whose matches and bookmakers have the same
    /// numbers.
    fn forget(&mut self) {
        (self.board, self.records) = (Board::new(), Records::default());
        self.setting.filter.lineup.meet(&self.board);
        self.rail.forget();
        self.alerts.forget();
        self.trends.forget();
        self.moment = Moment::at(self.moment.now);
        self.changes = Changes::default();
    }

    fn tell_time(&mut self, now: Instant, live_since: Option<Instant>) {
        if self.moment.live_since.is_some() && self.moment.live_since != live_since {
            self.records.lose(now);
            self.rail.lose(now);
            self.alerts.lose();
        }
        self.moment = Moment { live_since, ..Moment::at(now) };
        self.board.tick_into(self.moment, &mut self.changes);
        self.records.settle(&self.board, self.moment);
        self.follow();
        self.rail.beat(&self.board, self.moment);
        self.alerts.beat(self.moment);
    }

    fn hear(&mut self, now: Instant, texts: &str) {
        self.moment.now = now;
        let Self { board, moment, changes, .. } = self;
        for text in texts.split(wire::frame::BETWEEN) {
            wire::frame::decode(text, |quote| board.apply_into(&quote, *moment, changes));
        }
        self.follow();
    }

    fn restore(&mut self, dump: &str) {
        let Self { board, moment, changes, .. } = self;
        // What cannot be read of it costs its line.
        let _ = wire::dump::decode(dump, |saved| changes.merge(board.restore(saved, *moment)));
        let settled = board.settle(changes, *moment);
        changes.merge(settled);
        self.follow();
        self.alerts.note_reading(self.moment);
    }

    fn follow(&mut self) {
        let Self { board, moment, changes, records, rail, alerts, .. } = self;
        records.hear(board, *moment, changes);
        rail.hear(board, *moment, changes);
        if changes.roster() {
            alerts.keep(|market| board.market(market).is_some());
        }
        changes.clear();
    }
}
