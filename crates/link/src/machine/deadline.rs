//! Deadlines: everything that happens because time has passed, or because we were not there while it did.

use super::Machine;
use crate::input::TimerId;
use crate::output::Output;
use crate::status::Reason;

impl Machine {
    /// Sees to every deadline that has passed, in order of time.
    pub(super) fn run_deadlines(&mut self) {
        let now_ms = self.clock.elapsed_ms();
        while let Some((timer, due_ms)) = self.timers.take_due(now_ms) {
            // Whatever told the time, the timer itself may still be on its way.
            self.outputs.push(Output::Disarm { timer });
            self.fire(timer, now_ms.saturating_sub(due_ms));
        }
    }

    fn fire(&mut self, timer: TimerId, late_ms: u64) {
        match timer {
            TimerId::Token | TimerId::Connect => self.fail(Reason::Unreachable, 0),
            TimerId::Sync => self.give_up_board(),
            TimerId::Ping => self.ping(),
            TimerId::Pong => self.miss(late_ms),
            TimerId::Stable => self.settle(),
            TimerId::Refresh => self.refresh(),
            TimerId::Filters => self.renew(),
            TimerId::Retry => self.begin(),
            TimerId::Recheck => self.recheck(),
            TimerId::Beat => self.beat(),
            TimerId::Silence => self.suspect(late_ms),
        }
    }

    /// A timer that goes off before its time is armed again for the rest: browsers round, and cut off long waits.
    pub(super) fn take_due(&mut self, timer: TimerId) {
        let now_ms = self.clock.elapsed_ms();
        if let Some(due_ms) = self.timers.due(timer).filter(|due_ms| *due_ms > now_ms) {
            self.arm(timer, due_ms - now_ms);
        }
    }

    pub(super) fn arm(&mut self, timer: TimerId, delay_ms: u64) {
        self.timers.arm(timer, self.clock.elapsed_ms().saturating_add(delay_ms));
        self.outputs.push(Output::Arm { timer, generation: self.generation, delay_ms });
    }

    pub(super) fn disarm(&mut self, timer: TimerId) {
        if self.timers.disarm(timer) {
            self.outputs.push(Output::Disarm { timer });
        }
    }

    /// An answer that did not come while we were away says nothing about the other side.
    pub(super) fn note_sleep(&mut self) {
        let is_asked = self.timers.due(TimerId::Pong).is_some();
        if let Some(session) = self.session_mut().filter(|_| is_asked) {
            session.keepalive.sleep();
        }
    }

    /// We were away: the socket has to prove itself again, and the board is old.
    pub(super) fn look_again(&mut self) {
        self.probe();
        self.read_early();
    }
}
