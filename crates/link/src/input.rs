//! All that can happen to a connection.

use crate::ledger::{Allowance, Budget, Refused};
use crate::word::Word;

/// Both clocks of whoever drives the machine, in milliseconds, and whether anybody sees the page. All are read
/// at this very moment: what browsers announce about a page's visibility is late or missing at times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Now {
    /// A clock that only runs forward, and may stand still while the machine sleeps.
    pub mono_ms: u64,
    /// The time of day since the Unix epoch, which may jump.
    pub wall_ms: u64,
    /// Whether the page is hidden.
    pub is_hidden: bool,
}

/// What happened. Everything that answers a request carries the generation it was made in; an answer from
/// another generation changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// Connect, and stay connected.
    Start,
    /// Let go of everything.
    Stop,
    /// The reader wants another attempt now.
    Retry,
    /// The feed to connect to is another one.
    FiltersChanged,
    /// The reader wants the board read at intervals instead of streamed, or streamed again.
    PreferPolling(bool),
    /// The ledger was asked for a token.
    Charged {
        /// In which generation.
        generation: u64,
        /// What is left after it, or that there is none to be had.
        result: Result<Allowance, Refused>,
    },
    /// The request for a token ended.
    Token {
        /// In which generation it was made.
        generation: u64,
        /// The token's life, or why there is none.
        result: Result<Grant, TokenFailure>,
    },
    /// The address of the stream is none, or the page may not connect to it.
    BadAddress {
        /// In which generation it was tried.
        generation: u64,
    },
    /// The socket is open.
    Opened {
        /// In which generation it was opened.
        generation: u64,
    },
    /// A frame arrived.
    Frame {
        /// On the socket of which generation.
        generation: u64,
        /// What it was.
        kind: FrameKind,
    },
    /// The socket is gone.
    Closed {
        /// Which generation's.
        generation: u64,
        /// The close code; 1006 when there was no close frame.
        code: u16,
        /// Whether both sides said goodbye.
        clean: bool,
    },
    /// The reading of the board ended.
    Snapshot {
        /// In which generation it was asked for.
        generation: u64,
        /// When to read again, or why there is nothing.
        result: Result<Refresh, SnapshotFailure>,
    },
    /// A timer went off.
    Due {
        /// Which one.
        timer: TimerId,
        /// In which generation it was armed.
        generation: u64,
    },
    /// The browser thinks there is a network.
    Online,
    /// The browser thinks there is none.
    Offline,
    /// The page can be seen.
    Visible,
    /// The page cannot be seen.
    Hidden,
    /// The page runs again after it was frozen.
    Resumed,
    /// The page is put away or frozen; it may come back as it is.
    PutAway,
    /// The page was put away and is back.
    BroughtBack,
    /// The page goes for good.
    Left,
    /// The seat is ours.
    Seated {
        /// Which request for it was granted.
        seat: u64,
    },
    /// The seat was taken from us, or cannot be had.
    Unseated {
        /// Which request for it that was.
        seat: u64,
    },
    /// Another page said something.
    Heard {
        /// The epoch that it lives in.
        epoch: u64,
        /// What it said.
        word: Word,
    },
}

/// Where an input comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// It answers a request that was made in this generation.
    Request(u64),
    /// Another page, or the seat that pages share.
    Page,
    /// The reader, the page itself or the browser.
    Here,
}

impl Input {
    pub(crate) fn origin(&self) -> Origin {
        match *self {
            Self::Token { generation, .. }
            | Self::BadAddress { generation }
            | Self::Opened { generation }
            | Self::Frame { generation, .. }
            | Self::Closed { generation, .. }
            | Self::Snapshot { generation, .. }
            | Self::Charged { generation, .. }
            | Self::Due { generation, .. } => Origin::Request(generation),
            Self::Seated { .. } | Self::Unseated { .. } | Self::Heard { .. } => Origin::Page,
            Self::Start
            | Self::Stop
            | Self::Retry
            | Self::FiltersChanged
            | Self::PreferPolling(_)
            | Self::Online
            | Self::Offline
            | Self::Visible
            | Self::Hidden
            | Self::Resumed
            | Self::PutAway
            | Self::BroughtBack
            | Self::Left => Origin::Here,
        }
    }
}

/// A token's life. The token itself stays with whoever opens the socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// For how long it may be used, in milliseconds.
    pub ttl_ms: u64,
    /// What the backend says is left after it.
    pub budget: Budget,
}

/// Why there is no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenFailure {
    /// No answer.
    Network,
    /// An answer that holds no token.
    BadBody,
    /// An answer that says no.
    Http {
        /// Its status.
        status: u16,
        /// Its code, when it is a known one.
        code: Option<TokenCode>,
        /// How long the server asks to be left alone, in milliseconds.
        retry_after_ms: Option<u64>,
    },
}

/// The codes that the backend refuses a token with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenCode {
    /// The plan has no stream.
    NotOnPlan,
    /// Too many requests.
    RateLimited,
    /// The provider refused the site owner's key.
    Rejected,
    /// The provider cannot be reached.
    Unavailable,
}

/// What a frame was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameKind {
    /// The answer to a ping.
    Pong,
    /// At least one quote.
    Quotes,
    /// Nothing that could be read.
    Bad,
}

/// What a reading of the board says about the next one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Refresh {
    /// After how long newer prices can be had, in milliseconds; `None` when the backend did not say.
    pub next_refresh_ms: Option<u64>,
}

/// Why the board was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SnapshotFailure {
    /// No answer, or one that says no.
    Refused,
    /// An answer that is no snapshot.
    BadBody,
}

/// The machine's timers. There is at most one of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimerId {
    /// The next attempt.
    Retry,
    /// A token should have come.
    Token,
    /// The socket should have opened.
    Connect,
    /// The board should have been read; quotes alone count from now on.
    Sync,
    /// Send a ping.
    Ping,
    /// The ping should have been answered.
    Pong,
    /// The connection has lasted; failures before it are forgiven.
    Stable,
    /// Read the board again, or give up a reading that never ends.
    Refresh,
    /// Filters have not changed for a while.
    Filters,
    /// A page that was hidden may be seen again without anybody having said so.
    Recheck,
    /// Say that the seat is taken.
    Beat,
    /// The page that has the seat should have spoken.
    Silence,
}
