//! Where on the board a quote belongs: finding the place, making it, and making room for it.

use crate::board::store::{Key, Market, Match, NEVER, Selection};
use crate::board::{Board, Book, BookId, MarketId, MatchId};
use crate::capacity::Load;
use crate::changes::Changes;
use crate::index::hash;
use crate::market::{Kind, Outcome};
use crate::quote::{Address, Fixture};
use crate::time::Instant;

/// Where a quote belongs.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) market: MarketId,
    pub(super) of: MatchId,
    pub(super) book: BookId,
}

impl Board {
    /// The place of a bookmaker in a market, made when it is new; `None` when that would be too much.
    pub(super) fn place(
        &mut self,
        address: Address<'_>,
        bookmaker: &str,
        changes: &mut Changes,
    ) -> Option<Place> {
        let book = match self.find_book(bookmaker) {
            Some(book) => book,
            None => self.book_at(bookmaker, self.find_match(address.fixture), changes)?,
        };
        let of = self.match_at(address.fixture, changes)?;
        let market = self.market_at(of, address, changes)?;
        Some(Place { market, of, book })
    }

    /// The bookmaker of this name. For one that is new matches may have to go, but not `kept`, which it quotes.
    pub(super) fn book_at(
        &mut self,
        name: &str,
        kept: Option<MatchId>,
        changes: &mut Changes,
    ) -> Option<BookId> {
        if let Some(found) = self.find_book(name) {
            return Some(found);
        }
        let book = BookId(u16::try_from(self.books.len()).ok()?);
        let more = Load { text_bytes: name.len(), ..Load::default() };
        if self.books.len() >= self.capacity.books || !self.make_room(more, kept, changes) {
            return None;
        }
        changes.change_roster();
        self.books.push(Book { name: self.names.hold(name), spoke: NEVER });
        Some(book)
    }

    /// The match of this name, which now is the one that was spoken of last.
    pub(super) fn match_at(
        &mut self,
        fixture: Fixture<'_>,
        changes: &mut Changes,
    ) -> Option<MatchId> {
        if let Some(found) = self.find_match(fixture) {
            self.silence.touch(found.0);
            return Some(found);
        }
        let texts = [fixture.sport, fixture.competition, fixture.match_name];
        let text_bytes = texts.iter().map(|text| text.len()).sum();
        let more = Load { matches: 1, text_bytes, ..Load::default() };
        if !self.make_room(more, None, changes) {
            return None;
        }
        changes.change_roster();
        let names = texts.map(|text| self.names.hold(text));
        let of = MatchId(self.matches.next());
        self.matches.add(Match::new(names));
        self.match_ids.add(hash(texts), of.0);
        self.silence.push(of.0);
        Some(of)
    }

    fn find_match(&self, fixture: Fixture<'_>) -> Option<MatchId> {
        let texts = [fixture.sport, fixture.competition, fixture.match_name];
        let is_it = |number| self.matches.get(number).is_some_and(|of| self.texts(of) == texts);
        self.match_ids.find(hash(texts), is_it).map(MatchId)
    }

    /// What identifies a match.
    fn texts(&self, of: &Match) -> [&str; 3] {
        of.names().map(|name| &**self.names.text(name))
    }

    /// The market of a match.
    pub(super) fn market_at(
        &mut self,
        of: MatchId,
        address: Address<'_>,
        changes: &mut Changes,
    ) -> Option<MarketId> {
        let Address { market_type, period, live, .. } = address;
        let markets = &self.matches.get(of.0)?.markets;
        // A match has few markets: its texts are compared sooner than this one is looked up.
        let is_it = |key: &Key| {
            (key.period, key.live) == (period, live)
                && **self.names.text(key.market_type) == *market_type
        };
        if let Some((_, found)) = markets.iter().find(|(key, _)| is_it(key)) {
            return Some(*found);
        }
        let more = Load { markets: 1, text_bytes: market_type.len(), ..Load::default() };
        let serial = self.serial.checked_add(1)?;
        if markets.len() >= self.capacity.markets_per_match
            || !self.make_room(more, Some(of), changes)
        {
            return None;
        }
        changes.change_roster();
        self.serial = serial;
        let kind = Kind::of(market_type);
        let key = Key { market_type: self.names.hold(market_type), period, live };
        let market = MarketId { serial, place: self.markets.next() };
        self.markets.add(Market::new(market, of, key, kind));
        self.matches.get_mut(of.0)?.markets.push((key, market));
        Some(market)
    }

    /// The number of a selection of this text, when the market has it.
    pub(super) fn find(&self, place: Place, text: &str) -> Option<usize> {
        self.market(place.market)?.find(self.names.find(text)?)
    }

    /// The number of a selection in which the bookmaker has a place, which is made when it is new.
    pub(super) fn spot(
        &mut self,
        place: Place,
        text: &str,
        found: Option<usize>,
        changes: &mut Changes,
    ) -> Option<usize> {
        let book = usize::from(place.book.0);
        let market = self.market(place.market)?;
        let held = found.and_then(|found| market.selections.get(found));
        let quotes = (book + 1).saturating_sub(held.map_or(0, |held| held.quotes.len()));
        if quotes == 0 {
            return found;
        }
        let text_bytes = if held.is_none() { text.len() } else { 0 };
        if (held.is_none() && market.selections.len() >= self.capacity.selections_per_market)
            || !self.make_room(
                Load { quotes, text_bytes, ..Load::default() },
                Some(place.of),
                changes,
            )
        {
            return None;
        }
        let selection = match found {
            Some(found) => found,
            None => self.add_selection(place, text, changes)?,
        };
        let held = self.market_mut(place.market)?.selections.get_mut(selection)?;
        held.quotes.resize_with(book + 1, || None);
        self.quotes += quotes;
        Some(selection)
    }

    fn add_selection(&mut self, place: Place, text: &str, changes: &mut Changes) -> Option<usize> {
        let match_name = self.names.text(self.matches.get(place.of.0)?.name);
        let outcome = Outcome::read(self.market(place.market)?.kind, match_name, text);
        let name = self.names.hold(text);
        let selections = &mut self.market_mut(place.market)?.selections;
        selections.push(Selection::new(name, outcome));
        let number = selections.len() - 1;
        changes.change_roster();
        if outcome == Outcome::Draw {
            self.touch_kin(place.market, changes);
        }
        Some(number)
    }

    /// Lets matches go until this much more fits, but not `kept`; says whether it does.
    fn make_room(&mut self, more: Load, kept: Option<MatchId>, changes: &mut Changes) -> bool {
        while !self.load().plus(more).fits(self.capacity.whole) {
            match self.silence.oldest().map(MatchId) {
                Some(oldest) if Some(oldest) != kept => self.remove(oldest, changes),
                _ => return false,
            }
            self.losses.evicted += 1;
        }
        true
    }

    /// Lets the matches go that nobody has spoken of for too long, by the bookmakers' clocks and by ours: while
    /// ours is not set yet, one of them alone would let all of them go.
    pub(super) fn expire(&mut self, now: Instant, changes: &mut Changes) {
        while let Some(oldest) = self.silence.oldest() {
            let of = self.matches.get(oldest);
            let spoke = of.and_then(|of| of.spoke.newest().max(Some(of.heard)));
            if spoke.is_some_and(|spoke| spoke.age_ms(now) <= self.capacity.silent_ms) {
                break;
            }
            self.remove(MatchId(oldest), changes);
        }
    }

    /// Takes a match and everything about it off the board.
    fn remove(&mut self, of: MatchId, changes: &mut Changes) {
        self.silence.remove(of.0);
        let Some(gone) = self.matches.remove(of.0) else { return };
        self.match_ids.remove(hash(self.texts(&gone)), of.0);
        for name in gone.names() {
            self.names.release(name);
        }
        for (_, id) in gone.markets {
            let Some(market) = self.markets.remove(id.place) else { continue };
            self.quotes -= market.places();
            self.names.release(market.market_type);
            for selection in market.selections {
                self.names.release(selection.name);
            }
            changes.touch(id);
        }
        changes.change_roster();
    }
}
