//! Deadlines by name: at most one of each.

use std::collections::BTreeMap;

use crate::input::TimerId;
use crate::output::Output;

/// What is armed, and when it is due, in time awake.
#[derive(Clone, Debug, Default)]
pub(super) struct Timers(BTreeMap<TimerId, u64>);

impl Timers {
    pub(super) fn arm(&mut self, timer: TimerId, due_ms: u64) {
        self.0.insert(timer, due_ms);
    }

    pub(super) fn disarm(&mut self, timer: TimerId) -> bool {
        self.0.remove(&timer).is_some()
    }

    pub(super) fn disarm_all(&mut self, outputs: &mut Vec<Output>) {
        let timers = std::mem::take(&mut self.0).into_keys();
        outputs.extend(timers.map(|timer| Output::Disarm { timer }));
    }

    pub(super) fn due(&self, timer: TimerId) -> Option<u64> {
        self.0.get(&timer).copied()
    }

    /// Takes out the deadline that passed first, if any has.
    pub(super) fn take_due(&mut self, now_ms: u64) -> Option<(TimerId, u64)> {
        let passed = self.0.iter().filter(|(_, due_ms)| **due_ms <= now_ms);
        let (timer, due_ms) =
            passed.min_by_key(|(_, due_ms)| **due_ms).map(|(timer, due)| (*timer, *due))?;
        self.0.remove(&timer);
        Some((timer, due_ms))
    }
}
