//! What others see of the machine.

use super::session::Session;
use super::{History, Machine, State};
use crate::input::TimerId;
use crate::status::{Phase, Shown};
use crate::word::Report;

/// This many failures in a row, or this long without a connection, is offline and no longer a hiccup.
const OFFLINE_FAILURES: u32 = 3;
const OFFLINE_MS: u64 = 20_000;

impl Machine {
    pub(super) fn phase(&self) -> Phase {
        match self.state {
            State::Idle => Phase::Idle,
            State::Waiting { .. } => Phase::Waiting,
            State::Charging | State::FetchingToken { .. } => Phase::FetchingToken,
            State::Connecting(_) => Phase::Connecting,
            State::Open(session) if session.is_live() => Phase::Live,
            State::Open(_) => Phase::Syncing,
            State::Polling(_) => Phase::Polling,
            State::Blocked(_) => Phase::Blocked,
            State::Halted(_) => Phase::Halted,
            State::Parked { .. } => Phase::Parked,
            State::Following(_) => Phase::Follower,
        }
    }

    /// How the connection is, whoever has it.
    pub(super) fn report(&self) -> Report {
        let heard =
            if let State::Following(following) = &self.state { following.report() } else { None };
        heard.unwrap_or(Report {
            shown: self.shown.0,
            since_ms: self.shown.1,
            reason: self.reason,
            attempt: self.attempts,
            retry_at_ms: self.retry_at_ms,
            confirmed: self.is_confirmed(),
            live_since_ms: self.session().and_then(|session| session.live_since_ms),
        })
    }

    pub(super) fn is_confirmed(&self) -> bool {
        let is_polled = self.substitute().is_some_and(|substitute| substitute.is_read);
        is_polled || self.session().is_some_and(|session| session.is_live() && session.is_read())
    }

    /// Notes what a page shows, and since when.
    pub(super) fn note_shown(&mut self) {
        let shown = self.shown_now();
        // The first input is also the first time that the clock is known.
        if shown != self.shown.0 || self.shown.1 == 0 {
            self.shown = (shown, self.clock.wall_ms());
        }
    }

    fn shown_now(&self) -> Shown {
        let can_read = self.snapshot_failures < OFFLINE_FAILURES;
        match self.state {
            State::Idle if self.history == History::New => Shown::Connecting,
            State::Idle | State::Halted(_) => Shown::Stopped,
            State::Open(_) if self.is_confirmed() => Shown::Live,
            // Quotes come, but the board was not read on this connection: it is not called live yet.
            State::Open(_) if self.session().is_some_and(Session::is_live) => Shown::Reconnecting,
            State::Polling(_) if can_read => Shown::Polling,
            State::Blocked(substitute) | State::Waiting { substitute: Some(substitute), .. }
                if can_read && substitute.is_read =>
            {
                Shown::Polling
            }
            State::Polling(_) | State::Blocked(_) => Shown::Offline,
            State::Waiting { .. }
            | State::Charging
            | State::FetchingToken { .. }
            | State::Connecting(_)
            | State::Open(_)
            | State::Parked { .. }
            | State::Following(_) => self.shown_while_down(),
        }
    }

    fn shown_while_down(&self) -> Shown {
        let now_ms = self.clock.elapsed_ms();
        // Nothing happens before the next attempt, so what will be long by then is called so now.
        let until_ms = self.timers.due(TimerId::Retry).unwrap_or(now_ms);
        let down_ms = until_ms.saturating_sub(self.down_since_ms);
        let is_long = self.failures.in_a_row >= OFFLINE_FAILURES || down_ms >= OFFLINE_MS;
        match self.history {
            _ if is_long || !self.is_online => Shown::Offline,
            History::WasLive => Shown::Reconnecting,
            History::New | History::Started => Shown::Connecting,
        }
    }
}
