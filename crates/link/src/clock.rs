//! One clock out of two: it never runs back and does not stand still while the machine sleeps.

use crate::input::Now;

/// A gap between the two clocks beyond this means that the machine slept, in milliseconds.
const SLEEP_MS: u64 = 5_000;

/// Time since the machine was made.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clock {
    last: Option<Now>,
    elapsed_ms: u64,
}

impl Clock {
    /// Moves on to `now`, and says whether the machine slept in between.
    ///
    /// The longer of the two spans counts: the running clock stands still in sleep, the wall clock may be
    /// set back, and neither may put anything off.
    pub(crate) fn advance(&mut self, now: Now) -> bool {
        let last = self.last.replace(now).unwrap_or(now);
        let mono = now.mono_ms.saturating_sub(last.mono_ms);
        let wall = now.wall_ms.saturating_sub(last.wall_ms);
        self.elapsed_ms += mono.max(wall);
        wall.saturating_sub(mono) > SLEEP_MS
    }

    /// Milliseconds since the first input.
    pub(crate) fn elapsed_ms(&self) -> u64 {
        self.elapsed_ms
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
        let mut check = |mono_ms: u64, wall_ms: u64, elapsed_ms: u64, slept: bool| {
            assert_eq!(clock.advance(Now { mono_ms, wall_ms }), slept, "{mono_ms} {wall_ms}");
            assert_eq!(clock.elapsed_ms(), elapsed_ms, "{mono_ms} {wall_ms}");
        };
        check(1_000, 900_000, 0, false);
        check(2_000, 901_000, 1_000, false);
        check(3_000, 500_000, 2_000, false);
        check(3_500, 7_700_000, 7_202_000, true);
        check(3_000, 7_700_000, 7_202_000, false);
    }
}
