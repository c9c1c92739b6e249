//! Whether prices on a page still move when the provider's do.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use anyhow::{Result, bail};
use simulator::Control;

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
    let (spot, book) = spot_at_the_top(page, &control).await?;
    control.set_price(&spot.at(&book), odds)?;
    let is_shown = |cell: &crate::page::Cell| cell.decimal() == Some(odds) && cell.state == "fresh";
    page.wait_for_cell(&spot, SHOWN, is_shown).await?;
    Ok(())
}

/// A price of two bookmakers or more at the top of the board, where rows have prices also on a page that nobody sees.
///
/// # Errors
///
/// When there is none.
pub async fn spot_at_the_top(page: &Page, control: &Control) -> Result<(Spot, String)> {
    let matches = control.matches();
    for row in page.rows().await? {
        let Ok(found) = row.found(&matches) else { continue };
        let Ok(spot) = Spot::first_of(found) else { continue };
        if let [(book, _), _, ..] = &spot.prices(found)[..] {
            return Ok((spot.clone(), book.clone()));
        }
    }
    bail!("no price of two bookmakers on the board")
}
