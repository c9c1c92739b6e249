//! Who spoke last, and who has been silent for longest, kept in order at a constant cost.

/// No place.
const NONE: u32 = u32::MAX;

/// Numbers in the order in which they were last touched: a list in which each knows its neighbours.
#[derive(Clone, Debug)]
pub(super) struct Queue {
    links: Vec<Link>,
    oldest: u32,
    newest: u32,
}

/// The neighbours of a number.
#[derive(Clone, Copy, Debug)]
struct Link {
    older: u32,
    newer: u32,
}

const ALONE: Link = Link { older: NONE, newer: NONE };

impl Default for Queue {
    fn default() -> Self {
        Self { links: Vec::new(), oldest: NONE, newest: NONE }
    }
}

impl Queue {
    /// Puts a number that is not in the queue at its new end.
    pub(super) fn push(&mut self, number: u32) {
        let needed = number as usize + 1;
        if self.links.len() < needed {
            self.links.resize(needed, ALONE);
        }
        let older = std::mem::replace(&mut self.newest, number);
        self.set(number, Link { older, newer: NONE });
        match self.link_mut(older) {
            Some(link) => link.newer = number,
            None => self.oldest = number,
        }
    }

    /// Takes a number that is in the queue out of it.
    pub(super) fn remove(&mut self, number: u32) {
        let Some(Link { older, newer }) = self.link_mut(number).copied() else { return };
        match self.link_mut(older) {
            Some(link) => link.newer = newer,
            None => self.oldest = newer,
        }
        match self.link_mut(newer) {
            Some(link) => link.older = older,
            None => self.newest = older,
        }
        self.set(number, ALONE);
    }

    /// Moves a number that is in the queue to its new end.
    pub(super) fn touch(&mut self, number: u32) {
        if self.newest != number {
            self.remove(number);
            self.push(number);
        }
    }

    /// The number that was touched before all others.
    pub(super) fn oldest(&self) -> Option<u32> {
        (self.oldest != NONE).then_some(self.oldest)
    }

    /// All numbers, the oldest first.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        let newer = |number: &u32| self.links.get(*number as usize).map(|link| link.newer);
        std::iter::successors(self.oldest(), move |number| {
            newer(number).filter(|next| *next != NONE)
        })
    }

    fn link_mut(&mut self, number: u32) -> Option<&mut Link> {
        self.links.get_mut(number as usize)
    }

    fn set(&mut self, number: u32, to: Link) {
        if let Some(link) = self.link_mut(number) {
            *link = to;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Queue;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_is_the_list_that_moves_what_is_touched_to_its_end(steps in prop::collection::vec((0_u8..4, 0_u32..9), 0..99)) {
            let (mut queue, mut list) = (Queue::default(), Vec::new());
            for (step, number) in steps {
                let place = list.iter().position(|other| *other == number);
                match (step, place) {
                    (0, Some(place)) => {
                        list.remove(place);
                        queue.remove(number);
                    }
                    (_, Some(place)) => {
                        list.remove(place);
                        list.push(number);
                        queue.touch(number);
                    }
                    (_, None) => {
                        list.push(number);
                        queue.push(number);
                    }
                }
                prop_assert_eq!(queue.oldest(), list.first().copied());
                prop_assert_eq!(queue.iter().collect::<Vec<_>>(), list.clone());
            }
        }
    }
}
