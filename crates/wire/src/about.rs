//! What quotes and rows have in common.

use std::borrow::Cow;

use model::time::Instant;

use crate::error::DecodeError;
use crate::json::Raw;
use crate::text::shown;
use crate::time::instant_from_rfc3339;

/// Whose market it is, of which match, and when it was read.
pub(crate) struct About<'a> {
    pub(crate) bookmaker: Cow<'a, str>,
    pub(crate) match_name: Cow<'a, str>,
    pub(crate) competition: Cow<'a, str>,
    pub(crate) sport: Cow<'a, str>,
    pub(crate) market_type: Cow<'a, str>,
    pub(crate) period: i32,
    pub(crate) live: bool,
    pub(crate) scraped_at: Instant,
}

impl<'a> About<'a> {
    /// Reads it off a row, which must have all of it, and two fields more that it may have.
    pub(crate) fn of(
        row: Raw<'a>,
        [one, other]: [&str; 2],
    ) -> Result<(Self, [Option<Raw<'a>>; 2]), DecodeError> {
        let names = [
            "bookmaker",
            "match_name",
            "competition",
            "sport",
            "market_type",
            "period",
            "is_live",
            "scraped_at",
            one,
            other,
        ];
        let [fields @ .., first, second] = row.fields(names)?;
        let fields: [_; 8] = fields.map(|field| field.ok_or(DecodeError::Shape));
        let [bookmaker, match_name, competition, sport, market_type, period, live, scraped_at] =
            fields;
        let about = Self {
            bookmaker: shown(bookmaker?)?,
            match_name: shown(match_name?)?,
            competition: shown(competition?)?,
            sport: shown(sport?)?,
            market_type: shown(market_type?)?,
            period: period?.whole()?,
            live: live?.truth()?,
            scraped_at: instant_from_rfc3339(&scraped_at?.text()?).ok_or(DecodeError::Time)?,
        };
        Ok((about, [first, second]))
    }
}
