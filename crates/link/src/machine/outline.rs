//! The machine without its times, its chance and its counts, so that a search through all that can happen has an end.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::{Machine, State};
use crate::ledger::Allowance;

/// Machines of the same outline are in the same state, own the same, and have the same deadlines ahead: when
/// these come, and what they lead to in detail, may differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Outline(u64);

/// Of failures in a row the third makes a difference, and is seen in what is shown.
const SEVERAL: u32 = 2;

impl Machine {
    /// Its outline.
    #[doc(hidden)]
    pub fn outline(&self) -> Outline {
        let mut hasher = DefaultHasher::new();
        self.outline_state(&mut hasher);
        self.timers.outline().hash(&mut hasher);
        self.seat.outline(self.board_early_ms()).hash(&mut hasher);
        self.outline_past(&mut hasher);
        Outline(hasher.finish())
    }

    fn outline_state(&self, hasher: &mut DefaultHasher) {
        let (now_ms, lived_ms) = (self.clock.elapsed_ms(), self.clock.lived_ms());
        self.phase().hash(hasher);
        match self.state {
            State::Waiting { hold_until_ms, substitute } => {
                (hold_until_ms > now_ms, substitute).hash(hasher);
            }
            State::Parked { hold_until_ms } => (hold_until_ms > now_ms).hash(hasher),
            State::FetchingToken { .. } => true.hash(hasher),
            State::Connecting(token) => token.is_old(lived_ms).hash(hasher),
            State::Open(session) => session.outline(now_ms, lived_ms).hash(hasher),
            State::Polling(substitute) | State::Blocked(substitute) => substitute.hash(hasher),
            State::Halted(reason) => reason.hash(hasher),
            State::Following(following) => following.outline(now_ms).hash(hasher),
            State::Idle | State::Charging => {}
        }
        (self.is_hidden, self.is_online, self.is_reading, self.shown.0).hash(hasher);
    }

    fn outline_past(&self, hasher: &mut DefaultHasher) {
        let allowance = match self.allowance {
            None => 0,
            Some(Allowance::Unmetered) => 1,
            Some(Allowance::Left { .. }) => 2,
        };
        let attempt = (self.early_ms() > 0, self.hint_ms(0) > 0, self.last_attempt.is_some());
        let cooldown = self.cooldown.map(|_| self.cooldown_left_ms() > 0);
        (allowance, attempt, cooldown, self.no_stream, self.history).hash(hasher);
        let failures = self.failures.in_a_row.min(SEVERAL);
        let counts = (self.refusals.min(1), self.snapshot_failures.min(SEVERAL));
        (failures, self.failures.strikes, counts).hash(hasher);
    }
}
