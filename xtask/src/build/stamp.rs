//! Remembers what the page was built from, so that nothing is built twice.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::finish::digest::Digest;
use crate::place;

/// Everything that decides what the page is.
const INPUTS: [&str; 20] = [
    "src",
    "style",
    "loader",
    "words",
    "index.html",
    "crates/model/src",
    "crates/model/Cargo.toml",
    "crates/wire/src",
    "crates/wire/Cargo.toml",
    "crates/link/src",
    "crates/link/Cargo.toml",
    "crates/sample/src",
    "crates/sample/Cargo.toml",
    "crates/simulator/src",
    "crates/simulator/Cargo.toml",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "rust-toolchain.toml",
    "xtask/src",
];

/// The digest of all inputs.
///
/// # Errors
///
/// When one of them cannot be read.
pub(crate) fn inputs() -> Result<String> {
    let root = place::root();
    let mut digest = Digest::default();
    for input in INPUTS {
        for file in files(&root.join(input))? {
            let content = fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
            digest.add(file.to_string_lossy().as_bytes());
            digest.add(&content);
        }
    }
    Ok(digest.hex())
}

/// Whether the page that is there is the one the inputs give.
///
/// # Errors
///
/// When an input cannot be read.
pub(crate) fn is_current() -> Result<bool> {
    let said = fs::read_to_string(path()).unwrap_or_default();
    Ok(said == text(&inputs()?))
}

/// Remembers that the page was built from these inputs.
///
/// # Errors
///
/// When the stamp cannot be written.
pub(crate) fn put(inputs: &str) -> Result<()> {
    fs::create_dir_all(place::target())?;
    fs::write(path(), text(inputs)).with_context(|| format!("writing {}", path().display()))
}

/// The page's own digest is part of it, so that a page built otherwise is noticed, and so is that of the recording
/// beside it, which is made last.
fn text(inputs: &str) -> String {
    // The page names every other file by its content, but for those it is sold with.
    let digest = |name| Digest::of(&fs::read(place::dist().join(name)).unwrap_or_default());
    format!("{inputs} {} {}", digest("index.html"), digest(super::SAMPLE))
}

fn path() -> PathBuf {
    place::target().join("page.stamp")
}

/// Every file of a folder, in the order of their names; a file is its own only one.
fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut entries = fs::read_dir(path)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, _>>())
        .with_context(|| format!("reading {}", path.display()))?;
    entries.sort();
    Ok(entries.iter().map(|entry| files(entry)).collect::<Result<Vec<_>>>()?.concat())
}
