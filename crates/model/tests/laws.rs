//! Laws of the board, held over random feeds.

use std::collections::BTreeMap;

use model::best::{Best, State};
use model::board::{Board, MarketId, Selection};
use model::freshness::{Age, Evidence, Moment};
use model::price::Price;
use model::quote::{Offer, Quote, Row};
use model::time::Instant;
use proptest::prelude::*;

/// One minute into an arbitrary day; every random time lies before it.
const NOW: i64 = 1_800_000_000_000;

/// A quote by small numbers, so that keys collide often.
#[derive(Clone, Debug)]
struct Word {
    of: usize,
    market: usize,
    period: i32,
    live: bool,
    selection: usize,
    book: usize,
    odds: f64,
    seconds_ago: i64,
}

const MATCHES: [&str; 3] = ["PSG - Lyon", "Lens - Nice", "A / B"];
const MARKETS: [&str; 3] = ["moneyline", "total", "player_prop"];
const BOOKS: [&str; 4] = ["Winamax", "Betclic", "Pinnacle", "Unibet.fr"];
const SELECTIONS: [[&str; 3]; 3] = [
    ["PSG", "Draw", "Lyon"],
    ["Over 2.5", "Under 2.5", "Over 3"],
    ["X Over 1.5", "X Under 1.5", ""],
];

impl Word {
    fn quote(&self) -> Quote<'static> {
        Quote {
            sport: "Football".into(),
            competition: "LIG1".into(),
            match_name: MATCHES[self.of].into(),
            market_type: MARKETS[self.market].into(),
            period: self.period,
            live: self.live,
            selection: SELECTIONS[self.market][self.selection].into(),
            bookmaker: BOOKS[self.book].into(),
            offer: Offer::from_decimal(self.odds),
            scraped_at: Instant::from_ms(NOW - 1000 * self.seconds_ago),
        }
    }

    fn row(&self, offers: &[(usize, f64)]) -> Row<'static> {
        let quote = self.quote();
        Row::beside(
            quote,
            offers.iter().map(|(number, odds)| {
                (SELECTIONS[self.market][*number].into(), Offer::from_decimal(*odds))
            }),
        )
    }
}

fn odds() -> impl Strategy<Value = f64> {
    prop_oneof![
        6 => (101_u32..400).prop_map(|cents| f64::from(cents) / 100.0),
        1 => prop_oneof![Just(0.0), Just(1.0), Just(-3.0), Just(1e308), Just(f64::NAN)],
    ]
}

fn word() -> impl Strategy<Value = Word> {
    let key = (0..3_usize, 0..3_usize, 0..2_i32, any::<bool>(), 0..3_usize, 0..4_usize);
    (key, odds(), 0..2_000_i64).prop_map(
        |((of, market, period, live, selection, book), odds, seconds_ago)| Word {
            of,
            market,
            period,
            live,
            selection,
            book,
            odds,
            seconds_ago,
        },
    )
}

/// A step of a feed: a stream message or a snapshot row.
#[derive(Clone, Debug)]
enum Step {
    Quote(Word),
    Row(Word, Vec<(usize, f64)>),
    /// The rows since the last one are all there were of this market type, so many seconds ago.
    Whole(usize, i64),
    Tick,
}

fn step() -> impl Strategy<Value = Step> {
    let offers =
        proptest::sample::subsequence(vec![0_usize, 1, 2], 0..=3).prop_flat_map(|numbers| {
            numbers.into_iter().map(|number| (Just(number), odds())).collect::<Vec<_>>()
        });
    prop_oneof![
        6 => word().prop_map(Step::Quote),
        2 => (word(), offers).prop_map(|(word, offers)| Step::Row(word, offers)),
        1 => (0..3_usize, 0..2_000_i64).prop_map(|(market, ago)| Step::Whole(market, ago)),
        1 => Just(Step::Tick),
    ]
}

fn moment(live: bool) -> Moment {
    let live_since = live.then(|| Instant::from_ms(NOW - 1_000_000));
    Moment { live_since, ..Moment::at(Instant::from_ms(NOW)) }
}

fn take(board: &mut Board, step: &Step, moment: Moment) -> model::changes::Changes {
    match step {
        Step::Quote(word) => board.apply(&word.quote(), moment),
        Step::Row(word, offers) => board.apply_row(&word.row(offers), moment),
        Step::Whole(market, seconds_ago) => {
            let fetched_at = Instant::from_ms(NOW - 1000 * seconds_ago);
            let mut changes = board.withdraw_absent(MARKETS[*market], fetched_at, moment);
            changes.merge(board.settle(&changes, moment));
            changes
        }
        Step::Tick => board.tick(moment),
    }
}

fn selections(board: &Board, market: MarketId) -> &[Selection] {
    board.market(market).map_or(&[], |market| &market.selections)
}

/// Everything the board holds, by names, so that boards with other numbers compare equal.
fn facts(board: &Board) -> BTreeMap<String, String> {
    let mut facts = BTreeMap::new();
    for market in board.markets() {
        facts.extend(facts_of(board, market));
    }
    facts
}

fn facts_of(board: &Board, market: MarketId) -> BTreeMap<String, String> {
    let Some((data, of)) = board.market(market).zip(board.match_of(market)) else {
        return BTreeMap::new();
    };
    let mut facts = BTreeMap::new();
    for selection in &data.selections {
        for book in board.books() {
            let Some(held) = selection.quote(book) else { continue };
            let key = format!(
                "{} {} {} {} {} {}",
                board.text(of.name),
                board.text(data.market_type),
                data.period,
                data.live,
                board.text(selection.name),
                board.book_name(book),
            );
            facts.insert(key, format!("{:?} {:?}", held.offer, held.seen));
        }
    }
    facts
}

/// The best price by the definition, read off the public facts: no shared code with the board's own.
fn best_by_definition(board: &Board, market: MarketId, number: usize, moment: Moment) -> Best {
    let Some((data, of)) = board.market(market).zip(board.match_of(market)) else {
        return Best::default();
    };
    let mut found: Vec<(State, Option<Price>, Age, Instant, _)> = Vec::new();
    for book in board.books() {
        let Some(held) = data.selections[number].quote(book) else { continue };
        let evidence = Evidence {
            seen: held.seen,
            live: data.live,
            spoke_of_match: of.spoke(book),
            spoke: board.book_spoke(book),
            match_live: of.live_seen,
        };
        let age = Age::of(evidence, moment);
        let state = match (held.offer, age) {
            (Offer::Suspended, _) => State::Suspended,
            (Offer::Open(_), Age::Stale) => State::Stale,
            (Offer::Open(_), _) => State::Fresh,
        };
        found.push((state, held.offer.price(), age, held.seen, book));
    }
    let Some(state) = found.iter().map(|quote| quote.0).min() else { return Best::default() };
    let price = found.iter().filter(|quote| quote.0 == state).map(|quote| quote.1).max().flatten();
    found.retain(|quote| quote.0 == state && quote.1 == price);
    Best {
        state,
        price,
        books: found.iter().map(|quote| quote.4).collect(),
        age: found.iter().map(|quote| quote.2).min(),
        seen: found.iter().map(|quote| quote.3).max(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn best_is_a_function_of_the_board_now(steps in prop::collection::vec(step(), 0..60), live in any::<bool>()) {
        let mut board = Board::new();
        for step in &steps {
            take(&mut board, step, moment(live));
        }
        for market in board.markets() {
            for number in 0..selections(&board, market).len() {
                let best = board.best(market, number, moment(live));
                prop_assert_eq!(best, best_by_definition(&board, market, number, moment(live)));
                for book in board.books() {
                    let alone = board.alone(market, number, book, moment(live));
                    let among = board.best_among(market, number, moment(live), |other| other == book);
                    prop_assert_eq!(alone.fresh(), alone.price.filter(|_| alone.state == State::Fresh));
                    prop_assert_eq!(alone, among);
                }
            }
        }
    }

    #[test]
    fn what_changes_do_not_name_is_equal_before_and_after(steps in prop::collection::vec(step(), 1..60)) {
        let mut board = Board::new();
        for step in &steps {
            let before = board.clone();
            let changes = take(&mut board, step, moment(true));
            for market in before.markets().filter(|market| !changes.markets().contains(market)) {
                prop_assert_eq!(facts_of(&before, market), facts_of(&board, market));
            }
            if !changes.roster() {
                prop_assert_eq!(before.markets().count(), board.markets().count());
                prop_assert_eq!(before.books().count(), board.books().count());
            }
        }
    }

    #[test]
    fn the_order_of_arrival_does_not_matter(words in prop::collection::vec(word(), 0..40), seed in any::<u64>()) {
        // Of two messages from one instant the last to arrive stands, so each gets an instant of its own.
        let mut quotes: Vec<_> = words.iter().map(Word::quote).collect();
        for (number, quote) in quotes.iter_mut().enumerate() {
            quote.scraped_at = quote.scraped_at.plus_ms(i64::try_from(number).unwrap_or(0));
        }
        let mut ordered = Board::new();
        for quote in &quotes {
            ordered.apply(quote, moment(true));
        }
        let mut shuffled = Board::new();
        let mut state = seed | 1;
        while !quotes.is_empty() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let next = usize::try_from(state >> 33).unwrap_or(0) % quotes.len();
            shuffled.apply(&quotes.swap_remove(next), moment(true));
        }
        prop_assert_eq!(facts(&ordered), facts(&shuffled));
    }

    #[test]
    fn a_quote_told_twice_counts_once(steps in prop::collection::vec(step(), 0..40), word in word()) {
        let mut board = Board::new();
        for step in &steps {
            take(&mut board, step, moment(true));
        }
        board.apply(&word.quote(), moment(true));
        let once = facts(&board);
        board.apply(&word.quote(), moment(true));
        prop_assert_eq!(once, facts(&board));
    }

    #[test]
    fn no_best_price_is_one_that_nobody_offers(steps in prop::collection::vec(step(), 0..60)) {
        let mut board = Board::new();
        for step in &steps {
            take(&mut board, step, moment(false));
        }
        for market in board.markets() {
            for (number, selection) in selections(&board, market).iter().enumerate() {
                let best = board.best(market, number, moment(false));
                prop_assert_eq!(best.state == State::None, best.books.is_empty());
                for book in &best.books {
                    let held = selection.quote(*book).expect("a bookmaker at the best price quotes it");
                    prop_assert_eq!(held.offer.price(), best.price);
                }
            }
        }
    }

    #[test]
    fn prices_survive_their_own_text(millionths in 1_000_001_u32..=1_001_000_000) {
        let price = Price::from_millionths(millionths).expect("in range");
        let read: f64 = price.canonical().parse().expect("a number");
        prop_assert_eq!(Price::from_decimal(read), Some(price));
        prop_assert_eq!(Price::from_decimal(price.decimal()), Some(price));
    }
}
