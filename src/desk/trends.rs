//! In the rows that the reader sees: how the best price of the first outcome went.

use model::spark::stretches;
use model::subject::Subject;
use model::time::Instant;

use crate::desk::focus::Focus;
use crate::desk::panel::history::WINDOW_MS;
use crate::desk::say::Said;
use crate::desk::sight::Sight;
use crate::desk::spark::sparkline;
use crate::view::tree::{Element, Node, code, el};
use crate::view::words::{desk as words, names};

/// Lines are drawn anew so seldom, in milliseconds: all of them shift with time, and nobody reads a price off them.
const APART_MS: i64 = 10_000;

/// The lines that the page shows.
#[derive(Default)]
pub(super) struct Trends {
    /// Rows, and what was said of each last.
    shown: Vec<(Wanted, Option<String>)>,
    drawn_at: Option<Instant>,
}

/// A row as the page tells it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wanted {
    /// What the page knows the row by.
    number: String,
    /// The outcome whose price it is.
    selection: String,
    focus: Focus,
}

impl Wanted {
    /// Reads a line of the page: number, outcome and market with tabs between them; `None` when it is none.
    pub(super) fn read(line: &str) -> Option<Self> {
        let (number, rest) = line.split_once('\t')?;
        let (selection, focus) = rest.split_once('\t')?;
        let focus = Focus::read(focus)?;
        Some(Self { number: number.to_owned(), selection: selection.to_owned(), focus })
    }
}

impl Trends {
    /// Takes the rows that the reader sees now. Those that they saw before keep their lines until the next drawing.
    pub(super) fn want(&mut self, rows: Vec<Wanted>) {
        let mut before = std::mem::take(&mut self.shown);
        let shown = rows.into_iter().map(|row| {
            let held = before.iter().position(|(held, _)| *held == row);
            held.map_or((row, None), |place| before.swap_remove(place))
        });
        self.shown = shown.collect();
    }

    /// Draws what is due: rows that are new, and now and then all of them.
    pub(super) fn draw(&mut self, sight: &Sight<'_>, said: &mut Said) {
        let now = sight.moment.now;
        let is_due = self.drawn_at.is_none_or(|at| at.age_ms(now) >= APART_MS);
        if is_due {
            self.drawn_at = Some(now);
        }
        for (row, held) in self.shown.iter_mut().filter(|(_, held)| is_due || held.is_none()) {
            let tree = code::write(line(sight, row).map(Node::from));
            // Of a row that is new nothing is told, too: the page may hold a line of what stood there before.
            if held.as_ref() != Some(&tree) {
                said.tell(["trend ", &row.number, "\n", &tree].concat());
                *held = Some(tree);
            }
        }
    }

    /// What comes next is of another board: every line is drawn anew.
    pub(super) fn forget(&mut self) {
        self.drawn_at = None;
    }
}

/// Nothing while the price has not moved: a line that is straight says less than none.
fn line(sight: &Sight<'_>, row: &Wanted) -> Option<Element> {
    let market = row.focus.find(sight.board)?;
    let number = sight.board.find_selection(market, &row.selection)?;
    let record = sight.records.of(Subject::best((market, number)))?;
    let since = sight.records.since()?;
    let now = sight.moment.now;
    let start = since.max(now.plus_ms(-WINDOW_MS));
    let lines = stretches(record, start, now);
    lines.iter().any(|line| line.points.len() > 1).then(|| {
        let name = names::selection(&row.selection.as_str().into());
        el("span", "row__trend")
            .set("aria-hidden", "true")
            .attr("title", words::since(&name, &sight.clock(start)))
            .child(sparkline(&lines, record.is_cut()))
    })
}
