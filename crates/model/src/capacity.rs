//! How much a board holds at most, so that no feed can fill a visitor's memory.

/// An amount of what a board holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Matches.
    pub matches: usize,
    /// Markets of all matches.
    pub markets: usize,
    /// Places for quotes, of which a selection has one for every bookmaker up to the last that quotes it.
    pub quotes: usize,
    /// Bytes of names, each counted once.
    pub text_bytes: usize,
}

impl Load {
    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            matches: self.matches.saturating_add(other.matches),
            markets: self.markets.saturating_add(other.markets),
            quotes: self.quotes.saturating_add(other.quotes),
            text_bytes: self.text_bytes.saturating_add(other.text_bytes),
        }
    }

    /// Whether there is no more of anything than `other` has.
    pub fn fits(self, other: Self) -> bool {
        self.matches <= other.matches
            && self.markets <= other.markets
            && self.quotes <= other.quotes
            && self.text_bytes <= other.text_bytes
    }
}

/// The most selections that are taken of one market.
pub const SELECTIONS_MAX: usize = 400;

/// What a board may hold.
///
/// When the whole is full, the match that nobody spoke of for longest makes room. What exceeds a limit of one
/// match or market, or the number of bookmakers, is refused, because nothing held would be the right thing to let
/// go of for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// All together. By default what a day of every sport needs several times over: ten thousand matches with ten
    /// selections each at twenty bookmakers are all of the quotes, about 150 MB.
    pub whole: Load,
    /// Markets of one match.
    pub markets_per_match: usize,
    /// Selections of one market, all lines together.
    pub selections_per_market: usize,
    /// Bookmakers.
    pub books: usize,
    /// A match that nobody spoke of for so long leaves, in milliseconds: it ended, or was never played.
    pub silent_ms: i64,
}

impl Default for Capacity {
    fn default() -> Self {
        Self {
            whole: Load {
                matches: 20_000,
                markets: 100_000,
                quotes: 2_000_000,
                text_bytes: 32 << 20,
            },
            markets_per_match: 500,
            selections_per_market: SELECTIONS_MAX,
            books: 64,
            silent_ms: 24 * 60 * 60_000,
        }
    }
}

/// What a board did not keep, since it was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Losses {
    /// Matches that made room for others.
    pub evicted: u64,
    /// Quotes that were refused.
    pub refused: u64,
}
