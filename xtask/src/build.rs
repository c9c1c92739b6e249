//! Builds the page and the server, and only when something they are made of changed.

mod stamp;

use std::path::PathBuf;

use anyhow::Result;

use crate::setup::{self, Tools};
use crate::{place, run};

/// Builds everything that is needed to run it.
///
/// # Errors
///
/// When the set-up or a build fails.
pub(crate) fn dist() -> Result<()> {
    page(&setup::for_page()?)?;
    let server = server()?;
    println!("built: {} and {}", place::dist().display(), server.display());
    Ok(())
}

/// Builds `dist/` unless it is what the sources would give.
///
/// # Errors
///
/// When Trunk or the finish step fails.
pub(crate) fn page(tools: &Tools) -> Result<()> {
    if stamp::is_current()? {
        return Ok(());
    }
    // Taken before the build: what changes during it counts as changed.
    let inputs = stamp::inputs()?;
    let mut trunk = run::program("trunk");
    // Trunk takes NO_COLOR for a flag of its own and refuses the customary value.
    trunk.args(["build", "--release", "--offline"]).env_remove("NO_COLOR");
    run::run(tools.equip(&mut trunk)?)?;
    stamp::put(&inputs)
}

/// Builds the server; Cargo itself knows whether it must. Says where the program is.
///
/// # Errors
///
/// When the build fails.
pub(crate) fn server() -> Result<PathBuf> {
    run::run(&mut run::cargo("build --release --package server --quiet"))?;
    Ok(place::target().join("release/oddsboard"))
}
