//! One frame of the stream, written once and shared by every socket.

use serde::Serialize;

use crate::time::{Millis, rfc3339};
use crate::world::fixture::Fixture;

/// A frame and what the filters of a socket look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The sport of the match.
    pub sport: &'static str,
    /// The competition's code.
    pub competition: &'static str,
    /// Whose price it is.
    pub bookmaker: &'static str,
    /// Whether the match is in play.
    pub is_live: bool,
    /// The frame itself.
    pub text: String,
}

/// One price as it goes over the wire, its fields in the provider's order.
#[derive(Serialize)]
struct Frame<'a> {
    bookmaker: &'a str,
    match_name: &'a str,
    competition: &'a str,
    sport: &'a str,
    market_type: &'a str,
    selection: &'a str,
    odds: f64,
    period: i64,
    is_live: bool,
    scraped_at: &'a str,
}

/// What a price is a price of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Priced<'a> {
    pub(crate) bookmaker: &'static str,
    pub(crate) market_type: &'a str,
    pub(crate) period: i64,
    pub(crate) is_live: bool,
    pub(crate) selection: &'a str,
    pub(crate) odds: f64,
}

/// Writes the frame for one price.
pub(crate) fn write(
    fixture: &Fixture,
    priced: Priced<'_>,
    at: Millis,
    fractional: bool,
) -> Message {
    let frame = Frame {
        bookmaker: priced.bookmaker,
        match_name: &fixture.name,
        competition: fixture.competition.code,
        sport: fixture.sport().name,
        market_type: priced.market_type,
        selection: priced.selection,
        odds: priced.odds,
        period: priced.period,
        is_live: priced.is_live,
        scraped_at: &rfc3339(at, fractional),
    };
    Message {
        sport: fixture.sport().name,
        competition: fixture.competition.code,
        bookmaker: priced.bookmaker,
        is_live: priced.is_live,
        text: serde_json::to_string(&frame).unwrap_or_default(),
    }
}
