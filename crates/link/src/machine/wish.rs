//! What the reader and the page do to the machine.

use super::seat::Place;
use super::{Failures, History, Machine, State};
use crate::input::TimerId;
use crate::status::Reason;
use crate::word::Word;

/// Filters come in bursts, and every change costs a token.
const FILTERS_MS: u64 = 1_000;

impl Machine {
    pub(super) fn start(&mut self) {
        match self.state {
            State::Idle | State::Halted(_) => self.begin_afresh(),
            State::Waiting { .. }
            | State::Charging
            | State::FetchingToken { .. }
            | State::Connecting(_)
            | State::Open(_)
            | State::Polling(_)
            | State::Blocked(_)
            | State::Parked { .. }
            | State::Following(_) => {}
        }
    }

    pub(super) fn stop(&mut self) {
        self.tear_down();
        self.leave_seat();
        self.reason = None;
        // Also where nothing was begun: it is stopped, and not on its way.
        self.history = self.history.max(History::Started);
    }

    pub(super) fn retry(&mut self) {
        match self.state {
            State::Idle | State::Halted(_) | State::Polling(_) => self.begin_afresh(),
            State::Waiting { .. } | State::Parked { .. } => {
                self.failures = Failures::default();
                self.begin();
            }
            State::Following(_) => self.pass_on(Word::Retry),
            State::Open(_) => self.probe(),
            State::Blocked(_) => self.look_at_cooldown(),
            // What runs is not run twice.
            State::Charging | State::FetchingToken { .. } | State::Connecting(_) => {}
        }
    }

    /// Begins with everything forgiven, but for the quota.
    fn begin_afresh(&mut self) {
        self.history = self.history.max(History::Started);
        self.no_stream = self.no_stream.filter(|why| *why == Reason::Preferred);
        self.failures = Failures::default();
        self.attempts = 0;
        self.down_since_ms = self.clock.elapsed_ms();
        self.begin();
    }

    /// Whoever opens the next socket or reads the board next does so for the filters of that moment, so only
    /// what is there already has to be made anew.
    pub(super) fn change_filters(&mut self) {
        match self.state {
            State::Halted(Reason::BadAddress) => self.begin_afresh(),
            State::Connecting(_)
            | State::Open(_)
            | State::Polling(_)
            | State::Blocked(_)
            | State::Waiting { substitute: Some(_), .. } => {
                self.arm(TimerId::Filters, FILTERS_MS);
            }
            State::Idle
            | State::Halted(_)
            | State::Waiting { substitute: None, .. }
            | State::Charging
            | State::FetchingToken { .. }
            | State::Parked { .. }
            | State::Following(_) => {}
        }
    }

    /// Filters have not changed for a while. Where a stream is waited for no attempt moves for them: the board
    /// is read anew, once what is on its way for others has come.
    pub(super) fn renew(&mut self) {
        match self.state {
            State::Blocked(_) | State::Waiting { .. } if self.is_reading => {
                self.arm(TimerId::Filters, FILTERS_MS);
            }
            State::Blocked(_) | State::Waiting { .. } => self.read(),
            State::Idle
            | State::Charging
            | State::FetchingToken { .. }
            | State::Connecting(_)
            | State::Open(_)
            | State::Polling(_)
            | State::Halted(_)
            | State::Parked { .. }
            | State::Following(_) => self.begin(),
        }
    }

    /// Takes what the reader prefers. The page that has the connection does so for all.
    pub(super) fn prefer_polling(&mut self, polling: bool) {
        if polling == (self.no_stream == Some(Reason::Preferred)) {
            return;
        }
        self.note_preference(polling);
        // Whoever has the seat next is to know as well.
        if self.seat.place == Place::Queued || self.seat.has_audience() {
            self.say(Word::PreferPolling(polling));
        }
        match self.state {
            State::Idle | State::Parked { .. } | State::Following(_) => {}
            State::Halted(_) if !polling => {}
            State::Halted(_)
            | State::Waiting { .. }
            | State::Charging
            | State::FetchingToken { .. }
            | State::Connecting(_)
            | State::Open(_)
            | State::Polling(_)
            | State::Blocked(_) => self.begin(),
        }
    }

    pub(super) fn note_preference(&mut self, polling: bool) {
        self.no_stream = polling.then_some(Reason::Preferred);
    }

    pub(super) fn take_online(&mut self, is_online: bool) {
        self.is_online = is_online;
        if is_online || self.session().is_some() {
            self.take_hint();
        }
        if is_online && self.snapshot_failures > 0 {
            self.read_early();
        }
    }

    /// A hint is a reason to look, never a reason to let go.
    pub(super) fn take_hint(&mut self) {
        match self.state {
            State::Open(_) => self.probe(),
            State::Waiting { hold_until_ms, .. } => self.hurry(hold_until_ms),
            State::Parked { hold_until_ms } => self.wake(hold_until_ms),
            State::Following(_) => self.look_at_leader(),
            State::Blocked(_) => self.look_at_cooldown(),
            State::Idle
            | State::Charging
            | State::FetchingToken { .. }
            | State::Connecting(_)
            | State::Polling(_)
            | State::Halted(_) => {}
        }
    }

    /// A quota that is used up does not come back for asking again; it may have while we slept.
    fn look_at_cooldown(&mut self) {
        if self.cooldown_left_ms() == 0 {
            self.begin();
        }
    }
}
