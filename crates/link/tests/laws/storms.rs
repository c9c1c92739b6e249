//! Browsers full of pages on stormy days: pages come and go, freeze and thaw, are hidden and seen.

use link::{Input, Phase, Shown};

use super::peer::{Peer, TokenAnswer};
use super::weather::Weather;
use super::world::{Life, Plan, World};
use super::{moves, watched::Seat};

const SEEDS: u64 = 400;
const MINUTE_MS: u64 = 60_000;

fn peer(seed: u64, until_ms: u64) -> Peer {
    let (mut sockets, mut tokens, mut boards) =
        (Weather::new(seed), Weather::new(!seed), Weather::new(seed ^ 0xA5A5));
    Peer::helpful()
        .socket(move |now_ms| {
            let fate = sockets.stormy_fate();
            if now_ms < until_ms { fate } else { super::peer::HEALTHY }
        })
        .token(move |now_ms| match tokens.below(10) {
            0 if now_ms < until_ms => TokenAnswer::Refused(moves::status(503)),
            1 if now_ms < until_ms => TokenAnswer::Hangs,
            _ => TokenAnswer::Granted,
        })
        .has_board(move |now_ms| now_ms >= until_ms || boards.below(6) > 0)
}

/// Something happens to one of the pages.
fn gust(world: &mut World, weather: &mut Weather) {
    let which = usize::try_from(weather.below(world.pages.len() as u64)).unwrap_or(0);
    let life = world.pages[which].life;
    match (weather.below(14), life) {
        (0, Life::Running) => world.freeze_page(which),
        (1 | 2, Life::Frozen) => {
            let timers_first = weather.once_in(2);
            world.thaw_page(which, timers_first);
        }
        (3, Life::Running) => world.put_away(which),
        (4, Life::Frozen) => world.bring_back(which),
        (5, Life::Running) => world.close_page(which),
        (6, Life::Running | Life::Frozen) => world.crash(which),
        (7 | 8, Life::Running) => world.hide(which, true),
        (9 | 10, Life::Running) => world.hide(which, false),
        (11, Life::Running) => world.feed_to(which, weather.one_of(&moves::HINTS)),
        (12, Life::Running) => world.feed_to(which, Input::Retry),
        (_, Life::Gone)
            if world.pages.iter().filter(|page| page.life != Life::Gone).count() < 5 =>
        {
            let is_hidden = weather.once_in(3);
            world.open_page(weather.below(1_000_000), is_hidden);
        }
        _ => {}
    }
}

fn storm(seed: u64, plan: Plan) -> World {
    let mut weather = Weather::new(seed);
    let mut world = World::empty(peer(seed, 40 * MINUTE_MS), plan);
    world.set_channel(weather.below(400));
    for _ in 0..2 + weather.below(4) {
        world.open_page(weather.below(1_000_000), weather.once_in(3));
    }
    while world.mono_ms() < 40 * MINUTE_MS {
        gust(&mut world, &mut weather);
        // Most of it comes in bursts.
        let calm_ms = if weather.once_in(4) { 40_000 } else { 1_500 };
        world.run(1 + weather.below(calm_ms));
    }
    // Somebody looks at one page at least, and at the end nobody is asked for anything in vain.
    let looked_at = world.open_page(seed, false);
    world.feed_to(looked_at, Input::Retry);
    world
}

#[test]
fn after_any_storm_every_page_in_view_is_live_on_one_connection() {
    let (mut worst_ms, mut tokens) = (0, 0);
    for seed in 0..SEEDS {
        println!("seed {seed}");
        let mut world = storm(seed, Plan::Unmetered);
        let seen: Vec<usize> = (0..world.pages.len())
            .filter(|which| {
                let page = &world.pages[*which];
                page.life == Life::Running && !page.is_hidden
            })
            .collect();
        for which in &seen {
            worst_ms = worst_ms.max(world.run_until_shown(*which, Shown::Live, 3 * MINUTE_MS));
        }
        tokens += world.all_asked().len();
        // The last connection of the storm is gone by then, and nobody takes another from anybody any more.
        world.run(12 * MINUTE_MS);
        let asked = world.all_asked().len();
        world.run(30 * MINUTE_MS);
        assert_eq!(world.all_asked().len(), asked, "seed {seed}: {}", world.picture());
        let owners = world.pages.iter().filter(|page| page.life == Life::Running && page.owns());
        assert_eq!(owners.count(), 1, "seed {seed}: {}", world.picture());
        let shown = |which: &usize| world.pages[*which].watched.status().shown;
        assert!(seen.iter().all(|which| shown(which) == Shown::Live), "seed {seed}");
    }
    println!("{SEEDS} storms: live within {worst_ms} ms, {tokens} tokens");
}

#[test]
fn no_storm_costs_more_tokens_than_the_ledger_has() {
    let mut most = 0;
    for seed in 0..SEEDS {
        println!("seed {seed}");
        let world = storm(seed, Plan::Metered);
        most = most.max(world.all_asked().len());
        assert!(world.all_asked().len() <= 30, "seed {seed}: {}", world.all_asked().len());
        let leaders = world.pages.iter().filter(|page| {
            page.life == Life::Running && matches!(page.watched.seat(), Seat::Taken(_))
        });
        let halted = leaders.filter(|page| page.watched.phase() == Phase::Halted).count();
        assert_eq!(halted, 0, "seed {seed}");
    }
    println!("{SEEDS} storms on 30 tokens a day: {most} at most");
}
