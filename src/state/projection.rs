//! One screen's share of the board: what the reader asked for, as values to draw by.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use model::board::MarketId;
use model::changes::{Changes, Spot};
use model::project::Lens;
use model::select::{groups, roster, tally};
use model::sorted::Sorted;
use model::view::{Group, ItemView};

use crate::state::feed::{Feed, Request, Sight};
use crate::state::intent::Intent;
use crate::state::line::Line as TickerLine;
use crate::state::screen::{Place, Row, Screen, Shown};
use crate::state::status::LinkState;
use crate::state::ui::{Source, Ui, View};

/// How much of a feed a screen shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Rows of the grid at most.
    pub rows_max: usize,
    /// Prices on the ticker at most; zero keeps no ticker.
    pub items_max: usize,
}

/// One screen's values and the memory that keeps them calm.
pub struct Projection {
    feed: Weak<Feed>,
    extent: Cell<Extent>,
    place: Place,
    shown: Rc<Shown>,
    held: RefCell<Sorted<Spot>>,
    line: RefCell<TickerLine>,
}

impl Projection {
    /// A screen of a feed for a reader at this place, shown from now on.
    pub fn join(feed: &Rc<Feed>, ui: Ui, extent: Extent, place: Place) -> Rc<Self> {
        let screen = Rc::new(Self {
            feed: Rc::downgrade(feed),
            extent: Cell::new(extent),
            place,
            shown: Rc::default(),
            held: RefCell::default(),
            line: RefCell::default(),
        });
        feed.join(&screen);
        feed.request(Request::Market(ui.filter.market_type.clone()));
        // A connection begins as a stream.
        if ui.source == Source::Reading {
            feed.request(Request::Source(ui.source));
        }
        screen.shown.ui.set(ui);
        feed.refresh(&screen);
        screen
    }

    /// A handle that a view reads and speaks through. It lives as long as the owner it is made under.
    pub fn screen(self: &Rc<Self>) -> Screen {
        Screen::of(self, self.place)
    }

    pub(in crate::state) fn shown(&self) -> Rc<Shown> {
        Rc::clone(&self.shown)
    }

    /// Carries out what the reader wants.
    pub fn dispatch(&self, intent: Intent) {
        let Some(feed) = self.feed.upgrade() else { return };
        match intent {
            Intent::Retry => feed.request(Request::Retry),
            Intent::Source(source) => {
                feed.request(Request::Source(source));
                self.choose(&feed, Intent::Source(source));
            }
            Intent::Market(market_type) => {
                feed.request(Request::Market(market_type.clone()));
                self.choose(&feed, Intent::Market(market_type));
            }
            other => self.choose(&feed, other),
        }
    }

    fn choose(&self, feed: &Feed, intent: Intent) {
        let now = feed.now();
        let mut ui = Ui::clone(&self.shown.ui.peek());
        let roster = self.shown.roster.peek();
        let sport_of = |code: &str| {
            let found = roster.competitions.iter().find(|(known, _)| **known == *code);
            found.map(|(_, sport)| sport.to_string())
        };
        ui.take(intent, now, sport_of);
        // Whatever is asked for while prices are held back is answered with prices of this instant.
        ui.paused_since = ui.paused_since.map(|_| now);
        self.shown.ui.set(ui);
        feed.refresh(self);
    }

    /// Shows what changed.
    pub(in crate::state) fn publish(&self, sight: Sight<'_>, changes: &Changes) {
        self.shown.status.set(sight.status.clone());
        if self.holds_back(changes) {
            return;
        }
        // The first prices come all at once: a ticker without any would deny those on the board.
        if self.shown.groups.peek().is_none() {
            self.redraw(sight);
            return;
        }
        let opened = self.shown.ui.peek().chosen;
        if changes.roster() {
            self.regroup(sight);
            self.shown.roster.set(roster(sight.board, sight.moment));
        }
        let ui = self.shown.ui.peek();
        let lens = lens(&ui, sight);
        let drawn = changes.markets().iter().filter(|market| self.shown.rows.holds(**market));
        self.count(drawn.filter(|market| self.draw(&lens, &ui, **market)).count());
        // Also when the open match has just left: its comparison leaves with it.
        if opened.is_some_and(|opened| changes.markets().contains(&opened)) || opened != ui.chosen {
            self.compare(sight);
        }
        if changes.markets().iter().any(|market| self.shown.items.holds(*market)) {
            self.set_items(self.line.borrow_mut().renew(&lens));
        }
    }

    /// Shows what time changed: ages, counts, who has gone quiet.
    pub(in crate::state) fn tick(&self, sight: Sight<'_>, changes: &Changes) {
        self.tell_time(sight);
        if !self.holds_back(changes) {
            self.redraw(sight);
        }
    }

    /// Shows everything anew.
    pub(in crate::state) fn refresh(&self, sight: Sight<'_>) {
        self.line.borrow_mut().clear();
        self.held.take();
        self.shown.held_back.set(0);
        self.tell_time(sight);
        self.redraw(sight);
    }

    fn tell_time(&self, sight: Sight<'_>) {
        self.shown.status.set(sight.status.clone());
        self.shown.clock.set(sight.moment.now);
        self.shown.today.set(self.place.day_number(sight.moment.now));
        self.shown.tally.set(tally(sight.board, sight.moment));
    }

    fn redraw(&self, sight: Sight<'_>) {
        self.regroup(sight);
        self.shown.roster.set(roster(sight.board, sight.moment));
        let ui = self.shown.ui.peek();
        let lens = lens(&ui, sight);
        let drawn = self.drawn().into_iter();
        self.count(drawn.filter(|market| self.draw(&lens, &ui, *market)).count());
        self.compare(sight);
        let items_max = self.extent.get().items_max;
        if items_max > 0 {
            let markets = admitted(sight, &ui);
            self.set_items(self.line.borrow_mut().follow(&lens, &markets, items_max));
        }
    }

    /// Shows a row as it is now; says whether it was shown otherwise before. A market that has left the board is
    /// let go with the next order of rows.
    fn draw(&self, lens: &Lens<'_>, ui: &Ui, market: MarketId) -> bool {
        let Some(view) = lens.row(market) else { return false };
        self.shown.rows.publish(market, Row { view, is_open: ui.chosen == Some(market) })
    }

    /// While the reader holds prices back, counts the best prices that would have changed.
    fn holds_back(&self, changes: &Changes) -> bool {
        if self.shown.ui.peek().paused_since.is_none() {
            return false;
        }
        let mut held = self.held.borrow_mut();
        let moved = changes.moved().iter().copied();
        held.extend(moved.filter(|(market, _)| self.shown.rows.holds(*market)));
        self.shown.held_back.set(held.len());
        true
    }

    /// Rows come first and their order after, so that whoever reads the order finds its rows.
    fn regroup(&self, sight: Sight<'_>) {
        if !sight.was_read && sight.board.markets().next().is_none() {
            return;
        }
        let ui = self.shown.ui.peek();
        let groups = cut(groups(sight.board, &ui.filter, sight.moment), self.extent.get().rows_max);
        let lens = lens(&ui, sight);
        let shown: Sorted<MarketId> =
            groups.iter().flat_map(|group| group.rows.iter().copied()).collect();
        for market in shown.iter().filter(|market| !self.shown.rows.holds(**market)) {
            self.draw(&lens, &ui, *market);
        }
        self.shown.groups.set(Some(groups));
        self.shown.rows.retain(|market| shown.contains(&market));
        if ui.chosen.is_some_and(|chosen| !shown.contains(&chosen)) {
            self.shown.ui.set(Ui { chosen: None, ..Ui::clone(&ui) });
        }
    }

    fn compare(&self, sight: Sight<'_>) {
        let ui = self.shown.ui.peek();
        let first = || self.drawn().first().copied().filter(|_| ui.view == View::Compare);
        let market = ui.chosen.or_else(first);
        let view = market.and_then(|market| lens(&ui, sight).compare(market, ui.line));
        self.shown.compared.set(view);
    }

    fn drawn(&self) -> Vec<MarketId> {
        let groups = self.shown.groups.peek();
        let groups = groups.as_deref().unwrap_or_default().iter();
        groups.flat_map(|group| group.rows.iter().copied()).collect()
    }

    fn set_items(&self, items: Vec<ItemView>) {
        let line: Vec<_> = items.iter().map(|item| item.id).collect();
        let changed = items
            .into_iter()
            .filter(|item| self.shown.items.publish(item.id, item.clone()))
            .count();
        self.shown.items.retain(|market| line.contains(&market));
        self.shown.line.set(line);
        self.count(changed);
    }

    /// The link's state as it is now.
    pub fn link_state(&self) -> LinkState {
        self.shown.status.peek().state
    }

    /// Takes choices that were made outside, such as an element's attributes. The open match stays open.
    pub fn adopt(&self, mut ui: Ui, extent: Extent) {
        let Some(feed) = self.feed.upgrade() else { return };
        let held = self.shown.ui.peek();
        (ui.chosen, ui.line) = (held.chosen, held.line);
        self.extent.set(extent);
        feed.request(Request::Market(ui.filter.market_type.clone()));
        self.shown.ui.set(ui);
        feed.refresh(self);
    }

    fn count(&self, changed: usize) {
        if changed > 0 {
            self.shown.updates.set(self.shown.updates.peek().wrapping_add(changed));
        }
    }
}

fn lens<'a>(ui: &'a Ui, sight: Sight<'a>) -> Lens<'a> {
    Lens { board: sight.board, filter: &ui.filter, moment: sight.moment }
}

/// Every market that the reader asked to see, drawn or not.
fn admitted(sight: Sight<'_>, ui: &Ui) -> Vec<MarketId> {
    let admits = |market: &MarketId| ui.filter.admits(sight.board, *market, sight.moment);
    sight.board.markets().filter(admits).collect()
}

/// The first `max` rows, with the groups they stand in.
fn cut(groups: Vec<Group>, max: usize) -> Vec<Group> {
    let mut left = max;
    let mut kept = Vec::new();
    for mut group in groups {
        group.rows.truncate(left);
        left -= group.rows.len();
        if !group.rows.is_empty() {
            kept.push(group);
        }
    }
    kept
}
