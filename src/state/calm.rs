//! Rows stand still while the reader is among them.

use std::cell::Cell;

use crate::state::intent::Presence;

/// Why rows are arranged anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The reader asked for others, or for another order.
    Asked,
    /// A second has passed.
    Beat,
    /// Something has changed on the board.
    News,
}

/// Where the reader is.
#[derive(Default)]
pub struct Calm {
    is_pointed: Cell<bool>,
    is_focused: Cell<bool>,
}

impl Calm {
    /// The reader has come among the rows, or left.
    pub fn note(&self, presence: Presence, is_inside: bool) {
        match presence {
            Presence::Pointer => self.is_pointed.set(is_inside),
            Presence::Focus => self.is_focused.set(is_inside),
        }
    }

    /// Whether rows may move. Those of an order that time changes wait for the second's beat, so that a message
    /// costs no order.
    pub fn lets_move(&self, why: Why, is_timed: bool) -> bool {
        match why {
            Why::Asked => true,
            Why::Beat => !self.is_pointed.get() && !self.is_focused.get(),
            Why::News => !is_timed && self.lets_move(Why::Beat, is_timed),
        }
    }
}
