//! Steam: who moves together, and how often that is told.

use std::collections::{BTreeMap, BTreeSet};

use model::board::Board;
use model::books::Books;
use model::changes::Spot;
use model::market::Outcome;
use model::movement::Trend;
use model::price::Price;
use model::pulse::Sample;
use model::steam::{Detector, Rules, Sighting, Steam};
use proptest::prelude::*;

use crate::world::{World, at, moment, shuffled};

const NAMES: [&str; 7] =
    ["Winamax", "Betclic", "Pinnacle", "Ladbrokes", "Coral", "coral.com", "Bwin"];
const SELECTIONS: [&str; 4] = ["Over 2.5", "Under 2.5", "Over 3", "Under 3"];

/// A detector, and a board to take numbers from.
struct Scene {
    world: World,
    books: Books,
    detector: Detector,
}

impl Scene {
    fn new() -> Self {
        let mut world = World::default();
        for selection in SELECTIONS {
            for name in NAMES {
                world.says(0, selection, name, 2.0, 0);
            }
        }
        Self { world, books: Books::usual(), detector: Detector::default() }
    }

    fn sighting(&self, spot: Spot, book: &str, odds: f64, second: i64) -> Sighting {
        let market = self.world.board.market(spot.0).expect("the market stands");
        Sighting {
            spot,
            outcome: market.selections.get(spot.1).map_or(Outcome::Unknown, |known| known.outcome),
            book: self.world.book(book),
            group: self.books.group(book),
            sample: Sample { at: at(second), price: Price::from_decimal(odds) },
        }
    }

    fn hear(&mut self, book: &str, selection: &str, odds: f64, second: i64) -> Option<Steam> {
        self.late(book, selection, odds, second, second)
    }

    fn late(
        &mut self,
        book: &str,
        selection: &str,
        odds: f64,
        second: i64,
        now: i64,
    ) -> Option<Steam> {
        let sighting = self.sighting(self.world.spot(selection), book, odds, second);
        self.detector.hear(sighting, at(now))
    }

    /// Everybody quotes 2.00 on everything, long before.
    fn begun() -> Self {
        let mut scene = Self::new();
        for selection in SELECTIONS {
            for name in NAMES {
                assert_eq!(scene.hear(name, selection, 2.0, -1_000), None);
            }
        }
        scene
    }
}

/// What these words of bookmakers tell: second, bookmaker, selection, odds. One told is `up 3` with its second.
fn check(words: &[(i64, &str, &str, f64)], expected: &[(i64, &str)]) {
    let mut scene = Scene::begun();
    let mut told = Vec::new();
    for (second, book, selection, odds) in words {
        if let Some(steam) = scene.hear(book, selection, *odds, *second) {
            assert_eq!(steam.spot, scene.world.spot(selection));
            assert_eq!(steam.at, at(*second));
            told.push((*second, format!("{selection} {} {}", steam.trend.as_str(), steam.groups)));
        }
    }
    let told: Vec<_> = told.iter().map(|(second, word)| (*second, word.as_str())).collect();
    assert_eq!(told, expected, "{words:?}");
}

const OVER: &str = "Over 2.5";
const UNDER: &str = "Under 2.5";

#[test]
fn three_independent_books_within_a_minute_are_steam() {
    check(
        &[(0, "Winamax", OVER, 1.9), (30, "Betclic", OVER, 1.95), (60, "Pinnacle", OVER, 1.8)],
        &[(60, "Over 2.5 down 3")],
    );
    check(
        &[(0, "Winamax", OVER, 1.9), (30, "Betclic", OVER, 1.95), (61, "Pinnacle", OVER, 1.8)],
        &[],
    );
    check(
        &[(0, "Winamax", OVER, 2.1), (0, "Betclic", OVER, 2.2), (0, "Pinnacle", OVER, 2.3)],
        &[(0, "Over 2.5 up 3")],
    );
}

#[test]
fn the_same_way_on_the_same_thing_only() {
    check(&[(0, "Winamax", OVER, 1.9), (1, "Betclic", OVER, 1.9), (2, "Pinnacle", OVER, 2.1)], &[]);
    // Another line is another thing.
    check(
        &[(0, "Winamax", OVER, 1.9), (1, "Betclic", OVER, 1.9), (2, "Pinnacle", "Over 3", 1.9)],
        &[],
    );
    // Who went back does not count any more.
    check(
        &[
            (0, "Winamax", OVER, 1.9),
            (1, "Winamax", OVER, 2.0),
            (2, "Betclic", OVER, 1.9),
            (3, "Pinnacle", OVER, 1.9),
        ],
        &[],
    );
    // One book three times is one book.
    check(&[(0, "Winamax", OVER, 1.9), (1, "Winamax", OVER, 1.8), (2, "Winamax", OVER, 1.7)], &[]);
}

#[test]
fn sister_books_and_other_spellings_count_once() {
    check(
        &[
            (0, "Ladbrokes", OVER, 1.9),
            (1, "Coral", OVER, 1.9),
            (2, "coral.com", OVER, 1.9),
            (3, "Winamax", OVER, 1.9),
        ],
        &[],
    );
    check(
        &[
            (0, "Ladbrokes", OVER, 1.9),
            (1, "Coral", OVER, 1.9),
            (3, "Winamax", OVER, 1.9),
            (4, "Bwin", OVER, 1.9),
        ],
        &[(4, "Over 2.5 down 3")],
    );
}

#[test]
fn an_episode_is_told_once_and_again_after_five_minutes() {
    let moves = |start: i64, odds: f64| {
        [
            (start, "Winamax", OVER, odds),
            (start + 1, "Betclic", OVER, odds),
            (start + 2, "Pinnacle", OVER, odds),
        ]
    };
    let words = [moves(0, 1.9), moves(60, 1.8), moves(290, 1.7), moves(310, 1.6)].concat();
    check(&words, &[(2, "Over 2.5 down 3"), (310, "Over 2.5 down 3")]);
    let words = [moves(0, 1.9), moves(299, 1.8), moves(300, 1.7)].concat();
    check(&words, &[(2, "Over 2.5 down 3"), (302, "Over 2.5 down 3")]);
    let back = [moves(0, 1.9), moves(100, 1.95)].concat();
    check(&back, &[(2, "Over 2.5 down 3"), (102, "Over 2.5 up 3")]);
}

#[test]
fn what_one_side_gains_and_the_other_loses_is_one_event() {
    let moves = |start: i64, selection: &'static str, odds: f64| {
        ["Winamax", "Betclic", "Pinnacle"].map(|book| (start, book, selection, odds))
    };
    check(&[moves(0, OVER, 1.9), moves(1, UNDER, 2.1)].concat(), &[(0, "Over 2.5 down 3")]);
    check(
        &[moves(0, OVER, 1.9), moves(1, UNDER, 1.9)].concat(),
        &[(0, "Over 2.5 down 3"), (1, "Under 2.5 down 3")],
    );
    check(
        &[moves(0, OVER, 1.9), moves(1, "Under 3", 2.1)].concat(),
        &[(0, "Over 2.5 down 3"), (1, "Under 3 up 3")],
    );
}

#[test]
fn what_a_suspension_changed_is_no_steam_until_it_moves_on() {
    let books = ["Winamax", "Betclic", "Pinnacle"];
    let all = |second: i64, odds: f64| books.map(|book| (second, book, OVER, odds));
    // A goal: everybody closes and reopens elsewhere, at first with a price that does not stand.
    let goal = [all(0, 0.0), all(10, 1.01), all(12, 1.5), all(30, 1.5)].concat();
    check(&goal, &[]);
    check(&[goal.clone(), all(40, 1.45).to_vec()].concat(), &[(40, "Over 2.5 down 3")]);
    // What moves before it is confirmed does not count.
    check(&[all(0, 0.0), all(10, 1.6), all(12, 1.5), all(14, 1.4)].concat(), &[]);
    // And a price that moved and was closed then has not moved with anybody.
    let closed = [
        (0, "Winamax", OVER, 1.9),
        (1, "Winamax", OVER, 0.0),
        (2, "Betclic", OVER, 1.9),
        (3, "Pinnacle", OVER, 1.9),
    ];
    check(&closed, &[]);
}

#[test]
fn a_broken_link_is_no_move_and_old_moves_are_no_news() {
    let mut scene = Scene::begun();
    scene.detector.lose(at(-1));
    for book in ["Winamax", "Betclic", "Pinnacle", "Bwin"] {
        assert_eq!(scene.hear(book, OVER, 1.9, 0), None, "it moved while nobody looked");
    }
    for book in ["Winamax", "Betclic"] {
        assert_eq!(scene.hear(book, OVER, 1.8, 20), None);
    }
    assert!(scene.hear("Bwin", OVER, 1.8, 20).is_some(), "what moves since counts");

    let mut scene = Scene::begun();
    for (book, second) in [("Winamax", 0), ("Betclic", 1)] {
        assert_eq!(scene.hear(book, OVER, 1.9, second), None);
    }
    scene.detector.lose(at(5));
    assert_eq!(scene.hear("Pinnacle", OVER, 2.0, 10), None, "as it was");
    assert_eq!(scene.hear("Pinnacle", OVER, 1.9, 20), None, "the others' prices are not known");

    for (now, is_told) in [(60, true), (61, false)] {
        let mut scene = Scene::begun();
        let tells =
            ["Winamax", "Betclic", "Pinnacle"].map(|book| scene.late(book, OVER, 1.9, 0, now));
        assert_eq!(tells.iter().any(Option::is_some), is_told, "{now} seconds later");
    }
}

#[test]
fn moves_told_twice_or_late_count_once_and_in_their_order() {
    let mut scene = Scene::begun();
    assert_eq!(scene.hear("Winamax", OVER, 1.9, 10), None);
    assert_eq!(scene.hear("Winamax", OVER, 1.9, 10), None);
    assert_eq!(scene.late("Winamax", OVER, 2.1, 5, 11), None, "older than what is known");
    assert_eq!(scene.hear("Betclic", OVER, 1.9, 12), None);
    let steam = scene.hear("Pinnacle", OVER, 1.9, 13).expect("three moved");
    assert_eq!((steam.groups, steam.since, steam.trend), (3, at(10), Trend::Down));
}

#[test]
fn a_late_move_counts_in_the_windows_that_it_is_in() {
    let begun = || Scene {
        detector: Detector::with_rules(Rules { again_ms: 0, ..Rules::default() }),
        ..Scene::new()
    };
    let tell = |words: &[(&str, f64, i64, i64)]| {
        let mut scene = begun();
        let told = words.iter().map(|(book, odds, second, now)| {
            let steam = scene.late(book, OVER, *odds, *second, *now)?;
            Some((steam.groups, (steam.at.as_ms() - at(0).as_ms()) / 1000))
        });
        told.last().flatten()
    };
    let books = ["Winamax", "Betclic", "Pinnacle", "Bwin", "Coral"];
    let first = books.map(|book| (book, 2.0, -1_000, -1_000));
    let moves = |seconds: &[i64], now: i64| {
        let moves = books.iter().zip(seconds).map(|(book, second)| (*book, 1.9, *second, now));
        first.iter().copied().chain(moves).collect::<Vec<_>>()
    };
    assert_eq!(tell(&moves(&[50, 50, 10, 10, 10], 50)), Some((5, 50)), "the most, and the newest");
    assert_eq!(tell(&moves(&[100, 100, 100, 10], 100)), None, "too old for theirs");
    assert_eq!(tell(&moves(&[100, 100, 40], 100)), Some((3, 100)));
    assert_eq!(tell(&moves(&[900, 900, 900], 50)), Some((3, 50)), "the future counts as now");
}

#[test]
fn what_is_not_understood_is_no_set() {
    let mut scene = Scene::begun();
    let mut told = 0;
    for (selection, odds) in [(OVER, 1.9), (UNDER, 2.1)] {
        for book in ["Winamax", "Betclic", "Pinnacle"] {
            let sighting = scene.sighting(scene.world.spot(selection), book, odds, 0);
            let sighting = Sighting { outcome: Outcome::Unknown, ..sighting };
            told += usize::from(scene.detector.hear(sighting, at(0)).is_some());
        }
    }
    assert_eq!(told, 2, "two events, for all that is known");
}

/// What a board tells of its first market when it is read twice each second in which something is said, and in those
/// of `beats`: the second, the selection's number, the way, and how many groups. Everybody quotes 2.00 on everything
/// at first.
fn read(words: &[(i64, &str, &str, f64)], beats: &[i64], lost: Option<i64>) -> Vec<String> {
    let Scene { mut world, books, mut detector } = Scene::new();
    let mut seconds: Vec<i64> = words.iter().map(|word| word.0).chain(beats.to_vec()).collect();
    seconds.extend([0].into_iter().chain(lost));
    seconds.sort_unstable();
    seconds.dedup();
    let mut told = Vec::new();
    for second in seconds {
        for (_, book, selection, odds) in words.iter().filter(|word| word.0 == second) {
            world.says(0, selection, book, *odds, second);
        }
        if lost == Some(second) {
            detector.lose(at(second));
        }
        for _ in 0..2 {
            let group = |book| books.group(world.board.book_name(book));
            let steam = detector.read(&world.board, world.market(0), moment(second), &group);
            told.extend(steam.into_iter().map(|Steam { spot, trend, groups, .. }| {
                format!("{second}: {} {} {groups}", spot.1, trend.as_str())
            }));
        }
    }
    told
}

fn all(second: i64, odds: f64) -> [(i64, &'static str, &'static str, f64); 3] {
    ["Winamax", "Betclic", "Pinnacle"].map(|book| (second, book, OVER, odds))
}

#[test]
fn a_board_tells_what_its_quotes_tell() {
    assert_eq!(read(&all(10, 1.9), &[], None), ["10: 0 down 3"]);
    let one_by_one =
        [(10, "Winamax", OVER, 1.9), (11, "Betclic", OVER, 1.9), (12, "Bwin", OVER, 1.9)];
    assert_eq!(read(&one_by_one, &[], None), ["12: 0 down 3"]);
    let house =
        [(10, "Ladbrokes", OVER, 1.9), (11, "Coral", OVER, 1.9), (12, "Winamax", OVER, 1.9)];
    assert_eq!(read(&house, &[], None), [""; 0]);
    let set = [all(10, 1.9), all(20, 1.8), all(310, 1.7)].concat();
    assert_eq!(read(&set, &[], None), ["10: 0 down 3", "310: 0 down 3"]);
    assert_eq!(read(&[all(10, 0.0), all(20, 1.5)].concat(), &[21, 22, 40], None), [""; 0]);
    let spike = [all(10, 0.0), all(20, 51.0), all(22, 1.5)].concat();
    assert_eq!(read(&spike, &[21], None), [""; 0], "read again, it is not confirmed");
    assert_eq!(
        read(&[all(10, 0.0), all(20, 1.5), all(40, 1.4)].concat(), &[21], None),
        ["40: 0 down 3"]
    );
}

#[test]
fn what_went_stale_moves_with_nobody_when_it_is_seen_again() {
    assert_eq!(read(&all(7_200, 1.9), &[], None).len(), 1, "nobody noticed");
    assert_eq!(read(&all(7_200, 1.9), &[7_100], None), [""; 0]);
    let on = [all(7_200, 1.9), all(7_230, 1.8)].concat();
    assert_eq!(read(&on, &[7_100], None), ["7230: 0 down 3"], "what moves on counts");
}

#[test]
fn what_a_board_still_shows_from_before_the_link_broke_is_not_seen_again() {
    assert_eq!(read(&all(10, 1.9), &[6, 7], Some(5)), [""; 0], "moved while nobody looked");
    assert_eq!(
        read(&[all(10, 1.9), all(30, 1.8)].concat(), &[6], Some(5)),
        ["30: 0 down 3"],
        "confirmed by then"
    );
}

#[test]
fn a_market_that_is_not_on_the_board_tells_nothing() {
    let scene = Scene::new();
    let (board, market) = (Board::new(), scene.world.market(0));
    let mut detector = Detector::default();
    let steam = detector.read(&board, market, moment(0), &|_| Books::default().group("any"));
    assert!(steam.is_empty() && detector.quotes() == 0);
}

#[test]
fn who_is_of_which_house_may_be_corrected() {
    let mut scene = Scene::begun();
    scene.books = Books::default();
    let told = ["Ladbrokes", "Coral", "Winamax"].map(|book| scene.hear(book, OVER, 1.9, 0));
    assert!(told.iter().any(Option::is_some));
}

#[test]
fn a_market_does_not_make_room_for_itself() {
    let world = World::of(2, 4);
    let mut detector = Detector::with_rules(Rules { quotes_max: 6, ..Rules::default() });
    let books: Vec<_> = world.board.books().collect();
    let mut hear = |of: usize, book: usize, second: i64| {
        let sample = Sample { at: at(second), price: Price::from_decimal(2.0) };
        let group = Books::default().group(&book.to_string());
        let (spot, outcome) = ((world.market(of), 0), Outcome::Unknown);
        detector.hear(Sighting { spot, outcome, book: books[book], group, sample }, at(second));
        detector.quotes()
    };
    for (of, book) in [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (1, 3)] {
        hear(of, book, i64::try_from(of).unwrap_or(0));
    }
    assert_eq!(hear(0, 2, 2), 3, "the other one left, though it was heard of later");
}

#[test]
fn markets_that_left_are_forgotten_and_the_quietest_makes_room() {
    let world = World::of(3, 4);
    let rules = Rules { quotes_max: 8, ..Rules::default() };
    let mut detector = Detector::with_rules(rules);
    let books: Vec<_> = world.board.books().collect();
    let hear = |detector: &mut Detector, of: usize, odds: f64, second: i64| {
        let told = books.iter().filter_map(|book| {
            let sample = Sample { at: at(second), price: Price::from_decimal(odds) };
            let group = Books::default().group(world.board.book_name(*book));
            let (spot, outcome) = ((world.market(of), 0), Outcome::Unknown);
            detector.hear(Sighting { spot, outcome, book: *book, group, sample }, at(second))
        });
        told.count()
    };
    assert_eq!((hear(&mut detector, 0, 2.0, 0), hear(&mut detector, 1, 2.0, 1)), (0, 0));
    assert_eq!((hear(&mut detector, 0, 2.0, 2), detector.quotes()), (0, 8));
    assert_eq!((hear(&mut detector, 2, 2.0, 3), detector.quotes()), (0, 8));
    assert_eq!(hear(&mut detector, 0, 1.9, 4), 1, "the one that was heard of lately stayed");
    assert_eq!(hear(&mut detector, 1, 1.9, 5), 0, "the other begins anew");
    detector.keep(|market| market == world.market(1));
    assert_eq!(detector.quotes(), 4);
    detector.keep(|_| false);
    assert_eq!(detector.quotes(), 0);
}

/// One move of each of some books: the book, up or down, and when.
fn moves() -> impl Strategy<Value = Vec<(usize, bool, i64)>> {
    let books = proptest::sample::subsequence((0..12_usize).collect::<Vec<_>>(), 0..=12);
    books.prop_flat_map(|books| {
        books.into_iter().map(|book| (Just(book), any::<bool>(), 0..55_i64)).collect::<Vec<_>>()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn moves_within_the_window_are_steam_in_any_order(moves in moves(), window in 1..60_i64, groups_min in 2..5_usize, seed in any::<u64>()) {
        let world = World::of(1, 12);
        // All are told at one instant, when the oldest is no older than the news may be.
        let rules = Rules { groups_min, window_ms: 1000 * window, ..Rules::default() };
        let news = |second: i64| 55 - second <= window;
        let mut detector = Detector::with_rules(rules);
        let sighting = |book: usize, odds: f64, second: i64| {
            let name = format!("B{book}");
            Sighting {
                spot: world.spot(OVER), outcome: Outcome::Unknown, book: world.book(&name),
                // Two numbers after each other are one house.
                group: Books::default().group(&format!("house {}", book / 2)),
                sample: Sample { at: at(second), price: Price::from_decimal(odds) },
            }
        };
        for book in 0..12 {
            detector.hear(sighting(book, 2.0, -1_000), at(-1_000));
        }
        let told: BTreeSet<&str> = shuffled(moves.clone(), seed).into_iter().filter_map(|(book, up, second)| {
            let steam = detector.hear(sighting(book, if up { 2.1 } else { 1.9 }, second), at(55))?;
            Some(steam.trend.as_str())
        }).collect();
        let expected: BTreeSet<&str> = [(true, "up"), (false, "down")].into_iter().filter(|(way, _)| {
            moves.iter().filter(|last| last.1 == *way && news(last.2)).any(|last| {
                let among = moves.iter().filter(|other| other.1 == *way && other.2 <= last.2 && last.2 - other.2 <= window);
                among.map(|other| other.0 / 2).collect::<BTreeSet<_>>().len() >= groups_min
            })
        }).map(|(_, name)| name).collect();
        prop_assert_eq!(told, expected);
    }

    #[test]
    fn a_detector_is_bounded_and_calm_whatever_it_hears(
        words in prop::collection::vec((0..5_usize, 0..4_usize, 0..6_usize, 1_u32..9, 0..20_i64), 0..400),
        quotes_max in prop_oneof![0..40_usize, Just(20_000)],
    ) {
        let world = World::of(5, 6);
        let mut detector = Detector::with_rules(Rules { quotes_max, groups_min: 2, ..Rules::default() });
        let books: Vec<_> = world.board.books().collect();
        let (mut now, mut told) = (0, BTreeMap::new());
        for (of, selection, book, odds, later) in words {
            now += later;
            let sample = Sample { at: at(now), price: Price::from_decimal(f64::from(odds)) };
            let group = Books::default().group(&book.to_string());
            let spot = (world.market(of), selection);
            let sighting = Sighting { spot, outcome: Outcome::Unknown, book: books[book], group, sample };
            let steam = detector.hear(sighting, at(now));
            prop_assert!(detector.quotes() <= quotes_max);
            let Some(steam) = steam else { continue };
            prop_assert!(sample.price.is_some(), "only a price is told");
            prop_assert!(steam.groups >= 2 && steam.since.age_ms(steam.at) <= 60_000);
            let before = told.insert((steam.spot, steam.trend.as_str()), now);
            // A market that had to make room for others begins anew.
            prop_assert!(quotes_max < 40 || before.is_none_or(|before| now - before >= 300));
        }
    }
}
