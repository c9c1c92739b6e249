//! Tokens that are counted: what an attempt may cost, and when.

use link::{Budget, Input, Phase, Reason, Shown};

use super::moves;
use super::peer::{Fate, HEALTHY, Opens, Peer};
use super::world::World;

const MINUTE_MS: u64 = 60_000;
const HOUR_MS: u64 = 60 * MINUTE_MS;
const DAY_MS: u64 = 24 * HOUR_MS;
const REFUSED: Fate = Fate { opens: Opens::Refused, ..HEALTHY };

/// A page on thirty tokens a day that has asked for so many of them in vain.
fn after_asking(tokens: usize) -> World {
    let mut world = World::metered(1, Peer::with(REFUSED));
    world.run_until(DAY_MS, |world| world.asked().len() == tokens);
    world.run_until_phase(Phase::Waiting, MINUTE_MS);
    world
}

/// The time between the last two requests for tokens.
fn last_gap(world: &World) -> u64 {
    let asked = world.asked();
    asked[asked.len() - 1] - asked[asked.len() - 2]
}

#[test]
fn attempts_are_the_further_apart_the_fewer_tokens_are_left() {
    let check = |tokens: usize, least_ms: u64, most_ms: u64| {
        let mut world = after_asking(tokens - 1);
        world.run_until(DAY_MS, |world| world.asked().len() == tokens);
        let gap_ms = last_gap(&world);
        assert!((least_ms..=most_ms).contains(&gap_ms), "token {tokens}: {gap_ms}");
    };
    check(10, 22_000, 38_000);
    check(17, 60_000, 61_000);
    check(20, 120_000, 121_000);
    check(23, 300_000, 301_000);
    check(25, 900_000, 901_000);
    check(26, 4 * HOUR_MS, 5 * HOUR_MS);
}

#[test]
fn hints_do_not_outrun_the_tokens_that_are_left() {
    let mut world = after_asking(24);
    for _ in 0..800 {
        world.feed(Input::Online);
        world.run(1_000);
    }
    assert_eq!(world.asked().len(), 24, "in thirteen minutes of hints");
    world.run(2 * MINUTE_MS);
    assert_eq!((world.asked().len(), last_gap(&world) / MINUTE_MS), (25, 15));
}

#[test]
fn hiding_and_showing_pages_does_not_outrun_the_tokens_that_are_left() {
    let mut world = World::empty(Peer::with(REFUSED), super::world::Plan::Metered);
    let (one, other) = (world.open_page(1, false), world.open_page(2, true));
    world.run_until(DAY_MS, |world| world.all_asked().len() == 24);
    for _ in 0..400 {
        for (seen, unseen) in [(one, other), (other, one)] {
            world.hide(unseen, true);
            world.hide(seen, false);
            world.run(1_000);
        }
    }
    // The other page has not asked before and may do so once.
    assert!(world.all_asked().len() <= 25, "{} tokens", world.all_asked().len());
}

#[test]
fn the_reader_may_spend_what_is_kept_back_a_second_apart() {
    let mut world = after_asking(26);
    let before = world.asked().len();
    for _ in 0..50 {
        world.feed(Input::Retry);
        world.run(100);
    }
    assert_eq!(world.asked().len(), before + 4, "all there are, within five seconds");
    assert!(world.asked()[before..].windows(2).all(|pair| pair[1] - pair[0] >= 1_000));
}

#[test]
fn a_day_without_tokens_is_waited_for_and_told() {
    let mut world = after_asking(26);
    while world.phase() != Phase::Blocked {
        world.feed(Input::Retry);
        world.run(1_100);
    }
    world.run_until_shown(0, Shown::Polling, MINUTE_MS);
    let status = world.status();
    assert_eq!((status.confirmed, status.reason), (true, Some(Reason::Spent)));
    // The first of them was asked for in the first second.
    let renewal_ms = world.wall_ms() - world.mono_ms() + world.asked()[0] + DAY_MS;
    assert!(status.retry_at_ms.is_some_and(|at_ms| at_ms.abs_diff(renewal_ms) < 5));
    for hint in moves::HINTS.iter().cycle().take(200) {
        world.feed(*hint);
        world.feed(Input::Retry);
        world.run(MINUTE_MS);
    }
    assert_eq!(world.asked().len(), 30, "no request before there are more");
    world.run_until(DAY_MS, |world| world.asked().len() == 31);
}

#[test]
fn a_connection_that_lasted_is_back_in_seconds_whatever_the_day_had_cost() {
    let outage = [REFUSED; 25].into_iter();
    let lasts = Fate { closes: Some((10 * HOUR_MS, 1006)), ..HEALTHY };
    let mut world = World::metered(1, Peer::in_turn(outage.chain([lasts])));
    world.run_until_phase(Phase::Live, DAY_MS);
    world.run_until_phase(Phase::Waiting, 11 * HOUR_MS);
    assert!(world.run_until_phase(Phase::Live, DAY_MS) < 5_000);
}

#[test]
fn what_the_backend_says_is_left_is_believed() {
    let mut world = World::metered(1, Peer::with(REFUSED));
    world.run_until_asked(MINUTE_MS);
    let generation = world.generation();
    world.feed(moves::granted(generation, Budget::Metered { remaining: 0, reset_ms: HOUR_MS }));
    world.run_until(2 * HOUR_MS, |world| world.asked().len() == 2);
    assert!(last_gap(&world) >= HOUR_MS, "{}", last_gap(&world));
}
