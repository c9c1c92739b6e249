//! One Chromium without a window, an empty profile, and nothing between it and us.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use end_to_end::browser::CHROMIUM;
use end_to_end::process::{Folder, Process};
use end_to_end::{tools, wait};
use serde_json::json;

use crate::devtools::Devtools;
use crate::tab::Tab;

const START: Duration = Duration::from_secs(30);
const ARGS: [&str; 5] = [
    // A page that is measured is never taken for one that nobody sees.
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
    "--disable-background-timer-throttling",
    "--window-size=1280,800",
    "--remote-debugging-port=0",
];

/// A running browser; it ends when it is dropped.
#[derive(Debug)]
pub struct Browser {
    devtools: Devtools,
    version: String,
    _process: Process,
    _folder: Folder,
}

impl Browser {
    /// Starts it.
    ///
    /// # Errors
    ///
    /// When there is none, or it does not start.
    pub async fn start() -> Result<Self> {
        let folder = Folder::new()?;
        let profile = folder.path().join("profile");
        let mut args: Vec<_> = CHROMIUM.iter().chain(&ARGS).map(ToString::to_string).collect();
        args.push(format!("--user-data-dir={}", profile.display()));
        let program = tools::program("CHROMIUM", &["chromium"])?;
        let process = Process::start(&program, &args, &[], folder.path())?;
        let ask = async || Ok(address(&profile));
        let (_, address) = wait::until("a browser", START, ask, Option::is_some)
            .await
            .with_context(|| process.log())?;
        let devtools = Devtools::connect(&address.unwrap_or_default()).await?;
        let said = devtools.call(None, "Browser.getVersion", json!({})).await?;
        let version = said["product"].as_str().unwrap_or("unknown").replace('/', " ");
        Ok(Self { devtools, version, _process: process, _folder: folder })
    }

    /// Its name and version.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// A tab in a profile of its own, empty.
    ///
    /// # Errors
    ///
    /// When the browser opens none.
    pub async fn tab(&self) -> Result<Tab> {
        Tab::open(&self.devtools).await
    }

    /// Time that all its processes have computed, in seconds; its grain is 10 ms.
    ///
    /// # Errors
    ///
    /// When the browser does not say.
    pub async fn cpu_s(&self) -> Result<f64> {
        let said = self.devtools.call(None, "SystemInfo.getProcessInfo", json!({})).await?;
        let processes = said["processInfo"].as_array().map(Vec::as_slice).unwrap_or_default();
        Ok(processes.iter().filter_map(|process| process["cpuTime"].as_f64()).sum())
    }
}

/// Where the browser listens, once it has written it down.
fn address(profile: &Path) -> Option<String> {
    let told = std::fs::read_to_string(profile.join("DevToolsActivePort")).ok()?;
    let (port, path) = told.split_once('\n')?;
    Some(format!("ws://127.0.0.1:{port}{}", path.trim()))
}
