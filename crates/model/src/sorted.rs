//! Small sets in order, and one sort for everything.
//!
//! A set of the standard library is a tree of nodes, and a sort of it is made anew for every type: both are far
//! more code than what a board's few hundred items need, and code is what a visitor waits for.

use std::cmp::Ordering;
use std::ops::Deref;

/// A set in order, each item once. Cheap to add to at its end, which is where new numbers go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sorted<T>(Vec<T>);

impl<T: Ord> Sorted<T> {
    /// Adds an item; says whether it is new.
    pub fn insert(&mut self, item: T) -> bool {
        if self.last().is_none_or(|last| *last < item) {
            self.0.push(item);
            return true;
        }
        match self.0.binary_search(&item) {
            Ok(_) => false,
            Err(place) => {
                self.0.insert(place, item);
                true
            }
        }
    }

    /// Takes an item out; says whether it was there.
    pub fn remove(&mut self, item: &T) -> bool {
        self.0.binary_search(item).map(|place| self.0.remove(place)).is_ok()
    }

    /// Whether an item is in it.
    pub fn contains(&self, item: &T) -> bool {
        self.0.binary_search(item).is_ok()
    }

    /// Takes all items out and keeps the memory.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The items in order.
    pub fn into_vec(self) -> Vec<T> {
        self.0
    }
}

impl<T> Default for Sorted<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Deref for Sorted<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: Ord> Extend<T> for Sorted<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        for item in items {
            self.insert(item);
        }
    }
}

impl<T: Ord> FromIterator<T> for Sorted<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut sorted = Self::default();
        sorted.extend(items);
        sorted
    }
}

impl<T> IntoIterator for Sorted<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// The items in the order of `compare`; equal ones stay in the order they came in.
pub fn in_order<T>(items: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let places = order(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    places.into_iter().filter_map(|place| items.get_mut(place)?.take()).collect()
}

/// The places from zero to `len` in the order of `compare`, by merging longer and longer runs.
fn order(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..len).collect();
    let mut merged = Vec::with_capacity(len);
    let mut run = 1;
    while run < len {
        for pair in places.chunks(2 * run) {
            let (mut left, mut right) = pair.split_at(run.min(pair.len()));
            while let (Some((a, rest_of_left)), Some((b, rest_of_right))) =
                (left.split_first(), right.split_first())
            {
                if compare(*a, *b) == Ordering::Greater {
                    merged.push(*b);
                    right = rest_of_right;
                } else {
                    merged.push(*a);
                    left = rest_of_left;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        std::mem::swap(&mut places, &mut merged);
        merged.clear();
        run *= 2;
    }
    places
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::{Sorted, in_order};

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_is_the_set_of_the_library(steps in prop::collection::vec((any::<bool>(), 0_u8..40), 0..200)) {
            let (mut ours, mut theirs) = (Sorted::default(), BTreeSet::new());
            for (adds, item) in steps {
                prop_assert_eq!(ours.contains(&item), theirs.contains(&item));
                let same = if adds {
                    ours.insert(item) == theirs.insert(item)
                } else {
                    ours.remove(&item) == theirs.remove(&item)
                };
                prop_assert!(same);
            }
            prop_assert_eq!(ours.into_vec(), theirs.into_iter().collect::<Vec<_>>());
        }

        #[test]
        fn items_are_ordered_as_the_library_orders_them(items in prop::collection::vec((0_u8..9, any::<u32>()), 0..99)) {
            let mut expected = items.clone();
            expected.sort_by_key(|(rank, _)| *rank);
            prop_assert_eq!(in_order(items, |a, b| a.0.cmp(&b.0)), expected);
        }
    }
}
