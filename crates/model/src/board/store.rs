//! What the board keeps: matches, markets, selections and the quotes held for them.

use crate::board::verdict::Verdict;
use crate::board::{BookId, MarketId, MatchId};
use crate::freshness::{Moment, REMATCH_MS};
use crate::line::Line;
use crate::market::{Kind, Outcome, Slot};
use crate::movement::Track;
use crate::name::Name;
use crate::quote::Offer;
use crate::sorted::Sorted;
use crate::time::Instant;

/// One bookmaker's quote, held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The price, or that there is none.
    pub offer: Offer,
    /// When it was last seen: the newest time at which the provider read it.
    pub seen: Instant,
    /// How its price moved.
    pub track: Track,
    /// Whether a snapshot no longer holds it, or lacks the row it stood in. Kept so that an older message cannot
    /// bring it back.
    pub withdrawn: bool,
}

impl Held {
    pub(crate) fn new(offer: Offer, seen: Instant) -> Self {
        Self { offer, seen, track: Track::default(), withdrawn: false }
    }
}

/// One outcome of a market and every bookmaker's quote for it.
#[derive(Clone, Debug)]
pub struct Selection {
    /// Its text.
    pub name: Name,
    /// What the text means.
    pub outcome: Outcome,
    /// How its best price moved.
    pub track: Track,
    /// By the bookmaker's number; shorter than the list of bookmakers when the last of them do not quote it.
    pub(crate) quotes: Vec<Option<Held>>,
}

impl Selection {
    pub(crate) fn new(name: Name, outcome: Outcome) -> Self {
        Self { name, outcome, track: Track::default(), quotes: Vec::new() }
    }

    /// A bookmaker's quote, unless it has none or withdrew it.
    pub fn quote(&self, book: BookId) -> Option<&Held> {
        let held = self.quotes.get(usize::from(book.0))?.as_ref()?;
        (!held.withdrawn).then_some(held)
    }
}

/// A market in play that nobody quoted for this long is over, in milliseconds.
const LIVE_OVER_MS: i64 = 15 * 60_000;
/// A market before the start that nobody quoted for this long is gone.
const EARLY_OVER_MS: i64 = 3 * 60 * 60_000;

/// One match, market type, period and phase.
#[derive(Clone, Debug)]
pub struct Market {
    /// Its number.
    pub id: MarketId,
    /// The match.
    pub(crate) of: MatchId,
    /// The provider's `market_type`.
    pub market_type: Name,
    /// The family it belongs to.
    pub kind: Kind,
    /// 0 the full match, 1 the first half, and so on.
    pub period: i32,
    /// Whether it is the market in play.
    pub live: bool,
    /// Its outcomes, in the order they were first met.
    pub selections: Vec<Selection>,
    /// When the newest row of each bookmaker was read, by the bookmaker's number.
    pub(crate) rows: Times,
    /// The number of the last reading that held a row of each bookmaker, by the bookmaker's number.
    listed: Vec<Option<u32>>,
    /// Whether its first rows have been taken and its best prices are not followed yet.
    pub(crate) is_unsettled: bool,
    /// When any of its quotes was last seen.
    seen: Option<Instant>,
    /// How its quotes were last judged.
    pub(crate) verdict: Verdict,
}

/// What identifies a market of a match. The line belongs to the selections: all lines share one market.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) market_type: Name,
    pub(crate) period: i32,
    pub(crate) live: bool,
}

impl Market {
    pub(crate) fn new(id: MarketId, of: MatchId, key: Key, kind: Kind) -> Self {
        let Key { market_type, period, live } = key;
        let (selections, rows, listed) = (Vec::new(), Times::default(), Vec::new());
        Self {
            id,
            of,
            market_type,
            kind,
            period,
            live,
            selections,
            rows,
            listed,
            is_unsettled: false,
            seen: None,
            verdict: Verdict::default(),
        }
    }

    /// Notes that one of its quotes says something else, as of this time.
    pub(crate) fn note(&mut self, at: Instant) {
        self.seen = self.seen.max(Some(at));
        self.verdict.doubt();
    }

    /// Whether it still stands: quoted lately, and not an early market of a match in play.
    pub(crate) fn stands(&self, of: &Match, moment: Moment) -> bool {
        let Some(seen) = self.seen else { return false };
        let begun = !self.live && of.live_seen.is_some_and(|live| live.plus_ms(REMATCH_MS) >= seen);
        !begun && moment.now <= self.over_at()
    }

    /// The last instant at which it stands while nobody quotes it.
    pub(crate) fn over_at(&self) -> Instant {
        let over_ms = if self.live { LIVE_OVER_MS } else { EARLY_OVER_MS };
        self.seen.unwrap_or(NEVER).plus_ms(over_ms)
    }

    /// Notes that a reading holds a row of this bookmaker.
    pub(crate) fn list(&mut self, book: BookId, reading: u32) {
        let book = usize::from(book.0);
        if self.listed.len() <= book {
            self.listed.resize(book + 1, None);
        }
        if let Some(listed) = self.listed.get_mut(book) {
            *listed = Some(reading);
        }
    }

    /// Whether this reading holds a row of this bookmaker.
    pub(crate) fn is_listed(&self, book: BookId, reading: u32) -> bool {
        self.listed.get(usize::from(book.0)) == Some(&Some(reading))
    }

    /// The number of the selection of this name.
    pub(crate) fn find(&self, name: Name) -> Option<usize> {
        self.selections.iter().position(|selection| selection.name == name)
    }

    /// How many places for quotes it has.
    pub(crate) fn places(&self) -> usize {
        self.selections.iter().map(|selection| selection.quotes.len()).sum()
    }

    /// The lines of its comparable sets, lowest first; one `None` for a market without lines.
    pub fn lines(&self) -> Vec<Option<Line>> {
        let known =
            self.selections.iter().filter(|selection| selection.outcome != Outcome::Unknown);
        known.map(|selection| selection.outcome.set_line()).collect::<Sorted<_>>().into_vec()
    }

    /// The numbers of the selections of one comparable set, by slot.
    pub fn set(&self, line: Option<Line>) -> [Option<usize>; 3] {
        [Slot::A, Slot::B, Slot::C].map(|slot| {
            self.selections.iter().position(|selection| {
                selection.outcome.slot() == Some(slot) && selection.outcome.set_line() == line
            })
        })
    }

    /// When any of its quotes was last seen.
    pub fn seen(&self) -> Option<Instant> {
        self.seen
    }
}

/// One match.
#[derive(Clone, Debug)]
pub struct Match {
    /// Sport, as the provider spells it.
    pub sport: Name,
    /// Competition code or raw name.
    pub competition: Name,
    /// Its name.
    pub name: Name,
    /// When it starts, when the provider says.
    pub starts_at: Option<Instant>,
    /// When a price in play was last seen; `None` before the start.
    pub live_seen: Option<Instant>,
    /// When each bookmaker last spoke about it.
    pub(crate) spoke: Times,
    /// When anything about it last arrived, on our clock.
    pub(crate) heard: Instant,
    /// Its markets.
    pub(crate) markets: Vec<(Key, MarketId)>,
}

impl Match {
    pub(crate) fn new([sport, competition, name]: [Name; 3]) -> Self {
        let (spoke, heard, markets) = (Times::default(), NEVER, Vec::new());
        Self { sport, competition, name, starts_at: None, live_seen: None, spoke, heard, markets }
    }

    /// What identifies it.
    pub(crate) fn names(&self) -> [Name; 3] {
        [self.sport, self.competition, self.name]
    }

    /// When a bookmaker last spoke about the match; the distant past when it never did.
    pub fn spoke(&self, book: BookId) -> Instant {
        self.spoke.of(book).unwrap_or(NEVER)
    }
}

/// Stands in a list of times where there is none.
pub(crate) const NEVER: Instant = Instant::from_ms(i64::MIN);

/// The newest time of something for each bookmaker, by the bookmaker's number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Times(Vec<Instant>);

impl Times {
    /// A bookmaker's time.
    pub(crate) fn of(&self, book: BookId) -> Option<Instant> {
        self.at(usize::from(book.0))
    }

    /// A bookmaker's time, by its place among them.
    pub(crate) fn at(&self, book: usize) -> Option<Instant> {
        self.0.get(book).copied().filter(|at| *at > NEVER)
    }

    /// Notes that it happened at this time; an older one changes nothing.
    pub(crate) fn note(&mut self, book: BookId, at: Instant) {
        let book = usize::from(book.0);
        if self.0.len() <= book {
            self.0.resize(book + 1, NEVER);
        }
        if let Some(newest) = self.0.get_mut(book) {
            *newest = at.max(*newest);
        }
    }

    /// The newest time of all.
    pub(crate) fn newest(&self) -> Option<Instant> {
        self.0.iter().copied().max().filter(|at| *at > NEVER)
    }
}
