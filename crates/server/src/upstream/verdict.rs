//! What the provider's refusals mean to us.

use std::time::Duration;

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
    /// Unreachable, too slow, too long, or not speaking its protocol.
    Unavailable,
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
    let said = headers.get(header::RETRY_AFTER).and_then(number);
    let reset = quota.filter(|quota| quota.remaining == 0).map(|quota| quota.reset_in.as_secs());
    Duration::from_secs(said.or(reset).unwrap_or(UNSAID_S).clamp(1, DAY_S))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use axum::http::{HeaderMap, HeaderValue, StatusCode};

    use super::{Failure, Quota, Refusal, failure};

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
            let quota = reset_s.map(|s| Quota { remaining: 0, reset_in: Duration::from_secs(s) });
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
        check(Some("Wed, 21 Oct 2026 07:28:00 GMT"), None, 60);
        check(Some("soon"), Some(900), 900);
        check(None, None, 60);
    }
}
