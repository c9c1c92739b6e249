//! Millions of messages, matches that come and go, and connections that break: what a page holds on to must not grow.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use simulator::trace::Spec;
use tokio::time::{interval, sleep};

use crate::args::Wish;
use crate::contestant::Contestant;
use crate::plot::{Line, lines};
use crate::report::{Table, Told};
use crate::stage::{Opening, Stage};
use crate::statistics::slope;
use crate::tab::Tab;

/// Notes where the WebAssembly keeps its memory.
const SCRIPT: &str = include_str!("soak/memory.js");
const MESSAGES: u64 = 10_000_000;
const MESSAGES_QUICK: u64 = 200_000;
/// At most so many messages a millisecond; a page that is slower is waited for.
const PER_MS: u64 = 20;
/// Ticks that may wait for a page.
const WAITING: usize = 16;
/// How often the page is looked at.
const LOOKS: u64 = 40;
/// After how many looks the connection breaks.
const BREAKS: u64 = 10;
/// One match in so many messages makes room for another.
const CHURN: f64 = 1e-4;

/// What the page held on to at one time.
#[derive(Clone, Copy, Debug)]
struct Look {
    messages: f64,
    heap_mb: f64,
    wasm_mb: f64,
    nodes: f64,
    listeners: f64,
}

pub(super) async fn run(stage: &Stage, wish: &Wish) -> Result<Told> {
    let contestant = wish.who.first().copied().context("a page")?;
    let spec = Spec { seed: wish.seed, churn: CHURN, ..Spec::default() };
    let total = if wish.quick { MESSAGES_QUICK } else { MESSAGES };
    let start = Instant::now();
    let stay = async |tab: &Tab| {
        let looks = looks(stage, tab, contestant, total).await?;
        Ok((looks, stage.judge(contestant, tab).await?))
    };
    let (looks, wrong) = stage.visit(contestant, spec, Opening::with(SCRIPT), stay).await?;
    let per_s = total as f64 / start.elapsed().as_secs_f64();
    for price in wrong.iter().take(5) {
        println!("  {price}");
    }
    let text = text(contestant, &looks, per_s, wrong.len());
    Ok(Told { text, pictures: vec![("soak", picture(&looks))], is_good: wrong.is_empty() })
}

/// What the page holds on to at the start and after each part of the messages.
async fn looks(stage: &Stage, tab: &Tab, contestant: Contestant, total: u64) -> Result<Vec<Look>> {
    let mut looks = vec![look(stage, tab).await?];
    for nth in 1..=LOOKS {
        pour(stage, total * nth / LOOKS).await;
        if nth % BREAKS == 0 && nth < LOOKS {
            stage.feed.drop_sockets();
            tab.wait_for(&format!("!({})", contestant.ready())).await?;
            tab.wait_for(&contestant.ready()).await?;
        }
        let found = look(stage, tab).await?;
        println!("  {found:?}");
        looks.push(found);
    }
    Ok(looks)
}

/// Sends until so many messages have been sent, as fast as the page takes them.
async fn pour(stage: &Stage, until: u64) {
    let mut ticks = interval(Duration::from_millis(1));
    while stage.feed.sent() < until {
        ticks.tick().await;
        if stage.feed.backlog() < WAITING {
            stage.feed.send(PER_MS.min(until - stage.feed.sent()));
        }
    }
    while stage.feed.backlog() > 0 {
        ticks.tick().await;
    }
}

async fn look(stage: &Stage, tab: &Tab) -> Result<Look> {
    // What was just sent is drawn, and what a second's beat is for has been done.
    sleep(Duration::from_millis(1_500)).await;
    tab.collect_garbage().await?;
    let held = tab.metrics().await?;
    let wasm_bytes: f64 = tab.evaluate("window.wasmMemory?.buffer.byteLength ?? 0").await?;
    let mb = f64::from(1 << 20);
    Ok(Look {
        messages: stage.feed.sent() as f64,
        heap_mb: held.heap_bytes / mb,
        wasm_mb: wasm_bytes / mb,
        nodes: held.nodes,
        listeners: held.listeners,
    })
}

fn text(contestant: Contestant, looks: &[Look], per_s: f64, wrong: usize) -> String {
    // Memory settles in the first third.
    let settled = looks.get(looks.len() / 3..).unwrap_or_default();
    let mut table =
        Table::new(&["", "at the start", "settled", "at the end", "more in a million messages"]);
    let mut add = |name: &str, read: fn(&Look) -> f64| {
        let points: Vec<_> = settled.iter().map(|look| (look.messages / 1e6, read(look))).collect();
        let at = |look: Option<&Look>| {
            look.map_or("–".to_owned(), |look| format!("{:.1}", read(look)))
        };
        let more = slope(&points).map_or("–".to_owned(), |slope| format!("{slope:+.3}"));
        table.row([
            name.to_owned(),
            at(looks.first()),
            at(settled.first()),
            at(looks.last()),
            more,
        ]);
    };
    add("memory of scripts, MB", |look| look.heap_mb);
    add("memory of WebAssembly, MB", |look| look.wasm_mb);
    add("nodes", |look| look.nodes);
    add("listeners", |look| look.listeners);
    let total = looks.last().map_or(0.0, |look| look.messages);
    format!(
        "The {} takes {:.1} million messages, {per_s:.0} a second; one match in ten thousand messages makes room for another, and the connection breaks {} times.\n\
         Garbage is collected before each look.\n\
         At the end {} wrong.\n\n{table}",
        contestant.name,
        total / 1e6,
        LOOKS / BREAKS - 1,
        if wrong == 0 { "no price was".to_owned() } else { format!("**{wrong} prices were**") },
    )
}

fn picture(looks: &[Look]) -> String {
    let line = |name: &str, read: fn(&Look) -> f64| Line {
        name: name.to_owned(),
        points: looks.iter().map(|look| (look.messages / 1e6, read(look))).collect(),
    };
    let found = [line("scripts", |look| look.heap_mb), line("WebAssembly", |look| look.wasm_mb)];
    lines("Memory, MB", "million messages", &found)
}
