//! The backend's token and its errors.

use std::borrow::Cow;

use crate::error::DecodeError;
use crate::json::Raw;

/// A token for one connection. It has no `Debug`, so that no log can hold it.
#[derive(Clone, PartialEq, Eq)]
pub struct Grant {
    /// The token itself.
    pub token: String,
    /// For how many seconds it may be used.
    pub expires_in: u32,
    /// Where to use it.
    pub stream_url: String,
    /// How many more the backend can get.
    pub left: TokensLeft,
}

/// How many tokens the provider will still give the backend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokensLeft {
    /// The backend does not say.
    Unknown,
    /// The plan does not count them.
    Unmetered,
    /// So many.
    Metered {
        /// Tokens.
        remaining: u32,
        /// After how many seconds there are more.
        reset_s: u32,
    },
}

/// Why the backend gave no token or no rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The provider's plan has no stream.
    NotOnPlan,
    /// Too many requests; the quota may be used up.
    RateLimited,
    /// The provider refused the site owner's key.
    Rejected,
    /// The provider cannot be reached for the moment.
    Unavailable,
    /// A code this version does not know.
    Other,
}

/// Reads the answer to a request for a token.
///
/// # Errors
///
/// When it is no such answer.
pub fn grant(body: &str) -> Result<Grant, DecodeError> {
    let [token, expires_in, stream_url, left] =
        Raw::of(body)?.fields(["token", "expires_in", "stream_url", "tokens"])?;
    let needed = [token, expires_in, stream_url].map(|field| field.ok_or(DecodeError::Shape));
    let [token, expires_in, stream_url] = needed;
    let (token, stream_url) = (token?.text()?.into_owned(), stream_url?.text()?.into_owned());
    let left = tokens_left(left)?;
    let grant = Grant { token, expires_in: expires_in?.whole()?, stream_url, left };
    if grant.token.is_empty() { Err(DecodeError::Text) } else { Ok(grant) }
}

fn tokens_left(field: Option<Raw<'_>>) -> Result<TokensLeft, DecodeError> {
    let Some(field) = field else { return Ok(TokensLeft::Unknown) };
    if field.written() == "null" {
        return Ok(TokensLeft::Unmetered);
    }
    let [remaining, reset_s] =
        field.fields(["remaining", "reset_s"])?.map(|field| field.ok_or(DecodeError::Shape));
    Ok(TokensLeft::Metered { remaining: remaining?.whole()?, reset_s: reset_s?.whole()? })
}

/// Reads the code of an error's body; a body that cannot be read has a code we do not know.
pub fn refusal(body: &str) -> Refusal {
    match code(body).as_deref() {
        Some("websocket_not_on_plan") => Refusal::NotOnPlan,
        Some("rate_limit_exceeded") => Refusal::RateLimited,
        Some("upstream_rejected") => Refusal::Rejected,
        Some("upstream_unavailable") => Refusal::Unavailable,
        Some(_) | None => Refusal::Other,
    }
}

fn code(body: &str) -> Option<Cow<'_, str>> {
    let [error] = Raw::of(body).ok()?.fields(["error"]).ok()?;
    let [code] = error?.fields(["code"]).ok()?;
    code?.text().ok()
}

#[cfg(test)]
mod tests {
    use super::{Refusal, TokensLeft, grant, refusal};

    #[test]
    fn a_grant_needs_all_its_parts() {
        let check = |body: &str, taken: bool| assert_eq!(grant(body).is_ok(), taken, "{body}");
        check(r#"{"token":"t","expires_in":300,"stream_url":"wss://x/api/stream"}"#, true);
        check(r#"{"token":"t","expires_in":300,"stream_url":"wss://x","more":1}"#, true);
        check(r#"{"token":"","expires_in":300,"stream_url":"wss://x"}"#, false);
        check(r#"{"token":"t","expires_in":-1,"stream_url":"wss://x"}"#, false);
        check(r#"{"token":"t","expires_in":300}"#, false);
        check("<html>", false);
    }

    #[test]
    fn a_grant_says_how_many_are_left_or_that_nobody_counts() {
        let check = |field: &str, expected: Option<TokensLeft>| {
            let body = [r#"{"token":"t","expires_in":300,"stream_url":"wss://x""#, field, "}"];
            assert_eq!(grant(&body.concat()).ok().map(|grant| grant.left), expected, "{field}");
        };
        let metered = TokensLeft::Metered { remaining: 7, reset_s: 3600 };
        check("", Some(TokensLeft::Unknown));
        check(r#","tokens":null"#, Some(TokensLeft::Unmetered));
        check(r#","tokens":{"remaining":7,"reset_s":3600}"#, Some(metered));
        check(r#","tokens":{"remaining":-7,"reset_s":3600}"#, None);
        check(r#","tokens":{"remaining":7}"#, None);
        check(r#","tokens":7"#, None);
    }

    #[test]
    fn refusals_are_told_apart_by_code() {
        let check = |body: &str, expected: Refusal| assert_eq!(refusal(body), expected, "{body}");
        check(r#"{"error":{"code":"websocket_not_on_plan","message":"m"}}"#, Refusal::NotOnPlan);
        check(r#"{"error":{"code":"rate_limit_exceeded","message":"m"}}"#, Refusal::RateLimited);
        check(r#"{"error":{"code":"upstream_rejected","message":"m"}}"#, Refusal::Rejected);
        check(r#"{"error":{"code":"upstream_unavailable","message":"m"}}"#, Refusal::Unavailable);
        check(r#"{"error":{"code":"teapot","message":"m"}}"#, Refusal::Other);
        check("Bad gateway", Refusal::Other);
    }
}
