//! The elements on somebody else's page: one connection for all, changed by attributes, gone without a trace.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use end_to_end::browser::Browser;
use end_to_end::host::Host;
use end_to_end::page::{Page, Spot};
use end_to_end::scenarios;
use end_to_end::stage::{Setup, Stage};
use end_to_end::wait;
use serde::Deserialize;
use serde_json::{Value, json};
use simulator::control::MatchQuery;

scenarios! {
    chromium(Chromium) {
        three_elements_share_one_socket_and_leave_none_behind,
        a_ticker_alone_loads_no_grid_and_shares_its_connection_with_one_that_comes,
        attributes_change_an_element_at_once,
        a_value_that_is_not_understood_is_told_and_changes_nothing,
        a_filter_reaches_the_provider_as_it_is_spelt,
        the_fallback_stays_until_there_are_prices,
        a_chosen_price_is_offered_to_the_page_first,
        the_elements_need_no_more_than_the_published_policy,
    }
    firefox(Firefox) {
        three_elements_share_one_socket_and_leave_none_behind,
        a_ticker_alone_loads_no_grid_and_shares_its_connection_with_one_that_comes,
        attributes_change_an_element_at_once,
    }
    webkit(Webkit) {
        three_elements_share_one_socket_and_leave_none_behind,
        a_ticker_alone_loads_no_grid_and_shares_its_connection_with_one_that_comes,
        attributes_change_an_element_at_once,
    }
}

const SOON: Duration = Duration::from_secs(10);
const THREE: &str = "
    <odds-grid id=\"first\"><p class=\"fallback\">Odds follow.</p></odds-grid>
    <odds-grid id=\"second\" live=\"none\"></odds-grid>
    <odds-ticker id=\"ticker\"></odds-ticker>
    <aside id=\"aside\"></aside>";

/// What an element told its page.
#[derive(Clone, Debug, Deserialize)]
struct Event {
    #[serde(rename = "type")]
    kind: String,
    id: String,
    detail: Value,
    /// How many prices the element had then.
    prices: usize,
}

/// A page of somebody else's with elements of ours.
struct Site {
    host: Host,
    stage: Stage,
    page: Page,
}

impl Site {
    async fn open(browser: &Browser, body: &str) -> Result<Self> {
        let host = Host::start().await?;
        let stage =
            Stage::start(Setup { origins: vec![host.origin()], ..Setup::default() }).await?;
        host.put_page("/index.html", &format!("{}/embed.js", stage.address()), body);
        let page = Page::open(browser, &format!("{}/", host.origin())).await?;
        Ok(Self { host, stage, page })
    }

    async fn events(&self, kind: &str) -> Result<Vec<Event>> {
        let events: Vec<Event> = self.page.run("return seen.events;", &[]).await?;
        Ok(events.into_iter().filter(|event| event.kind == kind).collect())
    }

    async fn wait_for_events(&self, kind: &str, count: usize) -> Result<Vec<Event>> {
        let ask = async || self.events(kind).await;
        Ok(wait::until(kind, SOON, ask, |events| events.len() >= count).await?.1)
    }

    /// No error, no violation, nothing asked for in vain.
    async fn is_clean(&self) -> Result<()> {
        let seen: Value = self.page.run("return [seen.violations, seen.errors];", &[]).await?;
        ensure!(seen == json!([[], []]), "the page saw {seen}");
        let complaints = self.page.browser().complaints().await?;
        ensure!(complaints.is_empty(), "the console says {complaints:?}");
        ensure!(self.host.missing().is_empty(), "not found: {:?}", self.host.missing());
        Ok(())
    }

    /// The programs whose files the page has fetched.
    async fn programs(&self) -> Result<Vec<String>> {
        let script = "const files = performance.getEntriesByType('resource').map((entry) => entry.name);
            const names = files.map((file) => /\\/(\\w+)-[0-9a-f]{16}\\.(?:js|wasm|css)$/.exec(file)?.[1]);
            return [...new Set(names.filter(Boolean))].sort();";
        self.page.run(script, &[]).await
    }

    async fn set(&self, element: &str, name: &str, value: Option<&str>) -> Result<()> {
        let script = "const element = root.querySelector(arguments[1]);
            if (arguments[3] === null) element.removeAttribute(arguments[2]);
            else element.setAttribute(arguments[2], arguments[3]);";
        self.page.run(script, &[json!(element), json!(name), json!(value)]).await
    }
}

async fn three_elements_share_one_socket_and_leave_none_behind(browser: Browser) -> Result<()> {
    let site = Site::open(&browser, THREE).await?;
    let control = site.stage.control()?;
    let ready = site.wait_for_events("odds-ready", 3).await?;
    ensure!(ready.iter().any(|event| event.id == "ticker"), "{ready:?}");
    ensure!(ready.iter().all(|event| event.prices > 0), "ready without a price: {ready:?}");
    for element in ["#first", "#second", "#ticker"] {
        site.page.element(element).wait_for_status("live", SOON).await?;
    }
    ensure!(
        site.page.element("#ticker").count("[part~='item']").await? > 0,
        "prices pass on the ticker"
    );
    let told = site.events("odds-status").await?;
    ensure!(told.iter().any(|event| event.detail["state"] == "live"), "{told:?}");
    let counts = control.counts();
    ensure!((counts.tokens_issued, counts.sockets_opened) == (1, 1), "{counts:?}");
    let programs = site.programs().await?;
    ensure!(programs == ["elements"], "one program serves all: {programs:?}");

    site.page.run::<Value>("aside.append(first); return null;", &[]).await?;
    site.page.run::<Value>("second.remove(); ticker.remove(); return null;", &[]).await?;
    site.page.element("#first").wait_for_count("[part~='row']", |count| count > 0).await?;
    let counts = control.counts();
    ensure!(
        (counts.sockets_opened, counts.sockets_open) == (1, 1),
        "a move is no removal: {counts:?}"
    );

    site.page.run::<Value>("first.remove(); return null;", &[]).await?;
    let open = async || Ok(control.counts().sockets_open);
    wait::until("the socket closes with its last element", SOON, open, |open| *open == 0).await?;
    ensure!(control.counts().tokens_issued == 1, "nothing was asked for after that");
    site.is_clean().await
}

async fn a_ticker_alone_loads_no_grid_and_shares_its_connection_with_one_that_comes(
    browser: Browser,
) -> Result<()> {
    let body = "<odds-ticker id=\"ticker\"></odds-ticker><aside id=\"aside\"></aside>";
    let site = Site::open(&browser, body).await?;
    site.wait_for_events("odds-ready", 1).await?;
    let ticker = site.page.element("#ticker");
    ticker.wait_for_status("live", SOON).await?;
    ticker.wait_for_count("[part~='item']", |count| count > 0).await?;
    let programs = site.programs().await?;
    ensure!(programs == ["ticker"], "a ticker alone loads {programs:?}");

    let add = "const added = document.createElement(arguments[1]);
        added.id = arguments[2];
        aside.append(added);
        return null;";
    for (tag, id, part) in [("odds-grid", "grid", "row"), ("odds-ticker", "second", "item")] {
        site.page.run::<Value>(add, &[json!(tag), json!(id)]).await?;
        let added = site.page.element(&format!("#{id}"));
        added.wait_for_status("live", SOON).await?;
        added.wait_for_count(&format!("[part~='{part}']"), |count| count > 0).await?;
    }
    ticker.wait_for_status("live", SOON).await?;
    let programs = site.programs().await?;
    ensure!(programs == ["elements", "ticker"], "with a grid the page loads {programs:?}");
    site.stage.costs(1, 1)?;
    site.is_clean().await
}

async fn attributes_change_an_element_at_once(browser: Browser) -> Result<()> {
    let site = Site::open(&browser, "<odds-grid id=\"grid\"></odds-grid>").await?;
    let control = site.stage.control()?;
    let grid = site.page.element("#grid");
    grid.wait_for_count("[part~='row'][data-market='moneyline']", |count| count > 10).await?;

    site.set("#grid", "max", Some("3")).await?;
    grid.wait_for_count("[part~='row']", |count| count == 3).await?;
    site.set("#grid", "max", None).await?;
    grid.wait_for_count("[part~='row']", |count| count > 10).await?;

    site.set("#grid", "market", Some("total")).await?;
    let totals = async || grid.rows().await;
    wait::until("totals only", SOON, totals, |rows| {
        !rows.is_empty() && rows.iter().all(|row| row.market == "total")
    })
    .await?;
    site.set("#grid", "market", Some("moneyline")).await?;
    site.set("#grid", "live", Some("only")).await?;
    let live = async || grid.rows().await;
    wait::until("in play only", SOON, live, |rows| {
        !rows.is_empty() && rows.iter().all(|row| row.live == "true")
    })
    .await?;
    site.set("#grid", "live", None).await?;

    let figure = "return root.querySelector('.cell[data-odds] .cell__odds').textContent;";
    let figure = async || grid.run::<String>(figure, &[]).await;
    site.set("#grid", "format", Some("american")).await?;
    let is_american = |figure: &String| figure.starts_with(['+', '−']);
    wait::until("American odds", SOON, figure, is_american).await?;
    site.set("#grid", "format", None).await?;
    wait::until("decimal odds", SOON, figure, |figure| figure.parse::<f64>().is_ok()).await?;

    let colours = async || {
        grid.run::<String>(
            "return getComputedStyle(root.firstElementChild.firstElementChild).color;",
            &[],
        )
        .await
    };
    site.set("#grid", "theme", Some("light")).await?;
    let light = colours().await?;
    site.set("#grid", "theme", Some("dark")).await?;
    wait::until("dark colours", SOON, colours, |dark| *dark != light).await?;
    let counts = control.counts();
    ensure!(
        (counts.tokens_issued, counts.sockets_max) == (1, 1),
        "none of this needs a connection: {counts:?}"
    );

    pause(&site, &grid).await?;

    site.set("#grid", "sport", Some("Tennis")).await?;
    let tennis = async || grid.rows().await;
    wait::until("tennis only", SOON, tennis, |rows| {
        !rows.is_empty() && rows.iter().all(|row| row.sport == "Tennis")
    })
    .await?;
    let counts = control.counts();
    ensure!(
        (counts.tokens_issued, counts.sockets_max) == (2, 1),
        "another feed is another connection: {counts:?}"
    );
    site.is_clean().await
}

/// `paused` holds prices back, and taking it away shows them.
async fn pause(site: &Site, grid: &Page) -> Result<()> {
    let control = site.stage.control()?;
    control.pause();
    let wanted = MatchQuery {
        market_type: Some("moneyline".to_owned()),
        bookmakers: 3,
        ..MatchQuery::default()
    };
    let found = control.find_match(&wanted).context("a match")?;
    let spot = Spot::first_of(&found)?;
    grid.wait_for_cell(&spot, SOON, |cell| cell.state == "fresh").await?;
    site.set("#grid", "paused", Some("")).await?;
    control.set_price(&spot.at(&spot.prices(&found)[0].0), 234.0)?;
    grid.wait_for_text(".notice", "1 update while paused").await?;
    // Its row may have come to stand elsewhere, and be a name until it is near.
    let (_, held) = grid.wait_for_cell(&spot, SOON, |_| true).await?;
    ensure!(held.decimal() != Some(234.0), "shown while paused");
    site.set("#grid", "paused", None).await?;
    grid.wait_for_cell(&spot, SOON, |cell| cell.decimal() == Some(234.0)).await?;
    Ok(())
}

async fn a_value_that_is_not_understood_is_told_and_changes_nothing(
    browser: Browser,
) -> Result<()> {
    let site = Site::open(&browser, "<odds-grid id=\"grid\" live=\"only\"></odds-grid>").await?;
    let grid = site.page.element("#grid");
    grid.wait_for_count("[part~='row']", |count| count > 0).await?;
    for (name, value) in [
        ("live", "maybe"),
        ("period", "half"),
        ("theme", "pink"),
        ("format", "roman"),
        ("max", "-1"),
        ("view", "list"),
    ] {
        let before = site.events("odds-error").await?.len();
        site.set("#grid", name, Some(value)).await?;
        let errors = site.wait_for_events("odds-error", before + 1).await?;
        let detail = &errors[before].detail;
        ensure!(
            detail["code"] == "bad-config" && detail["retryable"] == false,
            "{name}={value}: {detail}"
        );
        let rows = grid.rows().await?;
        ensure!(
            !rows.is_empty() && rows.iter().all(|row| row.live == "true"),
            "{name}={value} changed the rows"
        );
        site.set("#grid", name, (name == "live").then_some("only")).await?;
    }
    Ok(())
}

async fn a_filter_reaches_the_provider_as_it_is_spelt(browser: Browser) -> Result<()> {
    let body = "<odds-grid sport=\"Ü&amp;b=c#d?e/f +%\" competition=\"LIG1\"></odds-grid>";
    let site = Site::open(&browser, body).await?;
    let control = site.stage.control()?;
    site.page.element("odds-grid").wait_for_status("live", SOON).await?;
    let encoded = "sport=%C3%9C%26b%3Dc%23d%3Fe%2Ff%20%2B%25&competition=LIG1";
    let queries = control.queries("/api/stream");
    ensure!(queries == [encoded], "not as it is spelt: {queries:?}");
    site.stage.costs(1, 1)?;
    site.is_clean().await
}

async fn the_fallback_stays_until_there_are_prices(browser: Browser) -> Result<()> {
    let host = Host::start().await?;
    let setup = Setup { origins: vec![host.origin()], ..Setup::default() };
    let mut stage = Stage::without_provider(setup).await?;
    let nowhere = format!("http://127.0.0.1:{}", end_to_end::process::free_port()?);
    let body = format!(
        "<odds-grid id=\"late\"><p class=\"fallback\">Odds follow.</p></odds-grid>
         <odds-grid id=\"lost\" api=\"{nowhere}\"><p class=\"fallback\">Odds elsewhere.</p></odds-grid>"
    );
    host.put_page("/index.html", &format!("{}/embed.js", stage.address()), &body);
    let page = Page::open(&browser, &format!("{}/", host.origin())).await?;
    let shown = async |element: &str| {
        let script = "return root.querySelector(`${arguments[1]} .fallback`).checkVisibility();";
        page.run::<bool>(script, &[json!(element)]).await
    };
    for element in ["#late", "#lost"] {
        let told = async || {
            let script = "return seen.events.some((event) => event.type === 'odds-error'
                && event.id === arguments[1] && event.detail.code === 'feed-offline' && event.detail.retryable);";
            page.run::<bool>(script, &[json!(element.trim_start_matches('#'))]).await
        };
        wait::until("feed-offline", Duration::from_mins(1), told, |told| *told).await?;
        ensure!(shown(element).await?, "{element}: the fallback stays while there are no prices");
    }
    stage.start_provider().await?;
    page.run::<Value>("late.reconnect(); return null;", &[]).await?;
    wait::until("prices in its place", SOON, async || shown("#late").await, |shown| !shown).await?;
    page.element("#late").wait_for_count("[part~='row']", |count| count > 0).await?;
    ensure!(shown("#lost").await?, "the other has none still");
    Ok(())
}

async fn a_chosen_price_is_offered_to_the_page_first(browser: Browser) -> Result<()> {
    let site = Site::open(&browser, "<odds-grid id=\"grid\"></odds-grid>").await?;
    let grid = site.page.element("#grid");
    grid.wait_for_count("[part~='price'][data-odds]", |count| count > 0).await?;
    site.page.run::<Value>("window.refuse = true; return null;", &[]).await?;
    grid.press("[part~='price'][data-odds]").await?;
    let chosen = site.wait_for_events("odds-select", 1).await?;
    let detail = &chosen[0].detail;
    ensure!(
        detail["match"].is_string()
            && detail["selection"].is_string()
            && detail["market"] == "moneyline",
        "{detail}"
    );
    ensure!(
        detail["odds"].as_f64().is_some_and(|odds| odds > 1.0) && detail["bookmaker"].is_string(),
        "{detail}"
    );
    ensure!(grid.count("[part~='quote']").await? == 0, "the page refused it");
    site.page.run::<Value>("window.refuse = false; return null;", &[]).await?;
    grid.press("[part~='price'][data-odds]").await?;
    grid.wait_for_count("[part~='quote']", |count| count > 0).await?;
    Ok(())
}

async fn the_elements_need_no_more_than_the_published_policy(browser: Browser) -> Result<()> {
    let site = Site::open(&browser, "").await?;
    let (server, stream) = (site.stage.address(), site.stage.stream_origin());
    site.host.set_policy(format!(
        "default-src 'none'; img-src data:; script-src 'self' {server} 'wasm-unsafe-eval'; connect-src {server} {stream}"
    ));
    site.host.put_page("/index.html", &format!("{server}/embed.js"), THREE);
    let page = Page::open(&browser, &format!("{}/", site.host.origin())).await?;
    page.element("#first").wait_for_count("[part~='row']", |count| count > 0).await?;
    page.element("#ticker").wait_for_count("[part~='item']", |count| count > 0).await?;
    site.is_clean().await
}
