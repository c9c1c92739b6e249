//! Frames that cannot be read, counted by the minute: many of them may have been prices.

const MINUTE_MS: u64 = 60_000;
/// So many a minute are put up with.
const MOST: u32 = 100;

/// What was counted on one socket.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Noise {
    /// Since when, in time awake; nothing counts before.
    from_ms: u64,
    count: u32,
}

impl Noise {
    /// Notes a frame that could not be read, and says whether there are too many.
    pub(super) fn note(&mut self, now_ms: u64) -> bool {
        if now_ms >= self.from_ms.saturating_add(MINUTE_MS) {
            *self = Self { from_ms: now_ms, count: 0 };
        }
        if now_ms >= self.from_ms {
            self.count = self.count.saturating_add(1);
        }
        self.count > MOST
    }

    /// Something is done about it, and not again within a minute.
    pub(super) fn rest(&mut self, now_ms: u64) {
        *self = Self { from_ms: now_ms.saturating_add(MINUTE_MS), count: 0 };
    }
}

#[cfg(test)]
mod tests {
    use super::Noise;

    #[test]
    fn more_than_a_hundred_in_a_minute_are_too_many() {
        let check = |frames: u64, every_ms: u64, too_many_at_ms: Option<u64>| {
            let mut noise = Noise::default();
            let mut times = (0..frames).map(|nth| 500_000 + nth * every_ms);
            let found = times.find(|now_ms| noise.note(*now_ms)).map(|now_ms| now_ms - 500_000);
            assert_eq!(found, too_many_at_ms, "{frames} frames, {every_ms} ms apart");
        };
        check(100, 0, None);
        check(101, 0, Some(0));
        check(10_000, 100, Some(10_000));
        check(10_000, 599, Some(59_900));
        check(10_000, 600, None);
    }

    #[test]
    fn what_was_seen_to_counts_anew_after_a_minute() {
        let mut noise = Noise::default();
        assert!((0..101).any(|_| noise.note(500_000)));
        noise.rest(500_000);
        assert!(!(0..1_000).any(|_| noise.note(559_999)));
        assert!(!(0..100).any(|_| noise.note(560_000)));
        assert!(noise.note(560_000));
    }
}
