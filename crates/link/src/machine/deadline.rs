//! Deadlines: everything that happens because time has passed.

use super::{Failures, History, Machine, PONG_MS, PROBE_MS, STABLE_MS, State};
use crate::input::TimerId;
use crate::output::Output;
use crate::status::{Reason, Shown};

/// A deadline missed by more than this was missed by us and not by the other side.
const LATE_MS: u64 = 2_000;
/// This many failures in a row, or this long without a connection, is offline and no longer a hiccup.
const OFFLINE_FAILURES: u32 = 3;
const OFFLINE_MS: u64 = 20_000;

impl Machine {
    /// Every deadline that has passed, in order of time, before anything else is looked at.
    pub(super) fn run_deadlines(&mut self) {
        let now_ms = self.clock.elapsed_ms();
        while let Some((timer, due_ms)) = self.timers.take_due(now_ms) {
            // Whatever input told the time, the timer itself may still be on its way.
            self.outputs.push(Output::Disarm { timer });
            self.fire(timer, now_ms - due_ms);
        }
    }

    pub(super) fn fire(&mut self, timer: TimerId, late_ms: u64) {
        match timer {
            TimerId::Retry | TimerId::Filters => self.begin(),
            TimerId::Sync if late_ms > LATE_MS => self.arm(TimerId::Sync, PROBE_MS),
            TimerId::Token | TimerId::Connect | TimerId::Sync => self.fail(Reason::Unreachable),
            TimerId::Ping => self.ping(PONG_MS),
            TimerId::Pong => self.miss(late_ms),
            TimerId::Stable => self.settle(),
            TimerId::Refresh => self.read(),
        }
    }

    /// No answer in time. If we were not there to hear it, we ask again: frames may lie unread.
    pub(super) fn miss(&mut self, late_ms: u64) {
        let State::Open(session) = &mut self.state else { return };
        if session.may_have_missed(late_ms > LATE_MS) {
            self.outputs.push(Output::Ping);
            self.arm(TimerId::Pong, PROBE_MS);
        } else {
            self.fail(Reason::Dropped);
        }
    }

    /// The connection has lasted. Without an answered ping it has only been open.
    pub(super) fn settle(&mut self) {
        let State::Open(session) = self.state else { return };
        if session.has_pong {
            self.failures = Failures::default();
        } else {
            self.arm(TimerId::Stable, STABLE_MS);
        }
    }

    pub(super) fn rearm(&mut self, timer: TimerId, generation: u64) {
        if generation != self.generation {
            self.stale_inputs += 1;
        } else if let Some(due_ms) = self.timers.due(timer) {
            let rest_ms = due_ms.saturating_sub(self.clock.elapsed_ms()).max(1);
            self.outputs.push(Output::Arm { timer, generation, delay_ms: rest_ms });
        }
    }

    pub(super) fn arm(&mut self, timer: TimerId, delay_ms: u64) {
        self.timers.arm(timer, self.clock.elapsed_ms() + delay_ms);
        self.outputs.push(Output::Arm { timer, generation: self.generation, delay_ms });
    }

    pub(super) fn disarm(&mut self, timer: TimerId) {
        if self.timers.disarm(timer) {
            self.outputs.push(Output::Disarm { timer });
        }
    }

    /// What a page shows, and since when.
    pub(super) fn note(&mut self) {
        let shown = self.shown_now();
        if shown != self.shown.0 {
            self.shown = (shown, self.clock.wall_ms());
        }
    }

    pub(super) fn shown_now(&self) -> Shown {
        let down_ms = self.clock.elapsed_ms() - self.down_since_ms;
        let is_long = self.failures.in_a_row >= OFFLINE_FAILURES || down_ms >= OFFLINE_MS;
        match self.state {
            State::Idle if self.history == History::New => Shown::Connecting,
            State::Idle | State::Halted(_) => Shown::Stopped,
            State::Open(session) if session.is_live() => Shown::Live,
            State::Polling { .. } => Shown::Polling,
            State::Blocked => Shown::Offline,
            State::Waiting | State::FetchingToken | State::Connecting(_) | State::Open(_) => {
                match self.history {
                    _ if is_long || !self.is_online => Shown::Offline,
                    History::WasLive => Shown::Reconnecting,
                    History::New | History::Started => Shown::Connecting,
                }
            }
        }
    }
}
