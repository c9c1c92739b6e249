//! Small pictures as SVG: bars with their intervals, and lines.

use std::fmt::Write as _;

const WIDTH: f64 = 760.0;
const INK: &str = "#1f2933";
const FAINT: &str = "#d5dbe1";
/// Told apart by their lightness too, for who sees few colours.
const COLOURS: [&str; 5] = ["#0b5394", "#e08e0b", "#5f9ea0", "#7b3f9d", "#9aa5b1"];

/// A bar and where its value lies with 95 % confidence.
#[derive(Clone, Debug)]
pub struct Bar {
    /// What it is.
    pub name: String,
    /// Its length.
    pub value: f64,
    /// The lower end of its interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// A line through points.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is.
    pub name: String,
    /// Its points, from the left.
    pub points: Vec<(f64, f64)>,
}

/// Bars, one beneath the other.
pub fn bars(title: &str, bars: &[Bar]) -> String {
    let (left, top, step) = (150.0, 44.0, 28.0);
    let most = bars.iter().map(|bar| bar.high).fold(1e-9, f64::max);
    let scale = (WIDTH - left - 80.0) / most;
    let mut drawn = String::new();
    for (nth, bar) in bars.iter().enumerate() {
        let (y, end) = (top + step * nth as f64, left + bar.value * scale);
        let middle = y + step / 2.0;
        rectangle(&mut drawn, left, y + 5.0, bar.value * scale, step - 10.0, COLOURS[0]);
        let (low, high) = (left + bar.low * scale, left + bar.high * scale);
        stroke(&mut drawn, &[(low, middle), (high, middle)], INK);
        words(&mut drawn, left - 8.0, middle + 4.0, "end", &bar.name);
        words(&mut drawn, high.max(end) + 8.0, middle + 4.0, "start", &format!("{:.0}", bar.value));
    }
    frame(title, top + step * bars.len() as f64 + 12.0, &drawn)
}

/// Lines over one axis; both begin at zero.
pub fn lines(title: &str, axis: &str, lines: &[Line]) -> String {
    let (left, above, height) = (70.0, 44.0, 260.0);
    let points = || lines.iter().flat_map(|line| &line.points);
    let right = round_up(points().map(|(x, _)| *x).fold(1e-9, f64::max));
    let top = round_up(points().map(|(_, y)| *y).fold(1e-9, f64::max));
    let x = |value: f64| left + value / right * (WIDTH - left - 140.0);
    let y = |value: f64| above + height - value / top * height;
    let mut drawn = String::new();
    for part in 0..=4 {
        let share = f64::from(part) / 4.0;
        stroke(&mut drawn, &[(left, y(top * share)), (x(right), y(top * share))], FAINT);
        words(&mut drawn, left - 8.0, y(top * share) + 4.0, "end", &short(top * share));
        words(&mut drawn, x(right * share), above + height + 18.0, "middle", &short(right * share));
    }
    words(&mut drawn, x(right / 2.0), above + height + 38.0, "middle", axis);
    for (nth, line) in lines.iter().enumerate() {
        let colour = COLOURS[nth % COLOURS.len()];
        let path: Vec<_> = line.points.iter().map(|(a, b)| (x(*a), y(*b))).collect();
        stroke(&mut drawn, &path, colour);
        for (a, b) in &path {
            let _ = write!(drawn, r#"<circle cx="{a:.1}" cy="{b:.1}" r="2.5" fill="{colour}"/>"#);
        }
        let end = path.last().copied().unwrap_or((left, above));
        words(&mut drawn, end.0 + 8.0, end.1 + 4.0, "start", &line.name);
    }
    frame(title, above + height + 52.0, &drawn)
}

fn frame(title: &str, height: f64, drawn: &str) -> String {
    let mut head = String::new();
    words(&mut head, 12.0, 24.0, "start", title);
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="13" role="img" aria-label="{}"><rect width="{WIDTH}" height="{height}" fill="#ffffff"/>{head}{drawn}</svg>
"##,
        escaped(title)
    )
}

// Writing to a text cannot fail.

fn rectangle(out: &mut String, x: f64, y: f64, width: f64, height: f64, colour: &str) {
    let _ = write!(
        out,
        r#"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" fill="{colour}"/>"#
    );
}

fn stroke(out: &mut String, points: &[(f64, f64)], colour: &str) {
    let path: Vec<_> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    let _ = write!(
        out,
        r#"<polyline points="{}" fill="none" stroke="{colour}" stroke-width="1.5"/>"#,
        path.join(" ")
    );
}

fn words(out: &mut String, x: f64, y: f64, anchor: &str, text: &str) {
    let _ = write!(
        out,
        r#"<text x="{x:.1}" y="{y:.1}" text-anchor="{anchor}" fill="{INK}">{}</text>"#,
        escaped(text)
    );
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// The next number of the kind 1, 2, 5, 10.
fn round_up(value: f64) -> f64 {
    let unit = 10_f64.powf(value.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0];
    steps.into_iter().map(|step| step * unit).find(|round| *round >= value).unwrap_or(value)
}

fn short(value: f64) -> String {
    if value >= 10_000.0 {
        format!("{:.0}k", value / 1_000.0)
    } else if value >= 10.0 || value.fract() == 0.0 {
        format!("{value:.0}")
    } else {
        format!("{value:.2}")
    }
}

#[cfg(test)]
mod tests {
    use super::{Bar, Line, bars, lines, round_up, short};

    #[test]
    fn axes_end_at_round_numbers() {
        let check = |value, expected: &str| assert_eq!(short(round_up(value)), expected, "{value}");
        check(1.0, "1");
        check(1.1, "2");
        check(37.0, "50");
        check(501.0, "1000");
        check(12_000.0, "20k");
        assert_eq!([short(0.0), short(2.5), short(250.0)], ["0", "2.50", "250"]);
    }

    #[test]
    fn what_is_drawn_is_named_and_nothing_of_it_is_markup() {
        let bar = Bar { name: "a<b".to_owned(), value: 2.0, low: 1.0, high: 3.0 };
        let picture = bars("Cost & more", &[bar]);
        assert!(picture.contains("a&lt;b") && picture.contains("Cost &amp; more"), "{picture}");
        let line = Line { name: "ours".to_owned(), points: vec![(0.0, 1.0), (10.0, 2.0)] };
        let picture = lines("Cost", "messages", &[line]);
        assert!(picture.contains(">ours<") && !picture.contains("NaN"), "{picture}");
        assert!(!lines("Nothing", "", &[]).contains("NaN"));
    }
}
