//! A page that has no connection of its own: it hears from the one that has, and notices when that falls silent.

use std::hash::Hash;

use super::seat::Place;
use super::{History, Machine, State};
use crate::input::TimerId;
use crate::status::{Reason, Shown};
use crate::word::{Report, Word};

/// After this long without a word from the page that has the seat, it is asked.
const SILENCE_MS: u64 = 15_000;
/// And when it has not answered after this long, the seat is taken from it.
const ANSWER_MS: u64 = 3_000;
/// And a little later by chance: who takes it first says so, and the others need not.
const ANSWER_JITTER_MS: u64 = 2_000;
/// A holder that cannot hand the board over yet is not asked for it again and again.
const HELLOS_APART_MS: u64 = 1_000;
/// A deadline seen this much too late says that an answer may lie unread.
const LATE_MS: u64 = 2_000;

/// What a page knows of the connection that another has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Following {
    report: Option<Report>,
    heard_at_ms: u64,
    greeted_at_ms: u64,
    has_board: bool,
    is_asked: bool,
}

impl Following {
    /// How the connection is, as far as one can tell from here. What nobody confirms is not live, and neither is
    /// a board that was not handed over.
    pub(super) fn report(&self) -> Option<Report> {
        let report = self.report?;
        if self.is_asked {
            let (shown, reason) = (Shown::Reconnecting, Some(Reason::Dropped));
            return Some(Report { shown, reason, confirmed: false, live_since_ms: None, ..report });
        }
        if !self.has_board {
            let is_live = report.shown == Shown::Live;
            let shown = if is_live { Shown::Reconnecting } else { report.shown };
            return Some(Report { shown, confirmed: false, live_since_ms: None, ..report });
        }
        Some(report)
    }

    /// What is known, without when.
    pub(super) fn outline(&self, now_ms: u64) -> impl Hash + use<> {
        let report = self.report.map(|report| (report.shown, report.confirmed));
        let is_silent = now_ms.saturating_sub(self.heard_at_ms) >= SILENCE_MS;
        let may_greet = now_ms.saturating_sub(self.greeted_at_ms) >= HELLOS_APART_MS;
        (report, self.has_board, self.is_asked, is_silent, may_greet)
    }

    /// Takes how the connection is. A board of a connection that is gone has to be handed over anew.
    fn take_report(&mut self, report: Report) {
        self.report = Some(report);
        self.has_board &= report.confirmed;
    }

    fn lacks_board(&self) -> bool {
        !self.has_board && self.report.is_some_and(|report| report.confirmed)
    }
}

impl Machine {
    /// Asks for the seat, and who has it.
    pub(super) fn queue(&mut self) {
        self.ask_seat(false);
        let now_ms = self.clock.elapsed_ms();
        let following =
            Following { heard_at_ms: now_ms, greeted_at_ms: now_ms, ..Following::default() };
        self.state = State::Following(following);
        self.say(Word::Hello);
        self.arm(TimerId::Silence, SILENCE_MS);
    }

    /// Another page spoke while we wait for the seat.
    pub(super) fn listen(&mut self, epoch: u64, word: Word) {
        match word {
            Word::Hello | Word::Ask | Word::Retry => {}
            // Whoever has the seat next does what the reader prefers.
            Word::PreferPolling(polling) => self.note_preference(polling),
            Word::Beat(_) | Word::Frames | Word::Board | Word::Bye => self.follow(epoch, word),
        }
    }

    /// The page that has the seat spoke, or one that had it.
    fn follow(&mut self, epoch: u64, word: Word) {
        let State::Following(mut following) = self.state else { return };
        if epoch < self.seat.epoch {
            return self.drop_stale();
        }
        let is_new = epoch > self.seat.epoch;
        self.seat.epoch = epoch;
        following.has_board &= !is_new;
        following.heard_at_ms = self.clock.elapsed_ms();
        following.is_asked = false;
        match word {
            Word::Beat(report) => following.take_report(report),
            Word::Board => following.has_board = true,
            // The next in the queue has it in a moment; until then nobody has.
            Word::Bye => {
                following.is_asked = true;
                self.arm_silence(ANSWER_MS);
            }
            Word::Frames | Word::Hello | Word::Ask | Word::Retry | Word::PreferPolling(_) => {}
        }
        let hello_ms = following.greeted_at_ms.saturating_add(HELLOS_APART_MS);
        let is_missing = following.lacks_board() && self.clock.elapsed_ms() >= hello_ms;
        if matches!(word, Word::Beat(_)) && (is_new || is_missing) {
            following.greeted_at_ms = self.clock.elapsed_ms();
            self.say(Word::Hello);
        }
        self.state = State::Following(following);
        self.note_followed(&following);
    }

    /// A connection that another page keeps up for us is none that is down.
    fn note_followed(&mut self, following: &Following) {
        if following.report().is_some_and(|report| report.shown == Shown::Live) {
            self.history = History::WasLive;
            self.down_since_ms = self.clock.elapsed_ms();
        }
    }

    fn arm_silence(&mut self, delay_ms: u64) {
        let jitter_ms = self.chance.between(0, ANSWER_JITTER_MS);
        self.arm(TimerId::Silence, delay_ms + jitter_ms);
    }

    /// Time to look whether the page that has the seat has spoken. One that is hidden may be slow and is asked
    /// first; and nobody needs prices on a page that is not seen.
    pub(super) fn suspect(&mut self, late_ms: u64) {
        let State::Following(mut following) = self.state else { return };
        let silent_ms = self.clock.elapsed_ms().saturating_sub(following.heard_at_ms);
        if !following.is_asked && silent_ms < SILENCE_MS {
            return self.arm(TimerId::Silence, SILENCE_MS - silent_ms);
        }
        if self.is_hidden {
            return self.arm(TimerId::Silence, SILENCE_MS);
        }
        if following.is_asked && late_ms <= LATE_MS {
            following.is_asked = false;
            following.heard_at_ms = self.clock.elapsed_ms();
            following.report = None;
            self.state = State::Following(following);
            self.ask_seat(true);
            self.arm(TimerId::Silence, SILENCE_MS);
        } else {
            following.is_asked = true;
            self.state = State::Following(following);
            self.say(Word::Ask);
            self.arm_silence(ANSWER_MS);
        }
    }

    /// Somebody looks at this page: whether the other one still speaks is found out now.
    pub(super) fn look_at_leader(&mut self) {
        let State::Following(following) = self.state else { return };
        let silent_ms = self.clock.elapsed_ms().saturating_sub(following.heard_at_ms);
        if !following.is_asked && silent_ms >= SILENCE_MS {
            self.suspect(0);
        }
    }

    /// Passes a wish on to the page that can fulfil it.
    pub(super) fn pass_on(&mut self, wish: Word) {
        if self.seat.place == Place::Queued {
            self.say(wish);
        }
    }
}
