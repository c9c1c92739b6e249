//! What several unit tests are made of.

use crate::books::{Books, Group};
use crate::line::Line;
use crate::market::Outcome;
use crate::price::Price;
use crate::quote::{Offer, Quote};
use crate::time::Instant;

/// When it is in tests that do not say.
pub(crate) const NOW: Instant = Instant::from_ms(1_800_000_000_000);

/// The price of these odds.
pub(crate) fn price(odds: f64) -> Price {
    Price::from_decimal(odds).expect("a price")
}

/// The prices of these odds.
pub(crate) fn prices(odds: &[f64]) -> Vec<Price> {
    odds.iter().copied().map(price).collect()
}

/// More than a line of this many quarters.
pub(crate) fn over(quarters: i32) -> Outcome {
    Outcome::Over(Line::from_quarters(quarters))
}

/// Less than a line of this many quarters.
pub(crate) fn under(quarters: i32) -> Outcome {
    Outcome::Under(Line::from_quarters(quarters))
}

/// Home with a handicap of this many quarters.
pub(crate) fn home(quarters: i32) -> Outcome {
    Outcome::Home(Some(Line::from_quarters(quarters)))
}

/// Away with a handicap of this many quarters.
pub(crate) fn away(quarters: i32) -> Outcome {
    Outcome::Away(Some(Line::from_quarters(quarters)))
}

/// The house of this number, which is that of no other.
pub(crate) fn group(number: u32) -> Group {
    Books::default().group(&number.to_string())
}

/// What a bookmaker offers on the winner of a match that has not begun.
pub(crate) fn quote<'a>(book: &'a str, selection: &'a str, odds: f64) -> Quote<'a> {
    Quote {
        sport: "Football".into(),
        competition: "LIG1".into(),
        match_name: "PSG - Lyon".into(),
        market_type: "moneyline".into(),
        period: 0,
        live: false,
        selection: selection.into(),
        bookmaker: book.into(),
        offer: Offer::from_decimal(odds),
        scraped_at: NOW,
    }
}
