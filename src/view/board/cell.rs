//! The best price of one selection: the figure first, who offers it and how sure we are beneath.

use model::best::State;
use model::board::MarketId;
use model::freshness::Age;
use model::market::{Kind, Slot};
use model::movement::Trend;
use model::view::{CellView, RowView};

use crate::state::intent::Intent;
use crate::state::screen::Screen;
use crate::view::board::flash::{Flash, Flashes};
use crate::view::board::{Columns, Scene};
use crate::view::kit::icon;
use crate::view::mark::{age_mark, trend_mark};
use crate::view::tree::{Element, Text, el};
use crate::view::words::{self, names, time};

/// The cells of a row as they are drawn now.
pub struct Cells<'a> {
    /// What every row knows.
    pub scene: Scene,
    /// Which of them are lit.
    pub flashes: &'a Flashes,
    /// Whether the row is open: pressing a price opens the comparison, or closes it.
    pub is_open: bool,
}

impl Cells<'_> {
    /// A price in its column. In a market that is not understood an empty column stays empty.
    pub fn draw(&self, row: &RowView, slot: Slot) -> Element {
        let found = row.cells.iter().find(|cell| cell.slot == slot);
        let price = match (found, row.kind) {
            (Some(cell), Kind::Other) => Some(self.price(cell, (&cell.selection).into())),
            (Some(cell), kind) => Some(self.price(cell, names::outcome(kind, slot).into())),
            (None, Kind::Other) => None,
            (None, kind) => Some(self.price(&missing(slot), names::outcome(kind, slot).into())),
        };
        el("div", "row__price")
            .role("cell")
            .set("data-slot", slot.as_str())
            .on_press(toggle(self.scene.screen, row.id, self.is_open))
            .child(price)
    }

    fn price(&self, cell: &CellView, name: Text) -> Element {
        let flash = self.flashes.of(cell.slot);
        let trend = cell.price.and_then(|_| trend_mark(cell.trend, cell.recent));
        let drawn = el("button", "cell")
            .set("type", "button")
            .set("part", "price")
            // Where a row has a button of its own, its prices are no stops for the keyboard: they do the same.
            .set("tabindex", if self.scene.columns == Columns::Full { "-1" } else { "0" })
            .attr("data-selection", &cell.selection)
            .maybe("data-odds", cell.price.map(model::price::Price::canonical))
            .maybe("data-books", cell.price.map(|_| cell.books.join("|")))
            .set("data-state", cell.state.as_str())
            .set("data-trend", cell.trend.as_str());
        lit(drawn, flash)
            .child(el("bdi", "visually-hidden").child(format!("{} ", cell.selection)))
            .child(el("bdi", "cell__name").set("aria-hidden", "true").child(name))
            .child(el("span", "cell__trend").child(trend))
            .child(figure(cell))
            .child(beneath(cell, self.scene.screen))
            .child(el("bdi", "visually-hidden").child(aside(cell)))
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

fn lit(cell: Element, flash: Flash) -> Element {
    if !flash.is_lit() {
        return cell;
    }
    let beat = if flash.beat { "odd" } else { "even" };
    cell.set("data-flash", flash.trend.as_str()).set("data-beat", beat)
}

fn figure(cell: &CellView) -> Element {
    let is_suspended = cell.state == State::Suspended;
    let text = match cell.price {
        Some(price) => price.to_string(),
        None if is_suspended => words::SUSPENDED.to_owned(),
        None => words::NOTHING.to_owned(),
    };
    el("bdi", "cell__odds").child(is_suspended.then(|| icon::small(icon::LOCK))).child(text)
}

/// Who offers it; how old it is instead, once nobody confirms it.
fn beneath(cell: &CellView, screen: Screen) -> Element {
    let is_fresh = cell.state == State::Fresh;
    let book = cell.books.first().filter(|_| is_fresh);
    let ties = cell.books.len().saturating_sub(1);
    let ties = (is_fresh && ties > 0).then(|| el("bdi", "cell__ties").child(format!("+{ties}")));
    let has_age = !is_fresh || cell.age != Some(Age::Fresh);
    let seen = cell.seen.filter(|_| has_age).map(|seen| {
        el("bdi", if is_fresh { "cell__seen" } else { "cell__old" })
            .child(time::age(seen, screen.clock()))
    });
    el("span", "cell__books")
        .child(cell.age.map(age_mark))
        .child(book.map(|book| el("bdi", "cell__book").child(book)))
        .child(ties)
        .child(seen)
        .child((cell.state == State::None).then_some(words::NO_PRICE))
}

/// What the marks say, for those who do not see them.
fn aside(cell: &CellView) -> String {
    let state = match (cell.state, cell.age) {
        (State::Stale, _) => words::STALE_LONG,
        (State::Fresh, Some(Age::Ageing)) => words::AGEING_LONG,
        _ => "",
    };
    let trend = match cell.trend {
        Trend::Up if cell.recent => words::WENT_UP,
        Trend::Down if cell.recent => words::WENT_DOWN,
        _ => "",
    };
    let books =
        if cell.state == State::Fresh { words::best_at(&cell.books) } else { String::new() };
    [books.as_str(), state, trend].concat()
}
