//! What is followed: the best price of a selection, or one bookmaker's.

use crate::best::{Best, State};
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

    /// What the board says of it now, to be heard by its pulse; `None` when that is nothing new. The board may be
    /// read as often as one likes: what it says twice counts once.
    ///
    /// A quote is as old as its last sighting. The best price is a fact about the board and as old as the board,
    /// because it also moves when a higher one goes away; so one that came back is confirmed by time alone. A price
    /// that is stale or gone, or was not seen since the link broke, is not known since it was last heard of.
    pub fn sample(self, board: &Board, moment: Moment, pulse: &Pulse) -> Option<Sample> {
        let known = match self.book {
            Some(book) => quote(board, self.spot, book, moment),
            None => best(board, self.spot, moment, pulse),
        };
        match known {
            Some(sample) => {
                let awaits = pulse.awaits().filter(|_| self.book.is_none());
                (awaits.is_none() || awaits != sample.price).then_some(sample)
            }
            None if pulse.is_closed() => None,
            None => Some(Sample { at: pulse.heard()?.plus_ms(1), price: None }),
        }
    }
}

fn best(board: &Board, (market, selection): Spot, moment: Moment, pulse: &Pulse) -> Option<Sample> {
    let best = board.best(market, selection, moment);
    let is_known = is_known(&best) && best.seen >= pulse.lost();
    is_known.then_some(Sample { at: moment.now, price: best.price })
}

fn quote(board: &Board, (market, selection): Spot, book: BookId, moment: Moment) -> Option<Sample> {
    let alone = board.alone(market, selection, book, moment);
    is_known(&alone).then_some(Sample { at: alone.seen?, price: alone.price })
}

/// Whether it counts, or is known not to: a suspension is one however old it is.
fn is_known(best: &Best) -> bool {
    matches!(best.state, State::Fresh | State::Suspended)
}
