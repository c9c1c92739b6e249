//! The checkout as a set of texts, and offenders named so that an editor can jump to them.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders that are built, fetched or none of the project's business.
const NOT_OURS: [&str; 6] =
    [".git", ".oddsboard", "dist", "node_modules", "proptest-regressions", "target"];

/// One file of the project that is text.
#[derive(Debug)]
pub(crate) struct Text {
    /// From the root of the checkout, with `/` between folders.
    pub(crate) path: String,
    /// What it says.
    pub(crate) text: String,
}

/// The root of the checkout.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every text under these folders or files whose name has this ending.
pub(crate) fn texts(under: &[&str], ending: &str) -> Vec<Text> {
    let mut paths = Vec::new();
    for path in under {
        collect(&root().join(path), &mut paths);
    }
    paths.sort();
    let texts: Vec<_> = paths.iter().filter_map(|path| Text::read(path)).collect();
    let found: Vec<_> = texts.into_iter().filter(|text| text.path.ends_with(ending)).collect();
    assert!(!found.is_empty(), "nothing to check: no {ending} under {under:?}");
    found
}

/// One file.
pub(crate) fn text(path: &str) -> Text {
    Text::read(&root().join(path)).unwrap_or_else(|| panic!("{path} is not there"))
}

/// Every line that offends, as `path:line: text`.
pub(crate) fn lines(texts: &[Text], offends: impl Fn(&Text, &str) -> bool) -> Vec<String> {
    let mut offenders = Vec::new();
    for text in texts {
        for (nth, line) in text.text.lines().enumerate() {
            if offends(text, line) {
                offenders.push(format!("{}:{}: {}", text.path, nth + 1, line.trim()));
            }
        }
    }
    offenders
}

/// Fails with the rule and everything that breaks it.
pub(crate) fn check(rule: &str, offenders: &[String]) {
    assert!(offenders.is_empty(), "{rule}:\n{}", offenders.join("\n"));
}

/// Whether the line holds one of the words as a whole.
pub(crate) fn has_word(line: &str, words: &[&str]) -> bool {
    let mut parts = line.split(|sign: char| !sign.is_alphanumeric() && sign != '_');
    parts.any(|part| words.contains(&part))
}

impl Text {
    fn read(path: &Path) -> Option<Self> {
        let name = path.strip_prefix(root()).ok()?.to_string_lossy().replace('\\', "/");
        Some(Self { path: name, text: fs::read_to_string(path).ok()? })
    }

    /// Whether it lies under this folder or is this file.
    pub(crate) fn is_under(&self, folder: &str) -> bool {
        Path::new(&self.path).starts_with(folder)
    }
}

fn collect(path: &Path, paths: &mut Vec<PathBuf>) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if NOT_OURS.contains(&&*name) {
        return;
    }
    match fs::read_dir(path) {
        Ok(entries) => entries.flatten().for_each(|entry| collect(&entry.path(), paths)),
        Err(_) => paths.push(path.to_owned()),
    }
}
