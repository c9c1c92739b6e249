//! A price over time as a line that steps.

use model::spark::{Stretch, UNIT};

use crate::view::tree::{Element, el};

/// The size of a drawing, in its own units; the line keeps off its edges.
const WIDTH: u32 = 200;
const HEIGHT: u32 = 72;
const EDGE: u32 = 3;

/// A line that steps, broken while there was no price, with a dashed one where it began and a dot where it is now.
/// Without a beginning, because steps were let go of, the dashed line would stand anywhere.
pub(super) fn sparkline(lines: &[Stretch], is_cut: bool) -> Element {
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
