//! Drives a machine, keeps account of what it owns, and holds it to the laws after every single step.

use std::collections::BTreeMap;

use link::{
    FrameKind, Input, Machine, Now, Output, Phase, Reason, Shown, Status, TimerId, TokenCode,
    TokenFailure,
};

/// A machine and everything that its outputs have brought into being.
#[derive(Clone, Debug)]
pub(crate) struct Ledger {
    machine: Machine,
    now: Now,
    token: Option<u64>,
    granted: Option<u64>,
    socket: Option<Socket>,
    snapshot: Option<u64>,
    timers: BTreeMap<TimerId, (u64, u64)>,
    asked: Vec<u64>,
    opened: u32,
    pings: u32,
    snapshots: u32,
    cooldown: Option<Now>,
    steps: usize,
}

/// What has come over the socket that is owned.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "a tally of what was seen, not a state")]
pub(crate) struct Socket {
    pub(crate) generation: u64,
    pub(crate) is_open: bool,
    pub(crate) is_asked: bool,
    has_pong: bool,
    has_quotes: bool,
    was_read: bool,
}

impl Ledger {
    pub(crate) fn new(seed: u64, now: Now) -> Self {
        Self {
            machine: Machine::new(seed),
            now,
            token: None,
            granted: None,
            socket: None,
            snapshot: None,
            timers: BTreeMap::new(),
            asked: Vec::new(),
            opened: 0,
            pings: 0,
            snapshots: 0,
            cooldown: None,
            steps: 0,
        }
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

    pub(crate) fn token(&self) -> Option<u64> {
        self.token
    }

    pub(crate) fn socket(&self) -> Option<Socket> {
        self.socket
    }

    pub(crate) fn snapshot(&self) -> Option<u64> {
        self.snapshot
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
        self.now = now;
        self.steps += 1;
        self.hand_over(input);
        let outputs = self.machine.step(now, input);
        assert!(outputs.len() <= 24, "{input:?} wants {} things done", outputs.len());
        assert!(self.generation() >= generation, "generations only grow");
        for output in &outputs {
            self.carry_out(*output);
        }
        self.timers.retain(|_, (_, due_ms)| *due_ms > now.mono_ms);
        self.hold_to_what_is_owned();
        self.hold_to_status();
        hold_to_change(&before, &self.status(), input, may_settle);
        // A long run repeats itself; its beginning is looked at more closely.
        if self.steps.is_multiple_of(if self.steps < 200 { 3 } else { 50 }) {
            self.hold_to_stale_inputs();
        }
        outputs
    }

    /// What an answer does to what is owned, before the machine knows.
    fn hand_over(&mut self, input: Input) {
        let current = self.generation();
        match input {
            Input::Token { generation, result } if self.token == Some(generation) => {
                self.token = None;
                match result {
                    Ok(_) => self.granted = Some(generation),
                    Err(failure) => self.note_cooldown(failure),
                }
            }
            Input::Snapshot { generation, result } if self.snapshot == Some(generation) => {
                self.snapshot = None;
                if let Some(socket) = &mut self.socket {
                    socket.was_read |= result.is_ok();
                }
            }
            Input::Opened { generation } if generation == current => {
                if let Some(socket) = &mut self.socket {
                    socket.is_open = true;
                }
            }
            Input::Frame { generation, kind } if generation == current => {
                if let Some(socket) = self.socket.as_mut().filter(|socket| socket.is_open) {
                    socket.is_asked = false;
                    socket.has_pong |= kind == FrameKind::Pong;
                    socket.has_quotes |= kind == FrameKind::Quotes;
                }
            }
            // The wall clock alone may be wrong; with a sign of life it says that we slept.
            Input::Start | Input::Retry | Input::Online | Input::Visible | Input::Resumed => {
                self.cooldown = self.cooldown.filter(|until| self.now.wall_ms < until.wall_ms);
            }
            _ => {}
        }
    }

    fn note_cooldown(&mut self, failure: TokenFailure) {
        let TokenFailure::Http { status, code, retry_after_ms } = failure else { return };
        if code == Some(TokenCode::RateLimited) || (code.is_none() && status == 429) {
            let wait_ms = retry_after_ms.unwrap_or(0).clamp(60_000, 86_400_000);
            let Now { mono_ms, wall_ms, .. } = self.now;
            self.cooldown = Some((mono_ms + wait_ms, wall_ms.saturating_add(wait_ms)));
        }
    }

    fn carry_out(&mut self, output: Output) {
        let current = self.generation();
        match output {
            Output::FetchToken { generation } => self.ask_token(generation),
            Output::AbortToken => {
                assert!(self.token.take().is_some(), "no request for a token to abort");
            }
            Output::Open { generation } => {
                assert!(self.socket.is_none(), "a second socket");
                assert_eq!(self.granted.take(), Some(generation), "a socket without its token");
                self.socket = Some(Socket { generation, ..Socket::default() });
                self.opened += 1;
            }
            Output::Close { code } => {
                assert!(matches!(code, 1000 | 3000..=4999), "{code} is not ours to close with");
                assert!(self.socket.take().is_some(), "no socket to close");
            }
            Output::Ping => {
                let open = self.socket.as_mut().filter(|socket| socket.is_open);
                assert!(open.map(|socket| socket.is_asked = true).is_some(), "no socket to ping");
                self.pings += 1;
            }
            Output::FetchSnapshot { generation } => {
                assert_eq!(self.snapshot, None, "a second reading of the board");
                self.snapshot = Some(generation);
                self.snapshots += 1;
            }
            Output::AbortSnapshot => {
                assert!(self.snapshot.take().is_some(), "no reading of the board to abort");
            }
            Output::Arm { timer, generation, delay_ms } => {
                assert!(generation <= current);
                assert!(delay_ms > 0, "{timer:?} in no time");
                self.timers.insert(timer, (generation, self.now.mono_ms + delay_ms));
            }
            Output::Disarm { timer } => {
                self.timers.remove(&timer);
            }
        }
    }

    fn ask_token(&mut self, generation: u64) {
        let mono_ms = self.now.mono_ms;
        assert_eq!(self.token, None, "a second request for a token");
        assert!(self.socket.is_none(), "a request for a token beside a socket");
        if let Some(last) = self.asked.last() {
            assert!(mono_ms - last >= 1_000, "attempts {} ms apart", mono_ms - last);
        }
        if let Some(until) = self.cooldown {
            assert!(mono_ms >= until.mono_ms, "a request for a token while the quota is used up");
        }
        self.granted = None;
        self.token = Some(generation);
        self.asked.push(mono_ms);
    }

    fn hold_to_what_is_owned(&self) {
        let phase = self.phase();
        let current = self.generation();
        let is_open = matches!(phase, Phase::Syncing | Phase::Live);
        assert_eq!(self.token.is_some(), phase == Phase::FetchingToken, "{phase:?}");
        assert_eq!(self.socket.is_some(), is_open || phase == Phase::Connecting, "{phase:?}");
        assert_eq!(self.socket.is_some_and(|socket| socket.is_open), is_open, "{phase:?}");
        assert!(self.snapshot.is_none() || is_open || phase == Phase::Polling, "{phase:?}");
        let owned = [self.token, self.snapshot, self.socket.map(|socket| socket.generation)];
        assert!(owned.into_iter().flatten().all(|generation| generation == current));
        assert!(self.timers.values().all(|(generation, _)| *generation == current));

        let needed: &[TimerId] = match phase {
            Phase::Idle | Phase::Halted => &[],
            Phase::Waiting | Phase::Blocked => &[TimerId::Retry],
            Phase::FetchingToken => &[TimerId::Token],
            Phase::Connecting => &[TimerId::Connect],
            Phase::Syncing | Phase::Live => &[TimerId::Ping, TimerId::Refresh],
            Phase::Polling => &[TimerId::Refresh],
        };
        for timer in needed {
            assert!(self.timers.contains_key(timer), "{phase:?} without {timer:?}");
        }
        if needed.is_empty() {
            assert!(self.timers.is_empty(), "{phase:?} with {:?}", self.timers);
        }
        let is_asked = self.socket.is_some_and(|socket| socket.is_asked);
        assert_eq!(is_asked, self.timers.contains_key(&TimerId::Pong), "a ping and its deadline");
    }

    fn hold_to_status(&self) {
        let status = self.status();
        let is_live = status.phase == Phase::Live;
        if is_live {
            let socket = self.socket.unwrap_or_default();
            assert!(socket.has_pong || socket.has_quotes, "live without a sign of life");
            assert!(socket.was_read || socket.has_quotes, "live without anything on the board");
            assert_eq!(status.confirmed, socket.was_read);
        }
        assert_eq!(status.shown == Shown::Live, is_live && status.confirmed);
        assert_eq!(status.live_since_ms.is_some(), is_live);
        assert!(status.confirmed <= (is_live || status.phase == Phase::Polling));
        let is_waiting = matches!(status.phase, Phase::Waiting | Phase::Blocked);
        assert_eq!(status.retry_at_ms.is_some(), is_waiting);
        assert_eq!(status.phase == Phase::Halted, halts(status), "{status:?}");
    }

    /// An answer of another generation changes nothing but its own count.
    fn hold_to_stale_inputs(&self) {
        let stale = self.generation().wrapping_sub(1);
        for input in super::moves::answers(stale) {
            let mut machine = self.machine.clone();
            assert_eq!(machine.step(self.now, input), [], "{input:?} came late");
            let count = |count: u64| format!("stale_inputs: {count}");
            let (before, after) = (format!("{:?}", self.machine), format!("{machine:?}"));
            let seen = self.status().stale_inputs;
            assert_eq!(
                after,
                before.replace(&count(seen), &count(seen + 1)),
                "{input:?} came late"
            );
        }
    }
}

fn is_pong(input: Input, current: u64) -> bool {
    input == Input::Frame { generation: current, kind: FrameKind::Pong }
}

fn halts(status: Status) -> bool {
    status.phase == Phase::Halted && status.shown == Shown::Stopped && status.reason.is_some()
}

/// What may follow on what.
fn hold_to_change(before: &Status, after: &Status, input: Input, may_settle: bool) {
    let is_bad_address = before.reason == Some(Reason::BadAddress);
    let mends = input == Input::FiltersChanged && is_bad_address;
    let asks = matches!(input, Input::Start | Input::Retry) || mends;
    if before.phase == Phase::Halted && after.phase != Phase::Halted {
        assert!(asks || input == Input::Stop, "{input:?} left a halt");
    }
    if before.phase == Phase::Idle && after.phase != Phase::Idle {
        assert!(asks, "{input:?} woke what was stopped");
    }
    if after.failures < before.failures {
        assert!(asks || may_settle, "{input:?} forgave {} failures", before.failures);
    }
    if before.phase == Phase::Polling && after.phase != Phase::Polling {
        assert!(matches!(input, Input::Retry | Input::Stop), "{input:?} left polling");
    }
}
