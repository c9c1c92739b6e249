//! Of all pages of a browser that show the same feed one has the connection: the one that has the seat.

use std::hash::Hash;

use super::{Company, Machine};
use crate::input::TimerId;
use crate::output::Output;
use crate::status::Reason;
use crate::word::{Report, Word};

/// The page that has the seat speaks this often, in milliseconds.
const BEAT_MS: u64 = 5_000;
/// The board is large, so it is handed over no oftener, however many ask for it.
const BOARDS_APART_MS: u64 = 1_000;

/// What this page has of the seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// There is nobody to share with.
    Alone,
    /// It was not asked for.
    Unasked,
    /// It was asked for, and somebody else has it.
    Queued,
    /// It is ours.
    Taken,
}

/// Who listens to the page that has the seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Audience {
    /// The seat is new: it is announced once, and whoever is there says hello.
    Unknown,
    /// Nobody answered.
    Nobody,
    /// Somebody, who was told this last.
    Somebody { told: Option<Report> },
}

/// The seat as this page knows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seat {
    pub(super) place: Place,
    /// Numbers our requests, so that the answer to an old one is known for it.
    request: u64,
    /// Our own when the seat is ours, else the highest that was heard: one for each holder, and always rising.
    pub(super) epoch: u64,
    pub(super) audience: Audience,
    pub(super) board: Handing,
}

/// How the board is handed over.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Handing {
    pub(super) said_at_ms: Option<u64>,
    /// Whether somebody asked for it too soon after.
    pub(super) is_owed: bool,
}

impl Seat {
    pub(super) fn new(company: Company) -> Self {
        let place = match company {
            Company::Alone => Place::Alone,
            Company::Shared => Place::Unasked,
        };
        let audience = Audience::Unknown;
        Self { place, request: 0, epoch: 0, audience, board: Handing::default() }
    }

    /// What this page has of it, without when.
    pub(super) fn outline(&self, board_early_ms: u64) -> impl Hash + use<> {
        let audience = match self.audience {
            Audience::Unknown => 0,
            Audience::Nobody => 1,
            Audience::Somebody { told } => 2 + u8::from(told.is_some()),
        };
        (self.place, self.epoch == 0, audience, self.board.is_owed, board_early_ms > 0)
    }

    pub(super) fn has_audience(&self) -> bool {
        self.place == Place::Taken && matches!(self.audience, Audience::Somebody { .. })
    }
}

impl Machine {
    /// Whether a connection of our own is ours to make.
    pub(super) fn may_connect(&self) -> bool {
        matches!(self.seat.place, Place::Alone | Place::Taken)
    }

    pub(super) fn ask_seat(&mut self, steal: bool) {
        self.seat.request += 1;
        self.seat.place = Place::Queued;
        self.outputs.push(Output::TakeSeat { seat: self.seat.request, steal });
    }

    /// The seat is ours: from now on we live in an epoch of our own, later than any before.
    pub(super) fn take_seated(&mut self, request: u64) {
        if self.seat.place != Place::Queued || request != self.seat.request {
            return;
        }
        let by_clock = self.clock.wall_ms().saturating_mul(256) + self.chance.between(0, 255);
        self.seat = Seat {
            place: Place::Taken,
            epoch: by_clock.max(self.seat.epoch + 1),
            audience: Audience::Unknown,
            board: Handing::default(),
            ..self.seat
        };
        self.begin_in_time(0);
    }

    /// Somebody took the seat, or the browser has none to give.
    pub(super) fn take_unseated(&mut self, request: u64) {
        if request != self.seat.request {
            return;
        }
        match self.seat.place {
            Place::Taken => self.give_way(self.seat.epoch),
            Place::Queued => {
                self.seat.place = Place::Alone;
                self.begin_in_time(0);
            }
            Place::Alone | Place::Unasked => {}
        }
    }

    /// Lets go of the connection before anything else, and queues up behind whoever has the seat now.
    fn give_way(&mut self, epoch: u64) {
        self.tear_down();
        self.disarm(TimerId::Beat);
        self.outputs.push(Output::LeaveSeat);
        self.seat = Seat { place: Place::Unasked, epoch, ..self.seat };
        if self.is_hidden {
            self.park(0);
        } else {
            self.reason = Some(Reason::Dropped);
            self.queue();
        }
    }

    pub(super) fn leave_seat(&mut self) {
        match self.seat.place {
            Place::Alone | Place::Unasked => return,
            Place::Queued => {}
            Place::Taken => self.say(Word::Bye),
        }
        self.disarm(TimerId::Beat);
        self.outputs.push(Output::LeaveSeat);
        self.seat.place = Place::Unasked;
    }

    pub(super) fn take_word(&mut self, epoch: u64, word: Word) {
        match self.seat.place {
            // Whoever knows of a later epoch knows that the seat is no longer ours.
            Place::Taken if epoch > self.seat.epoch => self.give_way(epoch),
            Place::Taken => self.answer(epoch, word),
            Place::Queued => self.listen(epoch, word),
            // What was said when we still listened.
            Place::Alone | Place::Unasked => self.drop_stale(),
        }
    }

    /// Another page spoke while the seat is ours.
    fn answer(&mut self, epoch: u64, word: Word) {
        match word {
            Word::Hello if self.board_early_ms() > 0 => {
                self.seat.board.is_owed = true;
                self.greet();
            }
            Word::Hello => {
                self.greet();
                self.say_board();
            }
            Word::Ask => self.greet(),
            Word::Retry => self.retry(),
            Word::PreferPolling(polling) => self.prefer_polling(polling),
            // Somebody does not know that the seat is no longer theirs.
            Word::Beat(_) if epoch < self.seat.epoch => {
                self.drop_stale();
                self.greet();
            }
            Word::Beat(_) | Word::Frames | Word::Board | Word::Bye => self.drop_stale(),
        }
    }

    /// Somebody listens, and is told at the end of this step.
    fn greet(&mut self) {
        self.seat.audience = Audience::Somebody { told: None };
        let next_ms = if self.seat.board.is_owed { self.board_early_ms() } else { BEAT_MS };
        self.arm(TimerId::Beat, next_ms.max(1));
    }

    /// How much too soon it would be to hand the board over now.
    pub(super) fn board_early_ms(&self) -> u64 {
        self.seat.board.said_at_ms.map_or(0, |said_ms| {
            BOARDS_APART_MS.saturating_sub(self.clock.elapsed_ms().saturating_sub(said_ms))
        })
    }

    /// Says what is on the board, if it was read on this connection.
    pub(super) fn say_board(&mut self) {
        if self.seat.has_audience() && self.is_confirmed() {
            let said_at_ms = Some(self.clock.elapsed_ms());
            self.seat.board = Handing { said_at_ms, is_owed: false };
            self.say(Word::Board);
        }
    }

    pub(super) fn beat(&mut self) {
        if std::mem::take(&mut self.seat.board.is_owed) {
            self.say_board();
        }
        self.greet();
    }

    /// At the end of a step: those who follow hear at once when the connection is another one.
    pub(super) fn tell_followers(&mut self) {
        if self.seat.place != Place::Taken {
            return;
        }
        let report = self.report();
        let (is_due, audience) = match self.seat.audience {
            Audience::Unknown => (true, Audience::Nobody),
            Audience::Nobody => (false, Audience::Nobody),
            Audience::Somebody { told } => {
                (told != Some(report), Audience::Somebody { told: Some(report) })
            }
        };
        self.seat.audience = audience;
        if is_due {
            self.say(Word::Beat(report));
        }
    }

    pub(super) fn say(&mut self, word: Word) {
        self.outputs.push(Output::Say { epoch: self.seat.epoch, word });
    }

    /// Whether what a page of this epoch passes on belongs on our board; asked before the word itself is taken.
    pub fn hears(&self, epoch: u64) -> bool {
        self.seat.place == Place::Queued && epoch >= self.seat.epoch
    }

    /// Whether to pass on what the stream says, and in which epoch.
    pub fn passes_on(&self) -> Option<u64> {
        self.seat.has_audience().then_some(self.seat.epoch)
    }
}
