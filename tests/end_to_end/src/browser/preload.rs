//! Scripts that run in every page before anything of its own: what is taken away from it, and what is counted.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::Browser;

/// A script that runs before pages do, until it is removed or the session ends.
#[derive(Debug)]
#[must_use = "without it the script cannot be removed"]
pub struct Preload {
    browser: Browser,
    id: Value,
}

impl Browser {
    /// Runs a script in every page of this tab from its next load on, before anything of the page. Chromium only.
    ///
    /// # Errors
    ///
    /// When the browser does not take it.
    pub async fn preload(&self, script: &str) -> Result<Preload> {
        let params = json!({ "source": script });
        let added = self.devtools("Page.addScriptToEvaluateOnNewDocument", params).await;
        let id = added.context("adding a script before all others")?;
        Ok(Preload { browser: self.clone(), id })
    }
}

impl Preload {
    /// Runs it no more.
    ///
    /// # Errors
    ///
    /// When the browser does not know it.
    pub async fn remove(self) -> Result<()> {
        self.browser.devtools("Page.removeScriptToEvaluateOnNewDocument", self.id).await?;
        Ok(())
    }
}
