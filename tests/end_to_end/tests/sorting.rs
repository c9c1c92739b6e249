//! The order of rows, and that none moves under a reader's mouse.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use end_to_end::browser::Browser;
use end_to_end::page::{Page, Spot};
use end_to_end::scenarios;
use end_to_end::stage::{Setup, Stage};
use end_to_end::wait;

scenarios! {
    chromium(Chromium) {
        rows_follow_the_order_chosen_and_stand_still_under_the_mouse,
    }
}

const SOON: Duration = Duration::from_secs(5);
const MARGINS: &str = "
return [...root.querySelectorAll('[part~=\"row\"]:has([part~=\"price\"]) [part~=\"margin\"]')]
  .map((margin) => Number(margin.dataset.overround ?? 9));";

async fn order(page: &Page) -> Result<Vec<String>> {
    let rows = page.rows().await?.into_iter();
    Ok(rows.map(|row| [row.match_name, row.live].join(" ")).collect())
}

async fn rows_follow_the_order_chosen_and_stand_still_under_the_mouse(
    browser: Browser,
) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    control.pause();
    let page = Page::dashboard(&browser, &stage).await?;
    page.wait_for_count("[part~='row']", |count| count >= 100).await?;
    page.choose("Sort", "margin").await?;
    let margins = async || page.run::<Vec<f64>>(MARGINS, &[]).await;
    let rise = |margins: &Vec<f64>| margins.len() > 5 && margins.is_sorted();
    wait::until("margins that rise", SOON, margins, rise).await?;
    ensure!(page.count(".board__group").await? == 1, "one list of all competitions");

    page.point_at("[part~='row']").await?;
    let before = order(&page).await?;
    let first = page.rows().await?.into_iter().next().context("a first row")?;
    let matches = control.matches();
    let found = first.found(&matches)?;
    let spot = Spot::first_of(found)?;
    for (book, _) in spot.prices(found) {
        control.set_price(&spot.at(&book), 1.01)?;
    }
    page.wait_for_text(".calm__bar", "would move").await?;
    ensure!(order(&page).await? == before, "nothing moves under the mouse");
    page.point_at(".shell__brand").await?;
    let now = async || order(&page).await;
    wait::until("another order", SOON, now, |now| *now != before).await?;
    page.wait_for_count(".calm__bar", |count| count == 0).await?;
    Ok(())
}
