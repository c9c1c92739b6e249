//! An open socket: proven by its frames, asked by pings.

use super::session::Session;
use super::{History, Machine, State};
use crate::input::{FrameKind, TimerId};
use crate::keepalive::{self, PROBE_MS};
use crate::output::Output;
use crate::status::Reason;

/// After this long the board counts as unreadable, and quotes alone prove the connection.
const SYNC_MS: u64 = 15_000;
/// A connection that has been live for this long has lasted.
const STABLE_MS: u64 = 60_000;

impl Machine {
    pub(super) fn take_opened(&mut self) {
        let State::Connecting(token) = self.state else { return };
        self.disarm(TimerId::Connect);
        self.state = State::Open(Session::new(token));
        self.arm(TimerId::Sync, SYNC_MS);
        // An answered ping proves the socket at once, however quiet the feed is.
        self.ping();
        self.read();
    }

    pub(super) fn take_frame(&mut self, kind: FrameKind) {
        let Some(session) = self.session_mut() else { return };
        let was_live = session.is_live();
        session.take_frame(kind);
        self.disarm(TimerId::Pong);
        self.prove();
        // A board that was read before is worth something only now.
        if !was_live {
            self.say_board();
        }
        if kind == FrameKind::Bad {
            self.take_noise();
        }
    }

    /// A frame could not be read. The socket is well; but of many some were prices, and the board has them.
    fn take_noise(&mut self) {
        let now_ms = self.clock.elapsed_ms();
        let is_noisy = self.session_mut().is_some_and(|session| session.noise.note(now_ms));
        if is_noisy
            && self.read_early()
            && let Some(session) = self.session_mut()
        {
            session.noise.rest(now_ms);
        }
    }

    /// Goes live as soon as the connection is proven.
    pub(super) fn prove(&mut self) {
        let wall_ms = self.clock.wall_ms();
        let Some(session) = self.session_mut() else { return };
        if session.is_live() || !session.is_proven() {
            return;
        }
        session.live_since_ms = Some(wall_ms);
        self.history = History::WasLive;
        self.reason = None;
        self.disarm(TimerId::Sync);
        self.arm(TimerId::Stable, STABLE_MS);
    }

    /// Waits for the board no longer. The socket is not judged by that: its pings are.
    pub(super) fn give_up_board(&mut self) {
        if let Some(session) = self.session_mut() {
            session.take_reading(false);
        }
        self.prove();
    }

    /// Pings, and plans the next ping. Frames that arrive do not put it off: the provider wants to be asked.
    pub(super) fn ping(&mut self) {
        let Some(session) = self.session_mut() else { return };
        let patience_ms = session.keepalive.patience_ms();
        let next_ms = keepalive::ping_ms(&mut self.chance);
        self.arm(TimerId::Ping, next_ms);
        self.ask(patience_ms);
    }

    /// Asks for a sign of life, because something hints that there may be none.
    pub(super) fn probe(&mut self) {
        let now_ms = self.clock.elapsed_ms();
        let is_asked = self.timers.due(TimerId::Pong).is_some();
        let Some(session) = self.session_mut() else { return };
        if !session.keepalive.has_just_asked(now_ms) {
            self.ask(PROBE_MS);
        } else if is_asked {
            // The last ping has not been answered. It still may be, but soon.
            self.expect(PROBE_MS);
        } else {
            // It was answered a moment ago, and what the hint tells of may have happened since.
            let next_ms = session.keepalive.doubt(now_ms);
            self.arm(TimerId::Ping, next_ms);
        }
    }

    /// No answer in time. If we were not there to hear it, we ask again: it may lie unread.
    pub(super) fn miss(&mut self, late_ms: u64) {
        let Some(session) = self.session_mut() else { return };
        if session.keepalive.may_have_missed(late_ms) {
            self.ask(PROBE_MS);
        } else {
            self.fail(Reason::Dropped, 0);
        }
    }

    /// The connection has lasted. Without an answered ping it has only been open.
    pub(super) fn settle(&mut self) {
        if self.session().is_some_and(|session| session.has_pong) {
            self.failures = super::Failures::default();
        } else {
            self.arm(TimerId::Stable, STABLE_MS);
        }
    }

    fn ask(&mut self, patience_ms: u64) {
        let now_ms = self.clock.elapsed_ms();
        let Some(session) = self.session_mut() else { return };
        session.keepalive.ask(now_ms);
        self.outputs.push(Output::Ping);
        self.expect(patience_ms);
    }

    /// Expects an answer within `patience_ms`. One that is expected sooner already still is.
    fn expect(&mut self, patience_ms: u64) {
        let latest_ms = self.clock.elapsed_ms().saturating_add(patience_ms);
        if self.timers.due(TimerId::Pong).is_none_or(|due_ms| due_ms > latest_ms) {
            self.arm(TimerId::Pong, patience_ms);
        }
    }
}
