//! What a job tells, and the document it goes into.

mod machine;

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::args::Job;

/// The document, in the checkout; what stands in it outside of a job's markers is left alone.
const DOCUMENT: &str = "docs/performance.md";

/// What came out of a job.
#[derive(Clone, Debug)]
pub struct Told {
    /// Sentences and tables.
    pub text: String,
    /// Pictures by their names.
    pub pictures: Vec<(&'static str, String)>,
    /// Whether it came out as it should: nothing was shown wrongly, and what is told may be told.
    pub is_good: bool,
}

/// A table in Markdown.
#[derive(Clone, Debug)]
pub struct Table(String);

impl Table {
    /// A table without rows.
    pub fn new(columns: &[&str]) -> Self {
        Self(format!("| {} |\n|{}\n", columns.join(" | "), "---|".repeat(columns.len())))
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let cells: Vec<_> = cells.into_iter().collect();
        self.0 += &["| ", &cells.join(" | "), " |\n"].concat();
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Writes a job's part of the document, and its pictures beside it.
///
/// # Errors
///
/// When a file cannot be read or written.
pub fn write(job: Job, told: &Told, browser: &str) -> Result<()> {
    let mut text = format!("{}\n\n{}", machine::line(browser), told.text.trim_end());
    for (name, picture) in &told.pictures {
        let file = format!("performance-{name}.svg");
        put(&Path::new(DOCUMENT).with_file_name(&file), picture)?;
        text += &["\n\n![", name, "](", &file, ")"].concat();
    }
    let path = Path::new(DOCUMENT);
    let document =
        fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    put(path, &replaced(&document, job.name(), &text))
}

fn put(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("writing {}", path.display()))
}

/// The document with this text between the markers of this name; they are added at its end if it has none.
fn replaced(document: &str, name: &str, text: &str) -> String {
    let (begin, end) = (format!("<!-- bench {name} -->"), format!("<!-- bench {name} end -->"));
    let part = format!("{begin}\n\n{text}\n\n{end}");
    let (before, after) = match document.split_once(&begin) {
        Some((before, rest)) => (before, rest.split_once(&end).map_or("", |(_, after)| after)),
        None => (document, "\n"),
    };
    let gap = if document.contains(&begin) { "" } else { "\n" };
    format!("{before}{gap}{part}{after}")
}

#[cfg(test)]
mod tests {
    use super::{Table, replaced};

    #[test]
    fn what_stands_outside_of_the_markers_is_left_alone() {
        let check = |document: &str, expected: &str| {
            assert_eq!(replaced(document, "start", "new"), expected);
        };
        check("Words.\n", "Words.\n\n<!-- bench start -->\n\nnew\n\n<!-- bench start end -->\n");
        check(
            "Before.\n<!-- bench start -->\nold\n<!-- bench start end -->\nAfter.\n",
            "Before.\n<!-- bench start -->\n\nnew\n\n<!-- bench start end -->\nAfter.\n",
        );
        let once = replaced("Words.\n", "start", "new");
        assert_eq!(replaced(&once, "start", "new"), once);
    }

    #[test]
    fn a_table_has_a_line_for_every_row() {
        let mut table = Table::new(&["page", "ms"]);
        table.row(["grid".to_owned(), "1".to_owned()]);
        assert_eq!(table.to_string(), "| page | ms |\n|---|---|\n| grid | 1 |\n");
    }
}
