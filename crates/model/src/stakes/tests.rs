//! Stakes by example, in cents.

use super::{OUTLAY_MAX, Order, Plan, Slip, Trouble, stakes};
use crate::arbitrage::Assessment;
use crate::arbitrage::tests::assessed;
use crate::market::{Kind, Outcome};
use crate::samples::{over, under};

const HOME: Outcome = Outcome::Home(None);
const AWAY: Outcome = Outcome::Away(None);

/// The pair of 2.10 and 2.05, which brings 3.73 %.
fn pair() -> Assessment {
    assessed(Kind::Moneyline, &[(HOME, "2.10"), (AWAY, "2.05")])
}

fn order(plan: Plan, step: i64) -> Order<'static> {
    Order { plan, step, caps: &[] }
}

fn slip(of: &Assessment, order: &Order<'_>) -> Slip {
    let slip = stakes(of, order).expect("stakes");
    assert_eq!(slip.outlay, slip.stakes.iter().sum::<i64>());
    assert_eq!(slip.worst, slip.profits.iter().copied().min().expect("a case"));
    slip
}

#[test]
fn a_total_is_divided_in_round_stakes_whose_worst_case_is_best() {
    let check = |total, step, stakes: [i64; 2], profits: [i64; 2]| {
        let slip = slip(&pair(), &order(Plan::Total(total), step));
        let got = (slip.stakes, slip.profits, slip.capped);
        assert_eq!(got, (stakes.to_vec(), profits.to_vec(), None), "{total} in steps of {step}");
    };
    check(10_000, 100, [4_900, 5_100], [290, 455]);
    check(10_000, 500, [5_000, 5_000], [500, 250]);
    check(10_000, 1, [4_940, 5_060], [374, 373]);
    // What is no multiple of the step is rounded down.
    check(10_499, 500, [5_000, 5_000], [500, 250]);
    // Round stakes may bring a loss where exact ones bring none.
    check(3_000, 1_000, [1_000, 2_000], [-900, 1_100]);
}

#[test]
fn rounding_each_leg_by_itself_would_be_worse() {
    // Exact stakes are 59.35, 28.20 and 12.45. To the nearest five they would be 60, 30 and 10, which loses 18.
    let three = [(HOME, "1.72"), (Outcome::Draw, "3.62"), (AWAY, "8.20")];
    let slip = slip(&assessed(Kind::Moneyline, &three), &order(Plan::Total(10_000), 500));
    let best = (vec![5_500, 3_000, 1_500], vec![-540, 860, 2_300]);
    assert_eq!((slip.stakes, slip.profits), best);
}

#[test]
fn a_fixed_leg_stays_as_it_is() {
    let slip = slip(&pair(), &order(Plan::Leg(0, 12_345), 100));
    // 123.45 * 2.10 / 2.05 is 126.46.
    assert_eq!((slip.stakes, slip.profits), (vec![12_345, 12_600], vec![979, 885]));
}

#[test]
fn a_target_profit_is_reached_by_the_smallest_outlay() {
    let check = |step, stakes: [i64; 2], worst| {
        let slip = slip(&pair(), &order(Plan::Profit(1_000), step));
        assert_eq!((slip.stakes, slip.worst), (stakes.to_vec(), worst), "in steps of {step}");
    };
    // 10 / 0.037349 is 267.75; no two whole amounts under these bring it in both cases.
    check(1, [13_230, 13_553], 1_000);
    check(100, [13_700, 14_000], 1_000);
}

#[test]
fn no_stake_is_over_its_cap() {
    let check = |plan, caps: &[Option<i64>], stakes: [i64; 2], capped: Option<usize>| {
        let slip = slip(&pair(), &Order { caps, ..order(plan, 100) });
        assert_eq!((slip.stakes, slip.capped), (stakes.to_vec(), capped), "{plan:?} {caps:?}");
    };
    let total = Plan::Total(100_000);
    check(total, &[None, None], [49_400, 50_600], None);
    check(total, &[Some(49_400)], [49_400, 50_600], None);
    // The highest total is the lowest of cap * odds * B*: 100.50 in whole euros is 100 * 2.05 * .963995 = 197.62.
    check(total, &[None, Some(10_050)], [9_700, 10_000], Some(1));
    check(total, &[Some(9_000), Some(10_000)], [9_000, 9_200], Some(0));
    check(total, &[Some(10_000), Some(9_000)], [8_700, 9_000], Some(1));
    check(Plan::Leg(0, 10_050), &[Some(10_050), Some(10_300)], [10_050, 10_300], None);
    check(Plan::Profit(10_000), &[Some(5_000)], [5_000, 5_100], Some(0));
}

#[test]
fn what_leads_to_no_stakes_is_refused() {
    let check = |of: &Assessment, plan, step, caps: &[Option<i64>], trouble| {
        let refused = stakes(of, &Order { plan, step, caps });
        assert_eq!(refused, Err(trouble), "{plan:?} {step} {caps:?}");
    };
    let pair = pair();
    check(&pair, Plan::Total(0), 1, &[], Trouble::NotPositive);
    check(&pair, Plan::Profit(-1), 1, &[], Trouble::NotPositive);
    check(&pair, Plan::Total(100), 0, &[], Trouble::NotPositive);
    check(&pair, Plan::Total(100), 1, &[None, Some(0)], Trouble::NotPositive);
    check(&pair, Plan::Leg(2, 100), 1, &[], Trouble::NoSuchLeg);
    check(&pair, Plan::Total(199), 100, &[], Trouble::TooSmall);
    check(&pair, Plan::Total(100), i64::MAX, &[], Trouble::TooSmall);
    check(&pair, Plan::Total(1000), 100, &[Some(99)], Trouble::TooSmall);
    check(&pair, Plan::Leg(0, 10_000), 1, &[Some(9_999)], Trouble::OverCap(0));
    check(&pair, Plan::Leg(0, 10_000), 1, &[None, Some(10_000)], Trouble::OverCap(1));
    let push = assessed(Kind::Total, &[(over(12), "2.10"), (under(12), "2.05")]);
    check(&push, Plan::Profit(100), 1, &[], Trouble::NoProfit);
}

#[test]
fn amounts_out_of_range_are_refused_and_never_wrap() {
    let pair = pair();
    let told = |plan| stakes(&pair, &order(plan, 1)).map(|slip| slip.outlay);
    assert_eq!(told(Plan::Total(OUTLAY_MAX)), Ok(OUTLAY_MAX));
    for plan in [
        Plan::Total(OUTLAY_MAX + 1),
        Plan::Total(i64::MAX),
        Plan::Leg(0, OUTLAY_MAX),
        Plan::Leg(1, i64::MAX),
        Plan::Profit(OUTLAY_MAX / 10),
        Plan::Profit(i64::MAX),
    ] {
        assert_eq!(told(plan), Err(Trouble::TooLarge), "{plan:?}");
    }
    // The highest odds there are, three times: the returns of the largest outlay are told to the cent.
    let high = [(HOME, "1001"), (Outcome::Draw, "1001"), (AWAY, "1001")];
    let high = assessed(Kind::Moneyline, &high);
    let slip = slip(&high, &order(Plan::Total(OUTLAY_MAX), 1));
    assert_eq!(slip.worst, 333_333_333 * 1001 - OUTLAY_MAX);
    let capped = Order { caps: &[Some(i64::MAX)], ..order(Plan::Total(100), 1) };
    assert_eq!(stakes(&high, &capped).map(|slip| slip.outlay), Ok(100));
}

#[test]
fn a_push_leaves_the_other_cases_even() {
    let push = assessed(Kind::Total, &[(over(12), "2.10"), (under(12), "2.05")]);
    let slip = slip(&push, &order(Plan::Total(10_000), 100));
    assert_eq!((slip.stakes, slip.profits), (vec![4_900, 5_100], vec![455, 0, 290]));
}

#[test]
fn each_bookmaker_rounds_what_it_returns_down() {
    // In the middle case one leg returns 24.5 cents, half of 49, and the other 78.3, (1 + 2.07) / 2 times 51.
    let quarter = assessed(Kind::Total, &[(over(9), "2.10"), (under(9), "2.07")]);
    let slip = slip(&quarter, &order(Plan::Leg(0, 49), 51));
    assert_eq!((slip.stakes, slip.profits), (vec![49, 51], vec![5, 2, 2]));
}
