//! Runs of many minutes in a real browser, which no check waits for.

use anyhow::Result;

use crate::{build, place, run, setup};

/// Runs those whose names are given, or all, one after the other.
///
/// # Errors
///
/// When set-up or a build fails, or a run does not hold what it is to hold.
pub(crate) fn long(names: &[String]) -> Result<()> {
    let tools = setup::for_checks()?;
    build::page(&tools)?;
    let mut test = run::cargo("test --package end-to-end --test long -- --nocapture");
    test.arg("--test-threads=1")
        .args(names)
        .env("ODDSBOARD_LONG", "1")
        .env("ODDSBOARD_DIST", place::dist())
        .env("CHROMEDRIVER", run::find("chromedriver")?);
    run::run(tools.equip(&mut test)?)
}
