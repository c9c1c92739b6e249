//! Reads the folder of the built page into memory.

use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use sha2::{Digest, Sha256};

use super::{Assets, File};
use crate::headers::Use;

/// A built page is a few megabytes; more means that the wrong folder is named.
const MOST_BYTES: u64 = 128 * 1024 * 1024;
const MOST_FILES: usize = 4096;
/// Digits after the last dash that make a name one that changes with its content.
const HASH_DIGITS: usize = 8;

/// Why the folder cannot be served.
#[derive(Debug)]
pub enum DistError {
    /// There is no `index.html` in it.
    NoPage(PathBuf),
    /// Something in it cannot be read.
    Unreadable(PathBuf, io::ErrorKind),
    /// It is far larger than a built page.
    TooLarge(PathBuf),
}

impl Assets {
    /// Takes in every file of the folder; hidden ones are left out.
    pub(crate) fn read(dist: &Path, stream_origin: &str) -> Result<Self, DistError> {
        if !dist.join("index.html").is_file() {
            return Err(DistError::NoPage(dist.to_owned()));
        }
        let mut found = HashMap::new();
        let mut left = MOST_BYTES;
        collect(dist, "", &mut found, &mut left)?;
        let plain = found.iter().filter(|(path, _)| !is_compressed_form(path, &found));
        let files = plain.map(|(path, bytes)| (path.clone(), file(path, bytes, &found))).collect();
        Ok(Self { files, connect: stream_origin.to_owned() })
    }
}

/// Adds the files of a folder under the path they will be asked for by.
fn collect(
    folder: &Path,
    prefix: &str,
    found: &mut HashMap<String, Bytes>,
    left: &mut u64,
) -> Result<(), DistError> {
    let unreadable = |error: io::Error| DistError::Unreadable(folder.to_owned(), error.kind());
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else { continue };
        let (path, key) = (entry.path(), format!("{prefix}/{name}"));
        // Links are not followed: they may lead out of the folder.
        let metadata = entry.metadata().map_err(unreadable)?;
        if metadata.is_dir() {
            collect(&path, &key, found, left)?;
        } else if metadata.is_file() {
            let fits = metadata.len() <= *left && found.len() < MOST_FILES;
            *left = left.saturating_sub(metadata.len());
            if !fits {
                return Err(DistError::TooLarge(folder.to_owned()));
            }
            let bytes = fs::read(&path).map_err(unreadable)?;
            found.insert(key, bytes.into());
        }
    }
    Ok(())
}

fn is_compressed_form(path: &str, found: &HashMap<String, Bytes>) -> bool {
    let plain = path.strip_suffix(".br").or_else(|| path.strip_suffix(".gz"));
    plain.is_some_and(|plain| found.contains_key(plain))
}

fn file(path: &str, plain: &Bytes, found: &HashMap<String, Bytes>) -> File {
    let name = path.rsplit('/').next().unwrap_or(path);
    File {
        plain: plain.clone(),
        brotli: found.get(&format!("{path}.br")).cloned(),
        gzip: found.get(&format!("{path}.gz")).cloned(),
        digest: digest(plain),
        mime: mime(name),
        hashed: is_hashed(name),
        used_as: Use::of(path),
    }
}

/// The first sixteen hexadecimal digits of a content's SHA-256.
fn digest(content: &[u8]) -> String {
    let first = Sha256::digest(content).into_iter().take(8);
    format!("{:016x}", first.fold(0_u64, |digits, byte| digits << 8 | u64::from(byte)))
}

/// Whether a name carries a hash, as in `app-0123456789abcdef.js` and `app-0123456789abcdef_bg.wasm`.
fn is_hashed(name: &str) -> bool {
    let Some((_, rest)) = name.rsplit_once('-') else { return false };
    let hash = rest.split(['.', '_']).next().unwrap_or_default();
    rest.contains('.')
        && hash.len() >= HASH_DIGITS
        && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn mime(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        _ => "application/octet-stream",
    }
}

impl fmt::Display for DistError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPage(folder) => write!(
                f,
                "no index.html in {}: build the page with cargo xtask dist, or name its folder with --dist",
                folder.display()
            ),
            Self::Unreadable(folder, kind) => write!(f, "cannot read {}: {kind}", folder.display()),
            Self::TooLarge(folder) => write!(
                f,
                "{} holds far more than a built page: is --dist the right folder?",
                folder.display()
            ),
        }
    }
}

impl std::error::Error for DistError {}

#[cfg(test)]
mod tests {
    use super::{is_hashed, mime};

    #[test]
    fn names_that_change_with_their_content_are_told_apart() {
        let check = |name: &str, hashed: bool| assert_eq!(is_hashed(name), hashed, "{name}");
        check("oddsboard-0a1b2c3d.css", true);
        check("oddsboard-app-0123456789abcdef.js", true);
        check("oddsboard-app-0123456789abcdef_bg.wasm", true);
        check("embed.js", false);
        check("index.html", false);
        check("dash-board.js", false);
        check("x-0a1b2c3.js", false);
        check("x-0a1b2c3d", false);
        check("deadbeef.js", false);
    }

    #[test]
    fn modules_have_the_types_browsers_insist_on() {
        assert_eq!(mime("a-0_bg.wasm"), "application/wasm");
        assert_eq!(mime("embed.js"), "text/javascript; charset=utf-8");
        assert_eq!(mime("README"), "application/octet-stream");
    }
}
