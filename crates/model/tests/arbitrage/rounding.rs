//! Round stakes beside every stake that there is.

use model::arbitrage::{Account, Assessment, Leg, Rules, assess};
use model::commission::Commission;
use model::freshness::Age;
use model::line::Line;
use model::market::{Kind, Outcome};
use model::stakes::{Order, Plan, Slip, stakes};
use proptest::prelude::*;

use crate::brute;
use crate::sample::{BOOKS, NOW, Sample, group, odds, price};

/// Two euros: at odds in hundredths, half of a win is a whole number of cents.
const STEP: i64 = 200;

/// A set of legs, and what each returns of a unit in each result.
#[derive(Clone, Debug)]
struct Set {
    assessment: Assessment,
    rows: Vec<Vec<i128>>,
}

impl Set {
    fn of(kind: Kind, outcomes: &[Outcome], odds: &[u32]) -> Self {
        let leg = |(book, (outcome, odds)): (usize, (&Outcome, &u32))| Leg {
            outcome: *outcome,
            offer: price(*odds),
            book: BOOKS[book],
            account: Account { group: group(book), commission: Commission::default() },
            seen: NOW,
            age: Age::Fresh,
            live: false,
        };
        let offers: Vec<_> = outcomes.iter().zip(odds).enumerate().map(leg).collect();
        let sample = Sample { kind, has_draw: outcomes.len() == 3, offers };
        let assessment = assess(&sample.field(), &sample.offers, &Rules::default());
        let rows = brute::rows(&sample, &sample.offers);
        Self { assessment: assessment.expect("a set of legs"), rows }
    }

    fn legs(&self) -> usize {
        self.assessment.odds.len()
    }

    /// The least that these stakes bring, in cents.
    fn worst(&self, stakes: &[i64]) -> i64 {
        let profit = |row: &Vec<i128>| {
            let legs = row.iter().zip(stakes);
            let returned: i128 = legs.map(|(factor, stake)| factor * i128::from(*stake)).sum();
            assert_eq!(returned % 2_000_000, 0, "whole cents");
            i64::try_from(returned / 2_000_000).expect("small") - stakes.iter().sum::<i64>()
        };
        self.rows.iter().map(profit).min().expect("a result")
    }

    /// The best worst case of all stakes that add up to so many steps.
    fn best_of_total(&self, steps: i64) -> Option<i64> {
        let pairs = (1..steps).map(|first| vec![first * STEP, (steps - first) * STEP]);
        let triples = (1..steps).flat_map(|first| {
            let second = 1..steps - first;
            second.map(move |second| [first, second, steps - first - second].map(|n| n * STEP))
        });
        match self.legs() {
            2 => pairs.map(|stakes| self.worst(&stakes)).max(),
            _ => triples.map(|stakes| self.worst(&stakes)).max(),
        }
    }

    fn slip(&self, plan: Plan, caps: &[Option<i64>]) -> Option<Slip> {
        let slip = stakes(&self.assessment, &Order { plan, step: STEP, caps }).ok()?;
        assert_eq!(slip.worst, self.worst(&slip.stakes), "the worst case is that of the stakes");
        assert_eq!(slip.outlay, slip.stakes.iter().sum::<i64>());
        Some(slip)
    }
}

fn set() -> impl Strategy<Value = Set> {
    let line = Line::from_quarters;
    let winner = prop::collection::vec(odds(), 2..=3).prop_map(|odds| {
        if odds.len() == 2 {
            Set::of(Kind::Moneyline, &[Outcome::Home(None), Outcome::Away(None)], &odds)
        } else {
            let outcomes = [Outcome::Home(None), Outcome::Draw, Outcome::Away(None)];
            // Half as much again as for two, so that some sets bring something.
            let odds: Vec<u32> = odds.iter().map(|odds| odds * 3 / 2).collect();
            Set::of(Kind::Moneyline, &outcomes, &odds)
        }
    });
    let lined = (any::<bool>(), 4_i32..16, -1_i32..6, odds(), odds()).prop_map(
        move |(is_total, over, further, first, second)| {
            if is_total {
                let outcomes = [Outcome::Over(line(over)), Outcome::Under(line(over + further))];
                Set::of(Kind::Total, &outcomes, &[first, second])
            } else {
                let home = line(over - 10);
                let away = line(10 - over + further);
                let outcomes = [Outcome::Home(Some(home)), Outcome::Away(Some(away))];
                Set::of(Kind::Spread, &outcomes, &[first, second])
            }
        },
    );
    prop_oneof![winner, lined]
}

/// A set whose worst case brings half a percent or more.
fn gaining_set() -> impl Strategy<Value = Set> {
    set().prop_filter("a gain", |set| set.assessment.worst >= 0.005)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, max_global_rejects: 100_000, ..ProptestConfig::default() })]

    #[test]
    fn no_stakes_of_the_same_total_have_a_better_worst_case(set in set(), steps in 2_i64..24, rest in 0..STEP) {
        let slip = set.slip(Plan::Total(steps * STEP + rest), &[]);
        prop_assert_eq!(slip.as_ref().map(|slip| slip.worst), set.best_of_total(steps));
        prop_assert!(slip.is_none_or(|slip| slip.outlay == steps * STEP));
    }

    #[test]
    fn no_stake_beside_a_fixed_one_has_a_better_worst_case(set in set(), stake in 1_i64..20) {
        let slip = set.slip(Plan::Leg(0, stake * STEP), &[]).expect("stakes");
        prop_assert_eq!(slip.stakes[0], stake * STEP);
        if set.legs() == 2 {
            let others = (1..20 * stake).map(|other| set.worst(&[stake * STEP, other * STEP]));
            prop_assert_eq!(Some(slip.worst), others.max());
        }
    }

    #[test]
    fn no_smaller_outlay_brings_the_profit(set in gaining_set(), profit in 1_i64..500) {
        let slip = set.slip(Plan::Profit(profit), &[]).expect("stakes");
        prop_assert!(slip.worst >= profit);
        let steps = slip.outlay / STEP;
        for steps in (steps - 9).max(2)..steps.min(60) {
            prop_assert!(set.best_of_total(steps).is_none_or(|worst| worst < profit));
        }
    }

    #[test]
    fn caps_hold_and_cost_no_more_than_they_must(set in set(), caps in prop::collection::vec(prop::option::of(1_i64..20), 3)) {
        let total = 10_000;
        let caps: Vec<_> = caps.into_iter().take(set.legs()).map(|cap| cap.map(|cap| cap * STEP)).collect();
        let shares: Vec<f64> = set.assessment.shares.fractions().collect();
        let Some(slip) = set.slip(Plan::Total(total), &caps) else { return Ok(()) };
        let mut highest = 10_000.0_f64;
        for ((stake, cap), share) in slip.stakes.iter().zip(&caps).zip(&shares) {
            let Some(cap) = cap else { continue };
            prop_assert!(stake <= cap);
            highest = highest.min(f64::from(i32::try_from(*cap).expect("small")) / share);
        }
        let outlay = f64::from(i32::try_from(slip.outlay).expect("small"));
        prop_assert!(outlay <= highest + 1e-6 && outlay + 200.0 > highest - 1e-6);
        prop_assert_eq!(slip.capped.is_none(), highest >= 10_000.0 - 1e-6);
    }
}
