//! What a fault does: to a request, to an open socket, or to one frame.

use serde::{Deserialize, Serialize};

/// The largest body, frame or burst that can be ordered, so that a slip of the pen fills no memory.
pub(crate) const LARGEST_BYTES: usize = 128 * 1024 * 1024;
/// The most quotes of one burst.
pub(crate) const MOST_QUOTES: usize = 100_000;
/// The longest wait that can be ordered, milliseconds.
pub(crate) const LONGEST_MS: u64 = 60 * 60 * 1000;

/// What happens to a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestAct {
    /// It has no effect and gets this answer.
    Answer {
        /// HTTP status.
        status: u16,
        /// `Retry-After` as it is sent: seconds, an HTTP date, or nonsense.
        #[serde(default)]
        retry_after: Option<String>,
        /// What follows the head.
        #[serde(default)]
        body: Body,
    },
    /// It has no effect and no answer, and the connection stays.
    Hang,
    /// It takes effect at once, and its answer comes late.
    Delay {
        /// Milliseconds, an hour at most.
        ms: u64,
    },
    /// It has no effect, and the connection is reset.
    Reset,
    /// It takes effect, and its answer trickles, in pieces as small as the rate asks for.
    Drip {
        /// Bytes a second, one at least.
        bytes_per_s: u32,
    },
    /// It has no effect, and its sender is sent elsewhere.
    Redirect {
        /// The `Location`.
        to: String,
        /// HTTP status.
        #[serde(default = "temporary_redirect")]
        status: u16,
    },
}

/// The body of an ordered answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// The provider's own error envelope, with the code that goes with the status.
    #[default]
    Error,
    /// A page, as an upset proxy sends it.
    Html,
    /// Nothing.
    Empty,
    /// JSON without the one field that matters: `token`, or `data`.
    MissingField,
    /// JSON in which that field has so many bytes, 128 MiB at most.
    Huge {
        /// Bytes, about.
        bytes: usize,
    },
    /// This text, as JSON.
    Text {
        /// The text.
        text: String,
    },
}

/// What happens to an open socket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SocketAct {
    /// It ends with a close frame.
    Close {
        /// Close code.
        code: u16,
    },
    /// It ends without a close frame.
    Drop,
    /// Its connection is reset.
    Reset,
    /// Its connection stays, but nothing is written, read or answered any more.
    HalfOpen {
        /// After so many milliseconds the connection ends; `None` leaves it until the service ends or all
        /// sockets are closed.
        #[serde(default)]
        for_ms: Option<u64>,
    },
    /// From now on it trickles.
    Drip {
        /// Bytes a second, one at least.
        bytes_per_s: u32,
    },
    /// So many prices change at once, for every socket.
    Burst {
        /// Quotes, 100,000 at most.
        quotes: usize,
    },
}

/// Which frames of those to a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FrameKind {
    /// Answers to `ping`.
    Pong,
    /// Prices; what is injected by hand is none and passes untouched.
    Quote,
}

/// What happens to one frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FrameAct {
    /// It is not sent.
    Suppress,
    /// It is sent late, and those after it are not held up.
    Delay {
        /// Milliseconds, an hour at most.
        ms: u64,
    },
    /// It is sent twice.
    Duplicate,
    /// It changes places with the next frame.
    Reorder,
    /// Something else is sent in its place.
    Replace(Forgery),
}

/// What is sent in place of a frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Forgery {
    /// Its first half.
    Truncated,
    /// A text that is no JSON.
    Rubbish,
    /// The same bytes as a binary frame.
    Binary,
    /// The frame with a field of so many bytes, 128 MiB at most.
    Huge {
        /// Bytes, about.
        bytes: usize,
    },
    /// This text.
    Text {
        /// The text.
        text: String,
    },
}

const fn temporary_redirect() -> u16 {
    307
}
