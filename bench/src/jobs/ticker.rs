//! What the moving strip costs, beside one that a script moves and one that the compositor moves.

use std::collections::BTreeMap;

use anyhow::Result;
use tokio::time::sleep;

use super::{plan, rounds};
use crate::args::Wish;
use crate::contestant::{Contestant, TICKERS};
use crate::report::{Table, Told};
use crate::sample::{self, Sample};
use crate::stage::{Opening, Stage};
use crate::statistics::median;
use crate::tab::Tab;
use crate::turns::by_turns;

pub(super) async fn run(stage: &Stage, wish: &Wish) -> Told {
    let mut found: BTreeMap<(&str, bool), Vec<Sample>> = BTreeMap::new();
    let turn = async |_, contestant: Contestant| {
        let samples = strip(stage, contestant, wish).await?;
        let [silent, fed] = samples.each_ref().map(|sample| sample.task_ms);
        for (is_fed, sample) in [false, true].into_iter().zip(samples) {
            found.entry((contestant.name, is_fed)).or_default().push(sample);
        }
        Ok(format!("{silent:.1} ms/s in silence, {fed:.1} with prices"))
    };
    by_turns(&TICKERS, rounds(wish, 5), wish.seed, turn).await;
    Told { text: text(&found, wish), pictures: Vec::new(), is_good: !found.is_empty() }
}

/// A strip without a message, then with many.
async fn strip(stage: &Stage, contestant: Contestant, wish: &Wish) -> Result<[Sample; 2]> {
    let plan = plan(wish);
    let stay = async |tab: &Tab| {
        tab.evaluate::<bool>(sample::LONG_TASKS).await?;
        sleep(plan.warm_up).await;
        let silent = sample::measure(stage, tab, plan.window).await?;
        let playing = stage.feed.play(plan.per_s);
        sleep(plan.warm_up).await;
        let fed = sample::measure(stage, tab, plan.window).await?;
        playing.stop().await;
        Ok([silent, fed])
    };
    stage.visit(contestant, plan.spec, Opening::default(), stay).await
}

fn text(found: &BTreeMap<(&str, bool), Vec<Sample>>, wish: &Wish) -> String {
    let mut table = Table::new(&[
        "strip",
        "what it is",
        "in silence: main thread ms",
        "all processes ms",
        "with prices: main thread ms",
        "all processes ms",
        "layouts",
    ]);
    for who in TICKERS {
        let figure = |fed, read: fn(&Sample) -> f64| {
            let samples = found.get(&(who.name, fed)).map(Vec::as_slice).unwrap_or_default();
            let figures: Vec<_> = samples.iter().map(read).collect();
            median(&figures).map_or("–".to_owned(), |median| format!("{median:.1}"))
        };
        table.row([
            who.name.to_owned(),
            who.about.to_owned(),
            figure(false, |it| it.task_ms),
            figure(false, |it| it.processes_ms),
            figure(true, |it| it.task_ms),
            figure(true, |it| it.processes_ms),
            figure(true, |it| it.layouts),
        ]);
    }
    format!(
        "A strip of 120 prices on a page of its own, first without a message and then with {:.0} a second; milliseconds are of one second.\n\n{table}",
        wish.per_s
    )
}
