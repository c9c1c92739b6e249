//! The connection as a machine: one input in, what is to be done out.

mod attempt;
mod deadline;
mod open;
mod session;
mod timers;
mod wish;

use crate::backoff::Chance;
use crate::clock::Clock;
use crate::input::{Input, Now};
use crate::output::Output;
use crate::status::{Phase, Reason, Shown, Status};
use session::{Board, Session};
use timers::Timers;

const PONG_MS: u64 = 10_000;
/// The deadline of a ping that follows a hint of trouble.
const PROBE_MS: u64 = 3_000;
const STABLE_MS: u64 = 60_000;

/// A token that a socket was opened with.
#[derive(Clone, Copy, Debug)]
struct Token {
    taken_at_ms: u64,
    ttl_ms: u64,
}

/// Where the connection is, with what it owns there.
#[derive(Clone, Copy, Debug)]
enum State {
    Idle,
    Waiting,
    FetchingToken,
    Connecting(Token),
    Open(Session),
    Polling { is_read: bool },
    Blocked,
    Halted(Reason),
}

/// How far it ever came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum History {
    New,
    Started,
    WasLive,
}

/// What went wrong in a row. Forgiven once a connection has lasted.
#[derive(Clone, Copy, Debug, Default)]
struct Failures {
    in_a_row: u32,
    refusals: u32,
    tokens: u32,
    protocol: u32,
}

/// The connection.
#[derive(Clone, Debug)]
pub struct Machine {
    state: State,
    generation: u64,
    clock: Clock,
    chance: Chance,
    timers: Timers,
    failures: Failures,
    snapshot_failures: u32,
    reading: bool,
    attempts: u32,
    last_attempt_ms: Option<u64>,
    down_since_ms: u64,
    history: History,
    is_online: bool,
    reason: Option<Reason>,
    retry_at_ms: Option<u64>,
    shown: (Shown, u64),
    stale_inputs: u64,
    outputs: Vec<Output>,
}

impl Machine {
    /// A machine that does nothing yet. The seed makes its waits repeatable.
    pub fn new(seed: u64) -> Self {
        Self {
            state: State::Idle,
            generation: 0,
            clock: Clock::default(),
            chance: Chance::new(seed),
            timers: Timers::default(),
            failures: Failures::default(),
            snapshot_failures: 0,
            reading: false,
            attempts: 0,
            last_attempt_ms: None,
            down_since_ms: 0,
            history: History::New,
            is_online: true,
            reason: None,
            retry_at_ms: None,
            shown: (Shown::Connecting, 0),
            stale_inputs: 0,
            outputs: Vec::new(),
        }
    }

    /// Takes what happened and says what to do, in order.
    pub fn step(&mut self, now: Now, input: Input) -> Vec<Output> {
        let slept = self.clock.advance(now);
        if slept {
            self.wake();
        }
        self.run_deadlines();
        self.take(input);
        self.note();
        std::mem::take(&mut self.outputs)
    }

    /// Answers of any other generation than this one change nothing.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The machine as others see it.
    pub fn status(&self) -> Status {
        Status {
            phase: self.phase(),
            shown: self.shown.0,
            since_ms: self.shown.1,
            reason: self.reason,
            attempt: self.attempts,
            retry_at_ms: self.retry_at_ms,
            confirmed: match self.state {
                State::Open(session) => session.is_live() && session.board == Board::Read,
                State::Polling { is_read } => is_read,
                _ => false,
            },
            live_since_ms: match self.state {
                State::Open(session) => session.live_since_ms,
                _ => None,
            },
            stale_inputs: self.stale_inputs,
        }
    }

    fn phase(&self) -> Phase {
        match self.state {
            State::Idle => Phase::Idle,
            State::Waiting => Phase::Waiting,
            State::FetchingToken => Phase::FetchingToken,
            State::Connecting(_) => Phase::Connecting,
            State::Open(session) if session.is_live() => Phase::Live,
            State::Open(_) => Phase::Syncing,
            State::Polling { .. } => Phase::Polling,
            State::Blocked => Phase::Blocked,
            State::Halted(_) => Phase::Halted,
        }
    }

    fn take(&mut self, input: Input) {
        match input {
            Input::Start => self.start(),
            Input::Stop => self.stop(),
            Input::Retry => self.retry(),
            Input::FiltersChanged => self.change_filters(),
            Input::Online => self.take_online(true),
            Input::Offline => self.take_online(false),
            Input::Visible | Input::Resumed => self.take_hint(),
            Input::Hidden => {}
            // The deadlines have just been run; a timer that came early is armed again for the rest.
            Input::Due { timer, generation } => self.rearm(timer, generation),
            Input::Token { generation, result } => {
                self.when(generation, |this| this.take_token(result));
            }
            Input::BadAddress { generation } => self.when(generation, Self::take_bad_address),
            Input::Opened { generation } => self.when(generation, Self::take_opened),
            Input::Frame { generation, kind } => {
                self.when(generation, |this| this.take_frame(kind));
            }
            Input::Closed { generation, code, .. } => {
                self.when(generation, |this| this.take_closed(code));
            }
            Input::Snapshot { generation, result } => {
                self.when(generation, |this| this.take_snapshot(result));
            }
        }
    }

    /// Runs `then` unless the input belongs to another generation.
    fn when(&mut self, generation: u64, then: impl FnOnce(&mut Self)) {
        if generation == self.generation {
            then(self);
        } else {
            self.stale_inputs += 1;
        }
    }
}
