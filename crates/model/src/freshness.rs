//! When a quote still counts: the link, the bookmaker and the quote itself, kept apart.

use crate::time::Instant;

/// How long a quote counts after it was seen, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// A quote in play, by itself.
    pub live_ms: i64,
    /// A quote in play whose bookmaker keeps speaking about the match.
    pub live_vouched_ms: i64,
    /// A quote before the match, by itself.
    pub early_ms: i64,
    /// A quote before the match whose bookmaker keeps speaking, on a link that was live throughout.
    pub early_vouched_ms: i64,
}

/// A bookmaker vouches for its quotes in play by speaking about the match this often, in milliseconds.
pub(crate) const LIVE_VOICE_MS: i64 = 60_000;
/// And for its quotes before a match by speaking about anything this often.
pub(crate) const EARLY_VOICE_MS: i64 = 5 * 60_000;
/// A match that was in play this long before a quote is another match of the same name.
pub(crate) const REMATCH_MS: i64 = 3 * 60 * 60_000;

impl Default for Limits {
    fn default() -> Self {
        Self {
            live_ms: 60_000,
            live_vouched_ms: 180_000,
            early_ms: 15 * 60_000,
            early_vouched_ms: 60 * 60_000,
        }
    }
}

impl Limits {
    /// One limit for every quote.
    pub const fn all(ms: i64) -> Self {
        Self { live_ms: ms, live_vouched_ms: ms, early_ms: ms, early_vouched_ms: ms }
    }
}

/// The instant and the state of the link under which prices are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Now, on the server's clock.
    pub now: Instant,
    /// Since when the link has been proven without a break; `None` while it is not.
    pub live_since: Option<Instant>,
    /// How long quotes count.
    pub limits: Limits,
}

impl Moment {
    /// This instant, with no link and the usual limits.
    pub fn at(now: Instant) -> Self {
        Self { now, live_since: None, limits: Limits::default() }
    }
}

/// What is known of a quote when it is judged.
#[derive(Clone, Copy, Debug)]
pub struct Evidence {
    /// When the quote was last seen.
    pub seen: Instant,
    /// Whether it is a quote in play.
    pub live: bool,
    /// When its bookmaker last spoke about its match.
    pub spoke_of_match: Instant,
    /// When its bookmaker last spoke about anything.
    pub spoke: Instant,
    /// When any bookmaker last quoted the match in play; `None` before the start.
    pub match_live: Option<Instant>,
}

impl Evidence {
    /// The first instant after now at which the quote may begin or cease to count while nobody says anything and
    /// the link stays as it is.
    ///
    /// Every limit that may apply is asked, also those that do not now: which of them applies is settled by
    /// [`Age::of`] alone.
    pub(crate) fn turns_at(self, moment: Moment) -> Instant {
        let never = Instant::from_ms(i64::MAX);
        if superseded(self) {
            return never;
        }
        let Limits { live_ms, live_vouched_ms, early_ms, early_vouched_ms } = moment.limits;
        let (alone_ms, vouched_ms, voice) = if self.live {
            (live_ms, live_vouched_ms, self.spoke_of_match.plus_ms(LIVE_VOICE_MS))
        } else {
            (early_ms, early_vouched_ms, self.spoke.plus_ms(EARLY_VOICE_MS))
        };
        let ends = [self.seen.plus_ms(alone_ms), self.seen.plus_ms(vouched_ms), voice];
        let ahead = ends.into_iter().filter(|end| *end >= moment.now);
        ahead.min().map_or(never, |end| end.plus_ms(1))
    }
}

/// How sure one can be that a quote still stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Age {
    /// Seen within the first half of its time.
    Fresh,
    /// Past half of its time; it still counts.
    Ageing,
    /// Nobody confirms it; it does not count.
    Stale,
}

impl Age {
    /// Its name in the page.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Ageing => "ageing",
            Self::Stale => "stale",
        }
    }

    /// Judges a quote.
    pub fn of(evidence: Evidence, moment: Moment) -> Self {
        if superseded(evidence) {
            return Self::Stale;
        }
        let age_ms = evidence.seen.age_ms(moment.now);
        let limit_ms = limit_ms(evidence, moment);
        if age_ms > limit_ms {
            Self::Stale
        } else if age_ms > limit_ms / 2 {
            Self::Ageing
        } else {
            Self::Fresh
        }
    }
}

/// A price from before the match says nothing once the match is in play.
fn superseded(evidence: Evidence) -> bool {
    let in_play = |live: Instant| live.plus_ms(REMATCH_MS) >= evidence.seen;
    !evidence.live && evidence.match_live.is_some_and(in_play)
}

fn limit_ms(evidence: Evidence, moment: Moment) -> i64 {
    let Limits { live_ms, live_vouched_ms, early_ms, early_vouched_ms } = moment.limits;
    let Some(live_since) = moment.live_since else {
        return if evidence.live { live_ms } else { early_ms };
    };
    let recently = |spoke: Instant, ms| spoke.age_ms(moment.now) <= ms;
    match evidence.live {
        true if recently(evidence.spoke_of_match, LIVE_VOICE_MS) => live_vouched_ms,
        true => live_ms,
        false if live_since <= evidence.seen && recently(evidence.spoke, EARLY_VOICE_MS) => {
            early_vouched_ms
        }
        false => early_ms,
    }
}

#[cfg(test)]
mod tests {
    use super::{Age, Evidence, Limits, Moment};
    use crate::time::Instant;

    const NOW: Instant = Instant::from_ms(100_000_000);

    fn ago(seconds: i64) -> Instant {
        NOW.plus_ms(-1000 * seconds)
    }

    fn quote(live: bool, seen_s: i64) -> Evidence {
        let seen = ago(seen_s);
        let match_live = live.then_some(seen);
        Evidence { seen, live, spoke_of_match: seen, spoke: seen, match_live }
    }

    fn check(evidence: Evidence, live_since: Option<i64>, age: Age) {
        let moment = Moment { live_since: live_since.map(ago), ..Moment::at(NOW) };
        assert_eq!(Age::of(evidence, moment), age, "{evidence:?} with {moment:?}");
    }

    #[test]
    fn a_quote_in_play_counts_a_minute_and_three_while_its_bookmaker_speaks_of_the_match() {
        let spoke = |seconds| Evidence { spoke_of_match: ago(seconds), ..quote(true, 170) };
        check(quote(true, 30), None, Age::Fresh);
        check(quote(true, 31), None, Age::Ageing);
        check(quote(true, 60), None, Age::Ageing);
        check(quote(true, 61), None, Age::Stale);
        check(spoke(60), Some(500), Age::Ageing);
        check(spoke(61), Some(500), Age::Stale);
        check(spoke(10), None, Age::Stale);
        check(Evidence { spoke_of_match: ago(1), ..quote(true, 181) }, Some(500), Age::Stale);
    }

    #[test]
    fn an_early_quote_counts_a_quarter_and_an_hour_on_a_link_that_never_broke() {
        let minutes =
            |seen: i64, spoke: i64| Evidence { spoke: ago(60 * spoke), ..quote(false, 60 * seen) };
        check(minutes(15, 15), None, Age::Ageing);
        check(minutes(16, 0), None, Age::Stale);
        check(minutes(59, 4), Some(3600), Age::Ageing);
        check(minutes(59, 4), Some(3000), Age::Stale);
        check(minutes(59, 6), Some(3600), Age::Stale);
        check(minutes(61, 0), Some(7200), Age::Stale);
    }

    #[test]
    fn an_early_quote_ends_when_the_match_starts() {
        check(Evidence { match_live: Some(ago(0)), ..quote(false, 1) }, Some(60), Age::Stale);
        check(Evidence { match_live: Some(ago(5)), ..quote(false, 1) }, Some(60), Age::Stale);
        check(
            Evidence { match_live: Some(ago(4 * 3600)), ..quote(false, 1) },
            Some(60),
            Age::Fresh,
        );
    }

    #[test]
    fn one_limit_replaces_all_four() {
        let moment =
            Moment { limits: Limits::all(5_000), live_since: Some(ago(999)), ..Moment::at(NOW) };
        assert_eq!(Age::of(quote(true, 5), moment), Age::Ageing);
        assert_eq!(Age::of(quote(false, 6), moment), Age::Stale);
    }
}
