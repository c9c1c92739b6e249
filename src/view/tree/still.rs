//! A place that is drawn anew only when it would look different.

use crate::view::tree::Node;

/// What a place was last drawn by. It belongs to one place of one part, and is forgotten with what stood there.
pub struct Still<K>(Option<K>);

impl<K: PartialEq> Still<K> {
    /// Draws the place by `key`, unless it was drawn by an equal one last.
    pub fn draw<N: Into<Node>>(&mut self, key: K, draw: impl FnOnce(&K) -> N) -> Node {
        if self.0.as_ref() == Some(&key) {
            return Node::Same;
        }
        draw(self.0.insert(key)).into()
    }
}

impl<K> Default for Still<K> {
    fn default() -> Self {
        Self(None)
    }
}

#[cfg(test)]
mod tests {
    use super::Still;
    use crate::view::tree::Node;

    #[test]
    fn an_equal_key_draws_nothing() {
        let mut still = Still::default();
        let mut drawn = |key: u32| !matches!(still.draw(key, |_| "drawn"), Node::Same);
        let drawn = [1, 1, 2, 2, 1].map(&mut drawn);
        assert_eq!(drawn, [true, false, true, false, true]);
    }
}
