//! Legs and stakes beside a reference that tries every result, every division and every stake, and shares no code.

#![expect(clippy::expect_used, reason = "a helper that fails fails its test")]

mod brute;
mod rounding;
mod sample;

use std::cell::RefCell;
use std::collections::BTreeMap;

use model::arbitrage::{Found, Rules, Verdict, assess, find, glance};
use model::books::Group;
use model::commission::Commission;
use model::freshness::Age;
use model::market::{Kind, Outcome};
use model::price::Price;
use proptest::test_runner::{Config, TestRunner};

use sample::Sample;

#[test]
fn ten_thousand_markets_hold_what_the_reference_finds_and_nothing_else() {
    let everything = Rules { floor: 0.0, middle_cost: 1.0, ..Rules::default() };
    let seen = RefCell::new(BTreeMap::new());
    let config = Config { cases: 10_000, failure_persistence: None, ..Config::default() };
    let run = TestRunner::new(config).run(&sample::market(), |sample| {
        let found = find(&sample.field(), &everything);
        let verdicts: BTreeMap<_, _> = found.iter().map(told).collect();
        assert_eq!(verdicts.len(), found.len(), "each set is told of once");
        assert_eq!(verdicts, brute::verdicts(&sample));
        for found in &found {
            check_figures(&sample, found);
            let assessed = assess(&sample.field(), &found.legs, &everything);
            assert_eq!(assessed.as_ref(), Ok(&found.assessment), "found or not, it is the same");
            let (legs, verdict) = (found.legs.len(), found.assessment.verdict);
            let kind = format!("{:?} {legs} {verdict:?}", sample.kind);
            *seen.borrow_mut().entry(kind).or_insert(0) += 1;
        }
        Ok(())
    });
    run.expect("the reference agrees");
    let seen = seen.into_inner();
    let expected = [
        "Moneyline 2 Guaranteed",
        "Moneyline 3 Guaranteed",
        "Spread 2 Guaranteed",
        "Spread 2 Middle",
        "Spread 2 NoLoss",
        "Total 2 Guaranteed",
        "Total 2 Middle",
        "Total 2 NoLoss",
    ];
    for kind in expected {
        assert!(
            seen.get(kind).is_some_and(|count| *count > 100),
            "{kind} was hardly met: {seen:?}"
        );
    }
}

/// How a set is listed, by what its verdict asks of it.
fn is_listed(found: &Found, rules: &Rules) -> bool {
    let figures = &found.assessment;
    match figures.verdict {
        Verdict::Guaranteed => figures.worst >= rules.floor,
        Verdict::NoLoss => figures.profits.iter().any(|profit| *profit >= rules.floor),
        Verdict::Middle => -figures.worst <= rules.middle_cost,
        Verdict::PolishMiddle | Verdict::None => false,
    }
}

#[test]
fn what_the_rules_do_not_list_is_all_that_is_left_out() {
    let seen = RefCell::new([0, 0]);
    let limits = (sample::market(), 0.0..0.05, -0.01..0.3);
    let config = Config { cases: 3_000, failure_persistence: None, ..Config::default() };
    let run = TestRunner::new(config).run(&limits, |(sample, floor, middle_cost)| {
        let rules = Rules { floor, middle_cost, ..Rules::default() };
        let everything = Rules { floor: 0.0, middle_cost: 1.0, ..rules };
        let (listed, others): (Vec<_>, Vec<_>) = find(&sample.field(), &everything)
            .into_iter()
            .partition(|found| is_listed(found, &rules));
        assert_eq!(find(&sample.field(), &rules), listed, "{rules:?}");
        let [is_listed, is_left_out] = &mut *seen.borrow_mut();
        *is_listed += listed.len();
        *is_left_out += others.len();
        Ok(())
    });
    run.expect("what is listed is what the rules ask for");
    let seen = seen.into_inner();
    assert!(seen.iter().all(|count| *count > 100), "{seen:?}");
}

/// Every fresh price of each outcome in a phase, where none of them can return stakes.
fn sides(sample: &Sample, live: bool) -> Vec<Vec<(Group, Price)>> {
    let of = |outcome: Outcome| {
        let standing = sample
            .offers
            .iter()
            .filter(|leg| leg.outcome == outcome && leg.live == live && leg.age != Age::Stale);
        standing.filter_map(|leg| Some((leg.account.group, leg.offer.price()?))).collect()
    };
    let outcomes = if sample.has_draw {
        vec![Outcome::Home(None), Outcome::Draw, Outcome::Away(None)]
    } else {
        vec![Outcome::Home(None), Outcome::Away(None)]
    };
    outcomes.into_iter().map(of).collect()
}

#[test]
fn a_glance_sees_what_a_search_finds_where_no_stake_can_be_returned() {
    let rules = Rules { floor: 0.0, ..Rules::default() };
    let seen = RefCell::new([0, 0]);
    let config = Config { cases: 5_000, failure_persistence: None, ..Config::default() };
    let run = TestRunner::new(config).run(&sample::winner(), |mut sample| {
        for leg in &mut sample.offers {
            leg.account.commission = Commission::default();
        }
        for live in [false, true] {
            let found = find(&sample.field(), &rules).into_iter().find(|found| {
                let is_sure = found.assessment.verdict == Verdict::Guaranteed;
                is_sure && found.legs.iter().all(|leg| leg.live == live)
            });
            let worst = found.map(|found| found.assessment.worst);
            let glanced = glance(&sides(&sample, live)).filter(|roi| *roi > 1e-12);
            let is_same = match (worst, glanced) {
                (Some(worst), Some(roi)) => (worst - roi).abs() < 1e-12,
                (worst, roi) => worst == roi,
            };
            assert!(is_same, "{live}: {worst:?} is not {glanced:?}");
            seen.borrow_mut()[usize::from(worst.is_some())] += 1;
        }
        Ok(())
    });
    run.expect("both see the same");
    assert!(seen.into_inner().iter().all(|count| *count > 300), "both were met");
}

/// What identifies a set, and its verdict.
fn told(found: &Found) -> ((bool, String), Verdict) {
    let outcomes: Vec<_> = found.legs.iter().map(|leg| leg.outcome).collect();
    let live = found.legs.iter().any(|leg| leg.live);
    ((live, format!("{outcomes:?}")), found.assessment.verdict)
}

/// The figures of a set against what each result brings, and against other divisions.
fn check_figures(sample: &Sample, found: &Found) {
    let figures = &found.assessment;
    let shares: Vec<f64> = figures.shares.fractions().collect();
    assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    let rows = brute::rows(sample, &found.legs);
    let profits = brute::profits(&rows, &shares);
    let worst = brute::least(&profits);
    assert!((worst - figures.worst).abs() < 1e-9, "{worst} is not {}", figures.worst);
    for profit in &profits {
        let is_told = figures.profits.iter().any(|told| (told - profit).abs() < 1e-9);
        assert!(is_told, "no case brings {profit}: {:?}", figures.profits);
    }
    for profit in &figures.profits {
        let is_met = profits.iter().any(|met| (met - profit).abs() < 1e-9);
        assert!(is_met, "no result brings {profit}: {profits:?}");
    }
    if sample.kind != Kind::Moneyline {
        for fortieth in 1..40 {
            let share = f64::from(fortieth) / 40.0;
            let other = brute::least(&brute::profits(&rows, &[share, 1.0 - share]));
            assert!(other <= worst + 1e-12, "{share} is a better share than {shares:?}");
        }
    }
}
