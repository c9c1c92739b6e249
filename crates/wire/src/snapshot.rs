//! The current prices, as the backend answers them.

use std::borrow::Cow;
use std::fmt;

use model::quote::Row;
use model::time::Instant;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::error::DecodeError;
use crate::time::instant_from_rfc3339;
use crate::{offer, text};

/// What is said about a snapshot beside its rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// The server's clock when it answered; what every age is judged by.
    pub server_time: Option<Instant>,
    /// When the server read the rows from the provider.
    pub fetched_at: Option<Instant>,
    /// After how many seconds newer rows can be had.
    pub next_refresh_s: Option<u32>,
    /// Rows taken.
    pub taken: usize,
    /// Rows not taken.
    pub bad: usize,
}

#[derive(serde::Deserialize)]
struct RawSnapshot<'a> {
    #[serde(borrow)]
    data: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    meta: RawMeta<'a>,
}

#[derive(Default, serde::Deserialize)]
struct RawMeta<'a> {
    #[serde(borrow)]
    server_time: Option<Cow<'a, str>>,
    #[serde(borrow)]
    fetched_at: Option<Cow<'a, str>>,
    next_refresh_s: Option<f64>,
}

#[derive(serde::Deserialize)]
struct RawRow<'a> {
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
    period: i32,
    is_live: bool,
    #[serde(borrow)]
    odds: Offers<'a>,
    #[serde(borrow)]
    match_date: Option<Cow<'a, str>>,
    #[serde(borrow)]
    scraped_at: Cow<'a, str>,
}

/// The `odds` object, in its own order.
struct Offers<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Offers<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Vec<(Cow<'de, str>, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of prices")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut offers = Vec::new();
                while let Some(Text(name)) = map.next_key()? {
                    offers.push((name, map.next_value()?));
                }
                Ok(offers)
            }
        }
        deserializer.deserialize_map(InOrder).map(Self)
    }
}

/// A text that borrows where it can; a bare `Cow` as a map's key would always copy.
#[derive(serde::Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// Reads what is said about a snapshot and none of its rows: the clock they are judged by comes first.
///
/// # Errors
///
/// When the whole is no snapshot.
pub fn meta(body: &str) -> Result<Meta, DecodeError> {
    let raw: RawSnapshot<'_> = serde_json::from_str(body).map_err(DecodeError::of)?;
    Ok(Meta::of(&raw.meta))
}

/// Reads a snapshot: hands every row to `take`, in the answer's order, and says what came with them.
///
/// # Errors
///
/// Only when the whole is no snapshot; a bad row is counted and the others are taken.
pub fn decode<'a>(body: &'a str, mut take: impl FnMut(Row<'a>)) -> Result<Meta, DecodeError> {
    let raw: RawSnapshot<'a> = serde_json::from_str(body).map_err(DecodeError::of)?;
    let mut meta = Meta::of(&raw.meta);
    for found in raw.data.iter().map(|data| row(data.get())) {
        match found {
            Ok(row) => {
                meta.taken += 1;
                take(row);
            }
            Err(_) => meta.bad += 1,
        }
    }
    Ok(meta)
}

impl Meta {
    fn of(raw: &RawMeta<'_>) -> Self {
        let instant =
            |text: &Option<Cow<'_, str>>| text.as_ref().and_then(|text| instant_from_rfc3339(text));
        Self {
            server_time: instant(&raw.server_time),
            fetched_at: instant(&raw.fetched_at),
            next_refresh_s: raw.next_refresh_s.map(seconds),
            ..Self::default()
        }
    }
}

/// Whole seconds, rounded up; what is no number of seconds counts as none.
fn seconds(value: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the cast saturates"
    )]
    let whole = value.ceil() as u32;
    whole
}

/// Reads one row of a snapshot.
///
/// # Errors
///
/// Says why the row cannot be taken.
pub fn row(row: &str) -> Result<Row<'_>, DecodeError> {
    let raw: RawRow<'_> = serde_json::from_str(row).map_err(DecodeError::of)?;
    let texts = [&raw.bookmaker, &raw.match_name, &raw.competition, &raw.sport, &raw.market_type];
    let selections = raw.odds.0.iter().map(|(selection, _)| selection);
    texts.into_iter().chain(selections).try_for_each(|text| text::check(text))?;
    Ok(Row {
        scraped_at: instant_from_rfc3339(&raw.scraped_at).ok_or(DecodeError::Time)?,
        starts_at: raw.match_date.and_then(|text| instant_from_rfc3339(&text)),
        offers: raw
            .odds
            .0
            .into_iter()
            .map(|(selection, odds)| (selection, offer::read(odds)))
            .collect(),
        sport: raw.sport,
        competition: raw.competition,
        match_name: raw.match_name,
        market_type: raw.market_type,
        period: raw.period,
        live: raw.is_live,
        bookmaker: raw.bookmaker,
    })
}
