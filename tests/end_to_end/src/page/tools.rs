//! Commands by keyboard, files that are saved and files that are chosen.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use fantoccini::Locator;
use fantoccini::key::Key;
use serde_json::json;

use crate::page::Page;
use crate::wait;

/// A file of a few megabytes, on a machine that does other things besides.
const PATIENCE: Duration = Duration::from_secs(20);
const FIELD: &str = "[role=combobox]";

impl Page {
    /// Presses Ctrl and a key where the focus is.
    ///
    /// # Errors
    ///
    /// When nothing takes it.
    pub async fn control_key(&self, key: char) -> Result<()> {
        let focused = self.browser().client().active_element().await?;
        Ok(focused.send_keys(&String::from_iter([char::from(Key::Control), key])).await?)
    }

    /// Opens the commands by their key, types words until one command is left, and chooses it.
    ///
    /// # Errors
    ///
    /// When they do not open, or none is left.
    pub async fn command(&self, words: &str) -> Result<()> {
        self.control_key('k').await?;
        self.wait_for_focus(FIELD).await?;
        let focused = self.browser().client().active_element().await?;
        focused.send_keys(words).await?;
        self.wait_for_count("[role=option]", |count| count == 1).await?;
        self.key(Key::Enter).await?;
        self.wait_for_count("[role=option]", |count| count == 0).await?;
        Ok(())
    }

    /// Waits until the focus is on what a selector finds.
    ///
    /// # Errors
    ///
    /// When it does not come there in time.
    pub async fn wait_for_focus(&self, selector: &str) -> Result<()> {
        let script = "return !!document.activeElement?.matches(arguments[1]);";
        let ask = async || self.run::<bool>(script, &[json!(selector)]).await;
        wait::until(&format!("the focus on {selector}"), PATIENCE, ask, |is| *is).await?;
        Ok(())
    }

    /// Has files saved to a folder from now on. Chromium only.
    ///
    /// # Errors
    ///
    /// When the browser does not do so.
    pub async fn save_to(&self, folder: &Path) -> Result<()> {
        let params = json!({ "behavior": "allow", "downloadPath": folder });
        self.browser().devtools("Browser.setDownloadBehavior", params).await?;
        Ok(())
    }

    /// Chooses a file in the first field for one that a selector finds.
    ///
    /// # Errors
    ///
    /// When there is no such field.
    pub async fn choose_file(&self, selector: &str, path: &Path) -> Result<()> {
        let field = self.browser().client().find(Locator::Css(selector)).await;
        let field = field.with_context(|| format!("no field at {selector}"))?;
        Ok(field.send_keys(&path.display().to_string()).await?)
    }
}

/// Waits until a folder holds a file with this ending, and reads it.
///
/// # Errors
///
/// When it does not come in time, or is no text.
pub async fn saved(folder: &Path, ending: &str) -> Result<(PathBuf, String)> {
    let look = async || {
        let paths: Vec<_> =
            std::fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
        let ends_with = |path: &&PathBuf, ending| path.to_string_lossy().ends_with(ending);
        // A browser takes the name first, and fills another file that it then puts in its place.
        let is_under_way = paths.iter().any(|path| ends_with(&path, ".crdownload"));
        let found = paths.iter().filter(|path| ends_with(path, ending)).max().cloned();
        Ok(found.filter(|path| !is_under_way && path.metadata().is_ok_and(|file| file.len() > 0)))
    };
    let (_, path) =
        wait::until(&format!("a file *{ending}"), PATIENCE, look, Option::is_some).await?;
    let path = path.context("a file that was there")?;
    let text = std::fs::read_to_string(&path)?;
    Ok((path, text))
}
