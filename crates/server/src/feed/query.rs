//! What a visitor asks for, in one canonical form, so that equal questions share one answer.

use axum::extract::Query as UrlQuery;
use axum::http::Uri;

const LONGEST: usize = 100;
const MOST_ROWS: u32 = 500;

/// Which of the provider's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Odds,
    ValueBets,
    Sports,
    Bookmakers,
}

/// A parameter and how its value is read.
#[derive(Clone, Copy)]
enum Param {
    /// Case does not matter to the provider, so it does not to us.
    Sport,
    Text(&'static str),
    IsLive,
    Percent(&'static str),
    Limit,
}

/// A parameter's value cannot be used; the name of the parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BadValue(pub(crate) &'static str);

/// A list and its filters, in the provider's order of parameters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Query {
    kind: Kind,
    params: Vec<(&'static str, String)>,
}

impl Kind {
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Odds => "/api/odds",
            Self::ValueBets => "/api/value-bets",
            Self::Sports => "/api/sports",
            Self::Bookmakers => "/api/bookmakers",
        }
    }

    const fn params(self) -> &'static [Param] {
        use Param::{IsLive, Limit, Percent, Sport, Text};
        match self {
            Self::Odds => {
                &[Sport, Text("competition"), Text("bookmaker"), Text("market_type"), IsLive, Limit]
            }
            Self::ValueBets => &[
                Sport,
                Text("competition"),
                Text("bookmaker"),
                Percent("min_ev"),
                Percent("max_ev"),
                Limit,
            ],
            Self::Sports | Self::Bookmakers => &[],
        }
    }
}

impl Param {
    const fn name(self) -> &'static str {
        match self {
            Self::Sport => "sport",
            Self::IsLive => "is_live",
            Self::Limit => "limit",
            Self::Text(name) | Self::Percent(name) => name,
        }
    }

    fn read(self, value: &str) -> Option<String> {
        match self {
            Self::Sport => text(value).map(|text| text.to_lowercase()),
            Self::Text(_) => text(value),
            Self::IsLive => value.parse::<bool>().ok().map(|live| live.to_string()),
            Self::Percent(_) => {
                let percent: f64 = value.parse().ok()?;
                (0.0..=100.0).contains(&percent).then(|| percent.abs().to_string())
            }
            // More than the provider gives is what it gives.
            Self::Limit => {
                let rows: u32 = value.parse().ok()?;
                (rows > 0).then(|| rows.min(MOST_ROWS).to_string())
            }
        }
    }
}

fn text(value: &str) -> Option<String> {
    let plain = value.len() <= LONGEST && !value.chars().any(char::is_control);
    plain.then(|| value.to_owned())
}

impl Query {
    /// A whole list.
    pub(crate) const fn all(kind: Kind) -> Self {
        Self { kind, params: Vec::new() }
    }

    /// Reads a request's address: unknown and empty parameters do not count, one said twice is an error.
    pub(crate) fn read(kind: Kind, uri: &Uri) -> Result<Self, BadValue> {
        let said = UrlQuery::<Vec<(String, String)>>::try_from_uri(uri);
        let UrlQuery(said) = said.map_err(|_| BadValue("query"))?;
        let mut params = Vec::new();
        for param in kind.params() {
            let name = param.name();
            let mut values = said.iter().filter(|(key, value)| key == name && !value.is_empty());
            let Some((_, value)) = values.next() else { continue };
            if values.next().is_some() {
                return Err(BadValue(name));
            }
            params.push((name, param.read(value).ok_or(BadValue(name))?));
        }
        Ok(Self { kind, params })
    }

    pub(crate) const fn kind(&self) -> Kind {
        self.kind
    }

    /// The parameters to send.
    pub(crate) fn params(&self) -> &[(&'static str, String)] {
        &self.params
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
    }

    /// The same with one more parameter.
    pub(crate) fn with(&self, name: &'static str, value: impl Into<String>) -> Self {
        let mut params = self.params.clone();
        params.push((name, value.into()));
        Self { kind: self.kind, params }
    }
}

#[cfg(test)]
mod tests {
    use super::{BadValue, Kind, Query};

    fn check(kind: Kind, uri: &str, expected: Result<&[(&str, &str)], &'static str>) {
        let found = Query::read(kind, &uri.parse().unwrap());
        match expected {
            Err(name) => assert_eq!(found, Err(BadValue(name)), "{uri}"),
            Ok(params) => {
                let query = found.unwrap();
                let pairs: Vec<_> = query.params().iter().map(|(k, v)| (*k, v.as_str())).collect();
                assert_eq!(pairs, params, "{uri}");
            }
        }
    }

    #[test]
    fn equal_questions_have_one_form() {
        let epl = [("sport", "football"), ("competition", "EPL")];
        check(Kind::Odds, "/?competition=EPL&sport=Football", Ok(&epl));
        check(Kind::Odds, "/?sport=FOOTBALL&x=1&competition=EPL&limit=", Ok(&epl));
        check(
            Kind::Odds,
            "/?bookmaker=Unibet.fr&is_live=true",
            Ok(&[("bookmaker", "Unibet.fr"), ("is_live", "true")]),
        );
        check(Kind::Odds, "/?limit=007", Ok(&[("limit", "7")]));
        check(Kind::Odds, "/?limit=4000", Ok(&[("limit", "500")]));
        check(Kind::ValueBets, "/?min_ev=2.50&is_live=x", Ok(&[("min_ev", "2.5")]));
        check(Kind::Sports, "/?sport=Football", Ok(&[]));
    }

    #[test]
    fn values_that_are_none_are_refused() {
        check(Kind::Odds, "/?is_live=yes", Err("is_live"));
        check(Kind::Odds, "/?is_live=1", Err("is_live"));
        for limit in ["0", "-1", "ten", "1.5", "99999999999"] {
            check(Kind::Odds, &format!("/?limit={limit}"), Err("limit"));
        }
        check(Kind::Odds, "/?sport=a&sport=b", Err("sport"));
        check(Kind::Odds, "/?competition=a%00b", Err("competition"));
        check(Kind::Odds, &format!("/?bookmaker={}", "x".repeat(101)), Err("bookmaker"));
        for percent in ["NaN", "inf", "-1", "101", "x"] {
            check(Kind::ValueBets, &format!("/?min_ev={percent}"), Err("min_ev"));
        }
    }
}
