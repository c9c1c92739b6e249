//! One price followed over time: what of it is a move, and what is only a gap.
//!
//! Bookmakers close a market whenever something happens, and what they show for the first seconds after it is
//! often no price that stands. So a price that comes back counts only once it is confirmed.

use crate::change::Change;
use crate::price::Price;
use crate::time::Instant;

/// What stands this long after we heard that a market reopened counts, in milliseconds.
pub const CONFIRM_MS: i64 = 10_000;

/// What was seen of a price at one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// When it was seen, by whoever saw it. Whoever tells the same sighting again tells the same time.
    pub at: Instant,
    /// The price; `None` when it is suspended, withdrawn, or stale, which is not to be known.
    pub price: Option<Price>,
}

/// A price that counts, and since when it stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The price.
    pub price: Price,
    /// When it was first seen at that price.
    pub at: Instant,
}

/// A move of a price that was open throughout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// Where it was.
    pub from: Price,
    /// Where it went.
    pub to: Price,
    /// When.
    pub at: Instant,
}

impl Move {
    /// How far it went.
    pub fn change(&self) -> Change {
        Change::between(self.from, self.to)
    }
}

/// What a sample was to a pulse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It is older than what is known, and changed nothing.
    Late,
    /// It says what was known, or nothing that counts yet.
    Same,
    /// The first price.
    Began(Mark),
    /// An open price went to another one.
    Moved(Move),
    /// The price went away.
    Closed(Instant),
    /// A price is back. It does not count yet.
    Reopened,
    /// The price that came back counts from its mark on. How it differs from the one before the gap is no move.
    Confirmed(Mark),
}

/// What a pulse made of a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heard {
    /// What came back before and was confirmed by the time that had passed until the sample.
    pub settled: Option<Mark>,
    /// What the sample was.
    pub step: Step,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Phase {
    #[default]
    New,
    Open(Price),
    Closed {
        before: Option<Price>,
    },
    Reopened {
        before: Option<Price>,
        mark: Mark,
        /// When it was seen at that price, as it was told: only another sighting confirms it.
        seen: Instant,
        /// When we heard that the market reopened.
        opened: Instant,
    },
}

/// A price and the state of its market, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pulse {
    phase: Phase,
    heard: Option<Instant>,
    lost: Option<Instant>,
}

impl Pulse {
    /// Takes a sample, after what it is the time to confirm by then. A time in the future counts as now.
    ///
    /// An older sample than the last one changes nothing; of two from the same instant the last to arrive stands,
    /// because the feed's times are whole seconds and its messages are in order.
    ///
    /// A price that came back is confirmed by another sighting of it, never by the same one told again.
    pub fn hear(&mut self, sample: Sample, now: Instant) -> Heard {
        let Sample { at: seen, price } = sample;
        let at = seen.min(now);
        let settled = self.settle(at);
        if self.heard.is_some_and(|heard| at < heard) {
            return Heard { settled, step: Step::Late };
        }
        self.heard = Some(at);
        Heard { settled, step: self.step(price, at, seen, now) }
    }

    fn step(&mut self, price: Option<Price>, at: Instant, seen: Instant, now: Instant) -> Step {
        match (self.phase, price) {
            (Phase::New, Some(price)) => self.begin(Mark { price, at }),
            (Phase::New, None) => self.enter(Phase::Closed { before: None }, Step::Same),
            (Phase::Open(from), Some(to)) if from == to => Step::Same,
            (Phase::Open(from), Some(to)) => {
                self.enter(Phase::Open(to), Step::Moved(Move { from, to, at }))
            }
            (Phase::Open(price), None) => {
                self.enter(Phase::Closed { before: Some(price) }, Step::Closed(at))
            }
            (Phase::Closed { .. }, None) => Step::Same,
            (Phase::Closed { before }, Some(price)) => {
                self.reopen(before, Mark { price, at }, seen, now)
            }
            (Phase::Reopened { before, .. }, None) => {
                self.enter(Phase::Closed { before }, Step::Same)
            }
            (Phase::Reopened { mark, seen: known, .. }, Some(price)) if mark.price == price => {
                if seen > known {
                    self.confirm(mark)
                } else {
                    Step::Same
                }
            }
            (Phase::Reopened { before, opened, .. }, Some(price)) => {
                self.reopen(before, Mark { price, at }, seen, opened)
            }
        }
    }

    /// Confirms a price that came back, when it still stands [`CONFIRM_MS`] after it did.
    pub fn settle(&mut self, now: Instant) -> Option<Mark> {
        match self.phase {
            Phase::Reopened { mark, opened, .. } if opened.age_ms(now) >= CONFIRM_MS => {
                self.confirm(mark);
                Some(mark)
            }
            _ => None,
        }
    }

    /// Forgets that there is a price, because the link broke. It counts again as after a suspension, once it was
    /// seen since; what was seen before is late.
    pub fn lose(&mut self, now: Instant) -> Step {
        let at = self.heard.map_or(now, |heard| heard.max(now));
        (self.heard, self.lost) = (Some(at), Some(at));
        if self.phase == Phase::New { Step::Same } else { self.step(None, at, at, now) }
    }

    /// The price that counts; `None` when there is none, or none that is confirmed.
    pub fn price(&self) -> Option<Price> {
        match self.phase {
            Phase::Open(price) => Some(price),
            Phase::New | Phase::Closed { .. } | Phase::Reopened { .. } => None,
        }
    }

    /// The price that came back and is not confirmed.
    pub fn awaits(&self) -> Option<Price> {
        match self.phase {
            Phase::Reopened { mark, .. } => Some(mark.price),
            Phase::New | Phase::Open(_) | Phase::Closed { .. } => None,
        }
    }

    /// Whether there was never a price, or it went away.
    pub fn is_closed(&self) -> bool {
        matches!(self.phase, Phase::New | Phase::Closed { .. })
    }

    /// When the last sample that was not late was seen, or the link broke after it.
    pub fn heard(&self) -> Option<Instant> {
        self.heard
    }

    /// When the link last broke; `None` while it has not.
    pub fn lost(&self) -> Option<Instant> {
        self.lost
    }

    fn enter(&mut self, phase: Phase, step: Step) -> Step {
        self.phase = phase;
        step
    }

    fn begin(&mut self, mark: Mark) -> Step {
        self.enter(Phase::Open(mark.price), Step::Began(mark))
    }

    fn confirm(&mut self, mark: Mark) -> Step {
        self.enter(Phase::Open(mark.price), Step::Confirmed(mark))
    }

    /// A price that comes back as it was needs no confirmation: nothing moved.
    fn reopen(
        &mut self,
        before: Option<Price>,
        mark: Mark,
        seen: Instant,
        opened: Instant,
    ) -> Step {
        if before == Some(mark.price) {
            return self.confirm(mark);
        }
        self.enter(Phase::Reopened { before, mark, seen, opened }, Step::Reopened)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{Heard, Pulse, Sample, Step};
    use crate::price::Price;
    use crate::time::Instant;

    /// So many seconds after the epoch.
    pub(crate) fn at(second: i64) -> Instant {
        Instant::from_ms(1000 * second)
    }

    /// A price that is one.
    pub(crate) fn price(odds: f64) -> Price {
        Price::from_decimal(odds).expect("a price")
    }

    /// What was made of a sample, in a word with its prices.
    fn told(heard: Heard) -> String {
        let settled = heard.settled.map(|mark| format!("{} settled, ", mark.price.canonical()));
        let step = match heard.step {
            Step::Late => "late".to_owned(),
            Step::Same => "same".to_owned(),
            Step::Began(mark) => format!("began {}", mark.price.canonical()),
            Step::Moved(moved) => {
                format!("{} to {}", moved.from.canonical(), moved.to.canonical())
            }
            Step::Closed(_) => "closed".to_owned(),
            Step::Reopened => "reopened".to_owned(),
            Step::Confirmed(mark) => {
                format!("{} at {}", mark.price.canonical(), mark.at.as_ms() / 1000)
            }
        };
        settled.unwrap_or_default() + &step
    }

    /// Samples as the second they were seen in, the second they were told in, and odds, zero for none.
    fn check_told(samples: &[(i64, i64, f64)], expected: &[&str]) {
        let mut pulse = Pulse::default();
        let mut hear = |(second, now, odds): &(i64, i64, f64)| {
            let sample = Sample { at: at(*second), price: Price::from_decimal(*odds) };
            told(pulse.hear(sample, at(*now)))
        };
        let words: Vec<String> = samples.iter().map(&mut hear).collect();
        assert_eq!(words, expected, "{samples:?}");
    }

    /// Samples that are told as soon as they are seen.
    fn check(samples: &[(i64, f64)], expected: &[&str]) {
        let samples: Vec<_> =
            samples.iter().map(|(second, odds)| (*second, *second, *odds)).collect();
        check_told(&samples, expected);
    }

    #[test]
    fn an_open_price_moves_when_it_is_another_one() {
        check(&[(0, 2.0), (1, 2.0), (2, 2.1)], &["began 2", "same", "2 to 2.1"]);
    }

    #[test]
    fn what_is_late_changes_nothing_and_one_instant_may_hold_two_moves() {
        check(
            &[(5, 2.0), (4, 3.0), (5, 2.1), (5, 2.0), (5, 2.0)],
            &["began 2", "late", "2 to 2.1", "2.1 to 2", "same"],
        );
    }

    #[test]
    fn a_price_that_comes_back_is_no_move() {
        check(&[(0, 2.0), (1, 0.0), (2, 2.0)], &["began 2", "closed", "2 at 2"]);
        check(
            &[(0, 2.0), (1, 0.0), (2, 1.5), (3, 1.5), (4, 1.6)],
            &["began 2", "closed", "reopened", "1.5 at 2", "1.5 to 1.6"],
        );
    }

    #[test]
    fn a_spike_after_reopening_is_never_told() {
        check(
            &[(0, 2.0), (1, 0.0), (2, 51.0), (4, 2.2), (12, 2.3)],
            &["began 2", "closed", "reopened", "reopened", "2.2 settled, 2.2 to 2.3"],
        );
        check(
            &[(0, 2.0), (1, 0.0), (2, 51.0), (4, 2.0), (5, 0.0), (6, 51.0), (7, 0.0), (60, 0.0)],
            &["began 2", "closed", "reopened", "2 at 4", "closed", "reopened", "same", "same"],
        );
    }

    #[test]
    fn a_message_told_twice_confirms_nothing() {
        check(
            &[(0, 2.0), (1, 0.0), (2, 1.5), (2, 1.5), (3, 1.5)],
            &["began 2", "closed", "reopened", "same", "1.5 at 2"],
        );
    }

    #[test]
    fn a_price_that_begins_out_of_a_suspension_is_confirmed_first() {
        check(&[(0, 0.0), (1, 2.0), (20, 2.0)], &["same", "reopened", "2 settled, same"]);
    }

    #[test]
    fn a_sighting_ahead_of_our_clock_that_is_told_again_confirms_nothing() {
        check_told(
            &[(0, 0, 2.0), (1, 1, 0.0), (4, 2, 51.0), (4, 3, 51.0), (4, 4, 51.0), (5, 5, 51.0)],
            &["began 2", "closed", "reopened", "same", "same", "51 at 2"],
        );
    }

    #[test]
    fn a_sighting_that_is_told_late_is_not_confirmed_by_its_age() {
        let closed = [(0, 0, 2.0), (1, 1, 0.0)];
        let mut pulse = Pulse::default();
        for (second, now, odds) in [closed[0], closed[1], (2, 60, 1.5)] {
            pulse.hear(Sample { at: at(second), price: Price::from_decimal(odds) }, at(now));
        }
        assert_eq!((pulse.settle(at(69)), pulse.awaits()), (None, Some(price(1.5))));
        let mark = pulse.settle(at(70)).map(|mark| (mark.price, mark.at));
        assert_eq!((mark, pulse.awaits()), (Some((price(1.5), at(2))), None));
    }

    #[test]
    fn what_was_seen_before_the_link_broke_says_nothing_after_it() {
        let mut pulse = Pulse::default();
        let hear = |pulse: &mut Pulse, second, now, odds| {
            told(pulse.hear(Sample { at: at(second), price: Price::from_decimal(odds) }, at(now)))
        };
        assert_eq!(pulse.lose(at(0)), Step::Same);
        assert_eq!(hear(&mut pulse, 5, 5, 2.0), "began 2", "a price that was never lost");
        assert_eq!(pulse.lose(at(10)), Step::Closed(at(10)));
        assert_eq!((pulse.price(), pulse.lost()), (None, Some(at(10))));
        assert_eq!(hear(&mut pulse, 5, 11, 2.0), "late");
        assert_eq!(hear(&mut pulse, 9, 12, 1.8), "late");
        assert_eq!(hear(&mut pulse, 12, 12, 1.8), "reopened");
        assert_eq!((pulse.lose(at(13)), pulse.awaits()), (Step::Same, None));
        assert_eq!(hear(&mut pulse, 14, 14, 2.0), "2 at 14", "as it was");
    }
}
