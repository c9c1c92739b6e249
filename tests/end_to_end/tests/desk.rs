//! What the desk works out about an open match: it comes on demand, agrees with the comparison, and is missed politely.

use std::time::Duration;

use anyhow::{Result, ensure};
use end_to_end::browser::Browser;
use end_to_end::page::{Page, Spot};
use end_to_end::scenarios;
use end_to_end::stage::{Setup, Stage};
use end_to_end::wait::{self, throughout};
use serde::Deserialize;

scenarios! {
    chromium(Chromium) {
        stakes_agree_with_the_prices_that_are_compared,
        a_board_that_nobody_opens_loads_no_desk,
        while_prices_are_held_back_the_panels_stand_still,
        without_a_desk_the_comparison_stands_and_says_what_is_missing,
    }
    firefox(Firefox) { stakes_agree_with_the_prices_that_are_compared, }
    webkit(Webkit) { stakes_agree_with_the_prices_that_are_compared, }
}

const SOON: Duration = Duration::from_secs(5);
const LONG: Duration = Duration::from_secs(10);
const OPEN: &str = "[part~='row'] button[aria-expanded='false']";

/// A browser that starts every worker but the desk.
const NO_DESK: &str = "
    globalThis.Worker = new Proxy(Worker, {
        construct(target, [url, ...rest]) {
            if (/desk/.test(url)) throw new TypeError('no desk here');
            return new target(url, ...rest);
        },
    });";

/// What the panel of stakes shows.
#[derive(Debug, Deserialize)]
struct Slip {
    /// Price and stake of each leg.
    legs: Vec<(f64, f64)>,
    /// Returns and profit of each result.
    results: Vec<(f64, f64)>,
    worst: f64,
}

const SLIP: &str = "
    const number = (cell) => Number(cell.textContent.replace('−', '-'));
    const rows = (table) => [...table.tBodies[0].rows].map((row) => [...row.cells]);
    const [stakes, results] = root.querySelectorAll('.stakes table');
    if (!results) return null;
    return {
        legs: rows(stakes).map(([, price, stake]) => [number(price), number(stake)]),
        results: rows(results).map(([, , returns, profit]) => [number(returns), number(profit)]),
        worst: number(root.querySelector('.stakes__figure')),
    };";

async fn slip(page: &Page) -> Result<Option<Slip>> {
    page.run(SLIP, &[]).await
}

/// Whether the figures follow from each other: of winners each result is won by one leg.
fn adds_up(slip: &Slip, total: f64) -> bool {
    let outlay: f64 = slip.legs.iter().map(|(_, stake)| stake).sum();
    let is = |one: f64, other: f64| (one - other).abs() < 0.011;
    let won = slip.legs.iter().map(|(price, stake)| (price * stake * 100.0 + 1e-6).floor() / 100.0);
    let mut results = won.zip(&slip.results);
    let worst = slip.results.iter().map(|(_, profit)| *profit).fold(f64::INFINITY, f64::min);
    is(outlay, total)
        && slip.legs.len() == slip.results.len()
        && results.all(|(won, (returns, profit))| is(won, *returns) && is(won - outlay, *profit))
        && is(worst, slip.worst)
}

/// The best prices of the comparison.
async fn best_odds(page: &Page) -> Result<Vec<f64>> {
    let quotes = page.quotes().await?;
    let best = quotes.iter().filter(|quote| quote.best == "true");
    Ok(best.filter_map(|quote| quote.odds.as_ref()?.parse().ok()).collect())
}

async fn stakes_agree_with_the_prices_that_are_compared(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let page = Page::dashboard(&browser, &stage).await?;
    page.press(OPEN).await?;
    let hundred = |slip: &Option<Slip>| slip.as_ref().is_some_and(|slip| adds_up(slip, 100.0));
    wait::until("stakes of a hundred", LONG, async || slip(&page).await, hundred).await?;
    let type_amount = "
        const field = root.querySelector('.stakes__inputs input');
        field.value = '250';
        return field.dispatchEvent(new Event('change', { bubbles: true }));";
    page.run::<bool>(type_amount, &[]).await?;
    let ask = async || Ok((slip(&page).await?, best_odds(&page).await?));
    let agree = |(slip, best): &(Option<Slip>, Vec<f64>)| {
        let is_best = |price: &f64| best.iter().any(|odds| (odds - price).abs() < 0.001);
        let legs_are = |slip: &Slip| slip.legs.iter().all(|(price, _)| is_best(price));
        slip.as_ref().is_some_and(|slip| adds_up(slip, 250.0) && legs_are(slip))
    };
    wait::until("stakes of 250 at the best prices compared", SOON, ask, agree).await?;
    for panel in ["Best price", "Fair odds", "Margins"] {
        page.wait_for_text(".detail__stack", panel).await?;
    }
    let complaints = browser.complaints().await?;
    ensure!(complaints.is_empty(), "{complaints:?}");
    Ok(())
}

async fn a_board_that_nobody_opens_loads_no_desk(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let page = Page::dashboard(&browser, &stage).await?;
    page.wait_for_count("[part~='row']", |count| count >= 100).await?;
    let loaded = "return performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => /desk/.test(name)).length;";
    ensure!(page.run::<usize>(loaded, &[]).await? == 0, "the desk was loaded");
    page.press(OPEN).await?;
    page.wait_for_count(".stakes", |count| count > 0).await?;
    ensure!(page.run::<usize>(loaded, &[]).await? > 0, "stakes without a desk");
    Ok(())
}

async fn while_prices_are_held_back_the_panels_stand_still(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    control.pause();
    let found = stage.quoted_match(4)?;
    let spot = Spot::first_of(&found)?;
    let page = Page::dashboard(&browser, &stage).await?;
    page.type_into("input[type=search]", &found.match_name).await?;
    page.wait_for_count("[part~='row']", |count| count == 1).await?;
    page.press(OPEN).await?;
    page.wait_for_count(".stakes table", |count| count >= 2).await?;
    page.press_word(".toolbar", "Pause").await?;
    control.set_price(&spot.at(&spot.prices(&found)[0].0), 234.0)?;
    page.wait_for_text(".notice", "while paused").await?;
    let shown = async || page.text(".stakes").await;
    let is_held = |text: &String| !text.contains("234");
    // The page tells its desk what it looks at once a second.
    throughout("stakes at the prices before", Duration::from_secs(3), shown, is_held).await?;
    page.press_word(".toolbar", "Resume").await?;
    page.wait_for_text(".stakes", "234").await
}

async fn without_a_desk_the_comparison_stands_and_says_what_is_missing(
    browser: Browser,
) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let without = browser.preload(NO_DESK).await?;
    let page = Page::dashboard(&browser, &stage).await?;
    page.press(OPEN).await?;
    page.wait_for_count("[part~='quote']", |count| count > 0).await?;
    page.wait_for_text(".detail", "could not be loaded").await?;
    let over = page.text(".page__tools").await?;
    ensure!(over.is_empty(), "{over:?} over a board of which nothing else was asked");
    page.key('b').await?;
    page.wait_for_text(".page__tools", "could not be loaded").await?;
    without.remove().await
}
