//! What visitors are told when something fails: a code to act on, a sentence, and nothing else.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;

use crate::feed::BadValue;
use crate::ledger::Spent;
use crate::purse::NoFare;
use crate::upstream::{Failure, Refusal};

/// While it is not known whether tokens are counted, any answer of the provider may tell.
const UNCERTAIN: Duration = Duration::from_secs(10);

/// Every error of the API; the only place that picks a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ApiError {
    /// The parameter's name.
    BadRequest(&'static str),
    /// The request names two hosts.
    BadHost,
    /// Another site than those listed, or no request of a script.
    Forbidden,
    NotFound,
    /// The methods that are allowed.
    MethodNotAllowed(&'static str),
    TooSlow,
    TooLarge,
    Plan(Refusal),
    RateLimited(Duration),
    Rejected,
    Unavailable,
    Internal,
}

impl ApiError {
    const fn status(self) -> StatusCode {
        match self {
            Self::BadRequest(_) | Self::BadHost => StatusCode::BAD_REQUEST,
            Self::Forbidden | Self::Plan(_) => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::RateLimited(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Rejected => StatusCode::BAD_GATEWAY,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Self::BadRequest(_) | Self::BadHost => "bad_request",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not_found",
            Self::MethodNotAllowed(_) => "method_not_allowed",
            Self::TooSlow => "request_timeout",
            Self::TooLarge => "payload_too_large",
            Self::Plan(refusal) => refusal.code(),
            Self::RateLimited(_) => "rate_limit_exceeded",
            Self::Rejected => "upstream_rejected",
            Self::Unavailable => "upstream_unavailable",
            Self::Internal => "internal_error",
        }
    }

    fn message(self) -> String {
        let sentence = match self {
            Self::BadRequest(name) => return format!("The value of {name} cannot be used."),
            Self::BadHost => "The request names two hosts.",
            Self::Forbidden => "This site may not use this server.",
            Self::NotFound => "Nothing is here.",
            Self::MethodNotAllowed(_) => "This address does not take this method.",
            Self::TooSlow => "The request did not arrive in time.",
            Self::TooLarge => "The request is too long.",
            Self::Plan(Refusal::Stream) => "The provider's plan has no stream; poll instead.",
            Self::Plan(_) => "The provider's plan does not cover this.",
            Self::RateLimited(_) => "The provider's quota allows no further request for now.",
            Self::Rejected => "The provider does not accept this server's key.",
            Self::Unavailable => "The provider cannot be reached for the moment.",
            Self::Internal => "Something went wrong in this server.",
        };
        sentence.to_owned()
    }
}

impl From<Failure> for ApiError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Plan(refusal) => Self::Plan(refusal),
            Failure::RateLimited(pause) => Self::RateLimited(pause),
            Failure::Rejected => Self::Rejected,
            Failure::BadRequest => Self::BadRequest("query"),
            Failure::Unreached | Failure::Unavailable => Self::Unavailable,
        }
    }
}

impl From<NoFare> for ApiError {
    fn from(no_fare: NoFare) -> Self {
        match no_fare {
            NoFare::Spent(Spent::For(wait)) => Self::RateLimited(wait),
            NoFare::Spent(Spent::IfFree) => Self::RateLimited(UNCERTAIN),
            NoFare::Unwritten => Self::Unavailable,
        }
    }
}

impl From<BadValue> for ApiError {
    fn from(BadValue(name): BadValue) -> Self {
        Self::BadRequest(name)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response<Body> {
        let error = serde_json::json!({ "code": self.code(), "message": self.message() });
        let body = serde_json::json!({ "error": error }).to_string();
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = self.status();
        let headers = response.headers_mut();
        let json = HeaderValue::from_static("application/json; charset=utf-8");
        headers.insert(header::CONTENT_TYPE, json);
        match self {
            Self::RateLimited(pause) => {
                let seconds = pause.as_secs() + u64::from(pause.subsec_nanos() > 0);
                headers.insert(header::RETRY_AFTER, seconds.clamp(1, 86_400).into());
            }
            Self::MethodNotAllowed(allowed) => {
                headers.insert(header::ALLOW, HeaderValue::from_static(allowed));
            }
            // The rest of a body that was not read to its end must not be taken for a request.
            Self::TooSlow | Self::TooLarge => {
                headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            _ => {}
        }
        response
    }
}
