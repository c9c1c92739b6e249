//! What changed while the reader looked away: the best prices then beside those now.

use std::cmp::Reverse;

use crate::best::State;
use crate::board::Board;
use crate::change::Change;
use crate::changes::Spot;
use crate::freshness::Moment;
use crate::price::Price;
use crate::sorted::in_order;

/// The most best prices that are remembered: about a megabyte.
pub const PRICES_MAX: usize = 50_000;

/// What was to be known of a best price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// It counted.
    Open(Price),
    /// It was suspended.
    Closed,
    /// Nobody confirmed it. Of what is not known then or now, no change is told.
    Unknown,
}

/// The best prices at one moment, by market and selection. The selection says the line, so that another main line is
/// never taken for a move.
///
/// What it does not hold, there was not. So two of them compare only when both are of everything: choose from the
/// news, not from the board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glance {
    /// In order.
    sights: Vec<(Spot, Sight)>,
    /// Whether there were more; what comes after the last one is not known.
    is_cut: bool,
}

/// What became of a best price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is higher.
    Risen {
        /// What it was.
        from: Price,
        /// What it is.
        to: Price,
    },
    /// It is lower.
    Fallen {
        /// What it was.
        from: Price,
        /// What it is.
        to: Price,
    },
    /// There is none any more, or it is suspended.
    Gone {
        /// What it was.
        from: Price,
    },
    /// There was none, or it was suspended.
    New {
        /// What it is.
        to: Price,
    },
}

impl Fate {
    /// How far it went, in millionths of implied probability (10,000 are one percentage point), above zero when the
    /// price fell; zero where there is only one price.
    pub fn points(self) -> i32 {
        match self {
            Self::Risen { from, to } | Self::Fallen { from, to } => {
                Change::between(from, to).points
            }
            Self::Gone { .. } | Self::New { .. } => 0,
        }
    }
}

/// What changed, as far as it was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// The greatest moves first, then what is gone, then what is new, each in order of market and selection.
    pub fates: Vec<(Spot, Fate)>,
    /// How many more there are than were asked for.
    pub left_out: usize,
}

impl Glance {
    /// These best prices, of which the first [`PRICES_MAX`] in order are remembered; of two for one selection the
    /// first is taken.
    pub fn of(sights: impl IntoIterator<Item = (Spot, Sight)>) -> Self {
        let mut sights = in_order(sights.into_iter().collect(), |a: &(Spot, _), b| a.0.cmp(&b.0));
        sights.dedup_by_key(|(spot, _)| *spot);
        let is_cut = sights.len() > PRICES_MAX;
        sights.truncate(PRICES_MAX);
        sights.shrink_to_fit();
        Self { sights, is_cut }
    }

    /// The best prices of the whole board.
    pub fn take(board: &Board, moment: Moment) -> Self {
        let markets = board.markets().filter_map(|market| board.market(market));
        Self::of(markets.flat_map(|market| {
            (0..market.selections.len()).map(|selection| {
                let best = board.best(market.id, selection, moment);
                let sight = match (best.state, best.price) {
                    (State::Fresh, Some(price)) => Sight::Open(price),
                    (State::Stale, _) => Sight::Unknown,
                    (State::Fresh | State::Suspended | State::None, _) => Sight::Closed,
                };
                ((market.id, selection), sight)
            })
        }))
    }

    /// What is different now of the selections that a reader wants to be told of, the first `max` of it.
    pub fn until(&self, now: &Self, max: usize, is_wanted: impl Fn(Spot) -> bool) -> News {
        let spots = self.sights.iter().chain(&now.sights).map(|(spot, _)| *spot);
        let spots = spots.filter(|spot| is_wanted(*spot));
        let spots = in_order(spots.collect(), Spot::cmp);
        let mut fates: Vec<(Spot, Fate)> = spots
            .chunk_by(|a, b| a == b)
            .filter_map(|same| same.first())
            .filter_map(|spot| Some((*spot, fate(self.sight(*spot), now.sight(*spot))?)))
            .collect();
        let rank = |fate: &Fate| match fate {
            Fate::Risen { .. } | Fate::Fallen { .. } => (0, Reverse(fate.points().unsigned_abs())),
            Fate::Gone { .. } => (1, Reverse(0)),
            Fate::New { .. } => (2, Reverse(0)),
        };
        fates = in_order(fates, |a, b| rank(&a.1).cmp(&rank(&b.1)));
        let left_out = fates.len().saturating_sub(max);
        fates.truncate(max);
        News { fates, left_out }
    }

    /// Whether it holds anything of this selection.
    pub fn knows(&self, spot: Spot) -> bool {
        self.sights.binary_search_by_key(&spot, |(held, _)| *held).is_ok()
    }

    /// How many prices are remembered.
    pub fn len(&self) -> usize {
        self.sights.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.sights.is_empty()
    }

    /// What is not there is closed, unless it may have been left out.
    fn sight(&self, spot: Spot) -> Sight {
        let found = self.sights.binary_search_by_key(&spot, |(spot, _)| *spot);
        let found = found.ok().and_then(|place| self.sights.get(place));
        let is_after = self.is_cut && self.sights.last().is_some_and(|last| last.0 < spot);
        match found {
            Some((_, sight)) => *sight,
            None if is_after => Sight::Unknown,
            None => Sight::Closed,
        }
    }
}

fn fate(before: Sight, now: Sight) -> Option<Fate> {
    match (before, now) {
        (Sight::Open(from), Sight::Open(to)) if from < to => Some(Fate::Risen { from, to }),
        (Sight::Open(from), Sight::Open(to)) if from > to => Some(Fate::Fallen { from, to }),
        (Sight::Open(from), Sight::Closed) => Some(Fate::Gone { from }),
        (Sight::Closed, Sight::Open(to)) => Some(Fate::New { to }),
        _ => None,
    }
}
