//! Line icons on a square of sixteen units, drawn from paths so that they need no sprite in a shadow root.

use crate::view::tree::{Element, el};

/// An icon as paths: what is stroked and what is filled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    line: &'static str,
    fill: &'static str,
    dash: Option<&'static str>,
}

const fn line(line: &'static str) -> Shape {
    Shape { line, fill: "", dash: None }
}

const fn both(line: &'static str, fill: &'static str) -> Shape {
    Shape { line, fill, dash: None }
}

/// Two bars.
pub const PAUSE: Shape = both("", "M4.4 3.5h2.2v9H4.4zM9.4 3.5h2.2v9H9.4z");
/// A triangle to the end.
pub const PLAY: Shape = both("", "M4.5 2.5v11l8.6-5.5z");
/// Two arrows that pass each other.
pub const PASSING: Shape = line("M3 5.5h9L9.5 3M13 10.5H4L6.5 13");
/// A per cent sign.
pub const PERCENT: Shape = line("M12 4l-8 8M4 4h2v2H4zM10 10h2v2h-2z");
/// Steps.
pub const MOVES: Shape = line("M2 12h3V8h3v2h3V4h3");
/// A bell.
pub const BELL: Shape =
    line("M3.5 11.5c1-.9 1-2 1-4a3.5 3.5 0 0 1 7 0c0 2 0 3.1 1 4zM6.75 13.75h2.5");
/// A chevron that opens downwards.
pub const DOWN: Shape = line("m4 6 4 4 4-4");
/// A star, filled where it is pressed.
pub const STAR: Shape =
    line("m8 2.25 1.75 3.6 3.95.55-2.85 2.8.67 3.95L8 11.3l-3.52 1.85.67-3.95L2.3 6.4l3.95-.55z");
/// A chevron that points upwards.
pub const UP: Shape = line("m4 10 4-4 4 4");
/// Two strokes that cross.
pub const CLOSE: Shape = line("m4 4 8 8M12 4l-8 8");
/// A looking glass.
pub const SEARCH: Shape =
    line("M2.75 7a4.25 4.25 0 1 0 8.5 0a4.25 4.25 0 1 0-8.5 0m7.5 3.25 3.25 3.25");
/// A funnel of three lines.
pub const FILTER: Shape = line("M2.5 4.5h11M4.5 8h7M6.5 11.5h3");
/// A padlock.
pub const LOCK: Shape = line(
    "M4.75 7h6.5a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1h-6.5a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1zM5.5 7V5.25a2.5 2.5 0 0 1 5 0V7",
);
/// A key.
pub const KEY: Shape =
    line("M2.5 10.75a2.75 2.75 0 1 0 5.5 0a2.75 2.75 0 1 0-5.5 0m4.75-2L13 3m-2 2 1.75 1.75");
/// A gauge.
pub const GAUGE: Shape = line("M2.5 11.5a5.5 5.5 0 1 1 11 0m-5.5 0 2.75-3.75");
/// A sun.
pub const SUN: Shape = line(
    "M5.25 8a2.75 2.75 0 1 0 5.5 0a2.75 2.75 0 1 0-5.5 0M8 1.75v1.5M8 12.75v1.5M1.75 8h1.5M12.75 8h1.5M3.6 3.6l1.05 1.05M11.35 11.35l1.05 1.05M12.4 3.6l-1.05 1.05M4.65 11.35 3.6 12.4",
);
/// A moon.
pub const MOON: Shape = line("M13 9.5A5.5 5.5 0 0 1 6.5 3a5.25 5.25 0 1 0 6.5 6.5z");
/// Half light, half dark.
pub const AUTO: Shape = both(RING, "M8 2.5a5.5 5.5 0 0 1 0 11z");
/// Four lines close together.
pub const COMPACT: Shape = line("M2.5 4h11M2.5 6.67h11M2.5 9.33h11M2.5 12h11");
/// Three lines.
pub const NORMAL: Shape = line("M2.5 4h11M2.5 8h11M2.5 12h11");
/// Two lines far apart.
pub const COMFORTABLE: Shape = line("M2.5 4.5h11M2.5 11.5h11");
/// A disc in a ring.
pub const LIVE: Shape = both(RING, "M5.25 8a2.75 2.75 0 1 0 5.5 0a2.75 2.75 0 1 0-5.5 0");
/// A dashed ring.
pub const CONNECTING: Shape = Shape { line: RING, fill: "", dash: Some("2.2 2.12") };
/// An arrow that goes round.
pub const RECONNECTING: Shape = line("M13 5.75A5.5 5.5 0 1 0 13.5 8M13.25 2.5v3.25H10");
/// A clock.
pub const POLLING: Shape = line("M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0M8 4.75V8l2.25 1.5");
/// A struck ring.
pub const OFFLINE: Shape = line("M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0m1.6-3.9 7.8 7.8");
/// A square in a square.
pub const STOPPED: Shape = both(
    "M4 3h8a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1z",
    "M6.25 6.25h3.5v3.5h-3.5z",
);

const RING: &str = "M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0";
const BALL: &str = "M2.25 8a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0-11.5 0";

/// The icon of a sport; a plain ball for those without one.
pub fn sport(name: &str) -> Shape {
    match name {
        "Football" => line(
            "M2.25 8a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0-11.5 0M8 5.5l2.4 1.75-.9 2.8h-3l-.9-2.8zM8 5.5V2.3M10.4 7.25l3.1-1M9.5 10.05l1.9 2.55M6.5 10.05l-1.9 2.55M5.6 7.25l-3.1-1",
        ),
        "Tennis" => line(
            "M2.25 8a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0-11.5 0M3.9 4a5.5 5.5 0 0 1 0 8M12.1 4a5.5 5.5 0 0 0 0 8",
        ),
        "Basketball" => line(
            "M2.25 8a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0-11.5 0M2.25 8h11.5M8 2.25v11.5M4 4c2.2 2.1 2.2 5.9 0 8M12 4c-2.2 2.1-2.2 5.9 0 8",
        ),
        _ => line(BALL),
    }
}

/// One icon. It says nothing by itself: a word stands beside it or on the button around it.
pub fn icon(shape: Shape) -> Element {
    classed(shape, "icon")
}

/// An icon at the height of small text.
pub fn small(shape: Shape) -> Element {
    icon(shape).set("data-size", "small")
}

/// An icon with a class of its own besides.
pub fn classed(shape: Shape, class: &'static str) -> Element {
    drawing(class, "0 0 16 16")
        .child(path(shape.line).maybe("stroke-dasharray", shape.dash))
        .child(path(shape.fill).set("fill", "currentColor").set("stroke", "none"))
}

/// A drawing that is not read out.
pub fn drawing(class: &'static str, view: &'static str) -> Element {
    el("svg", class).set("viewBox", view).set("aria-hidden", "true")
}

/// A line of a drawing.
pub fn path(line: &'static str) -> Element {
    el("path", "").set("d", line)
}
