//! What is known of an open socket, and how often it is asked and read.

use super::Token;
use crate::backoff::{Chance, doubled};
use crate::input::{FrameKind, Refresh};

/// An open socket.
#[derive(Clone, Copy, Debug)]
pub(super) struct Session {
    /// The token it was opened with.
    pub(super) token: Token,
    /// Since when it has been live; `None` while it is not.
    pub(super) live_since_ms: Option<u64>,
    /// Whether the board was read on this connection.
    pub(super) board: Board,
    /// Whether it ever answered a ping.
    pub(super) has_pong: bool,
    /// Whether the machine slept since a sign of life was asked for.
    pub(super) has_slept: bool,
    has_quotes: bool,
    asked: Asked,
}

/// Whether the board was read on a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Board {
    /// Not yet.
    Unread,
    /// The last reading failed, and none succeeded.
    Unreadable,
    /// It was.
    Read,
}

/// Whether a sign of life is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    No,
    Once,
    Again,
}

impl Session {
    pub(super) fn new(token: Token) -> Self {
        Self {
            token,
            live_since_ms: None,
            board: Board::Unread,
            has_pong: false,
            has_slept: false,
            has_quotes: false,
            asked: Asked::No,
        }
    }

    pub(super) fn is_live(&self) -> bool {
        self.live_since_ms.is_some()
    }

    /// The socket answered and the board was read; or it cannot be read and quotes come.
    pub(super) fn is_proven(&self) -> bool {
        match self.board {
            Board::Unread => false,
            Board::Unreadable => self.has_quotes,
            Board::Read => self.has_pong || self.has_quotes,
        }
    }

    /// Notes how a reading of the board ended. What was read once stays read on this connection.
    pub(super) fn take_reading(&mut self, succeeded: bool) {
        self.board = match (succeeded, self.board) {
            (true, _) | (false, Board::Read) => Board::Read,
            (false, Board::Unread | Board::Unreadable) => Board::Unreadable,
        };
    }

    /// Any frame is a sign of life, even one that cannot be read.
    pub(super) fn take_frame(&mut self, kind: FrameKind) {
        self.has_pong |= kind == FrameKind::Pong;
        self.has_quotes |= kind == FrameKind::Quotes;
        self.has_slept = false;
        self.asked = Asked::No;
    }

    /// Notes that a sign of life is asked for, and says whether one was not yet.
    pub(super) fn ask(&mut self) -> bool {
        let is_first = self.asked == Asked::No;
        if is_first {
            self.asked = Asked::Once;
        }
        is_first
    }

    /// Whether an answer may lie unread because we were late or asleep. Being late excuses once: a page
    /// whose timers always come late must notice a dead connection too.
    pub(super) fn may_have_missed(&mut self, was_late: bool) -> bool {
        let slept = std::mem::take(&mut self.has_slept);
        let again = std::mem::replace(&mut self.asked, Asked::Again) == Asked::Again;
        slept || (was_late && !again)
    }
}

/// A reading of the board that takes longer than this is given up, in milliseconds.
pub(super) const READ_MS: u64 = 30_000;
const PING_MS: u64 = 30_000;
const REFRESH_MS: u64 = 60_000;
const REFRESH_FLOOR_MS: u64 = 5_000;
const REREAD_FIRST_MS: u64 = 2_000;
const REREAD_CAP_MS: u64 = 60_000;

/// Half a minute, a tenth more or less, so that pages opened together do not ping together.
pub(super) fn ping_ms(chance: &mut Chance) -> u64 {
    chance.between(PING_MS - PING_MS / 10, PING_MS + PING_MS / 10)
}

/// When to read the board again: as the backend says, and a little later by chance.
pub(super) fn refresh_ms(refresh: Refresh, chance: &mut Chance) -> u64 {
    let asked = refresh.next_refresh_ms.unwrap_or(REFRESH_MS).max(REFRESH_FLOOR_MS);
    asked.saturating_add(chance.between(0, asked.min(10_000) / 10))
}

/// When to try again after the board could not be read.
pub(super) fn reread_ms(failures: u32, chance: &mut Chance) -> u64 {
    let base = doubled(REREAD_FIRST_MS, failures).min(REREAD_CAP_MS);
    chance.between(base * 3 / 4, base * 5 / 4)
}
