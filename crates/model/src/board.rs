//! All quotes: the truth about the feed, as plain data.

mod absent;
mod place;
mod queue;
mod save;
mod slots;
mod store;
mod verdict;
mod voice;
mod ways;

use std::sync::Arc;

use crate::best::{Best, Judged, best};
use crate::capacity::{Capacity, Load, Losses};
use crate::changes::Changes;
use crate::freshness::{Age, Moment};
use crate::index::Index;
use crate::name::{Name, Names};
use crate::quote::{Offer, Quote, Row};
use crate::time::Instant;
use place::Place;
use queue::Queue;
use slots::Slots;
use store::NEVER;
use verdict::{Sitting, Witness};

pub use store::{Held, Market, Match, Selection};

/// The number of a market on its board: one match, market type, period and phase.
///
/// It never becomes another market's. Once the market has left the board, the number stands for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MarketId {
    serial: u32,
    place: u32,
}

impl MarketId {
    /// The number itself, which no other market of this board ever has. Later markets have higher ones.
    pub fn number(self) -> u32 {
        self.serial
    }

    /// Where the market stands on its board. A later market may stand there once this one has left.
    pub fn place(self) -> usize {
        self.place as usize
    }
}

/// The number of a match on its board, for as long as the match is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MatchId(u32);

/// The number of a bookmaker on its board. Bookmakers never leave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BookId(u16);

impl BookId {
    /// Which one it is of its board's bookmakers, in the order they were first met.
    pub fn place(self) -> usize {
        usize::from(self.0)
    }
}

/// A bookmaker's clock may run ahead of ours by this much before its times are cut back, in milliseconds.
const AHEAD_MS: i64 = 2_000;

/// A bookmaker and when it last spoke about anything.
#[derive(Clone, Debug)]
struct Book {
    name: Name,
    spoke: Instant,
}

/// Every quote of every bookmaker, by market and selection.
#[derive(Clone, Debug, Default)]
pub struct Board {
    capacity: Capacity,
    losses: Losses,
    names: Names,
    books: Vec<Book>,
    matches: Slots<Match>,
    markets: Slots<Market>,
    /// Matches by sport, competition and name.
    match_ids: Index,
    /// The matches, the one that nobody spoke of for longest first.
    silence: Queue,
    /// How many places for quotes all selections have.
    quotes: usize,
    /// The number of the market that was met last.
    serial: u32,
    /// The number of the reading whose rows are taken.
    reading: u32,
    /// Under what the markets were last judged.
    sitting: Sitting,
}

impl Board {
    /// A board with nothing on it.
    pub fn new() -> Self {
        Self::default()
    }

    /// A board that holds no more than this.
    pub fn with_capacity(capacity: Capacity) -> Self {
        Self { capacity, ..Self::default() }
    }

    /// Takes one quote and says what changed.
    ///
    /// Total: an older quote than the one held changes nothing, and of two from the same instant the one
    /// that arrives last stands. What the newest row of a bookmaker lacks is gone, and only a newer quote
    /// brings it back. A time in the future is cut back to now.
    pub fn apply(&mut self, quote: &Quote<'_>, moment: Moment) -> Changes {
        let mut changes = Changes::default();
        self.apply_into(quote, moment, &mut changes);
        changes
    }

    /// Takes one quote as [`Board::apply`] does, and adds what changed to `changes`: a quote for a place that is
    /// known asks for no memory then.
    pub fn apply_into(&mut self, quote: &Quote<'_>, moment: Moment, changes: &mut Changes) {
        let at = cut(quote.scraped_at, moment);
        let Some(place) = self.place(quote.address(), &quote.bookmaker, changes) else {
            self.losses.refused += 1;
            return;
        };
        self.hear(place, quote.live, at, moment, changes);
        let found = self.find(place, &quote.selection);
        if self.is_over(place, found, at) {
            return;
        }
        let Some(selection) = self.spot(place, &quote.selection, found, changes) else {
            self.losses.refused += 1;
            return;
        };
        self.take(place, selection, quote.offer, at, changes);
        self.follow(place.market, selection, moment, changes);
    }

    /// Takes one row of a snapshot: confirms what it holds, withdraws what it lacks.
    ///
    /// A row older than the last one taken changes nothing, of two from one instant the last says what is on
    /// offer, and what the stream said since the row was read stands. When the last row is taken, [`Board::settle`] follows the best prices.
    pub fn apply_row(&mut self, row: &Row<'_>, moment: Moment) -> Changes {
        let mut changes = Changes::default();
        let at = cut(row.scraped_at, moment);
        let Some(place) = self.place(row.address(), &row.bookmaker, &mut changes) else {
            self.losses.refused += row.offers.len() as u64;
            return changes;
        };
        self.list(place);
        if self.is_late(place, at) {
            return changes;
        }
        self.hear(place, row.live, at, moment, &mut changes);
        self.schedule(place.of, row.starts_at, &mut changes);
        let mut is_offered = Vec::new();
        for (text, offer) in &row.offers {
            let found = self.find(place, text);
            let Some(selection) = self.spot(place, text, found, &mut changes) else {
                self.losses.refused += 1;
                continue;
            };
            let is_news = |held: &Held| held.seen < at || (held.withdrawn && held.seen == at);
            if self.held(place, selection).is_none_or(is_news) {
                self.take(place, selection, *offer, at, &mut changes);
            }
            is_offered.resize(is_offered.len().max(selection + 1), false);
            if let Some(is_offered) = is_offered.get_mut(selection) {
                *is_offered = true;
            }
        }
        self.withdraw(place, &is_offered, at, &mut changes);
        changes
    }

    /// Ends a reading: follows the best prices of markets that rows have changed, once all of them are taken.
    ///
    /// Between two rows the best price would seem to move with every bookmaker that is read. And what a
    /// market's first reading shows is where its prices stand, not that they moved.
    pub fn settle(&mut self, read: &Changes, moment: Moment) -> Changes {
        let mut changes = Changes::default();
        self.reading = self.reading.wrapping_add(1);
        for id in read.markets().iter() {
            let Some(market) = self.market_mut(*id) else { continue };
            if std::mem::take(&mut market.is_unsettled) {
                market.selections.iter_mut().for_each(|selection| selection.track.clear());
            }
            self.follow_all(*id, moment, &mut changes);
        }
        changes
    }

    /// Takes a whole snapshot, row by row.
    pub fn apply_snapshot<'a>(
        &mut self,
        rows: impl IntoIterator<Item = Row<'a>>,
        moment: Moment,
    ) -> Changes {
        let mut changes = Changes::default();
        for row in rows {
            changes.merge(self.apply_row(&row, moment));
        }
        changes.merge(self.settle(&changes, moment));
        changes
    }

    /// The best price of a selection under this moment, among all bookmakers.
    pub fn best(&self, market: MarketId, selection: usize, moment: Moment) -> Best {
        self.best_among(market, selection, moment, |_| true)
    }

    /// The best price of a selection among the bookmakers that `counts` lets in.
    pub fn best_among(
        &self,
        market: MarketId,
        selection: usize,
        moment: Moment,
        counts: impl Fn(BookId) -> bool,
    ) -> Best {
        best(self.judged(market, selection, moment).filter(|quote| counts(quote.book)))
    }

    /// One bookmaker's price for a selection, as the best of its own.
    pub fn alone(&self, market: MarketId, selection: usize, book: BookId, moment: Moment) -> Best {
        best(self.judge(market, selection, book, moment).into_iter())
    }

    /// The ages of all quotes of a selection.
    pub fn ages(
        &self,
        market: MarketId,
        selection: usize,
        moment: Moment,
    ) -> impl Iterator<Item = Age> {
        self.judged(market, selection, moment).map(|quote| quote.age)
    }

    /// The numbers of all markets, in the order of their places.
    pub fn markets(&self) -> impl Iterator<Item = MarketId> {
        self.markets.iter().map(|market| market.id)
    }

    /// A market by its number; `None` once it has left the board.
    pub fn market(&self, market: MarketId) -> Option<&Market> {
        self.markets.get(market.place).filter(|held| held.id == market)
    }

    /// The match a market belongs to; `None` once it has left the board.
    pub fn match_of(&self, market: MarketId) -> Option<&Match> {
        self.matches.get(self.market(market)?.of.0)
    }

    /// All bookmakers, in the order they were first met.
    pub fn books(&self) -> impl Iterator<Item = BookId> + use<> {
        (0..u16::try_from(self.books.len()).unwrap_or(u16::MAX)).map(BookId)
    }

    /// A bookmaker's name; empty for a number of another board.
    pub fn book_name(&self, book: BookId) -> &Arc<str> {
        self.names.text(self.books.get(usize::from(book.0)).map_or(Name::NONE, |book| book.name))
    }

    /// When a bookmaker last spoke about anything.
    pub fn book_spoke(&self, book: BookId) -> Instant {
        self.books.get(usize::from(book.0)).map_or(NEVER, |book| book.spoke)
    }

    /// A bookmaker by its name.
    pub fn find_book(&self, name: &str) -> Option<BookId> {
        let name = self.names.find(name)?;
        self.books().zip(&self.books).find(|(_, book)| book.name == name).map(|(id, _)| id)
    }

    /// A selection's number in its market by its name.
    pub fn find_selection(&self, market: MarketId, name: &str) -> Option<usize> {
        let name = self.names.find(name)?;
        self.market(market)?.selections.iter().position(|selection| selection.name == name)
    }

    /// The text behind a number of this board.
    pub fn text(&self, name: Name) -> &Arc<str> {
        self.names.text(name)
    }

    /// How much it holds.
    pub fn load(&self) -> Load {
        Load {
            matches: self.matches.len(),
            markets: self.markets.len(),
            quotes: self.quotes,
            text_bytes: self.names.bytes(),
        }
    }

    /// What it did not keep.
    pub fn losses(&self) -> Losses {
        self.losses
    }

    fn judged(
        &self,
        market: MarketId,
        selection: usize,
        moment: Moment,
    ) -> impl Iterator<Item = Judged<'_>> {
        let market = self.market(market);
        let witness = market.and_then(|market| self.witness(market));
        let selection = market.and_then(|market| market.selections.get(selection));
        let quotes = selection.map_or(&[][..], |selection| &selection.quotes);
        self.books().zip(quotes).filter_map(move |(book, held)| {
            let held = held.as_ref().filter(|held| !held.withdrawn)?;
            let age = Age::of(witness?.evidence(usize::from(book.0), held), moment);
            Some(Judged { book, held, age })
        })
    }

    fn judge(
        &self,
        market: MarketId,
        selection: usize,
        book: BookId,
        moment: Moment,
    ) -> Option<Judged<'_>> {
        let market = self.market(market)?;
        let held = market.selections.get(selection)?.quote(book)?;
        let evidence = self.witness(market)?.evidence(usize::from(book.0), held);
        Some(Judged { book, held, age: Age::of(evidence, moment) })
    }

    fn witness(&self, market: &Market) -> Option<Witness<'_>> {
        let of = self.matches.get(market.of.0)?;
        Some(Witness { live: market.live, of, books: &self.books })
    }
}

/// Taking what a quote or a row says.
impl Board {
    fn schedule(&mut self, of: MatchId, starts_at: Option<Instant>, changes: &mut Changes) {
        let Some(of) = self.matches.get_mut(of.0) else { return };
        if starts_at.is_some() && of.starts_at != starts_at {
            of.starts_at = starts_at;
            changes.change_roster();
        }
    }

    /// Whether a quote of this time is too old to count: a newer one is held, or the bookmaker's newest row was
    /// read since and lacks the selection.
    fn is_over(&self, place: Place, selection: Option<usize>, at: Instant) -> bool {
        let Some(market) = self.market(place.market) else { return true };
        let held = selection.and_then(|selection| self.held(place, selection));
        let is_lacking = held.is_none_or(|held| held.withdrawn);
        held.is_some_and(|held| held.seen > at)
            || (is_lacking && market.rows.of(place.book).is_some_and(|row| at <= row))
    }

    /// Notes that the reading holds a row here, however old.
    fn list(&mut self, place: Place) {
        let reading = self.reading;
        if let Some(market) = self.market_mut(place.market) {
            market.list(place.book, reading);
        }
    }

    fn is_late(&mut self, place: Place, at: Instant) -> bool {
        let Some(market) = self.market_mut(place.market) else { return true };
        market.is_unsettled |= market.rows.newest().is_none();
        let is_late = market.rows.of(place.book).is_some_and(|row| at < row);
        market.rows.note(place.book, at);
        is_late
    }

    fn held(&self, place: Place, selection: usize) -> Option<&Held> {
        let selection = self.market(place.market)?.selections.get(selection)?;
        selection.quotes.get(usize::from(place.book.0))?.as_ref()
    }

    fn held_mut(&mut self, place: Place, selection: usize) -> Option<&mut Option<Held>> {
        let selection = self.market_mut(place.market)?.selections.get_mut(selection)?;
        selection.quotes.get_mut(usize::from(place.book.0))
    }

    fn take(
        &mut self,
        place: Place,
        selection: usize,
        offer: Offer,
        at: Instant,
        changes: &mut Changes,
    ) {
        let Some(market) = self.market_mut(place.market) else { return };
        market.note(at);
        changes.touch(place.market);
        let Some(held) = self.held_mut(place, selection) else { return };
        let held = held.get_or_insert_with(|| Held::new(offer, at));
        held.offer = offer;
        held.seen = at;
        held.withdrawn = false;
        held.track.follow(offer.price(), at);
    }

    fn withdraw(&mut self, place: Place, is_offered: &[bool], at: Instant, changes: &mut Changes) {
        let Some(market) = self.market_mut(place.market) else { return };
        let mut is_other = false;
        for (number, selection) in market.selections.iter_mut().enumerate() {
            let held = selection.quotes.get_mut(usize::from(place.book.0)).and_then(Option::as_mut);
            let is_offered = is_offered.get(number).copied().unwrap_or(false);
            if let Some(held) =
                held.filter(|held| !is_offered && !held.withdrawn && held.seen <= at)
            {
                held.withdrawn = true;
                held.seen = at;
                is_other = true;
            }
        }
        if is_other {
            market.note(at);
            changes.touch(place.market);
        }
    }

    fn market_mut(&mut self, market: MarketId) -> Option<&mut Market> {
        self.markets.get_mut(market.place).filter(|held| held.id == market)
    }

    fn follow_all(&mut self, market: MarketId, moment: Moment, changes: &mut Changes) {
        for selection in 0..self.market(market).map_or(0, |market| market.selections.len()) {
            self.follow(market, selection, moment, changes);
        }
    }

    /// Follows the best price of one selection: a function of its quotes as they are.
    fn follow(&mut self, id: MarketId, selection: usize, moment: Moment, changes: &mut Changes) {
        let Self { markets, matches, books, sitting, .. } = self;
        let market = markets.get_mut(id.place).filter(|held| held.id == id);
        let Some(market) = market else { return };
        // Under another link or other limits than those of the last beat, what is found here may not outlive them.
        if !sitting.covers(moment) {
            market.verdict.doubt();
        }
        let Some(of) = matches.get(market.of.0) else { return };
        let witness = Witness { live: market.live, of, books };
        let Some(held) = market.selections.get_mut(selection) else { return };
        let price = witness.highest(&held.quotes, moment);
        if held.track.follow(price, moment.now) {
            changes.touch(id);
            changes.move_best((id, selection));
        }
    }
}

/// A time that lies in the future counts as now.
fn cut(at: Instant, moment: Moment) -> Instant {
    at.min(moment.now.plus_ms(AHEAD_MS))
}
