//! The page keeps to its policy and its own origin, and works from any static host under any path.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Result, ensure};
use end_to_end::browser::Browser;
use end_to_end::follow::follows;
use end_to_end::host::Host;
use end_to_end::page::{Page, Shown};
use end_to_end::stage::{Setup, Stage};
use end_to_end::{scenarios, tools, wait};
use serde_json::json;

scenarios! {
    chromium(Chromium) {
        the_dashboard_keeps_to_its_policy_and_its_own_origin,
        the_built_page_works_under_a_path_of_a_static_host,
        files_alone_have_prices_that_move,
        a_host_that_lets_no_script_be_named_has_the_page_all_the_same,
    }
    firefox(Firefox) { the_built_page_works_under_a_path_of_a_static_host, }
}

const SOON: Duration = Duration::from_secs(10);

async fn the_dashboard_keeps_to_its_policy_and_its_own_origin(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let watch = "window.violations = [];
        document.addEventListener('securitypolicyviolation', (event) =>
            violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));";
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": watch })).await?;
    let page = Page::dashboard(&browser, &stage).await?;
    page.wait_for_count("[part~='row']", |count| count >= 100).await?;
    page.press("[part~='row'] button[aria-expanded]").await?;
    page.wait_for_count("[part~='quote']", |count| count > 0).await?;
    page.choose("Market", "total").await?;
    page.press("input[name=theme][value=dark]").await?;
    page.wait_for_count("[part~='row'][data-market='total']", |count| count > 0).await?;
    let violations: Vec<String> = page.run("return violations;", &[]).await?;
    ensure!(violations.is_empty(), "against the policy: {violations:?}");
    let script = "return performance.getEntriesByType('resource').map((entry) => entry.name)
        .filter((name) => !name.startsWith(`${location.origin}/`) && !name.startsWith('data:'));";
    let foreign: Vec<String> = page.run(script, &[]).await?;
    ensure!(foreign.is_empty(), "from elsewhere: {foreign:?}");
    let complaints = browser.complaints().await?;
    ensure!(complaints.is_empty(), "the console says {complaints:?}");
    let cookies = browser.client().get_all_cookies().await?;
    ensure!(cookies.is_empty(), "cookies: {cookies:?}");
    Ok(())
}

async fn the_built_page_works_under_a_path_of_a_static_host(browser: Browser) -> Result<()> {
    let host = Host::start().await?;
    let stage = Stage::start(Setup { origins: vec![host.origin()], ..Setup::default() }).await?;
    host.put_folder("/some/where", &tools::dist())?;
    host.put("/some/where/config.json", json!({ "api": stage.address() }).to_string());
    let page = Page::open(&browser, &format!("{}/some/where/", host.origin())).await?;
    page.wait_for_status("live", SOON).await?;
    page.wait_for_count("[part~='row']", |count| count >= 100).await?;
    ensure!(host.missing().is_empty(), "not found: {:?}", host.missing());
    let complaints = browser.complaints().await?;
    ensure!(complaints.is_empty(), "the console says {complaints:?}");
    Ok(())
}

async fn files_alone_have_prices_that_move(browser: Browser) -> Result<()> {
    let host = Host::start().await?;
    host.put_folder("/some/where", &tools::dist())?;
    let address = format!("{}/some/where/index.html?replay=sample.txt", host.origin());
    let page = Page::open(&browser, &address).await?;
    page.wait_for_text(".page__tools", "no live prices").await?;
    page.wait_for_count("[part~='row']", |count| count > 30).await?;
    page.wait_for_count("[part~='price'][data-state='fresh']", |count| count > 20).await?;
    let prices =
        async || Ok(page.board().await?.into_iter().map(spot_and_odds).collect::<BTreeMap<_, _>>());
    let before = prices().await?;
    page.press_word(".page__tools", "×4").await?;
    let moved = |now: &BTreeMap<String, String>| {
        now.iter().filter(|(spot, odds)| before.get(*spot).is_some_and(|old| old != *odds)).count()
    };
    wait::until("prices that move", 3 * SOON, prices, |now| moved(now) > 2).await?;
    page.press_word(".page__tools", "To the end").await?;
    page.wait_for_text(".page__tools", "The recording has ended.").await?;
    let told = page.text(".page__tools").await?;
    ensure!(!told.contains("could not be read"), "{told}");
    ensure!(page.count("[part~='price'][data-state='fresh']").await? > 20, "the end is empty");
    // Neither a token nor prices were asked for: there is nobody who has any.
    ensure!(host.missing().is_empty(), "not found: {:?}", host.missing());
    let complaints = browser.complaints().await?;
    ensure!(complaints.is_empty(), "the console says {complaints:?}");
    Ok(())
}

fn spot_and_odds(shown: Shown) -> (String, String) {
    let Shown { match_name, live, selection, odds, .. } = shown;
    (format!("{match_name} {live} {selection}"), odds.to_string())
}

async fn a_host_that_lets_no_script_be_named_has_the_page_all_the_same(
    browser: Browser,
) -> Result<()> {
    let host = Host::start().await?;
    let stage = Stage::start(Setup { origins: vec![host.origin()], ..Setup::default() }).await?;
    host.put_folder("", &tools::dist())?;
    host.put("/config.json", json!({ "api": stage.address() }).to_string());
    host.set_policy("require-trusted-types-for 'script'; trusted-types 'none'".to_owned());
    let page = Page::open(&browser, &format!("{}/", host.origin())).await?;
    page.wait_for_status("live", SOON).await?;
    follows(&page, &stage).await?;
    stage.costs(1, 1)
}
