//! The lists beside the board: what is found on all of it, and what the reader asked to be told of.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use end_to_end::axe;
use end_to_end::browser::Browser;
use end_to_end::page::{Page, Spot};
use end_to_end::scenarios;
use end_to_end::stage::{Setup, Stage};
use end_to_end::wait;
use fantoccini::key::Key;
use serde_json::json;
use simulator::world::Match;

scenarios! {
    chromium(Chromium) {
        an_arbitrage_is_found_and_opened_from_its_list,
        an_alert_rings_on_the_page_and_outlives_a_reload,
        the_lists_break_no_rule_on_a_phone_and_on_a_desk,
    }
    firefox(Firefox) {
        an_arbitrage_is_found_and_opened_from_its_list,
    }
    webkit(Webkit) {
        an_arbitrage_is_found_and_opened_from_its_list,
    }
}

const SOON: Duration = Duration::from_secs(10);

/// Raises one price so far that all results together bring a little more than they cost, and says by how much the
/// worst does.
fn make_arbitrage(stage: &Stage, found: &Match) -> Result<Spot> {
    let control = stage.control()?;
    let spot = Spot::first_of(found)?;
    let selections: std::collections::BTreeSet<_> = found
        .prices
        .iter()
        .filter(|price| price.market_type == "moneyline" && price.period == 0 && !price.is_live)
        .map(|price| price.selection.clone())
        .collect();
    let others = selections.iter().filter(|selection| **selection != spot.selection);
    let others: Vec<Spot> =
        others.map(|selection| Spot { selection: selection.clone(), ..spot.clone() }).collect();
    let best = |of: &Spot| of.prices(found).first().cloned().context("a price");
    let rest: f64 = others.iter().map(|of| Ok(1.0 / best(of)?.1)).sum::<Result<f64>>()?;
    // A bookmaker that is no other's best: who has a price twice in a set is no arbitrage.
    let taken: Vec<String> = others.iter().map(|of| Ok(best(of)?.0)).collect::<Result<_>>()?;
    let books = spot.prices(found);
    let (book, _) = books.iter().find(|(book, _)| !taken.contains(book)).context("another")?;
    let odds = 1.0 / (0.95 - rest);
    control.set_price(&spot.at(book), (odds * 100.0).round() / 100.0)?;
    Ok(spot)
}

async fn an_arbitrage_is_found_and_opened_from_its_list(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    stage.control()?.pause();
    let found = stage.quoted_match(6)?;
    let page = Page::dashboard(&browser, &stage).await?;
    page.wait_for_count("[part~='row']", |count| count >= 100).await?;
    ensure!(page.count(".rail__panel[data-open='true']").await? == 0, "no list is open at first");
    page.press(".rail__tab[value=arbitrage]").await?;
    page.wait_for_text(".rail__lists", "Every market on the board").await?;
    make_arbitrage(&stage, &found)?;
    page.wait_for_text(".rail__lists", &found.match_name).await?;
    // It is opened although the board is narrowed to something else.
    page.type_into("input[type=search]", "no such team").await?;
    page.wait_for_count("[part~='row']", |count| count == 0).await?;
    page.press_word(".rail__lists", &found.match_name).await?;
    page.wait_for_count("[part~='quote']", |count| count > 0).await?;
    let opened = page.attribute("[part~='row'][data-open='true']", "data-match").await?;
    ensure!(opened.as_deref() == Some(&*found.match_name), "{opened:?} is open");
    let script = "return document.activeElement?.getAttribute('aria-expanded') ?? '';";
    let focus = async || page.run::<String>(script, &[]).await;
    wait::until("the focus on the open row", SOON, focus, |told| told == "true").await?;
    page.press(".rail__panel > button").await?;
    page.wait_for_count(".rail__panel[data-open='true']", |count| count == 0).await?;
    let script = "return document.activeElement?.value ?? '';";
    let focus = async || page.run::<String>(script, &[]).await;
    wait::until("the focus back on the tab", SOON, focus, |told| told == "arbitrage").await?;
    page.key(Key::Enter).await?;
    page.wait_for_count(".rail__panel[data-open='true']", |count| count == 1).await?;
    page.key(Key::Escape).await?;
    page.wait_for_count(".rail__panel[data-open='true']", |count| count == 0).await?;
    Ok(())
}

async fn an_alert_rings_on_the_page_and_outlives_a_reload(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    control.pause();
    let found = stage.quoted_match(6)?;
    let spot = Spot::first_of(&found)?;
    let (book, best) = spot.prices(&found).first().cloned().context("a price")?;
    let wanted = (best * 120.0).round() / 100.0;
    let page = Page::dashboard(&browser, &stage).await?;
    page.wait_for_cell(&spot, SOON, |cell| cell.state == "fresh").await?;
    let row = format!(
        "[part~='row'][data-match='{}'] button[aria-expanded]",
        found.match_name.replace('\'', "\\'")
    );
    page.press(&row).await?;
    page.wait_for_text(".detail__side", "Alert on this match").await?;
    page.choose("On", &spot.selection).await?;
    let script = "
        const field = [...root.querySelectorAll('.detail__side .field')].find((field) => field.textContent.startsWith('Decimal odds'));
        const input = field.querySelector('input');
        input.value = arguments[1];
        input.dispatchEvent(new Event('change', { bubbles: true }));
        return true;";
    page.run::<bool>(script, &[json!(format!("{wanted:.2}"))]).await?;
    page.press_word(".detail__side", "Set alert").await?;
    page.wait_for_text(".detail__side", "The alert is set.").await?;
    // Now it is there on every visit, and the desk comes for it alone.
    let page = Page::dashboard(&browser, &stage).await?;
    page.press(".rail__tab[value=alerts]").await?;
    page.wait_for_count("[data-alert]", |count| count == 1).await?;
    page.wait_for_text(".rail__lists", "Nothing has rung").await?;
    page.press(".rail__panel > button").await?;
    let page = Page::dashboard(&browser, &stage).await?;
    let script = "return performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/desk.js'));";
    let come = async || page.run::<bool>(script, &[]).await;
    wait::until("the desk, unasked", SOON, come, |has_come| *has_come).await?;
    // The feed's times are whole seconds: what is seen in the second in which the link became live may be older.
    let live_at = control.now();
    let since = async || Ok(control.now() - live_at);
    wait::until("another second", SOON, since, |since_ms| *since_ms >= 1_000).await?;
    control.set_price(&spot.at(&book), wanted + 0.1)?;
    page.wait_for_text("[role=status] .news", &found.match_name).await?;
    let count = async || page.text(".rail__tab[value=alerts] .rail__pin").await;
    wait::until("one that rang", SOON, count, |told| told == "1").await?;
    page.press(".rail__tab[value=alerts]").await?;
    page.wait_for_count("[data-rang]", |count| count == 1).await?;
    let remove = "[data-alert] button";
    page.press(remove).await?;
    page.wait_for_count("[data-alert]", |count| count == 0).await?;
    let page = Page::dashboard(&browser, &stage).await?;
    page.press(".rail__tab[value=alerts]").await?;
    page.wait_for_text(".rail__lists", "No alert is set.").await?;
    Ok(())
}

async fn the_lists_break_no_rule_on_a_phone_and_on_a_desk(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    control.pause();
    let found = stage.quoted_match(6)?;
    make_arbitrage(&stage, &found)?;
    let page = Page::dashboard(&browser, &stage).await?;
    page.choose("Competition", "LIG1").await?;
    for (width, list) in [(1280, "arbitrage"), (390, "value"), (1920, "alerts"), (390, "movers")] {
        browser.resize(width, 900).await?;
        page.press(&format!(".rail__tab[value={list}]")).await?;
        page.wait_for_count(".rail__lists .list", |count| {
            count == if width == 1920 { 4 } else { 1 }
        })
        .await?;
        if list == "arbitrage" {
            page.wait_for_text(".rail__lists", &found.match_name).await?;
        }
        for theme in ["light", "dark"] {
            page.press(&format!("input[name=theme][value={theme}]")).await?;
            axe::check(&page, &format!("{list} at {width} in {theme}")).await?;
        }
        page.press(".rail__panel > button").await?;
    }
    Ok(())
}
