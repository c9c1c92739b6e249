//! A board in the plainest form: every rule as it is worded, over maps of plain values, with no code of the board's.

use std::collections::{BTreeMap, BTreeSet};

use crate::feed::{Event, MarketKey, Number};

/// What is known of one bookmaker's price for one selection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    /// In hundredths; `None` is suspended.
    pub(crate) cents: Option<u32>,
    pub(crate) seen_ms: i64,
    pub(crate) is_gone: bool,
}

/// The moment under which prices are judged.
#[derive(Clone, Copy, Debug)]
pub(crate) struct When {
    /// In milliseconds, as all times here.
    pub(crate) now: i64,
    pub(crate) live_since: Option<i64>,
    /// One limit for all prices, in place of the usual ones.
    pub(crate) stale_after: Option<i64>,
}

/// How sure a price is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sure {
    Fresh,
    Ageing,
    Stale,
}

/// The best price, told plainly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) state: String,
    pub(crate) cents: Option<u32>,
    pub(crate) books: BTreeSet<usize>,
    pub(crate) sure: Option<Sure>,
    pub(crate) seen_ms: Option<i64>,
}

#[derive(Default)]
pub(crate) struct Reference {
    /// By market, selection and bookmaker.
    pub(crate) known: BTreeMap<(MarketKey, usize, usize), Known>,
    pub(crate) markets: BTreeSet<MarketKey>,
    rows: BTreeMap<(MarketKey, usize), i64>,
    spoke: BTreeMap<usize, i64>,
    spoke_of: BTreeMap<(usize, usize), i64>,
    in_play: BTreeMap<usize, i64>,
}

impl Reference {
    pub(crate) fn take(&mut self, event: &Event, now_ms: i64) {
        match event {
            Event::Quote { market, book, selection, number, at_ms } => {
                let at_ms = (*at_ms).min(now_ms + 2_000);
                self.markets.insert(*market);
                self.hear(*market, *book, at_ms);
                let key = (*market, *selection, *book);
                let row_ms = self.rows.get(&(*market, *book)).copied();
                let is_too_old = match self.known.get(&key) {
                    Some(known) if known.is_gone => at_ms <= known.seen_ms || row_ms >= Some(at_ms),
                    Some(known) => at_ms < known.seen_ms,
                    None => row_ms >= Some(at_ms),
                };
                if !is_too_old {
                    self.set(key, *number, at_ms);
                }
            }
            Event::Row { market, book, offers, at_ms } => {
                let at_ms = (*at_ms).min(now_ms + 2_000);
                self.markets.insert(*market);
                if self.rows.get(&(*market, *book)).is_some_and(|row_ms| at_ms < *row_ms) {
                    return;
                }
                self.rows.insert((*market, *book), at_ms);
                self.hear(*market, *book, at_ms);
                for (selection, number) in offers {
                    let key = (*market, *selection, *book);
                    let is_news = |known: &Known| {
                        known.seen_ms < at_ms || (known.is_gone && known.seen_ms == at_ms)
                    };
                    if self.known.get(&key).is_none_or(is_news) {
                        self.set(key, *number, at_ms);
                    }
                }
                for ((of, selection, by), known) in &mut self.known {
                    let is_offered = offers.iter().any(|(offered, _)| offered == selection);
                    if of == market && by == book && !is_offered && known.seen_ms <= at_ms {
                        (known.is_gone, known.seen_ms) = (true, at_ms.max(known.seen_ms));
                    }
                }
            }
            Event::Whole { market_type, rows, fetched_ms } => {
                for row in rows {
                    self.take(row, now_ms);
                }
                self.forget_absent(*market_type, rows, (*fetched_ms).min(now_ms + 2_000));
            }
        }
    }

    /// What was seen before the fetch of all rows, and is in none of them, was gone just before it; unless there
    /// is no row of its phase.
    fn forget_absent(&mut self, market_type: usize, rows: &[Event], fetched_ms: i64) {
        let mut listed = BTreeSet::new();
        for row in rows {
            if let Event::Row { market, book, .. } = row {
                listed.insert((*market, *book));
            }
        }
        for ((market, _, book), known) in &mut self.known {
            let is_same =
                |other: &MarketKey| (other.market_type, other.live) == (market_type, market.live);
            let is_of_reading = is_same(market) && listed.iter().any(|(other, _)| is_same(other));
            let is_absent = is_of_reading && !listed.contains(&(*market, *book));
            if is_absent && !known.is_gone && known.seen_ms < fetched_ms {
                (known.is_gone, known.seen_ms) = (true, fetched_ms - 1);
            }
        }
    }

    fn set(&mut self, key: (MarketKey, usize, usize), number: Number, seen_ms: i64) {
        let cents = match number {
            Number::Cents(cents) => Some(cents),
            Number::Nonsense(_) => None,
        };
        self.known.insert(key, Known { cents, seen_ms, is_gone: false });
    }

    fn hear(&mut self, market: MarketKey, book: usize, at_ms: i64) {
        let newest = |held: &mut i64| *held = at_ms.max(*held);
        self.spoke.entry(book).and_modify(newest).or_insert(at_ms);
        self.spoke_of.entry((market.of, book)).and_modify(newest).or_insert(at_ms);
        if market.live {
            self.in_play.entry(market.of).and_modify(newest).or_insert(at_ms);
        }
    }

    /// How sure a bookmaker's price is, by the words of the rules.
    pub(crate) fn sure(&self, market: MarketKey, book: usize, seen_ms: i64, when: When) -> Sure {
        // A match in play ages its early prices out at once, unless the play was hours before they were seen.
        let in_play_ms = self.in_play.get(&market.of);
        if !market.live && in_play_ms.is_some_and(|ms| ms + 3 * 3_600_000 >= seen_ms) {
            return Sure::Stale;
        }
        let spoke_within =
            |spoke: Option<&i64>, ms: i64| spoke.is_some_and(|spoke| when.now - spoke <= ms);
        let of_match = self.spoke_of.get(&(market.of, book));
        let of_anything = self.spoke.get(&book);
        let limit_ms = match (when.stale_after, market.live, when.live_since) {
            (Some(ms), ..) => ms,
            (None, true, Some(_)) if spoke_within(of_match, 60_000) => 180_000,
            (None, true, _) => 60_000,
            (None, false, Some(since))
                if since <= seen_ms && spoke_within(of_anything, 300_000) =>
            {
                3_600_000
            }
            (None, false, _) => 900_000,
        };
        match (when.now - seen_ms).max(0) {
            age_ms if age_ms > limit_ms => Sure::Stale,
            age_ms if age_ms > limit_ms / 2 => Sure::Ageing,
            _ => Sure::Fresh,
        }
    }

    /// The best price of a selection, by the words of the rules.
    pub(crate) fn best(&self, market: MarketKey, selection: usize, when: When) -> Told {
        let quotes = self.known.range((market, selection, 0)..=(market, selection, usize::MAX));
        let quotes = quotes.filter(|(_, known)| !known.is_gone);
        let quotes: Vec<_> = quotes
            .map(|((_, _, book), known)| {
                let sure = self.sure(market, *book, known.seen_ms, when);
                let state = match (known.cents, sure) {
                    (None, _) => "suspended",
                    (Some(_), Sure::Stale) => "stale",
                    (Some(_), _) => "fresh",
                };
                (state, *book, known, sure)
            })
            .collect();
        let found = ["fresh", "stale", "suspended"]
            .into_iter()
            .find(|state| quotes.iter().any(|quote| quote.0 == *state));
        let Some(state) = found else {
            return Told { state: "none".to_owned(), ..Told::default() };
        };
        let of_state: Vec<_> = quotes.iter().filter(|quote| quote.0 == state).collect();
        let cents = of_state.iter().filter_map(|quote| quote.2.cents).max();
        let best: Vec<_> = of_state.into_iter().filter(|quote| quote.2.cents == cents).collect();
        Told {
            state: state.to_owned(),
            cents,
            books: best.iter().map(|quote| quote.1).collect(),
            sure: best.iter().map(|quote| quote.3).min(),
            seen_ms: best.iter().map(|quote| quote.2.seen_ms).max(),
        }
    }
}
