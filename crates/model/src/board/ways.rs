//! In how many ways a market can end, as far as the board has seen.

use crate::board::{Board, Market, MarketId};
use crate::changes::Changes;
use crate::market::{Kind, Outcome};

impl Board {
    /// Whether a market is three-way: one bookmaker that shows a draw makes it so for all.
    ///
    /// A draw counts that was shown in either phase: when play begins its market is a new one, which may hold both
    /// sides before it holds the draw. Of the whole match it counts for each part too, because a match that can end
    /// level can be so at any time. A draw of a part says nothing of the whole, which may go on until somebody leads.
    pub fn has_draw(&self, market: &Market) -> bool {
        let kin = |other: &&Market| {
            other.market_type == market.market_type
                && (other.period == market.period || other.period == 0)
        };
        self.siblings(market.id).filter(kin).any(shows_draw)
    }

    /// How many prices a row of it has: 2 or 3.
    pub fn ways(&self, market: &Market) -> u8 {
        if market.kind == Kind::Other || self.has_draw(market) { 3 } else { 2 }
    }

    /// Whether a set of selections is every way the market can end.
    pub fn is_complete(&self, market: &Market, set: [Option<usize>; 3]) -> bool {
        let [a, b, c] = set.map(|selection| selection.is_some());
        match market.kind {
            Kind::Moneyline => a && c && (b || !self.has_draw(market)),
            Kind::Total | Kind::Spread => a && c,
            Kind::Other => false,
        }
    }

    /// A draw was met: whatever else of the match is three-way by it is another row now.
    pub(super) fn touch_kin(&self, market: MarketId, changes: &mut Changes) {
        self.siblings(market).for_each(|sibling| changes.touch(sibling.id));
    }

    /// All markets of the match that a market is of.
    fn siblings(&self, market: MarketId) -> impl Iterator<Item = &Market> {
        let markets = self.match_of(market).into_iter().flat_map(|of| &of.markets);
        markets.filter_map(|(_, id)| self.market(*id))
    }
}

fn shows_draw(market: &Market) -> bool {
    market.selections.iter().any(|selection| selection.outcome == Outcome::Draw)
}
