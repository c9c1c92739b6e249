//! The provider's lists, cached: any number of visitors who ask the same cost one read per refresh.

mod answer;
mod pacer;
mod packed;
mod page;
mod query;
mod sweep;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared};
use tokio::task::JoinError;

pub(crate) use answer::{bookmakers, odds, sports, value_bets};
pub(crate) use query::BadValue;

use crate::purse::Purse;
use crate::settings::Limits;
use crate::upstream::{Failure, Upstream};
use pacer::Pacer;
use packed::Packed;
use page::Page;
use query::{Kind, Query};
use sweep::Capped;

/// Different questions kept at once; each costs reads of its own.
const MOST_ENTRIES: usize = 256;
/// A question nobody asked for this long is forgotten.
const FORGET: Duration = Duration::from_mins(10);
/// A question asked within this time counts when the quota is shared out.
const ACTIVE: Duration = Duration::from_mins(2);
/// The lists of sports and bookmakers change seldom.
const LIST_FLOOR: Duration = Duration::from_mins(5);
/// How long a visitor waits for the first answer.
const FIRST: Duration = Duration::from_secs(15);
/// After a failure the next try is this long away, twice as long after each further one.
const RETRY: Duration = Duration::from_secs(5);
const RETRY_LONGEST: Duration = Duration::from_mins(1);
/// A refusal by plan or by parameter costs quota as well, so it is remembered.
const REFUSED: Duration = Duration::from_mins(5);

type Flight = Shared<BoxFuture<'static, ()>>;

/// All cached lists, and the budget for reading them.
pub(crate) struct Feed {
    upstream: Arc<Upstream>,
    purse: Purse,
    limits: Limits,
    pacer: Mutex<Pacer>,
    entries: Mutex<HashMap<Query, Arc<Mutex<Entry>>>>,
}

/// One question, what was last answered, and the read under way.
struct Entry {
    current: Option<Arc<Rows>>,
    failure: Option<Failure>,
    failures: u32,
    due: Instant,
    asked: Instant,
    flight: Option<Flight>,
    capped: Capped,
}

/// The rows of a list at one time.
pub(crate) struct Rows {
    packed: Packed,
    /// The raw rows of the short lists, which reads of the long one are split by.
    raw: Vec<u8>,
    count: usize,
    dropped: usize,
    complete: bool,
    /// Requests it took.
    cost: u32,
    /// Before the first request went out, so that no row is older than it says.
    fetched: SystemTime,
    read: Instant,
}

/// What a visitor gets.
pub(crate) struct Found {
    rows: Arc<Rows>,
    next_refresh: Duration,
}

impl Feed {
    pub(crate) fn new(upstream: Arc<Upstream>, purse: Purse, limits: Limits) -> Self {
        let pacer = Mutex::new(Pacer::new(Instant::now()));
        Self { upstream, purse, limits, pacer, entries: Mutex::default() }
    }

    /// Reads the shortest list, if it was not read lately, for what the provider says beside it.
    pub(crate) async fn hear_of_the_quota(self: &Arc<Self>) {
        // Whoever asked looks at what was learnt, not at the list.
        let _unread = self.get(&Query::all(Kind::Sports)).await;
    }

    /// The newest rows that can be had without overdrawing the quota.
    pub(crate) async fn get(self: &Arc<Self>, query: &Query) -> Result<Found, Failure> {
        let entry = self.entry(query)?;
        let (flight, patience) = {
            let mut state = lock(&entry);
            let now = Instant::now();
            state.asked = now;
            if now < state.due {
                return state.answer(now, self.limits.stale);
            }
            let usable = state.usable(now, self.limits.stale).is_some();
            let flight = state.flight.get_or_insert_with(|| self.depart(query.clone(), &entry));
            (flight.clone(), if usable { self.limits.patience } else { FIRST })
        };
        // Whoever gives up leaves the read running for the others.
        let _late = tokio::time::timeout(patience, flight).await;
        lock(&entry).answer(Instant::now(), self.limits.stale)
    }

    fn entry(&self, query: &Query) -> Result<Arc<Mutex<Entry>>, Failure> {
        let now = Instant::now();
        let mut entries = lock(&self.entries);
        if !entries.contains_key(query) {
            entries.retain(|_, entry| lock(entry).is_wanted(now));
            if entries.len() >= MOST_ENTRIES {
                return Err(Failure::RateLimited(ACTIVE));
            }
        }
        Ok(entries
            .entry(query.clone())
            .or_insert_with(|| Arc::new(Mutex::new(Entry::new(now))))
            .clone())
    }

    /// Starts a read that lives on when the visitor who caused it leaves.
    fn depart(self: &Arc<Self>, query: Query, entry: &Arc<Mutex<Entry>>) -> Flight {
        let entry = entry.clone();
        let task = tokio::spawn(self.clone().refresh(query, entry.clone()));
        let ended = move |ended: Result<(), JoinError>| {
            if ended.is_err() {
                lock(&entry).settle(Err(Failure::Unavailable), |_| RETRY);
            }
        };
        task.map(ended).boxed().shared()
    }

    fn refresh(self: Arc<Self>, query: Query, entry: Arc<Mutex<Entry>>) -> BoxFuture<'static, ()> {
        async move {
            let mut capped = std::mem::take(&mut lock(&entry).capped);
            let begun = (SystemTime::now(), Instant::now());
            let swept = sweep::sweep(&self, &query, &mut capped).await;
            let rows = match swept {
                Ok(swept) => pack(swept, &query, begun).await,
                Err(failure) => Err(failure),
            };
            let others = self.active_cost(&entry);
            let mut state = lock(&entry);
            state.capped = capped;
            state.settle(rows.map(Arc::new), |cost| self.interval(&query, others + cost));
        }
        .boxed()
    }

    /// What a round of all other reads under way costs.
    fn active_cost(&self, but: &Arc<Mutex<Entry>>) -> u32 {
        let now = Instant::now();
        let entries: Vec<_> = lock(&self.entries).values().cloned().collect();
        let others = entries.iter().filter(|entry| !Arc::ptr_eq(entry, but));
        others.map(|entry| lock(entry).active_cost(now)).sum()
    }

    fn interval(&self, query: &Query, cost: u32) -> Duration {
        let floor = match query.kind() {
            Kind::Odds | Kind::ValueBets => self.limits.floor,
            Kind::Sports | Kind::Bookmakers => self.limits.floor.max(LIST_FLOOR),
        };
        lock(&self.pacer).interval(cost, floor)
    }

    /// One request to the provider, if the quota allows it.
    async fn fetch(&self, query: &Query) -> Result<Page, Failure> {
        lock(&self.pacer).take(Instant::now()).map_err(Failure::RateLimited)?;
        let outcome = self.upstream.get(query.kind().path(), query.params()).await;
        if let Some(quota) = outcome.quota {
            self.purse.learn(quota).await;
        }
        {
            let (now, mut pacer) = (Instant::now(), lock(&self.pacer));
            if let Some(quota) = outcome.quota {
                pacer.observe(now, quota);
            }
            if let Err(Failure::RateLimited(pause)) = outcome.body {
                pacer.block(now, pause);
            }
        }
        let is_secret = |row: &str| self.upstream.repeats_key(row);
        page::read(query.kind(), &outcome.body?, is_secret).ok_or(Failure::Unavailable)
    }

    /// Whether the quota allows this many requests now.
    fn affords(&self, requests: usize) -> bool {
        lock(&self.pacer).permits(Instant::now()) >= requests
    }

    fn remaining(&self) -> Option<u32> {
        lock(&self.pacer).remaining()
    }
}

async fn pack(
    swept: sweep::Swept,
    query: &Query,
    (fetched, read): (SystemTime, Instant),
) -> Result<Rows, Failure> {
    let sweep::Swept { page, complete, cost } = swept;
    let raw = match query.kind() {
        Kind::Sports | Kind::Bookmakers => page.rows.clone(),
        Kind::Odds | Kind::ValueBets => Vec::new(),
    };
    let (count, dropped) = (page.count, page.dropped);
    let plain = [b"{\"data\":[".as_slice(), &page.rows, b"]"].concat();
    drop(page);
    let packed = tokio::task::spawn_blocking(move || Packed::new(plain)).await;
    let packed = packed.ok().and_then(Result::ok).ok_or(Failure::Unavailable)?;
    Ok(Rows { packed, raw, count, dropped, complete, cost, fetched, read })
}

impl Entry {
    fn new(now: Instant) -> Self {
        Self {
            current: None,
            failure: None,
            failures: 0,
            due: now,
            asked: now,
            flight: None,
            capped: Capped::default(),
        }
    }

    fn is_wanted(&self, now: Instant) -> bool {
        self.flight.is_some() || now.saturating_duration_since(self.asked) < FORGET
    }

    fn active_cost(&self, now: Instant) -> u32 {
        let active = now.saturating_duration_since(self.asked) < ACTIVE;
        self.current.as_ref().filter(|_| active).map_or(0, |rows| rows.cost)
    }

    /// The last rows, unless they are too old to stand in.
    fn usable(&self, now: Instant, stale: Duration) -> Option<&Arc<Rows>> {
        let fresh = now < self.due && self.failure.is_none();
        let age = |rows: &Rows| now.saturating_duration_since(rows.read);
        self.current.as_ref().filter(|rows| fresh || age(rows) < stale)
    }

    fn answer(&self, now: Instant, stale: Duration) -> Result<Found, Failure> {
        let next_refresh = self.due.saturating_duration_since(now);
        match self.usable(now, stale) {
            Some(rows) => Ok(Found { rows: rows.clone(), next_refresh }),
            None => Err(match self.failure {
                Some(Failure::RateLimited(_)) => Failure::RateLimited(next_refresh),
                Some(failure) => failure,
                None => Failure::Unavailable,
            }),
        }
    }

    fn settle(&mut self, rows: Result<Arc<Rows>, Failure>, interval: impl Fn(u32) -> Duration) {
        self.flight = None;
        match rows {
            Ok(rows) => {
                self.due = rows.read + interval(rows.cost);
                self.current = Some(rows);
                self.failure = None;
                self.failures = 0;
            }
            Err(failure) => {
                self.due = Instant::now() + self.hold(failure);
                self.failure = Some(failure);
                self.failures = self.failures.saturating_add(1);
            }
        }
    }

    fn hold(&self, failure: Failure) -> Duration {
        match failure {
            Failure::RateLimited(pause) => pause,
            Failure::Plan(_) | Failure::BadRequest => REFUSED,
            Failure::Rejected => RETRY_LONGEST,
            Failure::Unreached | Failure::Unavailable => {
                RETRY.saturating_mul(1 << self.failures.min(5)).min(RETRY_LONGEST)
            }
        }
    }
}

/// A panic while the lock was held left the state as it was, so it can be used.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
