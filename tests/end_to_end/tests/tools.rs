//! What readers take away from the board, and how they get about on it without a pointer.

use std::collections::BTreeSet;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use end_to_end::axe;
use end_to_end::browser::Browser;
use end_to_end::follow::follows;
use end_to_end::host::Host;
use end_to_end::page::{Page, Shown, saved};
use end_to_end::process::Folder;
use end_to_end::stage::{Setup, Stage};
use end_to_end::wait::{self, throughout};
use end_to_end::{scenarios, tools};
use fantoccini::key::Key;
use serde_json::{Value, json};

scenarios! {
    chromium(Chromium) {
        the_export_holds_what_is_on_the_page,
        a_recording_is_played_without_a_server,
        a_replay_costs_no_token_and_leads_back_to_live_prices,
        a_recording_is_played_from_the_address,
        commands_are_found_and_given_by_keyboard_alone,
        commands_and_keys_break_no_rule_in_light_and_dark,
    }
}

const SOON: Duration = Duration::from_secs(10);

/// What is said of a best price, in a form that compares.
fn told(shown: &Shown) -> String {
    let Shown { match_name, live, selection, odds, books, state } = shown;
    format!("{match_name} {live} {selection}: {odds} {state} at {}", books.join(", "))
}

/// The best prices on the page, once nothing moves any more.
async fn settled(page: &Page) -> Result<BTreeSet<String>> {
    let mut before = BTreeSet::new();
    let ask = async || {
        let now: BTreeSet<_> = page.board().await?.iter().map(told).collect();
        let is_same = std::mem::replace(&mut before, now.clone()) == now;
        Ok((is_same, now))
    };
    let (_, (_, board)) =
        wait::until("a board at rest", SOON, ask, |(is_same, now)| *is_same && now.len() > 20)
            .await?;
    Ok(board)
}

/// The best prices of an export, as the page would tell them.
fn exported(file: &Value) -> Result<BTreeSet<String>> {
    let quotes = file["quotes"].as_array().context("quotes")?;
    let mut best: Vec<Shown> = Vec::new();
    for quote in quotes.iter().filter(|quote| quote["best"] == true) {
        let text = |name: &str| quote[name].as_str().unwrap_or_default().to_owned();
        let shown = Shown {
            match_name: text("match"),
            live: quote["phase"] == "live",
            selection: text("selection"),
            odds: quote["odds"].as_f64().context("odds")?,
            books: vec![text("bookmaker")],
            state: text("state"),
        };
        let is_same = |held: &&mut Shown| {
            (&held.match_name, held.live, &held.selection)
                == (&shown.match_name, shown.live, &shown.selection)
        };
        match best.iter_mut().find(is_same) {
            Some(held) => held.books.extend(shown.books),
            None => best.push(shown),
        }
    }
    Ok(best.iter().map(told).collect())
}

async fn the_export_holds_what_is_on_the_page(browser: Browser) -> Result<()> {
    let (stage, folder) = (Stage::start(Setup::default()).await?, Folder::new()?);
    let page = Page::dashboard(&browser, &stage).await?;
    page.save_to(folder.path()).await?;
    page.choose("Competition", "LIG1").await?;
    page.choose("Odds", "fractional").await?;
    stage.control()?.pause();
    let shown = settled(&page).await?;
    page.command("export json").await?;
    let (path, text) = saved(folder.path(), ".json").await?;
    let file: Value = serde_json::from_str(&text)?;
    ensure!(
        file["filter"] == "market=moneyline period=0 live=all competition=LIG1",
        "{}",
        file["filter"]
    );
    ensure!(file["format"] == "fractional" && file["source"] == "feed", "{}", path.display());
    let exported = exported(&file)?;
    let fresh: Vec<_> = shown.iter().filter(|told| told.contains(" fresh ")).collect();
    let missing: Vec<_> = fresh.iter().filter(|told| !exported.contains(**told)).collect();
    ensure!(fresh.len() > 20 && missing.is_empty(), "on the page and not in the file: {missing:?}");
    page.command("export csv").await?;
    let (_, text) = saved(folder.path(), ".csv").await?;
    let quotes = file["quotes"].as_array().context("quotes")?.len();
    ensure!(text.starts_with("sport,competition,match,"), "the names of the columns come first");
    ensure!(text.matches("\r\n").count() == quotes + 1, "a line for each of {quotes} quotes");
    let complaints = browser.complaints().await?;
    ensure!(complaints.is_empty(), "the console says {complaints:?}");
    Ok(())
}

/// Records while prices move, saves, and says where the file is and what the page showed at its end.
async fn record(
    page: &Page,
    stage: &Stage,
    folder: &Folder,
) -> Result<(std::path::PathBuf, BTreeSet<String>)> {
    page.save_to(folder.path()).await?;
    page.command("record feed").await?;
    page.wait_for_text(".page__tools", "Recording since").await?;
    for _ in 0..3 {
        follows(page, stage).await?;
    }
    stage.control()?.pause();
    let shown = settled(page).await?;
    page.press_word(".page__tools", "Stop recording").await?;
    page.wait_for_text(".page__tools", "Recorded from").await?;
    page.press_word(".page__tools", "Save recording").await?;
    let (path, text) = saved(folder.path(), ".recording.txt").await?;
    ensure!(text.starts_with("oddsboard recording 1\n"), "{}", path.display());
    Ok((path, shown))
}

async fn open(page: &Page, path: &std::path::Path) -> Result<()> {
    page.command("replay recording").await?;
    page.wait_for_count("input[type=file]", |count| count == 1).await?;
    page.choose_file("input[type=file]", path).await?;
    page.wait_for_text(".page__tools", "no live prices").await
}

async fn a_recording_is_played_without_a_server(browser: Browser) -> Result<()> {
    let (stage, folder) = (Stage::start(Setup::default()).await?, Folder::new()?);
    let page = Page::dashboard(&browser, &stage).await?;
    let (path, shown) = record(&page, &stage, &folder).await?;
    drop(stage);
    open(&page, &path).await?;
    page.wait_for_text(".page__tools", "The recording has ended.").await?;
    let ask = async || Ok(page.board().await?.iter().map(told).collect::<BTreeSet<_>>());
    // Which rows are near enough to have prices depends on what stands over them.
    let is_as_recorded = |board: &BTreeSet<String>| {
        let spot = |told: &&String| told.split_once(": ").map(|(spot, _)| spot.to_owned());
        let spots: BTreeSet<_> = shown.iter().filter_map(|told| spot(&told)).collect();
        let others = board.difference(&shown).filter_map(|told| spot(&told));
        board.intersection(&shown).count() > 20
            && others.into_iter().all(|spot| !spots.contains(&spot))
    };
    let (_, replayed) =
        wait::until("the board that was recorded", SOON, ask, is_as_recorded).await?;
    println!("  {} prices", replayed.intersection(&shown).count());
    ensure!(page.status().await? == "stopped", "it is {}", page.status().await?);
    // A file that is none changes nothing.
    let other = folder.path().join("other.txt");
    std::fs::write(&other, "no recording")?;
    page.command("replay recording").await?;
    page.choose_file("input[type=file]", &other).await?;
    page.wait_for_text("dialog", "no recording that can be read").await?;
    page.key(Key::Escape).await?;
    page.wait_for_count("dialog", |count| count == 0).await?;
    ensure!(is_as_recorded(&ask().await?), "the board is another");
    Ok(())
}

async fn a_replay_costs_no_token_and_leads_back_to_live_prices(browser: Browser) -> Result<()> {
    let (stage, folder) = (Stage::start(Setup::default()).await?, Folder::new()?);
    let page = Page::dashboard(&browser, &stage).await?;
    let (path, _) = record(&page, &stage, &folder).await?;
    let control = stage.control()?;
    control.resume();
    open(&page, &path).await?;
    wait::until("no socket", SOON, async || Ok(control.counts().sockets_open), |open| *open == 0)
        .await?;
    page.press_word(".page__tools", "×16").await?;
    page.wait_for_text(".page__tools", "The recording has ended.").await?;
    // Whatever happens to the page, it does not go back by itself.
    let asked = async || {
        page.tell("online", 2).await?;
        page.tell("focus", 2).await?;
        Ok((page.status().await?, control.counts().token_requests))
    };
    let is_quiet = |(state, asked): &(String, u64)| state == "stopped" && *asked == 1;
    throughout("a replay without a token", Duration::from_secs(3), asked, is_quiet).await?;
    page.press_word(".page__tools", "Back to live").await?;
    page.wait_for_status("live", SOON).await?;
    page.wait_for_count(".page__tools button", |count| count == 2).await?;
    follows(&page, &stage).await?;
    ensure!(control.counts().sockets_max == 1, "never two at once");
    stage.costs(2, 2)
}

async fn a_recording_is_played_from_the_address(browser: Browser) -> Result<()> {
    let (stage, folder) = (Stage::start(Setup::default()).await?, Folder::new()?);
    let page = Page::dashboard(&browser, &stage).await?;
    let (path, _) = record(&page, &stage, &folder).await?;
    let host = Host::start().await?;
    host.put_folder("", &tools::dist())?;
    host.put("/replays/one.txt", std::fs::read(path)?);
    host.put("/config.json", json!({ "api": stage.address() }).to_string());
    let page = Page::open(&browser, &format!("{}/?replay=replays/one.txt", host.origin())).await?;
    page.wait_for_text(".page__tools", "no live prices").await?;
    page.wait_for_count("[part~='price'][data-state='fresh']", |count| count > 20).await?;
    ensure!(page.status().await? == "stopped", "it is {}", page.status().await?);
    stage.costs(1, 1)?;
    // One that is not there, or not of this site, is said.
    for path in ["nowhere.txt", "http://127.0.0.1:9/one.txt"] {
        let page = Page::open(&browser, &format!("{}/?replay={path}", host.origin())).await?;
        page.wait_for_text(".page__tools", "no recording that can be read").await?;
        ensure!(page.count("[part~='price']").await? == 0, "prices of {path}");
    }
    stage.costs(1, 1)
}

async fn commands_are_found_and_given_by_keyboard_alone(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let page = Page::dashboard(&browser, &stage).await?;
    page.key('/').await?;
    page.wait_for_focus("input[type=search]").await?;
    // From a field as well, and back into it.
    page.command("theme dark").await?;
    ensure!(page.attribute("html", "data-theme").await?.as_deref() == Some("dark"), "no dark page");
    page.wait_for_focus("input[type=search]").await?;
    page.tab_to(".toolbar button", 12).await?;
    page.key('?').await?;
    page.wait_for_text("dialog", "Find a command or a match").await?;
    let is_inert = "const search = document.querySelector('input[type=search]'); search.focus();
        return document.activeElement !== search;";
    ensure!(page.run::<bool>(is_inert, &[]).await?, "the page behind is not inert");
    page.key(Key::Escape).await?;
    page.wait_for_count("dialog", |count| count == 0).await?;
    page.wait_for_focus(".toolbar button").await?;
    // Down the list with the arrows.
    page.control_key('k').await?;
    page.wait_for_focus("[role=combobox]").await?;
    page.key('d').await?;
    page.wait_for_count("[role=option]", |count| count > 2).await?;
    page.key(Key::Down).await?;
    page.wait_for_count("#palette-1[aria-selected=true]", |count| count == 1).await?;
    page.key(Key::Escape).await?;
    page.wait_for_count("dialog", |count| count == 0).await?;
    // A match that the filter hides is opened, and has the focus.
    let row =
        page.rows().await?.into_iter().find(|row| row.competition == "LIG1").context("a row")?;
    page.choose("Competition", "EPL").await?;
    page.command(&row.match_name).await?;
    page.wait_for_count("[part~='quote']", |count| count > 0).await?;
    page.wait_for_focus(&format!("[data-match={}] button", json!(row.match_name))).await?;
    let complaints = browser.complaints().await?;
    ensure!(complaints.is_empty(), "the console says {complaints:?}");
    Ok(())
}

async fn commands_and_keys_break_no_rule_in_light_and_dark(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let page = Page::dashboard(&browser, &stage).await?;
    page.choose("Competition", "LIG1").await?;
    for theme in ["light", "dark"] {
        page.press(&format!("input[name=theme][value={theme}]")).await?;
        page.press_word(".toolbar", "Commands").await?;
        page.wait_for_count("[role=option]", |count| count > 20).await?;
        axe::check(&page, &format!("commands in {theme}")).await?;
        page.key(Key::Escape).await?;
        page.wait_for_count("dialog", |count| count == 0).await?;
        page.press_word(".foot", "Keys").await?;
        page.wait_for_count("dialog kbd", |count| count > 5).await?;
        axe::check(&page, &format!("keys in {theme}")).await?;
        page.press_word("dialog", "Commands").await?;
        page.wait_for_focus("[role=combobox]").await?;
        page.key(Key::Escape).await?;
        page.wait_for_count("dialog", |count| count == 0).await?;
        page.command("record feed").await?;
        page.wait_for_text(".page__tools", "Recording since").await?;
        axe::check(&page, &format!("a recording in {theme}")).await?;
        page.press_word(".page__tools", "Stop recording").await?;
        page.wait_for_text(".page__tools", "Recorded from").await?;
        page.press_word(".page__tools", "Discard").await?;
        page.wait_for_count(".page__tools .notice", |count| count == 0).await?;
    }
    Ok(())
}
