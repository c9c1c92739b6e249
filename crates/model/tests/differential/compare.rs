//! The board and the reference side by side on one feed.

use std::collections::BTreeMap;

use model::board::{Board, BookId, MarketId};
use model::changes::Changes;
use model::freshness::{Age, Limits, Moment};
use model::quote::Offer;
use model::time::Instant;

use crate::feed::{self, BOOKS, Event, Feed, MARKETS, MATCHES, MarketKey, SELECTIONS};
use crate::reference::{Reference, Sure, Told, When};

/// What a run found.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Selections compared.
    pub(crate) comparisons: u64,
    /// The first few that differ, in words.
    pub(crate) differences: Vec<String>,
}

/// Gives both the same events and compares all that they answer after every `step` of them.
pub(crate) fn run(seed: u64, events: u64, step: u64) -> Found {
    let (mut feed, mut board, mut reference) =
        (Feed::new(seed), Board::new(), Reference::default());
    let mut found = Found::default();
    for number in 1..=events {
        let event = feed.next();
        let moment = Moment::at(Instant::from_ms(feed.now_ms));
        let changes = take(&mut board, &event, moment);
        board.settle(&changes, moment);
        reference.take(&event, feed.now_ms);
        if number % step == 0 || number == events {
            let when = when(&mut feed);
            compare(&board, &reference, when, &mut found);
            if found.differences.len() >= 5 {
                break;
            }
        }
    }
    found
}

/// One event; a reading is not settled yet.
fn take(board: &mut Board, event: &Event, moment: Moment) -> Changes {
    match event {
        Event::Quote { market, book, selection, number, at_ms } => {
            board.apply(&feed::quote(*market, *book, *selection, *number, *at_ms), moment)
        }
        Event::Row { market, book, offers, at_ms } => {
            board.apply_row(&feed::row(*market, *book, offers, *at_ms), moment)
        }
        Event::Whole { market_type, rows, fetched_ms } => {
            let mut changes = Changes::default();
            for row in rows {
                changes.merge(take(board, row, moment));
            }
            let fetched_at = Instant::from_ms(*fetched_ms);
            changes.merge(board.withdraw_absent(MARKETS[*market_type], fetched_at, moment));
            changes
        }
    }
}

/// Sometimes with a link, sometimes with a limit that replaces the usual ones, sometimes a while later.
fn when(feed: &mut Feed) -> When {
    let now_ms = feed.now_ms;
    let live_since = match feed.chance.below(3) {
        0 => None,
        1 => Some(now_ms - 3_600_000),
        _ => Some(now_ms - 60_000),
    };
    let stale_after = (feed.chance.below(4) == 0).then(|| i64::from(feed.chance.below(90_000)));
    let later_ms = [0, 0, 30_000, 20 * 60_000][feed.chance.below(4) as usize];
    When { now: now_ms + later_ms, live_since, stale_after }
}

fn compare(board: &Board, reference: &Reference, when: When, found: &mut Found) {
    let held: BTreeMap<MarketKey, MarketId> =
        board.markets().map(|id| (key(board, id), id)).collect();
    if !held.keys().eq(&reference.markets) {
        found.differences.push(format!("markets: {held:?} and {:?}", reference.markets));
    }
    for (market, id) in held {
        for (selection, text) in SELECTIONS.iter().enumerate() {
            let (ours, theirs) = (
                told(board, id, selection, when),
                (
                    reference.best(market, selection, when),
                    quotes(reference, market, selection, when),
                ),
            );
            found.comparisons += 1;
            if ours != theirs {
                let name = (MATCHES[market.of], MARKETS[market.market_type], text);
                found.differences.push(format!(
                    "{name:?} {market:?} {when:?}:\n   board {ours:?}\n   reference {theirs:?}"
                ));
            }
        }
    }
}

/// Each bookmaker's price, when it was seen, and how sure it is.
type Quotes = Vec<(usize, Option<u32>, i64, Sure)>;

fn quotes(reference: &Reference, market: MarketKey, selection: usize, when: When) -> Quotes {
    let quote = |book| {
        let known = reference.known.get(&(market, selection, book))?;
        let sure = reference.sure(market, book, known.seen_ms, when);
        (!known.is_gone).then_some((book, known.cents, known.seen_ms, sure))
    };
    (0..BOOKS.len()).filter_map(quote).collect()
}

/// The same of the board, read off what it shows to everybody.
fn told(board: &Board, id: MarketId, selection: usize, when: When) -> (Told, Quotes) {
    let none = (Told { state: "none".to_owned(), ..Told::default() }, Vec::new());
    let Some(market) = board.market(id) else { return none };
    let named = |name| **board.text(name) == *SELECTIONS[selection];
    let Some(number) = market.selections.iter().position(|held| named(held.name)) else {
        return none;
    };
    let moment = Moment {
        now: Instant::from_ms(when.now),
        live_since: when.live_since.map(Instant::from_ms),
        limits: when.stale_after.map_or_else(Limits::default, Limits::all),
    };
    let best = board.best(id, number, moment);
    let told = Told {
        state: best.state.as_str().to_owned(),
        cents: best.price.map(|price| price.millionths() / 10_000),
        books: best.books.iter().map(|book| index(board, *book)).collect(),
        sure: best.age.map(sure),
        seen_ms: best.seen.map(Instant::as_ms),
    };
    let held =
        board.books().filter_map(|book| Some((book, market.selections[number].quote(book)?)));
    let ages = board.ages(id, number, moment);
    let mut quotes: Vec<_> = held
        .zip(ages)
        .map(|((book, held), age)| {
            let cents = match held.offer {
                Offer::Open(price) => Some(price.millionths() / 10_000),
                Offer::Suspended => None,
            };
            (index(board, book), cents, held.seen.as_ms(), sure(age))
        })
        .collect();
    quotes.sort_unstable();
    (told, quotes)
}

fn sure(age: Age) -> Sure {
    match age {
        Age::Fresh => Sure::Fresh,
        Age::Ageing => Sure::Ageing,
        Age::Stale => Sure::Stale,
    }
}

#[expect(clippy::expect_used, reason = "a board that made up a name is what this looks for")]
fn key(board: &Board, id: MarketId) -> MarketKey {
    let market = board.market(id).expect("a market of the board");
    let of = board.match_of(id).expect("its match");
    let place = |names: &[&str], name| {
        names.iter().position(|known| **known == **board.text(name)).expect("a name of the feed")
    };
    MarketKey {
        of: place(&MATCHES, of.name),
        market_type: place(&MARKETS, market.market_type),
        period: market.period,
        live: market.live,
    }
}

#[expect(clippy::expect_used, reason = "a board that made up a name is what this looks for")]
fn index(board: &Board, book: BookId) -> usize {
    let name = board.book_name(book);
    BOOKS.iter().position(|known| **known == **name).expect("a bookmaker of the feed")
}
