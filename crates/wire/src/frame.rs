//! What the stream sends.

use std::borrow::Cow;

use model::quote::{Offer, Quote};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::error::DecodeError;
use crate::time::instant_from_rfc3339;
use crate::{offer, text};

/// The text that keeps a connection from being dropped as idle.
pub const PING: &str = "ping";

/// What one frame held, in figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Whether it was the answer to a ping.
    pub pong: bool,
    /// Rows taken.
    pub taken: usize,
    /// Rows not taken.
    pub bad: usize,
    /// Why the last row that was not taken was not.
    pub fault: Option<DecodeError>,
    /// Rows taken whose number was no price.
    pub unpriced: usize,
}

#[derive(Deserialize)]
struct RawQuote<'a> {
    #[serde(borrow)]
    bookmaker: Cow<'a, str>,
    #[serde(borrow)]
    match_name: Cow<'a, str>,
    #[serde(borrow)]
    competition: Cow<'a, str>,
    #[serde(borrow)]
    sport: Cow<'a, str>,
    #[serde(borrow)]
    market_type: Cow<'a, str>,
    #[serde(borrow)]
    selection: Cow<'a, str>,
    #[serde(borrow)]
    odds: &'a RawValue,
    period: i32,
    is_live: bool,
    #[serde(borrow)]
    scraped_at: Cow<'a, str>,
}

/// Reads a text frame: hands every quote to `take`, and says what the frame held.
///
/// A frame is one row or, should the provider ever batch, an array of them. A pong may come bare or as a
/// JSON string.
pub fn decode<'a>(frame: &'a str, mut take: impl FnMut(Quote<'a>)) -> Frame {
    let frame = frame.trim_ascii();
    if matches!(frame, "pong" | "\"pong\"") {
        return Frame { pong: true, ..Frame::default() };
    }
    let mut figures = Frame::default();
    if frame.starts_with('[') {
        match serde_json::from_str::<Vec<&RawValue>>(frame) {
            Ok(rows) => rows.iter().for_each(|row| figures.count(quote(row.get()), &mut take)),
            Err(error) => figures.fail(DecodeError::of(error)),
        }
    } else {
        figures.count(quote(frame), &mut take);
    }
    figures
}

impl Frame {
    fn count<'a>(&mut self, row: Result<Quote<'a>, DecodeError>, take: &mut impl FnMut(Quote<'a>)) {
        match row {
            Ok(quote) => {
                self.taken += 1;
                self.unpriced += usize::from(quote.offer == Offer::Suspended);
                take(quote);
            }
            Err(error) => self.fail(error),
        }
    }

    fn fail(&mut self, error: DecodeError) {
        self.bad += 1;
        self.fault = Some(error);
    }
}

/// Reads one row of the stream.
///
/// # Errors
///
/// Says why the row cannot be taken; the rows around it are not touched by that.
pub fn quote(row: &str) -> Result<Quote<'_>, DecodeError> {
    let raw: RawQuote<'_> = serde_json::from_str(row).map_err(DecodeError::of)?;
    let texts = [
        &raw.bookmaker,
        &raw.match_name,
        &raw.competition,
        &raw.sport,
        &raw.market_type,
        &raw.selection,
    ];
    texts.into_iter().try_for_each(|text| text::check(text))?;
    Ok(Quote {
        scraped_at: instant_from_rfc3339(&raw.scraped_at).ok_or(DecodeError::Time)?,
        offer: offer::read(raw.odds),
        sport: raw.sport,
        competition: raw.competition,
        match_name: raw.match_name,
        market_type: raw.market_type,
        period: raw.period,
        live: raw.is_live,
        selection: raw.selection,
        bookmaker: raw.bookmaker,
    })
}
