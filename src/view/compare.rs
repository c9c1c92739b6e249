//! Every bookmaker's price of one match: selections by bookmakers.

pub mod quote;

use model::freshness::Age;
use model::margin::Margin;
use model::view::{BookView, CompareView, PickView};

use crate::state::screen::Screen;
use crate::view::compare::quote::quote;
use crate::view::mark::age_mark;
use crate::view::tree::{Element, Node, el, live};
use crate::view::words::{self, Word, names, time};

/// The table of the open match. On a narrow panel the sheet turns it: bookmakers down, selections across.
pub fn compare(screen: Screen) -> Node {
    live("compare", move || {
        move || {
            let compared = screen.compared();
            Option::as_ref(&compared).map(|view| table(view, screen))
        }
    })
}

fn table(view: &CompareView, screen: Screen) -> Element {
    let corner = header("compare__pick", "columnheader", "col").child(hidden(words::SELECTION));
    let sum = header("compare__pick compare__sum", "rowheader", "row").child(words::MARGIN);
    let head = row("").child(corner).children(view.books.iter().map(|each| book(each, screen)));
    let picks = view.picks.iter().map(|each| pick(each, screen));
    let foot = row("compare__row").child(sum).children(view.books.iter().map(margin));
    el("table", "compare")
        .role("table")
        .attr("aria-label", words::COMPARE)
        .style("--rows", (view.books.len() + 1).to_string())
        .style("--picks", view.picks.len().to_string())
        .child(el("thead", "").role("rowgroup").child(head))
        .child(el("tbody", "").role("rowgroup").children(picks))
        .child(el("tfoot", "").role("rowgroup").child(foot))
}

fn row(class: &'static str) -> Element {
    el("tr", class).role("row")
}

fn header(class: &'static str, role: &'static str, scope: &'static str) -> Element {
    el("th", class).role(role).set("scope", scope)
}

fn hidden(word: Word) -> Element {
    el("span", "visually-hidden").child(word)
}

fn book(book: &BookView, screen: Screen) -> Element {
    let age = book.spoke.map(|spoke| time::age(spoke, screen.clock()));
    let spoke = el("span", "compare__spoke")
        .child(age_mark(book.age))
        .child(hidden(words::SPOKE))
        .child(" ")
        .child(el("bdi", "").child(age));
    header("compare__book", "columnheader", "col")
        .child(el("bdi", "").child(&book.name))
        .child(spoke)
}

fn pick(pick: &PickView, screen: Screen) -> Element {
    let name = header("compare__pick", "rowheader", "row")
        .child(el("bdi", "").child(names::selection(&pick.selection)));
    let quotes = pick.quotes.iter().map(|each| quote(&pick.selection, each, screen));
    row("compare__row").child(name).children(quotes)
}

fn margin(book: &BookView) -> Element {
    let text = match book.margin {
        Margin::Known(overround) => words::percent(overround),
        Margin::Incomplete if book.age == Age::Stale => words::STALE.text().to_owned(),
        Margin::Incomplete | Margin::Unknown => words::NOTHING.to_owned(),
    };
    el("td", "compare__sum").role("cell").child(el("bdi", "").child(text))
}
