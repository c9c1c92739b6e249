//! The link in words: its state, why it is not live, and what happens next.

use std::sync::Arc;

use model::time::Instant;
use model::view::Tally;

use crate::state::screen::Place;
use crate::state::status::{Cause, LinkState, StatusView};
use crate::view::words::time;

/// The state in a word or two.
pub(crate) fn state(state: LinkState) -> &'static str {
    match state {
        LinkState::Connecting => "Connecting",
        LinkState::Live => "Live feed",
        LinkState::Reconnecting => "Reconnecting",
        LinkState::Polling => "Polling",
        LinkState::Offline => "Offline",
        LinkState::Stopped => "Stopped",
    }
}

/// What stands beside the state: since when, how often, what is tried.
pub(crate) fn note(status: &StatusView, now: Instant, place: Place) -> String {
    match status.state {
        LinkState::Live => status.heard_at.map(|heard| time::age(heard, now)).unwrap_or_default(),
        LinkState::Connecting => {
            status.since.map(|since| format!("for {}", time::age(since, now))).unwrap_or_default()
        }
        LinkState::Reconnecting => match status.retry_at {
            Some(retry) => format!("attempt {}, in {}", status.attempt, time::wait(retry, now)),
            None => format!("attempt {}", status.attempt),
        },
        LinkState::Polling => status.refresh_s.map(|_| every(status)).unwrap_or_default(),
        LinkState::Offline => status
            .since
            .map(|since| format!("since {}", time::clock(since, place)))
            .unwrap_or_default(),
        LinkState::Stopped => status.cause.map(|cause| short(cause).to_owned()).unwrap_or_default(),
    }
}

fn short(cause: Cause) -> &'static str {
    match cause {
        Cause::Unreachable => "out of reach",
        Cause::Dropped => "connection lost",
        Cause::Restarting => "feed restarting",
        Cause::RateLimited | Cause::Spent => "quota used up",
        Cause::TokenRefused | Cause::Forbidden | Cause::KeyRejected => "access refused",
        Cause::NoStream => "no stream",
        Cause::Preferred => "as you chose",
        Cause::BadAddress => "wrong address",
        Cause::Protocol => "not understood",
    }
}

/// What is the matter, as a sentence.
pub(crate) fn matter(cause: Option<Cause>) -> &'static str {
    match cause {
        Some(Cause::RateLimited) => "The request quota is used up.",
        Some(Cause::Spent) => "This browser has used up its connections for today.",
        Some(Cause::TokenRefused | Cause::Forbidden | Cause::KeyRejected) => {
            "This board may not read the feed."
        }
        Some(Cause::BadAddress) => "The address of the feed is wrong.",
        Some(Cause::Protocol) => "The feed speaks in a way this version does not understand.",
        Some(Cause::Restarting) => "The feed is restarting.",
        Some(Cause::Dropped) => "The connection to the feed was lost.",
        Some(Cause::NoStream) => "The plan has no live stream.",
        Some(Cause::Preferred) => "Prices are read at intervals, as you chose.",
        Some(Cause::Unreachable) | None => "The feed is offline.",
    }
}

/// What that means and who can mend it.
pub(crate) fn advice(cause: Option<Cause>) -> &'static str {
    match cause {
        Some(Cause::RateLimited) => {
            "The provider counts requests by the day; the board reads again when it may."
        }
        Some(Cause::Spent) => {
            "Every connection costs one of the few tokens of a day. It connects again when there are more."
        }
        Some(Cause::TokenRefused) => {
            "The provider did not accept the board's token twice. Its owner has to check the key and the plan."
        }
        Some(Cause::Forbidden) => {
            "The server does not serve this page. Its owner has to allow the page's address."
        }
        Some(Cause::KeyRejected) => {
            "The provider refused the key of the board's owner, who has to check it. The server's log has the reason."
        }
        Some(Cause::BadAddress) => {
            "The owner of the page has to check where it looks for its server."
        }
        Some(Cause::Protocol) => "Reloading the page may bring a newer version.",
        Some(
            Cause::Unreachable
            | Cause::Dropped
            | Cause::Restarting
            | Cause::NoStream
            | Cause::Preferred,
        )
        | None => "Nothing is lost: the board reads all prices again once the feed answers.",
    }
}

/// Of when the prices are, and when the next attempt is made.
pub(crate) fn next(status: &StatusView, now: Instant, place: Place) -> String {
    let last = status.heard_at.map(|heard| {
        format!("Prices as of {}, {} ago. ", time::stamp(heard, place), time::age(heard, now))
    });
    let next = status.retry_at.map(|retry| again(retry, now, place));
    last.unwrap_or_default() + &next.unwrap_or_default()
}

/// When the next attempt is made.
pub(crate) fn again(retry: Instant, now: Instant, place: Place) -> String {
    match now.age_ms(retry) {
        ..=0 => "Trying again now.".to_owned(),
        1..600_000 => format!("Trying again in {}.", time::wait(retry, now)),
        _ => format!("Trying again at {}.", time::clock(retry, place)),
    }
}

/// Polling, and what it costs the reader; or why there is no stream now and when the next attempt is made.
pub(crate) fn polling(status: &StatusView, again: Option<&str>) -> (String, String) {
    let rest = match (status.cause, again) {
        (cause, Some(again)) => format!("{} {again}", matter(cause)),
        (Some(Cause::Preferred), None) => {
            "You chose to read prices at intervals, so a price here may be that far behind."
                .to_owned()
        }
        (Some(Cause::NoStream) | None, None) => {
            "This plan has no live stream, so a price here may be that far behind.".to_owned()
        }
        (cause, None) => matter(cause).to_owned(),
    };
    (format!("Prices refresh {}.", every(status)), rest)
}

/// A quota that is used up while prices are read at intervals: how often, and until when.
pub(crate) fn meanwhile(status: &StatusView, again: Option<&str>) -> String {
    let until = format!("Prices are read {} until the stream may be had again.", every(status));
    [Some(until.as_str()), again].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn every(status: &StatusView) -> String {
    status.refresh_s.map_or_else(
        || "at intervals".to_owned(),
        |every| format!("every {}", time::span(every.into())),
    )
}

/// Prices are held back.
pub(crate) fn paused(held_back: usize, since: Instant, place: Place) -> (String, String) {
    let updates = if held_back == 1 { "update" } else { "updates" };
    let since = time::clock(since, place);
    (format!("{held_back} {updates} while paused."), format!("Prices shown are from {since}."))
}

/// How many prices count: fresh ones, or ones that still have to be confirmed.
pub(crate) fn prices(tally: &Tally, confirmed: bool) -> String {
    if confirmed {
        format!("{} fresh", tally.fresh)
    } else {
        format!("{} unconfirmed", tally.fresh)
    }
}

/// What stands beside the prices: of when they are unless confirmed, those that do not count, and those that
/// could not be read.
pub(crate) fn prices_rest(tally: &Tally, status: &StatusView, place: Place) -> String {
    let heard = status.heard_at.filter(|_| !status.confirmed);
    let as_of = heard.map(|heard| format!("as of {}", time::stamp(heard, place)));
    let counted = |count: u64, word: &str| (count > 0).then(|| format!("{count} {word}"));
    let (stale, unread) =
        (counted(tally.stale as u64, "stale"), counted(status.bad_rows, "unread"));
    [as_of, stale, unread].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The bookmaker that has been quiet the longest, and for how long.
pub(crate) fn quiet(tally: &Tally, now: Instant) -> Option<(Arc<str>, String)> {
    let (name, spoke) = tally.quietest.as_ref()?;
    Some((Arc::clone(name), format!(" quiet {}", time::age(*spoke, now))))
}

#[cfg(test)]
mod tests {
    use model::time::Instant;
    use model::view::Tally;

    use super::{again, meanwhile, next, note, polling, prices, prices_rest};
    use crate::state::screen::Place;
    use crate::state::status::{Cause, LinkState, StatusView};

    const NOW: Instant = Instant::from_ms(1_795_894_927_000);

    fn at(seconds: i64) -> Instant {
        NOW.plus_ms(seconds * 1000)
    }

    #[test]
    fn every_state_has_its_note() {
        let check = |status: &StatusView, text: &str| {
            assert_eq!(note(status, NOW, Place::default()), text, "{status:?}");
        };
        let status = |state| StatusView {
            state,
            since: Some(at(-240)),
            heard_at: Some(at(-2)),
            retry_at: Some(at(4)),
            attempt: 3,
            refresh_s: Some(40),
            cause: Some(Cause::KeyRejected),
            ..StatusView::default()
        };
        check(&status(LinkState::Live), "2 s");
        check(&status(LinkState::Connecting), "for 4 min");
        check(&status(LinkState::Reconnecting), "attempt 3, in 4 s");
        check(&status(LinkState::Polling), "every 40 s");
        let limited = Some(Cause::RateLimited);
        check(&StatusView { cause: limited, ..status(LinkState::Polling) }, "every 40 s");
        check(&status(LinkState::Offline), "since 19:38");
        check(&status(LinkState::Stopped), "access refused");
        check(&StatusView::default(), "");
    }

    #[test]
    fn a_long_wait_is_told_by_the_clock() {
        let wait = |seconds| {
            let status = StatusView {
                heard_at: Some(at(-252)),
                retry_at: Some(at(seconds)),
                ..StatusView::default()
            };
            next(&status, NOW, Place::default())
        };
        assert_eq!(wait(8), "Prices as of 19:37:55, 4 min ago. Trying again in 8 s.");
        assert_eq!(wait(-1), "Prices as of 19:37:55, 4 min ago. Trying again now.");
        assert_eq!(wait(3600), "Prices as of 19:37:55, 4 min ago. Trying again at 20:42.");
        assert_eq!(next(&StatusView::default(), NOW, Place::default()), "");
    }

    #[test]
    fn prices_at_intervals_say_why_how_often_and_until_when() {
        let check = |cause, retry_s: Option<i64>, refresh_s, words: [&str; 2]| {
            let status = StatusView { cause: Some(cause), refresh_s, ..StatusView::default() };
            let again = retry_s.map(|seconds| again(at(seconds), NOW, Place::default()));
            let (word, rest) = polling(&status, again.as_deref());
            assert_eq!([word.as_str(), rest.as_str()], words, "{status:?}");
        };
        let every = "Prices refresh every 40 s.";
        let no_stream = "This plan has no live stream, so a price here may be that far behind.";
        check(Cause::NoStream, None, Some(40), [every, no_stream]);
        let chosen =
            "You chose to read prices at intervals, so a price here may be that far behind.";
        check(Cause::Preferred, None, None, ["Prices refresh at intervals.", chosen]);
        let lost = "The connection to the feed was lost. Trying again at 20:42.";
        check(Cause::Dropped, Some(3_600), Some(40), [every, lost]);
        let down = "The feed is offline. Trying again in 2 min.";
        check(Cause::Unreachable, Some(120), Some(40), [every, down]);
    }

    #[test]
    fn a_used_up_quota_says_that_prices_are_read_until_the_stream_may_be_had_again() {
        let status = StatusView { refresh_s: Some(40), ..StatusView::default() };
        let until = "Prices are read every 40 s until the stream may be had again.";
        assert_eq!(meanwhile(&status, None), until);
        let again = again(at(3_600), NOW, Place::default());
        assert_eq!(meanwhile(&status, Some(&again)), format!("{until} Trying again at 20:42."));
        let unsaid = "Prices are read at intervals until the stream may be had again.";
        assert_eq!(meanwhile(&StatusView::default(), None), unsaid);
    }

    #[test]
    fn unconfirmed_prices_are_not_called_fresh() {
        let tally = Tally { fresh: 592, stale: 9, ..Tally::default() };
        assert_eq!(prices(&tally, true), "592 fresh");
        assert_eq!(prices(&tally, false), "592 unconfirmed");
        let place = Place::default();
        let lost = StatusView { bad_rows: 2, heard_at: Some(at(-3)), ..StatusView::default() };
        assert_eq!(prices_rest(&tally, &lost, place), "as of 19:42:04, 9 stale, 2 unread");
        let confirmed = StatusView { confirmed: true, ..lost };
        assert_eq!(prices_rest(&tally, &confirmed, place), "9 stale, 2 unread");
        assert_eq!(prices_rest(&Tally::default(), &StatusView::default(), place), "");
    }
}
