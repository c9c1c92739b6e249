//! Reading the board beside the socket, or instead of it.

use super::{Machine, State};
use crate::backoff::{self, Chance};
use crate::input::{Refresh, SnapshotFailure, TimerId};
use crate::output::Output;
use crate::status::Reason;

/// A reading that takes longer than this is given up.
const READ_MS: u64 = 30_000;
/// When the backend does not say how often its prices change.
const REFRESH_MS: u64 = 60_000;
const REFRESH_FLOOR_MS: u64 = 5_000;
const REFRESH_CAP_MS: u64 = 3_600_000;
const REFRESH_JITTER_MS: u64 = 1_000;
const REREAD_FIRST_MS: u64 = 2_000;
const REREAD_CAP_MS: u64 = 60_000;

/// Readings at intervals that stand in for a stream.
#[derive(Clone, Copy, Debug, Default, Hash)]
pub(super) struct Substitute {
    /// Whether one of them has succeeded.
    pub(super) is_read: bool,
}

impl Machine {
    /// What stands in for a stream: always where there is to be none, and while it may not be had for long.
    pub(super) fn substitute(&self) -> Option<Substitute> {
        match self.state {
            State::Polling(substitute) | State::Blocked(substitute) => Some(substitute),
            State::Waiting { substitute, .. } => substitute,
            State::Idle
            | State::Charging
            | State::FetchingToken { .. }
            | State::Connecting(_)
            | State::Open(_)
            | State::Halted(_)
            | State::Parked { .. }
            | State::Following(_) => None,
        }
    }

    /// Reads the board at intervals, because there is no stream or none is wanted.
    pub(super) fn poll(&mut self, why: Reason) {
        self.tear_down();
        self.reason = Some(why);
        self.state = State::Polling(Substitute::default());
        self.read();
    }

    /// Reads the board, unless it is being read.
    pub(super) fn read(&mut self) {
        if !std::mem::replace(&mut self.is_reading, true) {
            self.last_read_ms = self.clock.lived_ms();
            self.outputs.push(Output::FetchSnapshot { generation: self.generation });
            self.arm(TimerId::Refresh, READ_MS);
        }
    }

    /// Reads the board before its time, unless it has only just been read; says whether it does.
    pub(super) fn read_early(&mut self) -> bool {
        let age_ms = self.clock.lived_ms().saturating_sub(self.last_read_ms);
        let has_board = self.session().is_some() || self.substitute().is_some();
        let may_read = has_board && !self.is_reading && age_ms >= REFRESH_FLOOR_MS;
        if may_read {
            self.read();
        }
        may_read
    }

    /// The timer of the board: it is time to read again, or the reading never ends.
    ///
    /// What is given up is not asked for again at once, so that its late end is not taken for the next one's.
    pub(super) fn refresh(&mut self) {
        if self.is_reading {
            self.outputs.push(Output::AbortSnapshot);
            self.take_snapshot(Err(SnapshotFailure::Refused));
        } else {
            self.read();
        }
    }

    pub(super) fn take_snapshot(&mut self, result: Result<Refresh, SnapshotFailure>) {
        if !std::mem::take(&mut self.is_reading) {
            return;
        }
        let succeeded = result.is_ok();
        self.snapshot_failures =
            if succeeded { 0 } else { self.snapshot_failures.saturating_add(1) };
        let delay_ms = match result {
            Ok(refresh) => refresh_ms(refresh, &mut self.chance),
            Err(_) => reread_ms(self.snapshot_failures, &mut self.chance),
        };
        self.arm(TimerId::Refresh, delay_ms);
        self.note_reading(succeeded);
        if succeeded {
            self.say_board();
        }
    }

    /// Notes how a reading ended. That of a stream that is waited for changes neither the wait nor its reason.
    fn note_reading(&mut self, succeeded: bool) {
        match &mut self.state {
            State::Open(session) => {
                session.take_reading(succeeded);
                self.prove();
            }
            State::Polling(substitute) => {
                substitute.is_read |= succeeded;
                self.reason = if succeeded { self.no_stream } else { Some(Reason::Unreachable) };
            }
            State::Blocked(substitute) | State::Waiting { substitute: Some(substitute), .. } => {
                substitute.is_read |= succeeded;
            }
            State::Waiting { substitute: None, .. }
            | State::Idle
            | State::Charging
            | State::FetchingToken { .. }
            | State::Connecting(_)
            | State::Halted(_)
            | State::Parked { .. }
            | State::Following(_) => {}
        }
    }
}

/// When to read the board again: as the backend says, and a little later by chance.
fn refresh_ms(refresh: Refresh, chance: &mut Chance) -> u64 {
    let asked_ms = refresh.next_refresh_ms.unwrap_or(REFRESH_MS);
    asked_ms.clamp(REFRESH_FLOOR_MS, REFRESH_CAP_MS) + chance.between(0, REFRESH_JITTER_MS)
}

/// When to try again after the board could not be read.
fn reread_ms(failures: u32, chance: &mut Chance) -> u64 {
    backoff::jittered(backoff::doubled(REREAD_FIRST_MS, failures).min(REREAD_CAP_MS), chance)
}

#[cfg(test)]
mod tests {
    use super::{refresh_ms, reread_ms};
    use crate::backoff::Chance;
    use crate::input::Refresh;

    #[test]
    fn the_board_is_read_as_often_as_the_backend_says() {
        let mut chance = Chance::new(7);
        let mut check = |next_refresh_ms: Option<u64>, low: u64, high: u64| {
            let delay_ms = refresh_ms(Refresh { next_refresh_ms }, &mut chance);
            assert!((low..=high).contains(&delay_ms), "{next_refresh_ms:?}: {delay_ms}");
        };
        check(None, 60_000, 61_000);
        check(Some(0), 5_000, 6_000);
        check(Some(432_000), 432_000, 433_000);
        check(Some(u64::MAX), 3_600_000, 3_601_000);
    }

    #[test]
    fn a_board_that_cannot_be_read_is_tried_less_and_less() {
        let mut chance = Chance::new(7);
        let mut check = |failures: u32, low: u64, high: u64| {
            let delay_ms = reread_ms(failures, &mut chance);
            assert!((low..=high).contains(&delay_ms), "{failures}: {delay_ms}");
        };
        check(1, 1_500, 2_500);
        check(4, 12_000, 20_000);
        check(40, 45_000, 75_000);
    }
}
