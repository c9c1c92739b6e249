//! What a page writes, lays out and styles, exactly counted. Chromium only.

use anyhow::Result;
use serde::Deserialize;
use serde_json::json;

use crate::browser::{Browser, Preload};
use crate::metrics::Metrics;
use crate::page::Page;

const COUNTS: &str = include_str!("painting.js");

/// What was written to the document since it was asked last.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Writes {
    /// Into rows.
    pub rows: usize,
    /// Into items of the ticker.
    pub items: usize,
    /// Anywhere else.
    pub elsewhere: usize,
    /// Frames that the page asked for.
    pub frames: usize,
    /// The writes into rows, one by one: the match, where in its row, and what.
    pub told: Vec<String>,
}

impl Browser {
    /// Counts what pages of this tab write, from the next load on.
    ///
    /// # Errors
    ///
    /// When the browser does not take it.
    pub async fn preload_painting(&self) -> Result<Preload> {
        self.preload(COUNTS).await
    }

    /// Measures what pages of this tab do, from now on.
    ///
    /// # Errors
    ///
    /// When the browser does not take it.
    pub async fn measure_work(&self) -> Result<()> {
        let params = json!({ "timeDomain": "threadTicks" });
        self.devtools("Performance.enable", params).await.map(drop)
    }
}

impl Page {
    /// What was written since it was asked last.
    ///
    /// # Errors
    ///
    /// When the page cannot be asked, for instance because nothing counts there.
    pub async fn writes(&self) -> Result<Writes> {
        self.evaluate("painting.take()").await
    }

    /// What was done so far.
    ///
    /// # Errors
    ///
    /// When the browser does not say, for instance because it does not measure.
    pub async fn work(&self) -> Result<Metrics> {
        Metrics::read(&self.browser.devtools("Performance.getMetrics", json!({})).await?)
    }
}
