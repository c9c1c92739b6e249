//! All quotes: the truth about the feed, as plain data.

mod store;

use std::collections::HashMap;
use std::sync::Arc;

use crate::best::{Best, Judged, best};
use crate::changes::Changes;
use crate::freshness::{Age, Evidence, Moment};
use crate::market::{Kind, Outcome};
use crate::movement::Track;
use crate::name::{Name, Names};
use crate::quote::{Offer, Quote, Row};
use crate::sorted::Sorted;
use crate::time::Instant;

pub use store::{Held, Market, Match, Selection};

/// The number of a market on its board: one match, market type, period and phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MarketId(u32);

impl MarketId {
    /// The number itself, which no other market of this board ever has.
    pub fn number(self) -> u32 {
        self.0
    }
}

/// The number of a match on its board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MatchId(u32);

/// The number of a bookmaker on its board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BookId(u16);

/// A bookmaker's clock may run ahead of ours by this much before its times are cut back, in milliseconds.
const AHEAD_MS: i64 = 2_000;

/// What identifies a market. The line belongs to the selections: all lines share one market.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct MarketKey {
    of: MatchId,
    market_type: Name,
    period: i32,
    live: bool,
}

/// A bookmaker and when it last spoke about anything.
#[derive(Clone, Debug)]
struct Book {
    name: Name,
    spoke: Instant,
}

/// Every quote of every bookmaker, by market and selection.
#[derive(Clone, Debug, Default)]
pub struct Board {
    names: Names,
    books: Vec<Book>,
    matches: Vec<Match>,
    markets: Vec<Market>,
    book_ids: HashMap<Name, BookId>,
    match_ids: HashMap<(Name, Name, Name), MatchId>,
    market_ids: HashMap<MarketKey, MarketId>,
    /// Markets whose first rows have been taken and whose best prices are not followed yet.
    unsettled: Sorted<MarketId>,
}

/// Where a quote belongs.
#[derive(Clone, Copy)]
struct Place {
    market: MarketId,
    of: MatchId,
    book: BookId,
}

impl Board {
    /// A board with nothing on it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes one quote and says what changed.
    ///
    /// Total: an older quote than the one held changes nothing, and of two from the same instant the one
    /// that arrives last stands. A time in the future is cut back to now.
    pub fn apply(&mut self, quote: &Quote<'_>, moment: Moment) -> Changes {
        let mut changes = Changes::default();
        let at = quote.scraped_at.min(moment.now.plus_ms(AHEAD_MS));
        let texts = [&*quote.sport, &*quote.competition, &*quote.match_name, &*quote.market_type];
        let place = self.place(texts, quote.period, quote.live, &quote.bookmaker, &mut changes);
        self.hear(place, quote.live, at, &mut changes);
        let selection = self.selection(place.market, &quote.selection, &mut changes);
        let held = self.held_mut(place, selection);
        if held.as_ref().is_some_and(|held| held.seen > at) {
            return changes;
        }
        Held::take(held, quote.offer, at);
        changes.touch(place.market);
        self.follow(place.market, selection, moment, &mut changes);
        changes
    }

    /// Takes one row of a snapshot: confirms what it holds, withdraws what it lacks.
    ///
    /// A row older than the last one taken changes nothing, and what the stream said since the row was read
    /// stands. When the last row is taken, [`Board::settle`] follows the best prices.
    pub fn apply_row(&mut self, row: &Row<'_>, moment: Moment) -> Changes {
        let mut changes = Changes::default();
        let at = row.scraped_at.min(moment.now.plus_ms(AHEAD_MS));
        let texts = [&*row.sport, &*row.competition, &*row.match_name, &*row.market_type];
        let place = self.place(texts, row.period, row.live, &row.bookmaker, &mut changes);
        if self.is_late(place, at) {
            return changes;
        }
        self.hear(place, row.live, at, &mut changes);
        self.schedule(place.of, row.starts_at, &mut changes);
        for (text, offer) in &row.offers {
            let selection = self.selection(place.market, text, &mut changes);
            let held = self.held_mut(place, selection);
            if held.as_ref().is_none_or(|held| held.seen < at) {
                Held::take(held, *offer, at);
                changes.touch(place.market);
            }
        }
        self.withdraw(place, row, at, &mut changes);
        changes
    }

    /// Follows the best prices of markets that rows have changed, once all rows of a snapshot are taken.
    ///
    /// Between two rows the best price would seem to move with every bookmaker that is read. And what a
    /// market's first reading shows is where its prices stand, not that they moved.
    pub fn settle(&mut self, read: &Changes, moment: Moment) -> Changes {
        let mut changes = Changes::default();
        for market in read.markets().iter() {
            let is_first = self.unsettled.remove(market);
            for selection in 0..self.market(*market).selections.len() {
                if is_first {
                    self.track_mut(*market, selection).clear();
                }
                self.follow(*market, selection, moment, &mut changes);
            }
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

    /// Judges every price anew because time has passed or the link has changed.
    pub fn tick(&mut self, moment: Moment) -> Changes {
        let mut changes = Changes::default();
        for market in self.markets() {
            for selection in 0..self.market(market).selections.len() {
                self.follow(market, selection, moment, &mut changes);
            }
        }
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

    /// The ages of all quotes of a selection.
    pub fn ages(
        &self,
        market: MarketId,
        selection: usize,
        moment: Moment,
    ) -> impl Iterator<Item = Age> {
        self.judged(market, selection, moment).map(|quote| quote.age)
    }

    /// The numbers of all markets, in the order they were first met.
    pub fn markets(&self) -> impl Iterator<Item = MarketId> + use<> {
        (0..u32::try_from(self.markets.len()).unwrap_or(u32::MAX)).map(MarketId)
    }

    /// A market by its number. Numbers come from this board and stay valid: markets are never taken off.
    #[expect(
        clippy::indexing_slicing,
        reason = "numbers are handed out by this board and stay valid"
    )]
    pub fn market(&self, market: MarketId) -> &Market {
        &self.markets[market.0 as usize]
    }

    /// The match a market belongs to.
    #[expect(
        clippy::indexing_slicing,
        reason = "numbers are handed out by this board and stay valid"
    )]
    pub fn match_of(&self, market: MarketId) -> &Match {
        &self.matches[self.market(market).of.0 as usize]
    }

    /// All bookmakers, in the order they were first met.
    pub fn books(&self) -> impl Iterator<Item = BookId> + use<> {
        (0..u16::try_from(self.books.len()).unwrap_or(u16::MAX)).map(BookId)
    }

    /// A bookmaker's name.
    #[expect(
        clippy::indexing_slicing,
        reason = "numbers are handed out by this board and stay valid"
    )]
    pub fn book_name(&self, book: BookId) -> &Arc<str> {
        self.names.text(self.books[book.0 as usize].name)
    }

    /// When a bookmaker last spoke about anything.
    #[expect(
        clippy::indexing_slicing,
        reason = "numbers are handed out by this board and stay valid"
    )]
    pub fn book_spoke(&self, book: BookId) -> Instant {
        self.books[book.0 as usize].spoke
    }

    /// A bookmaker by its name.
    pub fn find_book(&self, name: &str) -> Option<BookId> {
        self.names.find(name).and_then(|name| self.book_ids.get(&name)).copied()
    }

    /// The text behind a number of this board.
    pub fn text(&self, name: Name) -> &Arc<str> {
        self.names.text(name)
    }

    fn judged(
        &self,
        market: MarketId,
        selection: usize,
        moment: Moment,
    ) -> impl Iterator<Item = Judged<'_>> {
        let (live, of) = (self.market(market).live, self.match_of(market));
        let quotes = self.market(market).selections.get(selection).map_or(&[][..], |s| &s.quotes);
        self.books().zip(quotes).filter_map(move |(book, held)| {
            let held = held.as_ref().filter(|held| !held.withdrawn)?;
            let evidence = Evidence {
                seen: held.seen,
                live,
                spoke_of_match: of.spoke(book),
                spoke: self.book_spoke(book),
                match_live: of.live_seen,
            };
            Some(Judged { book, held, age: Age::of(evidence, moment) })
        })
    }
}

/// Finding and making places.
#[expect(clippy::indexing_slicing, reason = "numbers are handed out by this board and stay valid")]
impl Board {
    fn place(
        &mut self,
        [sport, competition, match_name, market_type]: [&str; 4],
        period: i32,
        live: bool,
        bookmaker: &str,
        changes: &mut Changes,
    ) -> Place {
        let key = (
            self.names.intern(sport),
            self.names.intern(competition),
            self.names.intern(match_name),
        );
        let matches = &mut self.matches;
        let of = *self.match_ids.entry(key).or_insert_with(|| {
            changes.change_roster();
            matches.push(Match::new(key.0, key.1, key.2));
            MatchId(number(matches.len()))
        });
        let market_type = self.names.intern(market_type);
        let kind = Kind::of(self.names.text(market_type));
        let markets = &mut self.markets;
        let key = MarketKey { of, market_type, period, live };
        let market = *self.market_ids.entry(key).or_insert_with(|| {
            changes.change_roster();
            markets.push(Market::new(of, market_type, kind, period, live));
            MarketId(number(markets.len()))
        });
        let name = self.names.intern(bookmaker);
        let books = &mut self.books;
        let book = *self.book_ids.entry(name).or_insert_with(|| {
            changes.change_roster();
            books.push(Book { name, spoke: Instant::from_ms(i64::MIN) });
            BookId(u16::try_from(books.len() - 1).unwrap_or(u16::MAX))
        });
        Place { market, of, book }
    }

    fn selection(&mut self, market: MarketId, text: &str, changes: &mut Changes) -> usize {
        let name = self.names.intern(text);
        let of = self.market(market).of;
        let market = &mut self.markets[market.0 as usize];
        if let Some(found) = market.selections.iter().position(|selection| selection.name == name) {
            return found;
        }
        changes.change_roster();
        let match_name = self.names.text(self.matches[of.0 as usize].name);
        let outcome = Outcome::read(market.kind, match_name, text);
        market.selections.push(Selection::new(name, outcome));
        market.selections.len() - 1
    }

    fn held_mut(&mut self, place: Place, selection: usize) -> &mut Option<Held> {
        let quotes = &mut self.markets[place.market.0 as usize].selections[selection].quotes;
        let book = usize::from(place.book.0);
        if quotes.len() <= book {
            quotes.resize_with(book + 1, || None);
        }
        &mut quotes[book]
    }
}

/// Taking what a quote or a row says.
#[expect(clippy::indexing_slicing, reason = "numbers are handed out by this board and stay valid")]
impl Board {
    /// Notes that a bookmaker spoke, and that a match is in play.
    fn hear(&mut self, place: Place, live: bool, at: Instant, changes: &mut Changes) {
        let book = &mut self.books[usize::from(place.book.0)];
        book.spoke = book.spoke.max(at);
        let of = &mut self.matches[place.of.0 as usize];
        of.hear(place.book, at);
        if live {
            // The first price in play ends the match's early prices: the roster is another one.
            if of.live_seen.is_none() {
                changes.change_roster();
            }
            of.live_seen = of.live_seen.max(Some(at));
        }
    }

    fn schedule(&mut self, of: MatchId, starts_at: Option<Instant>, changes: &mut Changes) {
        let of = &mut self.matches[of.0 as usize];
        if starts_at.is_some() && of.starts_at != starts_at {
            of.starts_at = starts_at;
            changes.change_roster();
        }
    }

    fn is_late(&mut self, place: Place, at: Instant) -> bool {
        let rows = &mut self.markets[place.market.0 as usize].rows;
        if rows.is_empty() {
            self.unsettled.insert(place.market);
        }
        let book = usize::from(place.book.0);
        if rows.len() <= book {
            rows.resize(book + 1, Instant::from_ms(i64::MIN));
        }
        let late = at < rows[book];
        rows[book] = rows[book].max(at);
        late
    }

    fn withdraw(&mut self, place: Place, row: &Row<'_>, at: Instant, changes: &mut Changes) {
        for selection in 0..self.market(place.market).selections.len() {
            let name = self.market(place.market).selections[selection].name;
            if row.offers.iter().any(|(text, _)| **text == **self.names.text(name)) {
                continue;
            }
            match self.held_mut(place, selection) {
                Some(held) if !held.withdrawn && held.seen <= at => {
                    held.withdrawn = true;
                    held.seen = at;
                    changes.touch(place.market);
                }
                _ => {}
            }
        }
    }

    fn track_mut(&mut self, market: MarketId, selection: usize) -> &mut Track {
        &mut self.markets[market.0 as usize].selections[selection].track
    }

    fn follow(
        &mut self,
        market: MarketId,
        selection: usize,
        moment: Moment,
        changes: &mut Changes,
    ) {
        let best = self.best(market, selection, moment);
        let price = best.price.filter(|_| best.state == crate::best::State::Fresh);
        if self.track_mut(market, selection).follow(price, moment.now) {
            changes.touch(market);
            changes.move_best((market, selection));
        }
    }
}

/// The number of the last of `count` things.
fn number(count: usize) -> u32 {
    u32::try_from(count.saturating_sub(1)).unwrap_or(u32::MAX)
}

impl Held {
    fn take(held: &mut Option<Self>, offer: Offer, at: Instant) {
        let held = held.get_or_insert_with(|| Self::new(offer, at));
        held.offer = offer;
        held.seen = at;
        held.withdrawn = false;
        held.track.follow(offer.price(), at);
    }
}
