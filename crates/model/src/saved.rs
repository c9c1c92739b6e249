//! What one board tells another, so that a page that opens beside one that is live begins with its prices.

use crate::quote::{Address, Fixture, Offer};
use crate::time::Instant;

/// One thing that a board knows. How prices moved is not told: on the other board their story begins anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved<'a> {
    /// A bookmaker.
    Book {
        /// Its name.
        name: &'a str,
        /// When it last spoke about anything.
        spoke: Instant,
    },
    /// A match.
    Match {
        /// Which one.
        fixture: Fixture<'a>,
        /// When it starts, when known.
        starts_at: Option<Instant>,
        /// When a price in play was last seen.
        live_seen: Option<Instant>,
        /// When each bookmaker last spoke about it.
        spoke: Vec<(&'a str, Instant)>,
    },
    /// A market.
    Market {
        /// Which one.
        address: Address<'a>,
        /// When the newest row of each bookmaker was read.
        rows: Vec<(&'a str, Instant)>,
        /// The quotes, those of one selection together.
        quotes: Vec<SavedQuote<'a>>,
    },
}

/// A quote as a board holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SavedQuote<'a> {
    /// The selection.
    pub selection: &'a str,
    /// The bookmaker.
    pub bookmaker: &'a str,
    /// The price, that there is none for the moment, or that the quote was withdrawn.
    pub word: Word,
    /// When it was last seen, or seen to be gone.
    pub seen: Instant,
}

/// What is known of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// It stands.
    Offered(Offer),
    /// A snapshot no longer held it. Kept so that an older message cannot bring it back.
    Withdrawn,
}
