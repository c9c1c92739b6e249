//! Whether prices on a page still move when the provider's do.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use anyhow::{Context, Result};
use simulator::control::MatchQuery;

use crate::page::{Page, Spot};
use crate::stage::Stage;

/// From the provider's word to the screen.
const SHOWN: Duration = Duration::from_secs(2);

/// Moves a price to where no other is and waits until the page shows it as fresh.
///
/// # Errors
///
/// When it does not.
pub async fn follows(page: &Page, stage: &Stage) -> Result<()> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let odds = 300.0 + f64::from(COUNT.fetch_add(1, Ordering::Relaxed) % 700);
    let control = stage.control()?;
    let wanted = MatchQuery {
        market_type: Some("moneyline".to_owned()),
        bookmakers: 2,
        ..MatchQuery::default()
    };
    let found = control.find_match(&wanted).context("a match")?;
    let spot = Spot::first_of(&found)?;
    let book = spot.prices(&found).first().context("a price")?.0.clone();
    control.set_price(&spot.at(&book), odds)?;
    let is_shown = |cell: &crate::page::Cell| cell.decimal() == Some(odds) && cell.state == "fresh";
    page.wait_for_cell(&spot, SHOWN, is_shown).await?;
    Ok(())
}
