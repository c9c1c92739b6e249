//! The two envelopes: data with its meta, and errors with their code.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use crate::quota::Standing;

/// Where an error about the plan sends its reader.
const PRICING: &str = "https://oddsstream.io/pricing";

/// Everything the provider refuses, with its status and code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ApiError {
    BadRequest(&'static str),
    Unauthorized,
    LiveNotOnPlan,
    StreamNotOnPlan,
    ValueBetsNotOnPlan(&'static str),
    BookmakerNotConfigured,
    BookmakerForbidden,
    NotFound,
    MethodNotAllowed,
    RateLimited,
    Unavailable,
    /// Whatever a test asked for.
    Ordered(u16, String),
}

impl ApiError {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::Unauthorized => StatusCode::UNAUTHORIZED,
            Self::LiveNotOnPlan
            | Self::StreamNotOnPlan
            | Self::ValueBetsNotOnPlan(_)
            | Self::BookmakerNotConfigured
            | Self::BookmakerForbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::RateLimited => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Ordered(status, _) => {
                StatusCode::from_u16(*status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
            }
        }
    }

    fn code(&self) -> &str {
        match self {
            Self::BadRequest(_) => "bad_request",
            Self::Unauthorized => "unauthorized",
            Self::LiveNotOnPlan => "live_not_on_plan",
            Self::StreamNotOnPlan => "websocket_not_on_plan",
            Self::ValueBetsNotOnPlan(code) => code,
            Self::BookmakerNotConfigured => "bookmaker_not_configured",
            Self::BookmakerForbidden => "bookmaker_forbidden",
            Self::NotFound => "not_found",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::RateLimited => "rate_limit_exceeded",
            Self::Unavailable => "service_unavailable",
            Self::Ordered(_, code) => code,
        }
    }

    fn message(&self) -> &'static str {
        match self {
            Self::BadRequest(why) => why,
            Self::Unauthorized => "The API key is missing, empty or unknown.",
            Self::LiveNotOnPlan => "Live odds require the Pro Live plan.",
            Self::StreamNotOnPlan => "The WebSocket stream is not part of this plan.",
            Self::ValueBetsNotOnPlan(_) => "Value bets require the Pro plan or higher.",
            Self::BookmakerNotConfigured => "Pick a bookmaker in Dashboard, Billing first.",
            Self::BookmakerForbidden => "The Free plan covers the picked bookmaker only.",
            Self::NotFound => "Nothing is here.",
            Self::MethodNotAllowed => "This path does not take this method.",
            Self::RateLimited => "The quota of this window is used up.",
            Self::Unavailable => "The database is temporarily unavailable.",
            Self::Ordered(..) => "Refused on request of the operator.",
        }
    }

    fn is_about_the_plan(&self) -> bool {
        matches!(self, Self::LiveNotOnPlan | Self::StreamNotOnPlan | Self::ValueBetsNotOnPlan(_))
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut error = Map::new();
        error.insert("code".into(), self.code().into());
        error.insert("message".into(), self.message().into());
        if self.is_about_the_plan() {
            error.insert("upgrade_url".into(), PRICING.into());
        }
        json_response(self.status(), json!({ "error": error }).to_string())
    }
}

/// A list or object in its envelope; `data` is JSON text already.
pub(crate) fn envelope(data: &str, count: Option<usize>, remaining: u64) -> Response {
    let mut meta = Map::new();
    if let Some(count) = count {
        meta.insert("count".into(), count.into());
    }
    meta.insert("rate_limit_remaining".into(), remaining.into());
    let meta = Value::Object(meta);
    json_response(StatusCode::OK, format!("{{\"data\":{data},\"meta\":{meta}}}"))
}

pub(crate) fn json_response(status: StatusCode, body: String) -> Response {
    let kind = HeaderValue::from_static("application/json; charset=utf-8");
    (status, [(header::CONTENT_TYPE, kind)], body).into_response()
}

/// Says what is left of the quota; `with_limit` adds the limit itself.
pub(crate) fn rate_headers(headers: &mut HeaderMap, standing: Standing, with_limit: bool) {
    let mut put = |name: &'static str, number: u64| {
        headers.insert(HeaderName::from_static(name), HeaderValue::from(number));
    };
    put("x-ratelimit-remaining", standing.remaining);
    put("x-ratelimit-reset", standing.reset.div_euclid(1000).max(0).cast_unsigned());
    if with_limit {
        put("x-ratelimit-limit", standing.limit);
    }
}
