//! The ledger's rules by tables, and its law: no day of the provider sees more attempts than it gives tokens.

use std::collections::BTreeMap;
use std::time::Duration;

use proptest::prelude::{Just, Strategy, any, prop};
use proptest::{prop_assert, prop_assert_eq, prop_oneof, proptest};

use super::{DAY_S, DAY_TOKENS, Ledger, Left, Plan, Spent};
use crate::upstream::Quota;

/// Noon UTC.
const NOON_S: u64 = 20_000 * DAY_S + DAY_S / 2;
const MIDNIGHT_S: u64 = NOON_S + DAY_S / 2;

/// An answer of the free plan whose day ends then, as it reads by a clock that says `now_s`.
fn free(now_s: u64, resets_at_s: u64) -> Quota {
    let reset_in = Duration::from_secs(resets_at_s.saturating_sub(now_s).clamp(1, DAY_S));
    Quota { remaining: 150, reset_in, resets_at_s }
}

fn paid(now_s: u64) -> Quota {
    Quota { remaining: 5000, ..free(now_s, now_s + 1800) }
}

/// A ledger of the free plan with so many attempts.
fn with_spent(now_s: u64, count: u32) -> Ledger {
    let mut ledger = Ledger::default();
    ledger.learn(now_s, free(now_s, (now_s / DAY_S + 1) * DAY_S));
    assert_eq!(spend(&mut ledger, now_s, count), count);
    ledger
}

/// Charges until it is refused or `most` are charged.
fn spend(ledger: &mut Ledger, now_s: u64, most: u32) -> u32 {
    let refused = (0..most).find(|_| ledger.charge(now_s).is_err());
    refused.unwrap_or(most)
}

fn spent_for(seconds: u64) -> Result<(), Spent> {
    Err(Spent::For(Duration::from_secs(seconds)))
}

#[test]
fn a_day_of_the_free_plan_holds_thirty_and_ends_at_midnight() {
    let mut ledger = with_spent(NOON_S, 30);
    assert_eq!(ledger.charge(NOON_S), spent_for(DAY_S / 2));
    assert_eq!(ledger.left(NOON_S), Left::Counted { remaining: 0, reset_s: DAY_S / 2 });
    assert_eq!(ledger.charge(MIDNIGHT_S - 1), spent_for(1));
    assert_eq!(spend(&mut ledger, MIDNIGHT_S, 100), 30);
}

#[test]
fn what_is_left_is_thirty_less_what_was_charged() {
    let check = |count: u32| {
        let left = Left::Counted { remaining: 30 - count, reset_s: DAY_S / 2 };
        assert_eq!(with_spent(NOON_S, count).left(NOON_S), left, "{count}");
    };
    check(0);
    check(1);
    check(29);
    check(30);
}

#[test]
fn a_plan_that_is_not_known_is_treated_as_free_and_not_called_so() {
    let mut ledger = Ledger::default();
    assert_eq!(spend(&mut ledger, NOON_S, 100), 30);
    assert_eq!(ledger.charge(NOON_S), Err(Spent::IfFree));
    assert_eq!(ledger.left(NOON_S), Left::Unknown);
    ledger.learn(NOON_S, free(NOON_S, MIDNIGHT_S));
    assert_eq!(ledger.charge(NOON_S), spent_for(DAY_S / 2));
}

#[test]
fn a_paid_plan_is_refused_nothing() {
    let mut ledger = with_spent(NOON_S, 30);
    ledger.learn(NOON_S, paid(NOON_S));
    assert_eq!(spend(&mut ledger, NOON_S, 1000), 1000);
    assert_eq!(ledger.left(NOON_S), Left::Uncounted);
    ledger.learn(NOON_S, free(NOON_S, MIDNIGHT_S));
    assert_eq!(ledger.left(NOON_S), Left::Counted { remaining: 30, reset_s: DAY_S / 2 });
}

#[test]
fn a_day_ends_when_the_provider_says() {
    let evening_s = NOON_S + 6 * 3600;
    let mut ledger = Ledger::default();
    assert_eq!(spend(&mut ledger, NOON_S, 1), 1);
    ledger.learn(NOON_S, free(NOON_S, evening_s));
    assert_eq!(spend(&mut ledger, NOON_S, 100), 29);
    assert_eq!(ledger.charge(evening_s - 1), spent_for(1));
    // Past midnight it is still the provider's same day.
    let morning_s = evening_s + DAY_S;
    ledger.learn(evening_s, free(evening_s, morning_s));
    assert_eq!(spend(&mut ledger, evening_s, 100), 30);
    assert_eq!(ledger.charge(morning_s - 1), spent_for(1));
    assert_eq!(spend(&mut ledger, morning_s, 100), 30);
}

#[test]
fn an_end_out_of_all_reason_is_not_believed() {
    for told_s in [0, NOON_S - 60, NOON_S, NOON_S + 3 * DAY_S, NOON_S * 1000, u64::MAX] {
        let mut ledger = Ledger::default();
        ledger.learn(NOON_S, Quota { reset_in: Duration::from_hours(12), ..free(NOON_S, told_s) });
        assert_eq!(spend(&mut ledger, NOON_S, 30), 30, "{told_s}");
        assert_eq!(ledger.charge(MIDNIGHT_S - 1), spent_for(1), "{told_s}");
        assert_eq!(spend(&mut ledger, MIDNIGHT_S, 100), 30, "{told_s}");
    }
}

#[test]
fn a_pause_is_kept_on_every_plan_and_lasts_a_day_at_most() {
    for quota in [free(NOON_S, MIDNIGHT_S), paid(NOON_S)] {
        let mut ledger = Ledger::default();
        ledger.learn(NOON_S, quota);
        ledger.block(NOON_S, Duration::from_secs(90));
        ledger.block(NOON_S, Duration::from_secs(5));
        assert_eq!(ledger.charge(NOON_S + 60), spent_for(30));
        assert!(ledger.charge(NOON_S + 90).is_ok());
        ledger.block(NOON_S, Duration::MAX);
        assert_eq!(ledger.charge(NOON_S), spent_for(DAY_S));
        assert_eq!(ledger.charge(0), spent_for(DAY_S));
    }
}

#[test]
fn an_attempt_that_never_left_is_taken_back() {
    let mut ledger = with_spent(NOON_S, 30);
    ledger.refund(NOON_S);
    assert_eq!(spend(&mut ledger, NOON_S, 100), 1);
    let mut fresh = Ledger::default();
    fresh.refund(NOON_S);
    assert_eq!(spend(&mut fresh, NOON_S, 100), 30);
}

#[test]
fn a_lost_ledger_counts_as_a_day_used_up() {
    let mut ledger = Ledger::lost(NOON_S);
    assert_eq!(ledger.charge(NOON_S), Err(Spent::IfFree));
    assert_eq!(spend(&mut ledger, MIDNIGHT_S, 100), 30);
    let mut ledger = Ledger::lost(NOON_S);
    ledger.learn(NOON_S, paid(NOON_S));
    assert!(ledger.charge(NOON_S).is_ok());
}

#[test]
fn a_clock_set_back_gives_no_token_back() {
    for back_s in [3600, DAY_S, 2 * DAY_S, 1000 * DAY_S, NOON_S] {
        let mut ledger = with_spent(NOON_S, 30);
        assert!(ledger.charge(NOON_S - back_s).is_err(), "{back_s}");
        // And the right day is known again when the clock is put right.
        assert_eq!(ledger.charge(NOON_S), spent_for(DAY_S / 2), "{back_s}");
    }
}

#[test]
fn a_clock_set_ahead_is_found_out_by_the_first_answer() {
    for ahead_s in [13 * 3600 + 1, DAY_S, 2 * DAY_S, 300 * DAY_S] {
        let mut ledger = with_spent(NOON_S, 28);
        let now_s = NOON_S + ahead_s;
        assert!(ledger.charge(now_s).is_ok());
        ledger.learn(now_s, free(now_s, MIDNIGHT_S));
        assert_eq!(spend(&mut ledger, now_s, 100), 1, "{ahead_s}");
        // The provider's next day is another one, however wrong the clock.
        let next_s = now_s + DAY_S;
        ledger.learn(next_s, free(next_s, MIDNIGHT_S + DAY_S));
        assert_eq!(spend(&mut ledger, next_s, 100), 30, "{ahead_s}");
    }
}

/// What may happen to a server.
#[derive(Clone, Copy, Debug)]
enum Step {
    Pass {
        seconds: u64,
    },
    /// Its clock is this far from the provider's.
    SetClock {
        off_s: i64,
    },
    /// So many visitors want tokens; the answers may be lost with a crash.
    Ask {
        visitors: u32,
        is_heard: bool,
    },
    ReadList,
    Restart,
}

fn steps(clock: impl Strategy<Value = Step> + 'static) -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        (0..20_000_u64).prop_map(|seconds| Step::Pass { seconds }),
        (1..20_u32, any::<bool>())
            .prop_map(|(visitors, is_heard)| Step::Ask { visitors, is_heard }),
        Just(Step::ReadList),
        Just(Step::Restart),
        clock,
    ];
    prop::collection::vec(step, 1..120)
}

/// A provider with the free plan, and a server with a clock of its own.
struct World {
    true_s: u64,
    off_s: i64,
    ledger: Ledger,
    attempts: BTreeMap<u64, u32>,
    clocks_set: u32,
}

impl World {
    fn new() -> Self {
        let (attempts, ledger) = (BTreeMap::new(), Ledger::default());
        Self { true_s: NOON_S, off_s: 0, ledger, attempts, clocks_set: 0 }
    }

    fn now_s(&self) -> u64 {
        self.true_s.saturating_add_signed(self.off_s)
    }

    fn hear(&mut self) -> Quota {
        let quota = free(self.now_s(), (self.true_s / DAY_S + 1) * DAY_S);
        self.ledger.learn(self.now_s(), quota);
        quota
    }

    fn ask(&mut self, is_heard: bool) {
        if self.ledger.charge(self.now_s()).is_err() {
            return;
        }
        let attempts = self.attempts.entry(self.true_s / DAY_S).or_default();
        *attempts += 1;
        let is_refused = *attempts > DAY_TOKENS;
        if is_heard {
            let quota = self.hear();
            if is_refused {
                self.ledger.block(self.now_s(), quota.reset_in);
            }
        }
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::Pass { seconds } => self.true_s += seconds,
            Step::SetClock { off_s } => {
                self.clocks_set += 1;
                self.off_s = off_s;
            }
            Step::Ask { visitors, is_heard } => (0..visitors).for_each(|_| self.ask(is_heard)),
            Step::ReadList => {
                self.hear();
            }
            Step::Restart => self.ledger = Ledger::read(&self.ledger.write()).unwrap(),
        }
    }

    fn most_in_a_day(&self) -> u32 {
        self.attempts.values().copied().max().unwrap_or(0)
    }
}

fn any_clock() -> impl Strategy<Value = Step> {
    let day_s = DAY_S.cast_signed();
    let usual = prop_oneof![Just(0), Just(-day_s), Just(day_s), -day_s..day_s];
    let wild = -30 * day_s..30 * day_s;
    prop_oneof![3 => usual, 1 => wild].prop_map(|off_s| Step::SetClock { off_s })
}

proptest! {
    #[test]
    fn no_day_sees_more_than_thirty_attempts_whatever_restarts_do(steps in steps(Just(Step::Restart))) {
        let mut world = World::new();
        for step in steps {
            world.take(step);
            prop_assert!(world.most_in_a_day() <= DAY_TOKENS, "{:?}", world.attempts);
        }
    }

    #[test]
    fn a_clock_costs_two_attempts_too_many_each_time_it_is_set_at_most(steps in steps(any_clock())) {
        let mut world = World::new();
        for step in steps {
            // A wrong clock takes one day for another until an answer tells, so none is lost here.
            let step = match step {
                Step::Ask { visitors, .. } => Step::Ask { visitors, is_heard: true },
                other => other,
            };
            world.take(step);
            let most = DAY_TOKENS + 2 * world.clocks_set;
            prop_assert!(world.most_in_a_day() <= most, "{:?} {most}", world.attempts);
        }
    }

    #[test]
    fn no_clock_closes_the_tap_for_good(steps in steps(any_clock())) {
        let mut world = World::new();
        for step in steps {
            world.take(step);
        }
        world.off_s = 0;
        let is_open = (0..3 * 24).any(|_| {
            world.true_s += 3600;
            world.ledger.charge(world.true_s).is_ok()
        });
        prop_assert!(is_open, "{:?}", world.ledger);
    }

    #[test]
    fn every_ledger_can_be_written_and_read(steps in steps(any_clock())) {
        let mut world = World::new();
        for step in steps {
            world.take(step);
            let read = Ledger::read(&world.ledger.write()).unwrap();
            prop_assert_eq!(&read, &world.ledger);
            prop_assert!(world.ledger.write().len() < 4096);
            prop_assert!(world.ledger.plan != Plan::Paid);
        }
    }
}
