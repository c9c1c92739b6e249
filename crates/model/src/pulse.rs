//! One price followed over time: what of it is a move, and what is only a gap.
//!
//! Bookmakers close a market whenever something happens, and what they show for the first seconds after it is
//! often no price that stands. So a price that comes back counts only once it is confirmed.

use crate::change::Change;
use crate::price::Price;
use crate::time::Instant;

/// What stands this long after a market reopened counts, in milliseconds.
pub const CONFIRM_MS: i64 = 10_000;

/// What was seen of a price at one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// When it was seen, on the server's clock.
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
        opened: Instant,
    },
}

/// A price and the state of its market, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pulse {
    phase: Phase,
    heard: Option<Instant>,
}

impl Pulse {
    /// Takes a sample that is not from the future. What was due to be confirmed by then is to be settled before.
    ///
    /// An older sample than the last one changes nothing; of two from the same instant the last to arrive stands,
    /// because the feed's times are whole seconds and its messages are in order.
    pub fn hear(&mut self, sample: Sample) -> Step {
        let Sample { at, price } = sample;
        if self.heard.is_some_and(|heard| at < heard) {
            return Step::Late;
        }
        self.heard = Some(at);
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
            (Phase::Closed { before }, Some(price)) => self.reopen(before, Mark { price, at }, at),
            (Phase::Reopened { before, .. }, None) => {
                self.enter(Phase::Closed { before }, Step::Same)
            }
            (Phase::Reopened { mark, .. }, Some(price)) if mark.price == price => {
                if at > mark.at {
                    self.confirm(mark)
                } else {
                    Step::Same
                }
            }
            (Phase::Reopened { before, opened, .. }, Some(price)) => {
                self.reopen(before, Mark { price, at }, opened)
            }
        }
    }

    /// Confirms a price that came back, when it stands [`CONFIRM_MS`] after its market reopened.
    pub fn settle(&mut self, now: Instant) -> Option<Mark> {
        match self.phase {
            Phase::Reopened { mark, opened, .. } if opened.age_ms(now) >= CONFIRM_MS => {
                self.confirm(mark);
                Some(mark)
            }
            _ => None,
        }
    }

    /// Forgets that there is a price, because the link broke. It counts again as after a suspension.
    pub fn lose(&mut self) {
        if let Phase::Open(price) = self.phase {
            self.phase = Phase::Closed { before: Some(price) };
        } else if let Phase::Reopened { before, .. } = self.phase {
            self.phase = Phase::Closed { before };
        }
    }

    /// The price that counts; `None` when there is none, or none that is confirmed.
    pub fn price(&self) -> Option<Price> {
        match self.phase {
            Phase::Open(price) => Some(price),
            Phase::New | Phase::Closed { .. } | Phase::Reopened { .. } => None,
        }
    }

    /// Whether there was never a price, or it went away.
    pub fn is_closed(&self) -> bool {
        matches!(self.phase, Phase::New | Phase::Closed { .. })
    }

    /// When the last sample that was not late was seen.
    pub fn heard(&self) -> Option<Instant> {
        self.heard
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
    fn reopen(&mut self, before: Option<Price>, mark: Mark, opened: Instant) -> Step {
        if before == Some(mark.price) {
            return self.confirm(mark);
        }
        self.enter(Phase::Reopened { before, mark, opened }, Step::Reopened)
    }
}

#[cfg(test)]
mod tests {
    use super::{Pulse, Sample, Step};
    use crate::price::Price;
    use crate::time::Instant;

    /// Samples as seconds and odds, zero for none; what each was, in a word with its prices.
    fn check(samples: &[(i64, f64)], expected: &[&str]) {
        let mut pulse = Pulse::default();
        let words: Vec<String> = samples
            .iter()
            .map(|(second, odds)| {
                let at = Instant::from_ms(1000 * second);
                let settled =
                    pulse.settle(at).map(|mark| format!("{} settled, ", mark.price.canonical()));
                let step = match pulse.hear(Sample { at, price: Price::from_decimal(*odds) }) {
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
            })
            .collect();
        assert_eq!(words, expected, "{samples:?}");
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
}
