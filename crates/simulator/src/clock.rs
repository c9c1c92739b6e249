//! The service's time: the wall clock at the start, monotonic from there, and movable by hand.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::time::Instant;

use crate::time::Millis;
use crate::world::millis;

/// Tells the time to everything that serves requests.
#[derive(Debug)]
pub(crate) struct Clock {
    origin: Instant,
    start: Millis,
    skipped: AtomicI64,
}

impl Clock {
    /// Starts at an instant, or at the wall clock's.
    pub(crate) fn new(start: Option<Millis>) -> Self {
        let wall = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, millis);
        Self {
            origin: Instant::now(),
            start: start.unwrap_or_else(wall),
            skipped: AtomicI64::new(0),
        }
    }

    pub(crate) fn start(&self) -> Millis {
        self.start
    }

    pub(crate) fn now(&self) -> Millis {
        self.start + millis(self.origin.elapsed()) + self.skipped.load(Ordering::Relaxed)
    }

    pub(crate) fn skip(&self, by: Duration) {
        self.skipped.fetch_add(millis(by), Ordering::Relaxed);
    }
}
