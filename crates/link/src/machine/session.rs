//! What is known of a token and of the open socket it was spent on.

use std::hash::Hash;

use super::noise::Noise;
use crate::input::FrameKind;
use crate::keepalive::Keepalive;

/// A token this close to its end may be refused without anybody's fault, in milliseconds.
const MARGIN_MS: u64 = 15_000;

/// A token that a socket was opened with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// When it was asked for, in time lived: a token ages while we sleep.
    pub(super) asked_at_ms: u64,
    /// For how long it may be used.
    pub(super) ttl_ms: u64,
}

impl Token {
    /// Whether it may be refused for its age. A short life has a short margin, or it would be all margin.
    pub(super) fn is_old(&self, lived_ms: u64) -> bool {
        let margin_ms = MARGIN_MS.min(self.ttl_ms / 2);
        lived_ms.saturating_sub(self.asked_at_ms) > self.ttl_ms.saturating_sub(margin_ms)
    }
}

/// An open socket.
#[derive(Clone, Copy, Debug)]
pub(super) struct Session {
    /// The token it was opened with.
    pub(super) token: Token,
    /// Since when it has been live, on the wall clock; `None` while it is not.
    pub(super) live_since_ms: Option<u64>,
    /// Whether it is alive.
    pub(super) keepalive: Keepalive,
    /// Whether it ever answered a ping.
    pub(super) has_pong: bool,
    /// What could not be read of it.
    pub(super) noise: Noise,
    has_quotes: bool,
    board: Board,
}

/// Whether the board was read on a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Board {
    /// Not yet.
    Unread,
    /// Reading it failed or takes too long.
    Unreadable,
    /// It was, and stays so on this connection.
    Read,
}

impl Session {
    pub(super) fn new(token: Token) -> Self {
        Self {
            token,
            live_since_ms: None,
            keepalive: Keepalive::default(),
            has_pong: false,
            noise: Noise::default(),
            has_quotes: false,
            board: Board::Unread,
        }
    }

    pub(super) fn is_live(&self) -> bool {
        self.live_since_ms.is_some()
    }

    pub(super) fn is_read(&self) -> bool {
        self.board == Board::Read
    }

    /// The socket answered and the board was read; or it cannot be read and quotes come.
    pub(super) fn is_proven(&self) -> bool {
        match self.board {
            Board::Unread => false,
            Board::Unreadable => self.has_quotes,
            Board::Read => self.has_pong || self.has_quotes,
        }
    }

    /// What has come over it, without when.
    pub(super) fn outline(&self, now_ms: u64, lived_ms: u64) -> impl Hash + use<> {
        let proofs = (self.is_live(), self.has_pong, self.has_quotes, self.board);
        (proofs, self.token.is_old(lived_ms), self.keepalive.outline(now_ms))
    }

    /// Notes how a reading of the board ended, or that it takes too long.
    pub(super) fn take_reading(&mut self, succeeded: bool) {
        self.board = match (succeeded, self.board) {
            (true, _) | (false, Board::Read) => Board::Read,
            (false, Board::Unread | Board::Unreadable) => Board::Unreadable,
        };
    }

    /// Notes a frame. One that cannot be read is a sign of life and proves nothing.
    pub(super) fn take_frame(&mut self, kind: FrameKind) {
        self.keepalive.hear();
        match kind {
            FrameKind::Pong => self.has_pong = true,
            FrameKind::Quotes => self.has_quotes = true,
            FrameKind::Bad => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Session, Token};
    use crate::input::FrameKind::{self, Bad, Pong, Quotes};

    #[test]
    fn live_takes_the_board_and_an_answer_or_else_quotes() {
        let check = |frames: &[FrameKind], reading: Option<bool>, proven: bool| {
            let mut session = Session::new(Token { asked_at_ms: 0, ttl_ms: 300_000 });
            for frame in frames {
                session.take_frame(*frame);
            }
            if let Some(succeeded) = reading {
                session.take_reading(succeeded);
            }
            assert_eq!(session.is_proven(), proven, "{frames:?} {reading:?}");
        };
        check(&[], None, false);
        check(&[], Some(true), false);
        check(&[Pong, Quotes], None, false);
        check(&[Bad], Some(true), false);
        check(&[Pong], Some(true), true);
        check(&[Quotes], Some(true), true);
        check(&[Pong, Bad], Some(false), false);
        check(&[Quotes], Some(false), true);
    }

    #[test]
    fn a_token_is_old_shortly_before_its_end() {
        let check = |ttl_ms: u64, lived_ms: u64, old: bool| {
            assert_eq!(
                Token { asked_at_ms: 0, ttl_ms }.is_old(lived_ms),
                old,
                "{ttl_ms} {lived_ms}"
            );
        };
        check(300_000, 285_000, false);
        check(300_000, 285_001, true);
        check(10_000, 5_000, false);
        check(10_000, 5_001, true);
        check(0, 0, false);
    }
}
