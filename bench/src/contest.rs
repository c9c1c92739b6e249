//! All pages side by side on one job, in an order that changes from round to round.

use crate::contestant::{AGAIN, Contestant, FLOOR};
use crate::sample::{self, Plan, Sample};
use crate::stage::Stage;
use crate::statistics::{self, Interval, Refusal};
use crate::turns::by_turns;

/// Every sample of a run.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Who took part, and its sample of each round; none where the browser failed.
    pub entries: Vec<(Contestant, Vec<Option<Sample>>)>,
    /// What orders and resamplings came from.
    pub seed: u64,
}

/// Runs so many rounds.
pub async fn run(
    stage: &Stage,
    who: &[Contestant],
    plan: &Plan,
    rounds: usize,
    seed: u64,
) -> Outcome {
    let entries = who.iter().map(|contestant| (*contestant, vec![None; rounds])).collect();
    let mut outcome = Outcome { entries, seed };
    let turn = async |round, contestant| {
        let sample = sample::take(stage, contestant, plan).await?;
        let said = said(&sample);
        outcome.put(contestant, round, sample);
        Ok(said)
    };
    by_turns(who, rounds, seed, turn).await;
    outcome
}

/// A sample in a line, and the first prices that it found wrong.
fn said(sample: &Sample) -> String {
    let Sample { task_ms, script_ms, layouts, processes_ms, nodes, wrong, .. } = sample;
    let figures = format!(
        "{task_ms:6.1} ms/s, script {script_ms:5.1}, {layouts:4.1} layouts/s, all {processes_ms:5.0}, {nodes:5} nodes, {} wrong",
        wrong.len()
    );
    let first = wrong.iter().take(3).map(String::as_str);
    std::iter::once(figures.as_str()).chain(first).collect::<Vec<_>>().join("\n      ")
}

impl Outcome {
    fn put(&mut self, contestant: Contestant, round: usize, sample: Sample) {
        let entry = self.entries.iter_mut().find(|(who, _)| *who == contestant);
        if let Some(place) = entry.and_then(|(_, samples)| samples.get_mut(round)) {
            *place = Some(sample);
        }
    }

    /// One figure of a page, round by round.
    pub fn figures(&self, name: &str, figure: impl Fn(&Sample) -> f64) -> Vec<Option<f64>> {
        let entry = self.entries.iter().find(|(contestant, _)| contestant.name == name);
        let samples = entry.map(|(_, samples)| samples.as_slice()).unwrap_or_default();
        samples.iter().map(|sample| sample.as_ref().map(&figure)).collect()
    }

    /// The median of a figure of a page.
    pub fn median(&self, name: &str, figure: impl Fn(&Sample) -> f64) -> Option<f64> {
        let figures: Vec<_> = self.figures(name, figure).into_iter().flatten().collect();
        statistics::median(&figures)
    }

    /// What a page costs the main thread as a share of another.
    pub fn ratio(&self, name: &str, other: &str) -> Option<Interval> {
        let figures = |name| self.figures(name, |sample| sample.task_ms);
        statistics::interval(&statistics::ratios(&figures(name), &figures(other)), self.seed)
    }

    /// The first price that a page showed wrongly in any round, and how many there were.
    pub fn wrong(&self, name: &str) -> Option<(usize, &str)> {
        let entry = self.entries.iter().find(|(contestant, _)| contestant.name == name);
        let samples = entry.into_iter().flat_map(|(_, samples)| samples.iter().flatten());
        let wrong: Vec<_> = samples.flat_map(|sample| &sample.wrong).collect();
        wrong.first().map(|first| (wrong.len(), first.as_str()))
    }

    /// Whether ratios of this run may be told.
    ///
    /// # Errors
    ///
    /// Why not.
    pub fn trust(&self) -> Result<Interval, Refusal> {
        let figures = |name| self.figures(name, |sample| sample.task_ms);
        statistics::trust(&statistics::ratios(&figures(AGAIN), &figures(FLOOR)), self.seed)
    }
}
