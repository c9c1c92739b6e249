//! Steam: several bookmakers that move one price the same way at about the same time, each by its own judgement.

mod lane;

use crate::board::{Board, BookId, MarketId};
use crate::books::Group;
use crate::changes::Spot;
use crate::freshness::Moment;
use crate::market::Outcome;
use crate::movement::Trend;
use crate::pulse::Sample;
use crate::subject::Subject;
use crate::time::Instant;
use lane::Lane;

/// When moves together are steam, and how often that is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// So many independent groups at least. Books of one house are one: they copy each other.
    pub groups_min: usize,
    /// Within this time, in milliseconds. A feed that looks at a bookmaker every minute needs more than one that is
    /// pushed.
    pub window_ms: i64,
    /// What was told is not told again for this long, in milliseconds.
    pub again_ms: i64,
    /// The most quotes that are watched. When there are more, the market that nobody spoke of for longest is let
    /// go of. A quote takes [`QUOTE_BYTES_MAX`].
    pub quotes_max: usize,
}

/// The most bytes that a watched quote takes. Its market takes a few hundred more, and a list that grows up to twice
/// what stands in it.
pub const QUOTE_BYTES_MAX: usize = 128;

impl Default for Rules {
    fn default() -> Self {
        Self { groups_min: 3, window_ms: 60_000, again_ms: 300_000, quotes_max: 20_000 }
    }
}

/// What was seen of one bookmaker's price.
#[derive(Clone, Copy, Debug)]
pub struct Sighting {
    /// The selection, and with it market, period, phase and line: only the same things are compared.
    pub spot: Spot,
    /// What the selection means. Of a set of outcomes one gains what the others lose, which is one event.
    pub outcome: Outcome,
    /// Who quotes it.
    pub book: BookId,
    /// Whose judgement that is.
    pub group: Group,
    /// The price. A stale one is to be told as none, since a moment after it was last seen: it moves with nobody.
    pub sample: Sample,
}

/// Bookmakers moved together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steam {
    /// Which selection.
    pub spot: Spot,
    /// Which way its price went; never [`Trend::Flat`].
    pub trend: Trend,
    /// How many independent groups moved it.
    pub groups: usize,
    /// When the first of them did.
    pub since: Instant,
    /// When the last of them did.
    pub at: Instant,
}

/// Watches quotes for steam. It reads a board or is told what was seen, and holds no board itself.
///
/// How a market differs after a suspension from before it is no steam, because everybody reprices after a goal;
/// what moves after the reopening counts once the price that came back is confirmed (see
/// [`Pulse`](crate::pulse::Pulse)).
#[derive(Clone, Debug, Default)]
pub struct Detector {
    rules: Rules,
    /// By market.
    lanes: Vec<Lane>,
    quotes: usize,
}

impl Detector {
    /// Watches by these rules.
    pub fn with_rules(rules: Rules) -> Self {
        Self { rules, ..Self::default() }
    }

    /// Takes what the board says of every quote of a market, such as one that [`Changes`](crate::changes::Changes)
    /// names, and says what steam is to be told of its selections. `group` is asked once for each bookmaker.
    ///
    /// The board may be read as often as one likes. It is to be read now and then where nobody speaks, too: what
    /// went stale unnoticed would seem to move when it is seen again.
    pub fn read(
        &mut self,
        board: &Board,
        market: MarketId,
        moment: Moment,
        group: &dyn Fn(BookId) -> Group,
    ) -> Vec<Steam> {
        let selections = board.market(market).map_or(&[][..], |market| &market.selections);
        let mut told = Vec::new();
        for book in board.books() {
            let group = group(book);
            for (number, selection) in selections.iter().enumerate() {
                let (spot, outcome) = ((market, number), selection.outcome);
                let lane = self.find(market).ok().and_then(|place| self.lanes.get(place));
                let pulse = lane.and_then(|lane| lane.pulse(number, book)).unwrap_or_default();
                let sample = Subject::quote(spot, book).sample(board, moment, &pulse);
                told.extend(sample.and_then(|sample| {
                    self.hear(Sighting { spot, outcome, book, group, sample }, moment.now)
                }));
            }
        }
        told
    }

    /// Takes what was seen of a quote, and says when steam is to be told of its selection.
    ///
    /// Whatever the order in which bookmakers are heard, moves within a window of each other are steam; each
    /// bookmaker's own samples count in the order of their times. A move is no news a window after it happened.
    pub fn hear(&mut self, sighting: Sighting, now: Instant) -> Option<Steam> {
        let market = sighting.spot.0;
        let known = self.find(market).ok().and_then(|place| self.lanes.get(place));
        let is_new = known.is_none_or(|lane| lane.is_new(&sighting));
        if is_new && !self.make_room(market) {
            return None;
        }
        let place = self.find(market).unwrap_or_else(|place| {
            self.lanes.insert(place, Lane::new(market));
            place
        });
        self.quotes += usize::from(is_new);
        self.lanes.get_mut(place)?.hear(sighting, now, &self.rules)
    }

    /// Notes that the link broke: every price is unknown until it is seen again, and counts once it is confirmed.
    /// What moved meanwhile would seem to have moved at once.
    pub fn lose(&mut self, now: Instant) {
        self.lanes.iter_mut().for_each(|lane| lane.lose(now));
    }

    /// Forgets the markets that `stays` does not keep: those that have left the board.
    pub fn keep(&mut self, stays: impl Fn(MarketId) -> bool) {
        self.lanes.retain(|lane| stays(lane.market));
        self.quotes = self.lanes.iter().map(Lane::len).sum();
    }

    /// How many quotes are watched.
    pub fn quotes(&self) -> usize {
        self.quotes
    }

    fn find(&self, market: MarketId) -> Result<usize, usize> {
        self.lanes.binary_search_by_key(&market, |lane| lane.market)
    }

    /// Makes room for a quote of this market, if need be at the cost of another market; `false` when there is none.
    fn make_room(&mut self, market: MarketId) -> bool {
        if self.quotes < self.rules.quotes_max {
            return true;
        }
        let others = self.lanes.iter().enumerate().filter(|(_, lane)| lane.market != market);
        let Some((place, _)) = others.min_by_key(|(_, lane)| lane.heard) else { return false };
        self.quotes -= self.lanes.remove(place).len();
        true
    }
}
