//! A page that nobody sees, and what it costs.

use link::{Input, Phase};

use super::peer::{Fate, HEALTHY, Peer};
use super::world::{Plan, World};

const MINUTE_MS: u64 = 60_000;
const HOUR_MS: u64 = 60 * MINUTE_MS;

/// A page that is hidden when its connection drops.
fn dropped_while_hidden() -> World {
    let drops = Fate { closes: Some((10 * MINUTE_MS, 1006)), ..HEALTHY };
    let mut world = World::start(1, Peer::in_turn([drops]));
    world.run(MINUTE_MS);
    world.hide(0, true);
    world.run_until_phase(Phase::Parked, HOUR_MS);
    world
}

#[test]
fn a_connection_that_drops_unseen_costs_nothing_until_somebody_looks() {
    let mut world = dropped_while_hidden();
    for _ in 0..100 {
        world.feed(Input::Online);
        world.run(10 * MINUTE_MS);
    }
    assert_eq!((world.phase(), world.asked().len()), (Phase::Parked, 1));
    world.hide(0, false);
    assert_eq!(world.phase(), Phase::FetchingToken, "at once");
    world.run_until_phase(Phase::Live, 1_000);
    assert_eq!(world.asked().len(), 2);
}

#[test]
fn a_page_that_is_seen_again_notices_within_a_minute_though_nobody_says_so() {
    let mut world = dropped_while_hidden();
    world.run(HOUR_MS);
    world.pages[0].is_hidden = false;
    assert!(world.run_until_phase(Phase::Live, HOUR_MS) <= MINUTE_MS + 1_000);
    assert_eq!(world.asked().len(), 2);
}

#[test]
fn a_reader_who_turns_pages_costs_a_ping_a_second_at_most_and_no_token() {
    let mut world = World::start(1, Peer::helpful());
    world.run(MINUTE_MS);
    let pings = world.pings();
    for turn in 0..50 {
        world.hide(0, turn % 2 == 0);
        world.run(200);
    }
    assert_eq!((world.phase(), world.asked().len()), (Phase::Live, 1));
    assert!(world.pings() - pings <= 11, "{} pings in ten seconds", world.pings() - pings);
}

#[test]
fn a_page_that_is_opened_unseen_connects_once() {
    let drops = Fate { closes: Some((10 * MINUTE_MS, 1006)), ..HEALTHY };
    let mut world = World::empty(Peer::with(drops), Plan::Unmetered);
    world.open_page(1, true);
    world.run_until_phase(Phase::Live, 1_000);
    world.run(24 * HOUR_MS);
    assert_eq!((world.phase(), world.all_asked().len()), (Phase::Parked, 1));
}
