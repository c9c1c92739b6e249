//! A small seeded generator (splitmix64): orders and resamplings can be repeated.

/// Chance from a seed.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The same for the same seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Uniform in `0..count`; 0 when there is nothing to choose from.
    pub fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        if count == 0 { 0 } else { (mixed % count as u64) as usize }
    }

    /// Puts them in an order by chance.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn an_order_holds_everything_and_comes_from_its_seed() {
        let order = |seed| {
            let mut items: Vec<_> = (0..20).collect();
            Random::new(seed).shuffle(&mut items);
            items
        };
        assert_eq!(order(1), order(1));
        assert_ne!(order(1), order(2));
        let mut sorted = order(3);
        sorted.sort_unstable();
        assert_eq!(sorted, (0..20).collect::<Vec<_>>());
    }
}
