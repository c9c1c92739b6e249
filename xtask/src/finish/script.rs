//! Makes a script smaller, by the tool that everybody uses for it.

use std::io::Write as _;
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use crate::run;

/// The script without what only its readers need.
///
/// # Errors
///
/// When the tool does not start, or does not understand the script.
pub(crate) fn minify(script: &str) -> Result<String> {
    let mut command = run::program("esbuild");
    command.args(["--minify", "--format=esm", "--charset=utf8", "--log-level=warning"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut esbuild = command.spawn().context("starting esbuild")?;
    // It reads all before it writes, and the pipe is closed behind what it reads.
    esbuild.stdin.take().context("a pipe to esbuild")?.write_all(script.as_bytes())?;
    let output = esbuild.wait_with_output()?;
    if !output.status.success() {
        bail!("esbuild ended with {}", output.status);
    }
    Ok(String::from_utf8(output.stdout)?)
}
