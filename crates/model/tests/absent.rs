//! What a complete reading of one market type lacks is withdrawn, and nothing else.

use model::board::Board;
use model::freshness::Moment;
use model::quote::{Offer, Quote, Row};
use model::time::Instant;

const START: i64 = 1_800_000_000_000;
const NOW: Moment = {
    let limits = model::freshness::Limits::all(i64::MAX);
    Moment { now: Instant::from_ms(START + 1_000_000), live_since: None, limits }
};

/// One bookmaker's price or row on one market, when it was read, in seconds; all are about the same selection.
#[derive(Clone, Copy)]
struct Word {
    book: &'static str,
    of: &'static str,
    competition: &'static str,
    market_type: &'static str,
    period: i32,
    live: bool,
    at_s: i64,
}

/// A price in play on the moneyline of the whole match.
fn word(book: &'static str, at_s: i64) -> Word {
    let (of, competition, market_type) = ("PSG - Lyon", "LIG1", "moneyline");
    Word { book, of, competition, market_type, period: 0, live: true, at_s }
}

fn instant(at_s: i64) -> Instant {
    Instant::from_ms(START + 1000 * at_s)
}

fn quote(word: Word) -> Quote<'static> {
    Quote {
        sport: "Football".into(),
        competition: word.competition.into(),
        match_name: word.of.into(),
        market_type: word.market_type.into(),
        period: word.period,
        live: word.live,
        selection: "PSG".into(),
        bookmaker: word.book.into(),
        offer: Offer::from_decimal(1.9),
        scraped_at: instant(word.at_s),
    }
}

fn row(word: Word) -> Row<'static> {
    let quote = quote(word);
    let offers = [(quote.selection.clone(), quote.offer)];
    Row::beside(quote, offers)
}

/// A board on which this was said.
fn board(said: &[Word]) -> Board {
    let mut board = Board::new();
    for word in said {
        board.apply(&quote(*word), NOW);
    }
    board
}

/// Takes a reading of all moneylines that was fetched at this time.
fn read(board: &mut Board, rows: &[Word], fetched_s: i64) {
    let mut changes = model::changes::Changes::default();
    for word in rows {
        changes.merge(board.apply_row(&row(*word), NOW));
    }
    changes.merge(board.withdraw_absent("moneyline", instant(fetched_s), NOW));
    board.settle(&changes, NOW);
}

/// Whose prices stand, with what is special about their market.
fn standing(board: &Board) -> Vec<String> {
    let mut standing = Vec::new();
    for (id, book) in board.markets().flat_map(|id| board.books().map(move |book| (id, book))) {
        let Some((market, of)) = board.market(id).zip(board.match_of(id)) else { continue };
        if market.selections.iter().any(|selection| selection.quote(book).is_some()) {
            let (of, market_type) = (board.text(of.name), board.text(market.market_type));
            let phase = if market.live { "in play" } else { "early" };
            let (book, period) = (board.book_name(book), market.period);
            standing.push(format!("{book} {of} {market_type} {period} {phase}"));
        }
    }
    standing.sort();
    standing
}

/// Whether a price that was said before a reading stands after it.
fn check(said: Word, rows: &[Word], fetched_s: i64, stands: bool, why: &str) {
    let mut board = board(&[said]);
    read(&mut board, rows, fetched_s);
    let own = standing(&self::board(&[said]));
    assert_eq!(standing(&board).contains(&own[0]), stands, "{why}");
}

#[test]
fn a_quote_whose_row_is_absent_is_withdrawn() {
    let (said, other) = (word("Betclic", 10), word("Winamax", 20));
    check(said, &[other], 21, false, "its bookmaker has no row");
    check(said, &[other, Word { at_s: 20, ..said }], 21, true, "its row is there");
    check(said, &[Word { at_s: 5, ..said }, other], 21, true, "its row is there, although older");
    let elsewhere = Word { of: "Lens - Nice", ..word("Betclic", 20) };
    check(said, &[elsewhere], 21, false, "a row of another match vouches for nothing");
    let half = Word { period: 1, ..word("Betclic", 20) };
    check(said, &[half], 21, false, "nor one of another period");
}

#[test]
fn a_match_whose_rows_all_vanish_loses_them_all() {
    let mut board = board(&[word("Betclic", 10), word("Winamax", 12)]);
    read(&mut board, &[Word { of: "Lens - Nice", ..word("Winamax", 20) }], 21);
    assert_eq!(standing(&board), ["Winamax Lens - Nice moneyline 0 in play"]);
}

#[test]
fn what_was_seen_since_the_reading_was_fetched_stands() {
    let other = word("Winamax", 20);
    check(word("Betclic", 20), &[other], 21, false, "seen before");
    check(word("Betclic", 21), &[other], 21, true, "seen in the same second");
    check(word("Betclic", 22), &[other], 21, true, "seen since");
}

#[test]
fn a_reading_without_any_row_withdraws_nothing() {
    check(word("Betclic", 10), &[], 21, true, "an empty answer is suspicious");
    let total = Word { market_type: "total", ..word("Winamax", 20) };
    check(word("Betclic", 10), &[total], 21, true, "as is one with rows of another type only");
}

#[test]
fn a_phase_without_any_row_is_left_alone() {
    let early = Word { live: false, ..word("Betclic", 10) };
    check(early, &[word("Winamax", 20)], 21, true, "only play is listed");
    check(word("Betclic", 10), &[Word { live: false, ..word("Winamax", 20) }], 21, true, "none is");
    let both = [word("Winamax", 20), Word { live: false, ..word("Winamax", 20) }];
    check(early, &both, 21, false, "both are listed");
}

#[test]
fn a_competition_without_any_row_is_left_alone() {
    let said = word("Betclic", 10);
    let cup = Word { competition: "CUP", of: "Lens - Nice", ..word("Winamax", 20) };
    check(said, &[cup], 21, true, "it may be newer than the list of competitions");
    let early = Word { of: "Lens - Nice", live: false, ..word("Winamax", 20) };
    check(said, &[cup, early], 21, false, "a row of any of its matches speaks for it");
}

#[test]
fn other_market_types_are_untouched() {
    let total = Word { market_type: "total", ..word("Betclic", 10) };
    check(total, &[word("Winamax", 20)], 21, true, "a reading of one type speaks for that type");
    let stray = Word { market_type: "total", ..word("Winamax", 20) };
    check(total, &[word("Winamax", 20), stray], 21, true, "even with a stray row of another");
}

#[test]
fn a_reading_that_is_not_known_to_be_complete_withdraws_nothing_by_absence() {
    let mut board = board(&[word("Betclic", 10)]);
    board.apply_snapshot([row(word("Winamax", 20))], NOW);
    assert_eq!(standing(&board).len(), 2);
}

#[test]
fn every_reading_counts_its_own_rows() {
    let mut board = Board::new();
    read(&mut board, &[word("Betclic", 10), word("Winamax", 10)], 11);
    assert_eq!(standing(&board).len(), 2);
    read(&mut board, &[word("Winamax", 20)], 21);
    assert_eq!(standing(&board), ["Winamax PSG - Lyon moneyline 0 in play"]);
}

#[test]
fn only_what_is_newer_brings_an_absent_quote_back() {
    let check = |stands: bool, why: &str, say: &dyn Fn(&mut Board)| {
        let mut board = board(&[word("Betclic", 10)]);
        read(&mut board, &[word("Winamax", 20)], 21);
        say(&mut board);
        assert_eq!(standing(&board).len() == 2, stands, "{why}");
    };
    let say = |at_s| {
        move |board: &mut Board| {
            board.apply(&quote(word("Betclic", at_s)), NOW);
        }
    };
    let list = |at_s| {
        move |board: &mut Board| {
            board.apply_snapshot([row(word("Betclic", at_s))], NOW);
        }
    };
    check(false, "the same message again", &say(10));
    check(false, "a late one", &say(20));
    check(true, "one from the instant of the reading, as if it had come first", &say(21));
    check(true, "a newer one", &say(22));
    check(false, "an older row", &list(20));
    check(true, "a newer row", &list(22));
}

#[test]
fn the_order_of_the_rows_of_a_reading_does_not_matter() {
    let said = [word("Betclic", 10), word("Winamax", 10), word("PMU", 30)];
    let rows = [word("Winamax", 20), word("bet365", 19), Word { live: false, ..word("PMU", 18) }];
    let told = |rows: &[Word]| {
        let mut board = board(&said);
        read(&mut board, rows, 21);
        standing(&board)
    };
    let [a, b, c] = rows;
    let first = told(&rows);
    assert_eq!(first.len(), 4, "{first:?}");
    for other in [[a, c, b], [b, a, c], [b, c, a], [c, a, b], [c, b, a]] {
        assert_eq!(told(&other), first);
    }
}

#[test]
fn what_went_is_named_and_another_board_is_told() {
    let mut board = board(&[word("Betclic", 10)]);
    let mut changes = board.apply_row(&row(Word { of: "Lens - Nice", ..word("Winamax", 20) }), NOW);
    let absent = board.withdraw_absent("moneyline", instant(21), NOW);
    assert_eq!(absent.markets().len(), 1, "the market of what went, and no other");
    changes.merge(absent);
    board.settle(&changes, NOW);
    let mut other = self::board(&[word("Betclic", 10)]);
    for saved in board.saved() {
        other.restore(&saved, NOW);
    }
    assert_eq!(standing(&other), standing(&board));
}
