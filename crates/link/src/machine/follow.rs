//! A page that has no connection of its own: it hears from the one that has, and notices when that falls silent.

use super::seat::Place;
use super::{Machine, State};
use crate::input::TimerId;
use crate::status::{Reason, Shown};
use crate::word::{Report, Word};

/// After this long without a word from the page that has the seat, it is asked.
const SILENCE_MS: u64 = 15_000;
/// And when it has not answered after this long, the seat is taken from it.
const ANSWER_MS: u64 = 3_000;
/// A deadline seen this much too late says that an answer may lie unread.
const LATE_MS: u64 = 2_000;

/// What a page knows of the connection that another has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Following {
    report: Option<Report>,
    heard_at_ms: u64,
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
}

impl Machine {
    /// Asks for the seat, and who has it.
    pub(super) fn queue(&mut self) {
        self.ask_seat(false);
        let heard_at_ms = self.clock.elapsed_ms();
        self.state = State::Following(Following { heard_at_ms, ..Following::default() });
        self.say(Word::Hello);
        self.arm(TimerId::Silence, SILENCE_MS);
    }

    /// Another page spoke while we wait for the seat.
    pub(super) fn listen(&mut self, epoch: u64, word: Word) {
        let State::Following(mut following) = self.state else { return };
        if matches!(word, Word::Hello | Word::Ask | Word::Retry | Word::PreferPolling(_)) {
            return;
        }
        if epoch < self.seat.epoch {
            return self.drop_stale();
        }
        if epoch > self.seat.epoch {
            self.seat.epoch = epoch;
            following.has_board = false;
        }
        following.heard_at_ms = self.clock.elapsed_ms();
        following.is_asked = false;
        match word {
            Word::Beat(report) => following.report = Some(report),
            Word::Board => following.has_board = true,
            // The next in the queue has it in a moment; until then nobody has.
            Word::Bye => following.is_asked = true,
            Word::Frames | Word::Hello | Word::Ask | Word::Retry | Word::PreferPolling(_) => {}
        }
        self.state = State::Following(following);
        if following.report.is_some_and(|report| report.confirmed)
            && !following.has_board
            && matches!(word, Word::Beat(_))
        {
            self.say(Word::Hello);
        }
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
            self.arm(TimerId::Silence, ANSWER_MS);
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
