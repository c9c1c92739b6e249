//! How one price went: where it began, its extremes, and its last steps. Bounded, and kept on demand only.

mod shelf;

use crate::change::Change;
use crate::pulse::{Heard, Mark, Move, Pulse, Sample, Step};
use crate::time::Instant;

pub use shelf::Histories;

/// The most steps that a record keeps; older ones are let go of. Two minutes of a price that moves every second.
pub const SAMPLES_MAX: usize = 128;

/// The most bytes that a record takes, its steps included.
pub const RECORD_BYTES_MAX: usize = 2_400;

/// The story of one price. See [`Pulse`] for what counts as a move.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    pulse: Pulse,
    opener: Option<Mark>,
    previous: Option<Mark>,
    current: Option<Mark>,
    high: Option<Mark>,
    low: Option<Mark>,
    /// Where the price was from each instant on, in order of time: neighbours differ, and no two share an instant.
    samples: Vec<Sample>,
    is_cut: bool,
}

/// What a price did over some time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The price that stood at the beginning, or the first one after it when none stood then.
    pub from: Mark,
    /// The price now.
    pub to: Mark,
}

impl Span {
    /// How far it went.
    pub fn change(&self) -> Change {
        Change::between(self.from.price, self.to.price)
    }
}

impl Record {
    /// Takes what was seen of the price and says what it was; a time in the future counts as now.
    ///
    /// When a price that came back is confirmed by the time that has passed and the sample itself says nothing,
    /// the answer is that confirmation.
    pub fn hear(&mut self, sample: Sample, now: Instant) -> Step {
        let Heard { settled, step } = self.pulse.hear(sample, now);
        if let Some(mark) = settled {
            self.stand(mark);
        }
        match step {
            Step::Began(mark) | Step::Confirmed(mark) => self.stand(mark),
            Step::Moved(Move { to, at, .. }) => self.stand(Mark { price: to, at }),
            Step::Closed(at) => self.note(Sample { at, price: None }),
            Step::Late | Step::Same | Step::Reopened => {}
        }
        match (settled, step) {
            (Some(mark), Step::Same) => Step::Confirmed(mark),
            _ => step,
        }
    }

    /// Confirms what came back and still stands; to be asked now and then, because a price that stands is silent.
    pub fn settle(&mut self, now: Instant) -> Option<Mark> {
        let mark = self.pulse.settle(now)?;
        self.stand(mark);
        Some(mark)
    }

    /// Notes that the link broke: a gap, until the price is seen again and counts.
    pub fn lose(&mut self, now: Instant) {
        if let Step::Closed(at) = self.pulse.lose(now) {
            self.note(Sample { at, price: None });
        }
    }

    /// The state of the price and its market.
    pub fn pulse(&self) -> &Pulse {
        &self.pulse
    }

    /// The first price.
    pub fn opener(&self) -> Option<Mark> {
        self.opener
    }

    /// The price before the current one.
    pub fn previous(&self) -> Option<Mark> {
        self.previous
    }

    /// The last price that counted, and since when it stands. It may be closed for the moment: the pulse tells.
    pub fn current(&self) -> Option<Mark> {
        self.current
    }

    /// The highest price, and when it was first reached.
    pub fn high(&self) -> Option<Mark> {
        self.high
    }

    /// The lowest price, and when it was first reached.
    pub fn low(&self) -> Option<Mark> {
        self.low
    }

    /// The steps that are kept, oldest first; a price stands until the next one. `None` is a gap.
    pub fn samples(&self) -> &[Sample] {
        &self.samples
    }

    /// Whether steps were let go of, so that the first one kept is not the opener.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// What the price did since `start`; `None` while it does not count. Where the record begins later, or no longer
    /// reaches back so far, the first price that it holds stands for the one at the start, and its mark says since
    /// when.
    pub fn since(&self, start: Instant) -> Option<Span> {
        let to = self.current.filter(|_| self.pulse.price().is_some())?;
        let before = self.samples.partition_point(|sample| sample.at <= start);
        let from = self.samples.iter().skip(before.saturating_sub(1)).find_map(mark)?;
        Some(Span { from, to })
    }

    /// How many bytes it takes.
    pub fn bytes(&self) -> usize {
        size_of::<Self>() + self.samples.capacity() * size_of::<Sample>()
    }

    /// Takes a price that counts.
    fn stand(&mut self, mark: Mark) {
        self.note(Sample { at: mark.at, price: Some(mark.price) });
        if self.current.is_some_and(|current| current.price == mark.price) {
            return;
        }
        self.previous = self.current.replace(mark);
        self.opener = self.opener.or(Some(mark));
        self.high = self.high.filter(|high| high.price >= mark.price).or(Some(mark));
        self.low = self.low.filter(|low| low.price <= mark.price).or(Some(mark));
    }

    /// Adds a step. Of two from one instant the last is kept, so that no flood of them drives older ones out.
    fn note(&mut self, sample: Sample) {
        self.samples.pop_if(|last| last.at >= sample.at);
        if self.samples.last().is_some_and(|last| last.price == sample.price) {
            return;
        }
        if self.samples.len() == SAMPLES_MAX {
            self.samples.remove(0);
            self.is_cut = true;
        }
        self.samples.push(sample);
    }
}

fn mark(sample: &Sample) -> Option<Mark> {
    sample.price.map(|price| Mark { price, at: sample.at })
}

#[cfg(test)]
mod tests {
    use super::{Mark, Move, RECORD_BYTES_MAX, Record, SAMPLES_MAX, Step};
    use crate::price::Price;
    use crate::pulse::Sample;
    use crate::pulse::tests::{at, price};

    fn hear(record: &mut Record, second: i64, odds: f64) {
        let sample = Sample { at: at(second), price: Price::from_decimal(odds) };
        record.hear(sample, at(second));
    }

    fn record(samples: &[(i64, f64)]) -> Record {
        let mut record = Record::default();
        for (second, odds) in samples {
            hear(&mut record, *second, *odds);
        }
        record
    }

    /// A mark as `2.1@5`, seconds.
    fn told(mark: Option<Mark>) -> String {
        mark.map_or("-".to_owned(), |mark| {
            format!("{}@{}", mark.price.canonical(), mark.at.as_ms() / 1000)
        })
    }

    #[test]
    fn a_record_knows_opener_previous_current_high_and_low_and_when_each_was() {
        let check = |samples: &[(i64, f64)], expected: [&str; 5]| {
            let record = record(samples);
            let marks =
                [record.opener(), record.previous(), record.current(), record.high(), record.low()];
            assert_eq!(marks.map(told), expected, "{samples:?}");
        };
        check(&[], ["-"; 5]);
        check(&[(1, 2.0)], ["2@1", "-", "2@1", "2@1", "2@1"]);
        check(
            &[(1, 2.0), (2, 2.2), (3, 1.9), (4, 2.2), (9, 2.2)],
            ["2@1", "1.9@3", "2.2@4", "2.2@2", "1.9@3"],
        );
        let late = [(5, 2.0), (4, 9.0), (6, 2.1)];
        check(&late, ["2@5", "2@5", "2.1@6", "2.1@6", "2@5"]);
        let suspended = [(1, 2.0), (2, 0.0)];
        check(&suspended, ["2@1", "-", "2@1", "2@1", "2@1"]);
        let spike = [(1, 2.0), (2, 0.0), (3, 51.0), (4, 0.0), (5, 2.0)];
        check(&spike, ["2@1", "-", "2@1", "2@1", "2@1"]);
        let repriced = [(1, 2.0), (2, 0.0), (3, 51.0), (4, 1.5), (60, 1.5)];
        check(&repriced, ["2@1", "2@1", "1.5@4", "2@1", "1.5@4"]);
    }

    #[test]
    fn a_suspension_is_a_gap_among_the_steps_and_a_spike_is_none_of_them() {
        let check = |samples: &[(i64, f64)], steps: &str| {
            let steps_of = |sample: &Sample| {
                let price = sample.price.map_or("-".to_owned(), Price::canonical);
                format!("{price}@{}", sample.at.as_ms() / 1000)
            };
            let told: Vec<_> = record(samples).samples().iter().map(steps_of).collect();
            assert_eq!(told.join(" "), steps, "{samples:?}");
        };
        check(&[(0, 2.0), (1, 2.0), (2, 2.1)], "2@0 2.1@2");
        check(&[(0, 2.0), (2, 0.0), (3, 51.0), (5, 1.5), (20, 1.6)], "2@0 -@2 1.5@5 1.6@20");
        check(&[(0, 2.0), (2, 0.0), (3, 2.0)], "2@0 -@2 2@3");
        check(&[(0, 2.0), (5, 2.1), (5, 2.2), (4, 9.0)], "2@0 2.2@5");
        check(&[(0, 2.0), (5, 2.1), (5, 2.0)], "2@0");
    }

    #[test]
    fn a_window_compares_what_stood_at_its_start_with_now() {
        let check = |samples: &[(i64, f64)], start: i64, expected: &str| {
            let span = record(samples).since(at(start));
            let told =
                span.map(|span| format!("{} {}", told(Some(span.from)), told(Some(span.to))));
            assert_eq!(told.as_deref().unwrap_or("-"), expected, "{samples:?} since {start}");
        };
        let moves = [(100, 2.0), (200, 1.9), (300, 1.8)];
        check(&moves, 50, "2@100 1.8@300");
        check(&moves, 100, "2@100 1.8@300");
        check(&moves, 199, "2@100 1.8@300");
        check(&moves, 200, "1.9@200 1.8@300");
        check(&moves, 900, "1.8@300 1.8@300");
        let gap = [(100, 2.0), (200, 0.0), (300, 1.5), (301, 1.5)];
        check(&gap, 250, "1.5@300 1.5@300");
        check(&gap, 150, "2@100 1.5@300");
        check(&gap[..2], 150, "-");
        check(&gap[..3], 150, "-");
        check(&[], 0, "-");
    }

    #[test]
    fn what_time_confirms_is_told_with_the_next_sample_that_says_nothing() {
        let check = |odds: f64, expected: Step| {
            let mut record = record(&[(0, 2.0), (1, 0.0), (2, 1.5)]);
            let sample = Sample { at: at(12), price: Price::from_decimal(odds) };
            assert_eq!(record.hear(sample, at(12)), expected, "{odds}");
        };
        check(1.5, Step::Confirmed(Mark { price: price(1.5), at: at(2) }));
        check(1.6, Step::Moved(Move { from: price(1.5), to: price(1.6), at: at(12) }));
    }

    #[test]
    fn a_broken_link_is_a_gap_until_the_price_is_seen_again() {
        let check = |odds: f64, steps: usize| {
            let mut record = record(&[(0, 2.0), (5, 2.1)]);
            record.lose(at(8));
            assert_eq!(record.samples().last(), Some(&Sample { at: at(8), price: None }));
            hear(&mut record, 7, odds);
            assert_eq!((record.samples().len(), record.pulse().price()), (3, None), "late");
            hear(&mut record, 9, odds);
            assert_eq!(record.samples().len(), steps, "{odds}");
            assert_eq!(told(record.current()), "2.1@5");
        };
        check(2.1, 4);
        check(1.9, 3);
    }

    #[test]
    fn a_time_in_the_future_counts_as_now() {
        let mut record = Record::default();
        let sample = |second, odds| Sample { at: at(second), price: Price::from_decimal(odds) };
        record.hear(sample(900, 2.0), at(10));
        record.hear(sample(11, 2.1), at(11));
        assert_eq!(told(record.current()), "2.1@11", "the clock that ran ahead silences nobody");
    }

    #[test]
    fn a_record_that_moves_for_ever_stays_small() {
        let mut record = Record::default();
        for second in 0..10_000_i64 {
            hear(&mut record, second, if second % 2 == 0 { 2.0 } else { 2.5 });
            assert!(record.samples().len() <= SAMPLES_MAX && record.bytes() <= RECORD_BYTES_MAX);
        }
        assert!(record.is_cut() && record.samples().len() == SAMPLES_MAX);
        assert_eq!(told(record.opener()), "2@0", "the opener outlives its step");
        assert_eq!(record.since(at(0)).map(|span| span.from.at), Some(at(10_000 - 128)));
    }
}
