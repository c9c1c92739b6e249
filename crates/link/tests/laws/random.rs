//! The laws under anything: random inputs, right and wrong, at random times, on clocks that jump.

use std::sync::atomic::{AtomicUsize, Ordering};

use link::{Company, FrameKind, Input, Now, Phase};
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest};

use super::moves;
use super::peer::Peer;
use super::watched::{Seat, Watched};
use super::world::World;

const START: Now = Now { mono_ms: 5_000, wall_ms: 1_800_000_000_000, is_hidden: false };

/// Something that happens next.
#[derive(Clone, Copy, Debug)]
enum Move {
    /// What is waited for comes.
    Help,
    /// Any answer at all, of a generation this many before the current one.
    Answer { which: usize, behind: u64 },
    /// The reader or the page.
    Wish { which: usize },
    /// The page is put out of view, or into it.
    Look { is_hidden: bool },
    /// Another page says something, in an epoch below, at or above the one that is known.
    Word { which: usize, epoch: u64 },
    /// The seat is given or taken, in answer to this request.
    Seat { is_given: bool, request: u64 },
}

/// How the clocks move before it happens.
#[derive(Clone, Copy, Debug)]
enum Gap {
    Run(u64),
    /// To the next deadline, and so much later.
    Next(u64),
    Sleep(u64),
    SetBack(u64),
}

fn moves() -> impl Strategy<Value = Move> {
    let behind = prop_oneof![12 => Just(0_u64), 1 => 1..4_u64];
    prop_oneof![
        8 => Just(Move::Help),
        4 => (any::<usize>(), behind).prop_map(|(which, behind)| Move::Answer { which, behind }),
        2 => any::<usize>().prop_map(|which| Move::Wish { which }),
        1 => any::<bool>().prop_map(|is_hidden| Move::Look { is_hidden }),
        2 => (any::<usize>(), 0..4_u64).prop_map(|(which, epoch)| Move::Word { which, epoch }),
        1 => (any::<bool>(), 0..9_u64)
            .prop_map(|(is_given, request)| Move::Seat { is_given, request }),
    ]
}

fn gaps() -> impl Strategy<Value = Gap> {
    prop_oneof![
        6 => (0..3_000_u64).prop_map(Gap::Run),
        2 => (0..90_000_u64).prop_map(Gap::Run),
        4 => (0..3_u64).prop_map(|late| Gap::Next(late * 1_500)),
        1 => (0..10_000_000_u64).prop_map(Gap::Sleep),
        1 => (0..10_000_000_u64).prop_map(Gap::SetBack),
    ]
}

fn after(watched: &Watched, gap: Gap) -> Now {
    let Now { mono_ms, wall_ms, is_hidden } = watched.now();
    let next = watched.timers().map(|(_, _, due_ms)| due_ms - mono_ms).min();
    let (run_ms, wall_ms) = match gap {
        Gap::Run(ms) => (ms, wall_ms),
        Gap::Next(late_ms) => (next.unwrap_or(0) + late_ms, wall_ms),
        Gap::Sleep(ms) => (10, wall_ms + ms),
        Gap::SetBack(ms) => (10, wall_ms - ms),
    };
    Now { mono_ms: mono_ms + run_ms, wall_ms: wall_ms + run_ms, is_hidden }
}

fn input(watched: &Watched, choice: Move) -> Input {
    let current = watched.generation();
    match choice {
        Move::Wish { which } => moves::WISHES[which % moves::WISHES.len()],
        Move::Answer { which, behind } => {
            let answers = moves::answers(current.wrapping_sub(behind));
            answers[which % answers.len()]
        }
        Move::Help => help(watched),
        Move::Look { is_hidden: true } => Input::Hidden,
        Move::Look { is_hidden: false } => Input::Visible,
        Move::Word { which, epoch } => {
            let words = moves::words();
            let epoch = (watched.epoch() + epoch).saturating_sub(1);
            Input::Heard { epoch, word: words[which % words.len()] }
        }
        Move::Seat { is_given, request } => {
            let current = match watched.seat() {
                Seat::None => 0,
                Seat::Queued(seat) | Seat::Taken(seat) => seat,
            };
            // Most answers are to the current request.
            let seat = if request < 7 { current } else { current.wrapping_sub(request - 6) };
            if is_given { Input::Seated { seat } } else { Input::Unseated { seat } }
        }
    }
}

/// The answer that is waited for the most.
fn help(watched: &Watched) -> Input {
    let generation = watched.generation();
    match (watched.phase(), watched.snapshot()) {
        (Phase::Idle | Phase::Halted, _) => Input::Start,
        (Phase::Follower, _) => match watched.seat() {
            Seat::Queued(seat) | Seat::Taken(seat) => Input::Seated { seat },
            Seat::None => Input::Visible,
        },
        (Phase::FetchingToken, _) if watched.charge().is_some() => moves::charged(generation),
        (Phase::FetchingToken, _) => moves::token(generation),
        (Phase::Connecting, _) => Input::Opened { generation },
        (_, Some(_)) => moves::read(generation),
        (Phase::Syncing | Phase::Live, None) => Input::Frame { generation, kind: FrameKind::Pong },
        _ => Input::Visible,
    }
}

fn play(seed: u64, company: Company, steps: &[(Gap, Move)]) -> Watched {
    let mut watched = Watched::new(seed, company, START);
    for (gap, choice) in steps {
        let (mut now, input) = (after(&watched, *gap), input(&watched, *choice));
        if let Move::Look { is_hidden } = choice {
            now.is_hidden = *is_hidden;
        }
        watched.step(now, input);
    }
    watched
}

fn steps(most: usize) -> impl Strategy<Value = Vec<(Gap, Move)>> {
    proptest::collection::vec((gaps(), moves()), 1..most)
}

fn config(cases: u32) -> ProptestConfig {
    // What fails is printed with its seed and its steps, and becomes a fault of its own.
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

fn companies() -> impl Strategy<Value = Company> {
    prop_oneof![Just(Company::Alone), Just(Company::Shared)]
}

static STEPS: AtomicUsize = AtomicUsize::new(0);
static ENDS: [AtomicUsize; 11] = [const { AtomicUsize::new(0) }; 11];

#[test]
fn the_laws_hold_whatever_happens() {
    let cases = config(4_000);
    proptest!(cases.clone(), |(seed: u64, company in companies(), steps in steps(80))| {
        STEPS.fetch_add(steps.len(), Ordering::Relaxed);
        play(seed, company, &steps);
    });
    println!("{} cases, {} steps", cases.cases, STEPS.load(Ordering::Relaxed));
}

#[test]
fn from_anywhere_help_leads_to_live() {
    let cases = config(2_000);
    proptest!(cases.clone(), |(seed: u64, company in companies(), steps in steps(40))| {
        let watched = play(seed, company, &steps);
        ENDS[watched.phase() as usize].fetch_add(1, Ordering::Relaxed);
        let mut world = World::resume(watched, Peer::helpful());
        world.hide(0, false);
        if matches!(world.phase(), Phase::Idle | Phase::Halted) {
            world.feed(Input::Start);
        }
        // Whoever prefers to read at intervals does not any more, and whoever gave up a stream wants one.
        world.feed(Input::PreferPolling(false));
        world.run(1_000);
        if world.phase() == Phase::Polling {
            world.feed(Input::Retry);
        }
        // No server can put us off for more than a day and its jitter.
        world.run_until_phase(Phase::Live, 25 * 3_600_000);
        // Filters that were changed just before cost one more connection.
        world.run(2_000);
        world.run_until_phase(Phase::Live, 60_000);
        let opened = world.opened();
        world.run(150_000);
        assert_eq!(world.phase(), Phase::Live);
        assert_eq!((world.opened(), world.status().failures), (opened, 0), "it lasts");
    });
    let reached = ENDS.each_ref().map(|count| count.load(Ordering::Relaxed));
    println!("{} cases, from phases {reached:?}", cases.cases);
    assert!(reached.into_iter().all(|count| count > 0), "not every phase was tried: {reached:?}");
}

#[test]
fn a_run_can_be_repeated_from_its_seed() {
    proptest!(config(64), |(seed: u64, company in companies(), steps in steps(60))| {
        let (one, other) = (play(seed, company, &steps), play(seed, company, &steps));
        assert_eq!(format!("{one:?}"), format!("{other:?}"));
    });
}
