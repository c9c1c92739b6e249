//! How long to wait before the next attempt.

/// A small generator of numbers that look random, so that a run can be repeated from its seed.
#[derive(Clone, Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number from `low` to `high`, both included. (`SplitMix64`, reduced by multiplication.)
    pub(crate) fn between(&mut self, low: u64, high: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let fraction = (mixed ^ (mixed >> 31)) >> 32;
        let span = high.saturating_sub(low).min(u64::from(u32::MAX) - 1) + 1;
        low + ((fraction * span) >> 32)
    }
}

/// Attempts are at least this far apart, in milliseconds.
pub(crate) const ATTEMPTS_APART_MS: u64 = 1_000;
/// A server may put us off for this long and no longer.
pub(crate) const ASKED_MAX_MS: u64 = 24 * HOUR_MS;

const HOUR_MS: u64 = 3_600_000;
const FIRST_MS: u64 = 1_000;
const CAP_MS: u64 = 30_000;
const BLOCK_FIRST_MS: u64 = 60_000;

/// After the `n`th failure in a row: 1 s doubling to 30 s, then a quarter more or less. The base is capped
/// and not the result, so that clients that failed together do not come back together.
pub(crate) fn delay_ms(failures: u32, chance: &mut Chance) -> u64 {
    jittered(doubled(FIRST_MS, failures).min(CAP_MS), chance)
}

/// As long as it gets.
pub(crate) fn cap_ms(chance: &mut Chance) -> u64 {
    jittered(CAP_MS, chance)
}

/// When the provider restarts, everybody's connection ends at once: half a second to five, by chance.
pub(crate) fn restart_ms(floor_ms: u64, chance: &mut Chance) -> u64 {
    floor_ms + chance.between(500, 5_000)
}

/// After the `n`th refusal for too many requests: what the server asks for and no less than a minute,
/// doubling to an hour; and up to a tenth more, of an hour at most.
pub(crate) fn block_ms(refusals: u32, retry_after_ms: Option<u64>, chance: &mut Chance) -> u64 {
    let own_ms = doubled(BLOCK_FIRST_MS, refusals).min(HOUR_MS);
    let asked_ms = retry_after_ms.unwrap_or(0).min(ASKED_MAX_MS);
    let wait_ms = own_ms.max(asked_ms);
    wait_ms + chance.between(0, wait_ms.min(HOUR_MS) / 10)
}

/// `first_ms` for the first time in a row, twice that for the second, and so on.
pub(crate) fn doubled(first_ms: u64, times: u32) -> u64 {
    first_ms.saturating_mul(1 << times.saturating_sub(1).min(30))
}

/// A quarter more or less.
pub(crate) fn jittered(base_ms: u64, chance: &mut Chance) -> u64 {
    chance.between(base_ms * 3 / 4, base_ms * 5 / 4)
}

#[cfg(test)]
mod tests {
    use super::{Chance, block_ms, delay_ms, restart_ms};

    #[test]
    fn waits_double_to_half_a_minute_and_never_meet() {
        let mut chance = Chance::new(7);
        let mut check = |failures: u32, low: u64, high: u64| {
            let waits: Vec<_> = (0..1000).map(|_| delay_ms(failures, &mut chance)).collect();
            let (least, most) = (waits.iter().min().copied(), waits.iter().max().copied());
            assert!(least >= Some(low) && most <= Some(high), "{failures}: {least:?} to {most:?}");
            for end in [least, most] {
                let together = waits.iter().filter(|wait| Some(**wait) == end).count();
                assert!(together < 20, "{failures}: {together} of 1000 wait equally long");
            }
        };
        check(1, 750, 1_250);
        check(2, 1_500, 2_500);
        check(5, 12_000, 20_000);
        check(6, 22_500, 37_500);
        check(600, 22_500, 37_500);
    }

    #[test]
    fn a_block_is_as_long_as_the_server_asks_and_at_least_a_minute() {
        let mut chance = Chance::new(7);
        let mut check = |refusals: u32, asked: Option<u64>, low: u64, high: u64| {
            let wait = block_ms(refusals, asked, &mut chance);
            assert!((low..=high).contains(&wait), "{refusals}, {asked:?}: {wait}");
        };
        check(1, None, 60_000, 66_000);
        check(1, Some(5_000), 60_000, 66_000);
        check(1, Some(600_000), 600_000, 660_000);
        check(3, None, 240_000, 264_000);
        check(40, None, 3_600_000, 3_960_000);
        check(1, Some(u64::MAX), 86_400_000, 86_760_000);
    }

    #[test]
    fn a_restart_spreads_its_clients() {
        let mut chance = Chance::new(7);
        let waits: Vec<_> = (0..10_000).map(|_| restart_ms(0, &mut chance)).collect();
        let peak =
            (0..50).map(|slot| waits.iter().filter(|wait| **wait / 100 == slot).count()).max();
        assert!(peak < Some(300), "{peak:?} of 10000 in a tenth of a second");
    }

    #[test]
    fn two_seeds_wait_differently() {
        let waits = |seed| -> Vec<u64> {
            let mut chance = Chance::new(seed);
            (1..=20).map(|failures| delay_ms(failures, &mut chance)).collect()
        };
        assert_ne!(waits(1), waits(2));
        assert_eq!(waits(1), waits(1));
    }
}
