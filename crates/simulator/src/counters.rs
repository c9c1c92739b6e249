//! What happened: counts and a journal, for tests to assert on.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use tokio::sync::watch;

use crate::time::Millis;

/// Entries beyond this many push the oldest out.
const JOURNAL: usize = 10_000;

/// Numbers since the start.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
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
    /// Text pings answered.
    pub pings: u64,
    /// REST requests by path, refused ones included.
    pub requests: BTreeMap<String, u64>,
}

/// One thing that happened. Keys and tokens never appear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Happening {
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
    /// A socket opened.
    SocketOpened {
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
        /// The code the server sent; `None` when it sent none.
        code: Option<u16>,
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
    state: Mutex<(Counts, Vec<Entry>)>,
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
            if journal.len() == JOURNAL {
                journal.remove(0);
            }
            journal.push(Entry { at, happening });
        }
        self.version.send_modify(|version| *version += 1);
    }

    pub(crate) fn pinged(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).0.pings += 1;
        self.version.send_modify(|version| *version += 1);
    }

    pub(crate) fn counts(&self) -> Counts {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    pub(crate) fn journal(&self) -> Vec<Entry> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).1.clone()
    }

    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }
}

impl Counts {
    fn count(&mut self, happening: &Happening) {
        match happening {
            Happening::TokenIssued => self.tokens_issued += 1,
            Happening::TokenRefused { .. } => self.tokens_refused += 1,
            Happening::Request { path, .. } => {
                *self.requests.entry(path.clone()).or_default() += 1;
            }
            Happening::SocketOpened { .. } => {
                self.sockets_opened += 1;
                self.sockets_open += 1;
                self.sockets_max = self.sockets_max.max(self.sockets_open);
            }
            Happening::SocketRefused { .. } => self.sockets_refused += 1,
            Happening::SocketClosed { .. } => self.sockets_open -= 1,
        }
    }
}
