//! Starts programs the way every command wants them: in the checkout, with the tools on PATH.

use std::env;
use std::ffi::OsStr;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::place;

/// What Cargo tells the programs it runs. Handed on, these would make build scripts that watch them run again.
const OF_CARGO_RUN: [&str; 2] = ["CARGO_PKG_", "CARGO_MANIFEST_"];

/// A program in the checkout.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(place::root());
    for (variable, _) in env::vars_os() {
        let is_of_run =
            variable.to_str().is_some_and(|it| OF_CARGO_RUN.iter().any(|of| it.starts_with(of)));
        if is_of_run {
            command.env_remove(variable);
        }
    }
    command
}

/// Cargo with these arguments, separated by spaces.
pub(crate) fn cargo(args: &str) -> Command {
    let mut command = program("cargo");
    command.args(args.split_whitespace());
    command
}

/// Runs it to its end, its output shown.
///
/// # Errors
///
/// When it does not start or does not succeed.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("starting {}", shown(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", shown(command));
    }
    Ok(())
}

/// Runs it to its end; its output goes to a log that is shown only when it fails.
///
/// # Errors
///
/// When it does not start or does not succeed.
pub(crate) fn run_quietly(command: &mut Command, log: &Path) -> Result<()> {
    let output = File::create(log).with_context(|| format!("writing {}", log.display()))?;
    command.stdin(Stdio::null()).stdout(output.try_clone()?).stderr(output);
    let done = run(command);
    if done.is_err() {
        eprintln!("\n{}", std::fs::read_to_string(log).unwrap_or_default());
    }
    done
}

/// Whether a program of this name is on PATH.
pub(crate) fn is_on_path(name: &str) -> bool {
    on_path(name).is_some()
}

/// Where on PATH a program of this name is.
///
/// # Errors
///
/// When it is not.
pub(crate) fn find(name: &str) -> Result<PathBuf> {
    on_path(name).with_context(|| format!("{name} is not on PATH"))
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// The command as one would type it.
fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
