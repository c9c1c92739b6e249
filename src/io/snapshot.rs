//! The current prices from the backend.

use wire::error::DecodeError;
use wire::filter::{FeedFilter, push_pair};
use wire::snapshot::{Meta, Snapshot};

use crate::io::clock::{ServerClock, now};
use crate::io::fetch::{NoAnswer, get};
use crate::state::feed::Feed;

/// Why the board could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// No answer, or one that says no.
    Refused,
    /// An answer that is no snapshot.
    BadBody,
}

/// Reads one market type of a feed onto its board, unless `is_wanted` says no when the answer is there.
///
/// # Errors
///
/// Why nothing was read.
pub async fn read(
    api: &str,
    filter: &FeedFilter,
    market_type: &str,
    signal: Option<web_sys::AbortSignal>,
    clock: &ServerClock,
    feed: &Feed,
    is_wanted: impl Fn() -> bool,
) -> Result<Meta, Unread> {
    let mut query = filter.query();
    push_pair(&mut query, "market_type", market_type);
    let sent = now();
    let answer = get(&format!("{api}/api/odds?{query}"), signal)
        .await
        .map_err(|NoAnswer| Unread::Refused)?;
    if answer.status != 200 || !is_wanted() {
        return Err(Unread::Refused);
    }
    // The clock comes first: every row is judged by it.
    let bad_body = |_: DecodeError| Unread::BadBody;
    let snapshot = Snapshot::open(&answer.body).map_err(bad_body)?;
    if let Some(server) = snapshot.meta().server_time {
        clock.sync(server, sent);
    }
    let meta = snapshot.rows(|row| feed.apply_row(&row)).map_err(bad_body)?;
    if let Some(fetched_at) = meta.complete_at() {
        feed.withdraw_absent(market_type, fetched_at);
    }
    feed.end_reading();
    Ok(meta)
}
