//! A machine in virtual time: its timers go off, its requests are answered, and hours pass in no time.

use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};

use link::{FrameKind, Input, Now, Output, Phase};

use super::ledger::Ledger;
use super::moves;
use super::peer::{Fate, HEALTHY, Opens, Peer, TokenAnswer};

const LATENCY_MS: u64 = 80;

/// Time, a machine and the other side.
pub(crate) struct World {
    ledger: Ledger,
    peer: Peer,
    /// What is on its way, by when it arrives on the running clock.
    coming: BTreeMap<(u64, u64), Input>,
    sent: u64,
    fate: Fate,
    opened_at_ms: u64,
    /// Timers go off on multiples of this: 1 for a page in view, a minute for a hidden one.
    pub(crate) timer_grid_ms: u64,
}

impl Deref for World {
    type Target = Ledger;

    fn deref(&self) -> &Ledger {
        &self.ledger
    }
}

impl DerefMut for World {
    fn deref_mut(&mut self) -> &mut Ledger {
        &mut self.ledger
    }
}

impl World {
    /// A machine that has just been started.
    pub(crate) fn start(seed: u64, peer: Peer) -> Self {
        let now = Now { mono_ms: 1_000, wall_ms: 1_800_000_000_000, is_hidden: false };
        let mut world = Self::resume(Ledger::new(seed, now), peer);
        world.feed(Input::Start);
        world
    }

    /// A machine that has lived already; what it waits for is answered by `peer`, and its socket is well.
    pub(crate) fn resume(ledger: Ledger, peer: Peer) -> Self {
        let now_ms = ledger.now().mono_ms;
        let (coming, sent, fate) = (BTreeMap::new(), 0, HEALTHY);
        let mut world =
            Self { ledger, peer, coming, sent, fate, opened_at_ms: now_ms, timer_grid_ms: 1 };
        if let Some(generation) = world.token() {
            world.answer_token(generation);
        }
        match world.ledger.socket() {
            Some(socket) if !socket.is_open => world.answer_open(socket.generation),
            Some(socket) if socket.is_asked => world.answer_ping(),
            Some(_) | None => {}
        }
        if let Some(generation) = world.snapshot() {
            world.answer_snapshot(generation);
        }
        world
    }

    pub(crate) fn mono_ms(&self) -> u64 {
        self.now().mono_ms
    }

    /// Something happens now.
    pub(crate) fn feed(&mut self, input: Input) {
        let now = self.now();
        self.step_at(now, input);
    }

    /// The machine sleeps: the wall clock goes on, and what was on its way is lost or late.
    pub(crate) fn sleep(&mut self, ms: u64) {
        let Now { mono_ms, wall_ms, is_hidden } = self.now();
        self.step_at(Now { mono_ms, wall_ms: wall_ms + ms, is_hidden }, Input::Hidden);
    }

    /// The wall clock is set back.
    pub(crate) fn set_back(&mut self, ms: u64) {
        let Now { mono_ms, wall_ms, is_hidden } = self.now();
        self.step_at(Now { mono_ms, wall_ms: wall_ms - ms, is_hidden }, Input::Hidden);
    }

    /// The page stands still: time goes on and frames pile up, but nothing runs. What runs first afterwards
    /// is a timer.
    pub(crate) fn freeze(&mut self, ms: u64) {
        let now = self.later(self.mono_ms() + ms);
        let overdue = self.timers().min_by_key(|(_, _, due_ms)| *due_ms);
        if let Some((timer, generation, _)) = overdue {
            self.step_at(now, Input::Due { timer, generation });
        }
    }

    /// Lets time pass.
    pub(crate) fn run(&mut self, ms: u64) {
        let until_ms = self.mono_ms() + ms;
        while self.advance(until_ms) {}
        let now = self.later(until_ms);
        self.step_at(now, Input::Hidden);
    }

    /// Lets time pass until the machine is in `phase`, and says how long that took.
    pub(crate) fn run_until_phase(&mut self, phase: Phase, most_ms: u64) -> u64 {
        let start_ms = self.mono_ms();
        while self.phase() != phase {
            let went_on = self.advance(start_ms + most_ms);
            assert!(went_on, "not {phase:?} within {most_ms} ms but {:?}", self.status());
        }
        self.mono_ms() - start_ms
    }

    /// Goes on to what happens next, if that is not after `until_ms`.
    fn advance(&mut self, until_ms: u64) -> bool {
        let grid_ms = self.timer_grid_ms;
        let timer = self
            .timers()
            .map(|(timer, generation, due_ms)| {
                (due_ms.next_multiple_of(grid_ms), Input::Due { timer, generation })
            })
            .min_by_key(|(due_ms, _)| *due_ms);
        let coming = self.coming.first_key_value().map(|(at, input)| (at.0, *at, *input));
        let (at_ms, input) = match (timer, coming) {
            (Some((due_ms, input)), Some((at_ms, ..))) if due_ms < at_ms => (due_ms, input),
            (_, Some((at_ms, key, input))) => {
                if at_ms <= until_ms {
                    self.coming.remove(&key);
                }
                (at_ms, input)
            }
            (Some(timer), None) => timer,
            (None, None) => return false,
        };
        if at_ms > until_ms {
            return false;
        }
        let now = self.later(at_ms);
        self.step_at(now, input);
        true
    }

    fn later(&self, mono_ms: u64) -> Now {
        let now = self.now();
        let mono_ms = mono_ms.max(now.mono_ms);
        Now { mono_ms, wall_ms: now.wall_ms + (mono_ms - now.mono_ms), ..now }
    }

    fn step_at(&mut self, now: Now, input: Input) {
        // A socket that is open goes on with its life, whether or not the machine still cares.
        let outputs = self.ledger.step(now, input);
        if let Input::Opened { generation } = input {
            self.live_on(generation);
        }
        if let Input::Frame { generation, kind: FrameKind::Quotes } = input {
            self.quote(generation);
        }
        for output in outputs {
            match output {
                Output::FetchToken { generation } => self.answer_token(generation),
                Output::Open { generation } => {
                    self.fate = (self.peer.socket)(now.mono_ms);
                    self.answer_open(generation);
                }
                Output::Ping => self.answer_ping(),
                Output::FetchSnapshot { generation } => self.answer_snapshot(generation),
                Output::AbortToken
                | Output::AbortSnapshot
                | Output::Close { .. }
                | Output::Arm { .. }
                | Output::Disarm { .. } => {}
            }
        }
    }

    fn send(&mut self, after_ms: u64, input: Input) {
        self.sent += 1;
        self.coming.insert((self.mono_ms() + after_ms, self.sent), input);
    }

    fn answer_token(&mut self, generation: u64) {
        let now_ms = self.mono_ms();
        match (self.peer.token)(now_ms) {
            TokenAnswer::Granted => self.send(LATENCY_MS, moves::token(generation)),
            TokenAnswer::Refused(failure) => {
                self.send(LATENCY_MS, moves::refused(generation, failure));
            }
            // It comes after all, but far too late.
            TokenAnswer::Hangs => self.send(200_000, moves::token(generation)),
        }
    }

    fn answer_open(&mut self, generation: u64) {
        match self.fate.opens {
            Opens::Yes => self.send(LATENCY_MS, Input::Opened { generation }),
            Opens::Refused => {
                self.send(LATENCY_MS, Input::Closed { generation, code: 1006, clean: false });
            }
            Opens::Hangs => self.send(200_000, Input::Opened { generation }),
        }
    }

    fn live_on(&mut self, generation: u64) {
        self.opened_at_ms = self.mono_ms();
        if let Some((after_ms, code)) = self.fate.closes {
            self.send(after_ms, Input::Closed { generation, code, clean: code != 1006 });
        }
        self.quote(generation);
    }

    fn quote(&mut self, generation: u64) {
        if let Some(every_ms) = self.fate.quotes_ms
            && generation == self.generation()
            && !self.is_silent(every_ms)
        {
            self.send(every_ms, Input::Frame { generation, kind: FrameKind::Quotes });
        }
    }

    fn answer_ping(&mut self) {
        let generation = self.generation();
        if let Some(pong_ms) = self.fate.pong_ms
            && !self.is_silent(pong_ms)
        {
            self.send(pong_ms, Input::Frame { generation, kind: FrameKind::Pong });
        }
    }

    fn is_silent(&self, after_ms: u64) -> bool {
        let age_ms = self.mono_ms() + after_ms - self.opened_at_ms;
        self.fate.silent_ms.is_some_and(|silent_ms| age_ms >= silent_ms)
    }

    fn answer_snapshot(&mut self, generation: u64) {
        let now_ms = self.mono_ms();
        let answer = if (self.peer.has_board)(now_ms) {
            moves::read(generation)
        } else {
            moves::unread(generation)
        };
        self.send(2 * LATENCY_MS, answer);
    }
}
