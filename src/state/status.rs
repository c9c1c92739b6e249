//! The link's status as the page shows it.

use model::capacity::Losses;
use model::time::Instant;

/// The six states of the link, as the page names them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LinkState {
    /// The first connection is being made.
    #[default]
    Connecting,
    /// The connection is proven and the board was read on it.
    Live,
    /// The connection was lost a moment ago and is being made again.
    Reconnecting,
    /// There is no stream, or none may be had for long; prices are read at intervals.
    Polling,
    /// No connection for a while; it is still being tried.
    Offline,
    /// No connection, and none will be tried until the reader asks.
    Stopped,
}

impl LinkState {
    /// Its name in the page.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Connecting => "connecting",
            Self::Live => "live",
            Self::Reconnecting => "reconnecting",
            Self::Polling => "polling",
            Self::Offline => "offline",
            Self::Stopped => "stopped",
        }
    }
}

/// Why the link is not live, in kinds that call for different words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The backend or the provider cannot be reached.
    Unreachable,
    /// The provider closed or dropped the connection.
    Dropped,
    /// The provider says it is restarting or overloaded.
    Restarting,
    /// The provider's quota is used up.
    RateLimited,
    /// This browser has used up its share of the day's tokens.
    Spent,
    /// The provider did not accept the token, twice.
    TokenRefused,
    /// The backend does not let this page have a token.
    Forbidden,
    /// The provider refused the site owner's key.
    KeyRejected,
    /// The plan has no stream.
    NoStream,
    /// The reader wants prices read at intervals.
    Preferred,
    /// The address of the backend or of the stream is wrong.
    BadAddress,
    /// The provider speaks in a way this version does not understand.
    Protocol,
}

/// The link, the rows that could not be read, and what is tried next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatusView {
    /// Which of the six states.
    pub state: LinkState,
    /// Since when.
    pub since: Option<Instant>,
    /// Why it is not live.
    pub cause: Option<Cause>,
    /// When the next attempt is made, if one is planned.
    pub retry_at: Option<Instant>,
    /// How many attempts have been made since it was last live.
    pub attempt: u32,
    /// Whether the board was read on this connection; until then its prices are unconfirmed.
    pub confirmed: bool,
    /// When the last frame or row arrived.
    pub heard_at: Option<Instant>,
    /// How often the board is re-read, in seconds, when the backend said so.
    pub refresh_s: Option<u32>,
    /// Rows that could not be read, since the page was opened.
    pub bad_rows: u64,
    /// Rows whose number was no price.
    pub unpriced_rows: u64,
    /// Whether another page of this browser has the connection.
    pub is_shared: bool,
    /// Tokens that this browser may still ask for today, where they are counted.
    pub tokens_left: Option<u32>,
    /// What the board did not keep.
    pub losses: Losses,
}
