//! What stands between home and away: the draw, the line, or nothing.

use model::market::{Kind, Slot};
use model::view::RowView;

use crate::view::board::cell::Cells;
use crate::view::tree::{Element, el};
use crate::view::words::{self, names};

/// The middle of a row.
pub fn middle(row: &RowView, cells: &Cells<'_>) -> Element {
    match (row.kind, row.ways) {
        (Kind::Total | Kind::Spread, _) => {
            let line = row.line.map(|line| names::line(row.kind, line));
            let line = line.unwrap_or_else(|| words::NOTHING.to_owned());
            between().child(el("bdi", "").child(line))
        }
        (_, 3) => cells.draw(row, Slot::B),
        _ => between(),
    }
}

fn between() -> Element {
    el("div", "row__line").role("cell")
}
