//! Faults between the page and its server, switched from outside while the page runs. Chromium only.

use anyhow::Result;
use serde_json::json;

use crate::browser::{Browser, Preload};
use crate::page::Page;

const FAULTS: &str = include_str!("faults.js");

impl Browser {
    /// Puts a hand between pages of this tab and their server, from the next load on.
    ///
    /// # Errors
    ///
    /// When the browser does not take it.
    pub async fn preload_faults(&self) -> Result<Preload> {
        self.preload(FAULTS).await
    }
}

impl Page {
    /// Holds every request back whose address has this part, until it is let go.
    ///
    /// # Errors
    ///
    /// When the page cannot be told, for instance because the faults were not preloaded.
    pub async fn hold(&self, part: &str) -> Result<()> {
        self.run("faults.hold.push(arguments[1]);", &[json!(part)]).await
    }

    /// Lets the requests go that were held back.
    ///
    /// # Errors
    ///
    /// When the page cannot be told.
    pub async fn let_go(&self, part: &str) -> Result<()> {
        self.run("faults.release(arguments[1]);", &[json!(part)]).await
    }

    /// Answers every request whose address has this part with a 200 and this body; `None` ends that.
    ///
    /// # Errors
    ///
    /// When the page cannot be told.
    pub async fn answer(&self, part: &str, body: Option<&str>) -> Result<()> {
        let script = "
            if (arguments[2] === null) delete faults.answer[arguments[1]];
            else faults.answer[arguments[1]] = arguments[2];";
        self.run(script, &[json!(part), json!(body)]).await
    }

    /// How many requests were answered in place of the server.
    ///
    /// # Errors
    ///
    /// When the page cannot be asked.
    pub async fn answered(&self) -> Result<usize> {
        self.run("return faults.answered;", &[]).await
    }

    /// How many requests this page has sent to addresses that have this part.
    ///
    /// # Errors
    ///
    /// When the page cannot be asked.
    pub async fn requests_to(&self, part: &str) -> Result<usize> {
        let script = "return performance.getEntriesByType('resource')
            .filter((entry) => entry.name.includes(arguments[1])).length;";
        self.run(script, &[json!(part)]).await
    }
}
