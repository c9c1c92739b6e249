//! What happens to a page as a whole: events it is told, being seen, being frozen, other clocks.

use anyhow::Result;
use serde_json::json;

use crate::page::Page;

/// Whether the page can be seen, from here on as a test says it.
const SEEN: &str = "
Object.defineProperty(document, 'hidden', { configurable: true, get: () => arguments[1] });
const state = arguments[1] ? 'hidden' : 'visible';
Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
if (arguments[2]) document.dispatchEvent(new Event('visibilitychange'));";

impl Page {
    /// Tells the window that something happened, so many times in a row.
    ///
    /// # Errors
    ///
    /// When the page cannot be told.
    pub async fn tell(&self, event: &str, times: u32) -> Result<()> {
        let script =
            "for (let n = 0; n < arguments[2]; n += 1) dispatchEvent(new Event(arguments[1]));";
        self.run(script, &[json!(event), json!(times)]).await
    }

    /// Hides the page or shows it, and tells it so.
    ///
    /// # Errors
    ///
    /// When the page cannot be told.
    pub async fn hide(&self, is_hidden: bool) -> Result<()> {
        self.run(SEEN, &[json!(is_hidden), json!(true)]).await
    }

    /// Shows a hidden page without a word to it, as browsers do at times.
    ///
    /// # Errors
    ///
    /// When the page cannot be told.
    pub async fn show_silently(&self) -> Result<()> {
        self.run(SEEN, &[json!(false), json!(false)]).await
    }

    /// Freezes the page, which hides it, or lets it run again, hidden still. Nothing can be asked of it while it is
    /// frozen. Chromium only.
    ///
    /// # Errors
    ///
    /// When the browser does not do it.
    pub async fn freeze(&self, is_frozen: bool) -> Result<()> {
        let state = if is_frozen { "frozen" } else { "active" };
        self.browser.devtools("Page.setWebLifecycleState", json!({ "state": state })).await?;
        Ok(())
    }

    /// Sets the clock that tells the time forward by so much, or back. The running clock goes on as it did.
    ///
    /// # Errors
    ///
    /// When the page cannot be told.
    pub async fn turn_clock(&self, by_ms: i64) -> Result<()> {
        let script = "const now = Date.now; Date.now = () => now.call(Date) + arguments[1];";
        self.run(script, &[json!(by_ms)]).await
    }
}
