//! Tokens that are not given, and what the machine does about each.

use link::{Input, Phase, Reason, Shown, TokenFailure};

use super::moves;
use super::peer::{Fate, HEALTHY, Opens, Peer, TokenAnswer};
use super::world::World;

const MINUTE_MS: u64 = 60_000;
const HOUR_MS: u64 = 60 * MINUTE_MS;

#[test]
fn failed_requests_for_tokens_are_spaced_more_and_more() {
    let mut world = World::start(1, Peer::refusing_in_turn([TokenFailure::Network; 6]));
    world.run_until_phase(Phase::Live, 5 * MINUTE_MS);
    for (gap_ms, base_ms) in
        world.gaps().into_iter().zip([1_000, 2_000, 4_000, 8_000, 16_000, 30_000])
    {
        let slack_ms = base_ms / 4 + 80;
        assert!(gap_ms.abs_diff(base_ms) <= slack_ms, "{gap_ms} for {base_ms}");
    }
    assert_eq!(world.asked().len(), 7);
}

#[test]
fn requests_that_never_end_are_given_up() {
    let check = |peer: Peer, phase: Phase, give_up_ms: u64| {
        let mut world = World::start(1, peer);
        world.run_until_phase(phase, MINUTE_MS);
        world.run(2);
        let took_ms = world.run_until_phase(Phase::Waiting, MINUTE_MS);
        assert!((give_up_ms - 2..=give_up_ms).contains(&took_ms), "{phase:?}: {took_ms}");
        world.run(5 * MINUTE_MS);
        assert!(world.asked().len() > 5, "{phase:?}: late answers changed something");
    };
    check(Peer::helpful().token(|_| TokenAnswer::Hangs), Phase::FetchingToken, 10_000);
    check(Peer::with(Fate { opens: Opens::Hangs, ..HEALTHY }), Phase::Connecting, 10_000);
    check(Peer::with(Fate { pong_ms: None, ..HEALTHY }), Phase::Syncing, 10_000);
}

#[test]
fn a_refusal_that_time_does_not_mend_stops_everything() {
    let check = |failure: TokenFailure, reason: Reason| {
        let mut world = World::start(1, Peer::refusing(failure));
        world.run_until_phase(Phase::Halted, 10 * MINUTE_MS);
        let asked = world.asked().len();
        for hint in moves::HINTS.iter().cycle().take(100) {
            world.run(HOUR_MS / 4);
            world.feed(*hint);
        }
        let status = world.status();
        assert_eq!((status.shown, status.reason), (Shown::Stopped, Some(reason)));
        assert_eq!(world.asked().len(), asked, "{failure:?}: asked again");
        asked
    };
    assert_eq!(check(moves::status(401), Reason::Unauthorized), 1);
    assert_eq!(check(moves::status(403), Reason::Forbidden), 1);
    assert_eq!(check(moves::status(404), Reason::BadAddress), 1);
    assert_eq!(check(TokenFailure::BadBody, Reason::Protocol), 3);
    assert_eq!(check(moves::status(418), Reason::Protocol), 3);
}

#[test]
fn only_the_reader_ends_a_halt_and_new_filters_mend_a_bad_address() {
    let check = |failure: TokenFailure, wish: Input, begins: bool| {
        let mut world = World::start(1, Peer::refusing_in_turn([failure]));
        world.run_until_phase(Phase::Halted, MINUTE_MS);
        world.run(MINUTE_MS);
        world.feed(wish);
        assert_eq!(world.phase() == Phase::FetchingToken, begins, "{failure:?} {wish:?}");
    };
    for wish in moves::WISHES {
        check(moves::status(401), wish, matches!(wish, Input::Start | Input::Retry));
    }
    check(moves::status(404), Input::FiltersChanged, true);
}

#[test]
fn a_used_up_quota_is_waited_for() {
    let check = |failure: TokenFailure, least_ms: u64, most_ms: u64| {
        let mut world = World::start(1, Peer::refusing_in_turn([failure]));
        world.run_until_phase(Phase::Blocked, MINUTE_MS);
        for hint in [Input::Online, Input::Visible, Input::Resumed, Input::Retry, Input::Start] {
            world.run(2_000);
            world.feed(hint);
        }
        // Stopping and starting is no way around it.
        world.feed(Input::Stop);
        world.feed(Input::Start);
        assert_eq!(world.status().shown, Shown::Offline);
        assert_eq!(world.status().reason, Some(Reason::RateLimited));
        world.run_until_phase(Phase::Live, 30 * HOUR_MS);
        let gaps = world.gaps();
        assert_eq!(gaps.len(), 1);
        assert!((least_ms..=most_ms).contains(&gaps[0]), "{failure:?}: {gaps:?}");
    };
    check(moves::limited(Some(120_000)), 120_000, 133_000);
    check(moves::limited(None), 60_000, 67_000);
    check(moves::status(429), 60_000, 67_000);
    check(moves::limited(Some(6 * HOUR_MS)), 6 * HOUR_MS, 6 * HOUR_MS + 6 * MINUTE_MS + 1_000);
}

#[test]
fn refusal_after_refusal_is_waited_for_longer() {
    let mut world = World::start(1, Peer::refusing(moves::limited(None)));
    world.run(12 * HOUR_MS);
    let gaps = world.gaps();
    for (gap_ms, minutes) in gaps.iter().zip([1, 2, 4, 8, 16, 32, 60, 60]) {
        let least_ms = minutes * MINUTE_MS;
        assert!((least_ms..least_ms * 11 / 10 + 1_000).contains(gap_ms), "{gap_ms} for {minutes}");
    }
}

#[test]
fn sleeping_through_a_block_ends_it_at_a_sign_of_life_only() {
    let blocked = || {
        let mut world = World::start(1, Peer::refusing_in_turn([moves::limited(Some(HOUR_MS))]));
        world.run_until_phase(Phase::Blocked, MINUTE_MS);
        world.run(2_000);
        world
    };
    let mut world = blocked();
    world.sleep(2 * HOUR_MS);
    assert_eq!(world.phase(), Phase::Blocked, "the wall clock alone may be wrong");
    world.feed(Input::Visible);
    assert_eq!(world.phase(), Phase::FetchingToken);

    let mut world = blocked();
    world.set_back(HOUR_MS);
    world.feed(Input::Visible);
    assert_eq!(world.phase(), Phase::Blocked);
    assert!(world.run_until_phase(Phase::FetchingToken, 2 * HOUR_MS) <= HOUR_MS * 11 / 10);
}

#[test]
fn a_server_that_is_down_is_asked_when_it_says() {
    let failure = TokenFailure::Http { status: 503, code: None, retry_after_ms: Some(90_000) };
    let mut world = World::start(1, Peer::refusing_in_turn([failure]));
    world.run_until_phase(Phase::Waiting, MINUTE_MS);
    world.run(20_000);
    world.feed(Input::Online);
    assert_eq!(world.phase(), Phase::Waiting);
    world.run_until_phase(Phase::Live, 2 * MINUTE_MS);
    assert!(world.gaps()[0] >= 90_000);
}

#[test]
fn a_plan_without_a_stream_is_polled_and_costs_no_more_tokens() {
    let mut world = World::start(1, Peer::refusing(moves::NOT_ON_PLAN));
    world.run_until_phase(Phase::Polling, MINUTE_MS);
    for hint in [Input::Online, Input::Visible, Input::FiltersChanged, Input::Start] {
        world.run(HOUR_MS);
        world.feed(hint);
    }
    world.run(HOUR_MS);
    let status = world.status();
    assert_eq!((status.shown, status.confirmed), (Shown::Polling, true));
    assert_eq!((world.asked().len(), world.opened()), (1, 0));
    assert!((420..=460).contains(&world.snapshots()), "{} readings", world.snapshots());
    world.feed(Input::Retry);
    assert_eq!(world.status().shown, Shown::Connecting);
    world.run_until_asked(MINUTE_MS);
    assert_eq!(world.asked().len(), 2);
}

#[test]
fn polling_what_cannot_be_read_is_offline() {
    let is_up = |now_ms: u64| !(60_000..400_000).contains(&now_ms);
    let mut world = World::start(1, Peer::refusing(moves::NOT_ON_PLAN).has_board(is_up));
    world.run(MINUTE_MS / 2);
    assert_eq!(world.status().shown, Shown::Polling);
    world.run(5 * MINUTE_MS);
    assert_eq!(world.status().shown, Shown::Offline);
    assert_eq!(world.status().reason, Some(Reason::Unreachable));
    world.run(3 * MINUTE_MS);
    assert_eq!(world.status().shown, Shown::Polling);
    assert_eq!(world.status().reason, Some(Reason::NoStream));
}

#[test]
fn a_token_that_aged_in_sleep_opens_nothing() {
    let mut world = World::start(1, Peer::helpful());
    world.run_until_asked(MINUTE_MS);
    world.sleep(6 * MINUTE_MS);
    world.run(100);
    assert_eq!((world.phase(), world.opened()), (Phase::Waiting, 0));
    world.run_until_phase(Phase::Live, MINUTE_MS);
    assert_eq!((world.asked().len(), world.opened()), (2, 1));
}

#[test]
fn answers_that_were_late_in_being_read_still_count() {
    let mut world = World::start(1, Peer::helpful());
    world.run_until_asked(MINUTE_MS);
    let generation = world.generation();
    let mut now = world.now();
    now.mono_ms += 40_000;
    now.wall_ms += 40_000;
    world.step(now, moves::token(generation));
    assert_eq!(world.phase(), Phase::Connecting, "a token is not thrown away");
}
