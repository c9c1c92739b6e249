//! Drives a machine, keeps account of what it owns, and holds it to the laws after every single step.

use std::collections::BTreeMap;

use link::{
    Company, FrameKind, Input, Machine, Now, Output, Phase, Refused, Shown, Status, TimerId,
    TokenCode, TokenFailure, Word,
};

use super::{change, moves};

/// A long run repeats itself; so many steps at its beginning are looked at more closely.
const CLOSELY: usize = 100;

/// A machine and everything that its outputs have brought into being.
#[derive(Clone, Debug)]
pub(crate) struct Watched {
    machine: Machine,
    company: Company,
    now: Now,
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
        let is_over = self.is_over(input) && self.timers.values().all(|due| due.1 > now.mono_ms);
        self.now = now;
        self.steps += 1;
        self.hand_over(input);
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
        change::hold(&before, &self.status(), now, input, may_settle);
        if self.steps < CLOSELY || self.steps.is_multiple_of(500) {
            self.hold_to_stale_inputs();
        }
        outputs
    }

    /// What an answer does to what is owned, before the machine knows.
    fn hand_over(&mut self, input: Input) {
        let current = self.generation();
        match input {
            Input::Charged { generation, result } if self.charge == Some(generation) => {
                self.charge = None;
                match result {
                    Ok(_) => self.charged = Some(generation),
                    Err(Refused { wait_ms, .. }) => self.note_cooldown(wait_ms),
                }
            }
            Input::Token { generation, result } if self.token == Some(generation) => {
                self.token = None;
                match result {
                    Ok(_) => self.granted = Some(generation),
                    Err(failure) => self.note_refusal(failure),
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
            Input::Seated { seat } if self.seat == Seat::Queued(seat) => {
                self.seat = Seat::Taken(seat);
            }
            Input::Heard { epoch, word } => self.hear(epoch, word),
            Input::Unseated { seat } if self.seat == Seat::Queued(seat) => {
                self.company = Company::Alone;
                self.seat = Seat::None;
            }
            _ => {}
        }
        // The wall clock alone may be wrong; with a sign of life it says that we slept.
        if wakes(input) {
            self.cooldown = self.cooldown.filter(|until| self.now.wall_ms < until.wall_ms);
        }
    }

    /// Notes the epoch in which somebody has the seat, or had it, and whether the board was handed over.
    fn hear(&mut self, epoch: u64, word: Word) {
        let counts = match self.seat {
            Seat::None => false,
            Seat::Queued(_) => is_holders(word),
            Seat::Taken(_) => true,
        };
        if !counts || epoch < self.epoch {
            return;
        }
        self.was_handed &= epoch == self.epoch;
        self.epoch = epoch;
        match word {
            Word::Board => self.was_handed = true,
            Word::Beat(report) => self.was_handed &= report.confirmed,
            _ => {}
        }
    }

    /// Words of an epoch that is over change nothing for whoever waits, whatever they say.
    fn is_over(&self, input: Input) -> bool {
        let is_queued = matches!(self.seat, Seat::Queued(_));
        matches!(input, Input::Heard { epoch, word } if is_queued && is_holders(word) && epoch < self.epoch)
    }

    fn note_refusal(&mut self, failure: TokenFailure) {
        let TokenFailure::Http { status, code, retry_after_ms } = failure else { return };
        if code == Some(TokenCode::RateLimited) || (code.is_none() && status == 429) {
            self.note_cooldown(retry_after_ms.unwrap_or(0).clamp(60_000, 86_400_000));
        }
    }

    fn note_cooldown(&mut self, wait_ms: u64) {
        let Now { mono_ms, wall_ms, .. } = self.now;
        let (mono_ms, wall_ms) = (mono_ms + wait_ms, wall_ms.saturating_add(wait_ms));
        self.cooldown = Some(Now { mono_ms, wall_ms, is_hidden: false });
    }

    fn carry_out(&mut self, output: Output) {
        let current = self.generation();
        match output {
            Output::Charge { generation } => self.ask_charge(generation),
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
            Output::TakeSeat { seat, steal } => {
                assert_eq!(self.company, Company::Shared, "a seat without company");
                assert!(!(steal && self.now.is_hidden), "a page that nobody sees took the seat");
                assert!(!matches!(self.seat, Seat::Taken(_)), "the seat is ours already");
                self.seat = Seat::Queued(seat);
            }
            Output::LeaveSeat => {
                assert!(self.socket.is_none(), "the seat is left before the socket");
                self.seat = Seat::None;
            }
            Output::Say { epoch, word } => self.say(epoch, word),
            Output::Enter(_) => {}
        }
    }

    fn say(&mut self, epoch: u64, word: Word) {
        let is_holder = matches!(self.seat, Seat::Taken(_));
        match word {
            Word::Beat(_) | Word::Frames | Word::Board | Word::Bye => {
                assert!(is_holder, "{word:?} without the seat");
                assert!(epoch >= self.epoch && epoch > 0, "epochs only rise");
                self.epoch = epoch;
            }
            Word::Hello | Word::Ask | Word::Retry | Word::PreferPolling(_) => {
                assert!(matches!(self.seat, Seat::Queued(_)), "{word:?} and nobody listens");
            }
        }
        let was_read = self.socket.is_none_or(|socket| socket.was_read);
        assert!(word != Word::Board || was_read, "a board is handed over that was not read");
    }

    fn ask_charge(&mut self, generation: u64) {
        // Nothing can be done about a charge of an attempt that was given up, but forget it.
        let charge = self.charge.filter(|charge| *charge == self.generation());
        assert!(charge.is_none() || charge != Some(generation), "a second charge");
        self.charge = Some(generation);
        assert!(self.socket.is_none() && self.token.is_none(), "a charge beside what it is for");
        let may = self.company == Company::Alone || matches!(self.seat, Seat::Taken(_));
        assert!(may, "a charge without the seat");
        let is_first = self.charges == 0;
        self.charges += 1;
        assert!(is_first || !self.now.is_hidden, "a charge for a page that nobody sees");
    }

    fn ask_token(&mut self, generation: u64) {
        let mono_ms = self.now.mono_ms;
        assert_eq!(self.charged.take(), Some(generation), "a token that was not charged");
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

    fn hold_to_what_is_owned(&mut self) {
        let phase = self.phase();
        let current = self.generation();
        self.charge = self.charge.filter(|generation| *generation == current);
        let is_open = matches!(phase, Phase::Syncing | Phase::Live);
        let is_asking = self.token.is_some() || self.charge.is_some();
        assert_eq!(is_asking, phase == Phase::FetchingToken, "{phase:?}");
        assert_eq!(self.socket.is_some(), is_open || phase == Phase::Connecting, "{phase:?}");
        assert_eq!(self.socket.is_some_and(|socket| socket.is_open), is_open, "{phase:?}");
        assert!(self.snapshot.is_none() || is_open || phase == Phase::Polling, "{phase:?}");
        let owned = [self.token, self.snapshot, self.socket.map(|socket| socket.generation)];
        assert!(owned.into_iter().flatten().all(|generation| generation == current));
        let is_following = phase == Phase::Follower;
        assert_eq!(matches!(self.seat, Seat::Queued(_)), is_following, "{phase:?}");
        let needs_none = matches!(phase, Phase::Idle | Phase::Parked | Phase::Halted);
        let is_fine = self.company == Company::Alone || is_following || needs_none;
        assert!(is_fine || matches!(self.seat, Seat::Taken(_)), "{phase:?} without the seat");
        assert!(self.seat == Seat::None || !matches!(phase, Phase::Idle | Phase::Parked));
    }

    fn hold_to_timers(&self) {
        let phase = self.phase();
        let current = self.generation();
        let armed = |timer| self.timers.contains_key(&timer);
        assert!(self.timers.values().all(|(generation, _)| *generation == current));
        let needed: &[TimerId] = match phase {
            Phase::Idle | Phase::Halted => &[],
            Phase::Waiting | Phase::Blocked => &[TimerId::Retry],
            Phase::FetchingToken => &[TimerId::Token],
            Phase::Connecting => &[TimerId::Connect],
            Phase::Syncing | Phase::Live => &[TimerId::Ping, TimerId::Refresh],
            Phase::Polling => &[TimerId::Refresh],
            Phase::Parked => &[TimerId::Recheck],
            Phase::Follower => &[TimerId::Silence],
        };
        for timer in needed {
            assert!(armed(*timer), "{phase:?} without {timer:?}");
        }
        if !matches!(phase, Phase::Connecting | Phase::Syncing | Phase::Live | Phase::Polling) {
            let others = self.timers.keys().filter(|timer| **timer != TimerId::Beat);
            assert!(others.eq(needed), "{phase:?} with {:?}", self.timers);
        }
        let is_asked = self.socket.is_some_and(|socket| socket.is_asked);
        assert_eq!(is_asked, armed(TimerId::Pong), "a ping and its deadline");
        let speaks = self.machine.passes_on().is_some();
        assert_eq!(speaks, armed(TimerId::Beat), "whoever is listened to has a beat");
    }

    fn hold_to_status(&self) {
        let status = self.status();
        let phase = status.phase;
        let is_live = phase == Phase::Live;
        if is_live {
            let socket = self.socket.unwrap_or_default();
            assert!(socket.has_pong || socket.has_quotes, "live without a sign of life");
            assert!(socket.was_read || socket.has_quotes, "live without anything on the board");
            assert_eq!(status.confirmed, socket.was_read);
        }
        assert_eq!(phase == Phase::Halted, halts(status), "{status:?}");
        if phase == Phase::Follower {
            let has_board = status.confirmed && self.was_handed;
            assert!(status.shown != Shown::Live || has_board, "live without a board");
            return;
        }
        assert_eq!(status.shown == Shown::Live, is_live && status.confirmed);
        assert_eq!(status.live_since_ms.is_some(), is_live);
        assert!(status.confirmed <= (is_live || phase == Phase::Polling));
        let is_waiting = matches!(phase, Phase::Waiting | Phase::Blocked);
        assert_eq!(status.retry_at_ms.is_some(), is_waiting);
    }

    /// An answer of another generation changes nothing but its own count: one after the other, as steps go by.
    fn hold_to_stale_inputs(&self) {
        let stale = moves::answers(self.generation().wrapping_sub(1));
        let input = stale[self.steps % stale.len()];
        let mut machine = self.machine.clone();
        assert_eq!(machine.step(self.now, input), [], "{input:?} came late");
        let seen = self.status().stale_inputs;
        let count = |count: u64| format!("stale_inputs: {count}");
        let counted = format!("{:?}", self.machine).replace(&count(seen), &count(seen + 1));
        assert_eq!(format!("{machine:?}"), counted, "{input:?} came late");
    }
}

/// Whether only the page that has the seat says so.
fn is_holders(word: Word) -> bool {
    matches!(word, Word::Beat(_) | Word::Frames | Word::Board | Word::Bye)
}

fn is_pong(input: Input, current: u64) -> bool {
    input == Input::Frame { generation: current, kind: FrameKind::Pong }
}

/// Whether it is a sign of life from the reader, the page or the browser.
fn wakes(input: Input) -> bool {
    let is_wish = matches!(input, Input::Start | Input::Retry | Input::PreferPolling(_));
    let is_hint = matches!(input, Input::Online | Input::Visible | Input::Resumed);
    let is_page = matches!(input, Input::BroughtBack | Input::Due { .. });
    let is_seat = matches!(input, Input::Seated { .. } | Input::Unseated { .. });
    let is_word = matches!(input, Input::Heard { word: Word::Retry | Word::PreferPolling(_), .. });
    is_wish || is_hint || is_page || is_seat || is_word
}

fn halts(status: Status) -> bool {
    status.phase == Phase::Halted && status.shown == Shown::Stopped && status.reason.is_some()
}
