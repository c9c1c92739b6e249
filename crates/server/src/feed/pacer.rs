//! Spaces requests to the provider so that its quota lasts to the end of its window.
//!
//! A bucket of permits: its size is a tenth of what the provider says is left, and it fills evenly with the
//! rest until the quota is renewed. It holds no clock; times come in.

use std::time::{Duration, Instant};

use crate::upstream::Quota;

/// Permits before the provider has said anything, or after its window has ended.
const UNKNOWN_PERMITS: f64 = 4.0;
const UNKNOWN_PER_SECOND: f64 = 1.0 / 30.0;
/// The share of what is left that may be used at once, so that a read in many parts is possible.
const AT_ONCE: f64 = 0.1;
const LONGEST_S: f64 = 86_400.0;

/// The bucket.
#[derive(Debug)]
pub(crate) struct Pacer {
    size: f64,
    permits: f64,
    per_second: f64,
    at: Instant,
    /// When what the provider said stops being true.
    window_ends: Option<Instant>,
    blocked_until: Option<Instant>,
    remaining: Option<u32>,
}

impl Pacer {
    pub(crate) fn new(now: Instant) -> Self {
        Self {
            size: UNKNOWN_PERMITS,
            permits: UNKNOWN_PERMITS,
            per_second: UNKNOWN_PER_SECOND,
            at: now,
            window_ends: None,
            blocked_until: None,
            remaining: None,
        }
    }

    /// What the provider last said is left of its quota.
    pub(crate) fn remaining(&self) -> Option<u32> {
        self.remaining
    }

    /// Takes the permit for one request.
    ///
    /// # Errors
    ///
    /// With how long to wait when there is none.
    pub(crate) fn take(&mut self, now: Instant) -> Result<(), Duration> {
        self.refill(now);
        if let Some(until) = self.blocked_until {
            return Err(until - now);
        }
        if self.permits < 1.0 {
            return Err(self.wait(1.0 - self.permits));
        }
        self.permits -= 1.0;
        Ok(())
    }

    /// How many requests may be made now.
    pub(crate) fn permits(&mut self, now: Instant) -> usize {
        self.refill(now);
        if self.blocked_until.is_some() {
            return 0;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the cast saturates"
        )]
        let whole = self.permits.floor() as usize;
        whole
    }

    /// Learns what is left.
    pub(crate) fn observe(&mut self, now: Instant, quota: Quota) {
        self.refill(now);
        let left = f64::from(quota.remaining);
        let first = self.window_ends.is_none();
        self.size = (left * AT_ONCE).max(1.0).min(left);
        self.permits = if first { self.size } else { self.permits.min(self.size) };
        self.per_second = (left - self.size) / quota.reset_in.as_secs_f64().max(1.0);
        self.window_ends = Some(now + quota.reset_in);
        self.remaining = Some(quota.remaining);
    }

    /// Sends nothing for a while, as the provider asked.
    pub(crate) fn block(&mut self, now: Instant, pause: Duration) {
        self.blocked_until = Some(now + pause);
    }

    /// How far apart reads should be when all that is being read costs `requests` together.
    pub(crate) fn interval(&self, requests: u32, floor: Duration) -> Duration {
        self.wait(f64::from(requests)).max(floor)
    }

    fn wait(&self, permits: f64) -> Duration {
        let seconds = if self.per_second > 0.0 { permits / self.per_second } else { LONGEST_S };
        Duration::from_secs_f64(seconds.clamp(0.001, LONGEST_S))
    }

    fn refill(&mut self, now: Instant) {
        if self.blocked_until.is_some_and(|until| until <= now) {
            *self = Self { remaining: self.remaining, ..Self::new(now) };
        } else if self.window_ends.is_some_and(|end| end <= now) {
            let blocked_until = self.blocked_until;
            *self = Self { blocked_until, remaining: self.remaining, ..Self::new(now) };
        }
        let passed = now.saturating_duration_since(self.at).as_secs_f64();
        self.permits = (self.permits + passed * self.per_second).min(self.size);
        self.at = now;
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use proptest::prelude::{Strategy, any, prop};
    use proptest::{prop_assert, proptest};

    use super::{Pacer, Quota};

    fn quota(remaining: u32, reset_in: Duration) -> Quota {
        Quota { remaining, reset_in, resets_at_s: 0 }
    }

    /// A provider with a fixed window, asked whenever the pacer allows it.
    fn requests_in_a_window(limit: u32, window_s: u64, waits_ms: &[u64]) -> (u32, bool) {
        let start = Instant::now();
        let window = Duration::from_secs(window_s);
        let (mut pacer, mut now, mut used) = (Pacer::new(start), start, 0);
        for wait in waits_ms.iter().cycle().take(20_000) {
            now += Duration::from_millis(*wait);
            if now >= start + window {
                break;
            }
            if pacer.take(now).is_ok() {
                if used == limit {
                    return (used, true);
                }
                used += 1;
                let reset_in = start + window - now;
                pacer.observe(now, quota(limit - used, reset_in));
            }
        }
        (used, false)
    }

    fn waits() -> impl Strategy<Value = Vec<u64>> {
        prop::collection::vec(prop::num::u64::ANY.prop_map(|wait| wait % 30_000), 1..40)
    }

    proptest! {
        #[test]
        fn the_quota_is_never_overdrawn(limit in 1_u32..6000, hours in 1_u64..24, waits in waits()) {
            let (_, overdrawn) = requests_in_a_window(limit, hours * 3600, &waits);
            prop_assert!(!overdrawn);
        }

        #[test]
        fn any_quota_gives_a_usable_interval(remaining in any::<u32>(), reset_s in any::<u32>(), cost in any::<u32>()) {
            let now = Instant::now();
            let mut pacer = Pacer::new(now);
            pacer.observe(now, quota(remaining, Duration::from_secs(reset_s.into())));
            let floor = Duration::from_secs(30);
            let interval = pacer.interval(cost, floor);
            prop_assert!(interval >= floor && interval <= Duration::from_hours(24));
        }
    }

    #[test]
    fn most_of_a_quota_is_used_when_it_is_wanted() {
        let (used, overdrawn) = requests_in_a_window(5500, 3600, &[200]);
        assert!(!overdrawn && used > 5000, "{used}");
    }

    #[test]
    fn an_empty_quota_stops_requests_until_it_is_renewed() {
        let now = Instant::now();
        let mut pacer = Pacer::new(now);
        pacer.observe(now, quota(0, Duration::from_mins(10)));
        assert!(pacer.take(now).is_err());
        assert!(pacer.take(now + Duration::from_secs(599)).is_err());
        assert!(pacer.take(now + Duration::from_mins(10)).is_ok());
    }

    #[test]
    fn a_pause_the_provider_asked_for_is_kept() {
        let now = Instant::now();
        let mut pacer = Pacer::new(now);
        pacer.block(now, Duration::from_secs(90));
        assert_eq!(pacer.take(now + Duration::from_secs(30)), Err(Duration::from_mins(1)));
        assert!(pacer.take(now + Duration::from_secs(90)).is_ok());
    }

    #[test]
    fn intervals_share_out_what_is_left() {
        let now = Instant::now();
        let mut pacer = Pacer::new(now);
        let floor = Duration::from_secs(30);
        pacer.observe(now, quota(5000, Duration::from_hours(1)));
        assert_eq!(pacer.interval(1, floor), floor);
        assert_eq!(pacer.interval(100, floor), Duration::from_secs(80));
        pacer.observe(now, quota(200, Duration::from_hours(20)));
        assert_eq!(pacer.interval(5, floor), Duration::from_secs(2000));
    }
}
