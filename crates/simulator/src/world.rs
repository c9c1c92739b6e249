//! The market itself: matches, bookmakers and prices, moved by virtual time and one seed.
//!
//! The world knows neither sockets nor clocks. [`World::advance`] plays every event up to an instant
//! and returns the frames the provider would push; the same seed, scenario and start give the same
//! frames however the time is cut into steps.

mod desk;
pub(crate) mod draw;
pub(crate) mod fixture;
mod hostile;
mod ladder;
mod life;
mod market;
mod message;
mod nudge;
mod outlook;
mod quote;
mod rows;
mod steer;
mod tempo;
mod value;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::sync::Arc;
use std::time::Duration;

use crate::assumptions::Assumptions;
use crate::data::bookmakers::BOOKMAKERS;
use crate::random::Random;
use crate::scenario::Scenario;
use crate::time::Millis;
use crate::world::desk::Desk;
use crate::world::fixture::Fixture;
use crate::world::hostile::Hostility;
use crate::world::market::{MainLines, Market};
use crate::world::nudge::Nudges;
use crate::world::tempo::Tempo;

pub(crate) use self::hostile::bad_rows;
pub use self::message::Message;
pub use self::rows::{Match, Price, RowFilter};
pub use self::steer::{SteerError, Target};
pub(crate) use self::value::ValueFilter;

/// How often and how hard the burst scenario moves the market.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Burst {
    /// Time between two bursts.
    pub every: Duration,
    /// Messages in one burst, at least.
    pub messages: usize,
}

impl Default for Burst {
    fn default() -> Self {
        Self { every: Duration::from_secs(15), messages: 3000 }
    }
}

/// The simulated market.
#[derive(Debug)]
pub struct World {
    random: Random,
    now: Millis,
    tempo: Tempo,
    assumptions: Assumptions,
    burst: Burst,
    matches: BTreeMap<u32, Entry>,
    next_match: u32,
    queue: BinaryHeap<Reverse<Event>>,
    next_event: u64,
    hostility: Hostility,
    nudges: Nudges,
    /// Until when each bookmaker says nothing.
    silent_until: [Millis; BOOKMAKERS.len()],
    paused: bool,
    outbox: Vec<Message>,
}

/// A match with everything said about it.
#[derive(Debug)]
struct Entry {
    fixture: Fixture,
    lines: MainLines,
    markets: Arc<[Market]>,
    /// Counts the changes of `markets`.
    version: u64,
    /// Every bookmaker takes in at least this version at its next scrape.
    urgent: u64,
    desks: [Desk; BOOKMAKERS.len()],
    /// Nobody scrapes this match.
    quiet: bool,
}

/// Something due at an instant; the number keeps the order of equals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Event {
    at: Millis,
    number: u64,
    task: Task,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Task {
    /// A look at the match itself.
    Step(u32),
    /// A bookmaker's prices for a match are scraped.
    Scrape(u32, usize),
    /// A match that is over leaves the list, and a new one takes its place.
    Replace(u32),
    /// A place in a competition, by its number, is to be filled.
    Announce(usize),
    Burst,
    Silence,
}

impl World {
    /// A market as it stands at `start`, with prices already on show.
    pub fn new(
        seed: u64,
        scenario: Scenario,
        start: Millis,
        burst: Burst,
        assumptions: &Assumptions,
    ) -> Self {
        let mut world = Self {
            random: Random::new(seed),
            now: start,
            tempo: Tempo::of(scenario),
            assumptions: assumptions.clone(),
            burst,
            matches: BTreeMap::new(),
            next_match: 0,
            queue: BinaryHeap::new(),
            next_event: 0,
            hostility: Hostility::new(seed),
            nudges: Nudges::default(),
            silent_until: [Millis::MIN; BOOKMAKERS.len()],
            paused: false,
            outbox: Vec::new(),
        };
        world.populate();
        world.outbox.clear();
        if world.tempo.bursts {
            world.schedule(start + millis(burst.every), Task::Burst);
        }
        if world.tempo.silences {
            world.schedule(start + 5_000, Task::Silence);
        }
        world
    }

    /// The instant up to which everything has happened.
    pub fn now(&self) -> Millis {
        self.now
    }

    /// Plays everything up to `to` and returns the frames that were pushed, in order.
    pub fn advance(&mut self, to: Millis) -> Vec<Message> {
        while let Some(Reverse(event)) = self.queue.peek().copied() {
            if event.at > to {
                break;
            }
            self.queue.pop();
            self.now = self.now.max(event.at);
            self.perform(event.task);
        }
        self.now = self.now.max(to);
        self.flush()
    }

    /// Stops or restarts all movement: no new prices, no goals, no kick-offs. Scrapes go on, so that
    /// what is on show stays confirmed.
    pub fn set_paused(&mut self, paused: bool) {
        self.paused = paused;
    }

    fn flush(&mut self) -> Vec<Message> {
        std::mem::take(&mut self.outbox)
    }

    fn schedule(&mut self, at: Millis, task: Task) {
        let number = self.next_event;
        self.next_event += 1;
        self.queue.push(Reverse(Event { at, number, task }));
    }

    fn perform(&mut self, task: Task) {
        match task {
            Task::Step(id) => self.step(id),
            Task::Scrape(id, book) => self.scrape_in_turn(id, book),
            Task::Replace(id) => self.replace(id),
            Task::Announce(competition) => self.announce(competition),
            Task::Burst => {
                self.move_many(self.burst.messages);
                self.schedule(self.now + millis(self.burst.every).max(1), Task::Burst);
            }
            Task::Silence => self.silence_somebody(),
        }
    }
}

/// A duration in milliseconds; the longest ones saturate.
pub(crate) fn millis(duration: Duration) -> Millis {
    Millis::try_from(duration.as_millis()).unwrap_or(Millis::MAX)
}
