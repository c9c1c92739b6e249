//! Pages that nobody sees, that are put away, or that go.

use super::{Machine, State};
use crate::input::TimerId;

/// Browsers forget to say that a page can be seen, so a parked one looks by itself.
const RECHECK_MS: u64 = 60_000;

impl Machine {
    /// Does without a connection until somebody sees the page, and without the seat: who sees a page gets it.
    ///
    /// Nothing is owned any more when this is called.
    pub(super) fn park(&mut self, hold_ms: u64) {
        self.leave_seat();
        let hold_until_ms = self.clock.elapsed_ms().saturating_add(hold_ms);
        self.state = State::Parked { hold_until_ms };
        self.arm(TimerId::Recheck, RECHECK_MS);
    }

    /// Somebody may see the page again.
    pub(super) fn wake(&mut self, hold_until_ms: u64) {
        if !self.is_hidden {
            self.begin_in_time(hold_until_ms);
        }
    }

    pub(super) fn recheck(&mut self) {
        let State::Parked { hold_until_ms } = self.state else { return };
        if self.is_hidden {
            self.arm(TimerId::Recheck, RECHECK_MS);
        } else {
            self.wake(hold_until_ms);
        }
    }

    /// The page is put away as it is. A socket or a seat would keep the browser from doing so, or die there.
    pub(super) fn put_away(&mut self) {
        match self.state {
            State::Idle | State::Parked { .. } => {}
            State::Halted(_) => self.leave_seat(),
            State::Waiting { hold_until_ms, .. } => {
                let hold_ms = hold_until_ms.saturating_sub(self.clock.elapsed_ms());
                self.tear_down();
                self.park(hold_ms);
            }
            State::Charging
            | State::FetchingToken { .. }
            | State::Connecting(_)
            | State::Open(_)
            | State::Polling(_)
            | State::Blocked(_)
            | State::Following(_) => {
                self.tear_down();
                self.park(0);
            }
        }
    }

    /// The page goes for good.
    pub(super) fn leave(&mut self) {
        self.tear_down();
        self.leave_seat();
    }
}
