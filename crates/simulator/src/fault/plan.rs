//! Faults over a long time: from a seed and a list of named faults, one of them every so often.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::fault::{After, Body, Forgery, FrameAct, FrameKind, RequestAct, Rule, SocketAct};
use crate::random::Random;

/// The most faults of one plan.
const MOST: usize = 10_000;

/// What a soak asks for: a fault in every period, until there were enough or the time is up.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Schedule {
    /// Same seed, same plan.
    pub seed: u64,
    /// The period, milliseconds.
    pub every_ms: u64,
    /// How long the rules of one fault stay in force, milliseconds; no longer than the period.
    pub lasts_ms: u64,
    /// Faults at most, of which 10,000 are planned at most.
    pub count: usize,
    /// The last of them is over by then, milliseconds.
    pub within_ms: u64,
    /// What is drawn from.
    #[serde(default = "common")]
    pub faults: Vec<Named>,
}

/// A fault with a name: rules that are in force together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// For the printed plan and the journal.
    pub name: String,
    /// In their order.
    pub rules: Vec<Rule>,
}

/// What will happen, and when; its text is a list to print beside a test's seed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// The seed it came from.
    pub seed: u64,
    /// In the order of time; no two overlap.
    pub faults: Vec<Planned>,
}

/// A fault and its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Planned {
    /// When its rules are added, milliseconds from the start of the plan.
    pub from_ms: u64,
    /// When they are removed.
    pub until_ms: u64,
    /// What it is.
    pub fault: Named,
}

impl Schedule {
    /// Draws the plan.
    pub fn plan(&self) -> Plan {
        let mut random = Random::new(self.seed);
        let every = self.every_ms.max(1);
        let lasts = self.lasts_ms.min(every);
        let drawn = (0..self.count.min(MOST)).map_while(|period| {
            let early = random.unit();
            let fault = self.faults.get(random.below(self.faults.len()))?.clone();
            let from_ms = every.saturating_mul(period as u64) + share(every - lasts, early);
            let until_ms = from_ms.saturating_add(lasts);
            (until_ms <= self.within_ms).then_some(Planned { from_ms, until_ms, fault })
        });
        Plan { seed: self.seed, faults: drawn.collect() }
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "faults of seed {}:", self.seed)?;
        for planned in &self.faults {
            let [from_s, until_s] =
                [planned.from_ms, planned.until_ms].map(|ms| ms as f64 / 1000.0);
            write!(f, "\n{from_s:>9.3} s to {until_s:>9.3} s  {}", planned.fault.name)?;
        }
        Ok(())
    }
}

/// The faults every client of a feed meets sooner or later.
pub fn common() -> Vec<Named> {
    let now = |act: SocketAct| Rule::socket(After::Ms(0), act).times(1);
    let cut = || now(SocketAct::Drop);
    let status = |status: u16| RequestAct::Answer { status, retry_after: None, body: Body::Error };
    let page = RequestAct::Answer { status: 200, retry_after: None, body: Body::Html };
    let forged = |forgery| Rule::frame(FrameKind::Quote, FrameAct::Replace(forgery)).times(5);
    let quotes = |act| Rule::frame(FrameKind::Quote, act);
    let list: [(&str, Vec<Rule>); 18] = [
        ("closed with 1001", vec![now(SocketAct::Close { code: 1001 })]),
        ("closed with 1012", vec![now(SocketAct::Close { code: 1012 })]),
        ("closed with 4001", vec![now(SocketAct::Close { code: 4001 })]),
        ("dropped", vec![cut()]),
        ("reset", vec![now(SocketAct::Reset)]),
        ("half-open", vec![now(SocketAct::HalfOpen { for_ms: Some(90_000) })]),
        ("no pongs", vec![Rule::frame(FrameKind::Pong, FrameAct::Suppress)]),
        ("late pongs", vec![Rule::frame(FrameKind::Pong, FrameAct::Delay { ms: 5_000 })]),
        ("no quotes", vec![quotes(FrameAct::Suppress)]),
        ("every third quote twice", vec![quotes(FrameAct::Duplicate).every(3)]),
        ("every other quote late", vec![quotes(FrameAct::Reorder).every(2)]),
        ("quotes cut in half", vec![forged(Forgery::Truncated)]),
        ("binary quotes", vec![forged(Forgery::Binary)]),
        ("a burst", vec![now(SocketAct::Burst { quotes: 3_000 })]),
        ("dropped, tokens answered 503", vec![cut(), Rule::token(status(503))]),
        ("dropped, tokens answered with a page", vec![cut(), Rule::token(page)]),
        ("dropped, upgrades refused", vec![cut(), Rule::upgrade(status(503))]),
        ("dropped, upgrades never answered", vec![cut(), Rule::upgrade(RequestAct::Hang)]),
    ];
    list.into_iter().map(|(name, rules)| Named { name: name.to_owned(), rules }).collect()
}

/// Part of a span.
#[allow(clippy::cast_sign_loss, reason = "a product of positive numbers")]
fn share(span_ms: u64, part: f64) -> u64 {
    (span_ms as f64 * part) as u64
}

#[cfg(test)]
mod tests {
    use super::{Schedule, common};

    fn schedule(seed: u64) -> Schedule {
        let faults = common();
        Schedule { seed, every_ms: 1_000, lasts_ms: 300, count: 500, within_ms: 100_000, faults }
    }

    #[test]
    fn one_seed_is_one_plan() {
        assert_eq!(schedule(7).plan(), schedule(7).plan());
        assert_ne!(schedule(7).plan().faults, schedule(8).plan().faults);
    }

    #[test]
    fn each_period_has_one_fault_and_the_last_is_over_in_time() {
        let plan = schedule(3).plan();
        assert_eq!(plan.faults.len(), 100);
        for (period, planned) in (0..).zip(&plan.faults) {
            assert!(planned.from_ms >= period * 1_000, "{period}");
            assert!(planned.until_ms <= (period + 1) * 1_000, "{period}");
            assert_eq!(planned.until_ms - planned.from_ms, 300);
        }
        assert_eq!(Schedule { count: 4, ..schedule(3) }.plan().faults, plan.faults[..4]);
    }

    #[test]
    fn a_list_of_no_faults_is_a_plan_of_none() {
        assert!(Schedule { faults: Vec::new(), ..schedule(1) }.plan().faults.is_empty());
    }

    #[test]
    fn a_plan_prints_its_seed_and_every_fault() {
        let plan = Schedule { count: 3, ..schedule(5) }.plan();
        let text = plan.to_string();
        assert!(text.starts_with("faults of seed 5:\n"), "{text}");
        assert_eq!(text.lines().count(), 4);
        assert!(plan.faults.iter().all(|planned| text.contains(&planned.fault.name)));
    }
}
