//! What the stream sends.

mod flat;

use model::quote::{Offer, Quote};

use crate::about::About;
use crate::error::DecodeError;
use crate::json::Raw;
use crate::offer;
use crate::text::shown;

/// The text that keeps a connection from being dropped as idle.
pub const PING: &str = "ping";

/// Between two frames that travel together within a browser. It stands in no frame: JSON has no place for it.
pub const BETWEEN: char = '\u{1e}';

/// The longest frame that is read, in bytes: a thousand times a quote's.
pub const BYTES_MAX: usize = 1 << 20;

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

/// Reads a text frame: hands every quote to `take`, and says what the frame held.
///
/// A frame is one row or, should the provider ever batch, an array of them. A pong may come bare or as a
/// JSON string. One that is longer than [`BYTES_MAX`] is not looked into.
pub fn decode<'a>(frame: &'a str, mut take: impl FnMut(Quote<'a>)) -> Frame {
    let frame = frame.trim_ascii();
    if matches!(frame, "pong" | "\"pong\"") {
        return Frame { pong: true, ..Frame::default() };
    }
    let mut figures = Frame::default();
    let flat = if frame.len() > BYTES_MAX { None } else { flat::quote(frame) };
    if let Some(quote) = flat {
        figures.take(quote, &mut take);
    } else if let Err(error) = rows(frame, &mut |row| figures.count(row, &mut take)) {
        figures.fail(error);
    }
    figures
}

fn rows<'a>(
    frame: &'a str,
    take: &mut dyn FnMut(Result<Quote<'a>, DecodeError>),
) -> Result<(), DecodeError> {
    if frame.len() > BYTES_MAX {
        return Err(DecodeError::Size);
    }
    if frame.starts_with('[') {
        Raw::of(frame)?.items(&mut |row| take(quote(row.written())))
    } else {
        take(general(frame));
        Ok(())
    }
}

impl Frame {
    fn count<'a>(&mut self, row: Result<Quote<'a>, DecodeError>, take: &mut impl FnMut(Quote<'a>)) {
        match row {
            Ok(quote) => self.take(quote, take),
            Err(error) => self.fail(error),
        }
    }

    fn take<'a>(&mut self, quote: Quote<'a>, take: &mut impl FnMut(Quote<'a>)) {
        self.taken += 1;
        self.unpriced += usize::from(quote.offer == Offer::Suspended);
        take(quote);
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
    flat::quote(row).map_or_else(|| general(row), Ok)
}

/// Reads a row in whatever form JSON allows.
fn general(row: &str) -> Result<Quote<'_>, DecodeError> {
    let row = Raw::of(row)?;
    let (about, fields) = About::of(row, ["selection", "odds"])?;
    let [selection, odds] = fields.map(|field| field.ok_or(DecodeError::Shape));
    let (selection, odds) = (shown(selection?)?, odds?);
    Ok(Quote {
        sport: about.sport,
        competition: about.competition,
        match_name: about.match_name,
        market_type: about.market_type,
        period: about.period,
        live: about.live,
        selection,
        bookmaker: about.bookmaker,
        offer: offer::read(odds),
        scraped_at: about.scraped_at,
    })
}
