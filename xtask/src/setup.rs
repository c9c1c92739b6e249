//! Installs the pinned tools, once for all checkouts of a machine, and says where they are.

mod apt;
mod cache;
mod lock;
mod tool;

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::{place, run};
use tool::Tool;

const TARGET: &str = "wasm32-unknown-unknown";

/// The installed tools.
#[derive(Debug)]
pub(crate) struct Tools {
    root: PathBuf,
    held: Vec<Tool>,
}

/// What building the page needs.
///
/// # Errors
///
/// When something is missing and cannot be installed.
pub(crate) fn for_page() -> Result<Tools> {
    install(page_tools()?)
}

/// What the checks need: the page's tools, browsers and their drivers.
///
/// # Errors
///
/// When something is missing and cannot be installed.
pub(crate) fn for_checks() -> Result<Tools> {
    apt::for_checks()?;
    // The check of licences works offline and reads what every target depends on, built here or not.
    run::run(&mut run::cargo("fetch --locked --quiet"))?;
    run::run(&mut run::cargo("fetch --locked --quiet --manifest-path fuzz/Cargo.toml"))?;
    let mut tools = page_tools()?;
    tools.extend([tool::geckodriver(), tool::axe(), tool::deny()]);
    install(tools)
}

/// What the benchmark needs: the page's tools, a browser, and what the reference pages are made with.
///
/// # Errors
///
/// When something is missing and cannot be installed.
pub(crate) fn for_bench() -> Result<Tools> {
    apt::for_checks()?;
    let mut tools = page_tools()?;
    tools.push(tool::bench_pages()?);
    install(tools)
}

fn page_tools() -> Result<Vec<Tool>> {
    Ok(vec![tool::trunk(), tool::wasm_bindgen()?, tool::binaryen(), tool::esbuild()])
}

/// What counting instructions needs.
///
/// # Errors
///
/// When it is missing and cannot be installed.
pub(crate) fn for_counting() -> Result<()> {
    apt::for_counting()
}

fn install(held: Vec<Tool>) -> Result<Tools> {
    wasm_target()?;
    std_source()?;
    let root = place::tools()?;
    for tool in &held {
        cache::install(&root, tool)?;
    }
    Ok(Tools { root, held })
}

fn wasm_target() -> Result<()> {
    let libraries = run::program("rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()
        .context("starting rustc; is rustup installed?")?;
    let folder = String::from_utf8_lossy(&libraries.stdout).trim().to_owned();
    if libraries.status.success() && PathBuf::from(folder).is_dir() {
        return Ok(());
    }
    run::run(run::program("rustup").args(["target", "add", TARGET]))
}

/// The page is built with a standard library of its own. A toolchain that was there already may lack its source.
fn std_source() -> Result<()> {
    let sysroot = run::program("rustc").args(["--print", "sysroot"]).output();
    let sysroot = sysroot.context("starting rustc; is rustup installed?")?;
    let folder = PathBuf::from(String::from_utf8_lossy(&sysroot.stdout).trim());
    if sysroot.status.success() && folder.join("lib/rustlib/src/rust/library").is_dir() {
        return Ok(());
    }
    run::run(run::program("rustup").args(["component", "add", "rust-src"]))
}

impl Tools {
    /// The file of a tool that shows that it is complete: its program, or the script it is.
    ///
    /// # Errors
    ///
    /// When this set-up does not hold it.
    pub(crate) fn path(&self, name: &str) -> Result<PathBuf> {
        let tool = self.held.iter().find(|tool| tool.name == name);
        Ok(tool.with_context(|| format!("{name} was not set up"))?.proof(&self.root))
    }

    /// Puts their programs in front of all others.
    pub(crate) fn equip<'a>(&self, command: &'a mut Command) -> Result<&'a mut Command> {
        Ok(command.env("PATH", self.search_path()?))
    }

    fn search_path(&self) -> Result<OsString> {
        let ours = self.held.iter().map(|tool| tool.folder(&self.root).join("bin"));
        let path = env::var_os("PATH").unwrap_or_default();
        Ok(env::join_paths(ours.chain(env::split_paths(&path)))?)
    }
}
