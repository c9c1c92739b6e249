//! A random feed by small numbers, as hostile as a real one: late, early, twice, at once, and no prices at all.

use model::quote::{Offer, Quote, Row};
use model::time::Instant;

/// A market by numbers, so that keys collide often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct MarketKey {
    pub(crate) of: usize,
    pub(crate) market_type: usize,
    pub(crate) period: i32,
    pub(crate) live: bool,
}

/// A number as the feed sends it: a price in hundredths, or none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Number {
    Cents(u32),
    Nonsense(f64),
}

/// What the feed says.
#[derive(Clone, Debug)]
pub(crate) enum Event {
    Quote {
        market: MarketKey,
        book: usize,
        selection: usize,
        number: Number,
        at_ms: i64,
    },
    Row {
        market: MarketKey,
        book: usize,
        offers: Vec<(usize, Number)>,
        at_ms: i64,
    },
    /// Rows, each an event of its own, which are all there were of a market type at this time.
    Whole {
        market_type: usize,
        rows: Vec<Event>,
        fetched_ms: i64,
    },
}

pub(crate) const MATCHES: [&str; 6] =
    ["PSG - Lyon", "Lens - Nice", "A / B", "Ajax vs PSV", "Nice - Nice", "Winner"];
pub(crate) const MARKETS: [&str; 3] = ["moneyline", "total", "player_prop"];
pub(crate) const SELECTIONS: [&str; 4] = ["PSG", "Draw", "Over 2.5", "Under 2.5"];
pub(crate) const BOOKS: [&str; 6] =
    ["Winamax", "Betclic", "Pinnacle", "Unibet.fr", "bet365", "PMU"];

const NONSENSE: [f64; 9] = [0.0, 1.0, -0.0, -3.0, 0.0001, 1001.5, 1e308, f64::NAN, f64::INFINITY];

/// Numbers by chance, the same for the same seed.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from(((self.0 >> 32) * u64::from(end)) >> 32).unwrap_or(0)
    }

    fn index(&mut self, end: usize) -> usize {
        self.below(u32::try_from(end).unwrap_or(1)) as usize
    }

    fn one_in(&mut self, chances: u32) -> bool {
        self.below(chances) == 0
    }
}

/// The feed and its clock.
pub(crate) struct Feed {
    pub(crate) chance: Chance,
    pub(crate) now_ms: i64,
    last: Option<Event>,
}

impl Feed {
    pub(crate) fn new(seed: u64) -> Self {
        Self { chance: Chance::new(seed), now_ms: 1_800_000_000_000, last: None }
    }

    /// What is said next, a little later.
    pub(crate) fn next(&mut self) -> Event {
        self.now_ms += match self.chance.below(2_000) {
            0 => 600_000,
            1..=3 => 45_000,
            _ => i64::from(self.chance.below(300)),
        };
        let again = self.last.clone().filter(|_| self.chance.one_in(20));
        let event = again.unwrap_or_else(|| self.event());
        self.last = Some(event.clone());
        event
    }

    fn event(&mut self) -> Event {
        if self.chance.one_in(300) {
            return self.whole();
        }
        let market = self.market();
        let book = self.chance.index(BOOKS.len());
        let at_ms = self.time();
        if self.chance.one_in(8) {
            return self.row(market, book, at_ms);
        }
        let selection = self.chance.index(SELECTIONS.len());
        Event::Quote { market, book, selection, number: self.number(), at_ms }
    }

    fn market(&mut self) -> MarketKey {
        let chance = &mut self.chance;
        MarketKey {
            of: chance.index(MATCHES.len()),
            market_type: chance.index(MARKETS.len()),
            period: i32::from(chance.one_in(3)),
            live: chance.one_in(3),
        }
    }

    fn row(&mut self, market: MarketKey, book: usize, at_ms: i64) -> Event {
        let count = self.chance.index(SELECTIONS.len() + 1);
        // The same selection may stand in a row twice.
        let offers = (0..count).map(|_| (self.chance.index(SELECTIONS.len()), self.number()));
        Event::Row { market, book, offers: offers.collect(), at_ms }
    }

    /// From no row to most of them, a few of another market type, sometimes of one phase only.
    fn whole(&mut self) -> Event {
        let market_type = self.chance.index(MARKETS.len());
        let count = [0, 1, 12, 100][self.chance.index(4)];
        let phase = [None, Some(false), Some(true)][self.chance.index(3)];
        let rows = (0..count).map(|_| {
            let found = self.market();
            let is_stray = self.chance.one_in(40);
            let market_type = if is_stray { found.market_type } else { market_type };
            let market = MarketKey { market_type, live: phase.unwrap_or(found.live), ..found };
            let (book, at_ms) = (self.chance.index(BOOKS.len()), self.time());
            self.row(market, book, at_ms)
        });
        Event::Whole { market_type, rows: rows.collect(), fetched_ms: self.time() }
    }

    /// Mostly just now and in whole seconds, so that times tie; sometimes long ago or in the future.
    fn time(&mut self) -> i64 {
        let late_ms = match self.chance.below(10) {
            0 => i64::from(self.chance.below(2_000_000)),
            1 => -i64::from(self.chance.below(3_600_000)),
            _ => i64::from(self.chance.below(5_000)),
        };
        let at_ms = self.now_ms - late_ms;
        if self.chance.one_in(4) { at_ms } else { at_ms / 1000 * 1000 }
    }

    fn number(&mut self) -> Number {
        if self.chance.one_in(9) {
            Number::Nonsense(NONSENSE[self.chance.index(NONSENSE.len())])
        } else {
            Number::Cents(150 + self.chance.below(12))
        }
    }
}

impl Number {
    pub(crate) fn offer(self) -> Offer {
        match self {
            Self::Cents(cents) => Offer::from_decimal(f64::from(cents) / 100.0),
            Self::Nonsense(number) => Offer::from_decimal(number),
        }
    }
}

/// A quote in the board's own words.
pub(crate) fn quote(
    market: MarketKey,
    book: usize,
    selection: usize,
    number: Number,
    at_ms: i64,
) -> Quote<'static> {
    Quote {
        sport: "Football".into(),
        competition: "LIG1".into(),
        match_name: MATCHES[market.of].into(),
        market_type: MARKETS[market.market_type].into(),
        period: market.period,
        live: market.live,
        selection: SELECTIONS[selection].into(),
        bookmaker: BOOKS[book].into(),
        offer: number.offer(),
        scraped_at: Instant::from_ms(at_ms),
    }
}

/// A row in the board's own words.
pub(crate) fn row(
    market: MarketKey,
    book: usize,
    offers: &[(usize, Number)],
    at_ms: i64,
) -> Row<'static> {
    let quote = quote(market, book, 0, Number::Nonsense(0.0), at_ms);
    let offers = offers.iter().map(|(number, odds)| (SELECTIONS[*number].into(), odds.offer()));
    Row::beside(quote, offers)
}
