//! Measures what it is asked to; `cargo xtask bench` starts it once everything is built.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use bench::args::{USAGE, Wish};
use bench::jobs;
use bench::stage::Stage;
use end_to_end::tools;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.iter().any(|arg| matches!(arg.as_str(), "help" | "--help" | "-h")) {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    match run(&args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Result<bool> {
    let wish = Wish::read(args)?;
    let pages = std::env::var_os("ODDSBOARD_BENCH_PAGES").map(PathBuf::from);
    let pages = pages.context("ODDSBOARD_BENCH_PAGES says where the reference pages are")?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let stage = Stage::start(&tools::dist(), &pages).await?;
        jobs::run(&stage, &wish).await
    })
}
