//! One attempt after another: the wait, the token, the socket.

use super::reading::Substitute;
use super::session::{Session, Token};
use super::{Cooldown, History, Machine, State};
use crate::backoff;
use crate::input::{Grant, TimerId, TokenFailure};
use crate::ledger::{Allowance, Entry, Refused};
use crate::output::Output;
use crate::status::Reason;

const TOKEN_MS: u64 = 10_000;
const CONNECT_MS: u64 = 10_000;
/// A wait so long is no hiccup: the board is read meanwhile, which costs no token.
const LONG_MS: u64 = 60_000;
/// The code that we close with.
const GOING: u16 = 1000;

impl Machine {
    /// The only way to a connection: the seat among all pages, and then a fresh token, unless it is too soon
    /// for one.
    pub(super) fn begin(&mut self) {
        self.tear_down();
        if !self.may_connect() {
            return self.queue();
        }
        if let Some(why) = self.no_stream {
            return self.poll(why);
        }
        // Only the first attempt is made unseen: a page that is opened in the background is soon looked at.
        let is_first = self.last_attempt.is_none() && self.history != History::WasLive;
        if self.is_hidden && !is_first {
            return self.park(0);
        }
        let left_ms = self.cooldown_left_ms();
        if left_ms > 0 {
            return self.block(left_ms);
        }
        self.cooldown = None;
        let early_ms = self.early_ms();
        if early_ms > 0 {
            return self.wait(early_ms, early_ms);
        }
        self.note_attempt();
        self.attempts = self.attempts.saturating_add(1);
        self.state = State::Charging;
        self.outputs.push(Output::Charge { generation: self.generation });
        self.arm(TimerId::Token, TOKEN_MS);
    }

    /// Begins without the reader having asked for it: not before `hold_until_ms`, nor before the tokens that are
    /// left allow another attempt.
    pub(super) fn begin_in_time(&mut self, hold_until_ms: u64) {
        let costs_token = self.may_connect() && self.no_stream.is_none();
        let left_ms = if costs_token { self.hint_ms(hold_until_ms) } else { 0 };
        if left_ms == 0 {
            self.begin();
        } else {
            self.tear_down();
            self.wait(left_ms, left_ms);
        }
    }

    /// The ledger has answered.
    pub(super) fn take_charged(&mut self, result: Result<Allowance, Refused>) {
        if !matches!(self.state, State::Charging) {
            return;
        }
        self.disarm(TimerId::Token);
        match result {
            Ok(allowance) => {
                self.allowance = Some(allowance);
                self.note_attempt();
                self.state = State::FetchingToken { asked_at_ms: self.clock.lived_ms() };
                self.outputs.push(Output::FetchToken { generation: self.generation });
                self.arm(TimerId::Token, TOKEN_MS);
            }
            Err(Refused { wait_ms, is_spent }) => {
                let reason = if is_spent { Reason::Spent } else { Reason::RateLimited };
                self.refrain(wait_ms.max(1), reason);
            }
        }
    }

    /// Lets go of everything that is owned; what still comes from it belongs to an old generation.
    pub(super) fn tear_down(&mut self) {
        self.generation += 1;
        match self.state {
            State::FetchingToken { .. } => self.outputs.push(Output::AbortToken),
            State::Connecting(_) | State::Open(_) => {
                self.outputs.push(Output::Close { code: GOING });
            }
            State::Idle
            | State::Waiting { .. }
            | State::Charging
            | State::Polling(_)
            | State::Blocked(_)
            | State::Halted(_)
            | State::Parked { .. }
            | State::Following(_) => {}
        }
        if self.session().is_some_and(Session::is_live) {
            self.down_since_ms = self.clock.elapsed_ms();
            self.attempts = 0;
        }
        if std::mem::take(&mut self.is_reading) {
            self.outputs.push(Output::AbortSnapshot);
        }
        let beat_due_ms = self.timers.due(TimerId::Beat);
        self.timers.disarm_all(&mut self.outputs);
        self.retry_at_ms = None;
        self.state = State::Idle;
        // The others want to hear from us whatever becomes of the connection.
        if let Some(due_ms) = beat_due_ms {
            self.arm(TimerId::Beat, due_ms.saturating_sub(self.clock.elapsed_ms()).max(1));
        }
    }

    /// Waits for the next attempt; for the first `hold_ms` of it whatever the browser says. A page that nobody
    /// sees waits until somebody does; one that is seen is not left without prices for long.
    pub(super) fn wait(&mut self, delay_ms: u64, hold_ms: u64) {
        if self.is_hidden {
            return self.park(hold_ms);
        }
        let hold_until_ms = self.clock.elapsed_ms().saturating_add(hold_ms);
        let planned_ms = delay_ms.max(self.early_ms());
        let substitute = (planned_ms >= LONG_MS).then(Substitute::default);
        self.state = State::Waiting { hold_until_ms, substitute };
        self.plan(planned_ms);
        if substitute.is_some() {
            self.read();
        }
    }

    /// Plans the next attempt. Its time of day is told once, so that a status stays equal to itself.
    fn plan(&mut self, delay_ms: u64) {
        self.retry_at_ms = Some(self.clock.wall_ms().saturating_add(delay_ms));
        self.arm(TimerId::Retry, delay_ms);
    }

    /// Brings the next attempt forward: to now, or to when a hint may.
    pub(super) fn hurry(&mut self, hold_until_ms: u64) {
        let now_ms = self.clock.elapsed_ms();
        let left_ms = self.hint_ms(hold_until_ms);
        let planned_ms =
            self.timers.due(TimerId::Retry).map_or(0, |due_ms| due_ms.saturating_sub(now_ms));
        if left_ms == 0 {
            self.begin();
        } else if left_ms < planned_ms {
            self.plan(left_ms);
        }
    }

    /// Counts a failure and waits the longer for it, at least `floor_ms`.
    pub(super) fn fail(&mut self, reason: Reason, floor_ms: u64) {
        let delay_ms = self.lose(reason);
        self.wait(delay_ms.max(floor_ms), floor_ms);
    }

    /// Counts a failure, and says how long the wait after it is: the usual one, or what the tokens that are
    /// left allow.
    pub(super) fn lose(&mut self, reason: Reason) -> u64 {
        self.tear_down();
        self.reason = Some(reason);
        self.failures.in_a_row = self.failures.in_a_row.saturating_add(1);
        backoff::delay_ms(self.failures.in_a_row, &mut self.chance).max(self.pace_left_ms(0))
    }

    pub(super) fn halt(&mut self, reason: Reason) {
        self.tear_down();
        self.reason = Some(reason);
        self.state = State::Halted(reason);
    }

    pub(super) fn take_token(&mut self, result: Result<Grant, TokenFailure>) {
        let State::FetchingToken { asked_at_ms } = self.state else { return };
        // It is answered, so that there is nothing to abort.
        self.disarm(TimerId::Token);
        self.state = State::Idle;
        let Grant { ttl_ms, budget } = match result {
            Ok(grant) => grant,
            Err(failure) => return self.take_refusal(failure),
        };
        self.refusals = 0;
        self.take_budget(budget);
        let token = Token { asked_at_ms, ttl_ms };
        if token.is_old(self.clock.lived_ms()) {
            return self.fail(Reason::Unreachable, 0);
        }
        self.state = State::Connecting(token);
        self.outputs.push(Output::Open { generation: self.generation });
        self.arm(TimerId::Connect, CONNECT_MS);
    }

    pub(super) fn take_bad_address(&mut self) {
        if matches!(self.state, State::Connecting(_)) {
            self.halt(Reason::BadAddress);
        }
    }

    /// Asks for no token until the quota allows.
    pub(super) fn cool_down(&mut self, retry_after_ms: Option<u64>) {
        self.tear_down();
        self.refusals = self.refusals.saturating_add(1);
        let wait_ms = backoff::block_ms(self.refusals, retry_after_ms, &mut self.chance);
        self.outputs.push(Output::Enter(Entry::Block { wait_ms }));
        self.refrain(wait_ms, Reason::RateLimited);
    }

    /// Asks for no token for so long.
    pub(super) fn refrain(&mut self, wait_ms: u64, reason: Reason) {
        self.cooldown = Some(Cooldown {
            until_ms: self.clock.elapsed_ms().saturating_add(wait_ms),
            until_wall_ms: self.clock.wall_ms().saturating_add(wait_ms),
            reason,
        });
        self.block(wait_ms);
    }

    fn block(&mut self, wait_ms: u64) {
        self.reason = self.cooldown.map(|cooldown| cooldown.reason);
        self.state = State::Blocked(Substitute::default());
        self.plan(wait_ms);
        self.read();
    }

    /// How long no token may be asked for. The running clock decides; but it stands still in sleep, so whoever
    /// asks on a sign of life from the reader or the page may go by the wall clock.
    pub(super) fn cooldown_left_ms(&self) -> u64 {
        self.cooldown.map_or(0, |cooldown| {
            if self.clock.wall_ms() >= cooldown.until_wall_ms {
                return 0;
            }
            cooldown.until_ms.saturating_sub(self.clock.elapsed_ms())
        })
    }
}
