//! The routes, by origin: the apex gives out tokens, the API host serves REST and the stream.

mod answer;
mod fault;
mod hand;
mod params;
mod rest;
mod stream;
mod token;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};

use self::answer::ApiError;
use crate::service::Service;

type Shared = Arc<Service>;

const TOKEN: &str = "/api/stream/token";
const STREAM: &str = "/api/stream";
const CONTROL: &str = "/_control";

/// The token endpoint, and the one REST path the provider's guide tries on this host.
pub(crate) fn apex(service: &Shared) -> Router {
    finish(tokens().merge(sports()), service)
}

/// REST and the stream.
pub(crate) fn api(service: &Shared) -> Router {
    finish(sports().merge(rest_and_stream()).merge(control(service)), service)
}

/// Everything on one origin.
pub(crate) fn single(service: &Shared) -> Router {
    let rest = sports().merge(rest_and_stream()).merge(control(service));
    finish(tokens().merge(rest), service)
}

fn tokens() -> Router<Shared> {
    Router::new().route(TOKEN, post(token::exchange))
}

fn sports() -> Router<Shared> {
    Router::new().route("/api/sports", get(rest::sports))
}

fn rest_and_stream() -> Router<Shared> {
    Router::new()
        .route("/api/odds", get(rest::odds))
        .route("/api/bookmakers", get(rest::bookmakers))
        .route("/api/events", get(rest::events))
        .route("/api/value-bets", get(rest::value_bets))
        .route(STREAM, any(stream::upgrade))
}

fn control(service: &Shared) -> Router<Shared> {
    if !service.config.http_control {
        return Router::new();
    }
    Router::new()
        .route(CONTROL, post(hand::obey))
        .route("/_control/counts", get(hand::counts))
        .route("/_control/journal", get(hand::journal))
        .route("/_control/matches", get(hand::matches))
}

fn finish(router: Router<Shared>, service: &Shared) -> Router {
    router
        .method_not_allowed_fallback(|| async { ApiError::MethodNotAllowed.into_response() })
        .fallback(|| async { ApiError::NotFound.into_response() })
        .layer(from_fn_with_state(service.clone(), fault::strike))
        .layer(from_fn_with_state(service.clone(), cross_origin))
        .with_state(service.clone())
}

/// Answers preflights and marks answers as readable, where that is switched on.
async fn cross_origin(
    State(service): State<Shared>,
    method: Method,
    request: axum::extract::Request,
    next: Next,
) -> Response {
    let assumptions = &service.config.assumptions;
    let is_token = request.uri().path() == TOKEN;
    if !(if is_token { assumptions.cors_token } else { assumptions.cors_rest }) {
        return next.run(request).await;
    }
    let mut response = if method == Method::OPTIONS {
        StatusCode::NO_CONTENT.into_response()
    } else {
        next.run(request).await
    };
    permit(response.headers_mut());
    response
}

fn permit(headers: &mut HeaderMap) {
    let any = HeaderValue::from_static("*");
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, any);
    let methods = HeaderValue::from_static("GET, POST, OPTIONS");
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, methods);
    let names = HeaderValue::from_static("X-Api-Key, Content-Type");
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, names);
}
