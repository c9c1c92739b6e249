//! What a complete reading of one market type lacks.

use crate::board::place::Place;
use crate::board::store::Market;
use crate::board::{Board, cut};
use crate::changes::Changes;
use crate::freshness::Moment;
use crate::time::Instant;

impl Board {
    /// Withdraws what a complete reading of one market type did not hold, and says what changed. Comes between
    /// the last row of the reading and [`Board::settle`].
    ///
    /// A quote goes when its bookmaker had no row for its market and it was last seen before `fetched_at`, when the
    /// reading began, on the server's clock; only what is no older than that brings it back. A phase, in play or
    /// not, of which there was no row at all is left alone: some plans list one of the two while the stream sends
    /// both, and an empty answer says more about who answers than about prices.
    pub fn withdraw_absent(
        &mut self,
        market_type: &str,
        fetched_at: Instant,
        moment: Moment,
    ) -> Changes {
        let mut changes = Changes::default();
        let Some(market_type) = self.names.find(market_type) else { return changes };
        let before = cut(fetched_at, moment).plus_ms(-1);
        for live in [false, true] {
            let markets = self.markets.iter();
            let markets = markets.filter(|it| it.market_type == market_type && it.live == live);
            let (listed, absent): (Vec<_>, Vec<_>) = markets
                .flat_map(|market| self.books().map(move |book| (market, book)))
                .partition(|(market, book)| market.is_listed(*book, self.reading));
            if listed.is_empty() {
                continue;
            }
            let place =
                |(market, book): (&Market, _)| Place { market: market.id, of: market.of, book };
            for place in absent.into_iter().map(place).collect::<Vec<_>>() {
                self.withdraw(place, &[], before, &mut changes);
            }
        }
        changes
    }
}
