//! One screen's share of the board: what the reader asked for, as values to draw by.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use model::board::{Board, MarketId};
use model::changes::{Changes, Spot};
use model::favourites::Favourites;
use model::fixture::Fixture;
use model::order::{self, Sort};
use model::project::Lens;
use model::select::{groups, roster, tally};
use model::sorted::Sorted;
use model::view::{Group, Roster, Stub};

use crate::state::address::Open;
use crate::state::calm::{Calm, Why};
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
    calm: Calm,
    /// The match to open once it is on the board.
    sought: RefCell<Option<Open>>,
    held: RefCell<Sorted<Spot>>,
    ticker: Ticker,
}

/// What a screen does beside its ticker, as functions: a program that shows tickers only names none of them, and so
/// its visitors do not load them.
#[derive(Clone, Copy, Default)]
struct Parts {
    rows: Option<&'static Rows>,
    tools: Option<&'static Tools>,
}

/// What a reader does who has tools at hand.
struct Tools {
    take: fn(&mut Ui, Intent, &Roster),
    /// Keeps what there is to choose from.
    list_choices: fn(&Projection, Sight<'_>),
    save: fn(&Projection, &Board, MarketId, bool),
    /// Puts groups in the reader's order.
    arrange: fn(&Projection, Vec<Group>, &Lens<'_>, &Ui, Why) -> Vec<Group>,
    /// Opens the match that is sought, once it is there.
    seek: fn(&Projection, Sight<'_>),
    /// What rows tell besides.
    with_arbitrage: for<'a> fn(Lens<'a>) -> Lens<'a>,
    /// Whether a market passes beside the filter.
    admits: fn(&Projection, &Board, MarketId) -> bool,
}

const TOOLS: Tools = Tools {
    take: Ui::take_tool,
    list_choices: Projection::list_choices,
    save: Projection::save,
    arrange: Projection::arrange,
    seek: Projection::seek,
    with_arbitrage,
    admits: Projection::is_saved,
};

/// What is done about rows.
struct Rows {
    tell_time: fn(&Projection, Sight<'_>),
    sees: fn(&Projection, Sight<'_>, &Changes) -> bool,
    publish: fn(&Projection, Sight<'_>, &Changes),
    approach: fn(&Projection, Sight<'_>, &[MarketId], &[MarketId]),
    rearrange: fn(&Projection, Sight<'_>, Why),
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
        let parts = Parts { rows: Some(&ROWS), tools: Some(&TOOLS) };
        Self::start(feed, ui, parts, extent, place)
    }

    /// A screen on which there is nothing to choose from: what it shows was chosen by whoever made it.
    pub fn join_grid(feed: &Rc<Feed>, ui: Ui, extent: Extent, place: Place) -> Rc<Self> {
        Self::start(feed, ui, Parts { rows: Some(&ROWS), tools: None }, extent, place)
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
            calm: Calm::default(),
            sought: RefCell::default(),
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
        feed.look(|sight| screen.refresh(sight, Why::Asked));
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
            Intent::Choose(market) => {
                self.sought.take();
                self.shown.is_missing.set(false);
                self.choose(&feed, Intent::Choose(market));
            }
            Intent::Presence(presence, is_inside) => self.calm.note(presence, is_inside),
            Intent::Save(market, is_saved) => {
                if let Some(tools) = self.parts.tools {
                    feed.look(|sight| (tools.save)(self, sight.board, market, is_saved));
                    self.choose(&feed, Intent::Save(market, is_saved));
                }
            }
            other => self.choose(&feed, other),
        }
    }

    fn choose(&self, feed: &Feed, intent: Intent) {
        let now = feed.now();
        let before = self.shown.ui.peek();
        let mut ui = Ui::clone(&before);
        let is_asked = intent == Intent::Rearrange;
        if let Some((tools, intent)) = self.parts.tools.zip(ui.take(intent, now)) {
            (tools.take)(&mut ui, intent, &self.shown.roster.peek());
        }
        let why = if is_asked || ui.asks_for_other_rows(&before) { Why::Asked } else { Why::Beat };
        // Whatever is asked for while prices are held back is answered with prices of this instant.
        ui.paused_since = ui.paused_since.map(|_| now);
        self.set_ui(ui);
        feed.look(|sight| self.refresh(sight, why));
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
        self.ticker.sees(changes, &self.lens(&ui, sight))
            || self.parts.rows.is_some_and(|rows| (rows.sees)(self, sight, changes))
    }

    fn sees_in_rows(&self, sight: Sight<'_>, changes: &Changes) -> bool {
        let ui = self.shown.ui.peek();
        let is_compared = |market| changes.markets().contains(&market);
        self.grid.sees(changes, &self.lens(&ui, sight), &ui)
            || self.compared().is_some_and(is_compared)
    }

    fn approach_rows(&self, sight: Sight<'_>, rows: &[MarketId], near: &[MarketId]) {
        let ui = self.shown.ui.peek();
        self.grid.approach(rows, near, &self.lens(&ui, sight), &ui);
    }

    /// Shows what changed.
    pub(in crate::state) fn publish(&self, sight: Sight<'_>, changes: &Changes) {
        self.shown.status.set(sight.status.clone());
        if self.holds_back(changes) {
            return;
        }
        // The first prices come all at once: a ticker without any would deny those on the board.
        if self.shown.groups.peek().is_none() {
            self.redraw(sight, Why::News);
            return;
        }
        if let Some(rows) = self.parts.rows {
            (rows.publish)(self, sight, changes);
        }
        let ui = self.shown.ui.peek();
        self.count(self.ticker.renew(changes, &self.lens(&ui, sight)));
    }

    fn publish_rows(&self, sight: Sight<'_>, changes: &Changes) {
        let opened = self.shown.ui.peek().chosen;
        if changes.roster() {
            self.rearrange(sight, Why::News);
        }
        let ui = self.shown.ui.peek();
        let lens = self.lens(&ui, sight);
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
        let ui = self.shown.ui.peek();
        // Which markets one bookmaker quotes is no matter of the roster.
        let is_narrowed = ui.filter.bookmaker.is_some();
        let is_due = ui.sort != Sort::Competition || *self.shown.waiting.peek() > 0;
        if changes.roster() || is_narrowed || is_due || self.shown.groups.peek().is_none() {
            self.rearrange(sight, Why::Beat);
        }
        self.restate(sight);
    }

    /// Shows everything anew.
    fn refresh(&self, sight: Sight<'_>, why: Why) {
        self.ticker.clear();
        self.held.take();
        self.shown.held_back.set(0);
        self.tell_time(sight);
        self.redraw(sight, why);
    }

    /// Shows nothing, as before anything was read.
    pub(in crate::state) fn forget(&self, sight: Sight<'_>) {
        self.refresh(sight, Why::Asked);
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
        let ui = self.shown.ui.peek();
        self.shown.tally.set(tally(sight.board, &ui.filter.lineup, sight.moment));
    }

    fn redraw(&self, sight: Sight<'_>, why: Why) {
        self.rearrange(sight, why);
        self.restate(sight);
    }

    /// Shows anew which rows there are, and what there is to choose from.
    fn rearrange(&self, sight: Sight<'_>, why: Why) {
        self.meet_books(sight.board);
        match self.parts.rows {
            Some(rows) => (rows.rearrange)(self, sight, why),
            // Without rows, but read: that much a ticker needs to know.
            None if self.has_news(sight) => _ = self.shown.groups.set(Some(Vec::new())),
            None => {}
        }
        if let Some(tools) = self.parts.tools {
            (tools.list_choices)(self, sight);
        }
    }

    /// Looks up the bookmakers that are new, so that no price has to.
    fn meet_books(&self, board: &Board) {
        let ui = self.shown.ui.peek();
        if ui.filter.lineup.is_behind(board) {
            let mut ui = Ui::clone(&ui);
            ui.filter.lineup.meet(board);
            self.set_ui(ui);
        }
    }

    fn list_choices(&self, sight: Sight<'_>) {
        self.shown.roster.set(roster(sight.board, sight.moment));
    }

    fn restate_rows(&self, sight: Sight<'_>) {
        let ui = self.shown.ui.peek();
        self.count(self.grid.redraw(&self.lens(&ui, sight), &ui));
        self.compare(sight);
    }

    /// Shows anew what is drawn of it.
    fn restate(&self, sight: Sight<'_>) {
        if let Some(rows) = self.parts.rows {
            (rows.restate)(self, sight);
        }
        let ui = self.shown.ui.peek();
        let lens = self.lens(&ui, sight);
        let items_max = self.extent.get().items_max;
        if items_max > 0 {
            let markets = || self.admitted(sight, &ui);
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
        let lens = self.lens(&ui, sight);
        self.admitted(sight, &ui).into_iter().any(|market| !lens.items(&[market], 1).is_empty())
    }

    fn regroup(&self, sight: Sight<'_>, why: Why) {
        if !self.has_news(sight) {
            return;
        }
        let ui = self.shown.ui.peek();
        let lens = self.lens(&ui, sight);
        let groups = groups(sight.board, &ui.filter, sight.moment);
        let groups = match self.parts.tools {
            Some(tools) => (tools.arrange)(self, groups, &lens, &ui, why),
            None => groups,
        };
        self.grid.arrange(cut(groups, self.extent.get().rows_max), &lens, &ui);
        if ui.chosen.is_some_and(|chosen| !self.grid.lists(chosen)) {
            self.set_ui(Ui { chosen: None, ..Ui::clone(&ui) });
        }
        if let Some(tools) = self.parts.tools.filter(|_| self.sought.borrow().is_some()) {
            (tools.seek)(self, sight);
        }
    }

    /// Every market that the reader asked to see, drawn or not.
    fn admitted(&self, sight: Sight<'_>, ui: &Ui) -> Vec<MarketId> {
        let tools = self.parts.tools.filter(|_| ui.saved_only);
        let admits = |market: &MarketId| {
            ui.filter.admits(sight.board, *market, sight.moment)
                && tools.is_none_or(|tools| (tools.admits)(self, sight.board, *market))
        };
        sight.board.markets().filter(admits).collect()
    }

    fn arrange(&self, groups: Vec<Group>, lens: &Lens<'_>, ui: &Ui, why: Why) -> Vec<Group> {
        let fresh = order::sorted(self.sift(groups, ui), ui.sort, lens);
        let shown = self.shown.groups.peek();
        let shown = Option::as_deref(&shown);
        let stays = !self.calm.lets_move(why, ui.sort != Sort::Competition);
        let Some(shown) = shown.filter(|_| stays) else {
            self.shown.waiting.set(0);
            return fresh;
        };
        let kept = order::in_place(shown, fresh.clone());
        self.shown.waiting.set(order::moves(&kept, &fresh));
        kept
    }

    /// Notes which rows' matches are saved, and takes the others out where only these are asked for.
    fn sift(&self, mut groups: Vec<Group>, ui: &Ui) -> Vec<Group> {
        let favourites = self.shown.favourites.peek();
        let is_saved = |row: &Stub| favourites.holds(&row.sport, &row.competition, &row.match_name);
        let rows = groups.iter().flat_map(|group| &group.rows);
        let saved: Sorted<_> = rows.filter(|row| is_saved(row)).map(|row| row.id).collect();
        if ui.saved_only {
            for group in &mut groups {
                group.rows.retain(|row| saved.contains(&row.id));
            }
            groups.retain(|group| !group.rows.is_empty());
        }
        self.grid.mark_saved(saved);
        groups
    }

    fn is_saved(&self, board: &Board, market: MarketId) -> bool {
        let fixture = fixture(board, market);
        let favourites = self.shown.favourites.peek();
        fixture.is_some_and(|Fixture { sport, competition, match_name }| {
            favourites.holds(&sport, &competition, &match_name)
        })
    }

    fn save(&self, board: &Board, market: MarketId, is_saved: bool) {
        if let Some(fixture) = fixture(board, market) {
            let mut favourites = Favourites::clone(&self.shown.favourites.peek());
            favourites.save(fixture, is_saved);
            self.shown.favourites.set(favourites);
        }
    }

    /// Opens this match once it is on the board. When the board was read and it is not, that is told.
    pub fn seek_open(&self, open: Open) {
        if let Some(feed) = self.feed.upgrade() {
            self.sought.replace(Some(open));
            feed.look(|sight| self.refresh(sight, Why::Asked));
        }
    }

    fn seek(&self, sight: Sight<'_>) {
        let found = self.sought.borrow().as_ref().and_then(|Open { fixture, line }| {
            let groups = self.shown.groups.peek();
            let rows = groups.as_deref()?.iter().flat_map(|group| &group.rows);
            let is_it = |row: &&Stub| fixture.is(&row.sport, &row.competition, &row.match_name);
            // In play, where it is both.
            let row = rows.filter(is_it).max_by_key(|row| row.live)?;
            Some((row.id, *line))
        });
        if let Some((market, line)) = found {
            self.sought.take();
            self.set_ui(Ui { chosen: Some(market), line, ..Ui::clone(&self.shown.ui.peek()) });
            self.restate_rows(sight);
        } else if sight.was_read {
            self.sought.take();
            self.shown.is_missing.set(true);
        }
    }

    /// The open match by its names, or the one that is to be opened.
    pub fn opened(&self) -> Option<Open> {
        let ui = self.shown.ui.peek();
        let groups = self.shown.groups.peek();
        let mut rows = groups.as_deref().unwrap_or_default().iter().flat_map(|group| &group.rows);
        let open = rows.find(|row| Some(row.id) == ui.chosen).map(|row| Open {
            fixture: Fixture::new(&row.sport, &row.competition, &row.match_name),
            line: ui.line,
        });
        open.or_else(|| self.sought.borrow().clone())
    }

    /// Takes the matches that were saved before, or in another tab.
    pub fn recall(&self, favourites: Favourites) {
        if let Some(feed) = self.feed.upgrade()
            && self.shown.favourites.set(favourites)
        {
            feed.look(|sight| self.refresh(sight, Why::Asked));
        }
    }

    fn compare(&self, sight: Sight<'_>) {
        let ui = self.shown.ui.peek();
        let view =
            self.compared().and_then(|market| self.lens(&ui, sight).compare(market, ui.line));
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

    /// Shows what the desk drew in the row of this number.
    pub fn put_trend(&self, number: u32, tree: &str) {
        self.grid.draw_trend(number, tree);
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
        feed.look(|sight| self.refresh(sight, Why::Asked));
    }

    fn lens<'a>(&self, ui: &'a Ui, sight: Sight<'a>) -> Lens<'a> {
        let lens = Lens::new(sight.board, &ui.filter, sight.moment);
        self.parts.tools.map_or(lens, |tools| (tools.with_arbitrage)(lens))
    }

    fn count(&self, changed: usize) {
        if changed > 0 {
            self.shown.updates.set(self.shown.updates.peek().wrapping_add(changed));
        }
    }
}

fn with_arbitrage(lens: Lens<'_>) -> Lens<'_> {
    lens.with_arbitrage()
}

/// The match of a market by its names; `None` once it has left the board.
fn fixture(board: &Board, market: MarketId) -> Option<Fixture> {
    let of = board.match_of(market)?;
    Some(Fixture::new(board.text(of.sport), board.text(of.competition), board.text(of.name)))
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
