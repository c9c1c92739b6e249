//! Pages of one browser that share one connection.

use link::{Company, Input, Phase, Reason, Shown};

use super::moves;
use super::peer::{Fate, HEALTHY, Peer};
use super::world::{Plan, World};

const MINUTE_MS: u64 = 60_000;
const HOUR_MS: u64 = 60 * MINUTE_MS;

/// A browser whose pages are live; the first has the connection.
fn browser(peer: Peer, pages: usize) -> World {
    let mut world = World::empty(peer, Plan::Unmetered);
    for which in 0..pages {
        world.open_page(which as u64, false);
        world.run_until_shown(which, Shown::Live, 5_000);
    }
    assert_eq!((world.phase(), world.all_asked().len()), (Phase::Live, 1));
    world
}

fn phase(world: &World, which: usize) -> Phase {
    world.pages[which].watched.phase()
}

#[test]
fn pages_opened_at_once_are_live_on_one_token() {
    let mut world = World::empty(Peer::helpful(), Plan::Unmetered);
    for which in 0..5 {
        world.open_page(which, false);
    }
    for which in 0..5 {
        world.run_until_shown(which, Shown::Live, 7_000);
    }
    world.run(HOUR_MS);
    assert_eq!(world.all_asked().len(), 1);
    assert_eq!(world.pages.iter().filter(|page| page.owns()).count(), 1);
    assert!(world.pages.iter().all(|page| page.watched.status().shown == Shown::Live));
}

#[test]
fn a_page_that_comes_late_is_given_the_board_and_costs_nothing() {
    let mut world = browser(Peer::helpful(), 2);
    world.run(HOUR_MS);
    let late = world.open_page(9, false);
    assert!(world.run_until_shown(late, Shown::Live, MINUTE_MS) < 100);
    assert!(world.pages[late].watched.status().confirmed);
    assert_eq!(world.all_asked().len(), 1);
}

#[test]
fn the_next_page_is_live_within_five_seconds_of_the_leaders_end() {
    let check = |end: fn(&mut World)| {
        let mut world = browser(Peer::helpful(), 3);
        world.run(HOUR_MS);
        end(&mut world);
        assert_eq!(world.pages[1].watched.status().shown, Shown::Live, "it does not know yet");
        world.run_until_phase_of(1, Phase::Live, 5_000);
        world.run_until_shown(2, Shown::Live, 5_000);
        world.run(HOUR_MS);
        assert_eq!((world.all_asked().len(), phase(&world, 2)), (2, Phase::Follower));
        assert_ne!(world.pages[1].watched.status().shown, Shown::Offline, "but a hiccup");
    };
    check(|world| world.close_page(0));
    check(|world| world.crash(0));
    check(|world| world.put_away(0));
    check(|world| world.feed(Input::Stop));
}

#[test]
fn a_frozen_leader_is_robbed_and_lets_go_before_anything_else() {
    for timers_first in [false, true] {
        let mut world = browser(Peer::helpful(), 2);
        world.freeze_page(0);
        let took_ms = world.run_until_phase_of(1, Phase::Live, MINUTE_MS);
        assert!((15_000..22_000).contains(&took_ms), "{took_ms}");
        world.run(MINUTE_MS);
        world.thaw_page(0, timers_first);
        world.run(10);
        assert_eq!((world.phase(), world.pages[0].owns()), (Phase::Follower, false));
        world.run_until_shown(0, Shown::Live, 1_000);
        world.run(HOUR_MS);
        assert_eq!(world.all_asked().len(), 2);
        assert_eq!((phase(&world, 0), phase(&world, 1)), (Phase::Follower, Phase::Live));
    }
}

#[test]
fn a_follower_that_was_away_itself_asks_again_before_it_steals() {
    let mut world = browser(Peer::helpful(), 2);
    world.freeze_page(0);
    // It has asked, and is frozen before an answer can come.
    world.run(16_000);
    world.freeze_page(1);
    world.run(MINUTE_MS);
    world.thaw_page(0, true);
    world.run(MINUTE_MS);
    world.thaw_page(1, true);
    world.run(HOUR_MS);
    assert_eq!((world.phase(), phase(&world, 1)), (Phase::Live, Phase::Follower));
    assert_eq!(world.all_asked().len(), 1);
}

#[test]
fn a_leader_that_goes_says_so_and_a_sleeper_next_in_line_is_passed_by() {
    let mut world = browser(Peer::helpful(), 3);
    world.freeze_page(1);
    world.close_page(0);
    assert!(world.run_until_phase_of(2, Phase::Live, MINUTE_MS) < 6_000);
    assert_eq!(world.all_asked().len(), 2);
}

#[test]
fn a_page_that_hears_nothing_shows_no_prices_as_live() {
    let mut world = browser(Peer::helpful(), 2);
    world.freeze_page(0);
    let took_ms = world.run_until_shown(1, Shown::Reconnecting, MINUTE_MS);
    assert!((10_000..=15_000).contains(&took_ms), "{took_ms}");
}

#[test]
fn a_board_is_handed_over_anew_for_every_connection() {
    // The board is read before the socket has answered.
    let slow = Fate { pong_ms: Some(900), ..HEALTHY };
    let drops = Fate { closes: Some((10 * MINUTE_MS, 1006)), ..slow };
    let mut world = browser(Peer::in_turn([drops, slow]), 2);
    world.run_until_phase(Phase::Waiting, 11 * MINUTE_MS);
    world.run_until_shown(1, Shown::Reconnecting, 1_000);
    world.run_until_shown(1, Shown::Live, 5_000);
    assert_eq!(world.all_asked().len(), 2);
}

#[test]
fn words_of_an_epoch_that_is_over_change_nothing() {
    let mut world = browser(Peer::helpful(), 3);
    let old = world.epoch();
    world.close_page(0);
    world.run_until_phase_of(1, Phase::Live, 5_000);
    world.run_until_shown(2, Shown::Live, 7_000);
    let before = world.pages[2].watched.status();
    for word in moves::words() {
        world.feed_to(2, Input::Heard { epoch: old, word });
    }
    let after = world.pages[2].watched.status();
    assert_eq!((after.shown, after.since_ms), (before.shown, before.since_ms));
    assert_eq!(after.stale_inputs - before.stale_inputs, 5, "those of a holder");
}

#[test]
fn nobody_steals_for_a_page_that_is_not_seen() {
    let mut world = browser(Peer::helpful(), 2);
    world.hide(1, true);
    world.freeze_page(0);
    world.run(HOUR_MS);
    assert_eq!((phase(&world, 1), world.all_asked().len()), (Phase::Follower, 1));
    world.hide(1, false);
    assert!(world.run_until_phase_of(1, Phase::Live, MINUTE_MS) < 6_000);
    assert_eq!(world.all_asked().len(), 2);
}

#[test]
fn a_hidden_leader_keeps_its_connection_and_leaves_the_seat_when_it_drops() {
    let drops = Fate { closes: Some((HOUR_MS, 1006)), ..HEALTHY };
    let mut world = browser(Peer::in_turn([drops]), 2);
    world.hide(0, true);
    world.run(50 * MINUTE_MS);
    assert_eq!((world.phase(), world.all_asked().len()), (Phase::Live, 1));
    world.run_until_phase(Phase::Parked, 20 * MINUTE_MS);
    world.run_until_shown(1, Shown::Live, 5_000);
    world.hide(0, false);
    world.run_until_shown(0, Shown::Live, 1_000);
    assert_eq!((world.phase(), world.all_asked().len()), (Phase::Follower, 2));
}

#[test]
fn hidden_pages_do_not_hand_a_dead_connection_around() {
    let drops = Fate { closes: Some((10 * MINUTE_MS, 1006)), ..HEALTHY };
    let mut world = browser(Peer::with(drops), 5);
    for which in 0..5 {
        world.hide(which, true);
    }
    world.run(24 * HOUR_MS);
    // Each has had its first attempt then, and no second.
    assert!(world.all_asked().len() <= 5, "{} tokens", world.all_asked().len());
    assert!((0..5).all(|which| phase(&world, which) == Phase::Parked));
    let asked = world.all_asked().len();
    world.hide(3, false);
    assert!(world.run_until_phase_of(3, Phase::Live, MINUTE_MS) < 1_000);
    assert_eq!(world.all_asked().len(), asked + 1);
}

#[test]
fn a_page_that_was_put_away_follows_when_it_is_back() {
    let mut world = browser(Peer::helpful(), 2);
    for _ in 0..10 {
        world.put_away(0);
        assert_eq!((world.phase(), world.pages[0].owns()), (Phase::Parked, false));
        world.run_until_phase_of(1, Phase::Live, 5_000);
        world.bring_back(0);
        world.run_until_shown(0, Shown::Live, 1_000);
    }
    assert_eq!(world.all_asked().len(), 2, "only the first time somebody had to take over");
}

#[test]
fn a_page_alone_that_is_put_away_and_back_connects_once() {
    let mut world = World::start(1, Peer::helpful());
    world.run(10 * MINUTE_MS);
    world.put_away(0);
    assert_eq!((world.phase(), world.pages[0].owns()), (Phase::Parked, false));
    world.run(HOUR_MS);
    world.bring_back(0);
    world.run_until_phase(Phase::Live, 1_000);
    assert_eq!(world.all_asked().len(), 2);
}

#[test]
fn a_wish_on_any_page_is_fulfilled_by_the_one_that_can() {
    let mut world = browser(Peer::helpful(), 3);
    world.feed_to(2, Input::PreferPolling(true));
    world.run_until_phase(Phase::Polling, 1_000);
    for which in 0..3 {
        world.run_until_shown(which, Shown::Polling, 7_000);
    }
    // Whoever takes over does what the reader prefers as well.
    world.close_page(0);
    world.run_until_phase_of(1, Phase::Polling, 1_000);
    assert_eq!(world.all_asked().len(), 1);
    world.feed_to(2, Input::PreferPolling(false));
    world.run_until_shown(2, Shown::Live, 7_000);
    assert_eq!(world.all_asked().len(), 2);
    // And so it does when the wish was made on the page that then goes.
    world.feed_to(1, Input::PreferPolling(true));
    world.run_until_phase_of(1, Phase::Polling, 1_000);
    world.run(1_000);
    world.close_page(1);
    world.run_until_phase_of(2, Phase::Polling, 1_000);
    assert_eq!(world.all_asked().len(), 2);
}

#[test]
fn a_page_that_followed_unseen_costs_nothing_when_the_others_go() {
    let mut world = browser(Peer::helpful(), 2);
    world.hide(1, true);
    world.run(1_000);
    world.close_page(0);
    world.run(MINUTE_MS);
    assert_eq!(world.all_asked().len(), 1);
    world.hide(1, false);
    world.run_until_shown(1, Shown::Live, 5_000);
    assert_eq!(world.all_asked().len(), 2);
}

#[test]
fn a_retry_on_a_page_that_follows_ends_the_leaders_halt() {
    let mut world = World::empty(Peer::refusing_in_turn([moves::status(403)]), Plan::Unmetered);
    world.open_page(1, false);
    world.run_until_phase(Phase::Halted, MINUTE_MS);
    let follower = world.open_page(2, false);
    world.run_until_shown(follower, Shown::Stopped, 1_000);
    assert_eq!(world.pages[follower].watched.status().reason, Some(Reason::Forbidden));
    world.feed_to(follower, Input::Retry);
    world.run_until_shown(follower, Shown::Live, 5_000);
    assert_eq!(world.all_asked().len(), 2);
}

#[test]
fn a_refusal_for_too_many_requests_holds_for_every_page() {
    let limited = [moves::limited(Some(120_000))];
    let mut world = World::empty(Peer::refusing_in_turn(limited), Plan::Unmetered);
    // Pages that show different feeds share no seat, but the ledger.
    for seed in 0..3 {
        world.open_page_in(seed, Company::Alone, false);
        world.run(200);
    }
    world.run(119_000);
    assert_eq!(world.all_asked().len(), 1, "no request in any page");
    for which in 0..3 {
        world.run_until_shown(which, Shown::Live, 20_000);
    }
    assert_eq!(world.all_asked().len(), 4, "then one for each feed");
}

#[test]
fn where_pages_cannot_share_each_connects_on_its_own() {
    let mut world = World::empty(Peer::helpful(), Plan::Unmetered);
    for which in 0..2 {
        world.open_page(which, false);
    }
    world.deny_seats();
    for which in 0..2_usize {
        world.run_until_phase_of(which, Phase::Live, 5_000);
    }
    assert_eq!(world.all_asked().len(), 2);
}
