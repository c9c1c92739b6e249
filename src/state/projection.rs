//! One screen's share of the board: what the reader asked for, as signals.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::rc::{Rc, Weak};
use std::sync::Arc;

use leptos::prelude::{
    ArcRwSignal, Callback, GetUntracked, LocalStorage, Set, Signal, StoredValue, Update,
    WithUntracked, WithValue as _,
};
use model::board::MarketId;
use model::changes::Changes;
use model::project::Lens;
use model::select::{groups, roster, tally};
use model::time::Instant;
use model::view::{CompareView, Group, ItemView, Roster, Tally};

use crate::state::feed::{Feed, Request, Sight};
use crate::state::intent::Intent;
use crate::state::line::Line as TickerLine;
use crate::state::rows::{Registry, Rows};
use crate::state::screen::Screen;
use crate::state::status::StatusView;
use crate::state::ui::Ui;

/// How much of a feed a screen shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Rows of the grid at most.
    pub rows_max: usize,
    /// Prices on the ticker at most; zero keeps no ticker.
    pub items_max: usize,
}

/// The signals of one screen and the memory that keeps them calm.
pub struct Projection {
    feed: Weak<Feed>,
    extent: Cell<Extent>,
    ui: ArcRwSignal<Ui>,
    status: ArcRwSignal<StatusView>,
    clock: ArcRwSignal<Instant>,
    tally: ArcRwSignal<Arc<Tally>>,
    roster: ArcRwSignal<Arc<Roster>>,
    groups: ArcRwSignal<Option<Arc<[Group]>>>,
    compared: ArcRwSignal<Option<Arc<CompareView>>>,
    items: ArcRwSignal<Arc<[ItemView]>>,
    held_back: ArcRwSignal<usize>,
    held: RefCell<HashSet<(MarketId, usize)>>,
    updates: ArcRwSignal<usize>,
    registry: Registry,
    line: RefCell<TickerLine>,
}

/// Sets a signal only when its value is another one: an equal value wakes nobody.
fn set<T: PartialEq + Send + Sync + 'static>(signal: &ArcRwSignal<T>, value: T) {
    if signal.with_untracked(|held| *held != value) {
        signal.set(value);
    }
}

impl Projection {
    /// A screen of a feed, shown from now on.
    pub fn join(feed: &Rc<Feed>, ui: Ui, extent: Extent) -> Rc<Self> {
        let screen = Rc::new(Self {
            feed: Rc::downgrade(feed),
            extent: Cell::new(extent),
            ui: ArcRwSignal::new(ui),
            status: ArcRwSignal::default(),
            clock: ArcRwSignal::new(feed.now()),
            tally: ArcRwSignal::default(),
            roster: ArcRwSignal::default(),
            groups: ArcRwSignal::default(),
            compared: ArcRwSignal::default(),
            items: ArcRwSignal::new(Arc::new([])),
            held_back: ArcRwSignal::default(),
            held: RefCell::default(),
            updates: ArcRwSignal::default(),
            registry: Registry::default(),
            line: RefCell::default(),
        });
        feed.join(&screen);
        feed.request(Request::Market(screen.ui.with_untracked(|ui| ui.filter.market_type.clone())));
        feed.refresh(&screen);
        screen
    }

    /// The handles that a view reads and speaks through. They live as long as the owner they are made under.
    pub fn screen(self: &Rc<Self>) -> Screen {
        let this: StoredValue<Rc<Self>, LocalStorage> = StoredValue::new_local(Rc::clone(self));
        Screen {
            status: self.status.clone().into(),
            clock: self.clock.clone().into(),
            tally: self.tally.clone().into(),
            roster: self.roster.clone().into(),
            groups: self.groups.clone().into(),
            rows: Rows::of(&self.registry),
            compared: self.compared.clone().into(),
            items: self.items.clone().into(),
            ui: self.ui.clone().into(),
            held_back: self.held_back.clone().into(),
            dispatch: Callback::new(move |intent| {
                this.try_with_value(|screen| screen.dispatch(intent));
            }),
        }
    }

    /// Carries out what the reader wants.
    pub fn dispatch(&self, intent: Intent) {
        let Some(feed) = self.feed.upgrade() else { return };
        match intent {
            Intent::Retry => feed.request(Request::Retry),
            Intent::Market(market_type) => {
                feed.request(Request::Market(market_type.clone()));
                self.choose(&feed, Intent::Market(market_type));
            }
            other => self.choose(&feed, other),
        }
    }

    fn choose(&self, feed: &Feed, intent: Intent) {
        let now = feed.now();
        let mut ui = self.ui.get_untracked();
        let sport_of = |code: &str| {
            self.roster.with_untracked(|roster| {
                let found = roster.competitions.iter().find(|(known, _)| **known == *code);
                found.map(|(_, sport)| sport.to_string())
            })
        };
        ui.take(intent, now, sport_of);
        // Whatever is asked for while prices are held back is answered with prices of this instant.
        ui.paused_since = ui.paused_since.map(|_| now);
        set(&self.ui, ui);
        feed.refresh(self);
    }

    /// Shows what changed.
    pub(in crate::state) fn publish(&self, sight: Sight<'_>, changes: &Changes) {
        set(&self.status, sight.status.clone());
        if self.holds_back(changes) {
            return;
        }
        // The first prices come all at once: a ticker without any would deny those on the board.
        if self.groups.with_untracked(Option::is_none) {
            self.redraw(sight);
            return;
        }
        if changes.roster() {
            self.regroup(sight);
            set(&self.roster, Arc::new(roster(sight.board, sight.moment)));
        }
        let ui = self.ui.get_untracked();
        let lens = lens(&ui, sight);
        let drawn = changes.markets().iter().filter(|market| self.registry.holds(**market));
        self.count(drawn.filter(|market| self.registry.publish(lens.row(**market))).count());
        if ui.chosen.is_some_and(|chosen| changes.markets().contains(&chosen)) {
            self.compare(sight);
        }
        let touched = |item: &ItemView| changes.markets().contains(&item.id);
        if self.items.with_untracked(|items| items.iter().any(touched)) {
            self.set_items(|line| line.renew(&lens));
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
        self.held.borrow_mut().clear();
        set(&self.held_back, 0);
        self.tell_time(sight);
        self.redraw(sight);
    }

    fn tell_time(&self, sight: Sight<'_>) {
        set(&self.status, sight.status.clone());
        set(&self.clock, sight.moment.now);
        set(&self.tally, Arc::new(tally(sight.board, sight.moment)));
    }

    fn redraw(&self, sight: Sight<'_>) {
        self.regroup(sight);
        set(&self.roster, Arc::new(roster(sight.board, sight.moment)));
        let ui = self.ui.get_untracked();
        let lens = lens(&ui, sight);
        self.count(
            self.drawn()
                .into_iter()
                .filter(|market| self.registry.publish(lens.row(*market)))
                .count(),
        );
        self.compare(sight);
        let items_max = self.extent.get().items_max;
        if items_max > 0 {
            let markets = admitted(sight, &ui);
            self.set_items(|line| line.follow(&lens, &markets, items_max));
        }
    }

    /// While the reader holds prices back, counts the best prices that would have changed.
    fn holds_back(&self, changes: &Changes) -> bool {
        if self.ui.with_untracked(|ui| ui.paused_since.is_none()) {
            return false;
        }
        let mut held = self.held.borrow_mut();
        held.extend(changes.moved().iter().filter(|(market, _)| self.registry.holds(*market)));
        set(&self.held_back, held.len());
        true
    }

    /// Rows come first and their order after, so that whoever reads the order finds its rows.
    fn regroup(&self, sight: Sight<'_>) {
        if !sight.was_read && sight.board.markets().next().is_none() {
            return;
        }
        let ui = self.ui.get_untracked();
        let groups = cut(groups(sight.board, &ui.filter, sight.moment), self.extent.get().rows_max);
        let lens = lens(&ui, sight);
        let shown: HashSet<MarketId> =
            groups.iter().flat_map(|group| group.rows.iter().copied()).collect();
        for market in shown.iter().filter(|market| !self.registry.holds(**market)) {
            self.registry.publish(lens.row(*market));
        }
        let same = self.groups.with_untracked(|held| held.as_deref() == Some(&groups[..]));
        if !same {
            self.groups.set(Some(groups.into()));
        }
        self.registry.retain(|market| shown.contains(&market));
        if ui.chosen.is_some_and(|chosen| !shown.contains(&chosen)) {
            self.ui.update(|ui| ui.chosen = None);
        }
    }

    fn compare(&self, sight: Sight<'_>) {
        let ui = self.ui.get_untracked();
        let first =
            || self.drawn().first().copied().filter(|_| ui.view == crate::state::ui::View::Compare);
        let view = ui
            .chosen
            .or_else(first)
            .map(|market| Arc::new(lens(&ui, sight).compare(market, ui.line)));
        set(&self.compared, view);
    }

    fn drawn(&self) -> Vec<MarketId> {
        self.groups.with_untracked(|groups| {
            groups
                .iter()
                .flat_map(|groups| groups.iter())
                .flat_map(|group| group.rows.iter().copied())
                .collect()
        })
    }

    fn set_items(&self, step: impl FnOnce(&mut TickerLine) -> Arc<[ItemView]>) {
        let items = step(&mut self.line.borrow_mut());
        let changed = self.items.with_untracked(|held| {
            let differs = |(place, item): &(usize, &ItemView)| held.get(*place) != Some(item);
            items.iter().enumerate().filter(differs).count()
        });
        set(&self.items, items);
        self.count(changed);
    }

    /// How many rows and items were drawn anew since the screen was made. For whoever reports it outside.
    pub fn updates(&self) -> Signal<usize> {
        self.updates.clone().into()
    }

    /// Takes choices that were made outside, such as an element's attributes. The open match stays open.
    pub fn adopt(&self, mut ui: Ui, extent: Extent) {
        let Some(feed) = self.feed.upgrade() else { return };
        self.ui.with_untracked(|held| (ui.chosen, ui.line) = (held.chosen, held.line));
        self.extent.set(extent);
        feed.request(Request::Market(ui.filter.market_type.clone()));
        set(&self.ui, ui);
        feed.refresh(self);
    }

    fn count(&self, changed: usize) {
        if changed > 0 {
            self.updates.update(|updates| *updates = updates.wrapping_add(changed));
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
