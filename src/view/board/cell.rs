//! The best price of one selection: the figure first, who offers it and how sure we are beneath.

use model::best::State;
use model::board::MarketId;
use model::format::Format;
use model::freshness::Age;
use model::market::{Kind, Slot};
use model::movement::Trend;
use model::view::{CellView, RowView};

use crate::state::intent::Intent;
use crate::state::screen::Screen;
use crate::view::board::flash::Flash;
use crate::view::board::{Columns, Scene};
use crate::view::kit::icon;
use crate::view::mark::{age_mark, trend_mark};
use crate::view::tree::{Element, Text, el};
use crate::view::words::{self, names, time};

/// The price of one column as it looks: equal ones are drawn alike.
#[derive(PartialEq)]
pub struct Face {
    slot: Slot,
    /// `None` while nobody has quoted it.
    cell: Option<CellView>,
    flash: Flash,
    format: Format,
    /// How old it is, in words, where that is told.
    age: Option<String>,
    /// Whether the row is open: pressing a price opens the comparison, or closes it.
    is_open: bool,
}

impl Face {
    /// How the price in this column of a row looks now.
    pub fn of(row: &RowView, slot: Slot, flash: Flash, is_open: bool, screen: Screen) -> Self {
        let cell = row.cells.iter().find(|cell| cell.slot == slot);
        let age = cell.and_then(|cell| cell.seen).map(|seen| time::age(seen, screen.clock()));
        Self { slot, cell: cell.cloned(), flash, format: screen.format(), age, is_open }
    }

    /// Draws it in its column. In a market that is not understood an empty column stays empty.
    pub fn draw(&self, row: &RowView, scene: Scene) -> Element {
        let price = match (&self.cell, row.kind) {
            (Some(cell), Kind::Other) => {
                Some(self.price(cell, names::selection(&cell.selection), scene))
            }
            (Some(cell), kind) => {
                Some(self.price(cell, names::outcome(kind, self.slot).into(), scene))
            }
            (None, Kind::Other) => None,
            (None, kind) => {
                let name = names::outcome(kind, self.slot);
                Some(self.price(&missing(self.slot), name.into(), scene))
            }
        };
        el("div", "row__price")
            .role(scene.cell())
            .set("data-slot", self.slot.as_str())
            .on_press(toggle(scene.screen, row.id, self.is_open))
            .child(price)
    }

    fn price(&self, cell: &CellView, name: Text, scene: Scene) -> Element {
        let trend = cell.price.and_then(|_| trend_mark(cell.trend, cell.recent));
        el("button", "cell")
            .set("type", "button")
            .set("part", "price")
            // In a grid arrows lead to them.
            .set("tabindex", if scene.columns == Columns::Full { "-1" } else { "0" })
            .attr("data-selection", &cell.selection)
            .maybe("data-odds", cell.price.map(model::price::Price::canonical))
            .maybe("title", cell.price.and_then(|price| words::in_decimal(price, self.format)))
            .maybe("data-books", cell.price.map(|_| cell.books.join("|")))
            .set("data-state", cell.state.as_str())
            .set("data-trend", cell.trend.as_str())
            .maybe("data-flash", self.flash.as_str())
            .child(el("bdi", "visually-hidden").child(names::selection(&cell.selection)).child(" "))
            .child(el("bdi", "cell__name").set("aria-hidden", "true").child(name))
            .child(el("span", "cell__trend").child(trend))
            .child(figure(cell, self.format))
            .child(self.beneath(cell))
            .child(el("bdi", "visually-hidden").child(aside(cell)))
    }

    /// Who offers it; how old it is instead, once nobody confirms it.
    fn beneath(&self, cell: &CellView) -> Element {
        let is_fresh = cell.state == State::Fresh;
        let book = cell.books.first().filter(|_| is_fresh);
        let ties = cell.books.len().saturating_sub(1);
        let ties = (is_fresh && ties > 0)
            .then(|| el("bdi", "cell__ties").child(format!("+{}", words::number(ties as u64))));
        let class = if is_fresh { "cell__seen" } else { "cell__old" };
        let seen = self.age.clone().map(|age| el("bdi", class).child(age));
        el("span", "cell__books")
            .child(cell.age.map(age_mark))
            .child(book.map(|book| el("bdi", "cell__book").child(book)))
            .child(ties)
            .child(seen)
            .child((cell.state == State::None).then_some(words::NO_PRICE))
    }
}

/// Opens the comparison of a row, or closes it.
pub fn toggle(screen: Screen, market: MarketId, is_open: bool) -> impl Fn() + 'static {
    move || screen.dispatch(Intent::Choose((!is_open).then_some(market)))
}

fn missing(slot: Slot) -> CellView {
    CellView {
        slot,
        selection: "".into(),
        price: None,
        state: State::None,
        books: [].into(),
        age: None,
        seen: None,
        trend: Trend::Flat,
        recent: false,
        moved_at: None,
    }
}

fn figure(cell: &CellView, format: Format) -> Element {
    let is_suspended = cell.state == State::Suspended;
    let text = match cell.price {
        Some(price) => words::price(price, format),
        None if is_suspended => words::SUSPENDED.text().to_owned(),
        None => words::NOTHING.to_owned(),
    };
    el("bdi", "cell__odds").child(is_suspended.then(|| icon::small(icon::LOCK))).child(text)
}

/// What the marks say, for those who do not see them.
fn aside(cell: &CellView) -> String {
    let state = match (cell.state, cell.age) {
        (State::Stale, _) => words::STALE_LONG.text(),
        (State::Fresh, Some(Age::Ageing)) => words::AGEING_LONG.text(),
        _ => "",
    };
    let trend = match cell.trend {
        Trend::Up if cell.recent => words::WENT_UP.text(),
        Trend::Down if cell.recent => words::WENT_DOWN.text(),
        _ => "",
    };
    let books =
        if cell.state == State::Fresh { words::best_at(&cell.books) } else { String::new() };
    [books.as_str(), state, trend].concat()
}
