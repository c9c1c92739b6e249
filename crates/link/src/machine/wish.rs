//! What the reader and the page do to the machine.

use super::{Failures, History, Machine, State};
use crate::input::TimerId;
use crate::status::Reason;

const FILTERS_MS: u64 = 1_000;
/// Hints from the browser bring an attempt forward if the last was at least this long ago.
const HINT_APART_MS: u64 = 5_000;

impl Machine {
    pub(super) fn start(&mut self) {
        match self.state {
            State::Idle | State::Halted(_) => {
                self.history = self.history.max(History::Started);
                self.failures = Failures::default();
                self.attempts = 0;
                self.down_since_ms = self.clock.elapsed_ms();
                self.begin();
            }
            State::Waiting
            | State::FetchingToken
            | State::Connecting(_)
            | State::Open(_)
            | State::Polling { .. }
            | State::Blocked => {}
        }
    }

    pub(super) fn stop(&mut self) {
        self.tear_down();
        self.state = State::Idle;
        self.reason = None;
    }

    pub(super) fn retry(&mut self) {
        match self.state {
            State::Waiting | State::Halted(_) | State::Polling { .. } => {
                self.failures = Failures::default();
                self.begin();
            }
            State::Open(_) => self.probe(),
            // A quota that is used up is not there for asking again, and what runs is not run twice.
            State::Idle | State::Blocked | State::FetchingToken | State::Connecting(_) => {}
        }
    }

    pub(super) fn change_filters(&mut self) {
        match self.state {
            State::Halted(Reason::BadAddress) => self.begin(),
            State::Idle | State::Halted(_) | State::Blocked => {}
            State::Waiting
            | State::FetchingToken
            | State::Connecting(_)
            | State::Open(_)
            | State::Polling { .. } => self.arm(TimerId::Filters, FILTERS_MS),
        }
    }

    pub(super) fn take_online(&mut self, is_online: bool) {
        self.is_online = is_online;
        if is_online || matches!(self.state, State::Open(_)) {
            self.take_hint();
        }
    }

    /// A hint is a reason to look, never a reason to let go.
    pub(super) fn take_hint(&mut self) {
        match self.state {
            State::Open(_) => self.probe(),
            State::Waiting if self.since_attempt_ms() >= HINT_APART_MS => self.begin(),
            State::Idle
            | State::Waiting
            | State::FetchingToken
            | State::Connecting(_)
            | State::Polling { .. }
            | State::Blocked
            | State::Halted(_) => {}
        }
    }

    /// The machine slept: whatever was waited for may have come meanwhile and not been heard yet.
    pub(super) fn wake(&mut self) {
        if let State::Open(session) = &mut self.state {
            session.has_slept = true;
            self.probe();
        }
    }
}
