//! The rows on the page: one signal each, set only when the row is different.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use leptos::prelude::{
    ArcRwSignal, LocalStorage, Set, Signal, StoredValue, WithUntracked, WithValue as _,
};
use model::board::MarketId;
use model::view::RowView;

/// The signals of the rows that are drawn, by market.
#[derive(Clone, Default)]
pub struct Registry {
    signals: Rc<RefCell<HashMap<MarketId, ArcRwSignal<RowView>>>>,
}

impl Registry {
    /// Sets a row when it is different, makes its signal when it is new, and says whether it did either.
    pub fn publish(&self, row: RowView) -> bool {
        let signal = self.signals.borrow().get(&row.id).cloned();
        let Some(signal) = signal else {
            self.signals.borrow_mut().insert(row.id, ArcRwSignal::new(row));
            return true;
        };
        let is_different = signal.with_untracked(|held| *held != row);
        if is_different {
            signal.set(row);
        }
        is_different
    }

    /// Whether a row is drawn.
    pub fn holds(&self, market: MarketId) -> bool {
        self.signals.borrow().contains_key(&market)
    }

    /// Lets go of the rows that are no longer drawn.
    pub fn retain(&self, keep: impl Fn(MarketId) -> bool) {
        self.signals.borrow_mut().retain(|market, _| keep(*market));
    }
}

/// The rows, as the view gets them: a market's number in, its signal out.
#[derive(Clone, Copy)]
pub struct Rows(StoredValue<Registry, LocalStorage>);

impl Rows {
    /// A handle on a registry, alive as long as the owner it is made under.
    pub fn of(registry: &Registry) -> Self {
        Self(StoredValue::new_local(registry.clone()))
    }

    /// The row of a market; `None` when it is not drawn.
    pub fn get(&self, market: MarketId) -> Option<Signal<RowView>> {
        let signal =
            self.0.try_with_value(|registry| registry.signals.borrow().get(&market).cloned());
        signal.flatten().map(Signal::from)
    }
}
