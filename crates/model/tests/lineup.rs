//! Whose prices count, and in what order they stand: everywhere alike.
#![expect(clippy::expect_used, reason = "a test that cannot go on fails here")]

use model::board::{Board, MarketId};
use model::freshness::Moment;
use model::kin::Corrections;
use model::lineup::Lineup;
use model::project::Lens;
use model::quote::{Offer, Quote};
use model::select::{Filter, tally};
use model::time::Instant;

const NOW: Instant = Instant::from_ms(1_800_000_000_000);

fn moment() -> Moment {
    Moment::at(NOW)
}

/// Two ways to end at four bookmakers, two of which are one by their names.
fn board() -> (Board, MarketId) {
    let mut board = Board::new();
    for (bookmaker, home, away) in
        [("Winamax", 2.3, 1.8), ("Betclic", 1.9, 2.2), ("bet 365", 2.0, 1.7), ("Bet365", 1.8, 2.1)]
    {
        for (selection, odds) in [("A", home), ("B", away)] {
            let quote = Quote {
                sport: "Tennis".into(),
                competition: "ATP".into(),
                match_name: "A - B".into(),
                market_type: "moneyline".into(),
                period: 0,
                live: false,
                selection: selection.into(),
                bookmaker: bookmaker.into(),
                offer: Offer::from_decimal(odds),
                scraped_at: NOW,
            };
            board.apply(&quote, moment());
        }
    }
    let market = board.markets().next().expect("one market");
    (board, market)
}

/// The filter, its bookmakers looked up beforehand or not: that must make no difference.
fn filters(lineup: Lineup, board: &Board) -> [Filter; 2] {
    let behind = Filter { lineup, ..Filter::default() };
    let mut met = behind.clone();
    assert!(met.lineup.is_behind(board));
    met.lineup.meet(board);
    assert!(!met.lineup.is_behind(board));
    [behind, met]
}

#[test]
fn whoever_is_hidden_counts_nowhere_under_any_spelling() {
    let (board, market) = board();
    let check = |lineup: Lineup, best: [Option<&str>; 2], books: &str, has_arbitrage: bool| {
        for filter in filters(lineup, &board) {
            let lens = Lens::new(&board, &filter, moment()).with_arbitrage();
            let view = lens.compare(market, None).expect("a comparison");
            let prices = view.row.cells.iter().map(|cell| cell.price.map(|odds| odds.to_string()));
            assert_eq!(prices.collect::<Vec<_>>(), best.map(|odds| odds.map(str::to_owned)));
            let names: Vec<_> = view.books.iter().map(|book| &*book.name).collect();
            assert_eq!(names.join(" "), books);
            assert_eq!(view.row.arbitrage.is_some(), has_arbitrage, "{books}");
            assert_eq!(view.row.books, names.len());
            let items = lens.items(&[market], 9);
            assert_eq!(items.is_empty(), names.is_empty(), "the ticker knows no others");
            assert_eq!(tally(&board, &filter.lineup, moment()).books_counting, names.len());
            assert_eq!(filter.admits(&board, market, moment()), !names.is_empty());
        }
    };
    let read = Lineup::read;
    check(read(""), [Some("2.30"), Some("2.20")], "Bet365 Betclic Winamax bet 365", true);
    check(read("-winamax"), [Some("2.00"), Some("2.20")], "Bet365 Betclic bet 365", true);
    check(read("winamax,-BET365"), [Some("2.30"), Some("2.20")], "Winamax Betclic", true);
    // Two spellings are one house.
    check(read("-betclic,-winamax"), [Some("2.00"), Some("2.10")], "Bet365 bet 365", false);
    check(read("betclic,-winamax,-bet365"), [Some("1.90"), Some("2.20")], "Betclic", false);
    let only = |list| Lineup::only(list).expect("names");
    check(only("Winamax"), [Some("2.30"), Some("1.80")], "Winamax", false);
    check(only("bet365, Betclic"), [Some("2.00"), Some("2.20")], "Bet365 bet 365 Betclic", true);
    check(only("nobody"), [None, None], "", false);
    assert_eq!(Lineup::only(" , "), None);
}

#[test]
fn a_bookmaker_asked_for_by_name_counts_though_it_is_hidden_and_not_though_it_is_left_out() {
    let (board, market) = board();
    let check = |lineup: Lineup, odds: Option<&str>| {
        let filter = Filter { lineup, bookmaker: Some("Winamax".to_owned()), ..Filter::default() };
        let lens = Lens::new(&board, &filter, moment()).with_arbitrage();
        let row = lens.row(market).expect("a row");
        assert_eq!(row.cells[0].price.map(|odds| odds.to_string()).as_deref(), odds);
    };
    check(Lineup::read("-winamax"), Some("2.30"));
    check(Lineup::only("Betclic").expect("a name"), None);
}

#[test]
fn a_reader_sees_every_bookmaker_once_in_the_order_that_outlasts_new_ones() {
    let names = |names: &[&str]| names.iter().map(|name| (*name).into()).collect::<Vec<_>>();
    let there = names(&["Bet365", "Betclic", "Winamax", "bet 365"]);
    let show = |lineup: &Lineup, there: &[std::sync::Arc<str>]| {
        let entries = lineup.entries(there).into_iter();
        let text =
            |hidden: bool, names: String| if hidden { ["-", &names].concat() } else { names };
        entries.map(|entry| text(entry.is_hidden, entry.names.join("="))).collect::<Vec<_>>()
    };
    let mut lineup = Lineup::default();
    assert_eq!(show(&lineup, &there), ["Bet365=bet 365", "Betclic", "Winamax"]);
    lineup.place(&there, "Winamax", Some("bet 365"));
    lineup.hide("BET 365", true);
    assert_eq!(show(&lineup, &there), ["Winamax", "-Bet365=bet 365", "Betclic"]);
    lineup.place(&there, "Winamax", None);
    assert_eq!(show(&lineup, &there), ["-Bet365=bet 365", "Betclic", "Winamax"]);
    let later = names(&["Betclic", "PMU", "Winamax"]);
    assert_eq!(show(&lineup, &later), ["Betclic", "Winamax", "PMU"]);
    lineup.place(&later, "PMU", Some("Betclic"));
    assert_eq!(lineup.columns().to_string(), "-bet365,pmu,betclic,winamax");
}

#[test]
fn on_another_board_bookmakers_are_looked_up_anew() {
    let (board, _) = board();
    let mut lineup = Lineup::read("-winamax");
    lineup.meet(&board);
    let winamax = board.books().next().expect("the first");
    assert!(!lineup.counts(&board, winamax));
    let other = Board::new();
    assert!(lineup.is_behind(&other));
    lineup.meet(&other);
    assert!(!lineup.is_narrow() && !lineup.is_behind(&other));
}

#[test]
fn whoever_is_one_by_a_readers_word_is_hidden_together_and_is_no_arbitrage() {
    let (board, market) = board();
    let check = |order: &str, who: &str, books: &str, has_arbitrage: bool| {
        let mut lineup = Lineup::read(order);
        lineup.correct(Corrections::parse(who));
        for filter in filters(lineup, &board) {
            let lens = Lens::new(&board, &filter, moment()).with_arbitrage();
            let view = lens.compare(market, None).expect("a comparison");
            let names: Vec<_> = view.books.iter().map(|book| &*book.name).collect();
            assert_eq!(names.join(" "), books, "{order} {who}");
            assert_eq!(view.row.arbitrage.is_some(), has_arbitrage, "{order} {who}");
        }
    };
    check("", "", "Bet365 Betclic Winamax bet 365", true);
    check("", "winamax+betclic", "Bet365 Betclic Winamax bet 365", true);
    check("", "winamax+betclic,bet365+betclic", "Bet365 Betclic Winamax bet 365", false);
    check("-betclic", "winamax~betclic", "Bet365 bet 365", false);
    check("bet365,winamax", "betclic~winamax", "Bet365 bet 365 Betclic Winamax", true);
}

#[test]
fn what_a_reader_knows_outlives_another_order() {
    let mut lineup = Lineup::read("winamax,-betclic");
    lineup.correct(Corrections::parse("winamax+betclic"));
    lineup.reorder("-winamax");
    assert_eq!(lineup.columns().to_string(), "-winamax");
    assert_eq!(lineup.corrections().to_string(), "winamax+betclic");
    assert_eq!(lineup.books().group("Winamax"), lineup.books().group("Betclic"));
}
