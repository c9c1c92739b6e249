//! Measures the page beside reference pages that do the same job.

use anyhow::Result;

use crate::{build, place, run, setup};

/// Builds all pages and measures what is asked for.
///
/// # Errors
///
/// When set-up or a build fails, a page shows a wrong price, or the machine is too restless to tell anything.
pub(crate) fn bench(args: &[String]) -> Result<()> {
    let tools = setup::for_bench()?;
    build::page(&tools)?;
    let pages = place::target().join("bench/pages");
    let modules = tools.path("bench-pages")?.with_file_name("");
    run::run(run::program("node").arg("bench/pages/build.mjs").arg(modules).arg(&pages))?;
    run::run(&mut run::cargo("build --release --package bench --quiet"))?;
    let mut bench = run::program(place::target().join("release/bench"));
    bench.args(args).env("ODDSBOARD_BENCH_PAGES", pages).env("ODDSBOARD_DIST", place::dist());
    run::run(&mut bench)
}
