//! A page as its reader sees it, read and used through the documented hooks and through labels.

mod board;
mod controls;
mod faults;
mod life;
mod looks;
mod painting;
mod probe;
mod tools;

use std::time::Duration;

use anyhow::{Context, Result};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::stage::Stage;
use crate::wait;

pub use board::{Best, Cell, Quote, Row, Shown, Spot, Whole};
pub use painting::Writes;
pub use probe::Held;
pub use tools::saved;

/// Before every script: where to look, in the document or in an element's shadow root.
const ROOT: &str =
    "const root = arguments[0] ? document.querySelector(arguments[0]).shadowRoot : document;";
/// What a fresh page may take in a test that is not about speed.
const PATIENCE: Duration = Duration::from_secs(20);

/// A page in a browser, or one element on it.
#[derive(Clone, Debug)]
pub struct Page {
    browser: Browser,
    /// The element whose shadow root is meant.
    element: Option<String>,
}

impl Page {
    /// Opens an address and waits until it is loaded.
    ///
    /// # Errors
    ///
    /// When the browser does not get there.
    pub async fn open(browser: &Browser, address: &str) -> Result<Self> {
        browser.go(address).await?;
        Ok(Self::here(browser))
    }

    /// The page that the browser shows now.
    pub fn here(browser: &Browser) -> Self {
        Self { browser: browser.clone(), element: None }
    }

    /// Opens the dashboard and waits until its link is live.
    ///
    /// # Errors
    ///
    /// When it does not become live.
    pub async fn dashboard(browser: &Browser, stage: &Stage) -> Result<Self> {
        let page = Self::open(browser, &stage.address()).await?;
        page.wait_for_status("live", PATIENCE).await?;
        Ok(page)
    }

    /// One element on it, by a selector in the page.
    #[must_use]
    pub fn element(&self, selector: &str) -> Self {
        Self { browser: self.browser.clone(), element: Some(selector.to_owned()) }
    }

    /// Whose page it is.
    pub fn browser(&self) -> &Browser {
        &self.browser
    }

    /// Runs a function's body that sees `root` and, from `arguments[1]` on, these arguments.
    ///
    /// # Errors
    ///
    /// When it throws, or returns something else than is asked for.
    pub async fn run<T: DeserializeOwned>(&self, script: &str, args: &[Value]) -> Result<T> {
        let root = self.element.as_ref().map_or(Value::Null, |element| json!(element));
        let args = std::iter::once(root).chain(args.iter().cloned()).collect();
        self.browser.run(&format!("{ROOT} {script}"), args).await
    }

    /// What an expression is worth in the page. Chromium only.
    ///
    /// Drivers keep a little of every script for as long as the page lives, and all that it returns. That is too
    /// much for whoever asks all the time and measures memory; this leaves nothing behind.
    ///
    /// # Errors
    ///
    /// When it throws, or is something else than is asked for.
    pub async fn evaluate<T: DeserializeOwned>(&self, expression: &str) -> Result<T> {
        let params = json!({ "expression": expression, "returnByValue": true });
        let mut answer = self.browser.devtools("Runtime.evaluate", params).await?;
        serde_json::from_value(answer["result"]["value"].take())
            .with_context(|| format!("evaluating {expression}"))
    }

    /// How many elements a selector finds.
    ///
    /// # Errors
    ///
    /// When the page cannot be asked.
    pub async fn count(&self, selector: &str) -> Result<usize> {
        self.run("return root.querySelectorAll(arguments[1]).length;", &[json!(selector)]).await
    }

    /// The text of the first element that a selector finds; empty when there is none.
    ///
    /// # Errors
    ///
    /// When the page cannot be asked.
    pub async fn text(&self, selector: &str) -> Result<String> {
        self.run("return root.querySelector(arguments[1])?.innerText ?? '';", &[json!(selector)])
            .await
    }

    /// An attribute of the first element that a selector finds.
    ///
    /// # Errors
    ///
    /// When the page cannot be asked.
    pub async fn attribute(&self, selector: &str, name: &str) -> Result<Option<String>> {
        let script = "return root.querySelector(arguments[1])?.getAttribute(arguments[2]) ?? null;";
        self.run(script, &[json!(selector), json!(name)]).await
    }

    /// The link's state.
    ///
    /// # Errors
    ///
    /// When the page cannot be asked.
    pub async fn status(&self) -> Result<String> {
        Ok(self.attribute("[part~='status']", "data-state").await?.unwrap_or_default())
    }

    /// Waits for a state of the link; says how long that took.
    ///
    /// # Errors
    ///
    /// When it does not come in time.
    pub async fn wait_for_status(&self, state: &str, within: Duration) -> Result<Duration> {
        let what = format!("the status {state}");
        let (took, _) =
            wait::until(&what, within, async || self.status().await, |found| found == state)
                .await?;
        Ok(took)
    }

    /// Waits until a selector finds so many elements as `holds` accepts.
    ///
    /// # Errors
    ///
    /// When it does not in time.
    pub async fn wait_for_count(
        &self,
        selector: &str,
        holds: impl Fn(usize) -> bool,
    ) -> Result<usize> {
        let ask = async || self.count(selector).await;
        let (_, count) = wait::until(selector, PATIENCE, ask, |count| holds(*count)).await?;
        Ok(count)
    }

    /// Waits until the text of an element contains these words.
    ///
    /// # Errors
    ///
    /// When it does not in time.
    pub async fn wait_for_text(&self, selector: &str, words: &str) -> Result<()> {
        let what = format!("{words:?} in {selector}");
        wait::until(
            &what,
            PATIENCE,
            async || self.text(selector).await,
            |text| text.contains(words),
        )
        .await?;
        Ok(())
    }
}
