//! What each page of `dist/` makes a visitor load, compressed, against its budget.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::place;

/// What a page may load, in bytes after compression.
#[derive(Clone, Copy, Debug)]
struct Budget {
    name: &'static str,
    entry: &'static str,
    /// How the names of the files begin that alone count; all do where there are none.
    only: &'static [&'static str],
    /// What the entry names and this page does not load: how those files' names begin.
    without: &'static [&'static str],
    /// Where it should get to.
    target: u64,
    /// Where it is. A change that adds more than a hundredth makes it worse and fails.
    measured: u64,
}

/// What the dashboard loads only when a reader opens a match or a list, or reads another language than English.
const ON_DEMAND: &[&str] = &["beside", "desk", "words-"];

const BUDGETS: [Budget; 4] = [
    Budget {
        name: "dashboard",
        entry: "index.html",
        only: &[],
        without: ON_DEMAND,
        target: 135_000,
        measured: 164_302,
    },
    Budget {
        name: "desk",
        entry: "index.html",
        only: &["beside", "desk"],
        without: &[],
        target: 100_000,
        measured: 145_665,
    },
    Budget {
        name: "elements",
        entry: "embed.js",
        only: &[],
        without: &["ticker-", "words-"],
        target: 90_000,
        measured: 135_602,
    },
    Budget {
        name: "ticker",
        entry: "embed.js",
        only: &[],
        without: &["elements-", "words-"],
        target: 75_000,
        measured: 107_024,
    },
];

/// What a reader of another language than English loads beside any page: what brings languages, and the largest one.
const LANGUAGE: Budget = Budget {
    name: "language",
    entry: "index.html",
    only: &["words-"],
    without: &[],
    target: 6_000,
    measured: 6_003,
};

impl Budget {
    fn ceiling(&self) -> u64 {
        self.measured + self.measured / 100
    }

    fn has(&self, file: &str) -> bool {
        let begins = |starts: &[&str]| starts.iter().any(|start| file.starts_with(start));
        (self.only.is_empty() || begins(self.only)) && !begins(self.without)
    }
}

/// What one page loads.
#[derive(Debug)]
pub(crate) struct Page {
    budget: Budget,
    files: Vec<File>,
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
/// When there is none, or it is over its ceiling.
pub(crate) fn print() -> Result<()> {
    let over: Vec<_> = pages(&place::dist())?
        .iter()
        .filter(|page| !page.print())
        .map(|page| page.budget.name)
        .collect();
    if !over.is_empty() {
        bail!("over the ceiling: {}", over.join(", "));
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
    let built = BUDGETS.into_iter().filter(|budget| dist.join(budget.entry).is_file());
    let mut pages = built.map(|budget| page(dist, budget)).collect::<Result<Vec<_>>>()?;
    let mut language = page(dist, LANGUAGE)?;
    language.files.push(largest_language(dist)?);
    pages.push(language);
    Ok(pages)
}

fn page(dist: &Path, budget: Budget) -> Result<Page> {
    let files = loaded(dist, budget.entry)?.into_iter().filter(|file| budget.has(file));
    let files = files.map(|file| measure(dist, file));
    Ok(Page { budget, files: files.collect::<Result<_>>()? })
}

/// No script names a language's file as a whole, because its reader's code is a part of the name.
fn largest_language(dist: &Path) -> Result<File> {
    let languages = names_in(dist)?.into_iter().filter(|name| is_language(name));
    let languages = languages.map(|name| measure(dist, name)).collect::<Result<Vec<_>>>()?;
    languages.into_iter().max_by_key(|file| file.packed).context("no language was built")
}

/// Whether a file is named as a language is: its code and the digest of all of them.
fn is_language(name: &str) -> bool {
    let parts = name.strip_suffix(".txt").and_then(|name| name.split_once('-'));
    parts.is_some_and(|(code, digest)| code.len() == 2 && digest.len() == 16)
}

impl Page {
    /// Prints its files and their sum beside the target; says whether that is under the ceiling.
    pub(crate) fn print(&self) -> bool {
        let sum: u64 = self.files.iter().map(|file| file.packed).sum();
        let Budget { name, target, measured, .. } = self.budget;
        let ceiling = self.budget.ceiling();
        println!("{name:42} {:>9} {:>9}", "bytes", "brotli");
        for File { name, plain, packed } in &self.files {
            println!("  {name:40} {plain:>9} {packed:>9}");
        }
        let verdict = match sum {
            sum if sum > ceiling => "OVER ITS CEILING",
            sum if sum > target => "over its target",
            _ => "within its target",
        };
        println!("  {:40} {:>9} {sum:>9}", "sum", "");
        println!("  was {measured}, may be {ceiling}, should be {target}: {verdict}\n");
        sum <= ceiling
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
    let all = names_in(dist)?;
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

fn names_in(folder: &Path) -> Result<Vec<String>> {
    let name = |file: fs::DirEntry| file.file_name().to_string_lossy().into_owned();
    fs::read_dir(folder)?.map(|file| Ok(name(file?))).collect()
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
    use super::{is_language, names};

    #[test]
    fn a_language_is_known_by_its_name() {
        assert!(is_language("de-0123456789abcdef.txt"));
        for name in
            ["sample.txt", "de-0123456789abcdef.txt.br", "de.txt", "words-0123456789abcdef.js"]
        {
            assert!(!is_language(name), "{name}");
        }
    }

    #[test]
    fn a_file_is_named_as_a_whole() {
        assert!(names("at(\"./app-1.js\")", "app-1.js"));
        assert!(names("href='style.css'", "style.css"));
        assert!(!names("\"./my-app-1.js\"", "app-1.js"));
        assert!(!names("\"./app-1.json\"", "app-1.js"));
    }
}
