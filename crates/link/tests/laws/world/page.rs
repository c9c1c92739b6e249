//! One page of a browser, as the world sees it.

use link::{Input, TimerId};

use crate::laws::peer::{Fate, HEALTHY};
use crate::laws::watched::{Seat, Watched};

/// Whether a page runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Life {
    Running,
    /// It is there, but nothing runs; what is for it waits.
    Frozen,
    Gone,
}

/// A page, its socket's fate and its timers' pace.
pub(crate) struct Page {
    pub(crate) watched: Watched,
    pub(crate) life: Life,
    pub(crate) is_hidden: bool,
    pub(super) fate: Fate,
    pub(super) opened_at_ms: u64,
    pub(super) timer_grid_ms: u64,
}

impl Page {
    pub(super) fn new(watched: Watched) -> Self {
        let opened_at_ms = watched.now().mono_ms;
        let is_hidden = watched.now().is_hidden;
        let life = Life::Running;
        Self { watched, life, is_hidden, fate: HEALTHY, opened_at_ms, timer_grid_ms: 1 }
    }

    pub(super) fn next_timer(&self) -> Option<(u64, Input)> {
        if self.life != Life::Running {
            return None;
        }
        let due = |(timer, generation, due_ms): (TimerId, u64, u64)| {
            (due_ms.next_multiple_of(self.timer_grid_ms), Input::Due { timer, generation })
        };
        self.watched.timers().map(due).min_by_key(|(due_ms, _)| *due_ms)
    }

    pub(super) fn is_silent(&self, at_ms: u64) -> bool {
        let age_ms = at_ms - self.opened_at_ms;
        self.fate.silent_ms.is_some_and(|silent_ms| age_ms >= silent_ms)
    }

    /// Whether it is in nobody's company.
    pub(super) fn is_alone(&self) -> bool {
        self.watched.is_alone()
    }

    /// Whether it has a connection, or asks for one.
    pub(crate) fn owns(&self) -> bool {
        let asks = self.watched.charge().is_some() || self.watched.token().is_some();
        self.life != Life::Gone && (asks || self.watched.socket().is_some())
    }

    /// Whether it hears what others say.
    pub(super) fn listens(&self) -> bool {
        self.life != Life::Gone && self.watched.seat() != Seat::None
    }

    pub(super) fn picture(&self) -> String {
        let status = self.watched.status();
        let view = if self.is_hidden { "hidden" } else { "in view" };
        format!("{:?}, {view}, {:?}, {status:?}", self.life, self.watched.seat())
    }
}
