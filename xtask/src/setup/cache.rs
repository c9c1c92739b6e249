//! Puts a tool into its folder, whole or not at all.

use std::fs;
use std::io::{Write, stdout};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use super::tool::{Source, Tool};
use crate::{place, run};

/// Tools are used for seconds and compiled for minutes, so they are compiled in haste.
const IN_HASTE: [(&str, &str); 5] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_LTO", "false"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "64"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
    ("CARGO_PROFILE_RELEASE_STRIP", "symbols"),
];

/// Begins the name of a folder that a process, named at its end, is making a tool in.
const MAKING: &str = ".making-";

/// Installs the tool unless it is there.
///
/// # Errors
///
/// When it cannot be installed; what was said is shown.
pub(crate) fn install(root: &Path, tool: &Tool) -> Result<()> {
    if tool.proof(root).exists() {
        return Ok(());
    }
    print!("setup: {} {} ... ", tool.name, tool.version);
    stdout().flush()?;
    let start = Instant::now();
    // A folder of this process's own, so that neither an interruption nor a second set-up leaves half a tool.
    clear_interrupted(root);
    let making = root.join(format!("{MAKING}{}-{}", tool.name, std::process::id()));
    fs::create_dir_all(&making).with_context(|| format!("making {}", making.display()))?;
    let made = make(&making, tool).and_then(|()| settle(&making, root, tool));
    // What is left over is of no use, and whether it goes changes nothing.
    let _ = fs::remove_dir_all(&making);
    made.with_context(|| format!("installing {} {}", tool.name, tool.version))?;
    println!("{} s", start.elapsed().as_secs());
    Ok(())
}

/// Takes away what set-ups left that were ended half-way; it may be large, and never mind if it stays.
fn clear_interrupted(root: &Path) {
    let is_left = |name: &str| {
        let maker = name.strip_prefix(MAKING).and_then(|rest| rest.rsplit_once('-'));
        maker.is_some_and(|(_, process)| !Path::new("/proc").join(process).exists())
    };
    for entry in fs::read_dir(root).into_iter().flatten().flatten() {
        // Without /proc nobody can tell, so all stays.
        if Path::new("/proc/self").exists() && is_left(&entry.file_name().to_string_lossy()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn make(making: &Path, tool: &Tool) -> Result<()> {
    let ready = making.join("ready");
    let mut command = match tool.source {
        Source::Cargo { package, args } => cargo_install(making, package, &tool.version, args),
        Source::Npm { package } => npm_install(package, &tool.version)?,
        Source::Locked { .. } => npm("ci")?,
    };
    let prefix = if matches!(tool.source, Source::Cargo { .. }) { "--root" } else { "--prefix" };
    fs::create_dir_all(&ready)?;
    if let Source::Locked { folder } = tool.source {
        for name in ["package.json", "package-lock.json"] {
            let file = place::root().join(folder).join(name);
            fs::copy(&file, ready.join(name))
                .with_context(|| format!("copying {}", file.display()))?;
        }
    }
    // Outside the checkout, whose own Cargo settings are not meant for tools.
    command.arg(prefix).arg(&ready).current_dir(making);
    run::run_quietly(&mut command, &making.join("log"))?;
    let programs = ready.join("node_modules/.bin");
    if programs.is_dir() {
        link("node_modules/.bin", &ready.join("bin"))?;
    }
    Ok(())
}

fn cargo_install(making: &Path, package: &str, version: &str, args: &[&str]) -> Command {
    let mut command = run::cargo("install");
    command.args([package, "--version", version]).args(args);
    command.env("CARGO_TARGET_DIR", making.join("target")).envs(IN_HASTE).env_remove("RUSTFLAGS");
    command
}

fn npm_install(package: &str, version: &str) -> Result<Command> {
    let mut command = npm("install")?;
    command.arg("--save-exact").arg(format!("{package}@{version}"));
    Ok(command)
}

fn npm(what: &str) -> Result<Command> {
    if !run::is_on_path("npm") {
        bail!("npm is missing: install Node 20 or newer");
    }
    let mut command = run::program("npm");
    command.args([what, "--no-audit", "--no-fund", "--ignore-scripts"]);
    Ok(command)
}

/// Moves the finished tool to its place in one step.
fn settle(making: &Path, root: &Path, tool: &Tool) -> Result<()> {
    let folder = tool.folder(root);
    if tool.proof(root).exists() {
        return Ok(());
    }
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("clearing {}", folder.display()))?;
    }
    fs::rename(making.join("ready"), &folder)?;
    if !tool.proof(root).exists() {
        bail!("{} is not there after all", tool.proof(root).display());
    }
    Ok(())
}

#[cfg(unix)]
fn link(to: &str, from: &Path) -> Result<()> {
    Ok(std::os::unix::fs::symlink(to, from)?)
}

#[cfg(not(unix))]
fn link(_to: &str, _from: &Path) -> Result<()> {
    bail!("only Unix is supported: on Windows, work in WSL")
}
