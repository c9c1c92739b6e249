//! Medians with intervals, and when no ratio may be told.

use std::fmt;

use simulator::random::Random;

/// How often a median is taken of a resampling.
const RESAMPLINGS: usize = 2_000;
/// Ratios of a page to itself lie this close around one, or a run tells no ratios.
pub const BOUND: f64 = 0.10;
/// Of fewer rounds nothing can be said.
pub const ROUNDS_MIN: usize = 3;

/// A median, and where it lies with 95 % confidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The median itself.
    pub median: f64,
    /// The upper end.
    pub high: f64,
}

/// Why a run tells no ratios.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Refusal {
    /// The same page twice did not come out as the same.
    Biased(Interval),
    /// It did, but not closely enough.
    Wide(Interval),
    /// There were too few rounds.
    Few(usize),
}

/// The value below which this share of the values lies, between two of them in proportion; `None` of none.
pub fn quantile(values: &[f64], share: f64) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = share.clamp(0.0, 1.0) * sorted.len().checked_sub(1)? as f64;
    let low = *sorted.get(at.floor() as usize)?;
    let high = *sorted.get(at.ceil() as usize)?;
    Some(low + (high - low) * at.fract())
}

/// The median; `None` of none.
pub fn median(values: &[f64]) -> Option<f64> {
    quantile(values, 0.5)
}

/// The median and its interval, by resampling; `None` of none.
pub fn interval(values: &[f64], seed: u64) -> Option<Interval> {
    let mut random = Random::new(seed);
    let mut draw = || {
        let drawn: Vec<_> =
            values.iter().filter_map(|_| values.get(random.below(values.len())).copied()).collect();
        median(&drawn)
    };
    let medians: Vec<_> = (0..RESAMPLINGS).map_while(|_| draw()).collect();
    Some(Interval {
        low: quantile(&medians, 0.025)?,
        median: median(values)?,
        high: quantile(&medians, 0.975)?,
    })
}

/// Round by round, one page's figure as a share of another's. Rounds that lack either are left out.
pub fn ratios(ours: &[Option<f64>], theirs: &[Option<f64>]) -> Vec<f64> {
    let pairs = ours.iter().zip(theirs);
    pairs.filter_map(|(ours, theirs)| Some((*ours)? / (*theirs)?)).collect()
}

/// How much the second grows with the first, by least squares; `None` of fewer than two points.
pub fn slope(points: &[(f64, f64)]) -> Option<f64> {
    let count = points.len() as f64;
    let mean = |read: fn(&(f64, f64)) -> f64| points.iter().map(read).sum::<f64>() / count;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let spread: f64 = points.iter().map(|point| (point.0 - x).powi(2)).sum();
    let shared: f64 = points.iter().map(|point| (point.0 - x) * (point.1 - y)).sum();
    (spread > 0.0).then_some(shared / spread)
}

/// Judges a run by what came out when one page was measured against itself.
///
/// # Errors
///
/// Why no ratio of the run may be told.
pub fn trust(pair: &[f64], seed: u64) -> Result<Interval, Refusal> {
    let few = Refusal::Few(pair.len());
    let found = interval(pair, seed).filter(|_| pair.len() >= ROUNDS_MIN).ok_or(few)?;
    if found.low > 1.0 || found.high < 1.0 {
        Err(Refusal::Biased(found))
    } else if found.low < 1.0 - BOUND || found.high > 1.0 + BOUND {
        Err(Refusal::Wide(found))
    } else {
        Ok(found)
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2} ({:.2} to {:.2})", self.median, self.low, self.high)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = BOUND * 100.0;
        match self {
            Self::Biased(found) => {
                write!(f, "the same page against itself came to {found}, which leaves out 1")
            }
            Self::Wide(found) => write!(
                f,
                "the same page against itself came to {found}, which is wider than {percent:.0} % either way"
            ),
            Self::Few(rounds) => {
                write!(f, "{rounds} rounds are too few to say anything; {ROUNDS_MIN} are the least")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Interval, Refusal, interval, median, quantile, ratios, slope, trust};

    #[test]
    fn quantiles_lie_between_the_values_in_proportion() {
        let check = |values: &[f64], share, expected| {
            assert_eq!(quantile(values, share), expected, "{values:?} {share}");
        };
        check(&[], 0.5, None);
        check(&[3.0], 0.99, Some(3.0));
        check(&[4.0, 1.0, 2.0], 0.5, Some(2.0));
        check(&[1.0, 2.0], 0.5, Some(1.5));
        check(&[0.0, 10.0], 0.95, Some(9.5));
        check(&[1.0, 2.0, 3.0], 7.0, Some(3.0));
    }

    #[test]
    fn an_interval_holds_the_median_and_narrows_with_more_values() {
        let values = |count: u32| (0..count).map(|n| f64::from(n % 10)).collect::<Vec<_>>();
        let width = |values: &[f64]| {
            let Interval { low, median: middle, high } = interval(values, 5).unwrap();
            assert!(low <= middle && middle <= high);
            assert_eq!(Some(middle), median(values));
            high - low
        };
        assert!(width(&values(10)) > width(&values(1_000)));
        assert_eq!(interval(&[], 5), None);
        let same = Interval { low: 2.0, median: 2.0, high: 2.0 };
        assert_eq!(interval(&[2.0; 5], 5), Some(same));
    }

    #[test]
    fn intervals_cover_the_truth_about_as_often_as_they_say() {
        let mut random = simulator::random::Random::new(11);
        let covered = (0..100_u64).filter(|seed| {
            let values: Vec<_> = (0..15).map(|_| random.below(1_000) as f64).collect();
            let found = interval(&values, *seed).unwrap();
            found.low <= 499.5 && 499.5 <= found.high
        });
        let covered = covered.count();
        assert!((85..=100).contains(&covered), "{covered} of 100");
    }

    #[test]
    fn a_slope_is_that_of_the_line() {
        assert_eq!(slope(&[]), None);
        assert_eq!(slope(&[(1.0, 5.0)]), None);
        assert_eq!(slope(&[(1.0, 5.0), (1.0, 6.0)]), None);
        assert_eq!(slope(&[(0.0, 5.0), (1.0, 7.0), (2.0, 9.0)]), Some(2.0));
        assert_eq!(slope(&[(0.0, 5.0), (9.0, 5.0)]), Some(0.0));
    }

    #[test]
    fn a_round_without_either_figure_is_left_out() {
        let found = ratios(&[Some(2.0), None, Some(3.0)], &[Some(1.0), Some(1.0), None]);
        assert_eq!(found, [2.0]);
    }

    #[test]
    fn ratios_are_refused_when_a_page_does_not_equal_itself() {
        let check = |pair: &[f64], expected: &str| {
            let found = match trust(pair, 1) {
                Ok(_) => "told",
                Err(Refusal::Biased(_)) => "biased",
                Err(Refusal::Wide(_)) => "wide",
                Err(Refusal::Few(_)) => "few",
            };
            assert_eq!(found, expected, "{pair:?}");
        };
        check(&[1.01, 0.99, 1.02, 0.98, 1.0], "told");
        check(&[1.05, 1.06, 1.07, 1.05, 1.06], "biased");
        check(&[0.95, 0.94, 0.93, 0.95, 0.94], "biased");
        check(&[0.8, 1.2, 1.0, 0.85, 1.15], "wide");
        check(&[1.0, 1.0], "few");
        check(&[], "few");
    }
}
