//! The masthead: the name, the places, and how fresh everything is.

use crate::state::screen::Screen;
use crate::view::kit::icon::{drawing, path};
use crate::view::layers::layers;
use crate::view::tree::{Element, el};
use crate::view::words;

/// The head of the dashboard.
pub fn shell(screen: Screen) -> Element {
    let here = el("a", "shell__place").set("href", "./").set("aria-current", "page");
    el("header", "shell")
        .child(el("a", "shell__brand").set("href", "./").child(brand()).child(words::PRODUCT))
        .child(
            el("nav", "shell__places")
                .attr("aria-label", words::PLACES)
                .child(here.child(words::BOARD)),
        )
        .child(layers(screen))
}

/// A staircase on a plate: prices move in steps.
fn brand() -> Element {
    const PLATE: &str = "M5 1h14a4 4 0 0 1 4 4v14a4 4 0 0 1-4 4H5a4 4 0 0 1-4-4V5a4 4 0 0 1 4-4z";
    const STAIRS: &str = "M4.5 16.5H9V12h4.5v2.5H16v-7h3";
    let stairs = path(STAIRS)
        .set("fill", "none")
        .set("stroke-width", "2.25")
        .set("stroke-linejoin", "round")
        .set("stroke-linecap", "round");
    drawing("shell__mark", "0 0 24 24")
        .child(path(PLATE).set("fill", "currentColor").set("stroke", "none"))
        .child(stairs)
}
