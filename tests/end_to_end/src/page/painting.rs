//! What a page writes, lays out and styles, exactly counted. Chromium only.

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::browser::{Browser, Preload};
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

/// What the browser's main thread has done since the page was opened. Times are seconds of the thread's own clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct Work {
    /// Layouts.
    pub layouts: f64,
    /// Recalculations of styles.
    pub styles: f64,
    /// All of it.
    pub task_s: f64,
    /// Scripts and WebAssembly.
    pub script_s: f64,
    /// Layouts.
    pub layout_s: f64,
    /// Recalculations of styles.
    pub style_s: f64,
    /// Nodes that are held.
    pub nodes: f64,
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
    pub async fn work(&self) -> Result<Work> {
        let answer = self.browser.devtools("Performance.getMetrics", json!({})).await?;
        let metrics = answer["metrics"].as_array().map_or(&[][..], Vec::as_slice);
        let of = |name: &str| {
            let found = metrics.iter().find(|metric| metric["name"] == name);
            found.map(|metric| &metric["value"]).and_then(Value::as_f64)
        };
        let of = |name| of(name).with_context(|| format!("no metric {name}"));
        Ok(Work {
            layouts: of("LayoutCount")?,
            styles: of("RecalcStyleCount")?,
            task_s: of("TaskDuration")?,
            script_s: of("ScriptDuration")?,
            layout_s: of("LayoutDuration")?,
            style_s: of("RecalcStyleDuration")?,
            nodes: of("Nodes")?,
        })
    }
}

impl Work {
    /// What was done since `before`; of nodes, those there are.
    #[must_use]
    pub fn since(self, before: Self) -> Self {
        Self {
            layouts: self.layouts - before.layouts,
            styles: self.styles - before.styles,
            task_s: self.task_s - before.task_s,
            script_s: self.script_s - before.script_s,
            layout_s: self.layout_s - before.layout_s,
            style_s: self.style_s - before.style_s,
            nodes: self.nodes,
        }
    }
}
