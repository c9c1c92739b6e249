//! One program of the page: its wasm and the glue around it, named by what is in them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::digest::Digest;
use super::{Care, names, read, script, write};

/// What the loaders call a program by, relative to the page.
#[derive(Debug)]
pub(crate) struct Program {
    pub(crate) glue: String,
    pub(crate) wasm: String,
}

/// Puts a program in its final form, in place of the two files that Trunk staged.
///
/// # Errors
///
/// When they are not there or not as wasm-bindgen writes them.
pub(crate) fn finish(
    staged: &Path,
    name: &str,
    glue: &str,
    wasm: &str,
    care: Care,
) -> Result<Program> {
    let (glue, wasm) = (staged.join(glue), staged.join(wasm));
    let mut script = read(&glue)?;
    let mut program = fs::read(&wasm).with_context(|| format!("reading {}", wasm.display()))?;
    if care == Care::Thorough {
        (program, script) = names::shorten(&program, &script)?;
        script = script::minify(&script)?;
    }
    for old in [&glue, &wasm] {
        fs::remove_file(old).with_context(|| format!("removing {}", old.display()))?;
    }
    let wasm = format!("{name}-{}.wasm", Digest::of(&program));
    let glue = format!("{name}-{}.js", Digest::of(script.as_bytes()));
    fs::write(staged.join(&wasm), program).with_context(|| format!("writing {wasm}"))?;
    write(&staged.join(&glue), &script)?;
    Ok(Program { glue: format!("./{glue}"), wasm: format!("./{wasm}") })
}
