//! What can happen, for tests to choose from.

use link::{FrameKind, Grant, Input, Refresh, SnapshotFailure, TimerId, TokenCode, TokenFailure};

pub(crate) const TTL_MS: u64 = 300_000;
pub(crate) const TIMERS: [TimerId; 9] = [
    TimerId::Retry,
    TimerId::Token,
    TimerId::Connect,
    TimerId::Sync,
    TimerId::Ping,
    TimerId::Pong,
    TimerId::Stable,
    TimerId::Refresh,
    TimerId::Filters,
];
pub(crate) const CODES: [u16; 12] =
    [1000, 1001, 1002, 1006, 1008, 1009, 1011, 1012, 1013, 4001, 4002, 4999];
pub(crate) const WISHES: [Input; 9] = [
    Input::Start,
    Input::Stop,
    Input::Retry,
    Input::FiltersChanged,
    Input::Online,
    Input::Offline,
    Input::Visible,
    Input::Hidden,
    Input::Resumed,
];

pub(crate) fn token(generation: u64) -> Input {
    Input::Token { generation, result: Ok(Grant { ttl_ms: TTL_MS }) }
}

pub(crate) fn refused(generation: u64, failure: TokenFailure) -> Input {
    Input::Token { generation, result: Err(failure) }
}

pub(crate) fn read(generation: u64) -> Input {
    let refresh = Refresh { next_refresh_ms: Some(40_000) };
    Input::Snapshot { generation, result: Ok(refresh) }
}

pub(crate) fn unread(generation: u64) -> Input {
    Input::Snapshot { generation, result: Err(SnapshotFailure::Refused) }
}

pub(crate) fn status(status: u16) -> TokenFailure {
    TokenFailure::Http { status, code: None, retry_after_ms: None }
}

pub(crate) fn limited(retry_after_ms: Option<u64>) -> TokenFailure {
    TokenFailure::Http { status: 429, code: Some(TokenCode::RateLimited), retry_after_ms }
}

pub(crate) const NOT_ON_PLAN: TokenFailure =
    TokenFailure::Http { status: 403, code: Some(TokenCode::NotOnPlan), retry_after_ms: None };

pub(crate) fn failures() -> Vec<TokenFailure> {
    let rejected = Some(TokenCode::Rejected);
    vec![
        TokenFailure::Network,
        TokenFailure::Network,
        TokenFailure::BadBody,
        status(500),
        TokenFailure::Http { status: 503, code: None, retry_after_ms: Some(90_000) },
        status(401),
        status(403),
        status(404),
        limited(None),
        limited(Some(u64::MAX)),
        NOT_ON_PLAN,
        TokenFailure::Http { status: 502, code: rejected, retry_after_ms: None },
    ]
}

/// Every answer that can carry a generation.
pub(crate) fn answers(generation: u64) -> Vec<Input> {
    let kinds = [FrameKind::Pong, FrameKind::Quotes, FrameKind::Bad];
    let mut answers = vec![
        token(generation),
        Input::Opened { generation },
        Input::BadAddress { generation },
        read(generation),
        unread(generation),
    ];
    answers.extend(kinds.map(|kind| Input::Frame { generation, kind }));
    answers.extend(failures().into_iter().map(|failure| refused(generation, failure)));
    answers.extend(CODES.map(|code| Input::Closed { generation, code, clean: code != 1006 }));
    answers.extend(TIMERS.map(|timer| Input::Due { timer, generation }));
    answers
}
