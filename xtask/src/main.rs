//! The project's own commands: `cargo xtask` lists them.

mod bench;
mod build;
mod demo;
mod dev;
mod finish;
mod fuzz;
mod long;
mod meter;
mod mutants;
mod pictures;
mod place;
mod run;
mod setup;
mod size;
mod verify;

use std::process::ExitCode;

use anyhow::{Result, bail};

const USAGE: &str = "\
cargo xtask <command>

  demo     [--port N] [--seed N] [--scenario NAME]
           set up, build and show the board on a simulated feed
  verify   set up and run every check; the last line counts them
  fuzz     [--seconds N]
           look for inputs that the parsers and the board do not stand; 30 s unless said
  bench    [JOB…] [--rounds N] [--quick]
           measure the page beside reference pages that do the same job; bench --help lists the jobs
  long     [NAME…]
           runs of many minutes in a browser, each of which prints its figures:
           accept_then_close feed_down flood handovers soak
  pictures make the pictures of the documents anew
  dist     build dist/ and target/release/oddsboard
  dev      work on it: the server on a simulated feed, the page rebuilt on change
  setup    install the tools of all of these, once
  mutants  break the connection's machine in many ways, and expect its tests to notice
  meter    count the instructions that a message of the feed costs, beside a straightforward program's
  size     print what each page of dist/ loads";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&args) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(args: &[String]) -> Result<ExitCode> {
    let Some((command, rest)) = args.split_first() else { bail!("which command?\n\n{USAGE}") };
    if !["bench", "demo", "fuzz", "long"].contains(&command.as_str()) && !rest.is_empty() {
        bail!("{command} takes no arguments\n\n{USAGE}");
    }
    match command.as_str() {
        "demo" => return demo::demo(rest),
        "verify" => return Ok(verify::verify()),
        "bench" => bench::bench(rest),
        "fuzz" => fuzz::fuzz(rest),
        "long" => long::long(rest),
        "dist" => build::dist(),
        "dev" => dev::dev(),
        "setup" => setup::for_checks().map(drop),
        "meter" => meter::print(),
        "mutants" => mutants::all(),
        "pictures" => pictures::pictures(),
        "size" => size::print(),
        // Trunk calls this as its last step.
        "finish" => finish::hook(),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        other => bail!("there is no command {other}\n\n{USAGE}"),
    }?;
    Ok(ExitCode::SUCCESS)
}
