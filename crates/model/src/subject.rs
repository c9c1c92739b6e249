//! What is followed: the best price of a selection, or one bookmaker's.

use crate::best::State;
use crate::board::{Board, BookId};
use crate::changes::Spot;
use crate::freshness::Moment;
use crate::pulse::{Pulse, Sample};

/// One price on the board that may be followed. The selection is part of it, and with it the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    /// The market and the number of the selection in it.
    pub spot: Spot,
    /// Whose price; `None` for the best one.
    pub book: Option<BookId>,
}

impl Subject {
    /// The best price of a selection.
    pub fn best(spot: Spot) -> Self {
        Self { spot, book: None }
    }

    /// One bookmaker's price for a selection.
    pub fn quote(spot: Spot, book: BookId) -> Self {
        Self { spot, book: Some(book) }
    }

    /// What the board says of it now, to be heard by its pulse; `None` when the pulse knows already that there is
    /// no price.
    ///
    /// A quote is as old as its last sighting. The best price is a fact about the board and as old as the board,
    /// because it also moves when a higher one goes away. A price that is stale or gone is not known since it was
    /// last seen.
    pub fn sample(self, board: &Board, moment: Moment, pulse: &Pulse) -> Option<Sample> {
        let (market, selection) = self.spot;
        let is_meant = |book| self.book.is_none_or(|wanted| wanted == book);
        let found = board.best_among(market, selection, moment, is_meant);
        let seen = if self.book.is_none() { Some(moment.now) } else { found.seen };
        match (found.state, seen) {
            (State::Fresh | State::Suspended, Some(at)) => Some(Sample { at, price: found.price }),
            _ if pulse.is_closed() => None,
            _ => Some(Sample { at: pulse.heard()?.plus_ms(1), price: None }),
        }
    }
}
