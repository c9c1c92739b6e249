//! What the provider does not document, as settings: each field carries the number it has in the README.

use std::time::Duration;

/// What happens to a `limit` outside its range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitRule {
    /// The nearest allowed value is used.
    Clamp,
    /// `400 bad_request`.
    Refuse,
}

/// What happens to a socket whose reader cannot keep up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlowConsumer {
    /// The server closes with this code.
    Close(u16),
    /// The oldest messages are lost, silently.
    DropOldest,
}

/// The undocumented behaviour of the service; `Default` is the documented best guess.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is one independent open question")]
pub struct Assumptions {
    /// a comma in a filter separates alternatives.
    pub comma_lists: bool,
    /// every current price is sent when a socket opens.
    pub snapshot_on_connect: bool,
    /// what an out-of-range `limit` does.
    pub limit_rule: LimitRule,
    /// a boolean or integer that does not parse is `400 bad_request`; otherwise it is ignored.
    pub refuse_bad_values: bool,
    /// an unknown query parameter is `400 bad_request`; otherwise it is ignored.
    pub refuse_unknown_parameters: bool,
    /// on Free, a request without `bookmaker` means the picked one; otherwise `403 bookmaker_forbidden`.
    pub free_implicit_bookmaker: bool,
    /// in-play messages reach sockets of plans without live odds.
    pub live_messages_on_every_plan: bool,
    /// a Free socket carries the picked bookmaker only.
    pub free_stream_restricted: bool,
    /// on a plan without live odds, leaving `is_live` out yields in-play rows too.
    pub live_rows_when_unasked: bool,
    /// the error code of value-bets on Free; its name is invented.
    pub value_bets_code: &'static str,
    /// a token opens one socket only.
    pub single_use_tokens: bool,
    /// an open socket survives the expiry of its token.
    pub sockets_outlive_tokens: bool,
    /// a token request costs a REST request as well.
    pub token_costs_a_request: bool,
    /// length of the fixed quota window on Free, aligned to UTC midnight.
    pub free_window: Duration,
    /// length of the fixed quota window on paid plans, aligned to the hour.
    pub paid_window: Duration,
    /// a 429 carries `Retry-After`.
    pub retry_after: bool,
    /// responses carry `X-RateLimit-Limit`.
    pub limit_header: bool,
    /// errors after a valid key carry the rate-limit headers.
    pub rate_headers_on_errors: bool,
    /// refused requests (400, 403, 404) use up quota.
    pub refused_requests_count: bool,
    /// the token endpoint answers cross-origin requests.
    pub cors_token: bool,
    /// the REST endpoints answer cross-origin requests.
    pub cors_rest: bool,
    /// origins that may open the stream from a browser; `None` checks nothing.
    pub stream_origins: Option<Vec<String>>,
    /// messages that are ready together are sent as one JSON array.
    pub batches: bool,
    /// messages that are ready together arrive in reverse order.
    pub reorder: bool,
    /// every message is sent twice.
    pub duplicate: bool,
    /// what happens to a reader that cannot keep up.
    pub slow_consumer: SlowConsumer,
    /// sockets a key may hold at once; one more is closed with 1008.
    pub max_sockets: Option<usize>,
    /// a socket without a client frame for this long is closed.
    pub idle_limit: Duration,
    /// the close code of an idle socket.
    pub idle_code: u16,
    /// the close code of a restart; `None` ends the connection without a close frame.
    pub restart_code: Option<u16>,
    /// a bad token is refused by close 4001 after the upgrade; otherwise the upgrade answers 401.
    pub refuse_after_upgrade: bool,
    /// open sockets survive a rotation of the key.
    pub sockets_outlive_keys: bool,
    /// a scrape that finds nothing new still sends its prices.
    pub heartbeats: bool,
    /// the first price of a new event, market or line is sent as an ordinary message.
    pub announce_new: bool,
    /// pre-match rows of a match that went live age out; otherwise they vanish at kick-off.
    pub pre_match_rows_linger: bool,
    /// times carry milliseconds.
    pub fractional_seconds: bool,
    /// rows not scraped for this long are left out of REST answers.
    pub stale_after: Duration,
    /// No number: `meta.count` is what matched before `limit`, not what is returned.
    pub count_before_limit: bool,
    /// Documented, a setting for tests: the life of a token.
    pub token_life: Duration,
}

impl Default for Assumptions {
    fn default() -> Self {
        Self {
            comma_lists: false,
            snapshot_on_connect: false,
            limit_rule: LimitRule::Clamp,
            refuse_bad_values: true,
            refuse_unknown_parameters: false,
            free_implicit_bookmaker: true,
            live_messages_on_every_plan: false,
            free_stream_restricted: true,
            live_rows_when_unasked: false,
            value_bets_code: "value_bets_not_on_plan",
            single_use_tokens: false,
            sockets_outlive_tokens: true,
            token_costs_a_request: false,
            free_window: Duration::from_hours(24),
            paid_window: Duration::from_hours(1),
            retry_after: false,
            limit_header: false,
            rate_headers_on_errors: true,
            refused_requests_count: true,
            cors_token: false,
            cors_rest: false,
            stream_origins: None,
            batches: false,
            reorder: false,
            duplicate: false,
            slow_consumer: SlowConsumer::Close(1013),
            max_sockets: None,
            idle_limit: Duration::from_mins(5),
            idle_code: 1001,
            restart_code: Some(1012),
            refuse_after_upgrade: true,
            sockets_outlive_keys: true,
            heartbeats: false,
            announce_new: true,
            pre_match_rows_linger: true,
            fractional_seconds: false,
            stale_after: Duration::from_mins(10),
            count_before_limit: false,
            token_life: Duration::from_mins(5),
        }
    }
}
