//! A fixed window of requests, as the provider counts them.

use std::time::Duration;

use crate::time::Millis;
use crate::world::millis;

/// What is left of one window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) limit: u64,
    pub(crate) remaining: u64,
    /// When the window ends.
    pub(crate) reset: Millis,
}

/// Counts uses in windows aligned to the epoch, so that days begin at midnight UTC.
#[derive(Clone, Debug)]
pub(crate) struct Quota {
    limit: u64,
    length: Millis,
    window: Millis,
    used: u64,
}

impl Quota {
    pub(crate) fn new(limit: u64, length: Duration) -> Self {
        Self { limit, length: millis(length).max(1), window: Millis::MIN, used: 0 }
    }

    /// Uses one; false when nothing is left.
    pub(crate) fn take(&mut self, now: Millis) -> bool {
        self.roll(now);
        let allowed = self.used < self.limit;
        self.used += u64::from(allowed);
        allowed
    }

    /// Gives one back, for a request that does not count after all.
    pub(crate) fn give_back(&mut self) {
        self.used = self.used.saturating_sub(1);
    }

    pub(crate) fn standing(&mut self, now: Millis) -> Standing {
        self.roll(now);
        let reset = (self.window + 1).saturating_mul(self.length);
        Standing { limit: self.limit, remaining: self.limit.saturating_sub(self.used), reset }
    }

    fn roll(&mut self, now: Millis) {
        let window = now.div_euclid(self.length);
        if window != self.window {
            self.window = window;
            self.used = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Quota;

    #[test]
    fn a_window_allows_its_limit_and_then_waits_for_the_next() {
        let mut quota = Quota::new(2, Duration::from_hours(1));
        let now = 1_745_160_060_000;
        assert_eq!([quota.take(now), quota.take(now), quota.take(now)], [true, true, false]);
        let standing = quota.standing(now);
        assert_eq!((standing.remaining, standing.reset), (0, 1_745_161_200_000));
        assert!(quota.take(standing.reset));
        assert_eq!(quota.standing(standing.reset).remaining, 1);
    }

    #[test]
    fn what_is_given_back_can_be_taken_again() {
        let mut quota = Quota::new(1, Duration::from_hours(1));
        assert!(quota.take(0));
        quota.give_back();
        assert!(quota.take(0));
        assert!(!quota.take(0));
    }
}
