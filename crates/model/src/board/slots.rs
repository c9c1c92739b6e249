//! Things by the number of their place; a place that is left is used again.

/// Things in their places.
#[derive(Clone, Debug)]
pub(super) struct Slots<T> {
    places: Vec<Option<T>>,
    free: Vec<u32>,
}

impl<T> Default for Slots<T> {
    fn default() -> Self {
        Self { places: Vec::new(), free: Vec::new() }
    }
}

impl<T> Slots<T> {
    /// The place that the next thing is put in.
    pub(super) fn next(&self) -> u32 {
        let last = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
        self.free.last().copied().unwrap_or(last)
    }

    /// Puts a thing in the next place.
    pub(super) fn add(&mut self, thing: T) {
        match self.free.pop().and_then(|place| self.places.get_mut(place as usize)) {
            Some(place) => *place = Some(thing),
            None => self.places.push(Some(thing)),
        }
    }

    /// Takes the thing out of a place.
    pub(super) fn remove(&mut self, place: u32) -> Option<T> {
        let thing = self.places.get_mut(place as usize)?.take()?;
        self.free.push(place);
        Some(thing)
    }

    /// The thing in a place.
    pub(super) fn get(&self, place: u32) -> Option<&T> {
        self.places.get(place as usize)?.as_ref()
    }

    /// The thing in a place, to change.
    pub(super) fn get_mut(&mut self, place: u32) -> Option<&mut T> {
        self.places.get_mut(place as usize)?.as_mut()
    }

    /// How many things there are.
    pub(super) fn len(&self) -> usize {
        self.places.len() - self.free.len()
    }

    /// All things, in the order of their places.
    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.places.iter().flatten()
    }

    /// All things, to change.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.places.iter_mut().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::Slots;

    #[test]
    fn a_place_that_is_left_is_used_again() {
        let mut slots = Slots::default();
        for thing in ["a", "b", "c"] {
            slots.add(thing);
        }
        assert_eq!((slots.remove(1), slots.remove(1), slots.len()), (Some("b"), None, 2));
        assert_eq!((slots.get(1), slots.next()), (None, 1));
        slots.add("d");
        assert_eq!((slots.get(1), slots.next(), slots.len()), (Some(&"d"), 3, 3));
        assert_eq!(slots.iter().copied().collect::<String>(), "adc");
    }
}
