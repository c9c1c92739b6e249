//! Numbers found by the texts they stand for: a flat table of hashes.
//!
//! The library's maps are made anew for every type and defend against texts that are chosen to collide, at three
//! times the cost. These texts are the provider's; whoever speaks in its place can slow a page by sending more of
//! them just as well, and the board's capacity bounds how far.

/// Stands in a place where there is no number.
const NONE: u32 = u32::MAX;

/// A table of numbers by hashes. What a number stands for is known to whoever asks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    /// As many as a power of two, at least half of them empty; a number stands in the first empty place from where
    /// its hash points to.
    entries: Vec<Entry>,
    count: usize,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    hash: u32,
    number: u32,
}

const EMPTY: Entry = Entry { hash: 0, number: NONE };

impl Index {
    /// The number with this hash that is the one that is sought.
    pub(crate) fn find(&self, hash: u32, is_sought: impl Fn(u32) -> bool) -> Option<u32> {
        let mut at = self.home(hash);
        loop {
            let entry = self.entry(at);
            if entry.number == NONE {
                return None;
            }
            if entry.hash == hash && is_sought(entry.number) {
                return Some(entry.number);
            }
            at = self.after(at);
        }
    }

    /// Adds a number that is not in it yet.
    pub(crate) fn add(&mut self, hash: u32, number: u32) {
        self.count += 1;
        if self.entries.len() < 2 * self.count {
            let larger = vec![EMPTY; (4 * self.count).next_power_of_two()];
            for entry in std::mem::replace(&mut self.entries, larger) {
                self.put(entry);
            }
        }
        self.put(Entry { hash, number });
    }

    /// Takes a number out. What had to make way for it moves back, so that no gap hides it.
    pub(crate) fn remove(&mut self, hash: u32, number: u32) {
        let mut gap = self.home(hash);
        while self.entry(gap).number != number {
            if self.entry(gap).number == NONE {
                return;
            }
            gap = self.after(gap);
        }
        self.count -= 1;
        let mut at = self.after(gap);
        while self.entry(at).number != NONE {
            let entry = self.entry(at);
            if self.distance(self.home(entry.hash), at) >= self.distance(gap, at) {
                self.set(gap, entry);
                gap = at;
            }
            at = self.after(at);
        }
        self.set(gap, EMPTY);
    }

    fn put(&mut self, entry: Entry) {
        if entry.number != NONE {
            let mut at = self.home(entry.hash);
            while self.entry(at).number != NONE {
                at = self.after(at);
            }
            self.set(at, entry);
        }
    }

    fn home(&self, hash: u32) -> usize {
        hash as usize & self.mask()
    }

    fn after(&self, at: usize) -> usize {
        at.wrapping_add(1) & self.mask()
    }

    /// How many steps it is from one place to another.
    fn distance(&self, from: usize, to: usize) -> usize {
        to.wrapping_sub(from) & self.mask()
    }

    fn mask(&self) -> usize {
        self.entries.len().wrapping_sub(1)
    }

    fn entry(&self, at: usize) -> Entry {
        self.entries.get(at).copied().unwrap_or(EMPTY)
    }

    fn set(&mut self, at: usize, entry: Entry) {
        if let Some(place) = self.entries.get_mut(at) {
            *place = entry;
        }
    }
}

/// The hash of some texts together.
pub(crate) fn hash<const N: usize>(texts: [&str; N]) -> u32 {
    let state = texts.into_iter().fold(0, |state, text| add(state, text.as_bytes()));
    // A word's last letters are in its highest bits, and multiplying moves bits up only.
    u32::try_from(mix(0, state ^ (state >> 32)) >> 32).unwrap_or_default()
}

fn add(state: u64, bytes: &[u8]) -> u64 {
    let mut state = state.wrapping_add(bytes.len() as u64);
    let Some(last) = bytes.last_chunk() else {
        let word = bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
        return mix(state, word);
    };
    for eight in bytes.as_chunks().0 {
        state = mix(state, u64::from_le_bytes(*eight));
    }
    // Some of them for the second time, so that no text is read byte by byte.
    mix(state, u64::from_le_bytes(*last))
}

fn mix(state: u64, word: u64) -> u64 {
    (state.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::{Index, hash};

    #[test]
    fn texts_that_differ_little_have_hashes_of_their_own() {
        let sides = |of: usize| format!("Team {of} - Side {}", of * 7 % 1_000);
        let hashes: HashSet<u32> = (0..20_000).map(|of| hash(["Football", &sides(of)])).collect();
        assert!(hashes.len() > 19_990, "{}", hashes.len());
        let places: HashSet<u32> = hashes.iter().map(|hash| hash % 32_768).collect();
        assert!(places.len() > 14_000, "as many as chance gives: {}", places.len());
        assert_ne!(hash(["ab", "c"]), hash(["a", "bc"]));
        assert_ne!(hash(["\0"]), hash(["\0\0"]));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_is_the_set_of_the_library_whatever_the_hashes(steps in prop::collection::vec((any::<bool>(), 0_u32..40), 0..300), ways in 1_u32..9) {
            // Few hashes, and those next to each other, so that numbers make way for each other all the time.
            let hash = |number: u32| (number % ways).wrapping_sub(2);
            let (mut ours, mut theirs) = (Index::default(), HashSet::new());
            for (adds, number) in steps {
                match (adds, theirs.contains(&number)) {
                    (true, false) => {
                        ours.add(hash(number), number);
                        theirs.insert(number);
                    }
                    (false, _) => {
                        ours.remove(hash(number), number);
                        theirs.remove(&number);
                    }
                    (true, true) => {}
                }
                for number in 0..40 {
                    let found = ours.find(hash(number), |other| other == number);
                    prop_assert_eq!(found, theirs.get(&number).copied());
                }
            }
        }
    }
}
