//! What a page holds on to while it runs, and how fast it answers. Chromium only.

use std::fmt;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::json;

use crate::browser::{Browser, Preload};
use crate::page::Page;
use crate::wait;

const PROBE: &str = include_str!("probe.js");
/// A click that is not answered by then never will be.
const ANSWERED: Duration = Duration::from_secs(10);

/// What a page holds on to, once its garbage is collected.
#[derive(Clone, Copy, Debug, Default)]
pub struct Held {
    /// Timers that are armed.
    pub timers: u64,
    /// Listeners to events.
    pub listeners: u64,
    /// Nodes of the document, and those that are kept beside it.
    pub nodes: u64,
    /// Rows of the board, which nodes and listeners come with.
    pub rows: u64,
    /// Memory of the scripts, bytes.
    pub heap_bytes: u64,
    /// Memory of the WebAssembly, bytes. It never shrinks.
    pub wasm_bytes: u64,
}

impl Browser {
    /// Probes pages of this tab, from the next load on.
    ///
    /// # Errors
    ///
    /// When the browser does not take it.
    pub async fn preload_probe(&self) -> Result<Preload> {
        self.devtools("Performance.enable", json!({})).await?;
        self.preload(PROBE).await
    }
}

impl Page {
    /// Counts what the page holds on to.
    ///
    /// # Errors
    ///
    /// When the page cannot be asked, for instance because it is not probed.
    pub async fn held(&self) -> Result<Held> {
        self.browser.devtools("HeapProfiler.collectGarbage", json!({})).await?;
        let metrics = self.browser.devtools("Performance.getMetrics", json!({})).await?;
        let metrics = metrics["metrics"].as_array().cloned().unwrap_or_default();
        let metric = |name: &str| {
            let found = metrics.iter().find(|metric| metric["name"] == name);
            let value = found.and_then(|metric| metric["value"].as_f64());
            value.map(whole).with_context(|| format!("no metric {name}"))
        };
        let script = "return [probe.timers.size, probe.memory.buffer.byteLength,
            root.querySelectorAll('[part~=\"row\"]').length];";
        let (timers, wasm_bytes, rows) = self.run(script, &[]).await?;
        Ok(Held {
            timers,
            listeners: metric("JSEventListeners")?,
            nodes: metric("Nodes")?,
            rows,
            heap_bytes: metric("JSHeapUsedSize")?,
            wasm_bytes,
        })
    }

    /// Clicks as a reader does, and says after how many milliseconds the frame began that follows the change:
    /// from the click's own time stamp to the frame after `answered`, a JavaScript expression, holds.
    ///
    /// # Errors
    ///
    /// When there is nothing to click, or no answer.
    pub async fn click_and_measure(&self, selector: &str, answered: &str) -> Result<f64> {
        let arm = format!("probe.took = []; probe.answered = () => {answered};");
        self.run::<()>(&arm, &[]).await?;
        self.click_at(selector).await?;
        let took = async || self.run::<Vec<f64>>("return probe.took;", &[]).await;
        let (_, took) = wait::until(answered, ANSWERED, took, |took| !took.is_empty()).await?;
        Ok(took[0])
    }
}

impl Page {
    /// Presses and releases the pointer over the first element that a selector finds. A driver that looks for
    /// elements keeps them, and whatever hangs on them, for as long as the page lives; this does not.
    async fn click_at(&self, selector: &str) -> Result<()> {
        let script = "
            const found = root.querySelector(arguments[1]);
            found?.scrollIntoView({ block: 'center', behavior: 'instant' });
            const box = found?.getBoundingClientRect();
            return box ? [box.x + box.width / 2, box.y + box.height / 2] : null;";
        let place: Option<(f64, f64)> = self.run(script, &[json!(selector)]).await?;
        let (x, y) = place.with_context(|| format!("nothing at {selector}"))?;
        for kind in ["mousePressed", "mouseReleased"] {
            let params = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
            self.browser.devtools("Input.dispatchMouseEvent", params).await?;
        }
        Ok(())
    }
}

impl fmt::Display for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { timers, listeners, nodes, rows, heap_bytes, wasm_bytes } = self;
        let (heap_kb, wasm_kb) = (heap_bytes / 1024, wasm_bytes / 1024);
        write!(f, "{timers} timers, {listeners} listeners and {nodes} nodes for {rows} rows, ")?;
        write!(f, "{heap_kb} KiB of scripts, {wasm_kb} KiB of WebAssembly")
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts of a page")]
fn whole(value: f64) -> u64 {
    value as u64
}
