//! One screen's share of the board: what the reader asked for, as values to draw by.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use model::board::MarketId;
use model::changes::{Changes, Spot};
use model::project::Lens;
use model::select::{groups, roster, tally};
use model::sorted::Sorted;
use model::view::Group;

use crate::state::feed::{Feed, Request, Sight};
use crate::state::grid::Grid;
use crate::state::intent::Intent;
use crate::state::screen::{Place, Screen, Shown};
use crate::state::status::LinkState;
use crate::state::ticker::Ticker;
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
    parts: Parts,
    extent: Cell<Extent>,
    place: Place,
    shown: Rc<Shown>,
    grid: Grid,
    held: RefCell<Sorted<Spot>>,
    ticker: Ticker,
}

/// What a screen does beside its ticker, as functions: a program that shows tickers only names none of them, and so
/// its visitors do not load them.
#[derive(Clone, Copy, Default)]
struct Parts {
    rows: Option<&'static Rows>,
    /// Keeps what there is to choose from.
    choices: Option<fn(&Projection, Sight<'_>)>,
}

/// What is done about rows.
struct Rows {
    tell_time: fn(&Projection, Sight<'_>),
    sees: fn(&Projection, Sight<'_>, &Changes) -> bool,
    publish: fn(&Projection, Sight<'_>, &Changes),
    approach: fn(&Projection, Sight<'_>, &[MarketId], &[MarketId]),
    rearrange: fn(&Projection, Sight<'_>),
    restate: fn(&Projection, Sight<'_>),
}

const ROWS: Rows = Rows {
    tell_time: Projection::tell_time_of_rows,
    sees: Projection::sees_in_rows,
    publish: Projection::publish_rows,
    approach: Projection::approach_rows,
    rearrange: Projection::regroup,
    restate: Projection::restate_rows,
};

impl Projection {
    /// A screen of a feed for a reader at this place, shown from now on.
    pub fn join(feed: &Rc<Feed>, ui: Ui, extent: Extent, place: Place) -> Rc<Self> {
        let parts = Parts { rows: Some(&ROWS), choices: Some(Self::list_choices) };
        Self::start(feed, ui, parts, extent, place)
    }

    /// A screen on which there is nothing to choose from: what it shows was chosen by whoever made it.
    pub fn join_grid(feed: &Rc<Feed>, ui: Ui, extent: Extent, place: Place) -> Rc<Self> {
        Self::start(feed, ui, Parts { rows: Some(&ROWS), choices: None }, extent, place)
    }

    /// A screen that shows a ticker and no grid.
    pub fn join_ticker(feed: &Rc<Feed>, ui: Ui, extent: Extent, place: Place) -> Rc<Self> {
        Self::start(feed, ui, Parts::default(), extent, place)
    }

    fn start(feed: &Rc<Feed>, ui: Ui, parts: Parts, extent: Extent, place: Place) -> Rc<Self> {
        let shown = Rc::<Shown>::default();
        let screen = Rc::new(Self {
            feed: Rc::downgrade(feed),
            parts,
            extent: Cell::new(extent),
            place,
            grid: Grid::new(Rc::clone(&shown)),
            ticker: Ticker::new(Rc::clone(&shown)),
            shown,
            held: RefCell::default(),
        });
        feed.join(&screen);
        feed.request(Request::Market(ui.filter.market_type.clone()));
        // A connection begins as a stream.
        if ui.source == Source::Reading {
            feed.request(Request::Source(ui.source));
        }
        screen.set_ui(ui);
        feed.look(|sight| screen.refresh(sight));
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
            Intent::Act(name, value) => feed.request(Request::Act(name, value)),
            Intent::Source(source) => {
                feed.request(Request::Source(source));
                self.choose(&feed, Intent::Source(source));
            }
            Intent::Market(market_type) => {
                feed.request(Request::Market(market_type.clone()));
                self.choose(&feed, Intent::Market(market_type));
            }
            Intent::Approach { rows, near } => {
                if let Some(parts) = self.parts.rows {
                    feed.look(|sight| (parts.approach)(self, sight, &rows, &near));
                }
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
        self.set_ui(ui);
        feed.look(|sight| self.refresh(sight));
    }

    fn set_ui(&self, ui: Ui) {
        self.shown.format.set(ui.format);
        self.shown.ui.set(ui);
    }

    /// Whether anything of these changes is to be seen here.
    pub(in crate::state) fn sees(&self, sight: Sight<'_>, changes: &Changes) -> bool {
        if changes.roster() || self.shown.groups.peek().is_none() {
            return true;
        }
        let ui = self.shown.ui.peek();
        if ui.paused_since.is_some() {
            return changes.moved().iter().any(|(market, _)| self.grid.lists(*market));
        }
        self.ticker.sees(changes, &lens(&ui, sight))
            || self.parts.rows.is_some_and(|rows| (rows.sees)(self, sight, changes))
    }

    fn sees_in_rows(&self, sight: Sight<'_>, changes: &Changes) -> bool {
        let ui = self.shown.ui.peek();
        let is_compared = |market| changes.markets().contains(&market);
        self.grid.sees(changes, &lens(&ui, sight), &ui) || self.compared().is_some_and(is_compared)
    }

    fn approach_rows(&self, sight: Sight<'_>, rows: &[MarketId], near: &[MarketId]) {
        let ui = self.shown.ui.peek();
        self.grid.approach(rows, near, &lens(&ui, sight), &ui);
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
        if let Some(rows) = self.parts.rows {
            (rows.publish)(self, sight, changes);
        }
        let ui = self.shown.ui.peek();
        self.count(self.ticker.renew(changes, &lens(&ui, sight)));
    }

    fn publish_rows(&self, sight: Sight<'_>, changes: &Changes) {
        let opened = self.shown.ui.peek().chosen;
        if changes.roster() {
            self.rearrange(sight);
        }
        let ui = self.shown.ui.peek();
        let lens = lens(&ui, sight);
        self.count(self.grid.follow(changes, &lens, &ui) + self.grid.unseen(changes));
        let compared = self.compared();
        // Also when the open match has just left: its comparison leaves with it.
        if compared.is_some_and(|compared| changes.markets().contains(&compared))
            || opened != ui.chosen
        {
            self.compare(sight);
        }
    }

    /// Shows what time changed: ages, counts, who has gone quiet.
    pub(in crate::state) fn tick(&self, sight: Sight<'_>, changes: &Changes) {
        self.tell_time(sight);
        if self.holds_back(changes) {
            return;
        }
        self.count(self.grid.unseen(changes));
        // Which markets one bookmaker quotes is no matter of the roster.
        let is_narrowed = self.shown.ui.peek().filter.bookmaker.is_some();
        if changes.roster() || is_narrowed || self.shown.groups.peek().is_none() {
            self.rearrange(sight);
        }
        self.restate(sight);
    }

    /// Shows everything anew.
    pub(in crate::state) fn refresh(&self, sight: Sight<'_>) {
        self.ticker.clear();
        self.held.take();
        self.shown.held_back.set(0);
        self.tell_time(sight);
        self.redraw(sight);
    }

    /// Shows nothing, as before anything was read.
    pub(in crate::state) fn forget(&self, sight: Sight<'_>) {
        self.refresh(sight);
        self.shown.groups.set(None);
    }

    fn tell_time(&self, sight: Sight<'_>) {
        self.shown.status.set(sight.status.clone());
        self.shown.clock.set(sight.moment.now);
        if let Some(rows) = self.parts.rows {
            (rows.tell_time)(self, sight);
        }
    }

    fn tell_time_of_rows(&self, sight: Sight<'_>) {
        self.shown.today.set(self.place.day_number(sight.moment.now));
        self.shown.tally.set(tally(sight.board, sight.moment));
    }

    fn redraw(&self, sight: Sight<'_>) {
        self.rearrange(sight);
        self.restate(sight);
    }

    /// Shows anew which rows there are, and what there is to choose from.
    fn rearrange(&self, sight: Sight<'_>) {
        match self.parts.rows {
            Some(rows) => (rows.rearrange)(self, sight),
            // Without rows, but read: that much a ticker needs to know.
            None if self.has_news(sight) => _ = self.shown.groups.set(Some(Vec::new())),
            None => {}
        }
        if let Some(list) = self.parts.choices {
            list(self, sight);
        }
    }

    fn list_choices(&self, sight: Sight<'_>) {
        self.shown.roster.set(roster(sight.board, sight.moment));
    }

    fn restate_rows(&self, sight: Sight<'_>) {
        let ui = self.shown.ui.peek();
        self.count(self.grid.redraw(&lens(&ui, sight), &ui));
        self.compare(sight);
    }

    /// Shows anew what is drawn of it.
    fn restate(&self, sight: Sight<'_>) {
        if let Some(rows) = self.parts.rows {
            (rows.restate)(self, sight);
        }
        let ui = self.shown.ui.peek();
        let lens = lens(&ui, sight);
        let items_max = self.extent.get().items_max;
        if items_max > 0 {
            let markets = || admitted(sight, &ui);
            self.count(self.ticker.follow(&lens, markets, items_max));
        }
    }

    /// While the reader holds prices back, counts the best prices that would have changed.
    fn holds_back(&self, changes: &Changes) -> bool {
        if self.shown.ui.peek().paused_since.is_none() {
            return false;
        }
        let mut held = self.held.borrow_mut();
        let moved = changes.moved().iter().copied();
        held.extend(moved.filter(|(market, _)| self.grid.lists(*market)));
        self.shown.held_back.set(held.len());
        true
    }

    /// Whether there is anything to show: a price that the reader asked to see, or that there is none. Once there
    /// was, there is.
    fn has_news(&self, sight: Sight<'_>) -> bool {
        if sight.was_read || self.shown.groups.peek().is_some() {
            return true;
        }
        let ui = self.shown.ui.peek();
        let lens = lens(&ui, sight);
        admitted(sight, &ui).into_iter().any(|market| !lens.items(&[market], 1).is_empty())
    }

    fn regroup(&self, sight: Sight<'_>) {
        if !self.has_news(sight) {
            return;
        }
        let ui = self.shown.ui.peek();
        let groups = cut(groups(sight.board, &ui.filter, sight.moment), self.extent.get().rows_max);
        self.grid.arrange(groups, &lens(&ui, sight), &ui);
        if ui.chosen.is_some_and(|chosen| !self.grid.lists(chosen)) {
            self.set_ui(Ui { chosen: None, ..Ui::clone(&ui) });
        }
    }

    fn compare(&self, sight: Sight<'_>) {
        let ui = self.shown.ui.peek();
        let view = self.compared().and_then(|market| lens(&ui, sight).compare(market, ui.line));
        self.shown.compared.set(view);
    }

    /// The market that is compared: the open one, or the first where nothing else is shown.
    fn compared(&self) -> Option<MarketId> {
        let ui = self.shown.ui.peek();
        ui.chosen.or_else(|| self.grid.first().filter(|_| ui.view == View::Compare))
    }

    /// Where the reader is.
    pub fn place(&self) -> Place {
        self.place
    }

    /// What the reader chose, for those who do not draw by it.
    pub fn ui(&self) -> Rc<Ui> {
        self.shown.ui.peek()
    }

    /// Shows what the desk drew in a place.
    pub fn put(&self, place: &str, tree: String) {
        self.shown.places.of(place).set(tree);
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
        self.set_ui(ui);
        feed.look(|sight| self.refresh(sight));
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
