//! What stands between home and away: the draw, the line, or nothing.

use leptos::prelude::*;
use model::line::Line;
use model::market::{Kind, Slot};
use model::view::RowView;

use crate::state::screen::Screen;
use crate::view::board::Columns;
use crate::view::board::cell::Cell;
use crate::view::words::{self, names};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Price,
    Line(Kind, Option<Line>),
    Nothing,
}

impl Content {
    fn of(row: &RowView) -> Self {
        match (row.kind, row.ways) {
            (Kind::Total | Kind::Spread, _) => Self::Line(row.kind, row.line),
            (_, 3) => Self::Price,
            _ => Self::Nothing,
        }
    }
}

/// The middle of a row.
#[component]
pub fn Middle(
    /// What is on the board.
    screen: Screen,
    /// The row.
    row: Memo<RowView>,
    /// Which columns the board has.
    columns: Columns,
    /// Told when its price is pressed.
    on_press: Callback<()>,
) -> impl IntoView {
    let content = Memo::new(move |_| Content::of(&row.read()));
    move || match content.get() {
        Content::Price => {
            view! { <Cell screen=screen row=row place=Slot::B columns=columns on_press=on_press /> }
                .into_any()
        }
        Content::Line(kind, line) => {
            let text =
                line.map_or_else(|| words::NOTHING.to_owned(), |line| names::line(kind, line));
            view! { <div class="row__line" role="cell"><bdi>{text}</bdi></div> }.into_any()
        }
        Content::Nothing => view! { <div class="row__line" role="cell"></div> }.into_any(),
    }
}
