//! The best price of a selection: a function of the board as it is now, never of what it was.

use crate::board::{BookId, Held};
use crate::freshness::Age;
use crate::price::Price;
use crate::time::Instant;

/// Whether a price may be read as live.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Somebody offers it and it is confirmed.
    Fresh,
    /// The last known price; nobody confirms it.
    Stale,
    /// The market is closed for the moment.
    Suspended,
    /// Nobody quotes it.
    #[default]
    None,
}

impl State {
    /// Its name in the page.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Stale => "stale",
            Self::Suspended => "suspended",
            Self::None => "none",
        }
    }
}

/// The best price of one selection, and everyone who offers it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Best {
    /// Whether it counts.
    pub state: State,
    /// The price; `None` when suspended or not quoted.
    pub price: Option<Price>,
    /// Every bookmaker at that price and in that state, in the order of their numbers.
    pub books: Vec<BookId>,
    /// The newest age among them.
    pub age: Option<Age>,
    /// When the newest of them was seen.
    pub seen: Option<Instant>,
}

impl Best {
    /// The price, when it may be read as live.
    pub fn fresh(&self) -> Option<Price> {
        self.price.filter(|_| self.state == State::Fresh)
    }
}

/// A quote on the board with the verdict on its age.
pub(crate) struct Judged<'a> {
    pub(crate) book: BookId,
    pub(crate) held: &'a Held,
    pub(crate) age: Age,
}

impl Judged<'_> {
    /// A suspension stays one however old it is: nothing is shown of it that could be taken for a live price. A stale
    /// price comes before it, being the last that was known.
    fn state(&self) -> State {
        match (self.age, self.held.offer.price()) {
            (Age::Stale, Some(_)) => State::Stale,
            (Age::Fresh | Age::Ageing, Some(_)) => State::Fresh,
            (_, None) => State::Suspended,
        }
    }
}

/// The best of these quotes: the highest fresh price; without one the highest stale; else suspended.
pub(crate) fn best<'a>(quotes: impl Iterator<Item = Judged<'a>>) -> Best {
    let mut best = Best::default();
    for quote in quotes {
        let (state, price) = (quote.state(), quote.held.offer.price());
        let order = state.cmp(&best.state).then_with(|| best.price.cmp(&price));
        if order.is_gt() {
            continue;
        }
        if order.is_lt() {
            best = Best { state, price, ..Best::default() };
        }
        best.books.push(quote.book);
        best.age = Some(best.age.map_or(quote.age, |age| age.min(quote.age)));
        best.seen = best.seen.max(Some(quote.held.seen));
    }
    best
}
