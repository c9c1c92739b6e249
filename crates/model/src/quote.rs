//! One bookmaker's price for one selection, as it arrives.

use std::borrow::Cow;

use crate::price::Price;
use crate::time::Instant;

/// What a bookmaker offers on a selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// A price that may be taken.
    Open(Price),
    /// A number that is no price stands in its place; the market is closed for the moment.
    Suspended,
}

impl Offer {
    /// The offer behind the feed's number: open when it is a valid price, suspended otherwise.
    pub fn from_decimal(odds: f64) -> Self {
        Price::from_decimal(odds).map_or(Self::Suspended, Self::Open)
    }

    /// The price, when there is one.
    pub fn price(self) -> Option<Price> {
        match self {
            Self::Open(price) => Some(price),
            Self::Suspended => None,
        }
    }
}

/// One bookmaker's offer for one selection of one market. Borrows its texts from the bytes it came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote<'a> {
    /// Sport, as the provider spells it: `Football`.
    pub sport: Cow<'a, str>,
    /// Competition code, `LIG1`, or the raw name of an unmapped one.
    pub competition: Cow<'a, str>,
    /// Match name, `PSG - Lyon`; the separator varies.
    pub match_name: Cow<'a, str>,
    /// An open set: `moneyline`, `spread`, `total` and whatever else the feed sends.
    pub market_type: Cow<'a, str>,
    /// 0 the full match, 1 the first half, and so on.
    pub period: i32,
    /// Whether the price is for a match in play.
    pub live: bool,
    /// The outcome, line included: `PSG`, `Over 2.5`.
    pub selection: Cow<'a, str>,
    /// Who offers it.
    pub bookmaker: Cow<'a, str>,
    /// The price, or that there is none.
    pub offer: Offer,
    /// When the provider read it.
    pub scraped_at: Instant,
}

/// A bookmaker's whole market at one instant: a row of a snapshot.
///
/// It is complete for its bookmaker, match, market and period: what it lacks is no longer offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// Sport, as the provider spells it.
    pub sport: Cow<'a, str>,
    /// Competition code or raw name.
    pub competition: Cow<'a, str>,
    /// Match name.
    pub match_name: Cow<'a, str>,
    /// Market type.
    pub market_type: Cow<'a, str>,
    /// Period.
    pub period: i32,
    /// Whether the row is for a match in play.
    pub live: bool,
    /// Who offers it.
    pub bookmaker: Cow<'a, str>,
    /// Every selection on offer, in the feed's order.
    pub offers: Vec<(Cow<'a, str>, Offer)>,
    /// When the match starts, when the provider knows.
    pub starts_at: Option<Instant>,
    /// When the provider read the row.
    pub scraped_at: Instant,
}

impl<'a> Row<'a> {
    /// The row that was read when and where a quote was, with these offers in place of the quote's own. When the
    /// match starts is not known.
    pub fn beside(
        quote: Quote<'a>,
        offers: impl IntoIterator<Item = (Cow<'a, str>, Offer)>,
    ) -> Self {
        let Quote {
            sport,
            competition,
            match_name,
            market_type,
            period,
            live,
            selection: _,
            bookmaker,
            offer: _,
            scraped_at,
        } = quote;
        let offers = offers.into_iter().collect();
        Self {
            sport,
            competition,
            match_name,
            market_type,
            period,
            live,
            bookmaker,
            offers,
            starts_at: None,
            scraped_at,
        }
    }
}

/// Which match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fixture<'a> {
    /// Sport, as the provider spells it.
    pub sport: &'a str,
    /// Competition code or raw name.
    pub competition: &'a str,
    /// Match name.
    pub match_name: &'a str,
}

/// Which market of which match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address<'a> {
    /// The match.
    pub fixture: Fixture<'a>,
    /// Market type.
    pub market_type: &'a str,
    /// Period.
    pub period: i32,
    /// Whether it is the market in play.
    pub live: bool,
}

/// Declares where a type that names its market field by field belongs.
macro_rules! addressed {
    ($($name:ident)+) => {
        $(impl $name<'_> {
            /// The market it belongs to.
            pub fn address(&self) -> Address<'_> {
                let fixture = Fixture {
                    sport: &self.sport,
                    competition: &self.competition,
                    match_name: &self.match_name,
                };
                let (market_type, period, live) = (&*self.market_type, self.period, self.live);
                Address { fixture, market_type, period, live }
            }
        })+
    };
}

addressed!(Quote Row);
