//! Marks beside a price: which way it went, and how sure it is. Shapes first, colour second.
//!
//! They are boxes that the style sheet shapes: a board has hundreds of them beside prices that move, and a drawing of
//! its own for each is a coordinate system that the browser goes through in every frame.

use model::freshness::Age;
use model::movement::Trend;

use crate::view::tree::{Element, el};

/// A triangle: solid while the move is `recent`, within the last ten minutes, and hollow after. Nothing is drawn
/// while the price has not moved.
pub fn trend_mark(trend: Trend, recent: bool) -> Option<Element> {
    (trend != Trend::Flat)
        .then(|| mark().set("data-trend", trend.as_str()).truth("data-recent", recent))
}

/// A disc for a fresh price, half a disc for an ageing one, a broken ring for a stale one.
pub fn age_mark(age: Age) -> Element {
    mark().set("data-age", age.as_str())
}

/// The dot of what is in play.
pub fn live_mark() -> Element {
    mark()
}

fn mark() -> Element {
    el("span", "mark")
}
