//! Where things are: the checkout, what is built, and the tools kept outside of it.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The root of the checkout.
pub(crate) fn root() -> PathBuf {
    // Cargo says it at run time too, which stays right when the checkout is moved.
    let manifest = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let xtask = manifest.unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    xtask.parent().unwrap_or(Path::new(".")).to_owned()
}

/// Cargo's target folder.
pub(crate) fn target() -> PathBuf {
    // Joining an absolute path replaces the root.
    root().join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// The built page.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// The folder that all checkouts of this machine share for their tools.
///
/// # Errors
///
/// When the environment names neither it nor a home.
pub(crate) fn tools() -> Result<PathBuf> {
    let said = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    said("ODDSBOARD_TOOLS")
        .or_else(|| said("XDG_CACHE_HOME").map(|cache| cache.join("oddsboard/tools")))
        .or_else(|| said("HOME").map(|home| home.join(".cache/oddsboard/tools")))
        .context("HOME is not set; ODDSBOARD_TOOLS may say where tools are kept")
}
