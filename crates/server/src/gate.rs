//! Who may call the API from a browser, by `Origin` and fetch metadata; and the answers' CORS headers.
//!
//! Other programs than browsers can send what they like, so this protects visitors and the owner's quota from
//! other sites, not from a determined caller.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header};
use axum::middleware::Next;
use axum::response::IntoResponse;

use crate::app::App;
use crate::error::ApiError;
use crate::origin::{Caller, caller};

/// Passes a request on, answers it as a preflight, or refuses it.
pub(crate) async fn gate(State(app): State<App>, request: Request, next: Next) -> Response<Body> {
    let caller = caller(request.headers(), app.allowed_origins());
    let mut response = match admit(&request, &caller) {
        Err(error) => error.into_response(),
        Ok(()) if request.method() == Method::OPTIONS => preflight(request.uri().path()),
        Ok(()) => next.run(request).await,
    };
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    // Prices and tokens are true now, not when a cache next serves them.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Caller::Listed(origin) = caller {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        let exposed = HeaderValue::from_static("Retry-After");
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    }
    response
}

fn admit(request: &Request, caller: &Caller) -> Result<(), ApiError> {
    let headers = request.headers();
    if !names_one_host(request) {
        return Err(ApiError::BadHost);
    }
    let said = |name: &str| headers.get(name).map_or("", |value| value.to_str().unwrap_or("?"));
    let (site, mode, dest) =
        (said("sec-fetch-site"), said("sec-fetch-mode"), said("sec-fetch-dest"));
    let foreign = !matches!(site, "" | "same-origin" | "none");
    let scripted = matches!(mode, "" | "cors" | "same-origin") && matches!(dest, "" | "empty");
    // Somebody may look at a list in a tab of their own; tokens are for scripts only.
    let looking = mode == "navigate" && dest == "document" && request.method() == Method::GET;
    let passes = match caller {
        Caller::Stranger => false,
        Caller::Listed(_) => scripted,
        Caller::Own | Caller::Unsaid => !foreign && (scripted || looking),
    };
    if passes { Ok(()) } else { Err(ApiError::Forbidden) }
}

/// Whether the host in the address, where there is one, is the host of the header.
fn names_one_host(request: &Request) -> bool {
    let host: Vec<_> = request.headers().get_all(header::HOST).iter().collect();
    let same = |authority: &str| host.iter().all(|host| host.as_bytes() == authority.as_bytes());
    host.len() <= 1 && request.uri().authority().is_none_or(|authority| same(authority.as_str()))
}

fn preflight(path: &str) -> Response<Body> {
    let methods = if path == "/api/token" { "POST" } else { "GET, HEAD" };
    let mut headers = HeaderMap::new();
    headers.insert(header::ALLOW, HeaderValue::from_static(methods));
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static(methods));
    let allowed = HeaderValue::from_static("content-type");
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, allowed);
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
    (StatusCode::NO_CONTENT, headers).into_response()
}
