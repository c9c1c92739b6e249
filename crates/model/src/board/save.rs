//! A board as values that another board takes.

use crate::board::place::Place;
use crate::board::store::{Market, Match, Times};
use crate::board::{Board, MarketId, MatchId, cut};
use crate::changes::Changes;
use crate::freshness::Moment;
use crate::name::Name;
use crate::quote::{Address, Fixture, Offer};
use crate::saved::{Saved, SavedQuote, Word};
use crate::time::Instant;

impl Board {
    /// Everything it knows: bookmakers first, then the matches, the one that nobody spoke of for longest first,
    /// each with its markets. A board that takes them in this order holds the same.
    pub fn saved(&self) -> impl Iterator<Item = Saved<'_>> {
        let books = self
            .books()
            .map(|book| Saved::Book { name: self.book_name(book), spoke: self.book_spoke(book) });
        let matches = self.silence.iter().filter_map(|of| self.matches.get(of));
        books.chain(matches.flat_map(|of| {
            let markets = of.markets.iter().filter_map(|(_, market)| self.market(*market));
            std::iter::once(self.saved_match(of))
                .chain(markets.map(|market| self.saved_market(of, market)))
        }))
    }

    /// Takes what another board said and says what changed. Where this board knows better, nothing.
    ///
    /// As with rows, [`Board::settle`] follows the best prices once all is taken.
    pub fn restore(&mut self, saved: &Saved<'_>, moment: Moment) -> Changes {
        let mut changes = Changes::default();
        if self.take_saved(saved, moment, &mut changes).is_none() {
            self.losses.refused += 1;
        }
        changes
    }

    fn saved_match(&self, of: &Match) -> Saved<'_> {
        Saved::Match {
            fixture: self.fixture(of),
            starts_at: of.starts_at,
            live_seen: of.live_seen,
            spoke: self.named(&of.spoke),
        }
    }

    fn saved_market(&self, of: &Match, market: &Market) -> Saved<'_> {
        let quotes = market.selections.iter().flat_map(|selection| {
            let held = self.books().zip(&selection.quotes);
            held.filter_map(|(book, held)| {
                let held = held.as_ref()?;
                let (selection, bookmaker) = (self.known(selection.name), &**self.book_name(book));
                let word = if held.withdrawn { Word::Withdrawn } else { Word::Offered(held.offer) };
                Some(SavedQuote { selection, bookmaker, word, seen: held.seen })
            })
        });
        let address = Address {
            fixture: self.fixture(of),
            market_type: self.known(market.market_type),
            period: market.period,
            live: market.live,
        };
        Saved::Market { address, rows: self.named(&market.rows), quotes: quotes.collect() }
    }

    fn fixture(&self, of: &Match) -> Fixture<'_> {
        let [sport, competition, match_name] =
            [of.sport, of.competition, of.name].map(|name| self.known(name));
        Fixture { sport, competition, match_name }
    }

    fn known(&self, name: Name) -> &str {
        self.names.text(name)
    }

    fn named(&self, times: &Times) -> Vec<(&str, Instant)> {
        let named = |book| Some((&**self.book_name(book), times.of(book)?));
        self.books().filter_map(named).collect()
    }

    /// `None` when it was too much.
    fn take_saved(
        &mut self,
        saved: &Saved<'_>,
        moment: Moment,
        changes: &mut Changes,
    ) -> Option<()> {
        match saved {
            Saved::Book { name, spoke } => {
                let book = self.book_at(name, None, changes)?;
                self.hear_book(book, cut(*spoke, moment));
            }
            Saved::Match { fixture, starts_at, live_seen, spoke } => {
                let of = self.match_at(*fixture, changes)?;
                self.schedule(of, *starts_at, changes);
                if let Some(at) = *live_seen {
                    self.see_live(of, cut(at, moment));
                }
                for (book, at) in spoke {
                    let Some(book) = self.book_at(book, Some(of), changes) else { continue };
                    self.hear_of_match(of, book, cut(*at, moment));
                }
            }
            Saved::Market { address, rows, quotes } => {
                let of = self.match_at(address.fixture, changes)?;
                let market = self.market_at(of, *address, changes)?;
                let held = self.market_mut(market)?;
                held.is_unsettled |= held.selections.is_empty();
                for quote in quotes {
                    if self.take_quote((market, of), quote, moment, changes).is_none() {
                        self.losses.refused += 1;
                    }
                }
                // The rows come last: what they lack is gone, unless it was seen since.
                for (book, at) in rows {
                    let (book, at) = (self.book_at(book, Some(of), changes)?, cut(*at, moment));
                    self.market_mut(market)?.rows.note(book, at);
                    self.withdraw(Place { market, of, book }, &[], at.plus_ms(-1), changes);
                }
            }
        }
        Some(())
    }

    fn take_quote(
        &mut self,
        (market, of): (MarketId, MatchId),
        quote: &SavedQuote<'_>,
        moment: Moment,
        changes: &mut Changes,
    ) -> Option<()> {
        let book = self.book_at(quote.bookmaker, Some(of), changes)?;
        let (place, at) = (Place { market, of, book }, cut(quote.seen, moment));
        let found = self.find(place, quote.selection);
        if self.is_over(place, found, at) {
            return Some(());
        }
        let selection = self.spot(place, quote.selection, found, changes)?;
        match quote.word {
            Word::Offered(offer) => self.take(place, selection, offer, at, changes),
            Word::Withdrawn => {
                self.take(place, selection, Offer::Suspended, at, changes);
                self.held_mut(place, selection)?.as_mut()?.withdrawn = true;
            }
        }
        Some(())
    }
}
