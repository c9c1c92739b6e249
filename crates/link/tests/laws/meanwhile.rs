//! Prices at intervals while no stream may be had, and on a stream that cannot be understood.

use link::{FrameKind, Input, Phase, Reason, Shown, TokenFailure};

use super::moves;
use super::peer::Peer;
use super::world::{Plan, World};

const MINUTE_MS: u64 = 60_000;
const HOUR_MS: u64 = 60 * MINUTE_MS;

fn blocked(peer: Peer) -> World {
    let mut world = World::start(1, peer);
    world.run_until_phase(Phase::Blocked, MINUTE_MS);
    world
}

/// A backend that puts whoever asks for a token off for six hours.
fn out_of_tokens() -> Peer {
    Peer::refusing_in_turn([moves::limited(Some(6 * HOUR_MS))])
}

/// A backend that is down and says for how long.
fn put_off(retry_after_ms: u64) -> TokenFailure {
    TokenFailure::Http { status: 503, code: None, retry_after_ms: Some(retry_after_ms) }
}

#[test]
fn while_the_quota_is_used_up_the_board_is_read_at_intervals() {
    let mut world = blocked(out_of_tokens());
    let planned = world.status().retry_at_ms;
    assert_eq!((world.status().shown, world.status().confirmed), (Shown::Offline, false));
    world.run(1_000);
    for _ in 0..10 {
        let (status, readings) = (world.status(), world.snapshots());
        assert_eq!((status.shown, status.confirmed), (Shown::Polling, true));
        assert_eq!((status.reason, status.retry_at_ms), (Some(Reason::RateLimited), planned));
        world.run(10 * MINUTE_MS);
        assert!((14..=15).contains(&(world.snapshots() - readings)), "as often as in polling");
    }
    assert_eq!((world.phase(), world.asked().len()), (Phase::Blocked, 1));
    world.run_until_phase(Phase::Live, 6 * HOUR_MS);
    assert_eq!((world.asked().len(), world.opened()), (2, 1));
}

#[test]
fn a_wait_of_a_minute_is_read_through_and_a_shorter_one_is_not() {
    let check = |retry_after_ms: u64, reads: bool| {
        let mut world = World::start(1, Peer::refusing_in_turn([put_off(retry_after_ms)]));
        world.run_until_phase(Phase::Waiting, MINUTE_MS);
        let planned = world.status().retry_at_ms;
        world.run(45_000);
        let status = world.status();
        let (shown, readings) = if reads { (Shown::Polling, 2) } else { (Shown::Offline, 0) };
        assert_eq!((status.shown, world.snapshots()), (shown, readings), "{retry_after_ms}");
        assert_eq!((status.confirmed, status.retry_at_ms), (reads, planned), "{retry_after_ms}");
        assert_eq!(status.reason, Some(Reason::Unreachable));
        world.run_until_phase(Phase::Live, 10 * MINUTE_MS);
        assert_eq!((world.asked().len(), world.opened()), (2, 1));
    };
    check(59_999, false);
    check(60_000, true);
    check(300_000, true);
}

#[test]
fn what_cannot_be_read_meanwhile_is_offline() {
    let is_up = |now_ms: u64| !(60_000..400_000).contains(&now_ms);
    let mut world = blocked(out_of_tokens().has_board(is_up));
    world.run(MINUTE_MS / 2);
    assert_eq!(world.status().shown, Shown::Polling);
    world.run(5 * MINUTE_MS);
    let status = world.status();
    assert_eq!((status.shown, status.reason), (Shown::Offline, Some(Reason::RateLimited)));
    world.run(3 * MINUTE_MS);
    assert_eq!(world.status().shown, Shown::Polling);

    let mut world = blocked(out_of_tokens().has_board(|_| false));
    for _ in 0..100 {
        world.run(1_000);
        assert_eq!(world.status().shown, Shown::Offline, "nothing was read");
    }
}

#[test]
fn who_follows_a_page_out_of_tokens_has_its_readings() {
    let mut world = World::empty(out_of_tokens(), Plan::Unmetered);
    let (one, other) = (world.open_page(1, false), world.open_page(2, false));
    for page in [one, other] {
        world.run_until_shown(page, Shown::Polling, MINUTE_MS);
    }
    world.run(HOUR_MS);
    let seen = |page: usize| {
        let status = world.pages[page].watched.status();
        (status.shown, status.reason, status.confirmed)
    };
    assert_eq!([one, other].map(seen), [(Shown::Polling, Some(Reason::RateLimited), true); 2]);
    let phases = [one, other].map(|page| world.pages[page].watched.phase());
    assert!(phases.contains(&Phase::Blocked) && phases.contains(&Phase::Follower), "{phases:?}");
    let readings = [one, other].map(|page| world.pages[page].watched.snapshots());
    assert!(readings.contains(&0), "one page reads for both: {readings:?}");
    assert_eq!(world.all_asked().len(), 1);
}

#[test]
fn new_filters_are_read_meanwhile_and_move_no_attempt() {
    let check = |failure: TokenFailure, phase: Phase| {
        let mut world = World::start(1, Peer::refusing_in_turn([failure]));
        world.run_until_phase(phase, MINUTE_MS);
        world.run(10_000);
        let (planned, readings) = (world.status().retry_at_ms, world.snapshots());
        for _ in 0..10 {
            world.feed(Input::FiltersChanged);
            world.run(100);
        }
        world.run(2_000);
        assert_eq!((world.snapshots(), world.asked().len()), (readings + 1, 1), "{phase:?}");
        assert_eq!((world.phase(), world.status().retry_at_ms), (phase, planned));
    };
    check(moves::limited(Some(6 * HOUR_MS)), Phase::Blocked);
    check(put_off(600_000), Phase::Waiting);
}

#[test]
fn a_reader_need_not_wait_for_a_stream_because_prices_are_read() {
    let mut world = World::start(1, Peer::refusing_in_turn([put_off(600_000)]));
    world.run_until_shown(0, Shown::Polling, MINUTE_MS);
    world.feed(Input::Retry);
    world.run_until_phase(Phase::Live, 2_000);
    assert_eq!(world.asked().len(), 2);
}

#[test]
fn many_frames_that_cannot_be_read_make_the_board_read_once_a_minute() {
    let bad = |world: &mut World, frames: u64, every_ms: u64| {
        let readings = world.snapshots();
        for _ in 0..frames {
            let generation = world.generation();
            world.feed(Input::Frame { generation, kind: FrameKind::Bad });
            world.run(every_ms);
        }
        world.snapshots() - readings
    };
    let check = |frames: u64, every_ms: u64, readings: u32| {
        let mut world = World::live(Peer::helpful());
        world.run(10_000);
        assert_eq!(bad(&mut world, frames, every_ms), readings, "{frames}, {every_ms} ms apart");
        assert_eq!((world.phase(), world.asked().len()), (Phase::Live, 1));
    };
    check(100, 10, 0);
    check(101, 10, 1);
    check(2_000, 10, 1);
    // Two of these are due as ever, every forty seconds.
    check(1_000, 90, 2 + 1);
    check(120, 900, 2);
    let mut world = World::live(Peer::helpful());
    assert_eq!(bad(&mut world, 150, 10), 0, "the board has only just been read");
    assert_eq!(bad(&mut world, 150, 100), 1, "and is read as soon as it may be");
}
