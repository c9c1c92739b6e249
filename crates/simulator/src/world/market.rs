//! The true chances of a match's markets: what every bookmaker's prices hang on.

use std::sync::Arc;

use crate::time::Millis;
use crate::world::fixture::{Fixture, Phase};
use crate::world::outlook::Outlook;

/// Outcomes surer than this are not offered any more.
const CERTAIN: f64 = 0.975;
/// A main line is kept while its chance stays within this of even.
const LINE_PATIENCE: f64 = 0.16;
/// Share of a match's points scored in the first half.
const FIRST_HALF: f64 = 0.46;

/// The words of the wire for the three kinds of market.
pub(crate) const MONEYLINE: &str = "moneyline";
pub(crate) const TOTAL: &str = "total";
pub(crate) const SPREAD: &str = "spread";

/// One selection and its true chance.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    pub(crate) text: Arc<str>,
    pub(crate) chance: f64,
}

/// Outcomes of which exactly one wins; a bookmaker's margin is taken over one of these.
#[derive(Clone, Debug)]
pub(crate) struct Partition {
    /// 0 is the main line; bookmakers differ in how far down they go.
    pub(crate) rank: usize,
    pub(crate) outcomes: Vec<Outcome>,
}

/// All offered lines of one kind and period.
#[derive(Clone, Debug)]
pub(crate) struct Market {
    pub(crate) kind: &'static str,
    pub(crate) period: u8,
    pub(crate) partitions: Vec<Partition>,
}

/// The main lines of a match, kept so that they do not flicker.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct MainLines {
    total: [Option<f64>; 2],
    spread: Option<f64>,
}

/// Every market open on a match now.
pub(crate) fn open(fixture: &Fixture, now: Millis, lines: &mut MainLines) -> Vec<Market> {
    let played = if fixture.phase == Phase::Live { fixture.played(now) } else { 0.0 };
    let full = fixture.outlook(1.0 - played);
    let mut markets = vec![
        moneyline(fixture, &full, 0),
        totals(fixture, &full, 0, &mut lines.total[0]),
        spreads(fixture, &full, &mut lines.spread),
    ];
    if fixture.sport().halves && played < 0.48 {
        let half = fixture.outlook(FIRST_HALF * (1.0 - played / 0.5));
        markets.push(moneyline(fixture, &half, 1));
        markets.push(totals(fixture, &half, 1, &mut lines.total[1]));
    }
    markets.retain(|market| !market.partitions.is_empty());
    markets
}

fn moneyline(fixture: &Fixture, outlook: &Outlook, period: u8) -> Market {
    let chances: Vec<(Arc<str>, f64)> = if fixture.sport().goals {
        let [home, draw, away] = outlook.three_way();
        vec![(fixture.home.clone(), home), ("Draw".into(), draw), (fixture.away.clone(), away)]
    } else {
        let home = outlook.two_way();
        vec![(fixture.home.clone(), home), (fixture.away.clone(), 1.0 - home)]
    };
    Market { kind: MONEYLINE, period, partitions: partition(0, chances).into_iter().collect() }
}

fn totals(fixture: &Fixture, outlook: &Outlook, period: u8, main: &mut Option<f64>) -> Market {
    let line = main_line(*main, outlook.mean_total(), |line| outlook.total_over(line));
    *main = Some(line);
    let partitions = rungs(line, fixture.sport().line_step)
        .filter(|(_, line)| *line > 0.4)
        .filter_map(|(rank, line)| {
            let over = outlook.total_over(line);
            let texts = [format!("Over {line}"), format!("Under {line}")];
            partition(rank, two_sides(texts, over))
        })
        .collect();
    Market { kind: TOTAL, period, partitions }
}

fn spreads(fixture: &Fixture, outlook: &Outlook, main: &mut Option<f64>) -> Market {
    let line = main_line(*main, outlook.mean_margin(), |line| outlook.margin_over(line));
    *main = Some(line);
    let partitions = rungs(line, fixture.sport().line_step)
        .filter_map(|(rank, line)| {
            let cover = outlook.margin_over(line);
            let texts = [
                format!("{} {:+}", fixture.home, 0.0 - line),
                format!("{} {:+}", fixture.away, line),
            ];
            partition(rank, two_sides(texts, cover))
        })
        .collect();
    Market { kind: SPREAD, period: 0, partitions }
}

/// The half line nearest to an even chance; the old one while it is near enough.
fn main_line(old: Option<f64>, mean: f64, chance: impl Fn(f64) -> f64) -> f64 {
    let off = |line: f64| (chance(line) - 0.5).abs();
    if let Some(line) = old.filter(|line| off(*line) < LINE_PATIENCE) {
        return line;
    }
    let middle = mean.floor() + 0.5;
    [middle - 1.0, middle + 1.0]
        .into_iter()
        .fold(middle, |best, line| if off(line) < off(best) { line } else { best })
}

/// The main line, its neighbours, and the quarter lines beside it.
fn rungs(main: f64, step: f64) -> impl Iterator<Item = (usize, f64)> {
    [main, main - step, main + step, main - 0.25, main + 0.25].into_iter().enumerate()
}

fn two_sides(texts: [String; 2], first: f64) -> Vec<(Arc<str>, f64)> {
    let [one, other] = texts;
    vec![(one.into(), first), (other.into(), 1.0 - first)]
}

fn partition(rank: usize, chances: Vec<(Arc<str>, f64)>) -> Option<Partition> {
    let settled = chances.iter().any(|(_, chance)| *chance > CERTAIN);
    let outcomes = chances.into_iter().map(|(text, chance)| Outcome { text, chance }).collect();
    (!settled).then_some(Partition { rank, outcomes })
}
