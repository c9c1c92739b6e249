//! The programs that the tests drive, and the gate that keeps them from running unasked.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Whether browsers may be started: `ODDSBOARD_E2E=1`.
pub fn are_wanted() -> bool {
    is_set("ODDSBOARD_E2E")
}

/// Whether runs of many minutes may be started: `ODDSBOARD_LONG=1`.
pub fn long_runs_are_wanted() -> bool {
    is_set("ODDSBOARD_LONG")
}

fn is_set(variable: &str) -> bool {
    env::var_os(variable).is_some_and(|value| value == "1")
}

/// A number from the environment, or the usual one.
pub fn number(variable: &str, usual: u32) -> u32 {
    env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// The root of the checkout.
pub fn checkout() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    root.unwrap_or(Path::new(".")).to_owned()
}

/// The built page: `ODDSBOARD_DIST`, else `dist` in the checkout.
pub fn dist() -> PathBuf {
    env::var_os("ODDSBOARD_DIST").map_or_else(|| checkout().join("dist"), PathBuf::from)
}

/// Where pictures go; made when it is not there.
///
/// # Errors
///
/// When it cannot be made.
pub fn pictures() -> Result<PathBuf> {
    let target =
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| checkout().join("target"), PathBuf::from);
    let folder = target.join("end-to-end");
    std::fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    Ok(folder)
}

/// A program: what the variable says, else the first of these names found on `PATH` or among the cached tools.
///
/// # Errors
///
/// When there is none.
pub fn program(variable: &str, names: &[&str]) -> Result<PathBuf> {
    if let Some(said) = env::var_os(variable) {
        return Ok(said.into());
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<_> = env::split_paths(&path).chain(cached("bin")).collect();
    let found = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    found
        .into_iter()
        .find(|path| path.is_file())
        .with_context(|| format!("no {} found; {variable} may say where it is", names.join(" or ")))
}

/// The text of axe, the accessibility checker: from `AXE`, else from the cached tools.
///
/// # Errors
///
/// When there is none or it cannot be read.
pub fn axe() -> Result<String> {
    let said = env::var_os("AXE").map(PathBuf::from);
    let inside =
        cached("node_modules/axe-core").into_iter().map(|folder| folder.join("axe.min.js"));
    let path = said.or_else(|| inside.into_iter().find(|path| path.is_file()));
    let path = path.context("no axe.min.js found; AXE may say where it is")?;
    std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
}

/// A folder by this name in every cached tool that has one.
fn cached(name: &str) -> Vec<PathBuf> {
    let home = |name: &str| env::var_os(name).map(PathBuf::from);
    let root = home("ODDSBOARD_TOOLS")
        .or_else(|| home("XDG_CACHE_HOME").map(|cache| cache.join("oddsboard/tools")))
        .or_else(|| home("HOME").map(|home| home.join(".cache/oddsboard/tools")));
    let tools = root.and_then(|root| std::fs::read_dir(root).ok());
    let folders = tools.into_iter().flatten().flatten().map(|tool| tool.path().join(name));
    folders.filter(|folder| folder.is_dir()).collect()
}
