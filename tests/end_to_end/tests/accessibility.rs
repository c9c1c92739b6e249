//! The accessibility checker finds nothing: dashboard and elements, light and dark, closed and open.

use anyhow::Result;
use end_to_end::axe;
use end_to_end::browser::Browser;
use end_to_end::host::Host;
use end_to_end::page::Page;
use end_to_end::scenarios;
use end_to_end::stage::{Setup, Stage};

scenarios! {
    chromium(Chromium) {
        the_dashboard_breaks_no_rule_in_light_and_dark,
        an_empty_board_and_a_refused_one_break_no_rule,
        the_elements_break_no_rule_in_light_and_dark,
    }
}

/// One group of rows is as good as a hundred for a checker that looks at every one of them.
const FEW: &str = "LIG1";

async fn the_dashboard_breaks_no_rule_in_light_and_dark(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let page = Page::dashboard(&browser, &stage).await?;
    page.choose("Competition", FEW).await?;
    for theme in ["light", "dark"] {
        page.press(&format!("input[name=theme][value={theme}]")).await?;
        axe::check(&page, &format!("the board in {theme}")).await?;
        page.press("[part~='row'] button[aria-expanded='false']").await?;
        page.wait_for_count("[part~='quote']", |count| count > 0).await?;
        page.wait_for_text(".detail", "Worst case after rounding").await?;
        axe::check(&page, &format!("an open match in {theme}")).await?;
        page.press("[part~='row'] button[aria-expanded='true']").await?;
    }
    page.choose("Market", "total").await?;
    page.wait_for_count("[part~='row'][data-market='total']", |count| count > 0).await?;
    axe::check(&page, "totals").await?;
    page.press_word(".toolbar", "Pause").await?;
    axe::check(&page, "a paused board").await
}

async fn an_empty_board_and_a_refused_one_break_no_rule(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let page = Page::dashboard(&browser, &stage).await?;
    page.type_into("input[type=search]", "no such team").await?;
    page.wait_for_count("[part~='row']", |count| count == 0).await?;
    axe::check(&page, "an empty board").await?;
    stage.control()?.refuse_tokens(Some((401, "unauthorized")));
    let page = Page::open(&browser, &stage.address()).await?;
    page.wait_for_status("stopped", std::time::Duration::from_secs(10)).await?;
    axe::check(&page, "a board without a token").await
}

async fn the_elements_break_no_rule_in_light_and_dark(browser: Browser) -> Result<()> {
    let host = Host::start().await?;
    let stage = Stage::start(Setup { origins: vec![host.origin()], ..Setup::default() }).await?;
    for theme in ["light", "dark"] {
        let body = format!(
            "<odds-grid id=\"grid\" theme=\"{theme}\" max=\"6\"></odds-grid>\
             <odds-ticker id=\"ticker\" theme=\"{theme}\" max=\"6\"></odds-ticker>"
        );
        host.put_page("/", &format!("{}/embed.js", stage.address()), &body);
        host.put_page("/index.html", &format!("{}/embed.js", stage.address()), &body);
        let page = Page::open(&browser, &host.origin()).await?;
        page.element("#grid").wait_for_count("[part~='row']", |count| count > 0).await?;
        page.element("#ticker").wait_for_count("[part~='item']", |count| count > 0).await?;
        axe::check(&page, &format!("the elements in {theme}")).await?;
    }
    Ok(())
}
