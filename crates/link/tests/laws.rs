//! Laws of the machine, held over random inputs at random times.

use std::collections::BTreeSet;

use link::{
    FrameKind, Grant, Input, Machine, Now, Output, Phase, Refresh, SnapshotFailure, TimerId,
    TokenCode, TokenFailure,
};
use proptest::prelude::*;

/// What the world does next, told without generations: the driver knows which one is current.
#[derive(Clone, Copy, Debug)]
enum Act {
    Reader(Input),
    Token(Result<Grant, TokenFailure>),
    Opened,
    Frame(FrameKind),
    Closed(u16),
    Snapshot(bool),
    BadAddress,
    /// The timer that is due first goes off, early or late by so much.
    Timer(i64),
    /// The machine sleeps: the wall clock runs on and the other does not.
    Sleep(u64),
    /// The wall clock is set back.
    SetBack(u64),
    /// An answer of an old generation.
    Stale(Input),
}

/// Carries out what the machine wants, as the browser would, and holds the laws while doing so.
struct World {
    link: Machine,
    now: Now,
    socket: Option<u64>,
    token_fetch: Option<u64>,
    token_of: Option<u64>,
    snapshot_fetch: Option<u64>,
    timers: BTreeSet<(u64, TimerId, u64)>,
    ping_sent: bool,
    attempts_at: Vec<u64>,
}

impl World {
    fn new(seed: u64) -> Self {
        Self {
            link: Machine::new(seed),
            now: Now { mono_ms: 0, wall_ms: 1_800_000_000_000 },
            socket: None,
            token_fetch: None,
            token_of: None,
            snapshot_fetch: None,
            timers: BTreeSet::new(),
            ping_sent: false,
            attempts_at: Vec::new(),
        }
    }

    fn pass(&mut self, ms: u64) {
        self.now = Now { mono_ms: self.now.mono_ms + ms, wall_ms: self.now.wall_ms + ms };
    }

    fn act(&mut self, act: Act) {
        // What time has brought about comes before what the world does now.
        self.step(Input::Hidden);
        let generation = self.link.generation();
        match act {
            Act::Reader(input) => self.step(input),
            Act::Token(result) if self.token_fetch == Some(generation) => {
                self.token_fetch = None;
                self.token_of = result.is_ok().then_some(generation);
                self.step(Input::Token { generation, result });
            }
            Act::Opened if self.socket == Some(generation) => {
                self.step(Input::Opened { generation })
            }
            Act::Frame(kind) if self.socket == Some(generation) => {
                self.ping_sent = false;
                self.step(Input::Frame { generation, kind });
            }
            Act::Closed(code) if self.socket == Some(generation) => {
                self.socket = None;
                self.step(Input::Closed { generation, code, clean: true });
            }
            Act::BadAddress if self.link.status().phase == Phase::Connecting => {
                self.socket = None;
                self.step(Input::BadAddress { generation });
            }
            Act::Snapshot(is_read) if self.snapshot_fetch == Some(generation) => {
                self.snapshot_fetch = None;
                let result =
                    if is_read { Ok(Refresh::default()) } else { Err(SnapshotFailure::Refused) };
                self.step(Input::Snapshot { generation, result });
            }
            Act::Timer(shift_ms) => self.go_off(shift_ms),
            Act::Sleep(ms) => self.now.wall_ms += ms,
            Act::SetBack(ms) => self.now.wall_ms = self.now.wall_ms.saturating_sub(ms),
            Act::Stale(input) => self.step(input),
            Act::Token(_)
            | Act::Opened
            | Act::Frame(_)
            | Act::Closed(_)
            | Act::BadAddress
            | Act::Snapshot(_) => {}
        }
    }

    fn go_off(&mut self, shift_ms: i64) {
        let Some((at, timer, generation)) = self.timers.first().copied() else { return };
        let at = at.saturating_add_signed(shift_ms).max(self.now.mono_ms);
        self.pass(at - self.now.mono_ms);
        self.timers.retain(|(_, name, _)| *name != timer);
        self.step(Input::Due { timer, generation });
    }

    fn step(&mut self, input: Input) {
        for output in self.link.step(self.now, input) {
            self.perform(output);
        }
        self.check();
    }

    fn perform(&mut self, output: Output) {
        match output {
            Output::FetchToken { generation } => {
                assert_eq!(
                    self.token_fetch.replace(generation),
                    None,
                    "one request for a token at a time"
                );
                assert_eq!(self.socket, None, "no request for a token beside a socket");
                self.attempts_at.push(self.now.mono_ms.max(self.now.wall_ms));
            }
            Output::AbortToken => self.token_fetch = None,
            Output::Open { generation } => {
                assert_eq!(self.socket.replace(generation), None, "one socket at a time");
                assert_eq!(
                    self.token_of.take(),
                    Some(generation),
                    "a token of this attempt, used once"
                );
                self.ping_sent = false;
            }
            Output::Close { .. } => {
                self.socket = None;
                self.ping_sent = false;
            }
            Output::Ping => {
                assert!(self.socket.is_some(), "pings go to a socket");
                self.ping_sent = true;
            }
            Output::FetchSnapshot { generation } => {
                assert_eq!(
                    self.snapshot_fetch.replace(generation),
                    None,
                    "one reading of the board at a time"
                );
            }
            Output::AbortSnapshot => self.snapshot_fetch = None,
            Output::Arm { timer, generation, delay_ms } => {
                self.timers.retain(|(_, name, _)| *name != timer);
                self.timers.insert((self.now.mono_ms + delay_ms, timer, generation));
            }
            Output::Disarm { timer } => self.timers.retain(|(_, name, _)| *name != timer),
        }
    }

    fn is_armed(&self, timer: TimerId) -> bool {
        self.timers.iter().any(|(_, name, _)| *name == timer)
    }

    /// The laws that hold between any two inputs.
    fn check(&self) {
        let status = self.link.status();
        let owns_socket = matches!(status.phase, Phase::Connecting | Phase::Syncing | Phase::Live);
        assert!(self.socket.is_none() || owns_socket, "no socket in {:?}", status.phase);
        let timer = match status.phase {
            Phase::Idle | Phase::Halted => {
                assert!(self.timers.is_empty(), "{:?} owns {:?}", status.phase, self.timers);
                assert!(self.token_fetch.is_none() && self.snapshot_fetch.is_none());
                None
            }
            Phase::Waiting | Phase::Blocked => Some(TimerId::Retry),
            Phase::FetchingToken => Some(TimerId::Token),
            Phase::Connecting => Some(TimerId::Connect),
            Phase::Syncing => Some(TimerId::Sync),
            Phase::Live => Some(TimerId::Ping),
            Phase::Polling => Some(TimerId::Refresh),
        };
        if let Some(timer) = timer {
            assert!(self.is_armed(timer), "{:?} waits for nothing", status.phase);
        }
        if matches!(status.phase, Phase::Syncing | Phase::Live) {
            assert_eq!(
                self.ping_sent,
                self.is_armed(TimerId::Pong),
                "a ping and its deadline go together"
            );
        }
        assert!(!status.confirmed || matches!(status.phase, Phase::Live | Phase::Polling));
        assert_eq!(status.live_since_ms.is_some(), status.phase == Phase::Live);
    }
}

fn failure() -> impl Strategy<Value = TokenFailure> {
    let code = prop_oneof![
        3 => Just(None),
        1 => Just(Some(TokenCode::NotOnPlan)),
        1 => Just(Some(TokenCode::RateLimited)),
        1 => Just(Some(TokenCode::Rejected)),
        1 => Just(Some(TokenCode::Unavailable)),
    ];
    let status =
        prop_oneof![Just(400), Just(401), Just(403), Just(404), Just(429), Just(500), Just(503)];
    let http = (status, code, prop::option::of(0..100_000_u64)).prop_map(
        |(status, code, retry_after_ms)| TokenFailure::Http { status, code, retry_after_ms },
    );
    prop_oneof![Just(TokenFailure::Network), Just(TokenFailure::BadBody), http]
}

fn reader() -> impl Strategy<Value = Input> {
    prop_oneof![
        4 => Just(Input::Start),
        1 => Just(Input::Stop),
        2 => Just(Input::Retry),
        1 => Just(Input::FiltersChanged),
        1 => Just(Input::Online),
        1 => Just(Input::Offline),
        1 => Just(Input::Visible),
        1 => Just(Input::Hidden),
        1 => Just(Input::Resumed),
    ]
}

/// An answer of a generation that never is the current one.
fn stale() -> impl Strategy<Value = Input> {
    let generation = u64::MAX;
    prop_oneof![
        Just(Input::Token { generation, result: Ok(Grant { ttl_ms: 300_000 }) }),
        Just(Input::Opened { generation }),
        Just(Input::Frame { generation, kind: FrameKind::Quotes }),
        Just(Input::Closed { generation, code: 4001, clean: true }),
        Just(Input::Snapshot { generation, result: Ok(Refresh::default()) }),
        Just(Input::BadAddress { generation }),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    let code = prop_oneof![
        Just(1000_u16),
        Just(1001),
        Just(1002),
        Just(1006),
        Just(1008),
        Just(1011),
        Just(1012),
        Just(1013),
        Just(4001),
        Just(4321)
    ];
    prop_oneof![
        3 => reader().prop_map(Act::Reader),
        4 => Just(Act::Token(Ok(Grant { ttl_ms: 300_000 }))),
        2 => failure().prop_map(|failure| Act::Token(Err(failure))),
        5 => Just(Act::Opened),
        6 => prop_oneof![Just(FrameKind::Pong), Just(FrameKind::Quotes), Just(FrameKind::Bad)].prop_map(Act::Frame),
        4 => any::<bool>().prop_map(Act::Snapshot),
        2 => code.prop_map(Act::Closed),
        1 => Just(Act::BadAddress),
        8 => (-500..5_000_i64).prop_map(Act::Timer),
        1 => (1_000..10_000_000_u64).prop_map(Act::Sleep),
        1 => (1_000..10_000_000_u64).prop_map(Act::SetBack),
        2 => stale().prop_map(Act::Stale),
    ]
}

/// From wherever it is, a world that works brings it to live; only a reader leaves a halt.
fn help(world: &mut World) {
    for _ in 0..400 {
        match world.link.status().phase {
            Phase::Live | Phase::Polling => return,
            Phase::Idle => world.act(Act::Reader(Input::Start)),
            Phase::Halted => world.act(Act::Reader(Input::Retry)),
            Phase::Waiting | Phase::Blocked => world.act(Act::Timer(0)),
            Phase::FetchingToken => world.act(Act::Token(Ok(Grant { ttl_ms: 300_000 }))),
            Phase::Connecting => world.act(Act::Opened),
            Phase::Syncing => {
                world.act(Act::Frame(FrameKind::Pong));
                if world.snapshot_fetch.is_some() {
                    world.act(Act::Snapshot(true));
                } else {
                    world.act(Act::Timer(0));
                }
            }
        }
    }
    panic!("stuck in {:?}", world.link.status());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_owns_one_of_everything_and_always_waits_for_something(
        seed in any::<u64>(),
        acts in prop::collection::vec((0..3_000_u64, act()), 0..120),
    ) {
        let mut world = World::new(seed);
        for (ms, act) in acts {
            world.pass(ms);
            world.act(act);
        }
    }

    #[test]
    fn attempts_are_a_second_apart(
        seed in any::<u64>(),
        acts in prop::collection::vec((0..700_u64, act()), 0..120),
    ) {
        let mut world = World::new(seed);
        for (ms, act) in acts {
            // The wall clock jumps in other tests; here one clock is enough to measure by.
            if !matches!(act, Act::Sleep(_) | Act::SetBack(_)) {
                world.pass(ms);
                world.act(act);
            }
        }
        prop_assert!(world.attempts_at.windows(2).all(|pair| pair[1] - pair[0] >= 1_000), "{:?}", world.attempts_at);
    }

    #[test]
    fn answers_of_another_generation_change_nothing(
        seed in any::<u64>(),
        acts in prop::collection::vec((0..3_000_u64, act()), 0..80),
        late in stale(),
    ) {
        let mut world = World::new(seed);
        for (ms, act) in acts {
            world.pass(ms);
            world.act(act);
        }
        // Time may be due for something; an input that means nothing lets it happen first.
        world.step(Input::Hidden);
        let (before, generation) = (world.link.status(), world.link.generation());
        let outputs = world.link.step(world.now, late);
        let after = world.link.status();
        prop_assert_eq!(outputs, vec![]);
        prop_assert_eq!(generation, world.link.generation());
        prop_assert_eq!(before.stale_inputs + 1, after.stale_inputs);
        prop_assert_eq!(link::Status { stale_inputs: 0, ..before }, link::Status { stale_inputs: 0, ..after });
    }

    #[test]
    fn only_a_reader_leaves_a_halt(
        seed in any::<u64>(),
        acts in prop::collection::vec((0..3_000_u64, act()), 0..120),
    ) {
        let mut world = World::new(seed);
        for (ms, act) in acts {
            world.pass(ms);
            let was_halted = world.link.status().phase == Phase::Halted;
            let by_reader = matches!(
                act,
                Act::Reader(Input::Start | Input::Stop | Input::Retry | Input::FiltersChanged)
            );
            world.act(act);
            prop_assert!(!was_halted || by_reader || world.link.status().phase == Phase::Halted);
        }
    }

    #[test]
    fn it_comes_back_from_everywhere(
        seed in any::<u64>(),
        acts in prop::collection::vec((0..3_000_u64, act()), 0..120),
    ) {
        let mut world = World::new(seed);
        for (ms, act) in acts {
            world.pass(ms);
            world.act(act);
        }
        help(&mut world);
    }
}

/// Twelve hours in which no connection ever opens: what does it cost?
#[test]
fn a_dead_feed_costs_no_more_than_the_longest_wait_allows() {
    let mut world = World::new(42);
    world.act(Act::Reader(Input::Start));
    let end_ms = 12 * 3_600_000;
    while world.now.mono_ms < end_ms {
        world.act(Act::Token(Ok(Grant { ttl_ms: 300_000 })));
        world.act(Act::Closed(1006));
        world.act(Act::Timer(0));
    }
    let tokens = world.attempts_at.len();
    println!("tokens spent in 12 h of outage: {tokens}");
    // Thirty seconds each on average once the waits have grown, and a handful while they grow.
    assert!((1_380..=1_500).contains(&tokens), "{tokens}");
}

/// A server that accepts every connection and closes it at once must be backed off from like a dead one.
#[test]
fn accepting_and_closing_is_no_success() {
    let mut world = World::new(42);
    world.act(Act::Reader(Input::Start));
    while world.now.mono_ms < 120_000 {
        world.act(Act::Token(Ok(Grant { ttl_ms: 300_000 })));
        world.act(Act::Opened);
        world.act(Act::Frame(FrameKind::Quotes));
        world.act(Act::Snapshot(true));
        world.act(Act::Closed(1000));
        world.act(Act::Timer(0));
    }
    println!("tokens spent in 2 min of accept and close: {}", world.attempts_at.len());
    assert!(world.attempts_at.len() <= 10, "{:?}", world.attempts_at);
}

#[test]
fn a_connection_that_lasted_starts_its_waits_anew() {
    let mut world = World::new(42);
    world.act(Act::Reader(Input::Start));
    for _ in 0..6 {
        world.act(Act::Token(Err(TokenFailure::Network)));
        world.act(Act::Timer(0));
    }
    help(&mut world);
    let live_ms = world.now.mono_ms;
    while world.now.mono_ms < live_ms + 65_000 {
        world.act(Act::Timer(0));
        world.act(Act::Frame(FrameKind::Pong));
        world.act(Act::Snapshot(true));
    }
    world.act(Act::Closed(1006));
    let wait_ms = world.link.status().retry_at_ms.map(|at| at - world.now.wall_ms);
    assert!(wait_ms <= Some(1_250), "{wait_ms:?}");
}

#[test]
fn two_young_tokens_refused_in_a_row_are_enough() {
    let mut world = World::new(42);
    world.act(Act::Reader(Input::Start));
    for _ in 0..2 {
        world.act(Act::Token(Ok(Grant { ttl_ms: 300_000 })));
        world.act(Act::Opened);
        world.act(Act::Closed(4001));
        world.act(Act::Timer(0));
    }
    assert_eq!(world.link.status().phase, Phase::Halted);
    assert_eq!(world.attempts_at.len(), 2);
}

#[test]
fn a_silent_connection_is_given_up_and_a_sleeping_one_is_asked_again() {
    let mut world = World::new(42);
    help(&mut world);
    world.act(Act::Sleep(7_200_000));
    world.act(Act::Reader(Input::Visible));
    assert_eq!(world.link.status().phase, Phase::Live, "two hours asleep are no proof of death");
    for _ in 0..8 {
        world.act(Act::Timer(0));
    }
    assert_ne!(world.link.status().phase, Phase::Live, "but silence after that is");
}
