//! `POST /api/stream/token`: a key for a token.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::counters::Happening;
use crate::server::Shared;
use crate::server::answer::{ApiError, json_response, rate_headers};
use crate::service::Service;
use crate::world::millis;

/// Gives out a token, or says why not; on Free every attempt counts.
pub(crate) async fn exchange(State(service): State<Shared>, headers: HeaderMap) -> Response {
    let outcome = issue(&service, &headers);
    service.note(match &outcome {
        Ok(_) => Happening::TokenIssued,
        Err(error) => Happening::TokenRefused { status: error.status().as_u16() },
    });
    let known = outcome.as_ref().err() != Some(&ApiError::Unauthorized);
    let failed = outcome.is_err();
    let limited = outcome.as_ref().err() == Some(&ApiError::RateLimited);
    let mut response = outcome.map_or_else(IntoResponse::into_response, |token| {
        let life = service.config.assumptions.token_life.as_secs();
        json_response(StatusCode::OK, json!({ "token": token, "expires_in": life }).to_string())
    });
    if known {
        decorate(&service, &mut response, failed, limited);
    }
    response
}

fn issue(service: &Service, headers: &HeaderMap) -> Result<String, ApiError> {
    let assumptions = &service.config.assumptions;
    let now = service.clock.now();
    let mut door = service.door();
    if let Some((status, code)) = &door.refusal {
        return Err(ApiError::Ordered(*status, code.clone()));
    }
    if door.fails() {
        return Err(ApiError::Unavailable);
    }
    super::rest::check_key(&door.key, headers)?;
    if assumptions.token_costs_a_request && !door.requests.take(now) {
        return Err(ApiError::RateLimited);
    }
    if !service.config.plan.has_stream() {
        return Err(ApiError::StreamNotOnPlan);
    }
    if door.token_requests.as_mut().is_some_and(|quota| !quota.take(now)) {
        return Err(ApiError::RateLimited);
    }
    Ok(door.mint.issue(now + millis(assumptions.token_life)))
}

/// Adds the headers every response carries once the key is known.
pub(crate) fn decorate(service: &Service, response: &mut Response, failed: bool, limited: bool) {
    let assumptions = &service.config.assumptions;
    let now = service.clock.now();
    let standing = service.door().requests.standing(now);
    if !failed || assumptions.rate_headers_on_errors {
        rate_headers(response.headers_mut(), standing, assumptions.limit_header);
    }
    if limited && assumptions.retry_after {
        let seconds = (standing.reset - now).div_euclid(1000).max(0) + 1;
        response.headers_mut().insert("retry-after", seconds.into());
    }
}
