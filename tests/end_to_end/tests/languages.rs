//! Languages: brought when a reader wants one, in place while the page is open, from right to left where it runs so.

use std::time::Duration;

use anyhow::{Result, ensure};
use end_to_end::browser::Browser;
use end_to_end::follow::follows;
use end_to_end::host::Host;
use end_to_end::page::Page;
use end_to_end::play::keep_picture;
use end_to_end::stage::{Setup, Stage};
use end_to_end::{axe, scenarios, wait};
use serde_json::json;

scenarios! {
    chromium(Chromium) {
        a_reader_of_english_loads_no_language,
        a_board_in_arabic_runs_from_right_to_left_and_breaks_no_rule,
        panels_of_an_open_match_speak_arabic_and_break_no_rule,
        every_language_fits_the_page_without_scrolling_sideways,
        a_reader_chooses_a_language_and_finds_it_again,
        a_language_that_cannot_be_had_leaves_everything_as_it_is,
        elements_speak_the_language_they_stand_in,
        an_owners_word_of_care_is_shown_or_refused,
    }
    firefox(Firefox) {
        a_reader_chooses_a_language_and_finds_it_again,
        elements_speak_the_language_they_stand_in,
    }
    webkit(Webkit) {
        a_reader_chooses_a_language_and_finds_it_again,
        elements_speak_the_language_they_stand_in,
    }
}

const SOON: Duration = Duration::from_secs(10);

/// The files of languages that the page has loaded.
async fn loaded(page: &Page) -> Result<Vec<String>> {
    let script =
        "return performance.getEntriesByType('resource').map(({ name }) => name.split('/').pop())
        .filter((name) => name.startsWith('words-') || name.endsWith('.txt'));";
    page.run(script, &[]).await
}

async fn root(page: &Page, name: &str) -> Result<Option<String>> {
    page.run("return document.documentElement.getAttribute(arguments[1]);", &[json!(name)]).await
}

/// Waits until the whole page is in a language.
async fn speaks(page: &Page, tag: &str) -> Result<()> {
    let ask = async || root(page, "lang").await;
    let is_said = |lang: &Option<String>| lang.as_deref().is_some_and(|lang| lang.starts_with(tag));
    wait::until(&format!("a page in {tag}"), SOON, ask, is_said).await?;
    Ok(())
}

async fn in_language(browser: &Browser, stage: &Stage, tag: &str) -> Result<Page> {
    let page = Page::open(browser, &format!("{}/?lang={tag}", stage.address())).await?;
    page.wait_for_status("live", SOON).await?;
    Ok(page)
}

async fn a_reader_of_english_loads_no_language(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    for tag in ["en", "en-AU", "nl"] {
        let page = in_language(&browser, &stage, tag).await?;
        speaks(&page, "en").await?;
        ensure!(loaded(&page).await?.is_empty(), "{tag}: {:?}", loaded(&page).await?);
    }
    let page = in_language(&browser, &stage, "de").await?;
    speaks(&page, "de").await?;
    ensure!(loaded(&page).await?.len() == 2, "{:?}", loaded(&page).await?);
    Ok(())
}

async fn a_board_in_arabic_runs_from_right_to_left_and_breaks_no_rule(
    browser: Browser,
) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let page = in_language(&browser, &stage, "ar").await?;
    ensure!(root(&page, "dir").await?.as_deref() == Some("rtl"), "from right to left");
    page.wait_for_text(".toolbar__count", "مباراة").await?;
    follows(&page, &stage).await?;
    for theme in ["light", "dark"] {
        page.press(&format!("input[name=theme][value={theme}]")).await?;
        fits(&page, &format!("arabic-{theme}")).await?;
    }
    page.choose("المسابقة", "LIG1").await?;
    axe::check(&page, "a board in Arabic").await?;
    page.press("[part~='row'] button[aria-expanded='false']").await?;
    page.wait_for_count("[part~='quote']", |count| count > 0).await?;
    axe::check(&page, "an open match in Arabic").await
}

async fn panels_of_an_open_match_speak_arabic_and_break_no_rule(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let page = in_language(&browser, &stage, "ar-EG").await?;
    speaks(&page, "ar-EG").await?;
    page.press("[part~='row'] button[aria-expanded='false']").await?;
    for panel in ["أفضل نسبة", "النسب العادلة", "الهوامش"] {
        page.wait_for_text(".detail__stack", panel).await?;
    }
    page.wait_for_text(".stakes", "أسوأ حالة بعد التقريب").await?;
    let worst = page.text(".stakes__figure").await?;
    ensure!(!worst.contains(|sign: char| sign.is_ascii_digit()), "{worst} is in Arabic digits");
    let unfold =
        "root.querySelectorAll('details').forEach((part) => { part.open = true; }); return true;";
    page.run::<bool>(unfold, &[]).await?;
    fits(&page, "arabic-panels").await?;
    axe::check(&page, "the panels of an open match in Arabic").await?;
    browser.resize(390, 844).await?;
    axe::check(&page, "the panels of an open match in Arabic on a phone").await
}

/// Checks that nothing scrolls sideways on a phone or a desk, and keeps pictures of both.
async fn fits(page: &Page, name: &str) -> Result<()> {
    for (width, height) in [(390, 844), (1280, 800)] {
        page.browser().resize(width, height).await?;
        let script = "return document.scrollingElement.scrollWidth;";
        let content: u32 = page.run(script, &[]).await?;
        ensure!(content <= width, "{name}, {width} pixels: the page is {content} wide");
        keep_picture(page.browser(), &format!("{name}-{width}.png")).await?;
    }
    Ok(())
}

async fn every_language_fits_the_page_without_scrolling_sideways(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    for tag in ["de", "es", "fr", "it", "pt"] {
        let page = in_language(&browser, &stage, tag).await?;
        speaks(&page, tag).await?;
        page.wait_for_count("[part~='row']", |count| count >= 100).await?;
        fits(&page, tag).await?;
        page.press("[part~='row'] button[aria-expanded='false']").await?;
        page.wait_for_count("[part~='quote']", |count| count > 0).await?;
        page.wait_for_count(".stakes table", |count| count > 0).await?;
        fits(&page, &format!("{tag}-open")).await?;
    }
    Ok(())
}

async fn a_reader_chooses_a_language_and_finds_it_again(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let page = Page::dashboard(&browser, &stage).await?;
    page.wait_for_count("[part~='row']", |count| count >= 100).await?;
    page.choose("Language", "fr").await?;
    speaks(&page, "fr").await?;
    page.wait_for_text(".toolbar__count", "matchs dans").await?;
    follows(&page, &stage).await?;
    let odds = page.text("[part~='price'][data-odds] .cell__odds").await?;
    ensure!(odds.contains(',') && !odds.contains('.'), "{odds} is written with a comma");
    let title: String = page.run("return document.title;", &[]).await?;
    ensure!(title.contains("meilleures cotes"), "{title}");
    let again = Page::dashboard(&browser, &stage).await?;
    speaks(&again, "fr").await?;
    again.wait_for_text(".toolbar__count", "matchs dans").await?;
    again.choose("Langue", "en").await?;
    speaks(&again, "en").await?;
    again.wait_for_text(".toolbar__count", "matches in").await
}

async fn a_language_that_cannot_be_had_leaves_everything_as_it_is(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let page = Page::dashboard(&browser, &stage).await?;
    browser.devtools("Network.enable", json!({})).await?;
    browser.devtools("Network.setBlockedURLs", json!({ "urls": ["*.txt"] })).await?;
    page.choose("Language", "it").await?;
    let shown = async || {
        let script = "return root.querySelector('.foot select').value;";
        page.run::<String>(script, &[]).await
    };
    wait::until("the language that is spoken is shown", SOON, shown, |tag| tag == "en").await?;
    ensure!(root(&page, "lang").await?.as_deref() == Some("en"), "still in English");
    follows(&page, &stage).await?;
    browser.devtools("Network.setBlockedURLs", json!({ "urls": [] })).await?;
    page.choose("Language", "it").await?;
    speaks(&page, "it").await
}

async fn elements_speak_the_language_they_stand_in(browser: Browser) -> Result<()> {
    let host = Host::start().await?;
    let stage = Stage::start(Setup { origins: vec![host.origin()], ..Setup::default() }).await?;
    let body = "<div lang=\"fr-CA\"><odds-grid id=\"french\" max=\"4\"></odds-grid></div>
        <odds-grid id=\"arabic\" lang=\"ar\" max=\"4\"></odds-grid>
        <odds-ticker id=\"ticker\" lang=\"xx\" max=\"4\"></odds-ticker>";
    host.put_page("/index.html", &format!("{}/embed.js", stage.address()), body);
    let page = Page::open(&browser, &format!("{}/", host.origin())).await?;
    let card = async |id: &str, tag: &str, dir: &str| {
        let element = page.element(id);
        let ask = async || {
            let lang = element.attribute(".widget", "lang").await?;
            Ok((lang.unwrap_or_default(), element.attribute(".widget", "dir").await?))
        };
        let is_so =
            |(lang, said): &(String, Option<String>)| lang == tag && said.as_deref() == Some(dir);
        wait::until(&format!("{id} in {tag}"), SOON, ask, is_so).await
    };
    card("#french", "fr-CA", "ltr").await?;
    card("#arabic", "ar", "rtl").await?;
    card("#ticker", "en", "ltr").await?;
    page.element("#french").wait_for_text(".widget__head", "Le meilleur de").await?;
    page.element("#arabic").wait_for_text(".widget__head", "الأفضل من").await?;
    let switch = "document.querySelector('#ticker').lang = 'de'; document.querySelector('#arabic').lang = 'en';";
    page.run::<Option<bool>>(switch, &[]).await?;
    card("#ticker", "de", "ltr").await?;
    card("#arabic", "en", "ltr").await?;
    page.element("#arabic").wait_for_text(".widget__head", "Best of").await?;
    card("#french", "fr-CA", "ltr").await?;
    Ok(())
}

async fn an_owners_word_of_care_is_shown_or_refused(browser: Browser) -> Result<()> {
    let host = Host::start().await?;
    let stage = Stage::start(Setup { origins: vec![host.origin()], ..Setup::default() }).await?;
    let body = "<odds-grid id=\"grid\" max=\"4\" care-age=\"21+\" care-href=\"https://help.example/\"></odds-grid>";
    host.put_page("/index.html", &format!("{}/embed.js", stage.address()), body);
    let page = Page::open(&browser, &format!("{}/", host.origin())).await?;
    let grid = page.element("#grid");
    grid.wait_for_count("[part~='row']", |count| count > 0).await?;
    grid.wait_for_text(".care", "21+").await?;
    let link = async || grid.attribute(".care a", "href").await;
    ensure!(link().await?.as_deref() == Some("https://help.example/"));
    let refuse = "document.querySelector('#grid').careHref = 'http://help.example/';";
    page.run::<Option<bool>>(refuse, &[]).await?;
    let script = "return seen.events.filter(({ type, detail }) => type === 'odds-error' && detail.code === 'bad-config').length;";
    let errors = async || page.run::<usize>(script, &[]).await;
    wait::until("a word about it", SOON, errors, |count| *count > 0).await?;
    ensure!(link().await?.as_deref() == Some("https://help.example/"), "the address stays");
    Ok(())
}
