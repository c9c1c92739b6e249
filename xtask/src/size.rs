//! What each page of `dist/` makes a visitor load, compressed, against its budget.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::place;

/// A page and the most it may load, in bytes after compression.
const BUDGETS: [(&str, &str, u64); 4] = [
    ("dashboard", "index.html", 110_000),
    ("elements", "embed.js", 90_000),
    ("ticker frame", "ticker.html", 90_000),
    ("grid frame", "grid.html", 90_000),
];

/// What one page loads.
#[derive(Debug)]
pub(crate) struct Page {
    name: &'static str,
    files: Vec<File>,
    budget: u64,
}

#[derive(Debug)]
struct File {
    name: String,
    plain: u64,
    /// As it travels: brotli, or plain where that is no larger.
    packed: u64,
}

/// Prints the table for the page as it was built last.
///
/// # Errors
///
/// When there is none, or it is over its budget.
pub(crate) fn print() -> Result<()> {
    let over: Vec<_> =
        pages(&place::dist())?.iter().filter(|page| !page.print()).map(|page| page.name).collect();
    if !over.is_empty() {
        bail!("over budget: {}", over.join(", "));
    }
    Ok(())
}

/// Every page that was built.
///
/// # Errors
///
/// When there is none or a file cannot be read.
pub(crate) fn pages(dist: &Path) -> Result<Vec<Page>> {
    if !dist.join("index.html").is_file() {
        bail!("{} holds no page: run cargo xtask dist", dist.display());
    }
    let built = BUDGETS.into_iter().filter(|(_, entry, _)| dist.join(entry).is_file());
    built
        .map(|(name, entry, budget)| {
            let files = loaded(dist, entry)?.into_iter().map(|file| measure(dist, file));
            Ok(Page { name, files: files.collect::<Result<_>>()?, budget })
        })
        .collect()
}

impl Page {
    /// Prints its files and their sum; says whether that is within the budget.
    pub(crate) fn print(&self) -> bool {
        let sum: u64 = self.files.iter().map(|file| file.packed).sum();
        let is_within = sum <= self.budget;
        println!("{:42} {:>9} {:>9}", self.name, "bytes", "brotli");
        for File { name, plain, packed } in &self.files {
            println!("  {name:40} {plain:>9} {packed:>9}");
        }
        let verdict = if is_within { "of" } else { "OVER" };
        println!("  {:40} {:>9} {sum:>9} {verdict} {}\n", "sum", "", self.budget);
        is_within
    }
}

fn measure(dist: &Path, name: String) -> Result<File> {
    let size = |name: &str| fs::metadata(dist.join(name)).map(|file| file.len());
    let plain = size(&name).with_context(|| format!("reading {name}"))?;
    let packed = size(&format!("{name}.br")).unwrap_or(plain);
    Ok(File { name, plain, packed })
}

/// The entry, and every file that it or a script or sheet it loads calls by its name.
fn loaded(dist: &Path, entry: &str) -> Result<BTreeSet<String>> {
    let all = fs::read_dir(dist)?.map(|file| Ok(file?.file_name().to_string_lossy().into_owned()));
    let all = all.collect::<Result<Vec<_>>>()?;
    let mut found = BTreeSet::from([entry.to_owned()]);
    let mut unread = vec![entry.to_owned()];
    while let Some(name) = unread.pop() {
        let Ok(text) = fs::read_to_string(dist.join(&name)) else { continue };
        // A page that is named is a link to it.
        let named = all.iter().filter(|other| !is_page(other) && names(&text, other));
        for other in named.cloned().collect::<Vec<_>>() {
            if found.insert(other.clone()) {
                unread.push(other);
            }
        }
    }
    Ok(found)
}

fn is_page(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|kind| kind == "html")
}

/// Whether a text holds the name as a whole, at the end of an address in quotes.
fn names(text: &str, file: &str) -> bool {
    ["/", "\"", "'"].iter().any(|before| {
        ["\"", "'"].iter().any(|after| text.contains(&format!("{before}{file}{after}")))
    })
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_file_is_named_as_a_whole() {
        assert!(names("at(\"./app-1.js\")", "app-1.js"));
        assert!(names("href='style.css'", "style.css"));
        assert!(!names("\"./my-app-1.js\"", "app-1.js"));
        assert!(!names("\"./app-1.json\"", "app-1.js"));
    }
}
