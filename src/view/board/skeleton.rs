//! The board before its first price: the same boxes, empty.

use model::market::Slot;

use crate::view::board::Columns;
use crate::view::tree::{Element, Node, el, live};
use crate::view::words;

const ROWS: usize = 4;
const WAYS: &str = "3";

/// A group of empty rows.
pub fn skeleton(columns: Columns) -> Node {
    live("skeleton", move || move || draw(columns))
}

fn draw(columns: Columns) -> Element {
    let line = el("div", "header__line").child(words::LOADING);
    let header =
        el("div", "header").set("data-ways", WAYS).child(el("div", "header__name").child(line));
    let group = el("div", "board__group").child(header).children((0..ROWS).map(|_| row()));
    el("div", "board__body")
        .maybe("data-columns", columns.as_str())
        .set("aria-hidden", "true")
        .child(group)
}

fn row() -> Element {
    let time = el("div", "row__time").child(bone("time"));
    let sides = el("div", "row__match").child(bone("long")).child(bone("side"));
    el("div", "row")
        .set("data-ways", WAYS)
        .child(time)
        .child(sides)
        .children([Slot::A, Slot::B, Slot::C].map(price))
}

fn price(slot: Slot) -> Element {
    let cell = el("div", "cell")
        .child(el("span", "cell__odds").child(bone("price")))
        .child(el("span", "cell__books").child(bone("book")));
    el("div", "row__price").set("data-slot", slot.as_str()).child(cell)
}

fn bone(size: &'static str) -> Element {
    el("span", "skeleton").set("data-size", size)
}
