//! The board fills fast, follows every price both ways, and never keeps a best price that is gone.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use end_to_end::browser::Browser;
use end_to_end::page::{Page, Spot};
use end_to_end::scenarios;
use end_to_end::stage::{Setup, Stage};
use end_to_end::wait;
use simulator::Control;

/// From the first byte asked for to a hundred matches on the page.
const FILLED: Duration = Duration::from_secs(5);
/// From the provider's word to the screen.
const SHOWN: Duration = Duration::from_secs(1);

scenarios! {
    chromium(Chromium) {
        nothing_has_moved_on_a_page_just_opened,
        a_hundred_matches_stand_within_five_seconds,
        a_best_price_follows_the_market_within_a_second,
    }
    firefox(Firefox) {
        a_hundred_matches_stand_within_five_seconds,
        a_best_price_follows_the_market_within_a_second,
    }
    webkit(Webkit) {
        a_hundred_matches_stand_within_five_seconds,
        a_best_price_follows_the_market_within_a_second,
    }
}

async fn a_hundred_matches_stand_within_five_seconds(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let page = Page::open(&browser, &stage.address()).await?;
    let script = "
        const names = [...root.querySelectorAll('[part~=\"row\"]')].map((row) => row.dataset.match);
        return [new Set(names).size, performance.now()];";
    let ask = async || page.run::<(usize, f64)>(script, &[]).await;
    let (_, (matches, loaded_ms)) =
        wait::until("a hundred matches", FILLED, ask, |(count, _)| *count >= 100).await?;
    println!("  {matches} matches {loaded_ms:.0} ms after the page was asked for");
    ensure!(loaded_ms < FILLED.as_secs_f64() * 1000.0, "{loaded_ms} ms");
    let complaints = browser.complaints().await?;
    ensure!(complaints.is_empty(), "the console says {complaints:?}");
    Ok(())
}

async fn nothing_has_moved_on_a_page_just_opened(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    stage.control()?.pause();
    let page = Page::dashboard(&browser, &stage).await?;
    page.wait_for_count("[part~='row']", |count| count >= 100).await?;
    let moved = page.count(":is([part~='price'], [part~='item']):not([data-trend='flat'])").await?;
    ensure!(moved == 0, "the market stands still, and {moved} prices are said to have moved");
    Ok(())
}

async fn a_best_price_follows_the_market_within_a_second(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    // Frozen, so that only what is set here moves.
    control.pause();
    let found = stage.quoted_match(4)?;
    let spot = Spot::first_of(&found)?;
    let page = Page::dashboard(&browser, &stage).await?;
    let market = Market { page: &page, control: &control, spot: &spot };
    market.is_shown("before any change").await?;

    let prices = spot.prices(&found);
    let (best, second) = (&prices[0].0, &prices[1].0);
    let (top, bottom) = (prices[0].1, prices[prices.len() - 1].1);
    market.set(best, top + 0.5, "the best rises").await?;
    ensure!(market.books() == *best, "one bookmaker stands alone at the top");
    market.set(second, top + 0.25, "the second rises beneath it").await?;
    market.set(best, (bottom - 0.05).max(1.01), "the best falls below all").await?;
    ensure!(market.books() == *second, "the second-best takes over");
    market.set(best, top + 0.25, "both share the top").await?;
    ensure!(market.books().split('|').count() == 2, "a tie has two bookmakers");
    market.set(second, (bottom - 0.05).max(1.01), "one of the two leaves").await?;
    ensure!(market.books() == *best, "the other stays");
    Ok(())
}

/// One selection, on the screen and behind it.
struct Market<'a> {
    page: &'a Page,
    control: &'a Control,
    spot: &'a Spot,
}

impl Market<'_> {
    /// Sets a bookmaker's price and waits for what the market then is.
    async fn set(&self, book: &str, odds: f64, what: &str) -> Result<()> {
        let odds = (odds * 100.0).round() / 100.0;
        self.control.set_price(&self.spot.at(book), odds)?;
        self.is_shown(what).await
    }

    async fn is_shown(&self, what: &str) -> Result<()> {
        let (odds, books) = self.best();
        let (took, _) = self
            .page
            .wait_for_cell(self.spot, SHOWN, |cell| {
                cell.decimal() == Some(odds)
                    && cell.books.as_deref() == Some(&books)
                    && cell.state == "fresh"
            })
            .await
            .with_context(|| format!("{what}: {odds} at {books}"))?;
        println!("  {what}: {odds} at {books} after {} ms", took.as_millis());
        Ok(())
    }

    fn books(&self) -> String {
        self.best().1
    }

    /// The best price now and all who offer it, from the provider's own books.
    fn best(&self) -> (f64, String) {
        let matches = self.control.matches();
        let found = matches.iter().find(|found| found.match_name == self.spot.match_name);
        let prices = found.map(|found| self.spot.prices(found)).unwrap_or_default();
        let top = prices.first().map_or(0.0, |(_, odds)| *odds);
        let at_top = prices.iter().filter(|(_, odds)| (odds - top).abs() < 1e-9);
        let books: Vec<_> = at_top.map(|(book, _)| book.as_str()).collect();
        (top, books.join("|"))
    }
}
