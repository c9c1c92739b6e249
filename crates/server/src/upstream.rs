//! Requests to the provider: bounded in time and size, never redirected, never repeated.

mod notice;
mod verdict;

use std::time::{Duration, SystemTime};

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use bytes::{Bytes, BytesMut};
use reqwest::{Client, Method, Request, Response, StatusCode, Url, redirect, retry};

use self::notice::Notices;
use crate::key::Key;
use crate::settings::{Limits, Provider, is_loopback};

pub(crate) use verdict::{Failure, Refusal};

const KEY_HEADER: HeaderName = HeaderName::from_static("x-api-key");
/// The provider's token answer is some hundred bytes.
const TOKEN_BYTES: usize = 16 * 1024;
/// Five hundred rows are some hundred kilobytes.
const REST_BYTES: usize = 4 * 1024 * 1024;

/// What is left of the provider's quota, as its headers say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quota {
    /// Requests that may still be made.
    pub(crate) remaining: u32,
    /// Until the count starts anew.
    pub(crate) reset_in: Duration,
}

/// What came of one request.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// Missing when the provider did not say, or did not answer.
    pub(crate) quota: Option<Quota>,
    /// The body of a 200.
    pub(crate) body: Result<Bytes, Failure>,
}

/// The way to the provider.
pub(crate) struct Upstream {
    token_url: Url,
    api_url: Url,
    tokens: Client,
    rest: Client,
    key: Key,
    total: Duration,
    notices: Notices,
}

impl Upstream {
    /// Sets up the two clients.
    ///
    /// # Errors
    ///
    /// When the system's TLS cannot be used.
    pub(crate) fn new(provider: &Provider, limits: &Limits) -> Result<Self, reqwest::Error> {
        // A kept connection may die under a request, and a token request must not be sent twice.
        let tokens = builder(&provider.token_url, limits).pool_max_idle_per_host(0).build()?;
        let rest = builder(&provider.api_url, limits).build()?;
        Ok(Self {
            token_url: provider.token_url.clone(),
            api_url: provider.api_url.clone(),
            tokens,
            rest,
            key: provider.key.clone(),
            total: limits.total,
            notices: Notices::default(),
        })
    }

    /// Asks for one token.
    pub(crate) async fn token(&self) -> Outcome {
        let request = Request::new(Method::POST, self.token_url.clone());
        self.send(&self.tokens, request, TOKEN_BYTES).await
    }

    /// Reads a REST path with parameters.
    pub(crate) async fn get(&self, path: &str, params: &[(&'static str, String)]) -> Outcome {
        let mut url = self.api_url.clone();
        let base = url.path().trim_end_matches('/').to_owned();
        url.set_path(&format!("{base}{path}"));
        if !params.is_empty() {
            url.query_pairs_mut().extend_pairs(params);
        }
        self.send(&self.rest, Request::new(Method::GET, url), REST_BYTES).await
    }

    /// Whether the provider repeated the key in what it answered.
    pub(crate) fn repeats_key(&self, text: &str) -> bool {
        self.key.is_in(text)
    }

    async fn send(&self, client: &Client, request: Request, cap: usize) -> Outcome {
        let outcome = self.exchange(client, request, cap).await;
        if let Err(failure) = outcome.body {
            self.notices.tell(failure);
        }
        outcome
    }

    async fn exchange(&self, client: &Client, mut request: Request, cap: usize) -> Outcome {
        let Some(key) = self.key.header() else { return Outcome::none() };
        request.headers_mut().insert(KEY_HEADER, key);
        let exchange = async {
            let response = client.execute(request).await.ok()?;
            let (status, headers) = (response.status(), response.headers().clone());
            Some((status, headers, read(response, cap).await))
        };
        let Ok(Some((status, headers, body))) = tokio::time::timeout(self.total, exchange).await
        else {
            return Outcome::none();
        };
        let now = SystemTime::now();
        let quota = quota(&headers, now);
        let body = match (status, body) {
            (StatusCode::OK, Some(body)) => Ok(body),
            (StatusCode::OK, None) => Err(Failure::Unavailable),
            (_, body) => Err(verdict::failure(status, &headers, body.as_deref(), quota)),
        };
        Outcome { quota, body }
    }
}

impl Outcome {
    fn none() -> Self {
        Self { quota: None, body: Err(Failure::Unavailable) }
    }
}

fn builder(url: &Url, limits: &Limits) -> reqwest::ClientBuilder {
    let loopback = is_loopback(url);
    let builder = Client::builder()
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .https_only(!loopback)
        .connect_timeout(limits.connect)
        .timeout(limits.total)
        .referer(false)
        .user_agent(concat!("oddsboard/", env!("CARGO_PKG_VERSION")));
    if loopback { builder.no_proxy() } else { builder }
}

/// The body, unless it is longer than `cap` or breaks off.
async fn read(mut response: Response, cap: usize) -> Option<Bytes> {
    if response.content_length().is_some_and(|length| length > cap as u64) {
        return None;
    }
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await.ok()? {
        if body.len() + chunk.len() > cap {
            return None;
        }
        body.extend_from_slice(&chunk);
    }
    Some(body.freeze())
}

/// The quota headers; a reset in the past is now, and one beyond a day is a day away.
fn quota(headers: &HeaderMap, now: SystemTime) -> Option<Quota> {
    let remaining = number(headers.get("x-ratelimit-remaining")?)?;
    let reset = number(headers.get("x-ratelimit-reset")?)?;
    let now_s = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
    Some(Quota {
        remaining: u32::try_from(remaining).unwrap_or(u32::MAX),
        reset_in: Duration::from_secs(reset.saturating_sub(now_s).clamp(1, 86_400)),
    })
}

fn number(value: &HeaderValue) -> Option<u64> {
    value.to_str().ok()?.trim().parse().ok()
}
