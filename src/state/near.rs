//! Which rows are near being seen: only they have prices on the page.

use model::board::MarketId;
use model::sorted::Sorted;

/// Until the page has said where its rows are, so many of the first are near: more than most screens hold.
const FIRST: usize = 30;

/// What the page has said of where its rows are.
#[derive(Default)]
pub enum Near {
    /// Nothing yet.
    #[default]
    Untold,
    /// These are near; a row that it has not spoken of is not.
    Told(Sorted<MarketId>),
}

impl Near {
    /// The page says which of `rows`, a part of what it shows, are near. `order` is all that it shows.
    pub fn tell(&mut self, order: &[MarketId], rows: &[MarketId], near: &[MarketId]) {
        let elsewhere = self.among(order).into_iter().filter(|market| !rows.contains(market));
        *self = Self::Told(elsewhere.chain(near.iter().copied()).collect());
    }

    /// Those of these rows that are near.
    pub fn among(&self, order: &[MarketId]) -> Sorted<MarketId> {
        match self {
            Self::Untold => order.iter().take(FIRST).copied().collect(),
            Self::Told(near) => {
                order.iter().filter(|market| near.contains(market)).copied().collect()
            }
        }
    }
}
