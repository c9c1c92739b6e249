//! Tells the owner, on standard error, what keeps visitors from their prices.

use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The same is said again after this long.
const AGAIN: Duration = Duration::from_mins(10);

/// What was said, and when.
#[derive(Debug, Default)]
pub(crate) struct Notices(Mutex<Vec<(&'static str, Instant)>>);

impl Notices {
    /// Says a sentence, unless that was said a short time ago.
    pub(crate) fn say(&self, sentence: &'static str) {
        if self.is_due(sentence, Instant::now()) {
            // A server without anybody who listens to it goes on.
            let _unheard = writeln!(io::stderr(), "oddsboard: {sentence}");
        }
    }

    fn is_due(&self, sentence: &'static str, now: Instant) -> bool {
        let mut said = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        said.retain(|(_, at)| now.saturating_duration_since(*at) < AGAIN);
        let due = said.iter().all(|(earlier, _)| *earlier != sentence);
        if due {
            said.push((sentence, now));
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{AGAIN, Notices};

    #[test]
    fn the_same_is_not_said_all_the_time() {
        let (notices, now) = (Notices::default(), Instant::now());
        assert!(notices.is_due("a", now));
        assert!(!notices.is_due("a", now + Duration::from_secs(1)));
        assert!(notices.is_due("b", now + Duration::from_secs(1)));
        assert!(notices.is_due("a", now + AGAIN));
    }
}
