//! Installs the browsers, what they run in, a compiler of C++ and what counts instructions, from Debian's packages.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::{place, run};

/// A program the checks start, and the package that brings it.
const PROGRAMS: [(&str, &str); 8] = [
    ("chromium", "chromium"),
    ("chromedriver", "chromium-driver"),
    ("firefox-esr", "firefox-esr"),
    ("WebKitWebDriver", "webkit2gtk-driver"),
    ("xvfb-run", "xvfb"),
    ("xauth", "xauth"),
    // Builds libFuzzer.
    ("g++", "g++"),
    COUNTER,
];

/// Counts instructions.
const COUNTER: (&str, &str) = ("valgrind", "valgrind");

/// Installs what is missing of all that the checks start.
///
/// # Errors
///
/// When something is missing and apt is not there, may not be used or fails.
pub(crate) fn for_checks() -> Result<()> {
    install(&PROGRAMS)
}

/// Installs what counts instructions.
///
/// # Errors
///
/// As [`for_checks`] does.
pub(crate) fn for_counting() -> Result<()> {
    install(&[COUNTER])
}

fn install(programs: &[(&str, &'static str)]) -> Result<()> {
    let missing: Vec<_> = programs
        .iter()
        .filter(|(program, _)| !run::is_on_path(program))
        .map(|(_, package)| *package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    if !run::is_on_path("apt-get") {
        bail!("install these with your system's package manager: {}", missing.join(" "));
    }
    println!("setup: {} (apt) ...", missing.join(" "));
    let start = Instant::now();
    let log = place::tools()?.join("apt.log");
    std::fs::create_dir_all(place::tools()?)?;
    run::run_quietly(apt_get()?.arg("update"), &log)?;
    let mut install = apt_get()?;
    install.args(["install", "--yes", "--no-install-recommends"]).args(&missing);
    run::run_quietly(&mut install, &log)?;
    println!("setup: {} s", start.elapsed().as_secs());
    Ok(())
}

/// apt-get with the rights it needs, never asking.
fn apt_get() -> Result<Command> {
    let mut command = if is_root() {
        run::program("apt-get")
    } else if run::is_on_path("sudo") {
        let mut sudo = run::program("sudo");
        sudo.args(["--non-interactive", "--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
        sudo
    } else {
        bail!("apt-get needs root or sudo");
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Ok(command)
}

/// The owner of a process's own folder under /proc is who it runs as.
#[cfg(unix)]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    Path::new("/proc/self").metadata().is_ok_and(|process| process.uid() == 0)
}

#[cfg(not(unix))]
fn is_root() -> bool {
    !Path::new("/proc/self").exists()
}
