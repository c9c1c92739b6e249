//! One fault at a time, and what the machine does about it.

use link::{Input, Phase, Reason, Shown};

use super::peer::{Fate, HEALTHY, Opens, Peer, closed};
use super::world::World;

const MINUTE_MS: u64 = 60_000;
const HOUR_MS: u64 = 60 * MINUTE_MS;

#[test]
fn a_quiet_feed_stays_live_on_one_token() {
    let mut world = World::live(Peer::helpful());
    world.run(10 * MINUTE_MS);
    let status = world.status();
    assert_eq!((status.phase, status.confirmed, status.reason), (Phase::Live, true, None));
    assert_eq!((world.asked().len(), world.opened()), (1, 1));
    assert!((19..=24).contains(&world.pings()), "{} pings", world.pings());
    assert!((14..=16).contains(&world.snapshots()), "{} readings", world.snapshots());
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

    let mut world = World::live(Peer::in_turn([closed(2 * HOUR_MS, 4001)]));
    world.run(2 * HOUR_MS + MINUTE_MS);
    assert_eq!((world.phase(), world.asked().len()), (Phase::Live, 2));
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
        let gaps = world.gaps();
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
    let mut world = World::live(Peer::in_turn([
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
    let gaps = world.gaps();
    assert!(gaps[..3].iter().all(|gap_ms| *gap_ms < 9_000), "{gaps:?}");
    assert!(gaps[6..].iter().all(|gap_ms| *gap_ms > 25_000), "{gaps:?}");
}

#[test]
fn a_dead_connection_is_noticed_by_an_unanswered_ping() {
    for silent_ms in [5_000, 40_000, 100_000] {
        let mut world =
            World::live(Peer::in_turn([Fate { silent_ms: Some(silent_ms), ..HEALTHY }]));
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
        let mut world = World::live(Peer::with(fate));
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
    let mut world =
        World::live(Peer::with(Fate { quotes_ms: Some(500), ..HEALTHY }).has_board(is_up));
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
