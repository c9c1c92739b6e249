//! What is drawn of every market: one kept value each, so that a price that moves draws its own row only.

use std::cell::RefCell;
use std::rc::Rc;

use model::board::MarketId;
use model::sorted::Sorted;

use crate::state::kept::Kept;

type Slot<T> = Rc<Kept<Option<T>>>;
/// A place on the board: the market that stood there last, and what is drawn of it.
type Place<T> = Option<(MarketId, Slot<T>)>;

/// Kept values by market; `None` for a market that is not drawn.
pub struct Registry<T> {
    /// By the place on the board. A market that is not drawn for a while finds its readers where they were; one
    /// that has left the board makes room for the next market in its place.
    slots: RefCell<Vec<Place<T>>>,
    drawn: RefCell<Sorted<MarketId>>,
}

impl<T> Default for Registry<T> {
    fn default() -> Self {
        Self { slots: RefCell::default(), drawn: RefCell::default() }
    }
}

impl<T: PartialEq> Registry<T> {
    /// The value of a market, for whoever draws by it.
    pub fn slot(&self, market: MarketId) -> Slot<T> {
        let mut slots = self.slots.borrow_mut();
        if slots.len() <= market.place() {
            slots.resize_with(market.place() + 1, || None);
        }
        let Some(place) = slots.get_mut(market.place()) else { return Slot::default() };
        match place {
            Some((held, slot)) if *held == market => return Rc::clone(slot),
            // A later market stands in its place: this one is gone for good, and nothing will be told of it.
            Some((held, _)) if *held > market => return Slot::default(),
            _ => {}
        }
        let slot = Slot::default();
        let before = place.replace((market, Rc::clone(&slot)));
        drop(slots);
        if let Some((_, before)) = before {
            before.set(None);
        }
        slot
    }

    /// Shows a market like this; says whether it was shown otherwise before.
    pub fn publish(&self, market: MarketId, value: T) -> bool {
        self.drawn.borrow_mut().insert(market);
        self.slot(market).set(Some(value))
    }

    /// Whether a market is shown like this.
    pub fn shows(&self, market: MarketId, value: &T) -> bool {
        Option::as_ref(&self.slot(market).peek()) == Some(value)
    }

    /// Whether a market is drawn.
    pub fn holds(&self, market: MarketId) -> bool {
        self.drawn.borrow().contains(&market)
    }

    /// What is drawn, for those who do not draw by it.
    pub fn drawn(&self) -> Vec<Rc<Option<T>>> {
        let drawn: Vec<_> = self.drawn.borrow().iter().copied().collect();
        drawn.into_iter().map(|market| self.slot(market).peek()).collect()
    }

    /// Lets go of the markets that are no longer drawn.
    pub fn retain(&self, keep: impl Fn(MarketId) -> bool) {
        let (kept, gone): (Vec<_>, Vec<_>) =
            self.drawn.take().into_iter().partition(|market| keep(*market));
        *self.drawn.borrow_mut() = kept.into_iter().collect();
        for market in gone {
            self.slot(market).set(None);
        }
    }
}
