//! The best price of one selection: the figure first, who offers it and how sure we are beneath.

use std::sync::Arc;

use leptos::prelude::*;
use model::best::State;
use model::freshness::Age;
use model::market::{Kind, Slot};
use model::movement::Trend;
use model::view::{CellView, RowView};

use crate::state::screen::Screen;
use crate::view::board::Columns;
use crate::view::board::flash::Flash;
use crate::view::kit::icon::{self, Icon};
use crate::view::mark::{AgeMark, TrendMark};
use crate::view::words::{self, names, time};

/// A cell as it is drawn, and its last flash.
#[derive(Clone, PartialEq)]
struct Shown {
    cell: CellView,
    name: Arc<str>,
    flash: Flash,
}

/// A price in its column. Pressing it opens the comparison.
#[component]
pub fn Cell(
    /// What is on the board.
    screen: Screen,
    /// The row.
    row: Memo<RowView>,
    /// The column it stands in.
    place: Slot,
    /// Which columns the board has.
    columns: Columns,
    /// Told when it is pressed.
    on_press: Callback<()>,
) -> impl IntoView {
    let shown = Memo::new(move |before: Option<&Option<Shown>>| {
        follow(screen, &row.read(), place, before.and_then(Option::as_ref))
    });
    // Where a row has a button of its own, its prices are not stops for the keyboard: they do the same.
    let tabindex = if columns == Columns::Full { "-1" } else { "0" };
    view! {
        <div class="row__price" role="cell" data-slot=place.as_str() on:click=move |_| on_press.run(())>
            {move || shown.read().as_ref().map(|shown| draw(shown, screen, tabindex))}
        </div>
    }
    .into_any()
}

/// The cell of this column; in a market that is not understood an empty column stays empty.
fn follow(screen: Screen, row: &RowView, place: Slot, before: Option<&Shown>) -> Option<Shown> {
    let found = row.cells.iter().find(|cell| cell.slot == place).cloned();
    let cell = match row.kind {
        Kind::Other => found?,
        _ => found.unwrap_or_else(|| missing(place)),
    };
    let name = match row.kind {
        Kind::Other => Arc::clone(&cell.selection),
        kind => names::outcome(kind, place).into(),
    };
    let now = screen.clock.get_untracked();
    let flash = before.map(|before| before.flash.next(&before.cell, &cell, now).settled(now));
    let flash = flash.unwrap_or_default();
    if flash.is_lit() {
        screen.clock.track();
    }
    Some(Shown { cell, name, flash })
}

fn missing(slot: Slot) -> CellView {
    CellView {
        slot,
        selection: "".into(),
        price: None,
        state: State::None,
        books: Arc::new([]),
        age: None,
        seen: None,
        trend: Trend::Flat,
        recent: false,
        moved_at: None,
    }
}

fn draw(shown: &Shown, screen: Screen, tabindex: &'static str) -> impl IntoView + use<> {
    let Shown { cell, name, flash } = shown;
    let flashes = flash.is_lit();
    let odds = cell.price.map(model::price::Price::canonical);
    let books = cell.price.map(|_| cell.books.join("|"));
    let trend = cell.price.map(|_| view! { <TrendMark trend=cell.trend recent=cell.recent /> });
    view! {
        <button
            class="cell"
            type="button"
            part="price"
            tabindex=tabindex
            data-selection=cell.selection.to_string()
            data-odds=odds
            data-books=books
            data-state=cell.state.as_str()
            data-trend=cell.trend.as_str()
            data-flash=flashes.then_some(flash.trend.as_str())
            data-beat=flashes.then_some(if flash.beat { "odd" } else { "even" })
        >
            <span class="visually-hidden">{format!("{} ", cell.selection)}</span>
            <span class="cell__name" aria-hidden="true">{name.to_string()}</span>
            <span class="cell__trend">{trend}</span>
            <bdi class="cell__odds">{figure(cell)}</bdi>
            <span class="cell__books">{beneath(cell, screen)}</span>
            <span class="visually-hidden">{aside(cell)}</span>
        </button>
    }
}

fn figure(cell: &CellView) -> impl IntoView + use<> {
    let is_suspended = cell.state == State::Suspended;
    let text = match cell.price {
        Some(price) => price.to_string(),
        None if is_suspended => words::SUSPENDED.to_owned(),
        None => words::NOTHING.to_owned(),
    };
    (is_suspended.then(|| view! { <Icon shape=icon::LOCK small=true /> }), text)
}

/// Who offers it; how old it is instead, once nobody confirms it.
fn beneath(cell: &CellView, screen: Screen) -> impl IntoView + use<> {
    let mark = cell.age.map(|age| view! { <AgeMark age=age /> });
    let is_fresh = cell.state == State::Fresh;
    let book = is_fresh.then(|| {
        let first = cell.books.first().map(ToString::to_string);
        view! { <bdi class="cell__book">{first}</bdi> }
    });
    let ties = cell.books.len().saturating_sub(1);
    let ties = (is_fresh && ties > 0).then(|| {
        view! { <bdi class="cell__ties">{format!("+{ties}")}</bdi> }
    });
    let has_age = !is_fresh || cell.age != Some(Age::Fresh);
    let seen = cell.seen.filter(|_| has_age).map(|seen| {
        let age = move || time::age(seen, screen.clock.get());
        view! { <bdi class=if is_fresh { "cell__seen" } else { "cell__old" }>{age}</bdi> }
    });
    let none = (cell.state == State::None).then_some(words::NO_PRICE);
    (mark, book, ties, seen, none)
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
