//! What happened: counts and a journal, for tests to assert on.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use tokio::sync::watch;

use crate::fault::RuleId;
use crate::time::Millis;

/// Entries beyond this many push the oldest out.
const JOURNAL: usize = 10_000;
/// Bytes of a query string that are kept.
const QUERY: usize = 16 * 1024;
/// Paths that are counted each on its own; requests to others are counted together.
const PATHS: usize = 64;
/// Applications of a rule of frames that the journal notes; the rest is only counted, so that a rule that
/// strikes every frame does not push everything else out.
const NOTED: u64 = 100;

/// Numbers since the start.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Token requests, whatever came of them.
    pub token_requests: u64,
    /// Tokens given out.
    pub tokens_issued: u64,
    /// Token requests answered with an error.
    pub tokens_refused: u64,
    /// Sockets open now.
    pub sockets_open: u64,
    /// Sockets opened in all, those closed at once for a bad token not included.
    pub sockets_opened: u64,
    /// The most sockets open at once.
    pub sockets_max: u64,
    /// Sockets closed at once for a bad token.
    pub sockets_refused: u64,
    /// Text pings heard.
    pub pings: u64,
    /// Quotes of floods and of bursts that a rule ordered.
    pub flooded: u64,
    /// REST requests by path, refused and lost ones included.
    pub requests: BTreeMap<String, u64>,
    /// How often each rule has applied.
    pub faults: BTreeMap<RuleId, u64>,
}

/// One thing that happened. Keys and tokens never appear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Happening {
    /// A token was asked for.
    TokenRequested,
    /// A token was given out.
    TokenIssued,
    /// A token request failed with this status.
    TokenRefused {
        /// HTTP status.
        status: u16,
    },
    /// A REST request was answered.
    Request {
        /// Path, for instance `/api/odds`.
        path: String,
        /// The query string as it came.
        query: String,
        /// HTTP status.
        status: u16,
    },
    /// A REST request had no answer, because a rule said so.
    RequestLost {
        /// Path, for instance `/api/odds`.
        path: String,
        /// The query string as it came.
        query: String,
    },
    /// A socket opened.
    SocketOpened {
        /// Its number, from 1.
        socket: u64,
        /// Its query string without the token.
        query: String,
    },
    /// A socket was refused by close 4001.
    SocketRefused {
        /// The reason sent along.
        reason: String,
    },
    /// A socket ended.
    SocketClosed {
        /// Its number.
        socket: u64,
        /// The code the server sent; `None` when it sent none.
        code: Option<u16>,
    },
    /// A socket said `ping`.
    Ping {
        /// Its number.
        socket: u64,
    },
    /// A rule applied; of a rule of frames only the first hundred times are noted.
    RuleApplied {
        /// Which one.
        rule: RuleId,
        /// How often it has by now.
        applied: u64,
        /// The socket it applied to, unless it was a request.
        socket: Option<u64>,
    },
    /// A fault of a plan began.
    FaultBegan {
        /// Its name.
        name: String,
    },
    /// A fault of a plan is over.
    FaultEnded {
        /// Its name.
        name: String,
    },
    /// A flood of quotes began.
    FloodBegan {
        /// Quotes a second.
        rate_per_s: u64,
        /// Its length.
        seconds: u64,
    },
    /// A flood of quotes ran its course; one that another took the place of has no such entry.
    FloodEnded {
        /// Quotes it sent.
        sent: u64,
    },
}

/// A happening and its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Milliseconds since the epoch, on the service's clock.
    pub at: Millis,
    /// What it was.
    #[serde(flatten)]
    pub happening: Happening,
}

/// Collects both and wakes whoever waits for a change.
#[derive(Debug)]
pub(crate) struct Counters {
    state: Mutex<(Counts, VecDeque<Entry>)>,
    version: watch::Sender<u64>,
}

impl Counters {
    pub(crate) fn new() -> Self {
        Self { state: Mutex::default(), version: watch::Sender::new(0) }
    }

    pub(crate) fn note(&self, at: Millis, happening: Happening) {
        {
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            let (counts, journal) = &mut *state;
            counts.count(&happening);
            if happening.is_noted() {
                if journal.len() == JOURNAL {
                    journal.pop_front();
                }
                journal.push_back(Entry { at, happening: happening.shortened() });
            }
        }
        self.version.send_modify(|version| *version += 1);
    }

    pub(crate) fn flooded(&self, quotes: u64) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).0.flooded += quotes;
        self.version.send_modify(|version| *version += 1);
    }

    pub(crate) fn counts(&self) -> Counts {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    pub(crate) fn journal(&self) -> Vec<Entry> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).1.iter().cloned().collect()
    }

    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }
}

impl Counts {
    fn count(&mut self, happening: &Happening) {
        match happening {
            Happening::TokenRequested => self.token_requests += 1,
            Happening::TokenIssued => self.tokens_issued += 1,
            Happening::TokenRefused { .. } => self.tokens_refused += 1,
            Happening::Request { path, .. } | Happening::RequestLost { path, .. } => {
                let is_room = self.requests.len() < PATHS || self.requests.contains_key(path);
                let path = if is_room { path.as_str() } else { "elsewhere" };
                *self.requests.entry(path.to_owned()).or_default() += 1;
            }
            Happening::SocketOpened { .. } => {
                self.sockets_opened += 1;
                self.sockets_open += 1;
                self.sockets_max = self.sockets_max.max(self.sockets_open);
            }
            Happening::SocketRefused { .. } => self.sockets_refused += 1,
            Happening::SocketClosed { .. } => self.sockets_open -= 1,
            Happening::Ping { .. } => self.pings += 1,
            Happening::RuleApplied { rule, applied, .. } => {
                self.faults.insert(*rule, *applied);
            }
            Happening::FaultBegan { .. }
            | Happening::FaultEnded { .. }
            | Happening::FloodBegan { .. }
            | Happening::FloodEnded { .. } => {}
        }
    }
}

impl Happening {
    fn is_noted(&self) -> bool {
        !matches!(self, Self::RuleApplied { socket: Some(_), applied, .. } if *applied > NOTED)
    }

    /// The same with no more of its query than is kept.
    fn shortened(mut self) -> Self {
        if let Self::Request { query, .. }
        | Self::RequestLost { query, .. }
        | Self::SocketOpened { query, .. } = &mut self
        {
            query.truncate(query.floor_char_boundary(QUERY));
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::{Counters, Happening, JOURNAL, NOTED, PATHS, QUERY};
    use crate::fault::RuleId;

    fn request(path: &str, query: &str) -> Happening {
        Happening::Request { path: path.to_owned(), query: query.to_owned(), status: 404 }
    }

    #[test]
    fn the_journal_keeps_the_newest_entries() {
        let counters = Counters::new();
        (0..).take(JOURNAL + 5).for_each(|at| counters.note(at, Happening::TokenIssued));
        let journal = counters.journal();
        assert_eq!((journal.len(), journal[0].at), (JOURNAL, 5));
        assert_eq!(counters.counts().tokens_issued, JOURNAL as u64 + 5);
    }

    #[test]
    fn long_queries_are_cut_between_letters() {
        let counters = Counters::new();
        counters.note(0, request("/api/odds", &("x".to_owned() + &"é".repeat(QUERY))));
        let kept = counters.journal().remove(0).happening;
        let expected = "x".to_owned() + &"é".repeat(QUERY / 2 - 1);
        assert_eq!(kept, request("/api/odds", &expected));
    }

    #[test]
    fn paths_beyond_a_number_are_counted_together() {
        let counters = Counters::new();
        (0..PATHS + 7).for_each(|n| counters.note(0, request(&format!("/{n}"), "")));
        counters.note(0, request("/0", ""));
        let requests = counters.counts().requests;
        assert_eq!((requests.len(), requests["/0"], requests["elsewhere"]), (PATHS + 1, 2, 7));
    }

    #[test]
    fn a_rule_is_counted_always_and_noted_for_a_while() {
        let check = |socket: Option<u64>, noted: u64| {
            let counters = Counters::new();
            for applied in 1..=NOTED + 50 {
                counters.note(0, Happening::RuleApplied { rule: RuleId(3), applied, socket });
            }
            assert_eq!(counters.counts().faults[&RuleId(3)], NOTED + 50);
            assert_eq!(counters.journal().len() as u64, noted);
        };
        check(Some(1), NOTED);
        check(None, NOTED + 50);
    }
}
