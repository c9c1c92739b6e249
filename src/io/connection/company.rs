//! The other pages of this browser that show the same feed: one of them has the connection for all.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use link::{Input, WORDS_FORM, Word};
use model::time::Instant;
use wire::frame::BETWEEN;

use super::{Connection, News, with};
use crate::io::channel::Channel;
use crate::io::clock::now;
use crate::io::hub::FeedKey;
use crate::io::lock::{Lock, LockEvent};
use crate::io::timer::Timer;

/// Frames that come closer together than this are passed on together, in milliseconds.
const TOGETHER_MS: u64 = 50;
/// Other pages may want so many market types, and no more.
const MARKETS_MAX: usize = 16;

/// The seat and the channel, and the frames that wait to be passed on.
pub(super) struct Company {
    name: String,
    seat: RefCell<Option<Lock>>,
    channel: RefCell<Option<Channel>>,
    waiting: RefCell<String>,
    passed_on_at_ms: Cell<u64>,
    soon: RefCell<Option<Timer>>,
}

impl Company {
    /// The company of all pages that show this feed and speak this form.
    pub(super) fn of(key: &FeedKey) -> Self {
        let name = ["oddsboard ", WORDS_FORM, " ", &key.api, "?", &key.filter.query()].concat();
        Self {
            name,
            seat: RefCell::default(),
            channel: RefCell::default(),
            waiting: RefCell::default(),
            passed_on_at_ms: Cell::default(),
            soon: RefCell::default(),
        }
    }

    /// Without locks or channels every page is alone.
    pub(super) fn kind() -> link::Company {
        let is_shared = Lock::is_there() && Channel::is_there();
        if is_shared { link::Company::Shared } else { link::Company::Alone }
    }

    pub(super) fn leave(&self) {
        *self.seat.borrow_mut() = None;
        *self.channel.borrow_mut() = None;
        *self.soon.borrow_mut() = None;
        self.waiting.borrow_mut().clear();
    }

    fn say(&self, text: &str) {
        if let Some(channel) = &*self.channel.borrow() {
            channel.say(text);
        }
    }
}

impl Connection {
    pub(super) fn take_seat(self: &Rc<Self>, seat: u64, steal: bool) {
        let this = Rc::downgrade(self);
        if self.company.channel.borrow().is_none() {
            let this = this.clone();
            *self.company.channel.borrow_mut() = Channel::open(&self.company.name, move |text| {
                with(&this, |connection| connection.hear(&text));
            });
        }
        let lock = Lock::take(&self.company.name, steal, move |event| {
            let input = match event {
                LockEvent::Granted => Input::Seated { seat },
                LockEvent::Lost => Input::Unseated { seat },
            };
            with(&this, |connection| connection.step(input));
        });
        if lock.is_none() {
            self.step(Input::Unseated { seat });
        }
        *self.company.seat.borrow_mut() = lock;
    }

    /// Says a word, with what belongs to it: the markets that are wanted, the server's time, the board.
    pub(super) fn say(&self, epoch: u64, word: Word) {
        let mut text = word.write(epoch);
        let mut add = |line: &str| {
            text.push('\n');
            text.push_str(line);
        };
        match word {
            Word::Hello => {
                self.reading.markets().iter().for_each(|market_type| add(market_type));
            }
            Word::Beat(_) => {
                if let Some(now) = self.clock.known() {
                    add(&now.as_ms().to_string());
                }
            }
            Word::Board => add(&self.feed.with_board(wire::dump::encode)),
            Word::Ask | Word::Retry | Word::PreferPolling(_) | Word::Frames | Word::Bye => {}
        }
        self.company.say(&text);
    }

    /// Gives the others the board as it is, if any listen.
    pub(super) fn hand_over_board(&self) {
        let epoch = self.machine.borrow().passes_on();
        if let Some(epoch) = epoch {
            self.say(epoch, Word::Board);
        }
    }

    /// Takes what another page said. Any script of this origin may have said it, so nothing of it is trusted.
    fn hear(self: &Rc<Self>, text: &str) {
        let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
        let Some((epoch, word)) = Word::read(line) else { return };
        let is_ours = self.machine.borrow().hears(epoch);
        let heard = match word {
            Word::Board if is_ours => {
                // What is no board is a sign of life all the same.
                if self.restore(rest) { Word::Board } else { Word::Frames }
            }
            other => other,
        };
        self.step(Input::Heard { epoch, word: heard });
        match word {
            Word::Hello => self.want_markets(rest),
            Word::Beat(_) if is_ours => self.take_time(rest),
            Word::Frames if is_ours => {
                self.tell(News::Frames(rest));
                self.take_frames(rest);
            }
            _ => {}
        }
    }

    /// Puts another page's board on ours; says whether it was one.
    pub(super) fn restore(&self, dump: &str) -> bool {
        let figures = wire::dump::decode(dump, |saved| self.feed.restore(saved));
        if figures.is_ok() {
            self.feed.end_reading();
        }
        figures.is_ok_and(|figures| figures.taken > 0 || figures.bad == 0)
    }

    fn want_markets(self: &Rc<Self>, rest: &str) {
        if self.machine.borrow().passes_on().is_none() {
            return;
        }
        for market_type in rest.lines() {
            if self.reading.markets().len() < MARKETS_MAX && wire::is_shown(market_type) {
                self.want_market(market_type.to_owned());
            }
        }
    }

    /// A page that reads nothing from the server learns its time from the page that does.
    fn take_time(&self, rest: &str) {
        if let Ok(server_ms) = rest.parse() {
            self.clock.sync(Instant::from_ms(server_ms), now());
        }
    }

    /// Passes a frame on. Many at once go in one message; but a hidden page passes on at once, because its
    /// timers may be minutes late.
    pub(super) fn pass_on(self: &Rc<Self>, text: &str) {
        if self.machine.borrow().passes_on().is_none() {
            return;
        }
        {
            let mut waiting = self.company.waiting.borrow_mut();
            if !waiting.is_empty() {
                waiting.push(BETWEEN);
            }
            waiting.push_str(text);
        }
        let now = now();
        let wait_ms =
            (self.company.passed_on_at_ms.get() + TOGETHER_MS).saturating_sub(now.mono_ms);
        if now.is_hidden || wait_ms == 0 {
            self.flush();
            return;
        }
        let this = Rc::downgrade(self);
        self.company.soon.borrow_mut().get_or_insert_with(|| {
            Timer::after(wait_ms, move || with(&this, |connection| connection.flush()))
        });
    }

    fn flush(&self) {
        *self.company.soon.borrow_mut() = None;
        self.company.passed_on_at_ms.set(now().mono_ms);
        let waiting = self.company.waiting.take();
        let epoch = self.machine.borrow().passes_on();
        if let Some(epoch) = epoch.filter(|_| !waiting.is_empty()) {
            self.company.say(&[&Word::Frames.write(epoch), "\n", &waiting].concat());
        }
    }
}
