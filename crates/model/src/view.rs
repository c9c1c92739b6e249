//! The board as plain values to draw: no numbers of the board's own, nothing left to decide but words.

use std::sync::Arc;

use crate::best::State;
use crate::board::MarketId;
use crate::freshness::Age;
use crate::line::Line;
use crate::margin::Margin;
use crate::market::{Kind, Slot};
use crate::movement::Trend;
use crate::price::Price;
use crate::time::Instant;

/// One match and market as a row of the grid.
#[derive(Clone, Debug, PartialEq)]
pub struct RowView {
    /// The market on its board.
    pub id: MarketId,
    /// Match name, as the feed gave it.
    pub match_name: Arc<str>,
    /// Competition code or raw name.
    pub competition: Arc<str>,
    /// Sport, as the provider spells it.
    pub sport: Arc<str>,
    /// The provider's `market_type`.
    pub market_type: Arc<str>,
    /// The family of the market.
    pub kind: Kind,
    /// Period.
    pub period: i32,
    /// Whether the match is in play.
    pub live: bool,
    /// When it starts, when known.
    pub starts_at: Option<Instant>,
    /// The line of the set shown; `None` in markets without lines.
    pub line: Option<Line>,
    /// How many outcomes a complete set has here: 3 with a draw, else 2.
    pub ways: u8,
    /// The outcomes shown, in the order of their slots.
    pub cells: Vec<CellView>,
    /// The margin of the best prices shown.
    pub margin: Margin,
    /// What fresh prices for all outcomes shown come to together, where that is more than they cost.
    pub arbitrage: Option<ArbitrageView>,
    /// How many bookmakers have a fresh price in the row.
    pub books: usize,
}

/// Prices that together bring more than they cost, whatever the result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ArbitrageView {
    /// What the worst result brings at the best division of the outlay, as a fraction of it.
    pub roi: f64,
    /// Whether that is so much that a mistake is more likely than a market.
    pub is_suspicious: bool,
}

/// The best price of one selection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellView {
    /// The column it stands in.
    pub slot: Slot,
    /// The selection's text, as the feed gave it.
    pub selection: Arc<str>,
    /// The price; `None` when suspended or not quoted.
    pub price: Option<Price>,
    /// Whether it counts.
    pub state: State,
    /// Every bookmaker at that price, sorted.
    pub books: Arc<[Arc<str>]>,
    /// How sure it is; `None` without a quote.
    pub age: Option<Age>,
    /// When it was last seen; told only of a price that is not wholly fresh.
    pub seen: Option<Instant>,
    /// Which way the price last went.
    pub trend: Trend,
    /// Whether that was within the last ten minutes.
    pub recent: bool,
    /// When the price last moved.
    pub moved_at: Option<Instant>,
}

/// The matches of one competition, in the order they are drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Sport.
    pub sport: Arc<str>,
    /// Competition code or raw name.
    pub competition: Arc<str>,
    /// What kind of markets they are, as the first one is.
    pub kind: Kind,
    /// How many prices a row has, as the first one has: 2 or 3.
    pub ways: u8,
    /// Its markets.
    pub rows: Vec<Stub>,
}

impl Group {
    /// Whether its rows are of any competition: one list in another order.
    pub fn is_list(&self) -> bool {
        self.sport.is_empty() && self.competition.is_empty()
    }
}

/// What a row is about, without its prices: all that is drawn of one that nobody is near enough to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stub {
    /// The market on its board.
    pub id: MarketId,
    /// Match name, as the feed gave it.
    pub match_name: Arc<str>,
    /// Competition code or raw name.
    pub competition: Arc<str>,
    /// Sport, as the provider spells it.
    pub sport: Arc<str>,
    /// The provider's `market_type`.
    pub market_type: Arc<str>,
    /// Period.
    pub period: i32,
    /// Whether the match is in play.
    pub live: bool,
}

/// One market with every bookmaker's price.
#[derive(Clone, Debug, PartialEq)]
pub struct CompareView {
    /// The row it belongs to.
    pub row: RowView,
    /// The bookmakers, in the order of the columns.
    pub books: Vec<BookView>,
    /// The selections, by slot and line, with one quote per bookmaker.
    pub picks: Vec<PickView>,
    /// The lines on offer, lowest first; empty in markets without lines.
    pub lines: Vec<Line>,
}

/// A bookmaker as a column.
#[derive(Clone, Debug, PartialEq)]
pub struct BookView {
    /// Its name.
    pub name: Arc<str>,
    /// When it last spoke about the match.
    pub spoke: Option<Instant>,
    /// How sure its last word is.
    pub age: Age,
    /// The overround of its own prices, when all of them are fresh.
    pub margin: Margin,
}

/// A selection as a line of the compare view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickView {
    /// The selection's text.
    pub selection: Arc<str>,
    /// One per bookmaker, in the order of the columns.
    pub quotes: Vec<QuoteView>,
}

/// One bookmaker's price for one selection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteView {
    /// The bookmaker.
    pub book: Arc<str>,
    /// The price; `None` when suspended or not quoted.
    pub price: Option<Price>,
    /// Whether it counts.
    pub state: State,
    /// How sure it is; `None` without a quote.
    pub age: Option<Age>,
    /// When it was last seen.
    pub seen: Option<Instant>,
    /// Whether it is the best, alone or with others.
    pub best: bool,
    /// Whether others share the best price with it.
    pub shared: bool,
    /// Which way the price last went.
    pub trend: Trend,
    /// Whether that was within the last ten minutes.
    pub recent: bool,
}

/// One price on the ticker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemView {
    /// The market on its board.
    pub id: MarketId,
    /// Match name.
    pub match_name: Arc<str>,
    /// Competition code or raw name.
    pub competition: Arc<str>,
    /// Whether the match is in play.
    pub live: bool,
    /// The selection's text.
    pub selection: Arc<str>,
    /// The best price, always a fresh one.
    pub price: Price,
    /// The price before its last move.
    pub previous: Option<Price>,
    /// Every bookmaker at that price, sorted.
    pub books: Arc<[Arc<str>]>,
    /// Which way the price last went.
    pub trend: Trend,
}

/// What there is to choose from, for the toolbar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    /// Sports on the board, sorted.
    pub sports: Vec<Arc<str>>,
    /// Competitions on the board with their sports, sorted by sport.
    pub competitions: Vec<(Arc<str>, Arc<str>)>,
    /// Bookmakers, sorted.
    pub books: Vec<Arc<str>>,
    /// Market types, the known ones first.
    pub market_types: Vec<Arc<str>>,
    /// Periods, in order.
    pub periods: Vec<i32>,
}

/// How many prices on the board count, and who has gone quiet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Quotes that count.
    pub fresh: usize,
    /// Quotes nobody confirms.
    pub stale: usize,
    /// Bookmakers in all.
    pub books: usize,
    /// Those of them whose prices count for the reader.
    pub books_counting: usize,
    /// Bookmakers that spoke within the last five minutes.
    pub books_speaking: usize,
    /// The bookmaker that has been quiet the longest, of those that are, and when it last spoke.
    pub quietest: Option<(Arc<str>, Instant)>,
}
