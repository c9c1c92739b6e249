//! The handlers of the lists: the cached rows, and when they were true.

use std::convert::Infallible;
use std::time::SystemTime;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Response, Uri, header};
use bytes::Bytes;
use futures_util::stream;
use serde::Serialize;

use super::query::{Kind, Query};
use super::{Feed, Found};
use crate::app::App;
use crate::assets::Encoding;
use crate::error::ApiError;
use crate::time::rfc3339;

type Answer = Result<Response<Body>, ApiError>;

/// What is said beside the rows: the provider's part, and ours.
#[derive(Serialize)]
struct Meta {
    count: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    rate_limit_remaining: Option<u32>,
    server_time: String,
    fetched_at: String,
    next_refresh_s: u64,
    complete: bool,
    #[serde(skip_serializing_if = "is_zero")]
    dropped: usize,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// `GET /api/odds`.
pub(crate) async fn odds(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Answer {
    list(&app, Kind::Odds, &uri, &headers).await
}

/// `GET /api/value-bets`.
pub(crate) async fn value_bets(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Answer {
    list(&app, Kind::ValueBets, &uri, &headers).await
}

/// `GET /api/sports`.
pub(crate) async fn sports(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Answer {
    list(&app, Kind::Sports, &uri, &headers).await
}

/// `GET /api/bookmakers`.
pub(crate) async fn bookmakers(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Answer {
    list(&app, Kind::Bookmakers, &uri, &headers).await
}

async fn list(app: &App, kind: Kind, uri: &Uri, headers: &HeaderMap) -> Answer {
    let feed = app.feed();
    let query = Query::read(kind, uri)?;
    let found = feed.get(&query).await?;
    let end = end(feed, &found)?;
    let packed = &found.rows.packed;
    let gzip = Encoding::Gzip.is_accepted(headers).then(|| packed.gzip(&end)).flatten();
    let (pieces, coded) = match gzip {
        Some(pieces) => (pieces, true),
        None => (packed.plain(end), false),
    };
    Ok(respond(pieces, coded))
}

/// The answer from the end of the rows on.
fn end(feed: &Feed, found: &Found) -> Result<Vec<u8>, ApiError> {
    let rows = &found.rows;
    let meta = Meta {
        count: rows.count,
        rate_limit_remaining: feed.remaining(),
        server_time: rfc3339(SystemTime::now()),
        fetched_at: rfc3339(rows.fetched),
        // A visitor who comes back a moment early would be told to come back in a moment.
        next_refresh_s: found.next_refresh.as_secs() + 1,
        complete: rows.complete,
        dropped: rows.dropped,
    };
    let mut end = b",\"meta\":".to_vec();
    serde_json::to_writer(&mut end, &meta).map_err(|_| ApiError::Internal)?;
    end.push(b'}');
    Ok(end)
}

fn respond(pieces: [Bytes; 2], gzip: bool) -> Response<Body> {
    let length = pieces.iter().map(Bytes::len).sum::<usize>();
    let body = Body::from_stream(stream::iter(pieces.map(Ok::<_, Infallible>)));
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    headers.insert(header::CONTENT_LENGTH, length.into());
    headers.append(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if gzip {
        headers.insert(header::CONTENT_ENCODING, Encoding::Gzip.name());
    }
    response
}
