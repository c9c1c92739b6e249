//! Tokens are few: each is charged before it is asked for, and attempts are the further apart the fewer are left.

use super::{Machine, State};
use crate::input::TimerId;
use crate::ledger::{Allowance, Budget, Entry, Refused};
use crate::output::Output;
use crate::status::Reason;

/// So many tokens are left to the reader: attempts that nobody asked for are spread over the time until there
/// are more.
const RESERVE: u32 = 5;
/// With so many tokens left or fewer, attempts are so far apart at least, in milliseconds. Without these steps
/// an outage of a quarter of an hour would end with hours of waiting.
const PACES: [(u32, u64); 4] = [(15, 60_000), (12, 120_000), (9, 300_000), (7, 900_000)];

impl Machine {
    pub(super) fn take_charged(&mut self, result: Result<Allowance, Refused>) {
        let State::Charging { asked_at_ms } = self.state else { return };
        match result {
            Ok(allowance) => {
                self.allowance = Some(allowance);
                self.state = State::FetchingToken { asked_at_ms };
                self.outputs.push(Output::FetchToken { generation: self.generation });
            }
            Err(Refused { wait_ms, is_spent }) => {
                self.disarm(TimerId::Token);
                let reason = if is_spent { Reason::Spent } else { Reason::RateLimited };
                self.refrain(wait_ms.max(1), reason);
            }
        }
    }

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

    /// How far apart the tokens that are left allow attempts to be.
    pub(super) fn pace_ms(&self) -> u64 {
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
