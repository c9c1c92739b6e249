//! What the machine says about itself.

use crate::ledger::Allowance;

/// Where the connection is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Nobody wants a connection.
    Idle,
    /// Until the next attempt.
    Waiting,
    /// A token is asked for.
    FetchingToken,
    /// The socket is being opened.
    Connecting,
    /// The socket is open and has proven nothing yet.
    Syncing,
    /// The socket is proven.
    Live,
    /// The plan has no stream; the board is read at intervals.
    Polling,
    /// The quota is used up until a known time.
    Blocked,
    /// No attempt is made until the reader wants one.
    Halted,
    /// Hidden, and without a connection until the page is seen.
    Parked,
    /// Another page of this browser has the connection and passes on what it hears.
    Follower,
}

/// Why the connection is not live.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The backend or the stream cannot be reached.
    Unreachable,
    /// The connection was closed or fell silent.
    Dropped,
    /// The provider restarts.
    Restarting,
    /// Too many requests.
    RateLimited,
    /// The day's tokens of this browser are used up.
    Spent,
    /// The token was refused, or not accepted twice.
    Unauthorized,
    /// The backend does not let this page have a token.
    Forbidden,
    /// The provider refused the site owner's key.
    KeyRejected,
    /// The plan has no stream.
    NoStream,
    /// The reader wants the board read at intervals.
    Preferred,
    /// The address of the backend or of the stream is wrong.
    BadAddress,
    /// The provider speaks in a way that is not understood.
    Protocol,
}

/// The six states that a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shown {
    /// The first connection is being made.
    Connecting,
    /// Proven, and the board was read on this connection.
    Live,
    /// Lost a moment ago, or not yet read anew.
    Reconnecting,
    /// Read at intervals.
    Polling,
    /// Lost for longer, or never there; still being tried.
    Offline,
    /// Given up until the reader wants another attempt.
    Stopped,
}

/// The machine as others see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// Where the connection is.
    pub phase: Phase,
    /// What a page shows for it.
    pub shown: Shown,
    /// Since when a page shows that, on the wall clock.
    pub since_ms: u64,
    /// Why it is not live.
    pub reason: Option<Reason>,
    /// Attempts since it was last live.
    pub attempt: u32,
    /// Failures that the wait before an attempt grows with; forgiven once a connection has lasted.
    pub failures: u32,
    /// When the next attempt is planned, on the wall clock.
    pub retry_at_ms: Option<u64>,
    /// Whether the board was read on this connection.
    pub confirmed: bool,
    /// Since when the connection has been live without a break, on the wall clock.
    pub live_since_ms: Option<u64>,
    /// Tokens that this browser may still ask for, as far as is known.
    pub allowance: Option<Allowance>,
    /// Whether this page has the connection of all pages that show the feed.
    pub is_leading: bool,
    /// Inputs of other generations or epochs that were dropped.
    pub stale_inputs: u64,
}
