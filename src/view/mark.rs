//! Marks beside a price: which way it went, and how sure it is. Shapes first, colour second.

use leptos::prelude::*;
use model::freshness::Age;
use model::movement::Trend;

const UP: &str = "M5 1.25 9.5 8.75h-9z";
const DOWN: &str = "M5 8.75.5 1.25h9z";
const DISC: &str = "M1.25 5a3.75 3.75 0 1 0 7.5 0a3.75 3.75 0 1 0-7.5 0";
const HALF: &str = "M5 1.25a3.75 3.75 0 0 0 0 7.5z";

/// A triangle: solid while the move is recent, hollow after.
#[component]
pub fn TrendMark(
    /// Which way the price went; nothing is drawn while it has not moved.
    trend: Trend,
    /// Whether that was within the last ten minutes.
    recent: bool,
) -> impl IntoView {
    let path = match trend {
        Trend::Up => UP,
        Trend::Down => DOWN,
        Trend::Flat => return None,
    };
    let recent = if recent { "true" } else { "false" };
    Some(view! {
        <svg class="mark" viewBox="0 0 10 10" aria-hidden="true" data-trend=trend.as_str() data-recent=recent>
            <path d=path />
        </svg>
    })
}

/// A disc for a fresh price, half a disc for an ageing one, a broken ring for a stale one.
#[component]
pub fn AgeMark(
    /// How sure the price is.
    age: Age,
) -> impl IntoView {
    let (solid, ring, dash) = match age {
        Age::Fresh => (DISC, "", None),
        Age::Ageing => (HALF, DISC, None),
        Age::Stale => ("", DISC, Some("1.6 1.35")),
    };
    view! {
        <svg class="mark" viewBox="0 0 10 10" aria-hidden="true" data-age=age.as_str()>
            <path d=solid />
            <path d=ring fill="none" stroke="currentColor" stroke-width="1.25" stroke-dasharray=dash />
        </svg>
    }
}
