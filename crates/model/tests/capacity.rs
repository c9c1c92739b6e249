//! A board is bounded, whatever names and numbers a feed sends, and what it lets go of is gone for good.

use model::best::Best;
use model::board::Board;
use model::capacity::{Capacity, Load, Losses};
use model::freshness::Moment;
use model::quote::{Offer, Quote, Row};
use model::time::Instant;
use proptest::prelude::*;

const NOW: Moment = Moment {
    now: Instant::from_ms(1_800_000_000_000),
    live_since: None,
    limits: model::freshness::Limits::all(60_000),
};

fn quote<'a>(
    match_name: &'a str,
    market_type: &'a str,
    selection: &'a str,
    book: &'a str,
) -> Quote<'a> {
    Quote {
        sport: "Football".into(),
        competition: "LIG1".into(),
        match_name: match_name.into(),
        market_type: market_type.into(),
        period: 0,
        live: false,
        selection: selection.into(),
        bookmaker: book.into(),
        offer: Offer::from_decimal(2.0),
        scraped_at: NOW.now,
    }
}

fn small(whole: Load) -> Capacity {
    let of = |limit, usual| if limit > 0 { limit } else { usual };
    let usual = Capacity::default();
    let whole = Load {
        matches: of(whole.matches, usual.whole.matches),
        markets: of(whole.markets, usual.whole.markets),
        quotes: of(whole.quotes, usual.whole.quotes),
        text_bytes: of(whole.text_bytes, usual.whole.text_bytes),
    };
    Capacity { whole, ..usual }
}

/// Names of the matches on a board, in order.
fn matches(board: &Board) -> Vec<String> {
    let names = board.markets().filter_map(|market| board.match_of(market));
    let mut names: Vec<_> = names.map(|of| board.text(of.name).to_string()).collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn ten_thousand_matches_by_twenty_bookmakers_fit() {
    let mut board = Board::new();
    let books: Vec<_> = (0..20).map(|book| format!("Book {book}")).collect();
    for number in 0..10_000 {
        let name = format!("Home {number} - Away {number}");
        for book in [&books[19], &books[number % 20]] {
            board.apply(&quote(&name, "moneyline", "Draw", book), NOW);
        }
    }
    let load = board.load();
    assert_eq!((load.matches, load.markets), (10_000, 10_000));
    assert!(load.quotes <= Capacity::default().whole.quotes / 3, "and three selections each");
    assert_eq!(board.losses(), Losses::default());
}

#[test]
fn the_match_that_nobody_spoke_of_for_longest_makes_room() {
    let mut board = Board::with_capacity(small(Load { matches: 2, ..Load::default() }));
    for name in ["A - B", "C - D", "A - B", "E - F"] {
        board.apply(&quote(name, "moneyline", "Draw", "Winamax"), NOW);
    }
    assert_eq!(matches(&board), ["A - B", "E - F"]);
    assert_eq!(board.losses(), Losses { evicted: 1, refused: 0 });
}

#[test]
fn a_bookmaker_is_not_made_room_for_by_the_match_that_it_quotes() {
    // `Football`, `LIG1`, `A - B`, `moneyline`, `Draw` and the first bookmaker take 37 bytes.
    let mut board = Board::with_capacity(small(Load { text_bytes: 40, ..Load::default() }));
    board.apply(&quote("A - B", "moneyline", "Draw", "Winamax"), NOW);
    board.apply(&quote("A - B", "moneyline", "Draw", "Betclic"), NOW);
    assert_eq!(board.losses(), Losses { evicted: 0, refused: 1 });
    board.apply(&quote("C - D", "moneyline", "Draw", "Betclic"), NOW);
    assert_eq!(matches(&board), ["C - D"], "it is made room for by another");
}

#[test]
fn a_number_never_becomes_another_markets() {
    let mut board = Board::with_capacity(small(Load { matches: 1, ..Load::default() }));
    board.apply(&quote("A - B", "moneyline", "A", "Winamax"), NOW);
    let first = board.markets().next().expect("a market");
    let changes = board.apply(&quote("C - D", "moneyline", "C", "Winamax"), NOW);
    assert!(changes.roster() && changes.markets().contains(&first), "its leaving is told");
    let second = board.markets().next().expect("a market");
    assert_eq!(first.place(), second.place(), "the place is used again");
    assert_ne!(first.number(), second.number());
    assert!(board.market(first).is_none() && board.match_of(first).is_none());
    assert_eq!(board.best(first, 0, NOW), Best::default());
    assert_eq!(board.ages(first, 0, NOW).count(), 0);
    assert!(board.settle(&changes, NOW).is_empty(), "what is left of its changes does nothing");
}

#[test]
fn what_is_too_much_is_refused_and_harms_nothing_held() {
    let capacity = Capacity {
        books: 2,
        selections_per_market: 2,
        markets_per_match: 2,
        ..Capacity::default()
    };
    let mut board = Board::with_capacity(capacity);
    let mut refused = 0;
    let mut check = |market_type, selection, book, is_refused: bool| {
        let before = board.load();
        board.apply(&quote("A - B", market_type, selection, book), NOW);
        refused += u64::from(is_refused);
        assert_eq!(
            board.losses(),
            Losses { evicted: 0, refused },
            "{market_type} {selection} {book}"
        );
        assert!(!is_refused || board.load() == before, "{market_type} {selection} {book}");
    };
    check("moneyline", "A", "Winamax", false);
    check("moneyline", "A", "Betclic", false);
    check("moneyline", "A", "Pinnacle", true);
    check("moneyline", "B", "Winamax", false);
    check("moneyline", "Draw", "Winamax", true);
    check("total", "Over 1", "Winamax", false);
    check("spread", "A -1", "Winamax", true);
    check("moneyline", "B", "Betclic", false);
    let market = board.markets().next().expect("a market");
    assert_eq!(board.best(market, 0, NOW).books.len(), 2, "each bookmaker is its own");
}

#[test]
fn a_row_of_too_many_selections_costs_those_that_are_too_many() {
    let mut board = Board::new();
    let names: Vec<_> = (0..500).map(|line| format!("Over {line}.5")).collect();
    let offers = names.iter().map(|name| (name.as_str().into(), Offer::from_decimal(2.0)));
    let row = Row {
        sport: "Football".into(),
        competition: "LIG1".into(),
        match_name: "A - B".into(),
        market_type: "total".into(),
        period: 0,
        live: false,
        bookmaker: "Winamax".into(),
        offers: offers.collect(),
        starts_at: None,
        scraped_at: NOW.now,
    };
    board.apply_snapshot([row], NOW);
    assert_eq!((board.load().quotes, board.losses().refused), (400, 100));
}

#[test]
fn the_last_match_refuses_rather_than_leaving() {
    let mut board = Board::with_capacity(small(Load { quotes: 3, ..Load::default() }));
    for selection in ["A", "Draw", "B", "C"] {
        board.apply(&quote("A - B", "moneyline", selection, "Winamax"), NOW);
    }
    assert_eq!((board.load().quotes, board.losses()), (3, Losses { evicted: 0, refused: 1 }));
    board.apply(&quote("C - D", "moneyline", "C", "Winamax"), NOW);
    assert_eq!((matches(&board), board.losses().evicted), (vec!["C - D".to_owned()], 1));
}

#[test]
fn a_match_of_which_nobody_spoke_for_a_day_leaves() {
    let mut board = Board::new();
    board.apply(&quote("A - B", "moneyline", "A", "Winamax"), NOW);
    let day_ms = Capacity::default().silent_ms;
    let later = |ms| Moment { now: NOW.now.plus_ms(ms), ..NOW };
    assert!(board.tick(later(day_ms - 1)).roster(), "it was not judged before");
    assert!(!board.tick(later(day_ms)).roster() && !matches(&board).is_empty());
    assert!(board.tick(later(day_ms + 1)).roster() && matches(&board).is_empty());
    assert_eq!(board.load(), Load { text_bytes: "Winamax".len(), ..Load::default() });
    assert_eq!(board.losses(), Losses::default(), "it made room for nobody");
}

#[test]
fn a_clock_that_is_not_set_yet_lets_nothing_go() {
    let mut board = Board::new();
    let day_ms = Capacity::default().silent_ms;
    let ahead = Moment { now: NOW.now.plus_ms(3 * day_ms), ..NOW };
    board.apply(&quote("A - B", "moneyline", "A", "Winamax"), ahead);
    board.tick(ahead);
    board.tick(NOW);
    assert_eq!(matches(&board), ["A - B"]);
}

#[test]
fn a_flood_of_matches_leaves_no_trace() {
    let mut board = Board::with_capacity(small(Load { matches: 100, ..Load::default() }));
    for number in 0..100_000_u32 {
        let (name, selection) = (format!("Home {number} - Away"), format!("Home {number}"));
        board.apply(&quote(&name, "moneyline", &selection, "Winamax"), NOW);
    }
    let load = board.load();
    assert_eq!((load.matches, load.markets, load.quotes), (100, 100, 100));
    assert!(load.text_bytes < 100 * 50, "{load:?}");
    assert!(board.markets().all(|market| market.place() <= 100));
    assert_eq!(board.losses(), Losses { evicted: 99_900, refused: 0 });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_feed_makes_a_board_hold_more_than_it_may(
        limits in (0..5_usize, 0..7_usize, 0..20_usize, 0..200_usize, 0..4_usize, 0..4_usize, 0..4_usize),
        words in prop::collection::vec((0..9_u8, 0..5_u8, 0..6_u8, 0..6_u8), 0..150),
    ) {
        let (matches, markets, quotes, text_bytes, books, selections, of_match) = limits;
        let whole = Load { matches, markets, quotes, text_bytes };
        let capacity = Capacity {
            whole, books, selections_per_market: selections, markets_per_match: of_match, ..Capacity::default()
        };
        let mut board = Board::with_capacity(capacity);
        for (name, market, selection, book) in words {
            let [name, market, selection, book] = [name, market, selection, book].map(|number| number.to_string());
            board.apply(&quote(&name, &market, &selection, &book), NOW);
            let load = board.load();
            prop_assert!(load.fits(whole), "{load:?} in {whole:?}");
            let held: Vec<_> = board.markets().filter_map(|market| board.market(market)).collect();
            prop_assert_eq!(held.len(), load.markets);
            prop_assert!(held.iter().all(|market| market.selections.len() <= selections));
            prop_assert!(board.books().count() <= books);
        }
    }
}
