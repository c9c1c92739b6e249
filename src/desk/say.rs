//! What the desk says to the page, as texts.

use crate::view::tree::{Node, code};

/// What was said last of each place, so that nothing is said twice.
#[derive(Default)]
pub(super) struct Said {
    places: Vec<(&'static str, String)>,
    waiting: Vec<String>,
    beat_ms: u32,
}

impl Said {
    /// Says how a place looks, unless it was just said.
    pub(super) fn place(&mut self, place: &'static str, nodes: Vec<Node>) {
        let tree = code::write(nodes);
        let held = self.places.iter_mut().find(|(held, _)| *held == place);
        match held {
            Some((_, held)) if *held == tree => return,
            Some((_, held)) => held.clone_from(&tree),
            None if tree.is_empty() => return,
            None => self.places.push((place, tree.clone())),
        }
        self.waiting.push(["draw ", place, "\n", &tree].concat());
    }

    /// Has a text kept for the next visit.
    pub(super) fn keep(&mut self, (name, text): (&str, String)) {
        self.waiting.push(["keep ", name, "\n", &text].concat());
    }

    /// Says something that the page is to do.
    pub(super) fn tell(&mut self, text: String) {
        self.waiting.push(text);
    }

    /// Asks to be told that time goes on, so often; never, where it is zero.
    pub(super) fn ask_for_beat(&mut self, ms: u32) {
        if ms != self.beat_ms {
            self.beat_ms = ms;
            self.tell(["beat ", &ms.to_string()].concat());
        }
    }

    /// What is to be said now.
    pub(super) fn take(&mut self) -> Vec<String> {
        std::mem::take(&mut self.waiting)
    }
}
