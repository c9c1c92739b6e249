//! What each page costs on one job, side by side.

use super::{plan, rounds, with_pair};
use crate::args::Wish;
use crate::contest::{self, Outcome};
use crate::contestant::{Contestant, FLOOR};
use crate::plot::{Bar, bars};
use crate::report::{Table, Told};
use crate::sample::Sample;
use crate::stage::Stage;

pub(super) async fn run(stage: &Stage, wish: &Wish) -> Told {
    let plan = plan(wish);
    let outcome = contest::run(stage, &with_pair(wish), &plan, rounds(wish, 8), wish.seed).await;
    let trust = outcome.trust();
    let order = order(&outcome);
    let table = table(&outcome, &order, trust.is_ok());
    let verdict = match &trust {
        Ok(pair) => {
            format!("The floor against itself came to {pair}: finer differences mean nothing.")
        }
        Err(refusal) => format!("No ratios are told: {refusal}."),
    };
    let text = format!(
        "{} matches with three outcomes at {} bookmakers, {:.0} messages a second, {} rounds of {} s after {} s, seed {}.\n\
         Medians, by what a page costs the main thread; milliseconds are of one second.\n\n{table}\n{verdict}\n",
        plan.spec.matches,
        plan.spec.books,
        wish.per_s,
        rounds(wish, 8),
        plan.window.as_secs(),
        plan.warm_up.as_secs(),
        wish.seed,
    );
    let all_right = order.iter().all(|who| outcome.wrong(who.name).is_none());
    Told {
        text,
        pictures: vec![("contest", picture(&outcome, &order))],
        is_good: trust.is_ok() && all_right,
    }
}

/// The cheapest first, those that showed a wrong price last.
fn order(outcome: &Outcome) -> Vec<Contestant> {
    let mut order: Vec<_> = outcome.entries.iter().map(|(who, _)| *who).collect();
    let key = |who: &Contestant| {
        let cost = outcome.median(who.name, |sample| sample.task_ms).unwrap_or(f64::MAX);
        cost + if outcome.wrong(who.name).is_some() { 1e9 } else { 0.0 }
    };
    order.sort_by(|a, b| key(a).total_cmp(&key(b)));
    order
}

fn table(outcome: &Outcome, order: &[Contestant], tells_ratios: bool) -> Table {
    let mut table = Table::new(&[
        "page",
        "what it is",
        "main thread ms",
        "script",
        "style",
        "layout",
        "layouts",
        "all processes ms",
        "rows in view",
        "nodes",
        "listeners",
        "heap MB",
        "long tasks",
        "share of the floor",
        "prices",
    ]);
    for who in order {
        let figure = |read: fn(&Sample) -> f64, digits: usize| {
            let median = outcome.median(who.name, read);
            median.map_or("–".to_owned(), |median| format!("{median:.digits$}"))
        };
        let ratio = outcome.ratio(who.name, FLOOR).filter(|_| tells_ratios);
        table.row([
            who.name.to_owned(),
            who.about.to_owned(),
            figure(|it| it.task_ms, 1),
            figure(|it| it.script_ms, 1),
            figure(|it| it.style_ms, 1),
            figure(|it| it.layout_ms, 1),
            figure(|it| it.layouts, 0),
            figure(|it| it.processes_ms, 0),
            figure(|it| it.rows as f64, 0),
            figure(|it| it.nodes, 0),
            figure(|it| it.listeners, 0),
            figure(|it| it.heap_mb, 1),
            figure(|it| it.long_tasks, 0),
            ratio.map_or("–".to_owned(), |ratio| ratio.to_string()),
            prices(outcome, *who),
        ]);
    }
    table
}

fn prices(outcome: &Outcome, who: Contestant) -> String {
    match outcome.wrong(who.name) {
        _ if outcome.median(who.name, |it| it.task_ms).is_none() => "–".to_owned(),
        None if !who.shows() => "none shown".to_owned(),
        None => "right".to_owned(),
        Some((count, _)) => format!("**disqualified: {count} wrong**"),
    }
}

fn picture(outcome: &Outcome, order: &[Contestant]) -> String {
    let bar = |who: &Contestant| {
        let figures: Vec<_> =
            outcome.figures(who.name, |it| it.task_ms).into_iter().flatten().collect();
        let range = crate::statistics::interval(&figures, outcome.seed)?;
        Some(Bar {
            name: who.name.to_owned(),
            value: range.median,
            low: range.low,
            high: range.high,
        })
    };
    let found: Vec<_> = order.iter().filter_map(bar).collect();
    bars("Main thread, milliseconds in a second", &found)
}
