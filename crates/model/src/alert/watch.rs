//! The alerts that are set, and which of them have rung for what.

use crate::alert::condition::{Level, Reading};
use crate::alert::rule::{Damage, RULES_MAX, Rule};
use crate::best::{Best, State};
use crate::history::Record;
use crate::subject::Subject;
use crate::time::Instant;

/// An alert on its watch. It never becomes another's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleId(u32);

/// What an alert has rung for is not told again for this long, by default, in milliseconds.
const AGAIN_MS: i64 = 300_000;

/// The most things that all alerts together are remembered to have rung for. When there are more, the one that rang
/// first is forgotten, and may ring again; but never within its quiet time, so that what comes too many waits for the
/// end of one.
pub const RUNG_MAX: usize = 1_000;

/// A figure, and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it is about; for an arbitrage, the best price of the first selection of its set.
    pub subject: Subject,
    /// What was measured.
    pub reading: Reading,
    /// Whether the price counts; for several, the worst of them.
    pub state: State,
    /// When the price was last seen; for several, the oldest of them.
    pub seen: Instant,
}

impl Figure {
    /// A followed price that counts, of which this is what the board says now; `None` when it does not count, or the
    /// record has not heard of it yet.
    pub fn price(subject: Subject, record: &Record, best: &Best) -> Option<Self> {
        Self::standing(subject, record, best, Reading::Price(record.pulse().price()?))
    }

    /// What a followed price that counts did since `start`; that is the time of the condition before now.
    pub fn change(subject: Subject, record: &Record, best: &Best, start: Instant) -> Option<Self> {
        Self::standing(subject, record, best, Reading::Change(record.since(start)?.change()))
    }

    fn standing(subject: Subject, record: &Record, best: &Best, reading: Reading) -> Option<Self> {
        let is_heard = record.pulse().price().is_some_and(|price| best.price == Some(price));
        let seen = best.seen.filter(|_| is_heard)?;
        Some(Self { subject, reading, state: best.state, seen })
    }
}

/// Rings once each time that a condition comes true.
#[derive(Clone, Debug)]
pub struct Watch {
    rules: Vec<(RuleId, Rule)>,
    next: u32,
    /// What has rung and may not ring again yet. Whatever is not in it is ready.
    rung: Vec<Rung>,
    proven_since: Option<Instant>,
    again_ms: i64,
}

#[derive(Clone, Copy, Debug)]
struct Rung {
    rule: RuleId,
    subject: Subject,
    at: Instant,
    /// Whether the figure has been clear of the threshold since.
    is_clear: bool,
}

impl Default for Watch {
    fn default() -> Self {
        Self::with_again_ms(AGAIN_MS)
    }
}

impl Watch {
    /// Rings for the same thing this many milliseconds apart at least.
    pub fn with_again_ms(again_ms: i64) -> Self {
        Self { rules: Vec::new(), next: 0, rung: Vec::new(), proven_since: None, again_ms }
    }

    /// Sets an alert.
    ///
    /// # Errors
    ///
    /// [`Damage::Full`] when there are [`RULES_MAX`] already: the reader is to take one away. Otherwise what is wrong
    /// with the rule's line: a rule that could not be read again would be lost with the page.
    pub fn add(&mut self, rule: Rule) -> Result<RuleId, Damage> {
        if self.rules.len() >= RULES_MAX {
            return Err(Damage::Full);
        }
        Rule::parse(&rule.to_string())?;
        let id = RuleId(self.next);
        self.next = self.next.wrapping_add(1);
        self.rules.push((id, rule));
        Ok(id)
    }

    /// Takes an alert away.
    pub fn remove(&mut self, id: RuleId) {
        self.rules.retain(|(rule, _)| *rule != id);
        self.rung.retain(|rung| rung.rule != id);
    }

    /// The alerts, in the order they were set.
    pub fn rules(&self) -> impl Iterator<Item = (RuleId, &Rule)> {
        self.rules.iter().map(|(id, rule)| (*id, rule))
    }

    /// Notes since when what is seen is proven: when the link became live, or, without a stream, when the board began
    /// to be read. `None` while nothing is. A price that was last seen before rings for nobody.
    pub fn prove(&mut self, since: Option<Instant>) {
        self.proven_since = since;
    }

    /// Forgets what rang for subjects that `stays` does not keep: those that have left the board.
    pub fn keep(&mut self, stays: impl Fn(Subject) -> bool) {
        self.rung.retain(|rung| stays(rung.subject));
    }

    /// Takes a figure that an alert is set on, and says whether it rings.
    ///
    /// It rings when its condition is met the first time, and again when it is met after the figure was clear of the
    /// threshold; within the quiet time it waits for its end. What is stale, suspended or unproven changes nothing:
    /// it neither rings nor makes ready.
    pub fn hear(&mut self, id: RuleId, figure: Figure, now: Instant) -> bool {
        let rule = self.rules.iter().find(|(rule, _)| *rule == id);
        let is_proven = self.proven_since.is_some_and(|since| since <= figure.seen);
        if figure.state != State::Fresh || !is_proven {
            return false;
        }
        let level = rule.and_then(|(_, rule)| rule.condition.level(figure.reading));
        let is_it = |rung: &Rung| rung.rule == id && rung.subject == figure.subject;
        let place = self.rung.iter().position(is_it);
        match (level, place.and_then(|place| self.rung.get_mut(place))) {
            (Some(Level::Met), None) => {
                self.ring(Rung { rule: id, subject: figure.subject, at: now, is_clear: false })
            }
            (Some(Level::Met), Some(rung)) => {
                let rings = rung.is_clear && rung.at.age_ms(now) >= self.again_ms;
                if rings {
                    (rung.at, rung.is_clear) = (now, false);
                }
                rings
            }
            (Some(Level::Clear), Some(rung)) => {
                rung.is_clear = true;
                false
            }
            (Some(Level::Near | Level::Clear) | None, _) => false,
        }
    }

    /// Makes ready what an alert has rung for and what is clear of its threshold because there is no figure of it any
    /// more.
    pub fn clear(&mut self, id: RuleId, is_clear: impl Fn(Subject) -> bool) {
        let rung = self.rung.iter_mut().filter(|rung| rung.rule == id && is_clear(rung.subject));
        rung.for_each(|rung| rung.is_clear = true);
    }

    /// How many things are remembered to have rung.
    pub fn rung(&self) -> usize {
        self.rung.len()
    }

    /// Remembers that something rings; `false` when it may not, because everything that is remembered is quiet.
    fn ring(&mut self, rung: Rung) -> bool {
        let is_quiet = |before: &Rung| before.at.age_ms(rung.at) < self.again_ms;
        self.rung.retain(|before| is_quiet(before) || !before.is_clear);
        if self.rung.len() >= RUNG_MAX {
            let first = self.rung.iter().enumerate().min_by_key(|(_, before)| before.at);
            let Some((place, _)) = first.filter(|(_, before)| !is_quiet(before)) else {
                return false;
            };
            self.rung.remove(place);
        }
        self.rung.push(rung);
        true
    }
}
