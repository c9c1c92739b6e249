//! How a snapshot and the stream that runs beside it become one board.

use std::collections::BTreeMap;

use model::board::Board;
use model::freshness::Moment;
use model::quote::{Offer, Quote, Row};
use model::time::Instant;
use proptest::prelude::*;

const START: i64 = 1_800_000_000_000;
const SELECTIONS: [&str; 4] = ["Over 2", "Under 2", "Over 3", "Under 3"];
const BOOKS: [&str; 2] = ["Winamax", "Betclic"];

/// What arrives: one price, or a whole row; when it was read, in seconds; prices in hundredths.
#[derive(Clone, Debug)]
enum Event {
    Quote { book: usize, selection: usize, cents: u32, at: i64 },
    Row { book: usize, offers: BTreeMap<usize, u32>, at: i64 },
}

fn instant(at: i64) -> Instant {
    Instant::from_ms(START + 1000 * at)
}

fn offer(cents: u32) -> Offer {
    Offer::from_decimal(f64::from(cents) / 100.0)
}

fn take(board: &mut Board, event: &Event) {
    let moment = Moment::at(instant(1_000));
    let quote = |book: usize, at| Quote {
        sport: "Football".into(),
        competition: "LIG1".into(),
        match_name: "PSG - Lyon".into(),
        market_type: "total".into(),
        period: 0,
        live: false,
        selection: SELECTIONS[0].into(),
        bookmaker: BOOKS[book].into(),
        offer: offer(200),
        scraped_at: instant(at),
    };
    match event {
        Event::Quote { book, selection, cents, at } => {
            let selection = SELECTIONS[*selection].into();
            board.apply(&Quote { selection, offer: offer(*cents), ..quote(*book, *at) }, moment);
        }
        Event::Row { book, offers, at } => {
            let quote = quote(*book, *at);
            let offers =
                offers.iter().map(|(number, cents)| (SELECTIONS[*number].into(), offer(*cents)));
            let row = Row::beside(quote, offers);
            board.apply_snapshot([row], moment);
        }
    }
}

/// Every price that stands, as `Winamax Over 2: 1.90`.
fn standing(events: &[Event]) -> Vec<String> {
    let mut board = Board::new();
    for event in events {
        take(&mut board, event);
    }
    let mut standing = Vec::new();
    for market in board.markets().filter_map(|market| board.market(market)) {
        for selection in &market.selections {
            for book in board.books() {
                if let Some(price) = selection.quote(book).and_then(|held| held.offer.price()) {
                    let (book, text) = (board.book_name(book), board.text(selection.name));
                    standing.push(format!("{book} {text}: {price}"));
                }
            }
        }
    }
    standing.sort();
    standing
}

/// The same by the definition: the newest word about a selection counts, and a row is a word about all of them.
fn standing_by_definition(events: &[Event]) -> Vec<String> {
    let mut standing = Vec::new();
    for (book, name) in BOOKS.iter().enumerate() {
        for (selection, text) in SELECTIONS.iter().enumerate() {
            let words = events.iter().filter_map(|event| match event {
                Event::Quote { book: by, selection: of, cents, at } => {
                    (*by == book && *of == selection).then_some((*at, Some(*cents)))
                }
                Event::Row { book: by, offers, at } => {
                    (*by == book).then(|| (*at, offers.get(&selection).copied()))
                }
            });
            if let Some((_, Some(cents))) = words.max_by_key(|(at, _)| *at) {
                standing.push(format!("{name} {text}: {}.{:02}", cents / 100, cents % 100));
            }
        }
    }
    standing.sort();
    standing
}

/// Events of different instants.
fn events() -> impl Strategy<Value = Vec<Event>> {
    let offers = prop::collection::btree_map(0..4_usize, 150..250_u32, 0..4);
    let event = prop_oneof![
        2 => (0..2_usize, 0..4_usize, 150..250_u32)
            .prop_map(|(book, selection, cents)| Event::Quote { book, selection, cents, at: 0 }),
        1 => (0..2_usize, offers).prop_map(|(book, offers)| Event::Row { book, offers, at: 0 }),
    ];
    prop::collection::vec(event, 0..16).prop_map(|mut events| {
        for (second, event) in (0_i64..).zip(&mut events) {
            match event {
                Event::Quote { at, .. } | Event::Row { at, .. } => *at = second,
            }
        }
        events
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_newest_word_counts_in_whatever_order_rows_and_quotes_arrive(
        shuffled in events().prop_flat_map(|events| Just(events).prop_shuffle()),
    ) {
        prop_assert_eq!(standing(&shuffled), standing_by_definition(&shuffled));
    }
}

fn quote(selection: usize, cents: u32, at: i64) -> Event {
    Event::Quote { book: 0, selection, cents, at }
}

fn row(offers: &[(usize, u32)], at: i64) -> Event {
    Event::Row { book: 0, offers: offers.iter().copied().collect(), at }
}

#[test]
fn what_arrived_while_a_snapshot_was_read_stands() {
    let events = [quote(0, 195, 12), quote(1, 185, 8), row(&[(0, 190), (1, 190)], 10)];
    assert_eq!(standing(&events), ["Winamax Over 2: 1.95", "Winamax Under 2: 1.90"]);
}

#[test]
fn a_message_from_before_a_row_brings_back_nothing_that_it_lacks() {
    let events = [row(&[(0, 190)], 10), quote(1, 185, 8)];
    assert_eq!(standing(&events), ["Winamax Over 2: 1.90"], "not even what was never met");
    let events = [row(&[(0, 190)], 10), quote(1, 185, 10)];
    assert_eq!(standing(&events), ["Winamax Over 2: 1.90"], "nor one from the same instant");
    let events = [quote(1, 185, 10), row(&[(0, 190)], 10)];
    assert_eq!(standing(&events), ["Winamax Over 2: 1.90"], "whichever arrives first");
    let events = [row(&[(0, 190)], 10), quote(1, 185, 11)];
    assert_eq!(standing(&events), ["Winamax Over 2: 1.90", "Winamax Under 2: 1.85"]);
}

#[test]
fn of_one_instant_the_streams_price_stands_beside_the_rows() {
    let (word, read) = (quote(0, 195, 10), row(&[(0, 190)], 10));
    assert_eq!(standing(&[word.clone(), read.clone()]), ["Winamax Over 2: 1.95"]);
    assert_eq!(standing(&[read, word]), ["Winamax Over 2: 1.95"]);
}

#[test]
fn of_two_rows_from_one_instant_the_last_says_what_is_on_offer() {
    let (with, without) = (row(&[(0, 190), (1, 190)], 10), row(&[(0, 190)], 10));
    let both = ["Winamax Over 2: 1.90", "Winamax Under 2: 1.90"];
    for first in [row(&[(1, 180)], 5), row(&[], 5), quote(1, 180, 5)] {
        let told = [first, without.clone(), with.clone(), without.clone()];
        assert_eq!(standing(&told[..3]), both, "whatever was known before");
        assert_eq!(standing(&told), both[..1]);
    }
}

#[test]
fn a_snapshot_without_rows_withdraws_nothing_and_a_row_without_prices_everything() {
    let mut board = Board::new();
    take(&mut board, &quote(0, 195, 10));
    let known = |board: &Board| format!("{:?}", board.saved().collect::<Vec<_>>());
    let before = known(&board);
    board.apply_snapshot([], Moment::at(instant(1_000)));
    assert_eq!(before, known(&board), "an empty answer says nothing about any bookmaker");
    assert!(standing(&[quote(0, 195, 10), row(&[], 11)]).is_empty());
    assert_eq!(standing(&[quote(0, 195, 10), row(&[], 9)]), ["Winamax Over 2: 1.95"]);
}

#[test]
fn a_row_speaks_for_its_own_bookmaker_only() {
    let other = Event::Quote { book: 1, selection: 1, cents: 185, at: 5 };
    let events = [other, quote(1, 186, 5), row(&[(0, 190)], 10)];
    assert_eq!(standing(&events), ["Betclic Under 2: 1.85", "Winamax Over 2: 1.90"]);
}
