//! Writes the compressed forms of files beside them, as small as they can be made.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::CONFIG;

/// Smaller files travel in one packet either way.
const LEAST_BYTES: usize = 256;
/// Kinds of files that are not compressed already.
const KINDS: [&str; 9] = ["css", "html", "js", "json", "map", "svg", "txt", "wasm", "webmanifest"];

/// Compresses every file of the folder that gains by it.
///
/// # Errors
///
/// When a file cannot be read or written.
pub(crate) fn all(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            all(&path)?;
        } else if is_worth_it(&path) {
            one(&path)?;
        }
    }
    Ok(())
}

fn is_worth_it(path: &Path) -> bool {
    let kind = path.extension().unwrap_or_default().to_string_lossy();
    // A host edits this file, and a compressed form would still say the old thing.
    let is_edited = path.file_name().is_some_and(|name| name == CONFIG.0);
    KINDS.contains(&&*kind) && !is_edited
}

/// Compresses one file, if it gains by it.
///
/// # Errors
///
/// When it cannot be read or written.
pub(crate) fn one(path: &Path) -> Result<()> {
    let plain = fs::read(path).with_context(|| format!("compressing {}", path.display()))?;
    if plain.len() < LEAST_BYTES {
        return Ok(());
    }
    for (kind, packed) in [("br", brotli(&plain)?), ("gz", gzip(&plain)?)] {
        if packed.len() < plain.len() {
            let name = format!("{}.{kind}", path.display());
            fs::write(&name, packed).with_context(|| format!("writing {name}"))?;
        }
    }
    Ok(())
}

fn brotli(plain: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let params = BrotliEncoderParams { quality: 11, size_hint: plain.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &*plain, &mut packed, &params)?;
    Ok(packed)
}

fn gzip(plain: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(plain)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::{brotli, gzip};

    #[test]
    fn both_forms_give_the_plain_one_back() {
        let plain = "a line of text that repeats itself\n".repeat(50).into_bytes();

        let mut from_brotli = Vec::new();
        let packed = brotli(&plain).unwrap();
        brotli::BrotliDecompress(&mut &*packed, &mut from_brotli).unwrap();
        assert_eq!(from_brotli, plain);
        assert!(packed.len() < plain.len() / 10);

        let mut from_gzip = Vec::new();
        flate2::read::GzDecoder::new(&*gzip(&plain).unwrap()).read_to_end(&mut from_gzip).unwrap();
        assert_eq!(from_gzip, plain);
    }
}
