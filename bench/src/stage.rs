//! The browser, the pages and the feed, and one page after the other before them.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use simulator::trace::Spec;
use tokio::time::interval;

use crate::browser::Browser;
use crate::contestant::Contestant;
use crate::feed::Feed;
use crate::server::Server;
use crate::tab::Tab;
use crate::{judge, shown};

/// What a page may need to show the last message, and to fill rows as they come into view.
const SETTLE: Duration = Duration::from_secs(3);

/// Messages of what a snapshot had no room for: so many together, and so many of those may wait for the page.
const TOGETHER: usize = 50;
const WAITING: usize = 16;
const TICK: Duration = Duration::from_millis(1);

/// What is different about how a page is opened.
#[derive(Clone, Copy, Debug, Default)]
pub struct Opening<'a> {
    /// A script that comes before the page's own.
    pub preload: Option<&'a str>,
    /// Another height of the window, in pixels.
    pub height: Option<u32>,
}

impl<'a> Opening<'a> {
    /// With a script before the page's own.
    pub fn with(script: &'a str) -> Self {
        Self { preload: Some(script), height: None }
    }
}

/// All that pages are measured with.
#[derive(Debug)]
pub struct Stage {
    /// One for all pages of a run.
    pub browser: Browser,
    /// The feed that they all listen to.
    pub feed: Feed,
    server: Server,
}

impl Stage {
    /// Sets it up.
    ///
    /// # Errors
    ///
    /// When the browser does not start, or the pages are not built.
    pub async fn start(dist: &Path, pages: &Path) -> Result<Self> {
        let feed = Feed::new(Spec::default());
        let server = Server::start(feed.clone(), dist, pages).await?;
        Ok(Self { browser: Browser::start().await?, feed, server })
    }

    /// Opens a page on a trace's start, waits until it shows the first prices, and closes it again after `stay`,
    /// whatever came of that.
    ///
    /// # Errors
    ///
    /// When it does not show any, or `stay` fails.
    pub async fn visit<T>(
        &self,
        contestant: Contestant,
        spec: Spec,
        opening: Opening<'_>,
        stay: impl AsyncFnOnce(&Tab) -> Result<T>,
    ) -> Result<T> {
        self.feed.restart(spec);
        let tab = self.browser.tab().await?;
        let came_of_it = match self.enter(&tab, contestant, opening).await {
            Ok(()) => stay(&tab).await,
            Err(error) => Err(error),
        };
        tab.close().await?;
        came_of_it
    }

    async fn enter(&self, tab: &Tab, contestant: Contestant, opening: Opening<'_>) -> Result<()> {
        if let Some(height) = opening.height {
            tab.resize(height).await?;
        }
        if let Some(script) = opening.preload {
            tab.preload(script).await?;
        }
        tab.go(&self.server.page(contestant.path)).await?;
        tab.wait_for(&contestant.ready()).await.with_context(|| contestant.name)?;
        self.tell_the_rest().await;
        shown::look_at(tab).await
    }

    /// What the snapshot had no room for comes over the stream, as fast as the page takes it.
    async fn tell_the_rest(&self) {
        let mut ticks = interval(TICK);
        for steps in self.feed.rest().chunks(TOGETHER) {
            while self.feed.backlog() > WAITING {
                ticks.tick().await;
            }
            self.feed.repeat(steps);
        }
        while self.feed.backlog() > 0 {
            ticks.tick().await;
        }
    }

    /// Every price that the page shows wrongly once the feed is silent. One that is shown late is not wrong, if it
    /// comes within seconds.
    ///
    /// # Errors
    ///
    /// When the page cannot be asked.
    pub async fn judge(&self, contestant: Contestant, tab: &Tab) -> Result<Vec<String>> {
        if !contestant.shows() {
            return Ok(Vec::new());
        }
        let naming = if contestant.is_ours() { judge::Naming::All } else { judge::Naming::One };
        let start = std::time::Instant::now();
        loop {
            let shown = shown::all(tab).await?;
            let wrong = self.feed.with_oracle(|oracle| judge::mistakes(&shown, oracle, naming));
            if wrong.is_empty() || start.elapsed() > SETTLE {
                return Ok(wrong);
            }
        }
    }
}
