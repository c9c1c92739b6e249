//! A board that is told to another page is the same board there.

use model::best::Best;
use model::board::{Board, BookId};
use model::capacity::{Capacity, Load};
use model::freshness::{Age, Moment};
use model::quote::{Offer, Quote, Row};
use model::saved::Saved;
use model::time::Instant;
use proptest::prelude::*;
use wire::dump;
use wire::error::DecodeError;

const NOW: Moment = Moment {
    now: Instant::from_ms(1_800_000_000_000),
    live_since: None,
    limits: model::freshness::Limits::all(900_000),
};
const MATCHES: [&str; 3] = ["PSG - Lyon", "Saint-Étienne - Le Havre", "A: B 1:2"];
const MARKETS: [&str; 2] = ["moneyline", "total"];
const SELECTIONS: [&str; 4] = ["PSG", "Draw", "Over 2.5", "x 0:1"];
const BOOKS: [&str; 3] = ["Winamax", "Unibet.fr", "bet 365"];

/// A quote or row by numbers: match, market, bookmaker, whether in play, prices in hundredths, milliseconds ago.
#[derive(Clone, Debug)]
struct Word {
    of: usize,
    market: usize,
    book: usize,
    live: bool,
    offers: Vec<(usize, u32)>,
    is_row: bool,
    starts_in_ms: Option<i64>,
    ago_ms: i64,
}

fn word() -> impl Strategy<Value = Word> {
    let key = (0..3_usize, 0..2_usize, 0..3_usize, any::<bool>());
    let offers = prop::collection::vec((0..4_usize, 90..250_u32), 0..4);
    let times = (prop::option::of(-1_000_000..1_000_000_i64), -3_000..2_000_000_i64);
    (key, offers, any::<bool>(), times).prop_map(
        |((of, market, book, live), offers, is_row, times)| {
            let (starts_in_ms, ago_ms) = times;
            Word { of, market, book, live, offers, is_row, starts_in_ms, ago_ms }
        },
    )
}

fn row(word: &Word) -> Row<'static> {
    let offers = word.offers.iter();
    Row {
        sport: "Football".into(),
        competition: "LIG1".into(),
        match_name: MATCHES[word.of].into(),
        market_type: MARKETS[word.market].into(),
        period: -1,
        live: word.live,
        bookmaker: BOOKS[word.book].into(),
        offers: offers
            .map(|(number, cents)| {
                (SELECTIONS[*number].into(), Offer::from_decimal(f64::from(*cents) / 100.0))
            })
            .collect(),
        starts_at: word.starts_in_ms.map(|ms| NOW.now.plus_ms(ms)),
        scraped_at: NOW.now.plus_ms(-word.ago_ms),
    }
}

fn take(board: &mut Board, word: &Word) {
    let row = row(word);
    if word.is_row {
        board.apply_snapshot([row], NOW);
        return;
    }
    for (selection, offer) in row.offers {
        let quote = Quote {
            sport: row.sport.clone(),
            competition: row.competition.clone(),
            match_name: row.match_name.clone(),
            market_type: row.market_type.clone(),
            period: row.period,
            live: row.live,
            selection,
            bookmaker: row.bookmaker.clone(),
            offer,
            scraped_at: row.scraped_at,
        };
        board.apply(&quote, NOW);
    }
}

fn take_all(board: &mut Board, words: &[Word]) {
    for word in words {
        take(board, word);
    }
}

fn restored(dump: &str) -> (Board, dump::Figures) {
    restored_onto(Board::new(), dump)
}

fn restored_onto(mut board: Board, dump: &str) -> (Board, dump::Figures) {
    let mut changes = model::changes::Changes::default();
    let figures = dump::decode(dump, |saved| changes.merge(board.restore(saved, NOW)));
    board.settle(&changes, NOW);
    (board, figures.unwrap_or_default())
}

/// Everything that the board answers about a selection.
type Answer = (String, Best, Vec<Age>, Vec<(BookId, Offer, Instant)>);

fn answers(board: &Board) -> Vec<Answer> {
    let mut answers = Vec::new();
    for id in board.markets() {
        let Some((market, of)) = board.market(id).zip(board.match_of(id)) else { continue };
        for (number, selection) in market.selections.iter().enumerate() {
            let (name, text) = (board.text(of.name), board.text(selection.name));
            let kind = board.text(market.market_type);
            let key = format!(
                "{name} {kind} {} {} {text} {of_facts:?}",
                market.period,
                market.live,
                of_facts = (of.starts_at, of.live_seen, number, market.lines(), board.ways(market))
            );
            let quotes = board.books().filter_map(|book| Some((book, selection.quote(book)?)));
            let quotes = quotes.map(|(book, held)| (book, held.offer, held.seen)).collect();
            answers.push((
                key,
                board.best(id, number, NOW),
                board.ages(id, number, NOW).collect(),
                quotes,
            ));
        }
    }
    answers.sort_by(|a, b| a.0.cmp(&b.0));
    answers
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_board_restored_is_the_board(words in prop::collection::vec(word(), 0..40), later in prop::collection::vec(word(), 0..8)) {
        let mut board = Board::new();
        take_all(&mut board, &words);
        let (mut other, figures) = restored(&dump::encode(&board));
        prop_assert_eq!(figures.bad, 0);
        prop_assert_eq!(answers(&board), answers(&other));
        prop_assert_eq!(board.saved().collect::<Vec<_>>(), other.saved().collect::<Vec<_>>());
        prop_assert_eq!(board.load(), other.load());
        // And it goes on as the board does: what was withdrawn stays so, and late rows stay late.
        for word in &later {
            take(&mut board, word);
            take(&mut other, word);
        }
        prop_assert_eq!(answers(&board), answers(&other));
    }

    #[test]
    fn what_is_restored_onto_a_board_brings_back_nothing_that_it_knows_to_be_over(
        ours in prop::collection::vec(word(), 0..30), theirs in prop::collection::vec(word(), 0..30),
    ) {
        let (mut board, mut other) = (Board::new(), Board::new());
        take_all(&mut board, &ours);
        take_all(&mut other, &theirs);
        let (both, _) = restored_onto(board.clone(), &dump::encode(&other));
        let newest = |board: &Board, key: &str| {
            let answers = answers(board);
            let found = answers.iter().find(|answer| answer.0.split(" (").next() == key.split(" (").next());
            found.map(|answer| answer.3.clone()).unwrap_or_default()
        };
        for (key, _, _, quotes) in answers(&both) {
            for (book, offer, seen) in quotes {
                let name = both.book_name(book);
                let from = |board: &Board| board.find_book(name).is_some_and(|book| {
                    newest(board, &key).contains(&(book, offer, seen))
                });
                prop_assert!(from(&board) || from(&other), "{key} {name}: {offer:?} of neither");
            }
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>(), wounds in prop::collection::vec((any::<prop::sample::Index>(), any::<char>()), 0..5), words in prop::collection::vec(word(), 0..8)) {
        let _ = dump::decode(&text, |_| ());
        let mut board = Board::new();
        take_all(&mut board, &words);
        let mut letters: Vec<char> = dump::encode(&board).chars().collect();
        for (at, letter) in wounds {
            let at = at.index(letters.len());
            letters[at] = letter;
        }
        let text: String = letters.into_iter().collect();
        let mut board = Board::new();
        let _ = dump::decode(&text, |saved| drop(board.restore(saved, NOW)));
        for (_, best, ..) in answers(&board) {
            prop_assert!(best.seen.is_none_or(|seen| seen <= NOW.now.plus_ms(2_000)), "no time ahead of ours");
            prop_assert!(best.price.is_none_or(|price| (1_000_001..=1_001_000_000).contains(&price.millionths())));
        }
    }
}

const SMALL: &str = "oddsboard 1\t1800000000000\nb\t0\tWinamax\t0\nb\t1\tBetclic\t5000\n\
    m\tFootball\tLIG1\tPSG - Lyon\t\t\t 0:0 1:5000\nk\tmoneyline\t0\t0\t 1:6000\n\
    s\tPSG\t 0:0:1850000 1:5000:0\ns\tDraw\t 1:6000:x";

#[test]
fn a_dump_is_short_and_says_each_thing_once() {
    let (board, figures) = restored(SMALL);
    assert_eq!((figures.taken, figures.bad), (4, 0));
    assert_eq!(dump::encode(&board), SMALL);
}

#[test]
fn a_line_that_cannot_be_read_costs_itself_and_what_stands_under_it() {
    let check = |from: &str, to: &str, taken: usize, bad: usize, quotes: usize| {
        let text = SMALL.replacen(from, to, 1);
        assert_ne!(text, SMALL);
        let mut seen = 0;
        let figures = dump::decode(&text, |saved| {
            if let Saved::Market { quotes, .. } = saved {
                seen += quotes.len();
            }
        });
        assert_eq!(figures, Ok(dump::Figures { taken, bad }), "{text}");
        assert_eq!(seen, quotes, "{text}");
    };
    check("1850000", "1000000", 4, 1, 1);
    check("1850000", "1001000001", 4, 1, 1);
    check("1850000", "1.85", 4, 1, 1);
    check("1:6000:x", "7:6000:x", 4, 0, 2);
    check("1:6000:x", "-1:6000:x", 4, 1, 2);
    check("s\tPSG", "s\tP\u{202e}SG", 4, 1, 1);
    check("s\tPSG", "s\tPSG\tLyon", 4, 1, 1);
    check("k\tmoneyline\t0\t0", "k\tmoneyline\t0\t2", 3, 3, 0);
    check("m\tFootball", "m\t", 2, 4, 0);
    check("Betclic", "Bet\u{200b}clic", 3, 1, 1);
    check("\nb\t0", "\nq\t0", 3, 1, 2);
    check("b\t0", "b\t70000", 3, 1, 2);
    check("\ns\tDraw", "\nq\tDraw", 4, 1, 2);
    check("\nb", "\n\nb", 4, 1, 3);
}

#[test]
fn what_is_no_dump_is_refused() {
    let check = |text: &str, error: DecodeError| {
        assert_eq!(dump::decode(text, |_| ()), Err(error), "{} bytes", text.len());
    };
    check("", DecodeError::Syntax);
    check("{\"data\":[]}", DecodeError::Syntax);
    check("oddsboard 2\t0", DecodeError::Syntax);
    check("oddsboard 1\tnow", DecodeError::Time);
    check(&format!("oddsboard 1\t0{}", "\n".repeat(dump::BYTES_MAX)), DecodeError::Size);
}

#[test]
fn a_dump_fills_no_board_beyond_what_it_may_hold() {
    let whole = Load { matches: 2, markets: 3, quotes: 9, text_bytes: 200 };
    let capacity = Capacity { whole, books: 2, selections_per_market: 2, ..Capacity::default() };
    let books = (0..5).map(|book| format!("\nb\t{book}\tBook {book}\t0"));
    let picks = (0..5).map(|pick| format!("\ns\tPick {pick}\t 0:0:2000000 3:0:3000000"));
    let market = picks.fold("\nk\tmoneyline\t0\t0\t 1:0 4:0".to_owned(), |text, pick| text + &pick);
    let matches = (0..50).map(|of| format!("\nm\tFootball\tLIG1\tA - B{of}\t\t\t 0:0 4:0{market}"));
    let text = "oddsboard 1\t1800000000000".to_owned();
    let text = books.chain(matches).fold(text, |text, lines| text + &lines);
    let (board, figures) = restored_onto(Board::with_capacity(capacity), &text);
    assert_eq!(figures, dump::Figures { taken: 105, bad: 0 });
    assert!(board.load().fits(whole) && board.books().count() == 2, "{:?}", board.load());
    assert!(board.losses().evicted > 0 && board.losses().refused > 0);
}
