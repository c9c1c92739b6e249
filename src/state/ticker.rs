//! The prices on one screen's ticker: which stand on it, and what they show.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use model::board::MarketId;
use model::changes::Changes;
use model::project::Lens;
use model::time::Instant;
use model::view::ItemView;

use crate::state::line::Line;
use crate::state::screen::Shown;

/// The ticker of a screen.
pub struct Ticker {
    shown: Rc<Shown>,
    line: RefCell<Line>,
    /// When its prices were made those of the board.
    renewed_at: Cell<Option<Instant>>,
}

/// A moving line is read at leisure, and laid out as a whole whenever a price on it changes: its prices follow so
/// often, in milliseconds, and with every beat of a second. One that is withdrawn leaves at once.
const APART_MS: i64 = 500;

impl Ticker {
    /// Nothing stands on it yet.
    pub fn new(shown: Rc<Shown>) -> Self {
        Self { shown, line: RefCell::default(), renewed_at: Cell::default() }
    }

    /// Forgets who stands where.
    pub fn clear(&self) {
        self.line.borrow_mut().clear();
    }

    /// Whether any of these changes is to be seen on it.
    pub fn sees(&self, changes: &Changes, lens: &Lens<'_>) -> bool {
        let is_due = self.is_due(lens);
        self.standing(changes).any(|market| {
            let item = lens.items(&[market], 1).pop();
            // A price that does not count any more leaves at once.
            item.is_none_or(|item| is_due && !self.shown.items.shows(market, &item))
        })
    }

    /// Shows what changed of those that stand on it; says how many were shown otherwise before.
    pub fn renew(&self, changes: &Changes, lens: &Lens<'_>) -> usize {
        if !self.sees(changes, lens) {
            return 0;
        }
        self.renewed_at.set(Some(lens.moment.now));
        self.show(self.line.borrow_mut().renew(lens))
    }

    /// A second later: shows up to `max` of these markets as they are now; says how many were shown otherwise before.
    pub fn follow(
        &self,
        lens: &Lens<'_>,
        markets: impl FnOnce() -> Vec<MarketId>,
        max: usize,
    ) -> usize {
        self.renewed_at.set(Some(lens.moment.now));
        self.show(self.line.borrow_mut().follow(lens, markets, max))
    }

    /// A clock that was set back makes no price wait.
    fn is_due(&self, lens: &Lens<'_>) -> bool {
        let since = self.renewed_at.get().map(|at| at.age_ms(lens.moment.now));
        since.is_none_or(|since| !(0..APART_MS).contains(&since))
    }

    fn standing(&self, changes: &Changes) -> impl Iterator<Item = MarketId> {
        changes.markets().iter().copied().filter(|market| self.shown.items.holds(*market))
    }

    fn show(&self, items: Vec<ItemView>) -> usize {
        let line: Vec<_> = items.iter().map(|item| item.id).collect();
        let others =
            items.into_iter().filter(|item| self.shown.items.publish(item.id, item.clone()));
        let count = others.count();
        self.shown.items.retain(|market| line.contains(&market));
        self.shown.line.set(line);
        count
    }
}
