//! What the provider's refusals mean to us.

use std::time::{Duration, SystemTime};

use axum::http::{HeaderMap, StatusCode, header};
use serde::Deserialize;

use super::{Quota, number};

const DAY_S: u64 = 86_400;
/// Without a word from the provider a used-up quota is tried again after this long.
const UNSAID_S: u64 = 60;

/// Why the provider gave nothing usable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The owner's plan or settings do not cover it.
    Plan(Refusal),
    /// The quota is used up for this long.
    RateLimited(Duration),
    /// The provider does not accept the owner's key.
    Rejected,
    /// It does not accept a parameter we thought was good.
    BadRequest,
    /// No connection came about, so it never had the request.
    Unreached,
    /// Too slow, too long, or not speaking its protocol.
    Unavailable,
}

impl Failure {
    /// What the owner can do something about, or will want to know; refusals by plan are told to visitors.
    pub(super) const fn notice(self) -> Option<&'static str> {
        match self {
            Self::Rejected => Some("the provider does not accept the key"),
            Self::RateLimited(_) => Some("the provider says that the quota is used up"),
            Self::Unreached | Self::Unavailable => {
                Some("the provider cannot be reached, or does not answer as it should")
            }
            Self::Plan(_) | Self::BadRequest => None,
        }
    }
}

/// What a plan may leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    Stream,
    Live,
    ValueBets,
    NoBookmakerPicked,
    OtherBookmaker,
}

impl Refusal {
    const ALL: [Self; 5] =
        [Self::Stream, Self::Live, Self::ValueBets, Self::NoBookmakerPicked, Self::OtherBookmaker];

    /// The provider's code, which is also ours.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Stream => "websocket_not_on_plan",
            Self::Live => "live_not_on_plan",
            Self::ValueBets => "value_bets_not_on_plan",
            Self::NoBookmakerPicked => "bookmaker_not_configured",
            Self::OtherBookmaker => "bookmaker_forbidden",
        }
    }
}

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow)]
    error: Code<'a>,
}

#[derive(Deserialize)]
struct Code<'a> {
    #[serde(borrow)]
    code: std::borrow::Cow<'a, str>,
}

/// Reads an answer that is not a 200. Nothing of its text goes any further.
pub(super) fn failure(
    status: StatusCode,
    headers: &HeaderMap,
    body: Option<&[u8]>,
    quota: Option<Quota>,
) -> Failure {
    match status {
        StatusCode::BAD_REQUEST => Failure::BadRequest,
        StatusCode::UNAUTHORIZED => Failure::Rejected,
        StatusCode::FORBIDDEN => refusal(body).map_or(Failure::Rejected, Failure::Plan),
        StatusCode::TOO_MANY_REQUESTS => Failure::RateLimited(pause(headers, quota)),
        _ => Failure::Unavailable,
    }
}

fn refusal(body: Option<&[u8]>) -> Option<Refusal> {
    let body: Body<'_> = serde_json::from_slice(body?).ok()?;
    Refusal::ALL.into_iter().find(|refusal| refusal.code() == body.error.code)
}

/// From one second to a day: what `Retry-After` says, else the reset of a quota that is used up.
fn pause(headers: &HeaderMap, quota: Option<Quota>) -> Duration {
    let said = retry_after_s(headers, SystemTime::now());
    let reset = quota.filter(|quota| quota.remaining == 0).map(|quota| quota.reset_in.as_secs());
    Duration::from_secs(said.or(reset).unwrap_or(UNSAID_S).clamp(1, DAY_S))
}

/// Seconds, or a date, of which one in the past is now.
fn retry_after_s(headers: &HeaderMap, now: SystemTime) -> Option<u64> {
    let value = headers.get(header::RETRY_AFTER)?;
    number(value).or_else(|| {
        let date = httpdate::parse_http_date(value.to_str().ok()?).ok()?;
        Some(date.duration_since(now).map_or(0, |wait| wait.as_secs()))
    })
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use axum::http::{HeaderMap, HeaderValue, StatusCode};

    use super::{Failure, Quota, Refusal, failure, retry_after_s};

    fn check(status: u16, body: &str, expected: Failure) {
        let status = StatusCode::from_u16(status).unwrap();
        let found = failure(status, &HeaderMap::new(), Some(body.as_bytes()), None);
        assert_eq!(found, expected, "{status} {body}");
    }

    #[test]
    fn refusals_are_told_apart() {
        let body = |code: &str| format!(r#"{{"error":{{"code":"{code}","message":"m"}}}}"#);
        check(400, "", Failure::BadRequest);
        check(401, &body("unauthorized"), Failure::Rejected);
        check(403, &body("websocket_not_on_plan"), Failure::Plan(Refusal::Stream));
        check(403, &body("live_not_on_plan"), Failure::Plan(Refusal::Live));
        check(403, &body("bookmaker_forbidden"), Failure::Plan(Refusal::OtherBookmaker));
        check(403, &body("teapot"), Failure::Rejected);
        check(403, "<html>", Failure::Rejected);
        for status in [201, 204, 301, 302, 307, 308, 404, 418, 500, 502, 503, 504] {
            check(status, "", Failure::Unavailable);
        }
    }

    #[test]
    fn pauses_are_from_a_second_to_a_day() {
        let check = |retry_after: Option<&str>, reset_s: Option<u64>, seconds: u64| {
            let mut headers = HeaderMap::new();
            if let Some(text) = retry_after {
                headers.insert("retry-after", HeaderValue::from_str(text).unwrap());
            }
            let quota = reset_s.map(|s| Quota {
                remaining: 0,
                reset_in: Duration::from_secs(s),
                resets_at_s: 0,
            });
            let found = failure(StatusCode::TOO_MANY_REQUESTS, &headers, None, quota);
            assert_eq!(
                found,
                Failure::RateLimited(Duration::from_secs(seconds)),
                "{retry_after:?}"
            );
        };
        check(Some("0"), None, 1);
        check(Some("7"), Some(900), 7);
        check(Some("86400"), None, 86_400);
        check(Some("99999999999"), None, 86_400);
        check(Some("-5"), None, 60);
        check(Some("Wed, 21 Oct 2015 07:28:00 GMT"), None, 1);
        check(Some("Fri, 31 Dec 9999 23:59:59 GMT"), Some(900), 86_400);
        check(Some("Wed, 41 Oct 2015 07:28:00 GMT"), None, 60);
        check(Some("soon"), Some(900), 900);
        check(None, None, 60);
    }

    #[test]
    fn a_date_is_so_many_seconds_away() {
        let check = |text: &str, seconds: u64| {
            let mut headers = HeaderMap::new();
            headers.insert("retry-after", HeaderValue::from_str(text).unwrap());
            let now = UNIX_EPOCH + Duration::from_secs(784_111_777);
            assert_eq!(retry_after_s(&headers, now), Some(seconds), "{text}");
        };
        check("Sun, 06 Nov 1994 08:49:37 GMT", 0);
        check("Sun, 06 Nov 1994 08:50:07 GMT", 30);
        check("Sunday, 06-Nov-94 08:50:07 GMT", 30);
        check("Sun Nov  6 08:50:07 1994", 30);
    }
}
