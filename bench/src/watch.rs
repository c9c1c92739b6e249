//! From the sending of a message to the painting of what it changes: a page that notes when a probe is painted.

use std::fmt;

use anyhow::{Context, Result};
use simulator::trace;

use crate::contestant::Contestant;
use crate::shown;
use crate::stage::Stage;
use crate::statistics::quantile;
use crate::tab::Tab;

/// Notes frames and paintings; it has to be there before the page is.
pub const SCRIPT: &str = include_str!("watch/watch.js");
/// Probed is one of the first rows in view, but not the very first, which something might cover.
const ROW: usize = 5;

/// A page that is watched, and the probes that were sent to it.
#[derive(Debug)]
pub struct Watch {
    match_number: usize,
    /// Odds in hundredths, and when they left, milliseconds since the epoch.
    sent: Vec<(u32, f64)>,
}

impl Watch {
    /// Watches the first price of a row in view.
    ///
    /// # Errors
    ///
    /// When there is none, or the page cannot be asked.
    pub async fn begin(stage: &Stage, tab: &Tab, contestant: Contestant) -> Result<Self> {
        if !contestant.shows() {
            tab.evaluate::<bool>("watchMessages()").await?;
            return Ok(Self { match_number: ROW, sent: Vec::new() });
        }
        // An element stays hidden for a moment after it has its first prices.
        tab.wait_for("eye.read().length > 0").await?;
        let rows = shown::in_view(tab).await?;
        let (name, _) = rows.get(ROW).or(rows.last()).context("no row is in view")?;
        let known = |number: &usize| trace::match_name(*number) == *name;
        let match_number =
            (0..stage.feed.spec().matches).find(known).context("an unknown match")?;
        tab.evaluate::<bool>(&format!("watchPrice({name:?})")).await?;
        Ok(Self { match_number, sent: Vec::new() })
    }

    /// Sends a probe.
    pub fn probe(&mut self, stage: &Stage) {
        self.sent.push(stage.feed.probe(self.match_number));
    }

    /// Waits until the last probe is painted; how long each took since this was asked last, in milliseconds.
    ///
    /// One that was overtaken by the next before it was painted took as long as that one.
    ///
    /// # Errors
    ///
    /// When it is not painted within a minute.
    pub async fn delays(&mut self, tab: &Tab) -> Result<Vec<f64>> {
        let sent = std::mem::take(&mut self.sent);
        let Some((last, _)) = sent.last() else { return Ok(Vec::new()) };
        tab.wait_for(&format!("probes.at(-1)?.[0] === {last}")).await?;
        let painted: Vec<(u32, f64)> = tab.evaluate("probes.splice(0)").await?;
        Ok(delays(&sent, &painted))
    }
}

fn delays(sent: &[(u32, f64)], painted: &[(u32, f64)]) -> Vec<f64> {
    let delay = |(odds, left_ms): &(u32, f64)| {
        let shown = painted.iter().find(|(shown, _)| shown >= odds);
        shown.map(|(_, at_ms)| at_ms - left_ms)
    };
    sent.iter().filter_map(delay).collect()
}

/// Delays in figures, milliseconds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Delays {
    /// How many there were.
    pub count: usize,
    /// The middle one.
    pub p50: f64,
    /// Nineteen of twenty are below.
    pub p95: f64,
    /// Ninety-nine of a hundred are.
    pub p99: f64,
    /// The longest.
    pub most: f64,
}

impl Delays {
    /// Sums them up.
    pub fn of(delays: &[f64]) -> Self {
        let at = |share| quantile(delays, share).unwrap_or_default();
        Self { count: delays.len(), p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1.0) }
    }
}

impl fmt::Display for Delays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { count, p50, p95, p99, most } = self;
        write!(f, "{p50:.1} / {p95:.1} / {p99:.1}, at most {most:.1} ms of {count}")
    }
}

#[cfg(test)]
mod tests {
    use super::{Delays, delays};

    #[test]
    fn a_probe_that_was_overtaken_took_as_long_as_the_next() {
        let sent = [(50_000, 0.0), (50_001, 30.0), (50_002, 60.0)];
        assert_eq!(delays(&sent, &[(50_000, 10.0), (50_002, 75.0)]), [10.0, 45.0, 15.0]);
        assert_eq!(delays(&sent, &[]), [0.0; 0]);
    }

    #[test]
    fn delays_are_summed_up() {
        let all: Vec<_> = (0..=100).map(f64::from).collect();
        let Delays { count, p50, p95, p99, most } = Delays::of(&all);
        assert_eq!((count, p50, p95, p99, most), (101, 50.0, 95.0, 99.0, 100.0));
    }
}
