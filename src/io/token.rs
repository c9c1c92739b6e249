//! A fresh token from the backend.

use link::{Budget, Grant, TokenCode, TokenFailure};
use wire::token::{Refusal, TokensLeft};

use crate::io::fetch::{NoAnswer, post};

/// Asks the backend for a token. Every call costs one of the day's.
///
/// # Errors
///
/// Why there is none, in the kinds that call for different behaviour.
pub async fn fetch(
    api: &str,
    signal: Option<web_sys::AbortSignal>,
) -> Result<(wire::token::Grant, Grant), TokenFailure> {
    let answer = post(&format!("{api}/api/token"), signal)
        .await
        .map_err(|NoAnswer| TokenFailure::Network)?;
    if answer.status == 200 {
        let token = wire::token::grant(&answer.body).map_err(|_| TokenFailure::BadBody)?;
        let budget = match token.left {
            TokensLeft::Unknown => Budget::Unknown,
            TokensLeft::Unmetered => Budget::Unmetered,
            TokensLeft::Metered { remaining, reset_s } => {
                Budget::Metered { remaining, reset_ms: u64::from(reset_s) * 1000 }
            }
        };
        let grant = Grant { ttl_ms: u64::from(token.expires_in) * 1000, budget };
        return Ok((token, grant));
    }
    let code = match wire::token::refusal(&answer.body) {
        Refusal::NotOnPlan => Some(TokenCode::NotOnPlan),
        Refusal::RateLimited => Some(TokenCode::RateLimited),
        Refusal::Rejected => Some(TokenCode::Rejected),
        Refusal::Unavailable => Some(TokenCode::Unavailable),
        Refusal::Other => None,
    };
    Err(TokenFailure::Http { status: answer.status, code, retry_after_ms: answer.retry_after_ms })
}
