//! One attempt after another: a token, a socket, and what their ends mean.

use super::session::Session;
use super::{Machine, PONG_MS, State, Token};
use crate::backoff::{self, ATTEMPTS_APART_MS};
use crate::input::{Grant, TimerId, TokenFailure};
use crate::output::Output;
use crate::status::Reason;
use crate::verdict::{self, CloseVerdict, TokenVerdict};

const TOKEN_MS: u64 = 10_000;
const CONNECT_MS: u64 = 10_000;
const SYNC_MS: u64 = 15_000;
/// A token this close to its end may be refused without anybody's fault.
const TOKEN_MARGIN_MS: u64 = 15_000;
/// Protocol errors in a row after which trying again is no use.
const PROTOCOL_MAX: u32 = 3;
/// How we say goodbye.
const GOING: u16 = 1000;

impl Machine {
    pub(super) fn begin(&mut self) {
        let early_ms = ATTEMPTS_APART_MS.saturating_sub(self.since_attempt_ms());
        self.tear_down();
        if early_ms > 0 {
            self.wait(early_ms);
            return;
        }
        self.last_attempt_ms = Some(self.clock.elapsed_ms());
        self.attempts = self.attempts.saturating_add(1);
        self.state = State::FetchingToken;
        self.outputs.push(Output::FetchToken { generation: self.generation });
        self.arm(TimerId::Token, TOKEN_MS);
    }

    pub(super) fn since_attempt_ms(&self) -> u64 {
        self.last_attempt_ms.map_or(u64::MAX, |last| self.clock.elapsed_ms() - last)
    }

    /// Lets go of everything that is owned; what still comes from it belongs to an old generation.
    pub(super) fn tear_down(&mut self) {
        self.generation += 1;
        match self.state {
            State::FetchingToken => self.outputs.push(Output::AbortToken),
            State::Connecting(_) | State::Open(_) => {
                self.outputs.push(Output::Close { code: GOING });
            }
            State::Idle
            | State::Waiting
            | State::Polling { .. }
            | State::Blocked
            | State::Halted(_) => {}
        }
        if let State::Open(Session { live_since_ms: Some(_), .. }) = self.state {
            self.down_since_ms = self.clock.elapsed_ms();
            self.attempts = 0;
        }
        if std::mem::take(&mut self.reading) {
            self.outputs.push(Output::AbortSnapshot);
        }
        self.timers.disarm_all(&mut self.outputs);
        self.retry_at_ms = None;
        self.state = State::Waiting;
    }

    pub(super) fn wait(&mut self, delay_ms: u64) {
        self.state = State::Waiting;
        self.plan(delay_ms);
    }

    /// Plans the next attempt. Its time of day is told once, so that a status stays equal to itself.
    pub(super) fn plan(&mut self, delay_ms: u64) {
        self.retry_at_ms = Some(self.clock.wall_ms() + delay_ms);
        self.arm(TimerId::Retry, delay_ms);
    }

    pub(super) fn fail(&mut self, reason: Reason) {
        self.tear_down();
        self.reason = Some(reason);
        self.failures.in_a_row = self.failures.in_a_row.saturating_add(1);
        let delay_ms = backoff::delay_ms(self.failures.in_a_row, &mut self.chance);
        self.wait(delay_ms);
    }

    pub(super) fn halt(&mut self, reason: Reason) {
        self.tear_down();
        self.reason = Some(reason);
        self.state = State::Halted(reason);
    }

    pub(super) fn take_token(&mut self, result: Result<Grant, TokenFailure>) {
        if !matches!(self.state, State::FetchingToken) {
            return;
        }
        // The request has ended: there is nothing of it left to abort.
        self.state = State::Waiting;
        self.disarm(TimerId::Token);
        match result {
            Ok(Grant { ttl_ms }) => {
                self.state =
                    State::Connecting(Token { taken_at_ms: self.clock.elapsed_ms(), ttl_ms });
                self.outputs.push(Output::Open { generation: self.generation });
                self.arm(TimerId::Connect, CONNECT_MS);
            }
            Err(failure) => self.take_refusal(verdict::of_token(failure)),
        }
    }

    pub(super) fn take_refusal(&mut self, verdict: TokenVerdict) {
        match verdict {
            TokenVerdict::Retry => self.fail(Reason::Unreachable),
            TokenVerdict::Halt(reason) => self.halt(reason),
            TokenVerdict::Block(retry_after_ms) => {
                self.tear_down();
                self.reason = Some(Reason::RateLimited);
                self.failures.refusals = self.failures.refusals.saturating_add(1);
                let delay_ms =
                    backoff::block_ms(self.failures.refusals, retry_after_ms, &mut self.chance);
                self.state = State::Blocked;
                self.plan(delay_ms);
            }
            TokenVerdict::Poll => {
                self.tear_down();
                self.reason = Some(Reason::NoStream);
                self.state = State::Polling { is_read: false };
                self.read();
            }
        }
    }

    pub(super) fn take_bad_address(&mut self) {
        if matches!(self.state, State::Connecting(_)) {
            self.halt(Reason::BadAddress);
        }
    }

    pub(super) fn take_opened(&mut self) {
        let State::Connecting(token) = self.state else { return };
        self.disarm(TimerId::Connect);
        self.state = State::Open(Session::new(token));
        self.arm(TimerId::Sync, SYNC_MS);
        // An answered ping proves the socket at once, however quiet the feed is.
        self.ping(PONG_MS);
        self.read();
    }

    pub(super) fn take_closed(&mut self, code: u16) {
        let token = match self.state {
            State::Connecting(token) => token,
            State::Open(session) => session.token,
            State::Idle
            | State::Waiting
            | State::FetchingToken
            | State::Polling { .. }
            | State::Blocked
            | State::Halted(_) => return,
        };
        let was_open = matches!(self.state, State::Open(_));
        match verdict::of_close(code) {
            CloseVerdict::Retry => {
                self.fail(if was_open { Reason::Dropped } else { Reason::Unreachable });
            }
            CloseVerdict::Restart { floor_ms } => {
                self.tear_down();
                self.reason = Some(Reason::Restarting);
                self.failures.in_a_row = self.failures.in_a_row.saturating_add(1);
                let usual_ms = backoff::delay_ms(self.failures.in_a_row, &mut self.chance);
                let spread_ms = backoff::restart_ms(floor_ms, &mut self.chance);
                // The first attempt after a restart is spread; a server that keeps restarting is backed off from.
                self.wait(if self.failures.in_a_row > 3 {
                    usual_ms.max(spread_ms)
                } else {
                    spread_ms
                });
            }
            CloseVerdict::Token => self.take_token_refused(token),
            CloseVerdict::Protocol => {
                self.failures.protocol += 1;
                if self.failures.protocol >= PROTOCOL_MAX {
                    return self.halt(Reason::Protocol);
                }
                self.tear_down();
                self.reason = Some(Reason::Protocol);
                self.failures.in_a_row = self.failures.in_a_row.saturating_add(1);
                let delay_ms = backoff::cap_ms(&mut self.chance);
                self.wait(delay_ms);
            }
        }
    }

    /// A token near its end was our fault; a young one that is refused twice in a row will not get better.
    pub(super) fn take_token_refused(&mut self, token: Token) {
        let age_ms = self.clock.elapsed_ms() - token.taken_at_ms;
        let is_old = age_ms + TOKEN_MARGIN_MS >= token.ttl_ms;
        if !is_old {
            self.failures.tokens += 1;
        }
        if self.failures.tokens >= 2 {
            return self.halt(Reason::Unauthorized);
        }
        self.fail(Reason::Dropped);
    }
}
