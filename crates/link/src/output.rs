//! All that the machine can want done.

use crate::input::TimerId;
use crate::ledger::Entry;
use crate::word::Word;

/// What to do. The machine itself does nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// Charge a token to the ledger that all pages share, before it is asked for.
    Charge {
        /// To be told with what is left.
        generation: u64,
    },
    /// Write this into the ledger.
    Enter(Entry),
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
    /// Ask for the seat that one page of this feed can have, and hear what others say. It is kept until
    /// [`Output::LeaveSeat`]; a request that waits is replaced.
    TakeSeat {
        /// To be told with when it is ours or lost.
        seat: u64,
        /// Whether to take it from whoever has it.
        steal: bool,
    },
    /// Give the seat up, or wait for it no longer, and hear nothing more.
    LeaveSeat,
    /// Say something to the other pages.
    Say {
        /// The epoch that we live in.
        epoch: u64,
        /// What.
        word: Word,
    },
}
