//! Random markets: kinds, lines, bookmakers and their sisters, prices around even and prices that meet exactly.

use std::sync::LazyLock;

use model::arbitrage::{Account, Field, Leg};
use model::board::{Board, BookId};
use model::books::{Books, Group};
use model::commission::Commission;
use model::freshness::{Age, Moment};
use model::line::Line;
use model::market::{Kind, Outcome};
use model::price::Price;
use model::quote::{Offer, Quote};
use model::time::Instant;
use proptest::prelude::*;

pub(crate) const NOW: Instant = Instant::from_ms(1_800_000_000_000);

/// A market and every offer in it.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub(crate) kind: Kind,
    pub(crate) has_draw: bool,
    pub(crate) offers: Vec<Leg>,
}

impl Sample {
    pub(crate) fn field(&self) -> Field<'_> {
        let Self { kind, has_draw, offers } = self;
        Field { kind: *kind, has_draw: *has_draw, starts_at: None, offers, now: NOW }
    }
}

/// Bookmakers' names by number; the last two are sisters.
const NAMES: [&str; 5] = ["A", "B", "C", "D", "E"];

/// The house of a bookmaker.
pub(crate) fn group(book: usize) -> Group {
    Books::default().group(NAMES[book.min(3)])
}

/// Bookmakers by number.
pub(crate) static BOOKS: LazyLock<Vec<BookId>> = LazyLock::new(|| {
    let mut board = Board::new();
    for book in NAMES {
        let quote = Quote {
            sport: "Football".into(),
            competition: "LIG1".into(),
            match_name: "PSG - Lyon".into(),
            market_type: "moneyline".into(),
            period: 0,
            live: false,
            selection: "PSG".into(),
            bookmaker: book.into(),
            offer: Offer::from_decimal(2.0),
            scraped_at: NOW,
        };
        board.apply(&quote, Moment::at(NOW));
    }
    board.books().collect()
});

/// Odds in hundredths, where many sets come out even exactly.
pub(crate) fn odds() -> impl Strategy<Value = u32> {
    prop_oneof![
        6 => 170_u32..240,
        3 => prop::sample::select(vec![125_u32, 150, 200, 300, 400, 500]),
        3 => 101_u32..190,
        1 => 240_u32..1_200,
    ]
}

pub(crate) fn price(hundredths: u32) -> Offer {
    Price::from_millionths(hundredths * 10_000).map_or(Offer::Suspended, Offer::Open)
}

fn offer(outcome: impl Strategy<Value = Outcome>) -> impl Strategy<Value = Leg> {
    let offer = prop_oneof![
        12 => odds().prop_map(price),
        1 => Just(Offer::Suspended),
    ];
    let age = prop_oneof![6 => Just(Age::Fresh), 3 => Just(Age::Ageing), 1 => Just(Age::Stale)];
    let commission = prop_oneof![4 => Just(0_u32), 1 => prop::sample::select(vec![20_000, 50_000])];
    let live = prop::bool::weighted(0.1);
    (outcome, offer, age, commission, live, 0..5_usize, 0..5_i64).prop_map(
        |(outcome, offer, age, commission, live, book, seconds)| Leg {
            outcome,
            offer,
            book: BOOKS[book],
            account: Account {
                group: group(book),
                commission: Commission::from_millionths(commission).expect("a share"),
            },
            seen: NOW.plus_ms(-1000 * seconds),
            age,
            live,
        },
    )
}

fn offers(outcomes: Vec<Outcome>) -> impl Strategy<Value = Vec<Leg>> {
    prop::collection::vec(offer(prop::sample::select(outcomes)), 2..16)
}

/// Totals or spreads on a few neighbouring lines of any fraction.
fn with_lines(kind: Kind) -> impl Strategy<Value = Sample> {
    let lines = (1_i32..20, prop::collection::vec(prop_oneof![0_i32..6, 0_i32..16], 1..4));
    lines
        .prop_flat_map(move |(first, further)| {
            let quarters = further.into_iter().map(move |further| first + further);
            let outcomes = quarters.flat_map(|quarters| {
                let line = |quarters| Line::from_quarters(quarters);
                if kind == Kind::Total {
                    [Outcome::Over(line(quarters)), Outcome::Under(line(quarters))]
                } else {
                    let home = line(quarters - 10);
                    [Outcome::Home(Some(home)), Outcome::Away(Some(home.mirrored()))]
                }
            });
            offers(outcomes.collect())
        })
        .prop_map(move |offers| Sample { kind, has_draw: false, offers })
}

fn winners(has_draw: bool) -> impl Strategy<Value = Sample> {
    let mut outcomes = vec![Outcome::Home(None), Outcome::Away(None)];
    outcomes.extend(has_draw.then_some(Outcome::Draw));
    offers(outcomes).prop_map(move |mut offers| {
        // Three chances are smaller than two, so that some sets bring something.
        for leg in offers.iter_mut().filter(|_| has_draw) {
            let longer = leg.offer.price().map(|price| price.millionths() / 2 * 3);
            let longer = longer.and_then(Price::from_millionths);
            leg.offer = longer.map_or(Offer::Suspended, Offer::Open);
        }
        Sample { kind: Kind::Moneyline, has_draw, offers }
    })
}

/// A market of winners, all outcomes of which may be on offer.
pub(crate) fn winner() -> impl Strategy<Value = Sample> {
    prop_oneof![winners(false), winners(true)]
}

/// A market of any kind. A draw that was seen once need not be on offer now.
pub(crate) fn market() -> impl Strategy<Value = Sample> {
    let gone = winners(false).prop_map(|sample| Sample { has_draw: true, ..sample });
    prop_oneof![
        2 => winners(false),
        3 => winners(true),
        1 => gone,
        4 => with_lines(Kind::Total),
        4 => with_lines(Kind::Spread),
    ]
}
