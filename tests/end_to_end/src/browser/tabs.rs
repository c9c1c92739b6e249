//! More than one page in one browser, with one profile.

use anyhow::{Context, Result};
use fantoccini::wd::WindowHandle;

use super::Browser;

/// A tab by its handle. Commands go to the one that was turned to last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab(WindowHandle);

impl Browser {
    /// The tab that commands go to now.
    ///
    /// # Errors
    ///
    /// When the browser does not say.
    pub async fn tab(&self) -> Result<Tab> {
        Ok(Tab(self.client().window().await.context("asking for the tab")?))
    }

    /// Opens one more tab, empty, and turns to it.
    ///
    /// # Errors
    ///
    /// When the browser opens none.
    pub async fn open_tab(&self) -> Result<Tab> {
        let opened = self.client().new_window(true).await.context("opening a tab")?;
        let tab = Tab(opened.handle);
        self.turn_to(&tab).await?;
        Ok(tab)
    }

    /// Turns to a tab.
    ///
    /// # Errors
    ///
    /// When it is gone.
    pub async fn turn_to(&self, tab: &Tab) -> Result<()> {
        self.client().switch_to_window(tab.0.clone()).await.context("turning to a tab")
    }

    /// Closes a tab as a reader does and turns to another.
    ///
    /// # Errors
    ///
    /// When either is gone.
    pub async fn close_tab(&self, tab: &Tab, next: &Tab) -> Result<()> {
        self.turn_to(tab).await?;
        self.client().close_window().await.context("closing a tab")?;
        self.turn_to(next).await
    }
}
