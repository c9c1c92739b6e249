//! Tokens are few: attempts are the further apart the fewer are left.

use super::{Attempt, Machine};
use crate::backoff::ATTEMPTS_APART_MS;
use crate::ledger::{Allowance, Budget, Entry};
use crate::output::Output;

/// So many tokens are left to the reader: attempts that nobody asked for are spread over the time until there
/// are more.
const RESERVE: u32 = 5;
/// Hints from the browser bring an attempt forward to no sooner than this after the last.
const HINT_APART_MS: u64 = 5_000;
/// With so many tokens left or fewer, attempts are so far apart at least, in milliseconds. Without these steps
/// an outage of a quarter of an hour would end with hours of waiting.
const PACES: [(u32, u64); 4] = [(15, 60_000), (12, 120_000), (9, 300_000), (7, 900_000)];

impl Machine {
    /// Takes what the backend says is left.
    pub(super) fn take_budget(&mut self, budget: Budget) {
        self.allowance = match budget {
            Budget::Unknown => return,
            Budget::Unmetered => Some(Allowance::Unmetered),
            Budget::Metered { remaining, reset_ms } => {
                Some(Allowance::Left { remaining, reset_ms })
            }
        };
        self.outputs.push(Output::Enter(Entry::Told(budget)));
    }

    pub(super) fn note_attempt(&mut self) {
        let (elapsed_ms, lived_ms) = (self.clock.elapsed_ms(), self.clock.lived_ms());
        self.last_attempt = Some(Attempt { elapsed_ms, lived_ms });
    }

    /// How much too soon an attempt would be now, whoever wants it.
    pub(super) fn early_ms(&self) -> u64 {
        self.last_attempt.map_or(0, |last| {
            let since_ms = self.clock.elapsed_ms().saturating_sub(last.elapsed_ms);
            ATTEMPTS_APART_MS.saturating_sub(since_ms)
        })
    }

    /// How long the tokens that are left put off an attempt that nobody asked for, if attempts are to be
    /// `least_ms` apart.
    pub(super) fn pace_left_ms(&self, least_ms: u64) -> u64 {
        let apart_ms = self.pace_ms().max(least_ms);
        self.last_attempt.map_or(0, |last| {
            apart_ms.saturating_sub(self.clock.lived_ms().saturating_sub(last.lived_ms))
        })
    }

    /// How long a hint has to wait: no attempt comes sooner after the last than the tokens that are left allow.
    pub(super) fn hint_ms(&self, hold_until_ms: u64) -> u64 {
        let hold_ms = hold_until_ms.saturating_sub(self.clock.elapsed_ms());
        hold_ms.max(self.pace_left_ms(HINT_APART_MS))
    }

    /// How far apart the tokens that are left allow attempts to be.
    fn pace_ms(&self) -> u64 {
        let Some(Allowance::Left { remaining, reset_ms }) = self.allowance else { return 0 };
        pace_ms(remaining, reset_ms)
    }
}

fn pace_ms(remaining: u32, reset_ms: u64) -> u64 {
    let steps = PACES.iter().filter(|(left, _)| remaining <= *left);
    let step_ms = steps.map(|(_, pace_ms)| *pace_ms).max().unwrap_or(0);
    if remaining > RESERVE { step_ms } else { step_ms.max(reset_ms / u64::from(remaining.max(1))) }
}

#[cfg(test)]
mod tests {
    use super::pace_ms;

    #[test]
    fn the_fewer_are_left_the_further_apart() {
        let day_ms = 86_400_000;
        let check = |remaining: u32, apart_ms: u64| {
            assert_eq!(pace_ms(remaining, day_ms), apart_ms, "{remaining} left");
        };
        check(29, 0);
        check(16, 0);
        check(15, 60_000);
        check(10, 120_000);
        check(6, 900_000);
        check(5, day_ms / 5);
        check(1, day_ms);
        check(0, day_ms);
        assert_eq!(pace_ms(5, 1_000), 900_000, "a renewal that is near is no reason to hurry");
    }
}
