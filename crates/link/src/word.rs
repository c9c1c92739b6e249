//! What pages that show the same feed say to each other.

mod text;

use crate::status::{Reason, Shown};

pub use text::WORDS_FORM;

/// One saying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// I am new, or have missed something: who has the connection, and what is on the board?
    Hello,
    /// Nobody has spoken for a while: is anybody there?
    Ask,
    /// The reader wants another attempt now.
    Retry,
    /// The reader wants the board read at intervals instead of streamed, or streamed again.
    PreferPolling(bool),
    /// I have the connection, and this is how it is.
    Beat(Report),
    /// Here is what the stream said.
    Frames,
    /// Here is the whole board.
    Board,
    /// I had the connection and let it go.
    Bye,
}

/// How the connection is, from the page that has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    /// What a page shows for it.
    pub shown: Shown,
    /// Since when, on the wall clock.
    pub since_ms: u64,
    /// Why it is not live.
    pub reason: Option<Reason>,
    /// Attempts since it was last live.
    pub attempt: u32,
    /// When the next attempt is planned, on the wall clock.
    pub retry_at_ms: Option<u64>,
    /// Whether the board was read on it.
    pub confirmed: bool,
    /// Since when it has been live without a break, on the wall clock.
    pub live_since_ms: Option<u64>,
}
