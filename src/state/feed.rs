//! The truth about one feed: the board itself, not reactive, and the screens that show it.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use model::board::Board;
use model::capacity::{Capacity, Losses};
use model::changes::Changes;
use model::freshness::Moment;
use model::quote::{Quote, Row};
use model::saved::Saved;
use model::time::Instant;

use crate::state::projection::Projection;
use crate::state::status::StatusView;
use crate::state::ui::Source;

/// What a feed asks of the world outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Call [`Feed::publish`] before the next paint.
    Frame,
    /// Read the current prices of this market type, now and from now on.
    Market(String),
    /// Try the connection again.
    Retry,
    /// Have prices streamed, or read at intervals.
    Source(Source),
    /// The desk is to do this, with the value of a field.
    Act(String, String),
    /// The board was read anew: whoever follows it is to have it whole.
    Follow,
}

/// How a feed reaches the world outside: it knows no browser.
pub struct Hooks {
    /// The server's clock.
    pub now: Box<dyn Fn() -> Instant>,
    /// Carries out a request.
    pub request: Box<dyn Fn(Request)>,
}

/// A board, what changed on it since the last frame, and the screens that show it.
pub struct Feed {
    hooks: Hooks,
    inner: RefCell<Inner>,
}

#[derive(Default)]
struct Inner {
    board: Board,
    /// What the last step changed, between two steps nothing: kept for its memory.
    latest: Changes,
    pending: Changes,
    reading: Changes,
    status: StatusView,
    live_since: Option<Instant>,
    was_read: bool,
    awaits_frame: bool,
    screens: Vec<Weak<Projection>>,
}

/// What a screen is shown: the board and how to judge it.
#[derive(Clone, Copy)]
pub struct Sight<'a> {
    /// The board.
    pub board: &'a Board,
    /// Now, and the state of the link.
    pub moment: Moment,
    /// The link.
    pub status: &'a StatusView,
    /// Whether the board was ever read, so that an empty one says something.
    pub was_read: bool,
}

impl Feed {
    /// A feed with an empty board.
    pub fn new(hooks: Hooks) -> Rc<Self> {
        Self::with_capacity(hooks, Capacity::default())
    }

    /// A feed whose board holds no more than this.
    pub fn with_capacity(hooks: Hooks, capacity: Capacity) -> Rc<Self> {
        let inner = Inner { board: Board::with_capacity(capacity), ..Inner::default() };
        Rc::new(Self { hooks, inner: RefCell::new(inner) })
    }

    /// What the board did not keep.
    pub fn losses(&self) -> Losses {
        self.inner.borrow().board.losses()
    }

    /// The server's clock.
    pub fn now(&self) -> Instant {
        (self.hooks.now)()
    }

    /// Carries a request out of a screen.
    pub fn request(&self, request: Request) {
        (self.hooks.request)(request);
    }

    /// Adds a screen; it is shown the board from now on, for as long as somebody holds it.
    pub fn join(&self, screen: &Rc<Projection>) {
        let mut inner = self.inner.borrow_mut();
        inner.screens.retain(|screen| screen.strong_count() > 0);
        inner.screens.push(Rc::downgrade(screen));
    }

    /// Takes a quote that arrived at this instant; it is shown with the next frame.
    pub fn apply(&self, quote: &Quote<'_>, now: Instant) {
        let mut inner = self.inner.borrow_mut();
        let moment = inner.moment(now);
        let Inner { board, latest, .. } = &mut *inner;
        board.apply_into(quote, moment, latest);
        // A change that nobody can see waits for a frame that something else asks for, or for the second's beat.
        let is_seen = !inner.awaits_frame && inner.is_seen(&inner.latest, now);
        let Inner { latest, pending, .. } = &mut *inner;
        pending.absorb(latest);
        drop(inner);
        if is_seen {
            self.await_frame();
        }
    }

    /// Takes a row of a snapshot at once; it is shown when [`Feed::end_reading`] says that it was the last.
    pub fn apply_row(&self, row: &Row<'_>) {
        let now = self.now();
        let mut inner = self.inner.borrow_mut();
        let moment = inner.moment(now);
        let changes = inner.board.apply_row(row, moment);
        inner.reading.merge(changes);
    }

    /// Withdraws what the rows just taken lack, when they are all there are of a market type. Comes before
    /// [`Feed::end_reading`].
    pub fn withdraw_absent(&self, market_type: &str, fetched_at: Instant) {
        let now = self.now();
        let mut inner = self.inner.borrow_mut();
        let moment = inner.moment(now);
        let changes = inner.board.withdraw_absent(market_type, fetched_at, moment);
        inner.reading.merge(changes);
    }

    /// Takes what another page's board says, as a row of a snapshot is taken.
    pub fn restore(&self, saved: &Saved<'_>) {
        let now = self.now();
        let mut inner = self.inner.borrow_mut();
        let moment = inner.moment(now);
        let changes = inner.board.restore(saved, moment);
        inner.reading.merge(changes);
    }

    /// Since when the link has been live without a break.
    pub fn live_since(&self) -> Option<Instant> {
        self.inner.borrow().live_since
    }

    /// Takes since when the link was live without a break, by a recording of it.
    pub fn set_live_since(&self, live_since: Option<Instant>) {
        self.inner.borrow_mut().live_since = live_since;
    }

    /// Lets somebody look at the board itself.
    pub fn with_board<T>(&self, look: impl FnOnce(&Board) -> T) -> T {
        look(&self.inner.borrow().board)
    }

    /// Notes that the board was read to its end, even if nothing was on it.
    pub fn end_reading(&self) {
        let now = self.now();
        let mut inner = self.inner.borrow_mut();
        inner.was_read = true;
        let moment = inner.moment(now);
        let mut changes = std::mem::take(&mut inner.reading);
        changes.merge(inner.board.settle(&changes, moment));
        inner.pending.merge(changes);
        drop(inner);
        self.request(Request::Follow);
        self.await_frame();
    }

    /// Forgets the board, because what comes next is of another one.
    pub fn clear(&self) {
        let mut inner = self.inner.borrow_mut();
        inner.board = Board::new();
        inner.pending.clear();
        inner.reading.clear();
        inner.was_read = false;
        drop(inner);
        self.show(self.now(), Projection::forget);
    }

    /// Takes the link's status and since when it has been live without a break.
    pub fn set_status(&self, status: StatusView, live_since: Option<Instant>) {
        let mut inner = self.inner.borrow_mut();
        if inner.status == status && inner.live_since == live_since {
            return;
        }
        let known = StatusView { heard_at: status.heard_at, ..inner.status.clone() };
        // When something was last heard is told with the second's beat.
        let is_minor = known == status && inner.live_since == live_since;
        inner.status = status;
        inner.live_since = live_since;
        drop(inner);
        if !is_minor {
            self.await_frame();
        }
    }

    /// Shows what changed since the last frame.
    pub fn publish(&self) {
        let now = self.now();
        let changes = {
            let mut inner = self.inner.borrow_mut();
            inner.awaits_frame = false;
            std::mem::take(&mut inner.pending)
        };
        self.show(now, |screen, sight| screen.publish(sight, &changes));
        self.reuse(changes);
    }

    /// Judges every price anew: time has passed. Called about once a second.
    pub fn tick(&self) {
        let now = self.now();
        let changes = {
            let mut inner = self.inner.borrow_mut();
            let moment = inner.moment(now);
            let Inner { board, pending, .. } = &mut *inner;
            board.tick_into(moment, pending);
            std::mem::take(pending)
        };
        self.show(now, |screen, sight| screen.tick(sight, &changes));
        self.reuse(changes);
    }

    /// Lets one screen look at the board as it is now.
    pub(in crate::state) fn look(&self, look: impl FnOnce(Sight<'_>)) {
        let now = self.now();
        look(self.inner.borrow().sight(now));
    }

    /// Keeps the memory of changes that were shown for the next ones, so that a frame asks for none.
    fn reuse(&self, mut shown: Changes) {
        let mut inner = self.inner.borrow_mut();
        shown.clear();
        shown.absorb(&mut inner.pending);
        inner.pending = shown;
    }

    fn await_frame(&self) {
        let waiting = std::mem::replace(&mut self.inner.borrow_mut().awaits_frame, true);
        if !waiting {
            self.request(Request::Frame);
        }
    }

    /// Whoever draws by what the screens show is run later, so the board may stay borrowed while they read it.
    fn show(&self, now: Instant, each: impl Fn(&Projection, Sight<'_>)) {
        let inner = self.inner.borrow();
        let sight = inner.sight(now);
        inner.screens().for_each(|screen| each(&screen, sight));
    }
}

impl Inner {
    fn screens(&self) -> impl Iterator<Item = Rc<Projection>> {
        self.screens.iter().filter_map(Weak::upgrade)
    }

    fn is_seen(&self, changes: &Changes, now: Instant) -> bool {
        !changes.is_empty() && self.screens().any(|screen| screen.sees(self.sight(now), changes))
    }

    fn moment(&self, now: Instant) -> Moment {
        Moment { live_since: self.live_since, ..Moment::at(now) }
    }

    fn sight(&self, now: Instant) -> Sight<'_> {
        Sight {
            board: &self.board,
            moment: self.moment(now),
            status: &self.status,
            was_read: self.was_read,
        }
    }
}
