//! Drives a machine, keeps account of what it owns, and holds it to the laws after every single step.

mod done;
mod held;
mod taken;

use std::collections::BTreeMap;

use link::{Company, FrameKind, Input, Machine, Now, Output, Phase, Shown, Status, TimerId};

use super::change;

/// A long run repeats itself; so many steps at its beginning are looked at more closely.
const CLOSELY: usize = 100;

/// A machine and everything that its outputs have brought into being.
#[derive(Clone, Debug)]
pub(crate) struct Watched {
    machine: Machine,
    company: Company,
    now: Now,
    /// The generation in which this step began.
    began_in: u64,
    charge: Option<u64>,
    charges: u32,
    charged: Option<u64>,
    token: Option<u64>,
    granted: Option<u64>,
    socket: Option<Socket>,
    snapshot: Option<u64>,
    timers: BTreeMap<TimerId, (u64, u64)>,
    seat: Seat,
    epoch: u64,
    /// Whether another page handed over the board of the connection that it has now.
    was_handed: bool,
    asked: Vec<u64>,
    opened: u32,
    pings: u32,
    snapshots: u32,
    /// The generation in which a reading last succeeded.
    read_in: Option<u64>,
    /// The longest wait for an attempt that was planned, and in which generation.
    planned: Option<(u64, u64)>,
    cooldown: Option<Now>,
    steps: usize,
}

/// What the machine has of the seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seat {
    None,
    Queued(u64),
    Taken(u64),
}

/// What has come over the socket that is owned.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "a tally of what was seen, not a state")]
pub(crate) struct Socket {
    pub(crate) generation: u64,
    pub(crate) is_open: bool,
    pub(crate) is_asked: bool,
    pub(crate) has_pong: bool,
    has_quotes: bool,
    was_read: bool,
}

impl Watched {
    pub(crate) fn new(seed: u64, company: Company, now: Now) -> Self {
        Self {
            machine: Machine::new(seed, company),
            company,
            now,
            began_in: 0,
            charge: None,
            charges: 0,
            charged: None,
            token: None,
            granted: None,
            socket: None,
            snapshot: None,
            timers: BTreeMap::new(),
            seat: Seat::None,
            epoch: 0,
            was_handed: false,
            asked: Vec::new(),
            opened: 0,
            pings: 0,
            snapshots: 0,
            read_in: None,
            planned: None,
            cooldown: None,
            steps: 0,
        }
    }

    pub(crate) fn machine(&self) -> &Machine {
        &self.machine
    }

    /// Keeps of the past what laws look at, for a search that has many pasts to keep. Stale answers are among
    /// its own choices.
    pub(crate) fn begin_anew(&mut self) {
        self.steps = CLOSELY;
        self.asked.drain(..self.asked.len().saturating_sub(1));
    }

    pub(crate) fn now(&self) -> Now {
        self.now
    }

    pub(crate) fn status(&self) -> Status {
        self.machine.status()
    }

    pub(crate) fn phase(&self) -> Phase {
        self.status().phase
    }

    pub(crate) fn generation(&self) -> u64 {
        self.machine.generation()
    }

    /// When a token was asked for, on the running clock.
    pub(crate) fn asked(&self) -> &[u64] {
        &self.asked
    }

    pub(crate) fn opened(&self) -> u32 {
        self.opened
    }

    pub(crate) fn pings(&self) -> u32 {
        self.pings
    }

    pub(crate) fn snapshots(&self) -> u32 {
        self.snapshots
    }

    pub(crate) fn charge(&self) -> Option<u64> {
        self.charge
    }

    pub(crate) fn token(&self) -> Option<u64> {
        self.token
    }

    pub(crate) fn socket(&self) -> Option<Socket> {
        self.socket
    }

    pub(crate) fn snapshot(&self) -> Option<u64> {
        self.snapshot
    }

    pub(crate) fn is_alone(&self) -> bool {
        self.company == Company::Alone
    }

    /// Whether the board is to be read although there is no socket: where no stream may be had for long.
    pub(crate) fn reads_meanwhile(&self) -> bool {
        let is_planned = |(generation, _)| generation == self.generation();
        let planned_ms = self.planned.filter(|planned| is_planned(*planned)).map(|(_, ms)| ms);
        match self.phase() {
            Phase::Polling | Phase::Blocked => true,
            Phase::Waiting => planned_ms >= Some(60_000),
            _ => false,
        }
    }

    /// The highest epoch that was said or heard.
    pub(crate) fn epoch(&self) -> u64 {
        self.epoch
    }

    pub(crate) fn seat(&self) -> Seat {
        self.seat
    }

    /// The armed timers: which, of what generation, due when on the running clock.
    pub(crate) fn timers(&self) -> impl Iterator<Item = (TimerId, u64, u64)> {
        self.timers.iter().map(|(timer, (generation, due))| (*timer, *generation, *due))
    }

    /// Takes an input and holds the machine to the laws.
    pub(crate) fn step(&mut self, now: Now, input: Input) -> Vec<Output> {
        let before = self.status();
        let generation = self.generation();
        let may_settle = self.timers.get(&TimerId::Stable).is_some_and(|due| due.1 <= now.mono_ms)
            && self.socket.is_some_and(|socket| socket.has_pong || is_pong(input, generation));
        let is_early = self.timers.values().all(|due| due.1 > now.mono_ms);
        let is_over = self.is_over(input) && is_early;
        self.now = now;
        self.began_in = generation;
        self.steps += 1;
        self.hand_over(input);
        // The wall clock alone may be wrong; with a sign of life it says that we slept.
        if !is_early || taken::wakes(input) {
            self.cooldown = self.cooldown.filter(|until| now.wall_ms < until.wall_ms);
        }
        let outputs = self.machine.step(now, input);
        assert!(outputs.len() <= 40, "{input:?} wants {} things done", outputs.len());
        assert!(self.generation() >= generation, "generations only grow");
        for output in &outputs {
            self.carry_out(*output);
        }
        self.timers.retain(|_, (_, due_ms)| *due_ms > now.mono_ms);
        self.hold_to_what_is_owned();
        self.hold_to_timers();
        self.hold_to_status();
        if is_over {
            // Time may pass meanwhile, and nothing else happens.
            let (shown, stale_inputs) = (self.status().shown, before.stale_inputs + 1);
            assert!(shown == before.shown || shown == Shown::Offline, "{input:?} is over");
            assert_eq!(self.status().stale_inputs, stale_inputs, "{input:?} is over");
            assert_eq!(outputs, [], "{input:?} is over");
        }
        if is_early && matches!(input, Input::Snapshot { .. }) {
            assert_eq!(self.generation(), generation, "a reading began something else");
            change::hold_attempt(&before, &self.status());
        }
        change::hold(&before, &self.status(), now, input, may_settle);
        if self.steps < CLOSELY || self.steps.is_multiple_of(500) {
            self.hold_to_stale_inputs();
        }
        outputs
    }
}

fn is_pong(input: Input, current: u64) -> bool {
    input == Input::Frame { generation: current, kind: FrameKind::Pong }
}
