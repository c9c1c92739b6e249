//! An open socket: proving it, asking it, and reading the board beside it.

use super::{History, Machine, PROBE_MS, STABLE_MS, State, session};
use crate::input::{FrameKind, Refresh, SnapshotFailure, TimerId};
use crate::output::Output;

impl Machine {
    pub(super) fn take_frame(&mut self, kind: FrameKind) {
        let State::Open(session) = &mut self.state else { return };
        session.take_frame(kind);
        self.disarm(TimerId::Pong);
        self.prove();
    }

    pub(super) fn take_snapshot(&mut self, result: Result<Refresh, SnapshotFailure>) {
        if !std::mem::take(&mut self.reading) {
            return;
        }
        self.snapshot_failures =
            if result.is_ok() { 0 } else { self.snapshot_failures.saturating_add(1) };
        match &mut self.state {
            State::Open(session) => session.take_reading(result.is_ok()),
            State::Polling { is_read } => *is_read |= result.is_ok(),
            State::Idle
            | State::Waiting
            | State::FetchingToken
            | State::Connecting(_)
            | State::Blocked
            | State::Halted(_) => return,
        }
        let delay_ms = match result {
            Ok(refresh) => session::refresh_ms(refresh, &mut self.chance),
            Err(_) => session::reread_ms(self.snapshot_failures, &mut self.chance),
        };
        self.arm(TimerId::Refresh, delay_ms);
        self.prove();
    }

    /// Live once the socket has answered and the board was read; or, when it cannot be, once quotes come.
    pub(super) fn prove(&mut self) {
        let State::Open(session) = &mut self.state else { return };
        if session.is_live() || !session.is_proven() {
            return;
        }
        session.live_since_ms = Some(self.clock.wall_ms());
        self.history = History::WasLive;
        self.reason = None;
        self.failures.tokens = 0;
        self.disarm(TimerId::Sync);
        self.arm(TimerId::Stable, STABLE_MS);
    }

    /// Reads the board. The timer stands guard over a reading that never ends.
    pub(super) fn read(&mut self) {
        if std::mem::replace(&mut self.reading, true) {
            self.outputs.push(Output::AbortSnapshot);
            self.snapshot_failures = self.snapshot_failures.saturating_add(1);
        }
        self.outputs.push(Output::FetchSnapshot { generation: self.generation });
        self.arm(TimerId::Refresh, session::READ_MS);
    }

    pub(super) fn ping(&mut self, deadline_ms: u64) {
        let next_ms = session::ping_ms(&mut self.chance);
        self.arm(TimerId::Ping, next_ms);
        self.ask(deadline_ms);
    }

    /// Asks for a sign of life, unless one is already asked for.
    pub(super) fn ask(&mut self, deadline_ms: u64) {
        let State::Open(session) = &mut self.state else { return };
        self.outputs.push(Output::Ping);
        if session.ask() {
            self.arm(TimerId::Pong, deadline_ms);
        }
    }

    pub(super) fn probe(&mut self) {
        self.ask(PROBE_MS);
    }
}
