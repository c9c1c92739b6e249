//! A thousand usual days on a plan of thirty tokens a day, and outages by the clock.

use link::{Phase, Shown};

use super::moves;
use super::peer::{Fate, HEALTHY, Opens, Peer, TokenAnswer};
use super::weather::Weather;
use super::world::World;

const SEEDS: u64 = 1_000;
const MINUTE_MS: u64 = 60_000;
const HOUR_MS: u64 = 60 * MINUTE_MS;
const DAY_MS: u64 = 24 * HOUR_MS;
const REFUSED: Fate = Fate { opens: Opens::Refused, ..HEALTHY };

/// What a day came to.
#[derive(Clone, Copy, Debug, Default)]
struct Day {
    tokens: usize,
    /// In view, with a feed that has been up for a minute.
    fair_ms: u64,
    /// Of that, live.
    live_ms: u64,
    /// The longest time without being live in such weather.
    stall_ms: u64,
}

/// Outages of the feed and of the backend: when they begin and end.
fn outages(weather: &mut Weather) -> Vec<(u64, u64)> {
    let count = weather.below(4);
    (0..count)
        .map(|_| {
            let begin_ms = weather.below(DAY_MS);
            let most_ms = if weather.once_in(4) { HOUR_MS } else { 5 * MINUTE_MS };
            (begin_ms, begin_ms + weather.below(most_ms))
        })
        .collect()
}

fn is_out(outages: &[(u64, u64)], now_ms: u64) -> bool {
    outages.iter().any(|(begin_ms, end_ms)| (*begin_ms..*end_ms).contains(&now_ms))
}

fn peer(seed: u64, feed: Vec<(u64, u64)>, backend: Vec<(u64, u64)>) -> Peer {
    let (mut sockets, mut boards) = (Weather::new(seed), Weather::new(!seed));
    let board_outages = backend.clone();
    Peer::helpful()
        .socket(move |now_ms| {
            let mut fate = sockets.usual_fate();
            // A socket does not outlive its feed.
            let ends = feed.iter().filter(|(begin_ms, _)| *begin_ms >= now_ms);
            if let Some((begin_ms, _)) = ends.min() {
                let (lasts_ms, code) = fate.closes.unwrap_or((u64::MAX, 1006));
                fate.closes = Some((lasts_ms.min(begin_ms - now_ms), code));
            }
            if is_out(&feed, now_ms) { REFUSED } else { fate }
        })
        .token(move |now_ms| {
            let failure = moves::status(503);
            if is_out(&backend, now_ms) {
                TokenAnswer::Refused(failure)
            } else {
                TokenAnswer::Granted
            }
        })
        .has_board(move |now_ms| !is_out(&board_outages, now_ms) && boards.below(20) > 0)
}

/// A day of a page on a laptop: looked at or not, asleep for hours, on a network that comes and goes.
fn live_through(seed: u64) -> Day {
    let mut weather = Weather::new(seed);
    let (feed, backend) = (outages(&mut weather), outages(&mut weather));
    let all = [feed.clone(), backend.clone()].concat();
    let mut world = World::metered(seed, peer(seed, feed, backend));
    let mut day = Day::default();
    let (mut fair_since_ms, mut stall_ms) = (0, 0);
    // A day of the calendar: some of it is slept through.
    let end_ms = world.wall_ms() + DAY_MS;
    while world.wall_ms() < end_ms {
        if weather.once_in(180) {
            world.hide(0, !world.pages[0].is_hidden);
        }
        if weather.once_in(500) {
            world.sleep(weather.below(8 * HOUR_MS));
            world.hide(0, false);
        }
        if weather.once_in(200) {
            world.feed(weather.one_of(&moves::HINTS));
        }
        let step_ms = 1 + weather.below(2 * MINUTE_MS);
        world.run(step_ms);
        let is_fair = !world.pages[0].is_hidden && !is_out(&all, world.mono_ms());
        fair_since_ms = if is_fair { fair_since_ms + step_ms } else { 0 };
        if fair_since_ms < MINUTE_MS + step_ms {
            stall_ms = 0;
            continue;
        }
        let is_live = world.status().shown == Shown::Live;
        day.fair_ms += step_ms;
        day.live_ms += if is_live { step_ms } else { 0 };
        stall_ms = if is_live { 0 } else { stall_ms + step_ms };
        day.stall_ms = day.stall_ms.max(stall_ms);
    }
    day.tokens = world.all_asked().len();
    day
}

#[test]
fn a_thousand_days_are_mostly_live_and_cost_no_more_than_thirty_tokens_each() {
    let days: Vec<Day> = (0..SEEDS).map(live_through).collect();
    let sum = |of: fn(&Day) -> u64| days.iter().map(of).sum::<u64>();
    let most = days.iter().map(|day| day.tokens).max().unwrap_or(0);
    let tokens = sum(|day| day.tokens as u64);
    let (live_ms, fair_ms) = (sum(|day| day.live_ms), sum(|day| day.fair_ms));
    let stall_ms = days.iter().map(|day| day.stall_ms).max().unwrap_or(0);
    println!(
        "{SEEDS} days: {}.{:02} tokens a day, {most} at most; live {}.{:02} % of {} hours in fair weather, longest stall {} s",
        tokens / SEEDS,
        tokens * 100 / SEEDS % 100,
        live_ms * 100 / fair_ms,
        live_ms * 10_000 / fair_ms % 100,
        fair_ms / HOUR_MS,
        stall_ms / 1_000
    );
    assert!(most <= 30, "{most} tokens in a day");
    assert!(live_ms * 100 >= fair_ms * 99, "live {live_ms} of {fair_ms}");
}

/// How many tokens a peer costs in so long, on a plan that counts them and on one that does not.
fn spend(peer: fn() -> Peer, ms: u64) -> (usize, usize) {
    let (mut metered, mut unmetered) = (0, 0);
    for seed in 0..50 {
        let mut world = World::metered(seed, peer());
        world.run(ms);
        metered = metered.max(world.all_asked().len());
        let mut world = World::start(seed, peer());
        world.run(ms);
        unmetered = unmetered.max(world.all_asked().len());
    }
    (metered, unmetered)
}

#[test]
fn an_outage_costs_what_the_plan_can_spare() {
    let check = |name: &str, peer: fn() -> Peer, minutes: u64, most: (usize, usize)| {
        let spent = spend(peer, minutes * MINUTE_MS);
        println!("{name} for {minutes} min: {} tokens metered, {} not, at most", spent.0, spent.1);
        assert!(spent.0 <= most.0 && spent.1 <= most.1, "{name}: {spent:?}");
    };
    let down = || Peer::with(REFUSED);
    let accepts_then_closes = || Peer::with(Fate { closes: Some((0, 1006)), ..HEALTHY });
    check("feed down", down, 30, (24, 70));
    check("feed down", down, 60, (26, 135));
    check("accept then close", accepts_then_closes, 2, (10, 10));
}

#[test]
fn a_laptop_that_sleeps_for_two_hours_costs_one_token_if_its_connection_died() {
    let check = |dies: bool, tokens: usize| {
        let silent_ms = dies.then_some(600_000);
        let mut world = World::metered(1, Peer::in_turn([Fate { silent_ms, ..HEALTHY }]));
        world.run(600_000);
        world.sleep(2 * HOUR_MS);
        world.run(MINUTE_MS);
        println!("asleep for 2 h, connection dead: {dies}: {} tokens", world.all_asked().len());
        assert_eq!((world.phase(), world.all_asked().len()), (Phase::Live, tokens));
    };
    check(false, 1);
    check(true, 2);
}
