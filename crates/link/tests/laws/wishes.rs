//! What the reader wants in between, and what it costs.

use link::{Input, Phase, Shown, TokenFailure};

use super::moves;
use super::peer::{Peer, closed};
use super::world::World;

const MINUTE_MS: u64 = 60_000;
const HOUR_MS: u64 = 60 * MINUTE_MS;

#[test]
fn stop_lets_go_of_everything_in_every_phase() {
    for phase in
        [Phase::FetchingToken, Phase::Connecting, Phase::Syncing, Phase::Live, Phase::Waiting]
    {
        let mut world = World::start(1, Peer::in_turn([closed(90_000, 1006)]));
        world.run_until_phase(phase, 5 * MINUTE_MS);
        let asked = world.asked().len();
        world.feed(Input::Stop);
        world.run(HOUR_MS);
        assert_eq!((world.phase(), world.status().shown), (Phase::Idle, Shown::Stopped));
        assert_eq!(world.asked().len(), asked, "{phase:?}");
    }
}

#[test]
fn stop_and_start_at_once_is_one_attempt_more_and_no_sooner_than_a_second() {
    let mut world = World::start(1, Peer::helpful());
    world.run_until_asked(MINUTE_MS);
    world.feed(Input::Stop);
    world.feed(Input::Start);
    world.feed(Input::Start);
    world.run_until_phase(Phase::Live, MINUTE_MS);
    assert_eq!((world.asked().len(), world.opened()), (2, 1));
    assert!(world.gaps()[0] >= 1_000);
}

#[test]
fn filters_that_change_ten_times_in_a_second_cost_one_token() {
    let mut world = World::live(Peer::helpful());
    for _ in 0..10 {
        world.feed(Input::FiltersChanged);
        world.run(100);
    }
    world.run(5_000);
    assert_eq!((world.phase(), world.asked().len()), (Phase::Live, 2));
}

#[test]
fn filters_that_change_where_no_token_may_be_asked_for_wait() {
    let check = |failure: TokenFailure, phase: Phase| {
        let mut world = World::start(1, Peer::refusing_in_turn([failure]));
        world.run_until_phase(phase, MINUTE_MS);
        for _ in 0..20 {
            world.feed(Input::FiltersChanged);
            world.run(2_500);
        }
        assert_eq!((world.phase(), world.asked().len()), (phase, 1));
    };
    check(moves::limited(Some(HOUR_MS)), Phase::Blocked);
    check(moves::status(401), Phase::Halted);
    check(moves::NOT_ON_PLAN, Phase::Polling);
}

#[test]
fn filters_that_change_on_the_way_to_a_socket_cost_nothing() {
    let check = |peer: Peer, phase: Phase, tokens: usize| {
        let mut world = World::start(1, peer);
        world.run_until_phase(phase, MINUTE_MS);
        world.feed(Input::FiltersChanged);
        world.run(MINUTE_MS);
        assert_eq!((world.phase(), world.asked().len()), (Phase::Live, tokens), "{phase:?}");
    };
    check(Peer::helpful(), Phase::FetchingToken, 1);
    check(Peer::refusing_in_turn([TokenFailure::Network]), Phase::Waiting, 2);
}
