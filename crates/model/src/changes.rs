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

    /// Whether what there is to choose from may be different: a market, a selection or a bookmaker is new, what is
    /// known of a match changed, or a tick found that a market began or ceased to stand or to be quoted.
    pub fn roster(&self) -> bool {
        self.roster
    }

    /// Forgets everything and keeps the memory for what changes next.
    pub fn clear(&mut self) {
        self.markets.clear();
        self.moved.clear();
        self.roster = false;
    }

    /// Adds what `other` names.
    pub fn merge(&mut self, mut other: Self) {
        self.absorb(&mut other);
    }

    /// Adds what `other` names, which is then empty: both keep memory for what changes next.
    pub fn absorb(&mut self, other: &mut Self) {
        if other.is_empty() {
            return;
        }
        if self.is_empty() {
            std::mem::swap(self, other);
        } else {
            self.markets.extend(other.markets.iter().copied());
            self.moved.extend(other.moved.iter().copied());
            self.roster |= other.roster;
        }
        other.clear();
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
