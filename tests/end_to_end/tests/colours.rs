//! Where only the system's own colours are left, everything is seen that colour and shadow tell elsewhere.

use anyhow::{Result, ensure};
use end_to_end::axe;
use end_to_end::browser::Browser;
use end_to_end::page::Page;
use end_to_end::play::keep_picture;
use end_to_end::scenarios;
use end_to_end::stage::{Setup, Stage};
use fantoccini::key::Key;

scenarios! {
    chromium(Chromium) {
        the_board_is_seen_in_forced_colours,
        an_open_match_is_seen_in_forced_colours,
        the_lists_are_seen_in_forced_colours,
        the_tools_are_seen_in_forced_colours,
    }
}

const SCHEMES: [&str; 2] = ["light", "dark"];

/// Holds that no rule is broken, and keeps a picture.
async fn check(page: &Page, what: &str, scheme: &str) -> Result<()> {
    let is_forced = "return matchMedia('(forced-colors: active)').matches;";
    ensure!(page.run::<bool>(is_forced, &[]).await?, "colours are not forced");
    keep_picture(page.browser(), &format!("forced-{what}-{scheme}.png")).await?;
    axe::check(page, &format!("{what} in forced colours, {scheme}")).await
}

/// The dashboard with few rows, for a checker that looks at every one of them.
async fn dashboard(browser: &Browser, stage: &Stage, scheme: &str) -> Result<Page> {
    browser.resize(1280, 900).await?;
    browser.force_colours(scheme).await?;
    let page = Page::dashboard(browser, stage).await?;
    page.choose("Competition", "LIG1").await?;
    page.wait_for_count("[part~='price'][data-state='fresh']", |count| count > 5).await?;
    Ok(page)
}

async fn the_board_is_seen_in_forced_colours(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    for scheme in SCHEMES {
        let page = dashboard(&browser, &stage, scheme).await?;
        let star = "[part~='row'] button[aria-pressed='false']";
        page.press(star).await?;
        page.differ("[part~='row'] button[aria-pressed='true']", star).await?;
        let option = ".toggle__option:has(:checked)";
        page.differ(option, ".toggle__option:not(:has(:checked))").await?;
        check(&page, "board", scheme).await?;
        let parts = page.tab_and_see(30).await?;
        ensure!(parts > 15, "the focus was on {parts} parts only");
        page.press("[part~='row'] button[aria-pressed='true']").await?;
    }
    Ok(())
}

async fn an_open_match_is_seen_in_forced_colours(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    for scheme in SCHEMES {
        let page = dashboard(&browser, &stage, scheme).await?;
        page.choose("Market", "total").await?;
        page.wait_for_count("[part~='row'][data-market='total']", |count| count > 0).await?;
        page.press("[part~='row'] button[aria-expanded='false']").await?;
        page.wait_for_text(".detail", "Worst case after rounding").await?;
        page.differ("[part~='quote'][data-best='true']", "[part~='quote'][data-best='false']")
            .await?;
        let tab = ".detail__tab[aria-pressed='true']";
        page.differ(tab, ".detail__tab[aria-pressed='false']").await?;
        let unfold = "root.querySelectorAll('details').forEach((part) => { part.open = true; }); return true;";
        page.run::<bool>(unfold, &[]).await?;
        browser.resize(1280, 2400).await?;
        check(&page, "match", scheme).await?;
        page.run::<bool>("root.querySelector('.detail__tab').focus(); return true;", &[]).await?;
        let parts = page.tab_and_see(20).await?;
        ensure!(parts > 10, "the focus was on {parts} parts only");
    }
    Ok(())
}

async fn the_lists_are_seen_in_forced_colours(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    for scheme in SCHEMES {
        let page = dashboard(&browser, &stage, scheme).await?;
        for list in ["arbitrage", "value", "movers", "alerts"] {
            page.press(&format!(".rail__tab[value={list}]")).await?;
            page.wait_for_count(
                &format!(".rail__tab[value={list}][aria-expanded='true']"),
                |count| count == 1,
            )
            .await?;
            page.wait_for_count(".rail__lists .list", |count| count == 1).await?;
            page.differ(".rail__tab[aria-expanded='true']", ".rail__tab[aria-expanded='false']")
                .await?;
            check(&page, list, scheme).await?;
        }
        page.press(".list__ways [value='bell.sound']").await?;
        page.wait_for_count(".list__ways [aria-pressed='true']", |count| count == 1).await?;
        page.differ(".list__ways [aria-pressed='true']", ".list__ways [aria-pressed='false']")
            .await?;
        page.run::<bool>("root.querySelector('.rail__tab').focus(); return true;", &[]).await?;
        let parts = page.tab_and_see(8).await?;
        ensure!(parts > 5, "the focus was on {parts} parts only");
        page.press(".list__ways [aria-pressed='true']").await?;
    }
    Ok(())
}

async fn the_tools_are_seen_in_forced_colours(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    for scheme in SCHEMES {
        let page = dashboard(&browser, &stage, scheme).await?;
        page.control_key('k').await?;
        page.wait_for_focus("[role=combobox]").await?;
        page.key(Key::Down).await?;
        page.wait_for_count("[role=option][aria-selected=true]", |count| count == 1).await?;
        page.differ("[role=option][aria-selected=true]", "[role=option][aria-selected=false]")
            .await?;
        check(&page, "commands", scheme).await?;
        let page = Page::open(&browser, &format!("{}/?replay=sample.txt", stage.address())).await?;
        page.wait_for_text(".page__tools", "no live prices").await?;
        page.differ(".tools__paces [aria-pressed='true']", ".tools__paces [aria-pressed='false']")
            .await?;
        page.choose("Competition", "LIG1").await?;
        check(&page, "replay", scheme).await?;
        // How prices went is drawn by lines, which there are only now.
        page.press_word(".page__tools", "To the end").await?;
        page.wait_for_text(".page__tools", "The recording has ended.").await?;
        page.press("[part~='row'] button[aria-expanded='false']").await?;
        page.wait_for_count(".sparkline__line", |count| count > 0).await?;
        browser.resize(1280, 1800).await?;
        check(&page, "prices", scheme).await?;
    }
    Ok(())
}
