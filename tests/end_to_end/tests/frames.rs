//! Frames that are broken, twice, out of order or too early, and boards that are read too late.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use end_to_end::browser::Browser;
use end_to_end::follow::follows;
use end_to_end::page::{Page, Spot};
use end_to_end::scenarios;
use end_to_end::stage::{Setup, Stage};
use end_to_end::wait::{self, throughout};
use simulator::Control;
use simulator::fault::{After, Forgery, FrameAct, FrameKind, RequestAct, Rule, SocketAct};

scenarios! {
    chromium(Chromium) {
        broken_frames_are_counted_and_harm_nothing,
        frames_that_come_twice_or_out_of_order_leave_the_newest_price,
        a_board_that_is_read_late_does_not_undo_what_was_heard,
        until_the_board_is_read_again_nothing_is_called_live_or_fresh,
        fifty_thousand_prices_at_once_leave_the_last_of_each,
    }
}

const SOON: Duration = Duration::from_secs(10);
/// The provider sends them as fast as it can, and so the page takes them.
const BURST: Duration = Duration::from_secs(30);
const READING: &str = "/api/odds";

async fn broken_frames_are_counted_and_harm_nothing(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let json_pong = Forgery::Text { text: r#"{"type":"pong"}"#.to_owned() };
    control.add_rule(Rule::frame(FrameKind::Pong, FrameAct::Replace(json_pong)).times(1));
    let page = Page::dashboard(&browser, &stage).await?;
    let counted = async || {
        let script = "return Number(root.querySelector('[data-count=\"bad-rows\"]').textContent);";
        page.run::<u64>(script, &[]).await
    };
    let forgeries = [
        (Forgery::Truncated, 5),
        (Forgery::Rubbish, 5),
        (Forgery::Huge { bytes: 10 * 1024 * 1024 }, 1),
        (Forgery::Binary, 5),
    ];
    for (forgery, times) in forgeries {
        let before = counted().await?;
        let name = format!("{forgery:?}");
        let rule = control
            .add_rule(Rule::frame(FrameKind::Quote, FrameAct::Replace(forgery)).times(times));
        let struck = async || Ok(control.counts().faults.get(&rule).copied().unwrap_or_default());
        wait::until(&name, SOON, struck, |struck| *struck == times).await?;
        follows(&page, &stage).await.with_context(|| name.clone())?;
        println!("  {name}: {} rows counted as bad", counted().await? - before);
        ensure!(page.status().await? == "live", "{name} is no end");
    }
    ensure!(counted().await? >= 10, "what could not be read is counted");
    let complaints = browser.complaints().await?;
    ensure!(complaints.is_empty(), "the console says {complaints:?}");
    stage.costs(1, 1)
}

/// The first selection of a match before its start that several bookmakers quote, and who offers most.
fn some_spot(stage: &Stage) -> Result<(Spot, String)> {
    let found = stage.quoted_match(3)?;
    let spot = Spot::first_of(&found)?;
    let book = spot.prices(&found).first().context("a price")?.0.clone();
    Ok((spot, book))
}

/// The feed tells time in whole seconds, and only different ones tell which of two prices is newer.
async fn another_second(control: &Control) -> Result<()> {
    let begun_at = control.now();
    let now = async || Ok(control.now());
    wait::until("another second", SOON, now, |now| now / 1000 > begun_at / 1000).await?;
    Ok(())
}

async fn frames_that_come_twice_or_out_of_order_leave_the_newest_price(
    browser: Browser,
) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    control.pause();
    let (spot, book) = some_spot(&stage)?;
    let page = Page::dashboard(&browser, &stage).await?;
    control.add_rule(Rule::frame(FrameKind::Quote, FrameAct::Duplicate).every(2));
    for odds in [310.0, 330.0, 325.0] {
        another_second(&control).await?;
        control.set_price(&spot.at(&book), odds)?;
        page.wait_for_cell(&spot, SOON, |cell| cell.decimal() == Some(odds)).await?;
    }
    control.clear_rules();
    // Of two changes the older comes after the newer.
    control.add_rule(Rule::frame(FrameKind::Quote, FrameAct::Reorder).times(1));
    for odds in [340.0, 315.0] {
        another_second(&control).await?;
        control.set_price(&spot.at(&book), odds)?;
    }
    page.wait_for_cell(&spot, SOON, |cell| cell.decimal() == Some(315.0)).await?;
    let odds = async || Ok(page.cell(&spot).await?.and_then(|cell| cell.decimal()));
    let span = Duration::from_secs(2);
    throughout("the newest price", span, odds, |odds| *odds == Some(315.0)).await?;
    stage.costs(1, 1)
}

async fn a_board_that_is_read_late_does_not_undo_what_was_heard(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    control.pause();
    let (spot, book) = some_spot(&stage)?;
    let read = RequestAct::Delay { ms: 3_000 };
    let late = control.add_rule(Rule::rest(READING, read).times(1));
    let page = Page::open(&browser, &stage.address()).await?;
    let asked = async || Ok(control.counts().faults.get(&late).copied().unwrap_or_default());
    wait::until("the board is being read", SOON, asked, |asked| *asked == 1).await?;
    control.set_price(&spot.at(&book), 345.0)?;
    page.wait_for_status("live", SOON).await?;
    page.wait_for_cell(&spot, SOON, |cell| cell.decimal() == Some(345.0)).await?;
    let odds = async || Ok(page.cell(&spot).await?.and_then(|cell| cell.decimal()));
    let span = Duration::from_secs(3);
    throughout("what was heard", span, odds, |odds| *odds == Some(345.0)).await?;
    stage.costs(1, 1)
}

async fn until_the_board_is_read_again_nothing_is_called_live_or_fresh(
    browser: Browser,
) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let faults = browser.preload_faults().await?;
    let page = Page::dashboard(&browser, &stage).await?;
    page.wait_for_text(".layers", " fresh").await?;
    page.hold(READING).await?;
    control.close_all(Some(1012));
    let opened = async || Ok(control.counts().sockets_opened);
    wait::until("a second socket", SOON, opened, |opened| *opened == 2).await?;
    let claims = async || Ok((page.status().await?, page.text(".layers").await?));
    // Quotes come all the while, and the board counts as unreadable in the middle of it.
    let span = Duration::from_secs(17);
    let (shown, text) = throughout("unconfirmed", span, claims, |(shown, text)| {
        shown == "reconnecting"
            && text.contains("unconfirmed")
            && text.contains("as of")
            && !text.contains(" fresh")
    })
    .await?;
    println!("  {shown}: {:?}", text.replace('\n', " "));
    page.let_go(READING).await?;
    page.wait_for_status("live", SOON).await?;
    page.wait_for_text(".layers", " fresh").await?;
    faults.remove().await?;
    stage.costs(2, 2)?;
    follows(&page, &stage).await
}

async fn fifty_thousand_prices_at_once_leave_the_last_of_each(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    control.pause();
    let (spot, book) = some_spot(&stage)?;
    let page = Page::dashboard(&browser, &stage).await?;
    let burst = SocketAct::Burst { quotes: 50_000 };
    control.add_rule(Rule::socket(After::Ms(0), burst).times(1));
    let sent = async || Ok(control.counts().flooded);
    wait::until("fifty thousand prices", BURST, sent, |sent| *sent == 50_000).await?;
    control.set_price(&spot.at(&book), 350.0)?;
    let (took, _) = page.wait_for_cell(&spot, BURST, |cell| cell.decimal() == Some(350.0)).await?;
    println!("  the price after them is shown {} ms later", took.as_millis());
    ensure!(page.status().await? == "live", "the link is well");
    stage.costs(1, 1)
}
