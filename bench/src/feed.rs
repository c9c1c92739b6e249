//! One seeded feed: the same messages at the same times for every page that is measured.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use axum::extract::ws::Utf8Bytes;
use simulator::trace::{self, Offer, Oracle, Place, Spec, Step, Trace};
use tokio::sync::{broadcast, watch};
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval};

/// Messages are handed to the sockets this often.
const TICK: Duration = Duration::from_millis(1);
/// What a socket may be behind, in ticks with messages, before it is cut off: four seconds at high rates.
const BEHIND: usize = 4096;
/// Probes stand this far above every other price, in hundredths, and count up from there.
const PROBES: u32 = 50_000;
/// After so many probes their prices would no longer be valid; the count begins again.
const PROBES_MAX: u32 = 50_000;

/// Prices in a snapshot at most: clients take no answer of more than a few megabytes.
const SNAPSHOT: usize = 48_000;

/// What goes out at one tick.
pub type Batch = Arc<[Utf8Bytes]>;

/// A feed that is silent until it is played.
#[derive(Clone, Debug)]
pub struct Feed(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    said: Mutex<Said>,
    out: broadcast::Sender<Batch>,
    dropped: watch::Sender<u64>,
    sent: AtomicU64,
}

/// What was said so far.
#[derive(Debug)]
struct Said {
    trace: Trace,
    oracle: Oracle,
    /// The newest second that a message carried: none after it carries an older one.
    newest_ms: i64,
    probes: u32,
}

/// A feed while it plays.
#[derive(Debug)]
#[must_use = "it plays until it is stopped or dropped"]
pub struct Playing {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Feed {
    /// A feed at its start.
    pub fn new(spec: Spec) -> Self {
        let said = Said::new(spec);
        Self(Arc::new(Inner {
            said: Mutex::new(said),
            out: broadcast::channel(BEHIND).0,
            dropped: watch::channel(0).0,
            sent: AtomicU64::new(0),
        }))
    }

    /// Goes back to the start of a trace, for the next page.
    pub fn restart(&self, spec: Spec) {
        *self.said() = Said::new(spec);
        self.0.sent.store(0, Ordering::Relaxed);
    }

    /// The current prices as a site's server answers them; what exceeds its size is left to [`Feed::rest`].
    pub fn snapshot(&self) -> String {
        let mut said = self.said();
        let (spec, now) = (said.trace.spec(), said.now_ms());
        let size = snapshot_size(spec);
        let is_complete = size >= spec.matches * spec.outcomes * spec.books;
        trace::snapshot(spec, said.trace.standing().take(size), is_complete, now)
    }

    /// The prices that the snapshot had no room for.
    pub fn rest(&self) -> Vec<Step> {
        let said = self.said();
        said.trace.standing().skip(snapshot_size(said.trace.spec())).collect()
    }

    /// What a socket hears from now on.
    pub fn listen(&self) -> broadcast::Receiver<Batch> {
        self.0.out.subscribe()
    }

    /// Every socket that is open when the number changes is to be dropped.
    pub fn drops(&self) -> watch::Receiver<u64> {
        self.0.dropped.subscribe()
    }

    /// Drops all sockets, as a network does.
    pub fn drop_sockets(&self) {
        self.0.dropped.send_modify(|times| *times += 1);
    }

    /// Messages since the start.
    pub fn sent(&self) -> u64 {
        self.0.sent.load(Ordering::Relaxed)
    }

    /// Begins to play so many messages a second, evenly.
    pub fn play(&self, per_s: f64) -> Playing {
        let (stop, stopped) = watch::channel(false);
        let feed = self.clone();
        let task = tokio::spawn(async move {
            let start = Instant::now();
            let mut ticks = interval(TICK);
            ticks.set_missed_tick_behavior(MissedTickBehavior::Skip);
            let mut sent = 0;
            // Whoever plays it says so, or is gone.
            while stopped.has_changed().is_ok_and(|has_changed| !has_changed) {
                ticks.tick().await;
                let due = (start.elapsed().as_secs_f64() * per_s) as u64;
                feed.send(due - sent);
                sent = due;
            }
        });
        Playing { stop, task }
    }

    /// Ticks that the slowest socket has not taken yet.
    pub fn backlog(&self) -> usize {
        self.0.out.len()
    }

    /// Sends so many messages at once.
    pub fn send(&self, count: u64) {
        if count == 0 {
            return;
        }
        let mut said = self.said();
        let (spec, now) = (said.trace.spec(), said.now_ms());
        let mut batch = Vec::with_capacity(count as usize);
        for _ in 0..count {
            let Some(step) = said.trace.next() else { break };
            said.oracle.take(&step);
            batch.push(Utf8Bytes::from(trace::frame(spec, &step, now)));
        }
        drop(said);
        self.0.sent.fetch_add(batch.len() as u64, Ordering::Relaxed);
        // Nobody may listen, as between two pages.
        let _ = self.0.out.send(batch.into());
    }

    /// Sends prices that stand anyway, so that whoever has not read them hears of them.
    pub fn repeat(&self, steps: &[Step]) {
        let mut said = self.said();
        let (spec, now) = (said.trace.spec(), said.now_ms());
        drop(said);
        let batch = steps.iter().map(|step| Utf8Bytes::from(trace::frame(spec, step, now)));
        let _ = self.0.out.send(batch.collect());
    }

    /// Sends one price of a match's first selection that is better than all others, by a bookmaker of its own.
    /// Gives its odds in hundredths, and when it left, in milliseconds since the epoch.
    pub fn probe(&self, match_number: usize) -> (u32, f64) {
        let mut said = self.said();
        let (spec, now) = (said.trace.spec(), said.now_ms());
        let hundredths = PROBES + said.probes % PROBES_MAX;
        said.probes += 1;
        let place = Place { match_number, outcome: 0, book: spec.books };
        let step = Step { place, offer: Offer::Open(hundredths) };
        said.oracle.take(&step);
        let text = Utf8Bytes::from(trace::frame(spec, &step, now));
        drop(said);
        let at_ms = since_epoch().as_secs_f64() * 1000.0;
        let _ = self.0.out.send([text].into());
        (hundredths, at_ms)
    }

    /// Looks up what is right by now.
    pub fn with_oracle<T>(&self, look: impl FnOnce(&Oracle) -> T) -> T {
        look(&self.said().oracle)
    }

    /// What the trace is about.
    pub fn spec(&self) -> Spec {
        self.said().trace.spec()
    }

    fn said(&self) -> MutexGuard<'_, Said> {
        self.0.said.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Playing {
    /// Stops it; when this returns, nothing more is sent.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        // It cannot fail: it does nothing but count and send.
        let _ = self.task.await;
    }
}

impl Said {
    fn new(spec: Spec) -> Self {
        let (trace, mut oracle) = (Trace::new(spec), Oracle::default());
        trace.standing().for_each(|step| oracle.take(&step));
        Self { trace, oracle, newest_ms: 0, probes: 0 }
    }

    /// The time that goes into a message.
    fn now_ms(&mut self) -> i64 {
        let now = i64::try_from(since_epoch().as_millis()).unwrap_or_default();
        self.newest_ms = self.newest_ms.max(now);
        self.newest_ms
    }
}

/// How many prices fit into a snapshot: those of whole matches.
fn snapshot_size(spec: Spec) -> usize {
    let of_a_match = (spec.outcomes * spec.books).max(1);
    (spec.matches * of_a_match).min(SNAPSHOT / of_a_match * of_a_match)
}

fn since_epoch() -> Duration {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Feed, Spec};

    #[test]
    fn what_is_sent_is_what_the_oracle_knows() {
        let feed = Feed::new(Spec::default());
        let mut heard = feed.listen();
        feed.send(500);
        let (hundredths, _) = feed.probe(7);
        assert_eq!(heard.try_recv().unwrap().len(), 500);
        assert!(heard.try_recv().unwrap()[0].contains(r#""odds":500.00"#));
        assert_eq!(feed.sent(), 500);
        let best = feed.with_oracle(|oracle| oracle.best(7, 0)).unwrap();
        assert_eq!((best.hundredths, best.books), (hundredths, vec![8]));
        feed.restart(Spec::default());
        assert_ne!(feed.with_oracle(|oracle| oracle.best(7, 0)).unwrap().hundredths, hundredths);
    }
}
