//! The link in words: its state, why it is not live, and what happens next.

use std::sync::Arc;

use model::time::Instant;
use model::view::Tally;

use crate::state::screen::Place;
use crate::state::status::{Cause, LinkState, StatusView};
use crate::view::words::{Word, english, number, time};

/// The state in a word or two.
pub(crate) fn state(state: LinkState) -> Word {
    match state {
        LinkState::Connecting => english::CONNECTING,
        LinkState::Live => english::LIVE_FEED,
        LinkState::Reconnecting => english::RECONNECTING,
        LinkState::Polling => english::POLLING,
        LinkState::Offline => english::OFFLINE,
        LinkState::Stopped => english::STOPPED,
    }
}

/// What stands beside the state: since when, how often, what is tried.
pub(crate) fn note(status: &StatusView, now: Instant, place: Place) -> String {
    let time = match status.state {
        LinkState::Live => status.heard_at.map(|heard| time::age(heard, now)),
        LinkState::Connecting => status.since.map(|since| time::age(since, now)),
        LinkState::Reconnecting => status.retry_at.map(|retry| time::wait(retry, now)),
        LinkState::Polling => status.refresh_s.map(|every| time::span(every.into())),
        LinkState::Offline => status.since.map(|since| time::clock(since, place)),
        LinkState::Stopped => None,
    };
    let text = match (status.state, &time) {
        (LinkState::Connecting, Some(_)) => english::FOR_SO_LONG,
        (LinkState::Reconnecting, Some(_)) => english::ATTEMPT_IN,
        (LinkState::Reconnecting, None) => english::ATTEMPT,
        (LinkState::Polling, Some(_)) => english::EVERY_SO_LONG,
        (LinkState::Offline, Some(_)) => english::SINCE,
        (LinkState::Stopped, _) => return status.cause.map(short).unwrap_or_default(),
        _ => return time.unwrap_or_default(),
    };
    text.with(&[("time", &time.unwrap_or_default()), ("number", &number(status.attempt.into()))])
}

fn short(cause: Cause) -> String {
    let word = match cause {
        Cause::Unreachable => english::OUT_OF_REACH,
        Cause::Dropped => english::CONNECTION_LOST,
        Cause::Restarting => english::FEED_RESTARTING,
        Cause::RateLimited | Cause::Spent => english::QUOTA_USED,
        Cause::TokenRefused | Cause::Forbidden | Cause::KeyRejected => english::ACCESS_REFUSED,
        Cause::NoStream => english::NO_STREAM,
        Cause::Preferred => english::AS_YOU_CHOSE,
        Cause::BadAddress => english::WRONG_ADDRESS,
        Cause::Protocol => english::NOT_UNDERSTOOD,
    };
    word.text().to_owned()
}

/// What is the matter, as a sentence.
pub(crate) fn matter(cause: Option<Cause>) -> &'static str {
    let word = match cause {
        Some(Cause::RateLimited) => english::MATTER_RATE_LIMITED,
        Some(Cause::Spent) => english::MATTER_SPENT,
        Some(Cause::TokenRefused | Cause::Forbidden | Cause::KeyRejected) => {
            english::MATTER_REFUSED
        }
        Some(Cause::BadAddress) => english::MATTER_BAD_ADDRESS,
        Some(Cause::Protocol) => english::MATTER_PROTOCOL,
        Some(Cause::Restarting) => english::MATTER_RESTARTING,
        Some(Cause::Dropped) => english::MATTER_DROPPED,
        Some(Cause::NoStream) => english::MATTER_NO_STREAM,
        Some(Cause::Preferred) => english::MATTER_PREFERRED,
        Some(Cause::Unreachable) | None => english::MATTER_UNREACHABLE,
    };
    word.text()
}

/// What that means and who can mend it.
pub(crate) fn advice(cause: Option<Cause>) -> &'static str {
    let word = match cause {
        Some(Cause::RateLimited) => english::ADVICE_RATE_LIMITED,
        Some(Cause::Spent) => english::ADVICE_SPENT,
        Some(Cause::TokenRefused) => english::ADVICE_TOKEN_REFUSED,
        Some(Cause::Forbidden) => english::ADVICE_FORBIDDEN,
        Some(Cause::KeyRejected) => english::ADVICE_KEY_REJECTED,
        Some(Cause::BadAddress) => english::ADVICE_BAD_ADDRESS,
        Some(Cause::Protocol) => english::ADVICE_PROTOCOL,
        Some(
            Cause::Unreachable
            | Cause::Dropped
            | Cause::Restarting
            | Cause::NoStream
            | Cause::Preferred,
        )
        | None => english::ADVICE_UNREACHABLE,
    };
    word.text()
}

/// Of when the prices are, and when the next attempt is made.
pub(crate) fn next(status: &StatusView, now: Instant, place: Place) -> String {
    let last = status.heard_at.map(|heard| {
        let (time, age) = (time::stamp(heard, place), time::age(heard, now));
        english::PRICES_AS_OF.with(&[("time", &time), ("age", &age)])
    });
    sentences(last, status.retry_at.map(|retry| again(retry, now, place)))
}

/// When the next attempt is made.
pub(crate) fn again(retry: Instant, now: Instant, place: Place) -> String {
    let (text, time) = match now.age_ms(retry) {
        ..=0 => (english::TRYING_NOW, String::new()),
        1..600_000 => (english::TRYING_IN, time::wait(retry, now)),
        _ => (english::TRYING_AT, time::clock(retry, place)),
    };
    text.with(&[("time", &time)])
}

/// Polling, and what it costs the reader; or why there is no stream now and when the next attempt is made.
pub(crate) fn polling(status: &StatusView, again: Option<&str>) -> (String, String) {
    let rest = match (status.cause, again) {
        (Some(Cause::Preferred), None) => english::BEHIND_AS_CHOSEN.text(),
        (Some(Cause::NoStream) | None, None) => english::BEHIND_BY_PLAN.text(),
        (cause, _) => matter(cause),
    };
    let refresh = every(status, english::REFRESH_EVERY, english::REFRESH_AT_INTERVALS);
    (refresh, sentences(Some(rest.to_owned()), again.map(str::to_owned)))
}

/// A quota that is used up while prices are read at intervals: how often, and until when.
pub(crate) fn meanwhile(status: &StatusView, again: Option<&str>) -> String {
    let until = every(status, english::READ_EVERY, english::READ_AT_INTERVALS);
    sentences(Some(until), again.map(str::to_owned))
}

/// One text where it is known how often prices are read, another where it is not.
fn every(status: &StatusView, known: Word, unknown: Word) -> String {
    match status.refresh_s {
        Some(every) => known.with(&[("time", &time::span(every.into()))]),
        None => unknown.text().to_owned(),
    }
}

/// Whole sentences one after the other.
fn sentences(first: Option<String>, second: Option<String>) -> String {
    let mut text = first.unwrap_or_default();
    add(&mut text, " ", second);
    text
}

/// Adds a part to what stands there already.
fn add(text: &mut String, between: &str, part: Option<String>) {
    if let Some(part) = part {
        if !text.is_empty() {
            text.push_str(between);
        }
        text.push_str(&part);
    }
}

/// Prices are held back.
pub(crate) fn paused(held_back: usize, since: Instant, place: Place) -> (String, String) {
    let from = english::PAUSED_FROM.with(&[("time", &time::clock(since, place))]);
    (english::HELD_BACK.counted(held_back), from)
}

/// How many prices count: fresh ones, or ones that still have to be confirmed.
pub(crate) fn prices(tally: &Tally, confirmed: bool) -> String {
    let text = if confirmed { english::FRESH_PRICES } else { english::UNCONFIRMED_PRICES };
    text.counted(tally.fresh)
}

/// What stands beside the prices: of when they are unless confirmed, those that do not count, and those that
/// could not be read.
pub(crate) fn prices_rest(tally: &Tally, status: &StatusView, place: Place) -> String {
    let heard = status.heard_at.filter(|_| !status.confirmed);
    let as_of = heard.map(|heard| english::AS_OF.with(&[("time", &time::stamp(heard, place))]));
    let counted = |count: usize, text: Word| (count > 0).then(|| text.counted(count));
    let bad_rows = usize::try_from(status.bad_rows).unwrap_or(usize::MAX);
    let (stale, unread) =
        (counted(tally.stale, english::STALE_PRICES), counted(bad_rows, english::UNREAD_ROWS));
    let mut rest = as_of.unwrap_or_default();
    for part in [stale, unread] {
        add(&mut rest, english::LIST.text(), part);
    }
    rest
}

/// The bookmaker that has been quiet the longest, what stands before its name and what stands behind it.
pub(crate) fn quiet(tally: &Tally, now: Instant) -> Option<(String, Arc<str>, String)> {
    let (name, spoke) = tally.quietest.as_ref()?;
    let text = english::QUIET.with(&[("age", &time::age(*spoke, now))]);
    let (before, rest) = text.split_once('{')?;
    let (_, behind) = rest.split_once('}')?;
    Some((before.to_owned(), Arc::clone(name), behind.to_owned()))
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
