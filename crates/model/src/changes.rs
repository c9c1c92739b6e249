//! What a step of the board changed, as a value that merges.

use crate::board::MarketId;
use crate::sorted::Sorted;

/// Where a price moved: a market and the number of the selection in it.
pub type Spot = (MarketId, usize);

/// What is different after a step. What is not named here is equal before and after.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    markets: Sorted<MarketId>,
    moved: Sorted<Spot>,
    roster: bool,
}

impl Changes {
    /// Whether nothing is different.
    pub fn is_empty(&self) -> bool {
        self.markets.is_empty() && !self.roster
    }

    /// The markets of which any quote is different, in order of their numbers.
    pub fn markets(&self) -> &Sorted<MarketId> {
        &self.markets
    }

    /// The selections whose best price is another one.
    pub fn moved(&self) -> &Sorted<Spot> {
        &self.moved
    }

    /// Whether a market, a selection or a bookmaker is new, or what is known of a match changed.
    pub fn roster(&self) -> bool {
        self.roster
    }

    /// Adds what `other` names.
    pub fn merge(&mut self, other: Self) {
        if self.is_empty() {
            *self = other;
            return;
        }
        self.markets.extend(other.markets);
        self.moved.extend(other.moved);
        self.roster |= other.roster;
    }

    pub(crate) fn touch(&mut self, market: MarketId) {
        self.markets.insert(market);
    }

    pub(crate) fn move_best(&mut self, spot: Spot) {
        self.moved.insert(spot);
    }

    pub(crate) fn change_roster(&mut self) {
        self.roster = true;
    }
}
