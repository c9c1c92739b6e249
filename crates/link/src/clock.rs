//! The browser's two clocks, read as one that never runs back and that knows when the machine slept.

use crate::input::Now;

/// The wall clock that gains more than this on the running one means that the machine slept, in milliseconds.
const SLEEP_MS: u64 = 5_000;

/// Time since the first input.
///
/// Deadlines are kept on the running clock alone: a wall clock that is set forward fires nothing and one
/// that is set back puts nothing off.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clock {
    last: Option<Now>,
    elapsed_ms: u64,
    slept_ms: u64,
}

impl Clock {
    /// Moves on to `now`, and says whether the machine slept in between.
    pub(crate) fn advance(&mut self, now: Now) -> bool {
        let last = self.last.unwrap_or(now);
        let mono_ms = now.mono_ms.max(last.mono_ms);
        let running_ms = mono_ms - last.mono_ms;
        let gained_ms = now.wall_ms.saturating_sub(last.wall_ms).saturating_sub(running_ms);
        let slept = gained_ms > SLEEP_MS;
        self.last = Some(Now { mono_ms, ..now });
        self.elapsed_ms = self.elapsed_ms.saturating_add(running_ms);
        if slept {
            self.slept_ms = self.slept_ms.saturating_add(gained_ms);
        }
        slept
    }

    /// Milliseconds awake.
    pub(crate) fn elapsed_ms(&self) -> u64 {
        self.elapsed_ms
    }

    /// Milliseconds awake and asleep: what others have seen go by.
    pub(crate) fn lived_ms(&self) -> u64 {
        self.elapsed_ms.saturating_add(self.slept_ms)
    }

    /// The time of day.
    pub(crate) fn wall_ms(&self) -> u64 {
        self.last.unwrap_or_default().wall_ms
    }
}

#[cfg(test)]
mod tests {
    use super::Clock;
    use crate::input::Now;

    #[test]
    fn it_runs_on_whatever_the_clocks_do() {
        let mut clock = Clock::default();
        let mut check =
            |mono_ms: u64, wall_ms: u64, elapsed_ms: u64, lived_ms: u64, slept: bool| {
                assert_eq!(
                    clock.advance(Now { mono_ms, wall_ms, is_hidden: false }),
                    slept,
                    "{mono_ms} {wall_ms}"
                );
                assert_eq!(clock.elapsed_ms(), elapsed_ms, "{mono_ms} {wall_ms}");
                assert_eq!(clock.lived_ms(), lived_ms, "{mono_ms} {wall_ms}");
            };
        check(1_000, 900_000, 0, 0, false);
        check(2_000, 901_000, 1_000, 1_000, false);
        check(3_000, 500_000, 2_000, 2_000, false);
        check(3_500, 7_700_500, 2_500, 7_202_500, true);
        check(3_000, 7_700_500, 2_500, 7_202_500, false);
        check(u64::MAX, u64::MAX, u64::MAX - 1_000, u64::MAX, false);
    }

    #[test]
    fn it_does_not_run_fast_when_it_is_read_often() {
        let mut clock = Clock::default();
        for tick in 0..20_000 {
            // The two clocks tick in turn, half a millisecond apart.
            let (mono_ms, wall_ms) = (tick / 2, u64::midpoint(tick, 1));
            clock.advance(Now { mono_ms, wall_ms, is_hidden: false });
        }
        assert_eq!(clock.lived_ms(), 9_999);
    }
}
