//! When an alert is to ring, and when it is ready to ring again.

use crate::alert::share::Share;
use crate::change::Change;
use crate::price::Price;

/// A condition on one figure. Figures that the model does not make itself are handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// The price is this or higher.
    AtLeast(Price),
    /// The price is this or lower.
    AtMost(Price),
    /// The price went this far, in percent of what it was, up or down.
    Moved {
        /// How far.
        by: Share,
        /// In how long at most, in seconds.
        within_s: u32,
    },
    /// The implied probability went this far, in percentage points, up or down.
    Shifted {
        /// How far.
        by: Share,
        /// In how long at most, in seconds.
        within_s: u32,
    },
    /// An arbitrage returns this much of the outlay or more, however the match finishes.
    Roi(Share),
    /// The expected value of a price, as a share of the stake, is this or higher.
    Value(Share),
}

/// The longest time for a move, in seconds: a day.
pub const WITHIN_S_MAX: u32 = 86_400;

/// What was measured, for a condition to judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A price. After a suspension it may be one that does not stand:
    /// [`Figure::price`](crate::alert::watch::Figure::price) takes only what does.
    Price(Price),
    /// What a price did in the time of the condition, such as a [`Span`](crate::history::Span) tells.
    Change(Change),
    /// What the worst finish of an arbitrage brings, in millionths of the outlay: 10,000 are one percent. Not what
    /// equal returns would bring, which is above zero also where a push or a half-win returns less.
    Roi(i32),
    /// The expected value, in millionths of the stake.
    Value(i32),
}

impl Reading {
    /// What the worst finish of an arbitrage brings as a fraction of the outlay, such as
    /// [`Assessment::worst`](crate::arbitrage::Assessment::worst), to the nearest millionth; `None` when it is no
    /// number.
    pub fn worst(fraction: f64) -> Option<Self> {
        millionths(fraction).map(Self::Roi)
    }

    /// The expected value as a fraction of the stake, such as [`Value::expected`](crate::value::Value::expected), to
    /// the nearest millionth; `None` when it is no number.
    pub fn value(fraction: f64) -> Option<Self> {
        millionths(fraction).map(Self::Value)
    }
}

fn millionths(fraction: f64) -> Option<i32> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "what is beyond the range of a share is beyond every threshold, too: the cast stops at the ends"
    )]
    let millionths = (fraction * 1_000_000.0).round() as i32;
    fraction.is_finite().then_some(millionths)
}

/// Where a figure stands to a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The condition is met.
    Met,
    /// It is not, but so nearly that a flickering figure would ring each time.
    Near,
    /// It is not, and the next time that it is will be another one.
    Clear,
}

/// A price is clear of its threshold when what it wins differs by one part in so many: a step or two of most
/// bookmakers' ladders.
const PRICE_PARTS: i64 = 20;
/// A share is clear of its threshold when it is lower by one part in so many.
const SHARE_PARTS: i64 = 5;

impl Condition {
    /// Where a reading stands; `None` when it measures something else.
    pub fn level(self, reading: Reading) -> Option<Level> {
        let share = |figure: i32, least: Share| {
            let least = i64::from(least.millionths());
            level(i64::from(figure) - least, least / SHARE_PARTS)
        };
        Some(match (self, reading) {
            (Self::AtLeast(least), Reading::Price(price)) => level(
                i64::from(price.gain()) - i64::from(least.gain()),
                i64::from(least.gain()) / PRICE_PARTS,
            ),
            (Self::AtMost(most), Reading::Price(price)) => level(
                i64::from(most.gain()) - i64::from(price.gain()),
                i64::from(most.gain()) / PRICE_PARTS,
            ),
            (Self::Moved { by, .. }, Reading::Change(change)) => {
                share(change.relative.saturating_abs(), by)
            }
            (Self::Shifted { by, .. }, Reading::Change(change)) => {
                share(change.points.saturating_abs(), by)
            }
            (Self::Roi(least), Reading::Roi(roi)) => share(roi, least),
            (Self::Value(least), Reading::Value(value)) => share(value, least),
            _ => return None,
        })
    }

    /// The time over which a move is to be measured, in milliseconds; `None` for a condition that needs none.
    pub fn within_ms(self) -> Option<i64> {
        match self {
            Self::Moved { within_s, .. } | Self::Shifted { within_s, .. } => {
                Some(1000 * i64::from(within_s))
            }
            Self::AtLeast(_) | Self::AtMost(_) | Self::Roi(_) | Self::Value(_) => None,
        }
    }
}

/// How a figure that is over its threshold by this much stands.
fn level(over: i64, band: i64) -> Level {
    match over {
        0.. => Level::Met,
        _ if -over < band => Level::Near,
        _ => Level::Clear,
    }
}

#[cfg(test)]
mod tests {
    use super::{Condition, Level, Reading};
    use crate::alert::share::Share;
    use crate::change::Change;
    use crate::pulse::tests::price;

    fn percent(text: &str) -> Share {
        Share::parse(text).expect("a share")
    }

    #[test]
    fn a_threshold_is_met_exactly_and_cleared_by_a_step_or_two() {
        let check = |condition: Condition, reading: Reading, level: Level| {
            assert_eq!(condition.level(reading), Some(level), "{condition:?} {reading:?}");
        };
        let at_least = Condition::AtLeast(price(2.1));
        check(at_least, Reading::Price(price(2.1)), Level::Met);
        check(at_least, Reading::Price(price(1001.0)), Level::Met);
        check(at_least, Reading::Price(price(2.099_999)), Level::Near);
        check(at_least, Reading::Price(price(2.05)), Level::Near);
        check(at_least, Reading::Price(price(2.045)), Level::Clear);
        let at_most = Condition::AtMost(price(2.1));
        check(at_most, Reading::Price(price(2.1)), Level::Met);
        check(at_most, Reading::Price(price(2.15)), Level::Near);
        check(at_most, Reading::Price(price(2.155)), Level::Clear);
        check(Condition::AtLeast(price(1.01)), Reading::Price(price(1.009)), Level::Clear);
        check(Condition::AtLeast(price(1.000_001)), Reading::Price(price(1.000_001)), Level::Met);
        let roi = Condition::Roi(percent("1"));
        check(roi, Reading::Roi(10_000), Level::Met);
        check(roi, Reading::Roi(9_999), Level::Near);
        check(roi, Reading::Roi(8_000), Level::Clear);
        check(roi, Reading::Roi(-20_000), Level::Clear);
        check(Condition::Value(percent("5")), Reading::Value(50_000), Level::Met);
    }

    #[test]
    fn moves_are_measured_both_ways_up_and_down() {
        let change = |from, to| Reading::Change(Change::between(price(from), price(to)));
        let moved = Condition::Moved { by: percent("5"), within_s: 600 };
        let shifted = Condition::Shifted { by: percent("5"), within_s: 600 };
        for (from, to, level_moved, level_shifted) in [
            (2.0, 1.8, Level::Met, Level::Met),
            (1.8, 2.0, Level::Met, Level::Met),
            (6.0, 5.8, Level::Clear, Level::Clear),
            (20.0, 18.0, Level::Met, Level::Clear),
            (1.1, 1.045, Level::Met, Level::Near),
        ] {
            assert_eq!(moved.level(change(from, to)), Some(level_moved), "{from} to {to}");
            assert_eq!(shifted.level(change(from, to)), Some(level_shifted), "{from} to {to}");
        }
        assert_eq!(moved.within_ms(), Some(600_000));
    }

    #[test]
    fn fractions_are_rounded_once() {
        let check = |fraction: f64, millionths: Option<i32>| {
            assert_eq!(Reading::worst(fraction), millionths.map(Reading::Roi), "{fraction}");
            assert_eq!(Reading::value(fraction), millionths.map(Reading::Value), "{fraction}");
        };
        check(0.01, Some(10_000));
        check(0.009_999_6, Some(10_000));
        check(0.009_999_4, Some(9_999));
        check(1.0 / 1.1 - 0.9, Some(9_091));
        check(-1.0, Some(-1_000_000));
        check(1e9, Some(i32::MAX));
        check(f64::INFINITY, None);
        check(f64::NAN, None);
    }

    #[test]
    fn another_figure_says_nothing() {
        let roi = Condition::Roi(percent("1"));
        assert_eq!(roi.level(Reading::Value(900_000)), None);
        assert_eq!(roi.level(Reading::Price(price(2.0))), None);
        assert_eq!(Condition::AtLeast(price(2.0)).level(Reading::Roi(900_000)), None);
    }
}
