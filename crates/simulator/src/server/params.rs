//! Query parameters, read as the provider reads them.

use axum::extract::Query;
use axum::http::Uri;

use crate::assumptions::{Assumptions, LimitRule};
use crate::server::answer::ApiError;
use crate::world::RowFilter;

/// The parameters of one request, in their order.
#[derive(Debug)]
pub(crate) struct Params<'a> {
    pairs: Vec<(String, String)>,
    assumptions: &'a Assumptions,
}

impl<'a> Params<'a> {
    /// Parses a query string and checks that its names are `known`.
    ///
    /// # Errors
    /// When it cannot be decoded, or names something unknown and that matters.
    pub(crate) fn read(
        uri: &Uri,
        known: &[&str],
        assumptions: &'a Assumptions,
    ) -> Result<Self, ApiError> {
        let malformed = ApiError::BadRequest("The query string cannot be decoded.");
        let Query(pairs) =
            Query::<Vec<(String, String)>>::try_from_uri(uri).map_err(|_| malformed)?;
        let stranger = pairs.iter().any(|(name, _)| !known.contains(&name.as_str()));
        if stranger && assumptions.refuse_unknown_parameters {
            return Err(ApiError::BadRequest("A query parameter is unknown."));
        }
        Ok(Self { pairs, assumptions })
    }

    /// The first value of a name; an empty one is none.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        let pair = self.pairs.iter().find(|(known, _)| known == name);
        pair.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    pub(crate) fn boolean(&self, name: &str) -> Result<Option<bool>, ApiError> {
        match self.text(name) {
            None => Ok(None),
            Some("true" | "1") => Ok(Some(true)),
            Some("false" | "0") => Ok(Some(false)),
            Some(_) => self.bad("A boolean is neither true nor false."),
        }
    }

    pub(crate) fn number(&self, name: &str) -> Result<Option<f64>, ApiError> {
        match self.text(name).map(str::parse::<f64>) {
            None => Ok(None),
            Some(Ok(number)) if number.is_finite() => Ok(Some(number)),
            Some(_) => self.bad("A number does not parse."),
        }
    }

    /// The limit, from 1 to `most`.
    pub(crate) fn limit(&self, default: usize, most: usize) -> Result<usize, ApiError> {
        let limit = match self.text("limit").map(str::parse::<i64>) {
            None => None,
            Some(Ok(limit)) => Some(limit),
            Some(Err(_)) => self.bad("The limit is not an integer.")?,
        };
        let Some(limit) = limit else { return Ok(default) };
        let inside = usize::try_from(limit).ok().filter(|limit| (1..=most).contains(limit));
        match (inside, self.assumptions.limit_rule) {
            (Some(limit), _) => Ok(limit),
            (None, LimitRule::Clamp) => Ok(if limit < 1 { 1 } else { most }),
            (None, LimitRule::Refuse) => Err(ApiError::BadRequest("The limit is out of range.")),
        }
    }

    /// The filters all lists share.
    pub(crate) fn filter(&self) -> Result<RowFilter, ApiError> {
        let own = |name| self.text(name).map(str::to_owned);
        Ok(RowFilter {
            sport: own("sport"),
            competition: own("competition"),
            bookmaker: own("bookmaker"),
            market_type: own("market_type"),
            is_live: self.boolean("is_live")?,
        })
    }

    fn bad<T>(&self, why: &'static str) -> Result<Option<T>, ApiError> {
        if self.assumptions.refuse_bad_values { Err(ApiError::BadRequest(why)) } else { Ok(None) }
    }
}
