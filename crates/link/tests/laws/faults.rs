//! One fault at a time, and what the machine does about it.

use link::{Input, Phase, Reason, Shown, TokenFailure};

use super::moves;
use super::peer::{Fate, HEALTHY, Opens, Peer, TokenAnswer};
use super::world::World;

const MINUTE_MS: u64 = 60_000;
const HOUR_MS: u64 = 60 * MINUTE_MS;

fn live(peer: Peer) -> World {
    let mut world = World::start(1, peer);
    world.run_until_phase(Phase::Live, MINUTE_MS);
    world
}

/// The times between requests for tokens.
fn gaps(world: &World) -> Vec<u64> {
    world.asked().windows(2).map(|pair| pair[1] - pair[0]).collect()
}

fn closed(after_ms: u64, code: u16) -> Fate {
    Fate { closes: Some((after_ms, code)), ..HEALTHY }
}

#[test]
fn a_quiet_feed_stays_live_on_one_token() {
    let mut world = live(Peer::helpful());
    world.run(10 * MINUTE_MS);
    let status = world.status();
    assert_eq!((status.phase, status.confirmed, status.reason), (Phase::Live, true, None));
    assert_eq!((world.asked().len(), world.opened()), (1, 1));
    assert!((19..=24).contains(&world.pings()), "{} pings", world.pings());
    assert!((14..=16).contains(&world.snapshots()), "{} readings", world.snapshots());
}

#[test]
fn failed_requests_for_tokens_are_spaced_more_and_more() {
    let mut world = World::start(1, Peer::refusing_in_turn([TokenFailure::Network; 6]));
    world.run_until_phase(Phase::Live, 5 * MINUTE_MS);
    for (gap_ms, base_ms) in
        gaps(&world).into_iter().zip([1_000, 2_000, 4_000, 8_000, 16_000, 30_000])
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
        let gaps = gaps(&world);
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
    let gaps = gaps(&world);
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
    assert!(gaps(&world)[0] >= 90_000);
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
fn a_refused_token_gets_one_more_chance() {
    for code in [4001, 1008] {
        let mut world = World::start(1, Peer::with(closed(0, code)));
        world.run_until_phase(Phase::Halted, MINUTE_MS);
        assert_eq!(world.asked().len(), 2, "{code}");
        assert_eq!(world.status().reason, Some(Reason::Unauthorized));
    }
    let mut world = World::start(1, Peer::in_turn([closed(0, 4001)]));
    world.run_until_phase(Phase::Live, MINUTE_MS);
    assert_eq!(world.asked().len(), 2);
    // Being live for a moment is no proof of a good token.
    let mut world = World::start(1, Peer::with(closed(5_000, 4001)));
    world.run_until_phase(Phase::Halted, MINUTE_MS);
    assert_eq!(world.asked().len(), 2);
}

#[test]
fn a_token_that_outlived_itself_is_nobodys_fault() {
    let mut world = World::start(1, Peer::with(closed(290_000, 4001)));
    world.run(HOUR_MS);
    assert!((11..=13).contains(&world.asked().len()), "{} tokens", world.asked().len());
    assert_eq!(world.status().failures, 0, "each of them had lasted");

    let mut world = live(Peer::in_turn([closed(2 * HOUR_MS, 4001)]));
    world.run(2 * HOUR_MS + MINUTE_MS);
    assert_eq!((world.phase(), world.asked().len()), (Phase::Live, 2));
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

#[test]
fn a_restart_is_waited_out_for_as_long_as_its_code_says() {
    let check = |code: u16, least_ms: u64, most_ms: u64| {
        let waits: Vec<u64> = (0..200)
            .map(|seed| {
                let mut world = World::start(seed, Peer::in_turn([closed(120_000, code)]));
                world.run_until_phase(Phase::Live, MINUTE_MS);
                world.run_until_phase(Phase::Waiting, 3 * MINUTE_MS);
                assert_eq!(world.status().shown, Shown::Reconnecting);
                world.run_until_phase(Phase::FetchingToken, MINUTE_MS)
            })
            .collect();
        assert!(waits.iter().all(|wait| (least_ms..=most_ms).contains(wait)), "{code}: {waits:?}");
        let (first, last) = (waits.iter().min(), waits.iter().max());
        let span = last.zip(first).map(|(last, first)| last - first);
        assert!(span > Some((most_ms - least_ms) * 3 / 4), "{code}: {span:?} is no spread");
    };
    check(1001, 500, 5_000);
    check(1012, 500, 5_000);
    check(1013, 10_500, 15_000);
    check(1000, 750, 1_250);
    check(1006, 750, 1_250);
    check(1011, 750, 1_250);
}

#[test]
fn what_is_not_understood_is_given_up_at_the_third_in_a_row() {
    let check = |codes: [u16; 3], halts: bool| {
        let mut world = World::start(1, Peer::in_turn(codes.map(|code| closed(100, code))));
        world.run(5 * MINUTE_MS);
        assert_eq!(world.phase() == Phase::Halted, halts, "{codes:?}");
        let gaps = gaps(&world);
        assert!(gaps.iter().all(|gap_ms| *gap_ms >= 22_500), "{codes:?}: {gaps:?}");
    };
    check([1002, 1002, 1002], true);
    check([1003, 1007, 1009], true);
    check([4999, 4999, 4999], true);
    check([4002, 4003, 4004], false);
    check([1002, 4999, 1002], false);
}

#[test]
fn a_connection_that_dropped_after_it_lasted_is_back_within_seconds() {
    let mut world = live(Peer::in_turn([
        Fate { opens: Opens::Refused, ..HEALTHY },
        Fate { opens: Opens::Refused, ..HEALTHY },
        closed(61_000, 1006),
    ]));
    assert_eq!(world.status().failures, 2);
    world.run_until_phase(Phase::Waiting, 2 * MINUTE_MS);
    assert_eq!(world.status().failures, 1, "forgiven, and counted anew");
    assert!(world.run_until_phase(Phase::Live, MINUTE_MS) < 2_000);
}

#[test]
fn flapping_is_met_with_longer_waits() {
    let mut world = World::start(1, Peer::with(closed(3_000, 1006)));
    world.run(HOUR_MS);
    let gaps = gaps(&world);
    assert!(gaps[..3].iter().all(|gap_ms| *gap_ms < 9_000), "{gaps:?}");
    assert!(gaps[6..].iter().all(|gap_ms| *gap_ms > 25_000), "{gaps:?}");
}

#[test]
fn a_dead_connection_is_noticed_by_an_unanswered_ping() {
    for silent_ms in [5_000, 40_000, 100_000] {
        let mut world = live(Peer::in_turn([Fate { silent_ms: Some(silent_ms), ..HEALTHY }]));
        let took_ms = world.run_until_phase(Phase::Waiting, 5 * MINUTE_MS);
        let dead_ms = took_ms - silent_ms.min(took_ms);
        assert!((8_000..=44_000).contains(&dead_ms), "{silent_ms}: noticed after {dead_ms}");
        assert_eq!(world.status().reason, Some(Reason::Dropped));
        world.run_until_phase(Phase::Live, MINUTE_MS);
    }
}

#[test]
fn anything_that_comes_is_a_sign_of_life_and_slow_pongs_are_pongs() {
    let check = |fate: Fate| {
        let mut world = live(Peer::with(fate));
        world.run(HOUR_MS);
        assert_eq!((world.asked().len(), world.phase()), (1, Phase::Live), "{fate:?}");
        assert!((108..=140).contains(&world.pings()), "{fate:?}: {} pings", world.pings());
    };
    check(Fate { pong_ms: None, quotes_ms: Some(2_000), ..HEALTHY });
    check(Fate { quotes_ms: Some(200), ..HEALTHY });
    check(Fate { pong_ms: Some(9_000), ..HEALTHY });
}

#[test]
fn a_board_that_cannot_be_read_leaves_quotes_unconfirmed_and_costs_no_token() {
    let is_up = |now_ms: u64| now_ms > 20 * MINUTE_MS;
    let mut world = live(Peer::with(Fate { quotes_ms: Some(500), ..HEALTHY }).has_board(is_up));
    assert!(!world.status().confirmed);
    world.run(10 * MINUTE_MS);
    assert!(!world.status().confirmed);
    world.run(12 * MINUTE_MS);
    assert!(world.status().confirmed);
    assert_eq!(world.asked().len(), 1);

    let mut world = World::start(1, Peer::helpful().has_board(is_up));
    world.run(10 * MINUTE_MS);
    assert_eq!(world.phase(), Phase::Syncing, "pongs alone are nothing to show");
    assert_eq!(world.status().shown, Shown::Offline);
    world.run(12 * MINUTE_MS);
    assert_eq!((world.phase(), world.asked().len()), (Phase::Live, 1));
}

#[test]
fn an_address_that_is_none_is_not_tried_again() {
    let mut world = World::start(1, Peer::with(Fate { opens: Opens::Hangs, ..HEALTHY }));
    world.run_until_phase(Phase::Connecting, MINUTE_MS);
    let generation = world.generation();
    world.feed(Input::BadAddress { generation });
    world.run(HOUR_MS);
    assert_eq!((world.phase(), world.asked().len()), (Phase::Halted, 1));
    assert_eq!(world.status().reason, Some(Reason::BadAddress));
}

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
    assert!(gaps(&world)[0] >= 1_000);
}

#[test]
fn filters_that_change_ten_times_in_a_second_cost_one_token() {
    let mut world = live(Peer::helpful());
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
