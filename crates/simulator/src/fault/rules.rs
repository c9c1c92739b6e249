//! The rules in force: which one strikes, how often each has, and who is told when they change.

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::fault::{After, Fault, FrameAct, FrameKind, RequestAct, Rule, SocketAct};

/// Names a rule for as long as the service lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RuleId(pub u64);

/// What is done, and on whose account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Strike<A> {
    pub(crate) rule: RuleId,
    /// How often the rule has applied, this time included.
    pub(crate) applied: u64,
    pub(crate) act: A,
}

/// Which endpoint a request is for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Endpoint<'a> {
    Token,
    Rest(&'a str),
    Upgrade,
}

/// How old a socket is, in both ways of counting.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Age {
    pub(crate) ms: u64,
    pub(crate) frames: u64,
}

/// The rules that one socket has had its turn with.
#[derive(Debug, Default)]
pub(crate) struct Judged(Vec<RuleId>);

#[derive(Debug)]
struct Entry {
    id: RuleId,
    rule: Rule,
    seen: u64,
    applied: u64,
}

/// The rules, pure.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    entries: Vec<Entry>,
    added: u64,
}

/// The rules behind a lock.
#[derive(Debug)]
pub(crate) struct Faults {
    rules: Mutex<Rules>,
    version: watch::Sender<u64>,
}

impl Rules {
    pub(crate) fn add(&mut self, rule: Rule) -> RuleId {
        self.added += 1;
        let id = RuleId(self.added);
        self.entries.push(Entry { id, rule, seen: 0, applied: 0 });
        id
    }

    pub(crate) fn remove(&mut self, id: RuleId) -> bool {
        let before = self.entries.len();
        self.entries.retain(|entry| entry.id != id);
        self.entries.len() < before
    }

    pub(crate) fn request(&mut self, endpoint: Endpoint<'_>) -> Option<Strike<RequestAct>> {
        self.first(|fault| match (fault, endpoint) {
            (Fault::Token { act }, Endpoint::Token)
            | (Fault::Upgrade { act }, Endpoint::Upgrade) => Some(act.clone()),
            (Fault::Rest { path: wanted, act }, Endpoint::Rest(path)) => {
                wanted.as_ref().is_none_or(|wanted| wanted == path).then(|| act.clone())
            }
            _ => None,
        })
    }

    pub(crate) fn frame(&mut self, of: FrameKind) -> Option<Strike<FrameAct>> {
        self.first(|fault| match fault {
            Fault::Frame { kind, act } if *kind == of => Some(act.clone()),
            _ => None,
        })
    }

    /// What is due for a socket; each rule has one turn with it, and all that are due get theirs in order.
    pub(crate) fn socket(&mut self, age: Age, judged: &mut Judged) -> Option<Strike<SocketAct>> {
        self.entries.iter_mut().find_map(|entry| {
            let Fault::Socket { after, act } = &entry.rule.fault else { return None };
            if judged.0.contains(&entry.id) || !after.is_reached(age) {
                return None;
            }
            let act = act.clone();
            judged.0.push(entry.id);
            entry.count().map(|applied| Strike { rule: entry.id, applied, act })
        })
    }

    /// The age in milliseconds at which something may next be due for a socket.
    pub(crate) fn next_age_ms(&self, judged: &Judged) -> Option<u64> {
        let waiting = self.entries.iter().filter(|entry| !judged.0.contains(&entry.id));
        let ages = waiting.filter_map(|entry| match entry.rule.fault {
            Fault::Socket { after: After::Ms(ms), .. } => Some(ms),
            _ => None,
        });
        ages.min()
    }

    /// The act of the first rule that fits and whose turn it is; all that fit count the event.
    fn first<A>(&mut self, act: impl Fn(&Fault) -> Option<A>) -> Option<Strike<A>> {
        let mut struck = None;
        for entry in &mut self.entries {
            let Some(act) = act(&entry.rule.fault) else { continue };
            if struck.is_some() {
                entry.seen += 1;
            } else if let Some(applied) = entry.count() {
                struck = Some(Strike { rule: entry.id, applied, act });
            }
        }
        struck
    }
}

impl Entry {
    /// Counts an event; how often the rule has applied, if it does now.
    fn count(&mut self) -> Option<u64> {
        self.seen += 1;
        let left = self.rule.times.is_none_or(|times| self.applied < times);
        (left && self.rule.count.admits(self.seen)).then(|| {
            self.applied += 1;
            self.applied
        })
    }
}

impl After {
    fn is_reached(self, age: Age) -> bool {
        match self {
            Self::Ms(ms) => age.ms >= ms,
            Self::Frames(frames) => age.frames >= frames,
        }
    }
}

impl Faults {
    pub(crate) fn new() -> Self {
        Self { rules: Mutex::default(), version: watch::Sender::new(0) }
    }

    pub(crate) fn rules(&self) -> MutexGuard<'_, Rules> {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether no rule is in force, so that nothing needs to ask.
    pub(crate) fn is_empty(&self) -> bool {
        self.rules().entries.is_empty()
    }

    pub(crate) fn add(&self, rule: Rule) -> RuleId {
        let id = self.rules().add(rule);
        self.version.send_modify(|version| *version += 1);
        id
    }

    pub(crate) fn remove(&self, id: RuleId) -> bool {
        let was_there = self.rules().remove(id);
        self.version.send_modify(|version| *version += 1);
        was_there
    }

    pub(crate) fn clear(&self) {
        self.rules().entries.clear();
        self.version.send_modify(|version| *version += 1);
    }

    /// Wakes whoever waits for another set of rules.
    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }
}

#[cfg(test)]
mod tests {
    use super::{Age, Endpoint, Judged, Rules};
    use crate::fault::{After, FrameAct, FrameKind, RequestAct, Rule, SocketAct};

    /// The numbers of the rules that strike so many token requests; 0 is none.
    fn strikes(rules: &[Rule], events: usize) -> Vec<u64> {
        let mut all = Rules::default();
        for rule in rules {
            all.add(rule.clone());
        }
        let strike = |_| all.request(Endpoint::Token).map_or(0, |strike| strike.rule.0);
        (0..events).map(strike).collect()
    }

    #[test]
    fn the_first_rule_that_fits_acts_and_all_of_them_count() {
        let hang = || Rule::token(RequestAct::Hang);
        let check = |rules: &[Rule], expected: &[u64]| {
            assert_eq!(strikes(rules, expected.len()), expected, "{rules:?}");
        };
        check(&[], &[0, 0]);
        check(&[hang()], &[1, 1]);
        check(&[hang().times(1)], &[1, 0, 0]);
        check(&[hang().times(1), hang()], &[1, 2, 2]);
        check(&[hang().nth(2), hang().nth(3)], &[0, 1, 2, 0]);
        check(&[hang().every(2).times(2)], &[0, 1, 0, 1, 0, 0]);
        check(&[hang().since(3)], &[0, 0, 1, 1]);
        check(&[Rule::upgrade(RequestAct::Hang), hang()], &[2]);
    }

    #[test]
    fn rest_rules_know_their_path() {
        let mut rules = Rules::default();
        rules.add(Rule::rest("/api/odds", RequestAct::Reset));
        assert!(rules.request(Endpoint::Rest("/api/sports")).is_none());
        assert!(rules.request(Endpoint::Upgrade).is_none());
        assert!(rules.request(Endpoint::Rest("/api/odds")).is_some());
    }

    #[test]
    fn frame_rules_know_their_kind() {
        let mut rules = Rules::default();
        rules.add(Rule::frame(FrameKind::Pong, FrameAct::Suppress));
        assert!(rules.frame(FrameKind::Quote).is_none());
        assert!(rules.frame(FrameKind::Pong).is_some());
    }

    #[test]
    fn a_socket_has_one_turn_with_each_rule_once_it_is_old_enough() {
        let mut rules = Rules::default();
        let slow = rules.add(Rule::socket(After::Ms(50), SocketAct::Drip { bytes_per_s: 9 }));
        let shut = rules.add(Rule::socket(After::Frames(2), SocketAct::Drop).times(1));
        let mut judged = Judged::default();
        assert_eq!(rules.next_age_ms(&judged), Some(50));
        assert!(rules.socket(Age { ms: 49, frames: 1 }, &mut judged).is_none());
        let old = Age { ms: 50, frames: 2 };
        let turns = [(); 3].map(|()| rules.socket(old, &mut judged).map(|strike| strike.rule));
        assert_eq!(turns, [Some(slow), Some(shut), None]);
        assert_eq!(rules.next_age_ms(&judged), None);
        let mut another = Judged::default();
        let turns = [(); 2].map(|()| rules.socket(old, &mut another).map(|strike| strike.rule));
        assert_eq!(turns, [Some(slow), None], "the second rule applies once");
    }

    #[test]
    fn a_rule_that_is_removed_strikes_no_more() {
        let mut rules = Rules::default();
        let id = rules.add(Rule::token(RequestAct::Hang));
        assert!(rules.remove(id) && !rules.remove(id));
        assert!(rules.request(Endpoint::Token).is_none());
        assert_ne!(rules.add(Rule::token(RequestAct::Hang)), id, "names are never used again");
    }
}
