//! What can happen, for tests to choose from.

use link::{
    Allowance, Budget, FrameKind, Grant, Input, Reason, Refresh, Refused, Report, Shown,
    SnapshotFailure, TimerId, TokenCode, TokenFailure, Word,
};

pub(crate) const TTL_MS: u64 = 300_000;
pub(crate) const TIMERS: [TimerId; 12] = [
    TimerId::Retry,
    TimerId::Token,
    TimerId::Connect,
    TimerId::Sync,
    TimerId::Ping,
    TimerId::Pong,
    TimerId::Stable,
    TimerId::Refresh,
    TimerId::Filters,
    TimerId::Recheck,
    TimerId::Beat,
    TimerId::Silence,
];
pub(crate) const CODES: [u16; 12] =
    [1000, 1001, 1002, 1006, 1008, 1009, 1011, 1012, 1013, 4001, 4002, 4999];
/// What the reader can do, and then what the browser can say.
pub(crate) const WISHES: [Input; 14] = [
    Input::Start,
    Input::Retry,
    Input::PreferPolling(true),
    Input::PreferPolling(false),
    Input::FiltersChanged,
    Input::Stop,
    Input::PutAway,
    Input::BroughtBack,
    Input::Left,
    Input::Online,
    Input::Offline,
    Input::Visible,
    Input::Hidden,
    Input::Resumed,
];
/// Of those, what is a hint and nobody's wish.
pub(crate) const HINTS: [Input; 5] =
    [Input::Online, Input::Offline, Input::Visible, Input::Hidden, Input::Resumed];

pub(crate) fn charged(generation: u64) -> Input {
    Input::Charged { generation, result: Ok(Allowance::Unmetered) }
}

/// A ledger that has so many tokens left for the day.
pub(crate) fn charged_of(generation: u64, remaining: u32) -> Input {
    let reset_ms = 80_000_000;
    Input::Charged { generation, result: Ok(Allowance::Left { remaining, reset_ms }) }
}

pub(crate) fn uncharged(generation: u64, is_spent: bool) -> Input {
    Input::Charged { generation, result: Err(Refused { wait_ms: 500_000, is_spent }) }
}

pub(crate) fn token(generation: u64) -> Input {
    granted(generation, Budget::Unmetered)
}

pub(crate) fn granted(generation: u64, budget: Budget) -> Input {
    Input::Token { generation, result: Ok(Grant { ttl_ms: TTL_MS, budget }) }
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
        charged(generation),
        charged_of(generation, 4),
        uncharged(generation, true),
        uncharged(generation, false),
        token(generation),
        granted(generation, Budget::Metered { remaining: 3, reset_ms: 9_000_000 }),
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

/// What the page that has the seat may say about its connection.
pub(crate) fn report(shown: Shown, confirmed: bool) -> Report {
    let is_live = shown == Shown::Live;
    Report {
        shown,
        since_ms: 1_800_000_000_000,
        reason: (!is_live).then_some(Reason::Dropped),
        attempt: 0,
        retry_at_ms: None,
        confirmed,
        live_since_ms: is_live.then_some(1_800_000_000_000),
    }
}

/// Everything that other pages can say.
pub(crate) fn words() -> [Word; 10] {
    [
        Word::Hello,
        Word::Ask,
        Word::Retry,
        Word::PreferPolling(true),
        Word::PreferPolling(false),
        Word::Beat(report(Shown::Live, true)),
        Word::Beat(report(Shown::Reconnecting, false)),
        Word::Frames,
        Word::Board,
        Word::Bye,
    ]
}
