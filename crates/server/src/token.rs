//! `POST /api/token`: one request, one fresh token, never kept and never tried twice.

use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::State;
use axum::http::{HeaderValue, Response, header};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::error::ApiError;
use crate::ledger::{Left, Spent};
use crate::purse::{Fare, NoFare};
use crate::upstream::{Failure, Upstream};

const BODY_BYTES: usize = 1024;
const BODY_TIME: Duration = Duration::from_secs(3);
const TOKEN_BYTES: usize = 4096;
/// A token that lives longer than a day is no token of this provider.
const LONGEST_S: u32 = 86_400;

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
    /// Left out when it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    tokens: Option<Tokens>,
}

/// How many more there are.
#[derive(Serialize)]
#[serde(untagged)]
enum Tokens {
    /// `null`: nobody counts.
    Uncounted,
    Counted {
        remaining: u32,
        reset_s: u64,
    },
}

/// Hands out a token.
pub(crate) async fn token(State(app): State<App>, body: Body) -> Result<Response<Body>, ApiError> {
    let read = tokio::time::timeout(BODY_TIME, to_bytes(body, BODY_BYTES)).await;
    read.map_err(|_| ApiError::TooSlow)?.map_err(|_| ApiError::TooLarge)?;
    let fare = fare(&app).await?;
    let minted = minted(app.upstream(), &mint(&app, fare).await?)?;
    let grant = Grant {
        token: &minted.token,
        expires_in: minted.expires_in,
        stream_url: app.stream_url(),
        tokens: Tokens::of(app.purse().left().await),
    };
    let json = serde_json::to_vec(&grant).map_err(|_| ApiError::Internal)?;
    let mut response = Response::new(Body::from(json));
    let kind = HeaderValue::from_static("application/json; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    Ok(response)
}

/// Pays for a token. Before the answer is no, the provider is heard, because it may be one that does not count.
async fn fare(app: &App) -> Result<Fare, NoFare> {
    match app.purse().charge().await {
        Err(NoFare::Spent(Spent::IfFree) | NoFare::Unwritten) => {
            app.feed().hear_of_the_quota().await;
            app.purse().charge().await
        }
        settled => settled,
    }
}

/// Asks the provider, and enters into the ledger what came of it.
async fn mint(app: &App, fare: Fare) -> Result<Bytes, Failure> {
    let outcome = app.upstream().token(fare).await;
    if let Some(quota) = outcome.quota {
        app.purse().learn(quota).await;
    }
    match outcome.body {
        Err(Failure::RateLimited(pause)) => app.purse().block(pause).await,
        Err(Failure::Unreached) => app.purse().refund().await,
        _ => {}
    }
    outcome.body
}

/// Reads a token that can be passed on.
fn minted(upstream: &Upstream, body: &[u8]) -> Result<Minted, Failure> {
    let minted: Minted = serde_json::from_slice(body).map_err(|_| Failure::Unavailable)?;
    let printable = minted.token.bytes().all(|byte| byte.is_ascii_graphic());
    let sized = (1..=TOKEN_BYTES).contains(&minted.token.len());
    let lives = (1..=LONGEST_S).contains(&minted.expires_in);
    let good = printable && sized && lives && !upstream.repeats_key(&minted.token);
    if good { Ok(minted) } else { Err(Failure::Unavailable) }
}

impl Tokens {
    const fn of(left: Left) -> Option<Self> {
        match left {
            Left::Unknown => None,
            Left::Uncounted => Some(Self::Uncounted),
            Left::Counted { remaining, reset_s } => Some(Self::Counted { remaining, reset_s }),
        }
    }
}
