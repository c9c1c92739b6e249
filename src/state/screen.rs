//! What one view of a feed shows: values to draw by and a way to say what the reader wants.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use model::board::MarketId;
use model::favourites::Favourites;
use model::format::Format;
use model::time::Instant;
use model::view::{CompareView, Group, ItemView, Roster, RowView, Tally};

use crate::state::address::Open;
use crate::state::intent::Intent;
use crate::state::kept::Kept;
use crate::state::places::Places;
use crate::state::projection::Projection;
use crate::state::rows::Registry;
use crate::state::status::StatusView;
use crate::state::ui::Ui;

/// Where the reader is, as far as the words need to know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Minutes that the reader's clock is ahead of UTC.
    pub utc_offset_min: i32,
}

impl Place {
    /// The number of the day that it is here at this instant, counted from 1970.
    pub fn day_number(self, at: Instant) -> i64 {
        self.local_ms(at).div_euclid(DAY_MS)
    }

    /// Milliseconds since midnight of 1 January 1970 on the clocks here.
    pub fn local_ms(self, at: Instant) -> i64 {
        at.as_ms().saturating_add(i64::from(self.utc_offset_min) * 60_000)
    }
}

/// A day, in milliseconds.
pub const DAY_MS: i64 = 24 * 60 * 60_000;

/// A market as a row of the grid.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The market.
    pub view: RowView,
    /// Whether the comparison stands beneath it.
    pub is_open: bool,
    /// Whether the match is saved.
    pub is_saved: bool,
    /// How its first price went, as a tree of the desk's; empty where there is no line.
    pub trend: Rc<str>,
}

/// What is shown on one screen: a dashboard or an element. Written by its projection only.
#[derive(Default)]
pub struct Shown {
    pub(in crate::state) status: Kept<StatusView>,
    pub(in crate::state) clock: Kept<Instant>,
    pub(in crate::state) today: Kept<i64>,
    pub(in crate::state) tally: Kept<Tally>,
    pub(in crate::state) roster: Kept<Roster>,
    pub(in crate::state) groups: Kept<Option<Vec<Group>>>,
    pub(in crate::state) rows: Registry<Row>,
    pub(in crate::state) compared: Kept<Option<CompareView>>,
    pub(in crate::state) line: Kept<Vec<MarketId>>,
    pub(in crate::state) items: Registry<ItemView>,
    pub(in crate::state) ui: Kept<Ui>,
    pub(in crate::state) favourites: Kept<Favourites>,
    pub(in crate::state) waiting: Kept<usize>,
    pub(in crate::state) is_missing: Kept<bool>,
    pub(in crate::state) format: Kept<Format>,
    pub(in crate::state) held_back: Kept<usize>,
    pub(in crate::state) updates: Kept<usize>,
    pub(in crate::state) places: Places,
}

/// A handle on a screen: everything that the view may read, and nothing that it may write. Whoever draws by what
/// it reads draws anew when that is another value.
///
/// It is worth as much as the projection behind it; once nobody holds that any more the screen is empty.
#[derive(Clone, Copy)]
pub struct Screen {
    /// The reader.
    pub place: Place,
    number: u32,
}

thread_local! {
    /// No number is given twice: a handle that is left over never comes to stand for another screen.
    static NUMBERS: Cell<u32> = const { Cell::new(0) };
    /// What the handles stand for, by number: a handle can be copied into whatever is done with it.
    static SCREENS: RefCell<Vec<(u32, Weak<Projection>)>> = const { RefCell::new(Vec::new()) };
}

impl Screen {
    pub(in crate::state) fn of(projection: &Rc<Projection>, place: Place) -> Self {
        let number = NUMBERS.replace(NUMBERS.get().wrapping_add(1));
        SCREENS.with_borrow_mut(|screens| {
            screens.retain(|(_, projection)| projection.strong_count() > 0);
            screens.push((number, Rc::downgrade(projection)));
        });
        Self { place, number }
    }

    fn projection(self) -> Option<Rc<Projection>> {
        SCREENS.with_borrow(|screens| {
            let found = screens.iter().find(|(number, _)| *number == self.number);
            found.and_then(|(_, projection)| projection.upgrade())
        })
    }

    fn shown(self) -> Rc<Shown> {
        self.projection().map(|projection| projection.shown()).unwrap_or_default()
    }

    /// The link.
    pub fn status(self) -> Rc<StatusView> {
        self.shown().status.get()
    }

    /// The server's clock, once a second.
    pub fn clock(self) -> Instant {
        *self.shown().clock.get()
    }

    /// The server's clock, for those who do not draw by it.
    pub fn now(self) -> Instant {
        *self.shown().clock.peek()
    }

    /// The number of the reader's day: rows need not follow the second hand.
    pub fn today(self) -> i64 {
        *self.shown().today.get()
    }

    /// How many prices count.
    pub fn tally(self) -> Rc<Tally> {
        self.shown().tally.get()
    }

    /// What there is to choose from.
    pub fn roster(self) -> Rc<Roster> {
        self.shown().roster.get()
    }

    /// The markets drawn, grouped and in order. Empty and `None` differ: `None` until the board was first read.
    pub fn groups(self) -> Rc<Option<Vec<Group>>> {
        self.shown().groups.get()
    }

    /// The row of a market; `None` when it is not drawn.
    pub fn row(self, market: MarketId) -> Rc<Option<Row>> {
        self.shown().rows.slot(market).get()
    }

    /// The rows that are near being seen, for those who do not draw by them.
    pub fn rows_near(self) -> Vec<Rc<Option<Row>>> {
        self.shown().rows.drawn()
    }

    /// The open match with every bookmaker's price.
    pub fn compared(self) -> Rc<Option<CompareView>> {
        self.shown().compared.get()
    }

    /// The markets on the ticker, in their places.
    pub fn line(self) -> Rc<Vec<MarketId>> {
        self.shown().line.get()
    }

    /// The ticker's price of a market; `None` when it is not on the line.
    pub fn item(self, market: MarketId) -> Rc<Option<ItemView>> {
        self.shown().items.slot(market).get()
    }

    /// What the reader chose.
    pub fn ui(self) -> Rc<Ui> {
        self.shown().ui.get()
    }

    /// The matches that the reader has saved.
    pub fn favourites(self) -> Rc<Favourites> {
        self.shown().favourites.get()
    }

    /// How prices are written. Rows need not follow what else the reader chooses.
    pub fn format(self) -> Format {
        *self.shown().format.get()
    }

    /// The open match by its names, or the one that is to be opened once it is on the board; for those who do not
    /// draw by it.
    pub fn opened(self) -> Option<Open> {
        self.projection()?.opened()
    }

    /// Whether the match that was to be opened is not on the board.
    pub fn is_missing(self) -> bool {
        *self.shown().is_missing.get()
    }

    /// How many rows would move, if the reader were not among them.
    pub fn waiting(self) -> usize {
        *self.shown().waiting.get()
    }

    /// Best prices that changed while new ones are held back.
    pub fn held_back(self) -> usize {
        *self.shown().held_back.get()
    }

    /// What the desk draws in one of its places, as a text.
    pub fn place(self, name: &str) -> Rc<String> {
        self.shown().places.of(name).get()
    }

    /// How many rows and items were drawn anew since the screen was made.
    pub fn updates(self) -> usize {
        *self.shown().updates.get()
    }

    /// Says what the reader wants.
    pub fn dispatch(self, intent: Intent) {
        if let Some(projection) = self.projection() {
            projection.dispatch(intent);
        }
    }
}
