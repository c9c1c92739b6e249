//! What a reader asks of a set of legs.

/// How far apart the bookmakers of a set must be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Apart {
    /// Of different groups: sister brands share a feed, and refuse both bets together.
    #[default]
    Groups,
    /// Different bookmakers, sisters or not.
    Books,
    /// One bookmaker may have several legs.
    Nothing,
}

/// Limits beyond which a set is not listed, or carries a [`Risk`](super::Risk).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rules {
    /// How far apart the bookmakers must be.
    pub apart: Apart,
    /// An arbitrage is listed when its worst case brings this fraction of the outlay, a set without loss when
    /// one of its cases does.
    pub floor: f64,
    /// A middle is listed while its worst case costs no more than this fraction of the outlay.
    pub middle_cost: f64,
    /// A return on the outlay over this fraction is almost always a mistake.
    pub suspicious: f64,
    /// Limits in play.
    pub live: Times,
    /// Limits before the match.
    pub early: Times,
    /// Fewer bookmakers in the market than this are few. Sisters count once.
    pub few_books: usize,
    /// A leg stands out when its winnings are over the mean of the other bookmakers' by more than this fraction of
    /// it.
    pub outlier: f64,
    /// A match starts soon when it does within this, in milliseconds.
    pub soon_ms: i64,
}

/// How old legs may be, and how far apart they may have been seen, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// The age of the oldest leg.
    pub age_ms: i64,
    /// The time between the first and the last that were seen.
    pub gap_ms: i64,
}

/// The floor is that of the scanners of `SharpAPI` and `BetTrack`, which also drop or flag what is over the limit of
/// the suspicious; the ages are when `SharpAPI` calls a price stale; five bookmakers are what Betradar asks for. The
/// other figures are our own.
impl Default for Rules {
    fn default() -> Self {
        Self {
            apart: Apart::Groups,
            floor: 0.005,
            middle_cost: 0.02,
            suspicious: 0.10,
            live: Times { age_ms: 60_000, gap_ms: 30_000 },
            early: Times { age_ms: 5 * 60_000, gap_ms: 150_000 },
            few_books: 5,
            outlier: 0.20,
            soon_ms: 10 * 60_000,
        }
    }
}
