//! What a page shows, read as a reader would: by scrolling through all of it.

use anyhow::Result;

use crate::tab::Tab;

const EYE: &str = include_str!("shown/eye.js");

/// One price as it is shown: decimal odds, and the bookmakers named beside it. `None` when there is none.
pub type Price = Option<(String, Vec<String>)>;

/// One match as it is shown, its prices in the order home, draw, away.
pub type Row = (String, Vec<Price>);

/// Gives a page the means to say what it shows.
///
/// # Errors
///
/// When the page cannot be asked.
pub async fn look_at(tab: &Tab) -> Result<()> {
    tab.evaluate::<bool>(&format!("{EYE}; true")).await?;
    Ok(())
}

/// The matches in view now, from the top.
///
/// # Errors
///
/// When the page cannot be asked.
pub async fn in_view(tab: &Tab) -> Result<Vec<Row>> {
    tab.evaluate("eye.read()").await
}

/// Every match, by scrolling from the top to the end.
///
/// # Errors
///
/// When the page cannot be asked.
pub async fn all(tab: &Tab) -> Result<Vec<Row>> {
    tab.evaluate("eye.collect()").await
}
