//! The socket lives in a worker beside a page of the server's origin, and in the page where none can be started.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use end_to_end::browser::Browser;
use end_to_end::follow::follows;
use end_to_end::page::Page;
use end_to_end::scenarios;
use end_to_end::stage::{Setup, Stage};
use serde_json::{Value, json};

scenarios! {
    chromium(Chromium) {
        the_socket_lives_beside_the_page,
        without_workers_the_socket_lives_in_the_page,
        a_worker_that_cannot_be_loaded_costs_nothing,
        a_host_may_keep_the_socket_in_the_page,
        so_does_that_of_an_element_on_a_page_of_the_servers_origin,
    }
    firefox(Firefox) { the_socket_lives_beside_the_page, }
    webkit(Webkit) { the_socket_lives_beside_the_page, }
}

const SOON: Duration = Duration::from_secs(10);

/// Whether the worker's script was asked for.
async fn has_worker(page: &Page) -> Result<bool> {
    let script = "return performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/socket.js'));";
    page.run(script, &[]).await
}

async fn the_socket_lives_beside_the_page(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let page = Page::dashboard(&browser, &stage).await?;
    page.wait_for_status("live", SOON).await?;
    ensure!(has_worker(&page).await?, "no worker was started");
    follows(&page, &stage).await?;
    // It hears of the end of its socket, and opens no second one beside it.
    stage.control()?.close_all(Some(1012));
    page.wait_for_status("reconnecting", SOON).await?;
    page.wait_for_status("live", SOON).await?;
    follows(&page, &stage).await?;
    ensure!(stage.control()?.counts().sockets_max == 1, "never two at once");
    stage.costs(2, 2)
}

async fn so_does_that_of_an_element_on_a_page_of_the_servers_origin(
    browser: Browser,
) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    // The server's own page, which holds no board of its own without its script.
    browser.devtools("Network.enable", json!({})).await?;
    browser.devtools("Network.setBlockedURLs", json!({ "urls": ["*/start-*.js"] })).await?;
    let page = Page::open(&browser, &stage.address()).await?;
    let element = "document.body.append(document.createElement('odds-grid')); import('/embed.js'); return null;";
    page.run::<Value>(element, &[]).await?;
    let grid = page.element("odds-grid");
    grid.wait_for_status("live", SOON).await?;
    grid.wait_for_count("[part~='price'][data-odds]", |count| count > 0).await?;
    ensure!(has_worker(&page).await?, "no worker was started");
    stage.costs(1, 1)
}

async fn without_workers_the_socket_lives_in_the_page(browser: Browser) -> Result<()> {
    let ways = [
        ("none", "delete window.Worker;"),
        ("forbidden", "window.Worker = class { constructor() { throw new Error('forbidden'); } };"),
        (
            "dead from the start",
            "window.Worker = class extends Worker { constructor(url) { super(url); this.terminate(); } };",
        ),
    ];
    for (name, script) in ways {
        let stage = Stage::start(Setup::default()).await?;
        let taken = browser.preload(script).await?;
        let page = Page::open(&browser, &stage.address()).await?;
        page.wait_for_status("live", SOON).await.context(name)?;
        follows(&page, &stage).await.context(name)?;
        taken.remove().await?;
        stage.costs(1, 1).context(name)?;
    }
    Ok(())
}

async fn a_worker_that_cannot_be_loaded_costs_nothing(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    browser.devtools("Network.enable", json!({})).await?;
    browser.devtools("Network.setBlockedURLs", json!({ "urls": ["*/socket.js"] })).await?;
    let page = Page::open(&browser, &stage.address()).await?;
    page.wait_for_status("live", SOON).await?;
    follows(&page, &stage).await?;
    stage.costs(1, 1)
}

async fn a_host_may_keep_the_socket_in_the_page(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let script = r#"
        const ask = window.fetch;
        window.fetch = async (request, ...rest) =>
            String(request.url ?? request).endsWith("/config.json")
                ? new Response('{"api":"","socket":"page"}')
                : ask.call(window, request, ...rest);
    "#;
    let told = browser.preload(script).await?;
    let page = Page::dashboard(&browser, &stage).await?;
    page.wait_for_status("live", SOON).await?;
    ensure!(!has_worker(&page).await?, "a worker was started");
    follows(&page, &stage).await?;
    told.remove().await?;
    stage.costs(1, 1)
}
