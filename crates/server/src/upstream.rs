//! Requests to the provider: bounded in time and size, never redirected, never repeated.

mod verdict;

use std::time::{Duration, SystemTime};

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use bytes::{Bytes, BytesMut};
use reqwest::{Client, Method, Request, Response, StatusCode, Url, redirect, retry};

use crate::key::Key;
use crate::ledger::Plan;
use crate::notice::Notices;
use crate::purse::Fare;
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
    /// Until the count starts anew, from a second to a day.
    pub(crate) reset_in: Duration,
    /// The same as the provider said it: seconds since 1970 by its own clock.
    pub(crate) resets_at_s: u64,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Token,
    List,
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

    /// Asks for the one token that is paid for.
    pub(crate) async fn token(&self, _paid: Fare) -> Outcome {
        let request = Request::new(Method::POST, self.token_url.clone());
        self.send(&self.tokens, request, Wish::Token).await
    }

    /// Reads a REST path with parameters.
    pub(crate) async fn get(&self, path: &str, params: &[(&'static str, String)]) -> Outcome {
        let mut url = self.api_url.clone();
        let base = url.path().trim_end_matches('/').to_owned();
        url.set_path(&format!("{base}{path}"));
        if !params.is_empty() {
            url.query_pairs_mut().extend_pairs(params);
        }
        self.send(&self.rest, Request::new(Method::GET, url), Wish::List).await
    }

    /// Whether the provider repeated the key in what it answered.
    pub(crate) fn repeats_key(&self, text: &str) -> bool {
        self.key.is_in(text)
    }

    async fn send(&self, client: &Client, request: Request, wish: Wish) -> Outcome {
        let outcome = tokio::time::timeout(self.total, self.exchange(client, request, wish)).await;
        let outcome = outcome.unwrap_or_else(|_| Outcome::none(Failure::Unavailable));
        if let Some(sentence) = outcome.body.as_ref().err().and_then(|failure| failure.notice()) {
            self.notices.say(sentence);
        }
        outcome
    }

    async fn exchange(&self, client: &Client, mut request: Request, wish: Wish) -> Outcome {
        let Some(key) = self.key.header() else { return Outcome::none(Failure::Unreached) };
        request.headers_mut().insert(KEY_HEADER, key);
        let response = match client.execute(request).await {
            Ok(response) => response,
            Err(error) if error.is_connect() => return Outcome::none(Failure::Unreached),
            Err(_) => return Outcome::none(Failure::Unavailable),
        };
        let (status, headers) = (response.status(), response.headers().clone());
        let body = read(response, wish.bytes()).await;
        let quota = quota(&headers, SystemTime::now());
        let body = match (status, body) {
            (StatusCode::OK, Some(body)) => Ok(body),
            (StatusCode::OK, None) => Err(Failure::Unavailable),
            (_, body) => {
                let counted = quota.map(|quota| wish.counted(quota));
                Err(verdict::failure(status, &headers, body.as_deref(), counted))
            }
        };
        Outcome { quota, body }
    }
}

impl Outcome {
    fn none(failure: Failure) -> Self {
        Self { quota: None, body: Err(failure) }
    }
}

impl Wish {
    const fn bytes(self) -> usize {
        match self {
            Self::Token => TOKEN_BYTES,
            Self::List => REST_BYTES,
        }
    }

    /// The quota that a refusal of this is about. Where tokens are counted at all their count is not in the
    /// headers, but it starts anew when the other does.
    fn counted(self, quota: Quota) -> Quota {
        match self {
            Self::Token if Plan::Unknown.learn(quota) != Plan::Paid => {
                Quota { remaining: 0, ..quota }
            }
            Self::Token | Self::List => quota,
        }
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
        resets_at_s: reset,
    })
}

fn number(value: &HeaderValue) -> Option<u64> {
    value.to_str().ok()?.trim().parse().ok()
}
