//! The ticker's line: which prices stand on it, changed as little as can be so that it can be read.

use model::board::MarketId;
use model::project::Lens;
use model::sorted::{Sorted, in_order};
use model::view::ItemView;

/// Newcomers are let in once in so many seconds, so that the line does not change under the reader's eye.
const SECONDS_BETWEEN: u32 = 5;

/// The markets on the line, in their places.
#[derive(Default)]
pub struct Line {
    places: Vec<MarketId>,
    seconds: u32,
}

impl Line {
    /// Forgets who stands where.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// A second later: prices as they are now; whoever must leave makes room for who moved last.
    pub fn follow(
        &mut self,
        lens: &Lens<'_>,
        markets: impl FnOnce() -> Vec<MarketId>,
        max: usize,
    ) -> Vec<ItemView> {
        let due = self.seconds == 0 || self.places.len() < max;
        self.seconds = (self.seconds + 1) % SECONDS_BETWEEN;
        if !due {
            return self.renew(lens);
        }
        let items = lens.items(&markets(), max);
        let standing: Sorted<MarketId> = self.places.iter().copied().collect();
        let staying: Sorted<MarketId> = items.iter().map(|item| item.id).collect();
        let mut newcomers =
            items.iter().map(|item| item.id).filter(|market| !standing.contains(market));
        let kept = self.places.iter().filter_map(|market| {
            if staying.contains(market) { Some(*market) } else { newcomers.next() }
        });
        let kept: Vec<_> = kept.collect();
        self.places = kept.into_iter().chain(newcomers).collect();
        let item_of = |market: &MarketId| items.iter().find(|item| item.id == *market).cloned();
        self.places.iter().filter_map(item_of).collect()
    }

    /// The same markets in the same places, their prices as they are now.
    pub fn renew(&mut self, lens: &Lens<'_>) -> Vec<ItemView> {
        let items = lens.items(&self.places, self.places.len());
        let place_of = |item: &ItemView| self.places.iter().position(|place| *place == item.id);
        in_order(items, |a, b| place_of(a).cmp(&place_of(b)))
    }
}
