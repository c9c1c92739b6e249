//! All that the machine can want done.

use crate::input::TimerId;

/// What to do. The machine itself does nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// Ask the backend for a token. It costs one of the day's.
    FetchToken {
        /// To be told with the answer.
        generation: u64,
    },
    /// Forget the request for a token.
    AbortToken,
    /// Open a socket with the token of this generation, and with no other.
    Open {
        /// To be told with everything that happens to the socket.
        generation: u64,
    },
    /// Close the socket and hear nothing more of it.
    Close {
        /// The close code.
        code: u16,
    },
    /// Send a ping.
    Ping,
    /// Read the board from the backend.
    FetchSnapshot {
        /// To be told with the answer.
        generation: u64,
    },
    /// Forget the reading of the board.
    AbortSnapshot,
    /// Arm a timer; one of the same name that is armed is replaced.
    Arm {
        /// Which one.
        timer: TimerId,
        /// To be told when it goes off.
        generation: u64,
        /// After how long, in milliseconds.
        delay_ms: u64,
    },
    /// Disarm a timer.
    Disarm {
        /// Which one.
        timer: TimerId,
    },
}
