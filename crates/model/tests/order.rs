//! Laws of the order of rows, and what each order goes by.
#![expect(clippy::expect_used, reason = "a test that cannot go on fails here")]

use model::board::Board;
use model::freshness::Moment;
use model::order::{Sort, in_place, moves, sorted};
use model::project::Lens;
use model::quote::{Offer, Row};
use model::select::{Filter, groups};
use model::time::Instant;
use model::view::Group;
use proptest::prelude::*;

const NOW: i64 = 1_800_000_000_000;

/// A match as a bookmaker's row: competition, name, whether it is in play, minutes until it starts, and two prices.
type Given<'a> = (&'a str, &'a str, bool, Option<i64>, [f64; 2]);

fn take(board: &mut Board, given: Given<'_>, now: i64) {
    let (competition, match_name, live, starts_in_min, [home, away]) = given;
    let (first, last) = match_name.split_once(" - ").expect("two sides");
    let now = Instant::from_ms(now);
    let row = Row {
        sport: "Tennis".into(),
        competition: competition.into(),
        match_name: match_name.into(),
        market_type: "moneyline".into(),
        period: 0,
        live,
        bookmaker: "Betclic".into(),
        offers: vec![
            (first.into(), Offer::from_decimal(home)),
            (last.into(), Offer::from_decimal(away)),
        ],
        starts_at: starts_in_min.map(|minutes| now.plus_ms(minutes * 60_000)),
        scraped_at: now,
    };
    board.apply_snapshot([row], Moment::at(now));
}

fn names(groups: &[Group]) -> Vec<String> {
    let rows = groups.iter().flat_map(|group| &group.rows);
    rows.map(|row| row.match_name.to_string()).collect()
}

#[test]
fn each_order_goes_by_what_it_says_and_what_is_not_known_comes_last() {
    let mut board = Board::new();
    take(&mut board, ("ATP", "A - B", false, Some(90), [1.9, 1.9]), NOW);
    take(&mut board, ("ATP", "C - D", false, None, [2.0, 2.0]), NOW);
    take(&mut board, ("WTA", "E - F", false, Some(30), [1.9, 0.0]), NOW);
    take(&mut board, ("WTA", "G - H", true, Some(-40), [1.5, 1.5]), NOW);
    take(&mut board, ("WTA", "E - F", false, Some(30), [1.8, 0.0]), NOW + 1_000);
    take(&mut board, ("ATP", "A - B", false, Some(90), [1.95, 1.9]), NOW + 2_000);
    let filter = Filter::default();
    let moment = Moment::at(Instant::from_ms(NOW + 3_000));
    let lens = Lens::new(&board, &filter, moment);
    let check = |sort: Sort, expected: [&str; 4]| {
        let sorted = sorted(groups(&board, &filter, moment), sort, &lens);
        assert_eq!(names(&sorted), expected, "{sort:?}");
        let is_list = sort != Sort::Competition;
        assert_eq!(sorted.first().map(Group::is_list), Some(is_list), "{sort:?}");
    };
    check(Sort::Competition, ["A - B", "C - D", "G - H", "E - F"]);
    check(Sort::Start, ["G - H", "E - F", "A - B", "C - D"]);
    check(Sort::Margin, ["C - D", "A - B", "G - H", "E - F"]);
    check(Sort::Moved, ["A - B", "E - F", "C - D", "G - H"]);
    assert_eq!(sorted(Vec::new(), Sort::Margin, &lens), []);
}

#[test]
fn every_order_has_a_name_and_one_after_it() {
    for sort in Sort::ALL {
        assert_eq!(Sort::parse(sort.as_str()), Some(sort));
    }
    assert_eq!(Sort::parse("Margin"), None);
    let round = std::iter::successors(Some(Sort::default()), |sort| Some(sort.next()));
    assert_eq!(round.take(5).last(), Some(Sort::default()));
}

#[test]
fn newcomers_come_at_the_end_of_their_group_and_whoever_left_is_gone() {
    let mut board = Board::new();
    for (competition, name) in
        [("ATP", "C - D"), ("ATP", "E - F"), ("ATP", "G - H"), ("WTA", "K - L")]
    {
        take(&mut board, (competition, name, false, Some(60), [1.9, 1.9]), NOW);
    }
    let filter = Filter::default();
    let now = |board: &Board| groups(board, &filter, Moment::at(Instant::from_ms(NOW)));
    let mut shown = now(&board);
    // As the reader has them: another order than is due, and one that has left since.
    shown[0].rows.swap(0, 2);
    take(&mut board, ("ATP", "A - B", false, Some(10), [1.9, 1.9]), NOW);
    take(&mut board, ("Challenger", "M - N", false, Some(10), [1.9, 1.9]), NOW);
    let mut fresh = now(&board);
    fresh[0].rows.retain(|row| *row.match_name != *"E - F");
    let kept = in_place(&shown, fresh.clone());
    assert_eq!(names(&kept), ["G - H", "C - D", "A - B", "K - L", "M - N"]);
    assert_eq!(moves(&kept, &fresh), 3);
    assert_eq!(moves(&fresh, &fresh), 0);
}

/// One group of matches in the order of these numbers.
fn list(board: &Board, numbers: &[usize]) -> Vec<Group> {
    let filter = Filter::default();
    let mut groups = groups(board, &filter, Moment::at(Instant::from_ms(NOW)));
    let rows = groups.first().map(|group| group.rows.clone()).unwrap_or_default();
    let chosen = numbers.iter().filter_map(|number| rows.get(*number).cloned()).collect();
    if let Some(group) = groups.first_mut() {
        group.rows = chosen;
    }
    groups
}

fn board() -> Board {
    let mut board = Board::new();
    for number in 0..8 {
        let name = format!("A{number} - B{number}");
        take(&mut board, ("ATP", &name, false, Some(60), [1.9, 1.9]), NOW);
    }
    board
}

/// The least moves by trying: the most rows that can stay are the most that stand in rising order.
fn least(order: &[usize]) -> usize {
    let subsets = 0_u32..1 << order.len();
    let rising = subsets.filter_map(|subset| {
        let held = order.iter().enumerate().filter(|(at, _)| subset & (1 << at) != 0);
        let held: Vec<_> = held.map(|(_, number)| *number).collect();
        held.is_sorted().then_some(held.len())
    });
    order.len() - rising.max().unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_fewer_rows_can_move(order in Just((0..8).collect::<Vec<_>>()).prop_shuffle()) {
        let board = board();
        let (kept, fresh) = (list(&board, &order), list(&board, &[0, 1, 2, 3, 4, 5, 6, 7]));
        prop_assert_eq!(moves(&kept, &fresh), least(&order));
    }

    #[test]
    fn rows_that_stay_keep_their_order_and_none_is_lost_or_made(
        shown in Just((0..8).collect::<Vec<_>>()).prop_shuffle(),
        fresh in Just((0..8).collect::<Vec<_>>()).prop_shuffle(),
        sizes in (0..8_usize, 0..8_usize),
    ) {
        let board = board();
        let (shown, fresh) = (list(&board, &shown[..sizes.0]), list(&board, &fresh[..sizes.1]));
        let kept = names(&in_place(&shown, fresh.clone()));
        let (shown, fresh) = (names(&shown), names(&fresh));
        let (stay, new): (Vec<_>, Vec<_>) = fresh.iter().partition(|name| shown.contains(name));
        let expected = shown.iter().filter(|name| stay.contains(name)).chain(new);
        prop_assert_eq!(kept, expected.cloned().collect::<Vec<_>>());
    }
}
