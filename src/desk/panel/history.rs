//! How the best prices went: a step line for each selection, and where it began, its lowest and its highest.

use std::cmp::Ordering;

use model::board::MarketId;
use model::history::Record;
use model::movement::Trend;
use model::spark::{Stretch, UNIT, stretches};
use model::time::Instant;
use model::view::{CompareView, PickView};

use crate::desk::kit::panel;
use crate::desk::sight::Sight;
use crate::view::mark::trend_mark;
use crate::view::tree::{Element, el};
use crate::view::words::{self as said, desk as words};

/// The longest time that is shown, in milliseconds: a day.
const WINDOW_MS: i64 = 24 * 60 * 60_000;
/// A move is recent for so long, in milliseconds.
const RECENT_MS: i64 = 10 * 60_000;
/// The size of a plot, in its own units; the line keeps off its edges.
const WIDTH: u32 = 200;
const HEIGHT: u32 = 72;
const EDGE: u32 = 3;

pub(super) fn draw(sight: &Sight<'_>, market: MarketId, view: &CompareView) -> Option<Element> {
    let now = sight.moment.now;
    let since = sight.records.since()?;
    let start = since.max(now.plus_ms(-WINDOW_MS));
    let plots = view.picks.iter().filter_map(|pick| plot(sight, market, pick, start));
    let note = words::followed_since(&sight.clock(start));
    Some(panel(words::HISTORY, note).child(el("div", "history").children(plots)))
}

fn plot(sight: &Sight<'_>, market: MarketId, pick: &PickView, start: Instant) -> Option<Element> {
    let data = sight.board.market(market)?;
    let is_named = |name| **sight.board.text(name) == *pick.selection;
    let selection = data.selections.iter().position(|selection| is_named(selection.name))?;
    let record = sight.records.of((market, selection))?;
    record.current()?;
    let head = el("figcaption", "history__head")
        .child(el("bdi", "").child(&pick.selection))
        .child(now(sight, record));
    let lines = stretches(record, start, sight.moment.now);
    Some(
        el("figure", "history__plot")
            .child(head)
            .child(el("div", "history__field").child(sparkline(&lines, record.is_cut())))
            .child(facts(sight, record)),
    )
}

/// The price as it is now; one that does not count is not told.
fn now(sight: &Sight<'_>, record: &Record) -> Element {
    let shown = el("bdi", "history__now");
    let current = record.current().filter(|_| record.pulse().price().is_some());
    let Some(current) = current else { return shown.child(said::NOTHING) };
    let trend = match record.previous().map(|before| before.price.cmp(&current.price)) {
        Some(Ordering::Less) => Trend::Up,
        Some(Ordering::Greater) => Trend::Down,
        Some(Ordering::Equal) | None => Trend::Flat,
    };
    let is_recent = current.at.age_ms(sight.moment.now) < RECENT_MS;
    shown.child(trend_mark(trend, is_recent)).child(sight.price(current.price))
}

/// A line that steps, broken while there was no price.
fn sparkline(lines: &[Stretch], is_cut: bool) -> Element {
    let first = lines.first().and_then(|line| line.points.first()).filter(|_| !is_cut);
    let base = first.map(|first| {
        let y = height(first.y);
        path("sparkline__base", ["M0 ", &y, "H", &WIDTH.to_string()].concat())
    });
    let last = lines.last().filter(|line| line.end == UNIT).and_then(|line| line.points.last());
    let now = last.map(|last| {
        let dot = ["M", &WIDTH.to_string(), " ", &height(last.y), "h.01"].concat();
        path("sparkline__now", dot)
    });
    el("svg", "sparkline")
        .attr("viewBox", ["0 0 ", &WIDTH.to_string(), " ", &HEIGHT.to_string()].concat())
        .set("preserveAspectRatio", "none")
        .set("aria-hidden", "true")
        .child(base)
        .child(path("sparkline__line", steps(lines)))
        .child(now)
}

fn path(class: &'static str, line: String) -> Element {
    el("path", class).attr("d", line)
}

fn steps(lines: &[Stretch]) -> String {
    let mut path = String::new();
    for line in lines {
        for (nth, point) in line.points.iter().enumerate() {
            let (x, y) = (width(point.x), height(point.y));
            let piece =
                if nth == 0 { ["M", &x, " ", &y].concat() } else { ["H", &x, "V", &y].concat() };
            path.push_str(&piece);
        }
        path.push('H');
        path.push_str(&width(line.end));
    }
    path
}

fn width(x: u16) -> String {
    (u32::from(x) * WIDTH / u32::from(UNIT)).to_string()
}

/// The highest price is at the top.
fn height(y: u16) -> String {
    let up = u32::from(y.min(UNIT)) * (HEIGHT - 2 * EDGE) / u32::from(UNIT);
    (HEIGHT - EDGE - up).to_string()
}

fn facts(sight: &Sight<'_>, record: &Record) -> Element {
    let marks = [
        (words::OPEN, record.opener()),
        (words::BEFORE, record.previous()),
        (words::LOW, record.low()),
        (words::HIGH, record.high()),
    ];
    let fact = |(word, mark): (&'static str, Option<model::pulse::Mark>)| {
        let mark = mark?;
        let figure = el("b", "").child(el("bdi", "").child(sight.price(mark.price)));
        Some(
            el("span", "history__fact")
                .attr("title", words::at(&sight.clock(mark.at)))
                .child(word)
                .child(" ")
                .child(figure),
        )
    };
    let gaps = record.samples().iter().filter(|sample| sample.price.is_none()).count();
    let gaps = (gaps > 0).then(|| el("span", "history__fact").child(words::gaps(gaps)));
    el("p", "history__facts").children(marks.into_iter().filter_map(fact)).child(gaps)
}

#[cfg(test)]
mod tests {
    use model::spark::{Point, Stretch};

    use super::steps;

    #[test]
    fn a_line_steps_and_breaks() {
        let point = |x, y| Point { x, y };
        let lines = [
            Stretch { points: vec![point(0, 0), point(500, 1000)], end: 750 },
            Stretch { points: vec![point(800, 500)], end: 1000 },
        ];
        assert_eq!(steps(&lines), "M0 69H100V3H150M160 36H200");
        assert_eq!(steps(&[]), "");
    }
}
