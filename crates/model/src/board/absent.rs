//! What a complete reading of one market type lacks.

use crate::board::place::Place;
use crate::board::store::Market;
use crate::board::{Board, cut};
use crate::changes::Changes;
use crate::freshness::Moment;
use crate::name::Name;
use crate::sorted::Sorted;
use crate::time::Instant;

impl Board {
    /// Withdraws what a complete reading of one market type did not hold, and says what changed. Comes between
    /// the last row of the reading and [`Board::settle`].
    ///
    /// A quote goes when its bookmaker had no row for its market and it was last seen before `fetched_at`, when the
    /// reading began, on the server's clock; only what is no older than that brings it back. A phase, in play or
    /// not, of which there was no row at all is left alone: some plans list one of the two while the stream sends
    /// both, and an empty answer says more about who answers than about prices. So is a competition of which there
    /// was none: a list that is put together by competition may have been so before this one began.
    pub fn withdraw_absent(
        &mut self,
        market_type: &str,
        fetched_at: Instant,
        moment: Moment,
    ) -> Changes {
        let mut changes = Changes::default();
        let Some(market_type) = self.names.find(market_type) else { return changes };
        let before = cut(fetched_at, moment).plus_ms(-1);
        let markets = self.markets.iter().filter(|market| market.market_type == market_type);
        let (listed, absent): (Vec<_>, Vec<_>) = markets
            .flat_map(|market| self.books().map(move |book| (market, book)))
            .partition(|(market, book)| market.is_listed(*book, self.reading));
        let phases: Sorted<bool> = listed.iter().map(|(market, _)| market.live).collect();
        let competitions: Sorted<Option<Name>> =
            listed.iter().map(|(market, _)| self.competition(market)).collect();
        let is_covered = |market: &Market| {
            phases.contains(&market.live) && competitions.contains(&self.competition(market))
        };
        let absent: Vec<Place> = absent
            .into_iter()
            .filter(|(market, _)| is_covered(market))
            .map(|(market, book)| Place { market: market.id, of: market.of, book })
            .collect();
        for place in absent {
            self.withdraw(place, &[], before, &mut changes);
        }
        changes
    }

    fn competition(&self, market: &Market) -> Option<Name> {
        self.matches.get(market.of.0).map(|of| of.competition)
    }
}
