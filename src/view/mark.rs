//! Marks beside a price: which way it went, and how sure it is. Shapes first, colour second.

use model::freshness::Age;
use model::movement::Trend;

use crate::view::kit::icon::{drawing, path};
use crate::view::tree::Element;

const UP: &str = "M5 1.25 9.5 8.75h-9z";
const DOWN: &str = "M5 8.75.5 1.25h9z";
const DISC: &str = "M1.25 5a3.75 3.75 0 1 0 7.5 0a3.75 3.75 0 1 0-7.5 0";
const HALF: &str = "M5 1.25a3.75 3.75 0 0 0 0 7.5z";

/// A triangle: solid while the move is `recent`, within the last ten minutes, and hollow after. Nothing is drawn
/// while the price has not moved.
pub fn trend_mark(trend: Trend, recent: bool) -> Option<Element> {
    let line = match trend {
        Trend::Up => UP,
        Trend::Down => DOWN,
        Trend::Flat => return None,
    };
    Some(mark().set("data-trend", trend.as_str()).truth("data-recent", recent).child(path(line)))
}

/// A disc for a fresh price, half a disc for an ageing one, a broken ring for a stale one.
pub fn age_mark(age: Age) -> Element {
    let (solid, ring, dash) = match age {
        Age::Fresh => (DISC, "", None),
        Age::Ageing => (HALF, DISC, None),
        Age::Stale => ("", DISC, Some("1.6 1.35")),
    };
    let ring =
        path(ring).set("fill", "none").set("stroke", "currentColor").set("stroke-width", "1.25");
    mark()
        .set("data-age", age.as_str())
        .child(path(solid))
        .child(ring.maybe("stroke-dasharray", dash))
}

/// The dot of what is in play.
pub fn live_mark() -> Element {
    mark().child(path(DISC))
}

fn mark() -> Element {
    drawing("mark", "0 0 10 10")
}
