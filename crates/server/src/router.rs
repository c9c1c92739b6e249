//! The routes.

use std::any::Any;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{Response, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use axum::routing::{any, get, post};
use tower_http::catch_panic::CatchPanicLayer;

use crate::app::App;
use crate::error::ApiError;
use crate::{assets, feed, gate, headers, token};

/// All of the server's answers, as a service that needs no port.
pub fn router(app: App) -> Router {
    let api = Router::new()
        .route(
            "/api/token",
            post(token::token).fallback(async || ApiError::MethodNotAllowed("POST")),
        )
        .route("/api/odds", get(feed::odds).fallback(read_only))
        .route("/api/value-bets", get(feed::value_bets).fallback(read_only))
        .route("/api/sports", get(feed::sports).fallback(read_only))
        .route("/api/bookmakers", get(feed::bookmakers).fallback(read_only))
        .route("/api/{*rest}", any(async || ApiError::NotFound))
        .layer(from_fn_with_state(app.clone(), gate::gate));
    Router::new()
        .merge(api)
        .route("/livez", get(healthy).fallback(read_only))
        .route("/readyz", get(healthy).fallback(read_only))
        .fallback(assets::serve)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(common))
        .with_state(app)
}

/// The provider's state is none of a balancer's business: without it the page still says so.
async fn healthy() -> impl IntoResponse {
    (StatusCode::OK, [("cache-control", "no-store")], "ok\n")
}

async fn read_only() -> ApiError {
    ApiError::MethodNotAllowed("GET, HEAD")
}

async fn common(request: Request, next: Next) -> Response<Body> {
    let mut response = next.run(request).await;
    headers::add_common(response.headers_mut());
    response
}

/// What a panic said stays on standard error.
#[allow(clippy::needless_pass_by_value, reason = "the signature the layer asks for")]
fn panicked(_said: Box<dyn Any + Send>) -> Response<Body> {
    ApiError::Internal.into_response()
}

#[cfg(test)]
mod tests {
    use super::panicked;

    #[test]
    fn a_panic_is_an_answer_without_details() {
        let response = panicked(Box::new("os_live_secret"));
        assert_eq!(response.status(), 500);
    }
}
