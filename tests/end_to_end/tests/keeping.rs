//! What a reader keeps: saved matches, and what the next visit knows of them.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use end_to_end::browser::Browser;
use end_to_end::page::Page;
use end_to_end::scenarios;
use end_to_end::stage::{Setup, Stage};
use end_to_end::wait;

scenarios! {
    chromium(Chromium) {
        saved_matches_are_known_in_other_tabs_and_on_the_next_visit,
    }
}

const SOON: Duration = Duration::from_secs(5);
const ONLY: &str = ".toolbar__view > [aria-pressed]";

async fn saved_matches_are_known_in_other_tabs_and_on_the_next_visit(
    browser: Browser,
) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let page = Page::dashboard(&browser, &stage).await?;
    page.wait_for_count("[part~='row'] .row__save", |count| count > 1).await?;
    let saved = page.rows().await?.into_iter().next().context("a first row")?.match_name;
    page.press("[part~='row'] .row__save button").await?;
    page.wait_for_count(".row__save [aria-pressed='true']", |count| count > 0).await?;
    let again = Page::dashboard(&browser, &stage).await?;
    again.wait_for_count("[part~='row']", |count| count > 1).await?;
    again.press(ONLY).await?;
    let rows = async || again.rows().await;
    let (_, rows) = wait::until("saved matches alone", SOON, rows, |rows| rows.len() < 5).await?;
    ensure!(
        !rows.is_empty() && rows.iter().all(|row| row.match_name == saved),
        "{saved} was saved, not {rows:?}"
    );
    again
        .run::<()>(
            "const value = localStorage.getItem('oddsboard.saved');
            localStorage.setItem('oddsboard.saved', '');
            dispatchEvent(new StorageEvent('storage', { key: 'oddsboard.saved', oldValue: value, newValue: '' }));",
            &[],
        )
        .await?;
    again.wait_for_text(".board", "Nothing matches").await.context("another tab let go of it")
}
