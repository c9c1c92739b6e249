//! What the browser counts for a page.

use anyhow::{Context, Result};
use serde_json::Value;

/// Sums since the page began, and what it holds now.
#[derive(Clone, Copy, Debug, Default)]
pub struct Metrics {
    /// The browser's clock, seconds.
    pub at_s: f64,
    /// Time of the main thread in all tasks, seconds.
    pub task_s: f64,
    /// In scripts.
    pub script_s: f64,
    /// In layout.
    pub layout_s: f64,
    /// In the computation of styles.
    pub style_s: f64,
    /// How often there was a layout.
    pub layouts: f64,
    /// How often styles were computed.
    pub styles: f64,
    /// Nodes of the document, and those kept beside it.
    pub nodes: f64,
    /// Listeners to events.
    pub listeners: f64,
    /// Memory of the scripts, bytes.
    pub heap_bytes: f64,
}

impl Metrics {
    /// Reads the browser's answer.
    ///
    /// # Errors
    ///
    /// When one of them is missing.
    pub fn read(answer: &Value) -> Result<Self> {
        let all = answer["metrics"].as_array().context("no metrics")?;
        let metric = |name: &str| {
            let found = all.iter().find(|metric| metric["name"] == name);
            found.and_then(|metric| metric["value"].as_f64()).with_context(|| format!("no {name}"))
        };
        Ok(Self {
            at_s: metric("Timestamp")?,
            task_s: metric("TaskDuration")?,
            script_s: metric("ScriptDuration")?,
            layout_s: metric("LayoutDuration")?,
            style_s: metric("RecalcStyleDuration")?,
            layouts: metric("LayoutCount")?,
            styles: metric("RecalcStyleCount")?,
            nodes: metric("Nodes")?,
            listeners: metric("JSEventListeners")?,
            heap_bytes: metric("JSHeapUsedSize")?,
        })
    }

    /// What was added since an earlier reading; what is held is what is held now.
    #[must_use]
    pub fn since(&self, before: &Self) -> Self {
        Self {
            at_s: self.at_s - before.at_s,
            task_s: self.task_s - before.task_s,
            script_s: self.script_s - before.script_s,
            layout_s: self.layout_s - before.layout_s,
            style_s: self.style_s - before.style_s,
            layouts: self.layouts - before.layouts,
            styles: self.styles - before.styles,
            ..*self
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Metrics;

    #[test]
    fn a_metric_that_is_missing_is_no_zero() {
        assert!(Metrics::read(&json!({ "metrics": [] })).is_err());
        assert!(Metrics::read(&json!({})).is_err());
    }

    #[test]
    fn sums_are_subtracted_and_holdings_are_not() {
        let before = Metrics { task_s: 1.0, layouts: 3.0, nodes: 10.0, ..Metrics::default() };
        let after = Metrics { task_s: 1.5, layouts: 7.0, nodes: 12.0, ..Metrics::default() };
        let between = after.since(&before);
        assert_eq!((between.task_s, between.layouts, between.nodes), (0.5, 4.0, 12.0));
    }
}
