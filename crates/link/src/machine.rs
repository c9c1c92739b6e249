//! The connection as a machine: one input in, what is to be done out.

mod attempt;
mod budget;
mod deadline;
mod ending;
mod follow;
mod noise;
mod open;
mod outline;
mod park;
mod reading;
mod seat;
mod session;
mod shown;
mod timers;
mod wish;

use crate::backoff::Chance;
use crate::clock::Clock;
use crate::input::{Input, Now, Origin};
use crate::ledger::Allowance;
use crate::output::Output;
use crate::status::{Reason, Shown, Status};
use crate::verdict::Strike;
use follow::Following;
pub use outline::Outline;
use reading::Substitute;
use seat::{Place, Seat};
use session::{Session, Token};
use timers::Timers;

/// Where the connection is, with what it owns there.
#[derive(Clone, Copy, Debug)]
enum State {
    /// Nobody wants a connection.
    Idle,
    /// The next attempt is planned. No hint brings it forward to before `hold_until_ms`; the board is read
    /// meanwhile if that is long.
    Waiting { hold_until_ms: u64, substitute: Option<Substitute> },
    /// A token is being charged to the ledger.
    Charging,
    /// One request for a token, begun at `asked_at_ms` in time lived.
    FetchingToken { asked_at_ms: u64 },
    /// One socket, not open yet.
    Connecting(Token),
    /// One open socket.
    Open(Session),
    /// No socket, because the plan has none or the reader wants none.
    Polling(Substitute),
    /// The quota is used up; the board is read meanwhile.
    Blocked(Substitute),
    /// Trying again would change nothing.
    Halted(Reason),
    /// Nobody sees the page, so that it needs no connection. Being seen ends that, but not before `hold_until_ms`.
    Parked { hold_until_ms: u64 },
    /// Another page has the connection.
    Following(Following),
}

/// Whether there may be other pages of this browser that show the same feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Company {
    /// None that could be reached.
    Alone,
    /// There may be, and one of them has the connection for all.
    Shared,
}

/// How far it ever came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum History {
    New,
    Started,
    WasLive,
}

/// What went wrong in a row. Forgiven once a connection has lasted, or when the reader asks.
#[derive(Clone, Copy, Debug, Default)]
struct Failures {
    in_a_row: u32,
    strikes: Option<(Strike, u32)>,
}

/// When a token was last wanted: attempts keep their distance awake, and tokens come back asleep as well.
#[derive(Clone, Copy, Debug)]
struct Attempt {
    elapsed_ms: u64,
    lived_ms: u64,
}

/// Until when no token may be asked for, on both clocks.
#[derive(Clone, Copy, Debug)]
struct Cooldown {
    until_ms: u64,
    until_wall_ms: u64,
    reason: Reason,
}

/// The connection.
#[derive(Clone, Debug)]
pub struct Machine {
    state: State,
    seat: Seat,
    generation: u64,
    is_hidden: bool,
    /// Why there is to be no stream, if there is to be none.
    no_stream: Option<Reason>,
    allowance: Option<Allowance>,
    clock: Clock,
    chance: Chance,
    timers: Timers,
    failures: Failures,
    refusals: u32,
    cooldown: Option<Cooldown>,
    snapshot_failures: u32,
    is_reading: bool,
    last_read_ms: u64,
    attempts: u32,
    last_attempt: Option<Attempt>,
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
    /// A machine that does nothing yet. The seed makes its waits repeatable; give every page another one.
    pub fn new(seed: u64, company: Company) -> Self {
        Self {
            state: State::Idle,
            seat: Seat::new(company),
            generation: 0,
            is_hidden: false,
            no_stream: None,
            allowance: None,
            clock: Clock::default(),
            chance: Chance::new(seed),
            timers: Timers::default(),
            failures: Failures::default(),
            refusals: 0,
            cooldown: None,
            snapshot_failures: 0,
            is_reading: false,
            last_read_ms: 0,
            attempts: 0,
            last_attempt: None,
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
    ///
    /// Every deadline that has passed is seen to as well, whether or not its timer went off. An answer or a word
    /// in hand comes before them: that we were late in reading it is no reason to throw a token away.
    pub fn step(&mut self, now: Now, input: Input) -> Vec<Output> {
        let has_slept = self.clock.advance(now) || input == Input::Resumed;
        self.is_hidden = now.is_hidden;
        if has_slept {
            self.note_sleep();
        }
        match input.origin() {
            Origin::Request(generation) if generation != self.generation => {
                self.drop_stale();
                self.run_deadlines();
            }
            Origin::Request(_) | Origin::Page => {
                self.take(input);
                self.run_deadlines();
            }
            Origin::Here => {
                self.run_deadlines();
                self.take(input);
            }
        }
        if has_slept {
            self.look_again();
        }
        self.note_shown();
        self.tell_followers();
        std::mem::take(&mut self.outputs)
    }

    /// The generation that answers must carry; those of any other change nothing.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The machine as others see it.
    pub fn status(&self) -> Status {
        let report = self.report();
        Status {
            phase: self.phase(),
            shown: report.shown,
            since_ms: report.since_ms,
            reason: report.reason,
            attempt: report.attempt,
            failures: self.failures.in_a_row,
            retry_at_ms: report.retry_at_ms,
            confirmed: report.confirmed,
            live_since_ms: report.live_since_ms,
            allowance: self.allowance,
            is_leading: self.seat.place == Place::Taken,
            stale_inputs: self.stale_inputs,
        }
    }

    /// Counts what came too late.
    fn drop_stale(&mut self) {
        self.stale_inputs = self.stale_inputs.saturating_add(1);
    }

    fn session(&self) -> Option<&Session> {
        if let State::Open(session) = &self.state { Some(session) } else { None }
    }

    fn session_mut(&mut self) -> Option<&mut Session> {
        if let State::Open(session) = &mut self.state { Some(session) } else { None }
    }

    fn take(&mut self, input: Input) {
        match input {
            Input::Start => self.start(),
            Input::Stop => self.stop(),
            Input::Retry => self.retry(),
            Input::FiltersChanged => self.change_filters(),
            Input::PreferPolling(polling) => self.prefer_polling(polling),
            Input::Charged { result, .. } => self.take_charged(result),
            Input::Online => self.take_online(true),
            Input::Offline => self.take_online(false),
            Input::Visible | Input::Resumed | Input::BroughtBack => self.take_hint(),
            // Frames come to a hidden page as to any other, and pings leave often enough.
            Input::Hidden => {}
            Input::PutAway => self.put_away(),
            Input::Left => self.leave(),
            Input::Seated { seat } => self.take_seated(seat),
            Input::Unseated { seat } => self.take_unseated(seat),
            Input::Heard { epoch, word } => self.take_word(epoch, word),
            Input::Due { timer, .. } => self.take_due(timer),
            Input::Token { result, .. } => self.take_token(result),
            Input::BadAddress { .. } => self.take_bad_address(),
            Input::Opened { .. } => self.take_opened(),
            Input::Frame { kind, .. } => self.take_frame(kind),
            Input::Closed { code, .. } => self.take_closed(code),
            Input::Snapshot { result, .. } => self.take_snapshot(result),
        }
    }
}
