//! The rows of one screen: which there are, which of them are near being seen, and what those show.

use std::cell::RefCell;
use std::rc::Rc;

use model::board::MarketId;
use model::changes::Changes;
use model::project::Lens;
use model::sorted::{Sorted, in_order};
use model::view::{Group, RowView};

use crate::state::near::Near;
use crate::state::screen::{Row, Shown};
use crate::state::ui::Ui;

/// The rows of a screen. Prices are read from the board for near rows only; the others cost nothing.
pub struct Grid {
    shown: Rc<Shown>,
    near: RefCell<Near>,
    order: RefCell<Vec<MarketId>>,
    listed: RefCell<Sorted<MarketId>>,
    /// Those whose matches are saved.
    saved: RefCell<Sorted<MarketId>>,
    /// Lines of rows that are or were near, by market.
    trends: RefCell<Vec<(MarketId, Rc<str>)>>,
    /// Every row as it was when the reader began to hold prices back, by market.
    held: RefCell<Vec<RowView>>,
}

impl Grid {
    /// No rows yet.
    pub fn new(shown: Rc<Shown>) -> Self {
        Self {
            shown,
            near: RefCell::default(),
            order: RefCell::default(),
            listed: RefCell::default(),
            saved: RefCell::default(),
            trends: RefCell::default(),
            held: RefCell::default(),
        }
    }

    /// Whether a market has a row, near or not.
    pub fn lists(&self, market: MarketId) -> bool {
        self.listed.borrow().contains(&market)
    }

    /// The first row.
    pub fn first(&self) -> Option<MarketId> {
        self.order.borrow().first().copied()
    }

    /// Whether any of these changes is to be seen on a near row.
    pub fn sees(&self, changes: &Changes, lens: &Lens<'_>, ui: &Ui) -> bool {
        let mut near = changes.markets().iter().filter(|market| self.shown.rows.holds(**market));
        near.any(|market| {
            let row = lens.row(*market).map(|view| self.row(view, ui));
            row.is_some_and(|row| !self.shown.rows.shows(*market, &row))
        })
    }

    /// Says whose matches are saved, before they are drawn the next time.
    pub fn mark_saved(&self, saved: Sorted<MarketId>) {
        self.saved.replace(saved);
    }

    /// Takes the rows that there are. Near rows come first and the order after, so that whoever reads the order
    /// finds its rows.
    pub fn arrange(&self, groups: Vec<Group>, lens: &Lens<'_>, ui: &Ui) {
        let order: Vec<_> =
            groups.iter().flat_map(|group| group.rows.iter().map(|row| row.id)).collect();
        let listed: Sorted<_> = in_order(order.clone(), Ord::cmp).into_iter().collect();
        let is_held = ui.paused_since.is_some();
        let held = listed.iter().filter(|_| is_held).filter_map(|market| lens.row(*market));
        self.held.replace(held.collect());
        self.order.replace(order);
        self.listed.replace(listed);
        let near = self.near(ui);
        self.draw_missing(&near, lens, ui);
        self.shown.groups.set(Some(groups));
        self.retain(&near);
    }

    /// The page says which of `rows`, a part of the board, are near.
    pub fn approach(&self, rows: &[MarketId], near: &[MarketId], lens: &Lens<'_>, ui: &Ui) {
        self.near.borrow_mut().tell(&self.order.borrow(), rows, near);
        let near = self.near(ui);
        self.draw_missing(&near, lens, ui);
        self.retain(&near);
    }

    /// Shows near rows as they are now; says how many were shown otherwise before.
    pub fn redraw(&self, lens: &Lens<'_>, ui: &Ui) -> usize {
        self.near(ui).iter().filter(|market| self.draw(lens, ui, **market)).count()
    }

    /// Shows what changed of near rows; says how many were shown otherwise before.
    pub fn follow(&self, changes: &Changes, lens: &Lens<'_>, ui: &Ui) -> usize {
        let near = changes.markets().iter().filter(|market| self.shown.rows.holds(**market));
        near.filter(|market| self.draw(lens, ui, **market)).count()
    }

    /// How many rows have another best price and are too far to show it.
    pub fn unseen(&self, changes: &Changes) -> usize {
        let mut moved: Vec<_> = changes.moved().iter().map(|(market, _)| *market).collect();
        moved.dedup();
        let is_far = |market: &MarketId| self.lists(*market) && !self.shown.rows.holds(*market);
        moved.into_iter().filter(is_far).count()
    }

    /// Lets go of what rows show that are no longer near. Their lines stay for when they are near again, because the
    /// desk may not hear that they were away.
    fn retain(&self, near: &Sorted<MarketId>) {
        self.shown.rows.retain(|market| near.contains(&market));
        self.trends.borrow_mut().retain(|(market, _)| self.lists(*market));
    }

    /// Draws a line in the row of this number, if there is one near.
    pub fn draw_trend(&self, number: u32, tree: &str) {
        let rows = self.shown.rows.drawn();
        let mut rows = rows.iter().filter_map(|row| Option::as_ref(row));
        let Some(row) = rows.find(|row| row.view.id.number() == number) else { return };
        let (market, trend) = (row.view.id, Rc::from(tree));
        let mut trends = self.trends.borrow_mut();
        trends.retain(|(held, _)| *held != market);
        trends.push((market, Rc::clone(&trend)));
        drop(trends);
        self.shown.rows.publish(market, Row { trend, ..row.clone() });
    }

    /// The open row is near wherever it is: its comparison stands beneath it.
    fn near(&self, ui: &Ui) -> Sorted<MarketId> {
        let mut near = self.near.borrow().among(&self.order.borrow());
        near.extend(ui.chosen.filter(|chosen| self.lists(*chosen)));
        near
    }

    fn draw_missing(&self, near: &Sorted<MarketId>, lens: &Lens<'_>, ui: &Ui) {
        for market in near.iter().filter(|market| !self.shown.rows.holds(**market)) {
            self.draw(lens, ui, *market);
        }
    }

    /// Shows a row; says whether it was shown otherwise before. A market that has left the board is let go with
    /// the next order of rows.
    fn draw(&self, lens: &Lens<'_>, ui: &Ui, market: MarketId) -> bool {
        let Some(view) = self.held(market).or_else(|| lens.row(market)) else { return false };
        let row = self.row(view, ui);
        self.shown.rows.publish(market, row)
    }

    fn row(&self, view: RowView, ui: &Ui) -> Row {
        let is_open = ui.chosen == Some(view.id);
        let is_saved = self.saved.borrow().contains(&view.id);
        let trends = self.trends.borrow();
        let trend = trends.iter().find(|(held, _)| *held == view.id);
        let trend = trend.map(|(_, trend)| Rc::clone(trend)).unwrap_or_default();
        Row { view, is_open, is_saved, trend }
    }

    /// The row as it was when the reader began to hold prices back.
    fn held(&self, market: MarketId) -> Option<RowView> {
        let held = self.held.borrow();
        let place = held.binary_search_by_key(&market, |row| row.id).ok()?;
        held.get(place).cloned()
    }
}
