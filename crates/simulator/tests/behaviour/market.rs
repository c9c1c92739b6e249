//! The simulated market beside a real one: margins, gaps between books, ties, moves, volume.
//!
//! The bands enclose what six real bookmakers showed for 370 English matches: overrounds of 2.4 to
//! 5.4 %, 1.0 % at the best prices and an arbitrage in one match of ten, a shared best price in 28 %
//! of outcomes, and 1.1 points of implied probability from opening to closing at the median.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use simulator::world::{Burst, Match};
use simulator::{Assumptions, Scenario, World};

use crate::client::{MINUTE, START};
use crate::figures::Figures;

fn world(seed: u64, scenario: Scenario) -> World {
    println!("seed {seed}, scenario {scenario}");
    World::new(seed, scenario, START, Burst::default(), &Assumptions::default())
}

#[track_caller]
fn check(name: &str, figure: f64, band: RangeInclusive<f64>) {
    println!("{name}: {figure:.4} in {band:?}");
    assert!(band.contains(&figure), "{name} is {figure}, not in {band:?}");
}

#[test]
fn prices_look_like_a_market() {
    let mut world = world(20_181_910, Scenario::Matchday);
    let opening = Figures::of(&world);
    world.advance(START + 60 * MINUTE);
    let later = Figures::of(&world);
    for figures in [&opening, &later] {
        for (book, overround) in &figures.overround_by_book {
            check(book, *overround, 0.022..=0.062);
        }
        let dearest = figures.overround_by_book.values().copied().fold(0.0, f64::max);
        let cheapest = figures.overround_by_book.values().copied().fold(1.0, f64::min);
        check("dearest minus cheapest book", dearest - cheapest, 0.025..=0.04);
        check("overround of the best prices", figures.best_overround, 0.002..=0.018);
        check("matches with an arbitrage at the best prices", figures.arbitrages, 0.01..=0.2);
        check("outcomes with a shared best price", figures.ties, 0.2..=0.4);
    }
    // An hour near kick-off holds about a third of all news, hence half of the size of all moves.
    let moves = opening.moves_to(&later, START + 180 * MINUTE);
    check("median move in the last hours", moves.median, 0.003..=0.012);
    check("95th percentile of it", moves.high, 0.012..=0.05);
    check("share of moves that go down", opening.moves_to(&later, i64::MAX).down, 0.44..=0.56);
}

#[test]
fn every_scenario_has_its_volume() {
    let volume = |scenario: Scenario| {
        let mut world = world(1, scenario);
        let messages = world.advance(START + 5 * MINUTE).len() as f64 / 300.0;
        (world, messages)
    };
    let (world, matchday) = volume(Scenario::Matchday);
    check("messages a second on a match day", matchday, 20.0..=99.0);
    check("rows of an unfiltered answer", rows(&world) as f64, 9_000.0..=14_000.0);
    check("messages a second on a calm day", volume(Scenario::Calm).1, 0.5..=9.0);
    check("messages a second with bursts", volume(Scenario::Burst).1, 180.0..=400.0);
    check("messages a second with silences", volume(Scenario::Stale).1, 10.0..=matchday);
}

#[test]
fn the_world_is_wide() {
    let matches = world(1, Scenario::Matchday).matches();
    let distinct = |of: fn(&Match) -> &str| matches.iter().map(of).collect::<BTreeSet<_>>().len();
    assert!(matches.len() >= 300, "{}", matches.len());
    assert_eq!(distinct(|found| &found.sport), 8);
    assert!(distinct(|found| &found.competition) >= 15);
    assert!(matches.iter().any(|found| found.match_name.contains(" / ")));
    assert!(matches.iter().any(|found| !found.match_name.is_ascii()));
    let names: BTreeSet<_> =
        matches.iter().map(|found| (&found.competition, &found.match_name)).collect();
    assert_eq!(names.len(), matches.len());
    let live = matches.iter().filter(|found| found.is_live).count() as f64;
    check("share of live matches", live / matches.len() as f64, 0.08..=0.16);
    let books = |found: &Match| {
        found.prices.iter().map(|price| price.bookmaker.clone()).collect::<BTreeSet<_>>()
    };
    assert_eq!(matches.iter().flat_map(books).collect::<BTreeSet<_>>().len(), 10);
}

#[test]
fn selections_are_spelt_as_the_provider_spells_them() {
    for found in world(3, Scenario::Matchday).matches() {
        let draw = matches!(found.sport.as_str(), "Football" | "Other");
        let separator = if found.match_name.contains(" / ") { " / " } else { " - " };
        for price in &found.prices {
            let text = price.selection.as_str();
            let line =
                |text: &str| text.parse::<f64>().is_ok_and(|line| (line * 4.0).fract() == 0.0);
            let good = match price.market_type.as_str() {
                "moneyline" if text == "Draw" => draw,
                "moneyline" => found.match_name.split(separator).any(|team| team == text),
                "total" => {
                    ["Over ", "Under "].iter().any(|word| text.strip_prefix(word).is_some_and(line))
                }
                "spread" => text.rsplit_once(' ').is_some_and(|(team, number)| {
                    found.match_name.split(separator).any(|known| known == team)
                        && number.starts_with(['+', '-'])
                        && line(number)
                }),
                _ => false,
            };
            assert!(good, "{}: {} {text}", found.match_name, price.market_type);
            assert!((1.01..=501.0).contains(&price.odds), "{}", price.odds);
            let thousandths = price.odds * 1000.0;
            assert!((thousandths - thousandths.round()).abs() < 1e-6, "{}", price.odds);
        }
    }
}

#[test]
fn the_world_never_runs_dry() {
    let mut world = world(5, Scenario::Calm);
    let names = |world: &World, live: bool| -> BTreeSet<String> {
        let all = world.matches().into_iter();
        all.filter(|found| !live || found.is_live).map(|found| found.match_name).collect()
    };
    let (all_at_first, live_at_first) = (names(&world, false), names(&world, true));
    let messages = world.advance(START + 200 * MINUTE);
    let (all, live) = (names(&world, false), names(&world, true));
    assert!(all.len() >= 295, "{}", all.len());
    assert!(live.difference(&live_at_first).count() >= 10, "matches start");
    assert!(live.intersection(&live_at_first).count() == 0, "matches end");
    assert!(all.difference(&all_at_first).count() >= 10, "matches appear");
    let last_hour = messages.iter().rev().take(1000).filter(|message| message.is_live).count();
    assert!(last_hour > 0);
}

/// Rows a REST answer without filters and limit would have.
fn rows(world: &World) -> usize {
    let rows: BTreeSet<_> = world
        .matches()
        .into_iter()
        .flat_map(|found| {
            let key = (found.competition, found.match_name);
            found.prices.into_iter().map(move |price| {
                (key.clone(), price.bookmaker, price.market_type, price.period, price.is_live)
            })
        })
        .collect();
    rows.len()
}
