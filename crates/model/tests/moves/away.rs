//! What changed while the reader looked away.

use model::away::{Fate, Glance, PRICES_MAX, Sight};
use model::changes::Spot;
use model::price::Price;
use proptest::prelude::*;

use crate::world::{World, moment, shuffled};

/// Sights by selections of one market, `0` for closed and `NaN` for unknown.
fn glance(world: &World, odds: &[(usize, f64)]) -> Glance {
    let sight = |odds: f64| match Price::from_decimal(odds) {
        Some(price) => Sight::Open(price),
        None if odds.is_nan() => Sight::Unknown,
        None => Sight::Closed,
    };
    Glance::of(odds.iter().map(|(number, odds)| ((world.market(0), *number), sight(*odds))))
}

/// What became of a selection, in a word: `3 fell 2 to 1.8 by 55555`.
fn told((spot, fate): &(Spot, Fate)) -> String {
    let number = spot.1;
    match fate {
        Fate::Risen { from, to } => {
            format!("{number} rose {} to {} by {}", from.canonical(), to.canonical(), fate.points())
        }
        Fate::Fallen { from, to } => {
            format!("{number} fell {} to {} by {}", from.canonical(), to.canonical(), fate.points())
        }
        Fate::Gone { from } => format!("{number} gone {}", from.canonical()),
        Fate::New { to } => format!("{number} new {}", to.canonical()),
    }
}

#[test]
fn what_moved_most_in_probability_comes_first() {
    let world = World::of(1, 1);
    let check = |before: &[(usize, f64)], now: &[(usize, f64)], expected: &[&str]| {
        let news = glance(&world, before).until(&glance(&world, now), 100);
        assert_eq!(news.fates.iter().map(told).collect::<Vec<_>>(), expected);
        assert_eq!(news.left_out, 0);
    };
    check(
        &[(0, 6.0), (1, 2.0), (2, 3.0), (3, 5.0), (5, 1.5)],
        &[(0, 5.8), (1, 1.8), (2, 3.0), (4, 7.0), (5, 0.0)],
        &[
            "1 fell 2 to 1.8 by 55555",
            "0 fell 6 to 5.8 by 5747",
            "3 gone 5",
            "5 gone 1.5",
            "4 new 7",
        ],
    );
    check(
        &[(0, 1.8), (1, 2.0)],
        &[(0, 2.0), (1, 1.9)],
        &["0 rose 1.8 to 2 by -55555", "1 fell 2 to 1.9 by 26315"],
    );
    check(&[(0, 2.0)], &[(0, 0.0)], &["0 gone 2"]);
    check(&[(0, 0.0)], &[(0, 2.0)], &["0 new 2"]);
    check(&[(0, 0.0), (1, 0.0)], &[(0, 0.0)], &[]);
}

#[test]
fn of_what_nobody_confirms_nothing_is_told() {
    let world = World::of(1, 1);
    for (before, now) in [(2.0, f64::NAN), (f64::NAN, 2.0), (f64::NAN, 0.0), (0.0, f64::NAN)] {
        let news = glance(&world, &[(0, before)]).until(&glance(&world, &[(0, now)]), 100);
        assert!(news.fates.is_empty(), "{before} to {now}: {news:?}");
    }
}

#[test]
fn a_board_is_remembered_and_compared() {
    let mut world = World::default();
    for (selection, odds) in [("Over 2.5", 2.0), ("Under 2.5", 1.9), ("Over 3", 2.6)] {
        world.says(0, selection, "Winamax", odds, 0);
    }
    let markets: Vec<_> = world.board.markets().collect();
    let before = Glance::take(&world.board, &markets, moment(1));
    assert_eq!(before.len(), 3);
    world.says(0, "Over 2.5", "Winamax", 1.8, 60);
    world.says(0, "Under 2.5", "Winamax", 0.0, 60);
    world.says(0, "Under 3", "Winamax", 1.5, 60);
    let now = Glance::take(&world.board, &markets, moment(61));
    let news = before.until(&now, 100);
    let fates: Vec<_> = news.fates.iter().map(told).collect();
    assert_eq!(fates, ["0 fell 2 to 1.8 by 55555", "1 gone 1.9", "3 new 1.5"]);
    // After two hours without a word everything is stale, which is not to be gone.
    let stale = Glance::take(&world.board, &markets, moment(7_200));
    assert_eq!(
        before.until(&stale, 100).fates.iter().map(told).collect::<Vec<_>>(),
        ["1 gone 1.9"]
    );
}

#[test]
fn a_glance_is_bounded_and_what_it_left_out_is_neither_new_nor_gone() {
    let world = World::of(1, 1);
    let odds =
        |extra: usize| (0..PRICES_MAX + extra).map(|number| (number, 2.0)).collect::<Vec<_>>();
    let (full, over) = (glance(&world, &odds(0)), glance(&world, &odds(50)));
    assert_eq!((full.len(), over.len()), (PRICES_MAX, PRICES_MAX));
    assert!(over.until(&full, 100).fates.is_empty() && full.until(&over, 100).fates.is_empty());
    let shifted = glance(&world, &odds(50)[50..]);
    let gone = over.until(&shifted, 100).fates;
    assert!(gone.len() == 50 && gone.iter().all(|(_, fate)| matches!(fate, Fate::Gone { .. })));
    let new = shifted.until(&over, 100).fates;
    assert!(new.len() == 50 && new.iter().all(|(_, fate)| matches!(fate, Fate::New { .. })));
    assert_eq!(
        glance(&world, &[(0, 2.0), (0, 3.0)]),
        glance(&world, &[(0, 2.0)]),
        "the first is taken"
    );
    let moved: Vec<_> = odds(0).into_iter().map(|(number, _)| (number, 2.5)).collect();
    let news = over.until(&glance(&world, &moved), 7);
    assert_eq!((news.fates.len(), news.left_out), (7, PRICES_MAX - 7));
}

fn sights() -> impl Strategy<Value = Vec<(usize, f64)>> {
    let odds = prop_oneof![6 => (101_u32..400).prop_map(|cents| f64::from(cents) / 100.0), 1 => Just(0.0), 1 => Just(f64::NAN)];
    prop::collection::vec(odds, 0..30).prop_map(|odds| {
        odds.into_iter().enumerate().filter(|(number, _)| number % 7 != 3).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn looking_back_is_looking_forward_turned_round(before in sights(), now in sights(), seed in any::<u64>()) {
        let world = World::of(1, 1);
        let (then, later) = (glance(&world, &before), glance(&world, &shuffled(now.clone(), seed)));
        prop_assert_eq!(&later, &glance(&world, &now), "the order does not matter");
        prop_assert!(then.until(&then, 100).fates.is_empty());
        let turned = later.until(&then, 100).fates.into_iter().map(|(spot, fate)| (spot, match fate {
            Fate::Risen { from, to } => Fate::Fallen { from: to, to: from },
            Fate::Fallen { from, to } => Fate::Risen { from: to, to: from },
            Fate::Gone { from } => Fate::New { to: from },
            Fate::New { to } => Fate::Gone { from: to },
        }));
        let mut turned: Vec<_> = turned.collect();
        let mut news = then.until(&later, 100).fates;
        let sizes: Vec<_> = news.iter().map(|(_, fate)| fate.points().abs()).collect();
        prop_assert!(sizes.windows(2).all(|pair| pair[0] >= pair[1]), "{:?}", sizes);
        turned.sort_by_key(|(spot, _)| *spot);
        news.sort_by_key(|(spot, _)| *spot);
        prop_assert_eq!(turned, news);
    }
}
