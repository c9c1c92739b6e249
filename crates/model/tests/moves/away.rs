//! What changed while the reader looked away.

use model::away::{Fate, Glance, News, PRICES_MAX, Sight};
use model::changes::Spot;
use model::price::Price;
use proptest::prelude::*;

use crate::world::{World, moment, shuffled};

/// What changed of everything.
fn news(before: &Glance, now: &Glance) -> News {
    before.until(now, 100, |_| true)
}

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
        let news = news(&glance(&world, before), &glance(&world, now));
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
        let news = news(&glance(&world, &[(0, before)]), &glance(&world, &[(0, now)]));
        assert!(news.fates.is_empty(), "{before} to {now}: {news:?}");
    }
}

#[test]
fn a_board_is_remembered_and_compared() {
    let mut world = World::default();
    for (selection, odds) in [("Over 2.5", 2.0), ("Under 2.5", 1.9), ("Over 3", 2.6)] {
        world.says(0, selection, "Winamax", odds, 0);
    }
    let before = Glance::take(&world.board, moment(1));
    assert_eq!(before.len(), 3);
    world.says(0, "Over 2.5", "Winamax", 1.8, 60);
    world.says(0, "Under 2.5", "Winamax", 0.0, 60);
    world.says(0, "Under 3", "Winamax", 1.5, 60);
    let now = Glance::take(&world.board, moment(61));
    let fates = |before, now| news(before, now).fates.iter().map(told).collect::<Vec<_>>();
    assert_eq!(fates(&before, &now), ["0 fell 2 to 1.8 by 55555", "1 gone 1.9", "3 new 1.5"]);
    // After two hours without a word everything is stale, which is not to be gone.
    let stale = Glance::take(&world.board, moment(7_200));
    assert_eq!(fates(&before, &stale), ["1 gone 1.9"]);
}

#[test]
fn a_glance_is_of_the_whole_board_and_a_reader_chooses_from_the_news() {
    let mut world = World::of(2, 1);
    let before = Glance::take(&world.board, moment(1));
    assert_eq!(before.len(), 8, "four selections of each match");
    world.says(0, "Over 2.5", "B0", 1.9, 60);
    world.says(1, "Over 2.5", "B0", 1.5, 60);
    world.says(2, "Over 2.5", "B0", 1.7, 60);
    let now = Glance::take(&world.board, moment(61));
    let told_of = |of: &[usize], max: usize| {
        let wanted: Vec<_> = of.iter().map(|of| world.market(*of)).collect();
        let news = before.until(&now, max, |spot| wanted.contains(&spot.0));
        let place = |market| world.board.markets().position(|other| other == market);
        let fates = news.fates.iter().map(|(spot, fate)| (place(spot.0), told(&(*spot, *fate))));
        let fates: Vec<_> =
            fates.map(|(of, fate)| format!("{}: {fate}", of.expect("a match"))).collect();
        (fates.join(", "), news.left_out)
    };
    let (first, second, new) =
        ("0: 0 fell 2 to 1.9 by 26315", "1: 0 fell 2 to 1.5 by 166666", "2: 0 new 1.7");
    assert_eq!(told_of(&[0, 1, 2], 9), ([second, first, new].join(", "), 0));
    assert_eq!(told_of(&[0], 9), (first.to_owned(), 0), "no word of what is not wanted");
    assert_eq!(told_of(&[0], 1), (first.to_owned(), 0), "nor a place for it");
    assert_eq!(told_of(&[2], 0), (String::new(), 1));
    assert_eq!(told_of(&[], 9), (String::new(), 0));
}

#[test]
fn a_glance_is_bounded_and_what_it_left_out_is_neither_new_nor_gone() {
    let world = World::of(1, 1);
    let odds =
        |extra: usize| (0..PRICES_MAX + extra).map(|number| (number, 2.0)).collect::<Vec<_>>();
    let (full, over) = (glance(&world, &odds(0)), glance(&world, &odds(50)));
    assert_eq!((full.len(), over.len()), (PRICES_MAX, PRICES_MAX));
    assert!(news(&over, &full).fates.is_empty() && news(&full, &over).fates.is_empty());
    let shifted = glance(&world, &odds(50)[50..]);
    let gone = news(&over, &shifted).fates;
    assert!(gone.len() == 50 && gone.iter().all(|(_, fate)| matches!(fate, Fate::Gone { .. })));
    let new = news(&shifted, &over).fates;
    assert!(new.len() == 50 && new.iter().all(|(_, fate)| matches!(fate, Fate::New { .. })));
    assert_eq!(
        glance(&world, &[(0, 2.0), (0, 3.0)]),
        glance(&world, &[(0, 2.0)]),
        "the first is taken"
    );
    let moved: Vec<_> = odds(0).into_iter().map(|(number, _)| (number, 2.5)).collect();
    let news = over.until(&glance(&world, &moved), 7, |_| true);
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
        prop_assert!(news(&then, &then).fates.is_empty());
        let turned = news(&later, &then).fates.into_iter().map(|(spot, fate)| (spot, match fate {
            Fate::Risen { from, to } => Fate::Fallen { from: to, to: from },
            Fate::Fallen { from, to } => Fate::Risen { from: to, to: from },
            Fate::Gone { from } => Fate::New { to: from },
            Fate::New { to } => Fate::Gone { from: to },
        }));
        let mut turned: Vec<_> = turned.collect();
        let mut news = news(&then, &later).fates;
        let sizes: Vec<_> = news.iter().map(|(_, fate)| fate.points().abs()).collect();
        prop_assert!(sizes.windows(2).all(|pair| pair[0] >= pair[1]), "{:?}", sizes);
        turned.sort_by_key(|(spot, _)| *spot);
        news.sort_by_key(|(spot, _)| *spot);
        prop_assert_eq!(turned, news);
    }
}
