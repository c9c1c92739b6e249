//! Several tabs that show the dashboard, one of which has the connection.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::browser::{Browser, Tab};
use crate::page::Page;
use crate::stage::Stage;
use crate::wait;

const SOON: Duration = Duration::from_secs(10);

/// Opens the dashboard in one more tab and waits until it is live there.
///
/// # Errors
///
/// When it does not become live.
pub async fn join(browser: &Browser, stage: &Stage) -> Result<Tab> {
    let tab = browser.open_tab().await?;
    Page::dashboard(browser, stage).await?;
    Ok(tab)
}

/// Opens the dashboard in so many tabs, one after the other.
///
/// # Errors
///
/// When it does not become live in one of them.
pub async fn open(browser: &Browser, stage: &Stage, tabs: usize) -> Result<Vec<Tab>> {
    Page::dashboard(browser, stage).await?;
    let mut open = vec![browser.tab().await?];
    while open.len() < tabs {
        open.push(join(browser, stage).await?);
    }
    Ok(open)
}

/// Closes the tab that has the connection so many times, with another one open each time; says how long each
/// hand-over took, sorted, and which tabs are open then.
///
/// # Errors
///
/// When the next tab does not take over in time.
pub async fn hand_over(
    browser: &Browser,
    stage: &Stage,
    rounds: u32,
) -> Result<(Vec<Duration>, Vec<Tab>)> {
    let control = stage.control()?;
    let mut tabs: VecDeque<Tab> = open(browser, stage, 2).await?.into();
    let mut took = Vec::new();
    for round in 1..=u64::from(rounds) {
        let (Some(first), Some(next)) = (tabs.pop_front(), tabs.front().cloned()) else { break };
        let start = Instant::now();
        browser.close_tab(&first, &next).await?;
        let opened = async || Ok(control.counts().sockets_opened);
        let is_next = |opened: &u64| *opened == round + 1;
        wait::until("a socket of the next tab", SOON, opened, is_next).await?;
        Page::here(browser).wait_for_status("live", SOON).await?;
        took.push(start.elapsed());
        tabs.push_back(join(browser, stage).await?);
    }
    took.sort_unstable();
    Ok((took, tabs.into()))
}
