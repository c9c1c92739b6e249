//! From opening a page with an empty cache to the painting of the first price.

use std::collections::BTreeMap;

use anyhow::Result;

use super::{plan, rounds, showing};
use crate::args::Wish;
use crate::contestant::Contestant;
use crate::report::{Table, Told};
use crate::stage::{Opening, Stage};
use crate::statistics::{interval, median};
use crate::tab::Tab;
use crate::turns::by_turns;

/// Notes when the first price is painted.
const SCRIPT: &str = include_str!("start/first.js");
/// What the page's own files came to as they were sent, bytes, and how many there were.
const LOADED: &str = "
[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .filter(({ name }) => !name.includes('/api/') && !name.startsWith('data:'))
  .reduce(([bytes, files], entry) => [bytes + entry.encodedBodySize, files + 1], [0, 0])";

/// One cold start.
struct Start {
    first_ms: f64,
    task_ms: f64,
    bytes: f64,
    files: f64,
}

pub(super) async fn run(stage: &Stage, wish: &Wish) -> Told {
    let mut found: BTreeMap<&str, Vec<Start>> = BTreeMap::new();
    let turn = async |_, contestant: Contestant| {
        let start = cold(stage, contestant, wish).await?;
        let said = format!("{:.0} ms", start.first_ms);
        found.entry(contestant.name).or_default().push(start);
        Ok(said)
    };
    by_turns(&showing(wish), rounds(wish, 9), wish.seed, turn).await;
    Told { text: text(&found, wish), pictures: Vec::new(), is_good: !found.is_empty() }
}

async fn cold(stage: &Stage, contestant: Contestant, wish: &Wish) -> Result<Start> {
    let stay = async |tab: &Tab| {
        tab.wait_for("window.firstPrice").await?;
        let first_ms = tab.evaluate("firstPrice").await?;
        let (bytes, files) = tab.evaluate(LOADED).await?;
        let task_ms = tab.metrics().await?.task_s * 1000.0;
        Ok(Start { first_ms, task_ms, bytes, files })
    };
    stage.visit(contestant, plan(wish).spec, Opening::with(SCRIPT), stay).await
}

fn text(found: &BTreeMap<&str, Vec<Start>>, wish: &Wish) -> String {
    let mut rows: Vec<_> = found
        .iter()
        .filter_map(|(name, starts)| {
            let of = |read: fn(&Start) -> f64| starts.iter().map(read).collect::<Vec<_>>();
            let first = interval(&of(|it| it.first_ms), wish.seed)?;
            let task_ms = median(&of(|it| it.task_ms))?;
            Some((*name, first, task_ms, median(&of(|it| it.bytes))?, median(&of(|it| it.files))?))
        })
        .collect();
    rows.sort_by(|a, b| a.1.median.total_cmp(&b.1.median));
    let mut table =
        Table::new(&["page", "first price ms", "95 %", "main thread ms", "files", "KB as sent"]);
    for (name, first, task_ms, bytes, files) in rows {
        table.row([
            name.to_owned(),
            format!("{:.0}", first.median),
            format!("{:.0} to {:.0}", first.low, first.high),
            format!("{task_ms:.0}"),
            format!("{files:.0}"),
            format!("{:.1}", bytes / 1000.0),
        ]);
    }
    format!(
        "From the start of the navigation to the painting of the first price, over loopback, in a profile that has seen nothing.\n\
         Every page asks for a token, opens the stream and reads the current prices of {} matches.\n\n{table}",
        wish.spec().matches
    )
}
