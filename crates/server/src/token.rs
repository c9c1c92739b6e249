//! `POST /api/token`: one request, one fresh token, never kept and never tried twice.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderValue, Response, header};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::error::ApiError;
use crate::upstream::{Failure, Upstream};

const BODY_BYTES: usize = 1024;
const BODY_TIME: Duration = Duration::from_secs(3);
const TOKEN_BYTES: usize = 4096;
/// A token that lives longer than a day is no token of this provider.
const LONGEST_S: u32 = 86_400;

/// Until when the provider gives out no tokens, as it said itself.
///
/// Every attempt counts there, so none is made before.
#[derive(Debug, Default)]
pub(crate) struct Pause(Mutex<Option<Instant>>);

/// The provider's answer.
#[derive(Deserialize)]
struct Minted {
    token: String,
    expires_in: u32,
}

/// Ours.
#[derive(Serialize)]
struct Grant<'a> {
    token: &'a str,
    expires_in: u32,
    stream_url: &'a str,
}

/// Hands out a token.
pub(crate) async fn token(State(app): State<App>, body: Body) -> Result<Response<Body>, ApiError> {
    let read = tokio::time::timeout(BODY_TIME, to_bytes(body, BODY_BYTES)).await;
    read.map_err(|_| ApiError::TooSlow)?.map_err(|_| ApiError::TooLarge)?;
    app.token_pause().check(Instant::now())?;
    let minted = mint(app.upstream()).await.inspect_err(|failure| {
        if let Failure::RateLimited(pause) = failure {
            app.token_pause().begin(Instant::now(), *pause);
        }
    })?;
    let grant =
        Grant { token: &minted.token, expires_in: minted.expires_in, stream_url: app.stream_url() };
    let json = serde_json::to_vec(&grant).map_err(|_| ApiError::Internal)?;
    let mut response = Response::new(Body::from(json));
    let kind = HeaderValue::from_static("application/json; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    Ok(response)
}

async fn mint(upstream: &Upstream) -> Result<Minted, Failure> {
    let body = upstream.token().await.body?;
    let minted: Minted = serde_json::from_slice(&body).map_err(|_| Failure::Unavailable)?;
    let printable = minted.token.bytes().all(|byte| byte.is_ascii_graphic());
    let sized = (1..=TOKEN_BYTES).contains(&minted.token.len());
    let lives = (1..=LONGEST_S).contains(&minted.expires_in);
    let good = printable && sized && lives && !upstream.repeats_key(&minted.token);
    if good { Ok(minted) } else { Err(Failure::Unavailable) }
}

impl Pause {
    fn check(&self, now: Instant) -> Result<(), Failure> {
        let until = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match until.and_then(|until| until.checked_duration_since(now)) {
            Some(left) if !left.is_zero() => Err(Failure::RateLimited(left)),
            _ => Ok(()),
        }
    }

    fn begin(&self, now: Instant, pause: Duration) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(now + pause);
    }
}
