//! Work over time that is ordered from outside: a flood of quotes, and a plan of faults.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until};

use crate::counters::Happening;
use crate::fault::{Plan, Planned, RuleId};
use crate::service::Service;

/// Time between two pieces of a flood, so that a second's quotes are spread over it.
const PIECE: Duration = Duration::from_millis(20);
const FASTEST_PER_S: u32 = 50_000;
const LONGEST_S: u32 = 3_600;

/// So many quotes a second for so long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Flood {
    rate_per_s: u64,
    seconds: u64,
}

impl Flood {
    pub(crate) fn new(rate_per_s: u32, seconds: u32) -> Self {
        Self {
            rate_per_s: rate_per_s.min(FASTEST_PER_S).into(),
            seconds: seconds.min(LONGEST_S).into(),
        }
    }
}

/// Carries out the newest order; another one takes its place.
pub(crate) async fn carry_out<T: Clone, W: Future<Output = ()>>(
    mut orders: watch::Receiver<Option<T>>,
    work: impl Fn(T) -> W,
) {
    // What was ordered before this began counts too.
    orders.mark_changed();
    while orders.changed().await.is_ok() {
        loop {
            let Some(order) = orders.borrow_and_update().clone() else { break };
            tokio::select! {
                () = work(order) => break,
                changed = orders.changed() => if changed.is_err() { return },
            }
        }
    }
}

/// Sends the quotes of a flood, as many as are due by now in every piece.
pub(crate) async fn flood(service: Arc<Service>, flood: Flood) {
    let Flood { rate_per_s, seconds } = flood;
    service.note(Happening::FloodBegan { rate_per_s, seconds });
    let (begun, whole) = (Instant::now(), rate_per_s * seconds);
    let mut pieces = interval(PIECE);
    pieces.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut due, mut sent) = (0, 0);
    while due < whole {
        pieces.tick().await;
        let elapsed_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        let due_now = whole.min(elapsed_ms.saturating_mul(rate_per_s) / 1000);
        sent += service.nudge(usize::try_from(due_now - due).unwrap_or(usize::MAX));
        due = due_now;
    }
    service.note(Happening::FloodEnded { sent });
}

/// Puts the rules of each planned fault in force for its time.
pub(crate) async fn play(service: Arc<Service>, plan: Plan) {
    let begun = Instant::now();
    for Planned { from_ms, until_ms, fault } in plan.faults {
        sleep_until(begun + Duration::from_millis(from_ms)).await;
        service.note(Happening::FaultBegan { name: fault.name.clone() });
        let rules = fault.rules.into_iter().map(|rule| service.faults.add(rule)).collect();
        let _in_force = InForce { service: &service, rules, name: fault.name };
        sleep_until(begun + Duration::from_millis(until_ms)).await;
    }
}

/// The rules of a fault, which are removed with this, however the plan ends.
struct InForce<'a> {
    service: &'a Service,
    rules: Vec<RuleId>,
    name: String,
}

impl Drop for InForce<'_> {
    fn drop(&mut self) {
        for rule in &self.rules {
            self.service.faults.remove(*rule);
        }
        self.service.note(Happening::FaultEnded { name: std::mem::take(&mut self.name) });
    }
}
