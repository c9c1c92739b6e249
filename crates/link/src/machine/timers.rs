//! Deadlines by name: at most one of each.

use std::hash::Hash;

use crate::input::TimerId;
use crate::output::Output;

/// What is armed, in the order of the names, and when it is due, in time awake.
#[derive(Clone, Debug, Default)]
pub(super) struct Timers(Vec<(TimerId, u64)>);

impl Timers {
    pub(super) fn arm(&mut self, timer: TimerId, due_ms: u64) {
        match self.0.binary_search_by_key(&timer, |(armed, _)| *armed) {
            Ok(place) => {
                if let Some((_, due)) = self.0.get_mut(place) {
                    *due = due_ms;
                }
            }
            Err(place) => self.0.insert(place, (timer, due_ms)),
        }
    }

    pub(super) fn disarm(&mut self, timer: TimerId) -> bool {
        let armed = self.0.len();
        self.0.retain(|(armed, _)| *armed != timer);
        self.0.len() < armed
    }

    pub(super) fn disarm_all(&mut self, outputs: &mut Vec<Output>) {
        outputs.extend(self.0.drain(..).map(|(timer, _)| Output::Disarm { timer }));
    }

    /// Which are armed, and which of them goes off first.
    pub(super) fn outline(&self) -> impl Hash + use<> {
        let first = self.0.iter().min_by_key(|(_, due_ms)| *due_ms).map(|(timer, _)| *timer);
        let armed = self.0.iter().fold(0_u16, |armed, (timer, _)| armed | 1 << (*timer as u16));
        (first, armed)
    }

    pub(super) fn due(&self, timer: TimerId) -> Option<u64> {
        self.0.iter().find(|(armed, _)| *armed == timer).map(|(_, due_ms)| *due_ms)
    }

    /// Takes out the deadline that passed first, if any has.
    pub(super) fn take_due(&mut self, now_ms: u64) -> Option<(TimerId, u64)> {
        let passed = self.0.iter().filter(|(_, due_ms)| *due_ms <= now_ms);
        let (timer, due_ms) = passed.min_by_key(|(_, due_ms)| *due_ms).copied()?;
        self.disarm(timer);
        Some((timer, due_ms))
    }
}
