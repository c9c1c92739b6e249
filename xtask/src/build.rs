//! Builds the page and the server, and only when something they are made of changed.

mod stamp;

use std::path::PathBuf;

use anyhow::Result;

use crate::finish::compress;
use crate::setup::{self, Tools};
use crate::{place, run};

/// The recording that lies beside the page, so that a host of files alone has something to show.
const SAMPLE: &str = "sample.txt";

/// The page brings a standard library of its own, built for bytes, in which a panic ends the program without
/// words: their texts and what prints them are a twelfth of the page, and no input leads to one. What that takes is
/// not stable yet, so the pinned toolchain is told to allow it, for the page alone.
const SMALL_STD: [(&str, &str); 4] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "-Zunstable-options -Cpanic=immediate-abort"),
];

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
    fetch_std()?;
    let mut trunk = run::program("trunk");
    // Trunk takes NO_COLOR for a flag of its own and refuses the customary value.
    trunk.args(["build", "--release", "--offline"]).env_remove("NO_COLOR");
    trunk.envs(SMALL_STD);
    run::run(tools.equip(&mut trunk)?)?;
    sample()?;
    stamp::put(&inputs)
}

/// Puts the recording beside the page. It is no part of Trunk's build, whose last step must not build programs with
/// the page's own standard library.
fn sample() -> Result<()> {
    programs()?;
    let path = place::dist().join(SAMPLE);
    run::run(run::program(place::target().join("release/oddsboard-sample")).arg(&path))?;
    compress::one(&path)
}

/// Fetches what the standard library itself is made of, because Trunk builds without the network.
fn fetch_std() -> Result<()> {
    let mut fetch = run::cargo("fetch --locked --quiet --target wasm32-unknown-unknown");
    run::run(fetch.envs(SMALL_STD))
}

/// Builds the server; Cargo itself knows whether it must. Says where the program is.
///
/// # Errors
///
/// When the build fails.
pub(crate) fn server() -> Result<PathBuf> {
    programs()?;
    Ok(place::target().join("release/oddsboard"))
}

/// Both at once, because what they are made of is built twice for one of them alone and then the other.
fn programs() -> Result<()> {
    run::run(&mut run::cargo("build --release --package server --package sample --quiet"))
}
