//! A small board to take numbers from, and times in seconds.

use model::board::{Board, BookId, MarketId};
use model::changes::Spot;
use model::freshness::Moment;
use model::price::Price;
use model::quote::{Offer, Quote, Row};
use model::time::Instant;

/// An arbitrary day's noon, so that seconds before it are no edge.
const NOON: i64 = 1_800_000_000_000;

/// So many seconds past noon.
pub(crate) fn at(second: i64) -> Instant {
    Instant::from_ms(NOON + 1000 * second)
}

/// A moment on a link that was always live.
pub(crate) fn moment(second: i64) -> Moment {
    Moment { live_since: Some(at(-100_000)), ..Moment::at(at(second)) }
}

/// A price that is one.
pub(crate) fn price(odds: f64) -> Price {
    Price::from_decimal(odds).expect("a price")
}

/// A board with one total for each match that is spoken of.
#[derive(Default)]
pub(crate) struct World {
    pub(crate) board: Board,
}

impl World {
    /// A bookmaker's quote of a match's total, early.
    pub(crate) fn says(&mut self, of: usize, selection: &str, book: &str, odds: f64, second: i64) {
        self.board.apply(&quote(of, selection, book, odds, second), moment(second));
    }

    /// A bookmaker's row of the first match's total, with one selection in it.
    pub(crate) fn lists(&mut self, selection: &str, book: &str, odds: f64, second: i64) {
        let quote = quote(0, selection, book, odds, second);
        let offers = [(quote.selection.clone(), quote.offer)];
        self.board.apply_row(&Row::beside(quote, offers), moment(second));
    }

    /// The market of a match that was spoken of, in the order they were first.
    pub(crate) fn market(&self, of: usize) -> MarketId {
        self.board.markets().nth(of).expect("a market")
    }

    /// A selection of the first match.
    pub(crate) fn spot(&self, selection: &str) -> Spot {
        let market = self.board.market(self.market(0)).expect("the market stands");
        let named = |name| **self.board.text(name) == *selection;
        let number = market.selections.iter().position(|selection| named(selection.name));
        (market.id, number.expect("a selection"))
    }

    pub(crate) fn book(&self, name: &str) -> BookId {
        self.board.find_book(name).expect("a bookmaker")
    }

    /// With so many matches and bookmakers, `B0` and so on.
    pub(crate) fn of(matches: usize, books: usize) -> Self {
        let mut world = Self::default();
        for of in 0..matches {
            for selection in ["Over 2.5", "Under 2.5", "Over 3", "Under 3"] {
                for book in 0..books {
                    world.says(of, selection, &format!("B{book}"), 2.0, 0);
                }
            }
        }
        world
    }
}

/// The items in an order that a number stands for.
pub(crate) fn shuffled<T>(mut items: Vec<T>, seed: u64) -> Vec<T> {
    let mut state = seed | 1;
    let mut out = Vec::new();
    while !items.is_empty() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let next = usize::try_from(state >> 33).unwrap_or(0) % items.len();
        out.push(items.swap_remove(next));
    }
    out
}

fn quote(of: usize, selection: &str, book: &str, odds: f64, second: i64) -> Quote<'static> {
    Quote {
        sport: "Football".into(),
        competition: "LIG1".into(),
        match_name: format!("Home - Away {of}").into(),
        market_type: "total".into(),
        period: 0,
        live: false,
        selection: selection.to_owned().into(),
        bookmaker: book.to_owned().into(),
        offer: Offer::from_decimal(odds),
        scraped_at: at(second),
    }
}
