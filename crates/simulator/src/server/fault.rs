//! Where rules strike requests: before the routes, so that each of them misbehaves in the same way.

use std::time::Duration;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use serde_json::json;
use tokio::time::sleep;

use crate::counters::Happening;
use crate::fault::line::Line;
use crate::fault::rules::Endpoint;
use crate::fault::{Body, LARGEST_BYTES, LONGEST_MS, RequestAct};
use crate::running::ended;
use crate::server::answer::{ApiError, json_response};
use crate::server::{CONTROL, STREAM, Shared, TOKEN};

/// A page as a proxy sends it when it has lost what is behind it.
const PAGE: &str = "<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>";

/// Asks the rules about a request, and lets it through unless they say otherwise.
pub(crate) async fn strike(
    State(service): State<Shared>,
    ConnectInfo(line): ConnectInfo<Line>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path().to_owned();
    let query = request.uri().query().unwrap_or_default().to_owned();
    let Some(endpoint) = endpoint(request.method(), &path) else { return next.run(request).await };
    if matches!(endpoint, Endpoint::Token) {
        service.note(Happening::TokenRequested);
    }
    let Some(act) = service.ask(None, |rules| rules.request(endpoint)) else {
        return next.run(request).await;
    };
    match act {
        RequestAct::Delay { ms } => {
            let response = next.run(request).await;
            tokio::select! {
                () = sleep(Duration::from_millis(ms.min(LONGEST_MS))) => {}
                () = ended(&service) => {}
            }
            response
        }
        RequestAct::Drip { bytes_per_s } => {
            line.drip(bytes_per_s);
            last(next.run(request).await)
        }
        RequestAct::Hang => {
            note_loss(&service, endpoint, query);
            ended(&service).await;
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
        RequestAct::Reset => {
            note_loss(&service, endpoint, query);
            line.reset();
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
        RequestAct::Redirect { to, status } => {
            let mut response = status_of(status).into_response();
            put(&mut response, header::LOCATION, &to);
            note_answer(&service, endpoint, query, &response);
            response
        }
        RequestAct::Answer { status, retry_after, body } => {
            let mut response = write(endpoint, status_of(status), body);
            if let Some(text) = retry_after {
                put(&mut response, header::RETRY_AFTER, &text);
            }
            note_answer(&service, endpoint, query, &response);
            response
        }
    }
}

fn endpoint<'a>(method: &Method, path: &'a str) -> Option<Endpoint<'a>> {
    match path {
        TOKEN => (method == Method::POST).then_some(Endpoint::Token),
        STREAM => Some(Endpoint::Upgrade),
        _ if path.starts_with(CONTROL) => None,
        _ => Some(Endpoint::Rest(path)),
    }
}

/// The connection is slow for good, so that no other request should take it.
fn last(mut response: Response) -> Response {
    if response.status() != StatusCode::SWITCHING_PROTOCOLS {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// An answer that reads as the provider's own would go into the journal in the same way.
fn note_answer(service: &Shared, endpoint: Endpoint<'_>, query: String, response: &Response) {
    let status = response.status().as_u16();
    match endpoint {
        Endpoint::Token => service.note(Happening::TokenRefused { status }),
        Endpoint::Rest(path) => {
            service.note(Happening::Request { path: path.to_owned(), query, status });
        }
        Endpoint::Upgrade => {}
    }
}

fn note_loss(service: &Shared, endpoint: Endpoint<'_>, query: String) {
    if let Endpoint::Rest(path) = endpoint {
        service.note(Happening::RequestLost { path: path.to_owned(), query });
    }
}

fn write(endpoint: Endpoint<'_>, status: StatusCode, body: Body) -> Response {
    match body {
        Body::Error => error(status).into_response(),
        Body::Html => (status, Html(PAGE)).into_response(),
        Body::Empty => status.into_response(),
        Body::MissingField => {
            let rest = match endpoint {
                Endpoint::Token => json!({ "expires_in": 300 }),
                _ => json!({ "meta": { "count": 0, "rate_limit_remaining": 5000 } }),
            };
            json_response(status, rest.to_string())
        }
        Body::Huge { bytes } => {
            let filling = "x".repeat(bytes.min(LARGEST_BYTES));
            let whole = match endpoint {
                Endpoint::Token => json!({ "token": filling, "expires_in": 300 }),
                _ => json!({ "data": filling, "meta": { "rate_limit_remaining": 5000 } }),
            };
            json_response(status, whole.to_string())
        }
        Body::Text { text } => json_response(status, text),
    }
}

/// What the provider itself says with a status.
fn error(status: StatusCode) -> ApiError {
    match status.as_u16() {
        400 => ApiError::BadRequest("The request was refused."),
        401 => ApiError::Unauthorized,
        403 => ApiError::StreamNotOnPlan,
        404 => ApiError::NotFound,
        405 => ApiError::MethodNotAllowed,
        429 => ApiError::RateLimited,
        503 => ApiError::Unavailable,
        other => ApiError::Ordered(other, "internal_error".to_owned()),
    }
}

fn status_of(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Sets a header, unless the text cannot be one.
fn put(response: &mut Response, name: HeaderName, text: &str) {
    if let Ok(value) = HeaderValue::from_str(text) {
        response.headers_mut().insert(name, value);
    }
}
