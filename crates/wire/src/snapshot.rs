//! The current prices, as the backend answers them.

use std::borrow::Cow;

use model::capacity::SELECTIONS_MAX;
use model::quote::{Offer, Row};
use model::time::Instant;

use crate::about::About;
use crate::error::DecodeError;
use crate::json::Raw;
use crate::time::instant_from_rfc3339;
use crate::{offer, text};

/// The longest body that is read, in bytes: several times a snapshot of every match.
pub const BYTES_MAX: usize = 8 << 20;

/// What is said about a snapshot beside its rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// The server's clock when it answered; what every age is judged by.
    pub server_time: Option<Instant>,
    /// When the server read the rows from the provider.
    pub fetched_at: Option<Instant>,
    /// After how many seconds newer rows can be had.
    pub next_refresh_s: Option<u32>,
    /// Whether the server says that it has every row there is, and left out none.
    pub is_complete: bool,
    /// Rows taken.
    pub taken: usize,
    /// Rows not taken.
    pub bad: usize,
}

/// A snapshot whose rows were not read yet: the clock they are judged by comes first.
#[derive(Clone, Copy, Debug)]
pub struct Snapshot<'a> {
    data: Raw<'a>,
    meta: Meta,
}

impl<'a> Snapshot<'a> {
    /// Reads what is said about a snapshot and none of its rows.
    ///
    /// # Errors
    ///
    /// When the whole is no snapshot, or longer than [`BYTES_MAX`].
    pub fn open(body: &'a str) -> Result<Self, DecodeError> {
        if body.len() > BYTES_MAX {
            return Err(DecodeError::Size);
        }
        let [data, meta] = Raw::fields_of(body, ["data", "meta"])?;
        let meta = meta.map(Meta::of).transpose()?.unwrap_or_default();
        Ok(Self { data: data.ok_or(DecodeError::Shape)?, meta })
    }

    /// What is said about it; no rows are counted yet.
    pub fn meta(&self) -> Meta {
        self.meta
    }

    /// Hands every row to `take`, in the answer's order, and says what came with them.
    ///
    /// # Errors
    ///
    /// Only when there are no rows but something else; a bad row is counted and the others are taken.
    pub fn rows(self, mut take: impl FnMut(Row<'a>)) -> Result<Meta, DecodeError> {
        let Self { data, mut meta } = self;
        data.items(&mut |data| match row_of(data) {
            Ok(row) => {
                meta.taken += 1;
                take(row);
            }
            Err(_) => meta.bad += 1,
        })?;
        Ok(meta)
    }
}

/// Reads a snapshot and all of its rows, for those who need no clock first.
///
/// # Errors
///
/// As [`Snapshot::open`] and [`Snapshot::rows`].
pub fn decode<'a>(body: &'a str, take: impl FnMut(Row<'a>)) -> Result<Meta, DecodeError> {
    Snapshot::open(body)?.rows(take)
}

impl Meta {
    /// When the rows were read, if they are all there were; `None` when any other row may exist. One that could
    /// not be taken may be anybody's.
    pub fn complete_at(&self) -> Option<Instant> {
        self.fetched_at.filter(|_| self.is_complete && self.bad == 0)
    }

    fn of(raw: Raw<'_>) -> Result<Self, DecodeError> {
        let instant = |text: Option<Raw<'_>>| {
            let text = text.map(Raw::text_or_null).transpose()?.flatten();
            Ok(text.and_then(|text| instant_from_rfc3339(&text)))
        };
        let names = ["server_time", "fetched_at", "next_refresh_s", "complete", "dropped"];
        let [server_time, fetched_at, next_refresh_s, complete, dropped] = raw.fields(names)?;
        let is_written =
            |value: Option<Raw<'_>>, text| value.is_some_and(|it| it.written() == text);
        Ok(Self {
            server_time: instant(server_time)?,
            fetched_at: instant(fetched_at)?,
            next_refresh_s: next_refresh_s.and_then(|value| seconds(value.written())),
            is_complete: is_written(complete, "true")
                && (dropped.is_none() || is_written(dropped, "0")),
            ..Self::default()
        })
    }
}

/// Whole seconds, rounded up, of a number without exponent; less than none counts as none.
fn seconds(number: &str) -> Option<u32> {
    if number.starts_with('-') {
        return Some(0);
    }
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let whole: u32 = whole.parse().ok()?;
    Some(whole.saturating_add(u32::from(part.bytes().any(|digit| digit != b'0'))))
}

/// Reads one row of a snapshot.
///
/// # Errors
///
/// Says why the row cannot be taken.
pub fn row(row: &str) -> Result<Row<'_>, DecodeError> {
    Raw::of(row).and_then(row_of)
}

fn row_of(row: Raw<'_>) -> Result<Row<'_>, DecodeError> {
    let (about, [odds, match_date]) = About::of(row, ["odds", "match_date"])?;
    let offers = offers(odds.ok_or(DecodeError::Shape)?)?;
    let match_date = match_date.map(Raw::text_or_null).transpose()?.flatten();
    Ok(Row {
        sport: about.sport,
        competition: about.competition,
        match_name: about.match_name,
        market_type: about.market_type,
        period: about.period,
        live: about.live,
        bookmaker: about.bookmaker,
        offers,
        starts_at: match_date.and_then(|text| instant_from_rfc3339(&text)),
        scraped_at: about.scraped_at,
    })
}

/// The prices of a row. No selection may stand there twice, for nobody could say which price is meant.
fn offers(odds: Raw<'_>) -> Result<Vec<(Cow<'_, str>, Offer)>, DecodeError> {
    let mut offers: Vec<(Cow<'_, str>, Offer)> = Vec::new();
    odds.entries(&mut |selection, odds| {
        text::check(&selection)?;
        if offers.len() >= SELECTIONS_MAX {
            return Err(DecodeError::Size);
        }
        if offers.iter().any(|(other, _)| *other == selection) {
            return Err(DecodeError::Shape);
        }
        offers.push((selection, offer::read(odds)));
        Ok(())
    })?;
    Ok(offers)
}
