//! The machine's status and what was counted, as the page shows them.

use link::{Allowance, Phase, Reason, Shown, Status};
use model::capacity::Losses;
use model::time::Instant;
use wire::frame::Frame;
use wire::snapshot::Meta;

use crate::io::clock;
use crate::state::status::{Cause, LinkState, StatusView};

/// What was counted since the page was opened.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures {
    heard_at: Option<Instant>,
    refresh_s: Option<u32>,
    bad_rows: u64,
    unpriced_rows: u64,
}

impl Figures {
    /// Counts a frame of the stream.
    pub fn count_frame(&mut self, frame: &Frame, now: Instant) {
        // To the second: a status that changed with every message would be drawn with every message.
        self.heard_at = Some(Instant::from_ms(now.as_ms() / 1000 * 1000));
        self.bad_rows += frame.bad as u64;
        self.unpriced_rows += frame.unpriced as u64;
    }

    /// Counts a snapshot.
    pub fn count_snapshot(&mut self, meta: &Meta, now: Instant) {
        self.heard_at = Some(now);
        self.refresh_s = meta.next_refresh_s;
        self.bad_rows += meta.bad as u64;
    }
}

/// The status for the page, and since when the link has been live, both on the server's clock.
pub fn status(
    status: &Status,
    figures: &Figures,
    losses: Losses,
    now: Instant,
) -> (StatusView, Option<Instant>) {
    let wall_now_ms = clock::now().wall_ms;
    // To the second: the two clocks tick apart, and a status that differs by their distance would be drawn anew.
    let on_server = |wall_ms: u64| {
        let at = now.plus_ms(signed(wall_ms) - signed(wall_now_ms));
        Instant::from_ms((at.as_ms() + 500).div_euclid(1000) * 1000)
    };
    let view = StatusView {
        state: state(status.shown),
        since: Some(on_server(status.since_ms)),
        cause: status.reason.map(cause),
        retry_at: status.retry_at_ms.map(on_server),
        attempt: status.attempt,
        confirmed: status.confirmed,
        heard_at: figures.heard_at,
        refresh_s: figures.refresh_s,
        bad_rows: figures.bad_rows,
        unpriced_rows: figures.unpriced_rows,
        is_shared: status.phase == Phase::Follower,
        tokens_left: match status.allowance {
            Some(Allowance::Left { remaining, .. }) => Some(remaining),
            Some(Allowance::Unmetered) | None => None,
        },
        losses,
    };
    (view, status.live_since_ms.map(on_server))
}

fn signed(ms: u64) -> i64 {
    i64::try_from(ms).unwrap_or(i64::MAX)
}

fn state(shown: Shown) -> LinkState {
    match shown {
        Shown::Connecting => LinkState::Connecting,
        Shown::Live => LinkState::Live,
        Shown::Reconnecting => LinkState::Reconnecting,
        Shown::Polling => LinkState::Polling,
        Shown::Offline => LinkState::Offline,
        Shown::Stopped => LinkState::Stopped,
    }
}

fn cause(reason: Reason) -> Cause {
    match reason {
        Reason::Unreachable => Cause::Unreachable,
        Reason::Dropped => Cause::Dropped,
        Reason::Restarting => Cause::Restarting,
        Reason::RateLimited => Cause::RateLimited,
        Reason::Spent => Cause::Spent,
        Reason::Preferred => Cause::Preferred,
        Reason::Unauthorized => Cause::TokenRefused,
        Reason::Forbidden => Cause::Forbidden,
        Reason::KeyRejected => Cause::KeyRejected,
        Reason::NoStream => Cause::NoStream,
        Reason::BadAddress => Cause::BadAddress,
        Reason::Protocol => Cause::Protocol,
    }
}
