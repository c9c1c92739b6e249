//! What stands between home and away: the draw, the line, or nothing.

use model::line::Line;
use model::market::Kind;
use model::view::RowView;

use crate::view::board::Scene;
use crate::view::board::cell::Face;
use crate::view::tree::{Element, el};
use crate::view::words::{self, names};

/// The middle of a row as it looks: equal ones are drawn alike.
#[derive(PartialEq)]
pub enum Middle {
    /// The price of the draw.
    Price(Face),
    /// The line that the prices stand around, once it is known.
    Line(Option<Line>),
    /// Nothing: there are two ways.
    Nothing,
}

impl Middle {
    /// The middle of a row; `price` is asked for where there are three ways.
    pub fn of(row: &RowView, price: impl FnOnce() -> Face) -> Self {
        match (row.kind, row.ways) {
            (Kind::Total | Kind::Spread, _) => Self::Line(row.line),
            (_, 3) => Self::Price(price()),
            _ => Self::Nothing,
        }
    }

    /// Draws it.
    pub fn draw(&self, row: &RowView, scene: Scene) -> Element {
        let between = || el("div", "row__line").role(scene.cell());
        match self {
            Self::Price(face) => face.draw(row, scene),
            Self::Line(line) => {
                let line = line.map(|line| names::line(row.kind, line));
                let line = line.unwrap_or_else(|| words::NOTHING.to_owned());
                between().child(el("bdi", "").child(line))
            }
            Self::Nothing => between(),
        }
    }
}
