//! What all handlers share: the world behind a lock, the feed, the door with its quotas, the counters.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::ws::Utf8Bytes;
use tokio::sync::{broadcast, watch};

use crate::clock::Clock;
use crate::config::Config;
use crate::counters::{Counters, Happening};
use crate::errand::Flood;
use crate::fault;
use crate::fault::rules::{Faults, Rules, Strike};
use crate::quota::Quota;
use crate::random::Random;
use crate::scenario::Scenario;
use crate::tokens::Mint;
use crate::world::{Message, World};

/// Batches a slow socket may lag behind; at twenty a second this is about thirteen seconds.
pub(crate) const BACKLOG: usize = 256;
/// Share of token requests that fail in the flap scenario.
const FLAKINESS: f64 = 0.25;

/// A frame ready for every socket it concerns.
#[derive(Clone, Debug)]
pub(crate) struct Outgoing {
    /// What filters look at; `None` goes to everyone.
    pub(crate) tags: Option<Tags>,
    pub(crate) text: Utf8Bytes,
}

/// What the filters of a socket look at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tags {
    pub(crate) sport: &'static str,
    pub(crate) competition: &'static str,
    pub(crate) bookmaker: &'static str,
    pub(crate) is_live: bool,
}

impl From<Message> for Outgoing {
    fn from(message: Message) -> Self {
        let Message { sport, competition, bookmaker, is_live, text } = message;
        let tags = Some(Tags { sport, competition, bookmaker, is_live });
        Self { tags, text: text.into() }
    }
}

/// What all sockets are told to do.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Order {
    /// End, with this code or without a close frame.
    Close(Option<u16>),
    /// Stay open and do nothing at all.
    Stall,
}

/// Who may come in, how often, and with what.
#[derive(Debug)]
pub(crate) struct Door {
    pub(crate) key: String,
    pub(crate) requests: Quota,
    pub(crate) token_requests: Option<Quota>,
    pub(crate) mint: Mint,
    /// Token requests are answered with this status and code.
    pub(crate) refusal: Option<(u16, String)>,
    flakiness: Option<Random>,
}

/// The simulated service.
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) config: Config,
    pub(crate) clock: Clock,
    pub(crate) counters: Counters,
    pub(crate) feed: broadcast::Sender<Arc<[Outgoing]>>,
    pub(crate) orders: broadcast::Sender<Order>,
    pub(crate) ending: watch::Sender<bool>,
    pub(crate) faults: Faults,
    /// The newest order of each kind.
    pub(crate) floods: watch::Sender<Option<Flood>>,
    pub(crate) plans: watch::Sender<Option<fault::Plan>>,
    sockets: AtomicU64,
    world: Mutex<World>,
    door: Mutex<Door>,
}

impl Service {
    pub(crate) fn new(config: Config) -> Self {
        let clock = Clock::new(config.start);
        let Config { seed, scenario, plan, burst, assumptions, .. } = &config;
        let world = World::new(*seed, *scenario, clock.start(), *burst, assumptions);
        let window =
            if plan.tokens().is_some() { assumptions.free_window } else { assumptions.paid_window };
        let door = Door {
            key: config.key.clone(),
            requests: Quota::new(plan.requests(), window),
            token_requests: plan.tokens().map(|limit| Quota::new(limit, assumptions.free_window)),
            mint: Mint::new(*seed, &config.key),
            refusal: None,
            flakiness: (*scenario == Scenario::Flap).then(|| Random::new(*seed)),
        };
        Self {
            clock,
            counters: Counters::new(),
            feed: broadcast::Sender::new(BACKLOG),
            orders: broadcast::Sender::new(16),
            ending: watch::Sender::new(false),
            faults: Faults::new(),
            floods: watch::Sender::new(None),
            plans: watch::Sender::new(None),
            sockets: AtomicU64::new(0),
            world: Mutex::new(world),
            door: Mutex::new(door),
            config,
        }
    }

    /// The market as it was at the last tick.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn door(&self) -> MutexGuard<'_, Door> {
        self.door.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Brings the market up to the clock, lets `act` change it, and publishes what came of both.
    pub(crate) fn act<T>(&self, act: impl FnOnce(&mut World) -> (Vec<Message>, T)) -> T {
        let mut world = self.world();
        let mut messages = world.advance(self.clock.now());
        let (more, outcome) = act(&mut world);
        messages.extend(more);
        // Published under the lock, so that the feed has the order of the world.
        self.publish(messages.into_iter().map(Outgoing::from).collect());
        outcome
    }

    /// Sends frames to the sockets, after the faults that are switched on.
    pub(crate) fn publish(&self, mut batch: Vec<Outgoing>) {
        let assumptions = &self.config.assumptions;
        if assumptions.duplicate {
            batch = batch.into_iter().flat_map(|frame| [frame.clone(), frame]).collect();
        }
        if assumptions.reorder {
            batch.reverse();
        }
        if !batch.is_empty() {
            // An error only says that no socket is open.
            let _ = self.feed.send(batch.into());
        }
    }

    /// Moves so many prices by one rung each and publishes them; says how many it were.
    pub(crate) fn nudge(&self, quotes: usize) -> u64 {
        let moved = self.act(|world| {
            let messages = world.nudge(quotes);
            let moved = messages.len() as u64;
            (messages, moved)
        });
        self.counters.flooded(moved);
        moved
    }

    /// The number of a new socket.
    pub(crate) fn next_socket(&self) -> u64 {
        self.sockets.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Asks the rules what is to happen, and notes what they say.
    pub(crate) fn ask<A>(
        &self,
        socket: Option<u64>,
        ask: impl FnOnce(&mut Rules) -> Option<Strike<A>>,
    ) -> Option<A> {
        let Strike { rule, applied, act } = ask(&mut self.faults.rules())?;
        self.note(Happening::RuleApplied { rule, applied, socket });
        Some(act)
    }

    pub(crate) fn note(&self, happening: Happening) {
        self.counters.note(self.clock.now(), happening);
    }
}

impl Door {
    /// Whether this token request is one of those that fail in the flap scenario.
    pub(crate) fn fails(&mut self) -> bool {
        self.flakiness.as_mut().is_some_and(|random| random.chance(FLAKINESS))
    }
}
