//! How attempts end: what a refused token and a closed socket lead to.

use super::session::Token;
use super::{Machine, State};
use crate::backoff;
use crate::input::TokenFailure;
use crate::status::Reason;
use crate::verdict::{self, CloseVerdict, Strike, TokenVerdict};

/// A provider that restarts this often in a row is backed off from like any other.
const RESTARTS_MAX: u32 = 3;

impl Machine {
    pub(super) fn take_refusal(&mut self, failure: TokenFailure) {
        match verdict::of_token(failure) {
            TokenVerdict::Retry { floor_ms } => {
                self.fail(Reason::Unreachable, floor_ms.min(backoff::ASKED_MAX_MS));
            }
            TokenVerdict::Strike(strike) => self.strike(strike),
            TokenVerdict::Block { retry_after_ms } => self.cool_down(retry_after_ms),
            TokenVerdict::Poll => {
                self.no_stream = Some(Reason::NoStream);
                self.poll(Reason::NoStream);
            }
            TokenVerdict::Halt(reason) => self.halt(reason),
        }
    }

    pub(super) fn take_closed(&mut self, code: u16) {
        let (token, was_open) = match self.state {
            State::Connecting(token) => (token, false),
            State::Open(session) => (session.token, true),
            State::Idle
            | State::Waiting { .. }
            | State::Charging
            | State::FetchingToken { .. }
            | State::Polling(_)
            | State::Blocked(_)
            | State::Halted(_)
            | State::Parked { .. }
            | State::Following(_) => return,
        };
        match verdict::of_close(code) {
            CloseVerdict::Retry if was_open => self.fail(Reason::Dropped, 0),
            CloseVerdict::Retry => self.fail(Reason::Unreachable, 0),
            CloseVerdict::Restart { floor_ms } => self.sit_out(floor_ms),
            CloseVerdict::Strike(Strike::Token) => self.take_token_refused(token),
            CloseVerdict::Strike(strike) => self.strike(strike),
        }
    }

    /// A token near its end was our fault; a young one that is refused twice in a row will not get better.
    fn take_token_refused(&mut self, token: Token) {
        if token.is_old(self.clock.lived_ms()) {
            self.fail(Reason::Dropped, 0);
        } else {
            self.strike(Strike::Token);
        }
    }

    /// Counts what trying again may not mend, and gives up at the last one in a row.
    fn strike(&mut self, strike: Strike) {
        let count = match self.failures.strikes {
            Some((last, count)) if last == strike => count.saturating_add(1),
            Some(_) | None => 1,
        };
        self.failures.strikes = Some((strike, count));
        if count >= strike.limit() {
            return self.halt(strike.reason());
        }
        // The token gets its second chance soon; for the others time is the only hope.
        let floor_ms = if strike == Strike::Token { 0 } else { backoff::cap_ms(&mut self.chance) };
        self.fail(strike.reason(), floor_ms);
    }

    /// Everybody's connection ends when the provider restarts, so the way back is spread by chance.
    fn sit_out(&mut self, floor_ms: u64) {
        let usual_ms = self.lose(Reason::Restarting);
        let spread_ms = backoff::restart_ms(floor_ms, &mut self.chance).max(self.pace_left_ms(0));
        let is_rare = self.failures.in_a_row <= RESTARTS_MAX;
        self.wait(if is_rare { spread_ms } else { usual_ms.max(spread_ms) }, floor_ms);
    }
}
