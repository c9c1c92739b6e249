//! Hours of it: pages that are hidden, frozen or asleep, clocks that are set, and long outages.

use link::{Input, Phase, Shown};

use super::moves;
use super::peer::{Fate, HEALTHY, Opens, Peer, TokenAnswer, closed};
use super::world::World;

const MINUTE_MS: u64 = 60_000;
const HOUR_MS: u64 = 60 * MINUTE_MS;
const DAY_MS: u64 = 24 * HOUR_MS;
const REFUSED: Fate = Fate { opens: Opens::Refused, ..HEALTHY };

#[test]
fn a_hidden_page_whose_timers_run_once_a_minute_keeps_its_connection() {
    for quotes_ms in [None, Some(700)] {
        let mut world = World::live(Peer::with(Fate { quotes_ms, ..HEALTHY }));
        world.feed(Input::Hidden);
        world.slow_down_to(MINUTE_MS);
        world.run(HOUR_MS);
        assert_eq!((world.phase(), world.asked().len()), (Phase::Live, 1));
    }
}

#[test]
fn a_dead_connection_of_a_hidden_page_is_noticed_too() {
    let mut world = World::live(Peer::in_turn([Fate { silent_ms: Some(90_000), ..HEALTHY }]));
    world.slow_down_to(MINUTE_MS);
    assert!(world.run_until_phase(Phase::Waiting, HOUR_MS) < 6 * MINUTE_MS);
}

#[test]
fn a_page_that_was_frozen_or_asleep_asks_before_it_judges() {
    let check = |away: fn(&mut World)| {
        let mut world = World::live(Peer::helpful());
        for _ in 0..20 {
            // The pause begins while an answer is on its way.
            let pings = world.pings();
            while world.pings() == pings {
                world.run(10);
            }
            away(&mut world);
            world.run(5_000);
        }
        assert_eq!((world.phase(), world.asked().len()), (Phase::Live, 1));
    };
    check(|world| world.freeze(10 * MINUTE_MS));
    check(|world| world.sleep(2 * HOUR_MS));
    check(|world| {
        world.freeze(20_000);
        world.feed(Input::Resumed);
    });
}

#[test]
fn a_connection_that_died_in_sleep_is_noticed_within_seconds() {
    let mut world = World::live(Peer::in_turn([Fate { silent_ms: Some(9_000), ..HEALTHY }]));
    world.run(9_000);
    world.sleep(2 * HOUR_MS);
    assert_eq!(world.run_until_phase(Phase::Waiting, MINUTE_MS), 3_000);
    world.run_until_phase(Phase::Live, MINUTE_MS);
    assert_eq!(world.asked().len(), 2);
}

#[test]
fn a_clock_that_is_set_kills_and_fires_nothing() {
    let mut world = World::live(Peer::helpful());
    world.set_back(HOUR_MS);
    world.run(10 * MINUTE_MS);
    world.sleep(HOUR_MS);
    world.run(10 * MINUTE_MS);
    assert_eq!((world.phase(), world.asked().len()), (Phase::Live, 1));

    let mut world = World::start(1, Peer::refusing(moves::status(500)));
    world.run(5 * MINUTE_MS);
    world.run_until_phase(Phase::Waiting, MINUTE_MS);
    let asked = world.asked().len();
    world.sleep(HOUR_MS);
    world.set_back(HOUR_MS);
    assert_eq!((world.phase(), world.asked().len()), (Phase::Waiting, asked));
}

#[test]
fn storms_of_hints_cost_pings_and_no_tokens() {
    let mut world = World::live(Peer::helpful());
    let pings = world.pings();
    for hint in moves::HINTS.iter().cycle().take(250) {
        world.feed(*hint);
        world.run(40);
    }
    assert_eq!((world.phase(), world.asked().len()), (Phase::Live, 1));
    assert!(world.pings() - pings <= 11, "{} pings in ten seconds", world.pings() - pings);
}

#[test]
fn hints_bring_an_attempt_forward_and_no_two_within_five_seconds() {
    let mut world = World::start(1, Peer::with(REFUSED));
    world.run(5 * MINUTE_MS);
    world.run_until_phase(Phase::Waiting, MINUTE_MS);
    let asked = world.asked().len();
    for _ in 0..1_000 {
        world.feed(Input::Online);
        world.run(20);
    }
    let gaps = world.asked()[asked..].windows(2).map(|pair| pair[1] - pair[0]);
    assert!(gaps.clone().all(|gap_ms| (5_000..5_100).contains(&gap_ms)), "{:?}", world.asked());
    assert!(gaps.count() >= 3, "in twenty seconds");
}

#[test]
fn no_network_is_a_hint_until_the_connection_fails_to_answer() {
    let mut world = World::live(Peer::helpful());
    world.feed(Input::Offline);
    world.run(MINUTE_MS);
    assert_eq!((world.phase(), world.asked().len()), (Phase::Live, 1));

    let mut world =
        World::live(Peer::in_turn([Fate { silent_ms: Some(2_000), ..HEALTHY }, REFUSED]));
    world.run(2_000);
    world.feed(Input::Offline);
    assert_eq!(world.run_until_phase(Phase::Waiting, MINUTE_MS), 3_000);
    assert_eq!(world.status().shown, Shown::Offline);
    world.run(20_000);
    world.feed(Input::Online);
    world.run_until_phase(Phase::Live, 10_000);
}

#[test]
fn a_hint_right_after_an_answer_is_looked_into_a_moment_later() {
    let mut world = World::live(Peer::in_turn([Fate { silent_ms: Some(500), ..HEALTHY }, REFUSED]));
    let pings = world.pings();
    world.run(500);
    for _ in 0..10 {
        world.feed(Input::Offline);
    }
    assert_eq!(world.pings(), pings, "the last ping has only just been answered");
    let noticed_ms = world.run_until_phase(Phase::Waiting, MINUTE_MS);
    assert!((3_000..=4_000).contains(&noticed_ms), "{noticed_ms}");
    assert_eq!(world.pings(), pings + 1);
}

#[test]
fn what_is_shown_tells_a_hiccup_from_an_outage() {
    let outage = [closed(2 * MINUTE_MS, 1006), REFUSED, REFUSED, REFUSED, REFUSED];
    let mut world = World::start(1, Peer::in_turn(outage));
    let mut shown = vec![world.status().shown];
    while world.mono_ms() < 6 * MINUTE_MS {
        world.run(50);
        if shown.last() != Some(&world.status().shown) {
            shown.push(world.status().shown);
        }
    }
    let words = [Shown::Connecting, Shown::Live, Shown::Reconnecting, Shown::Offline, Shown::Live];
    assert_eq!(shown, words);
}

#[test]
fn twelve_hours_without_a_feed_cost_no_more_tokens_than_the_waits_allow() {
    let mut most = 0;
    for seed in 0..20 {
        let mut world = World::start(seed, Peer::with(REFUSED));
        world.run(12 * HOUR_MS);
        most = most.max(world.asked().len());
    }
    // Six waits that grow, and then one token every 30 s on average.
    let bound = 6 + 12 * HOUR_MS / 30_000;
    println!(
        "12 hours without a feed: {most} tokens at most over 20 seeds, bound {bound} and a twentieth"
    );
    assert!((most as u64) < bound * 21 / 20, "{most} tokens");
}

/// A backend that grants so many tokens a day and says when the next one can be had.
fn rationed(mut granted: Vec<u64>, ration: usize) -> impl FnMut(u64) -> TokenAnswer {
    move |now_ms| {
        granted.retain(|at_ms| now_ms - at_ms < DAY_MS);
        if granted.len() < ration {
            granted.push(now_ms);
            return TokenAnswer::Granted;
        }
        let next_ms = granted[0] + DAY_MS - now_ms;
        TokenAnswer::Refused(moves::limited(Some(next_ms)))
    }
}

#[test]
fn a_day_of_outage_on_thirty_tokens_asks_for_few_in_vain() {
    let peer = Peer::with(REFUSED).token(rationed(Vec::new(), 30));
    let mut world = World::start(1, peer);
    world.run(3 * DAY_MS);
    let asked = world.asked().len();
    println!("3 days without a feed on 30 tokens a day: {asked} requests");
    assert!((90..=130).contains(&asked), "{asked} requests");
}
