//! What several bookmakers' prices say together, without the one that is judged by it.

mod average;

use crate::books::Group;
use crate::fair::{Method, Range, Refusal, fair, normalise};
use crate::price::Price;
use crate::sorted::Sorted;

/// One bookmaker's prices for every outcome of a market.
#[derive(Clone, Copy, Debug)]
pub struct Voice<'a> {
    /// Its house: bookmakers of the same one are sisters that share a feed.
    pub group: Group,
    /// How much it counts beside the others, on any scale.
    pub weight: u32,
    /// Its prices, outcome by outcome in the same order for all; `None` where it has none that is open and fresh.
    pub prices: &'a [Option<Price>],
}

/// How probabilities are put together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Average {
    /// The weighted mean.
    #[default]
    Mean,
    /// The weighted median of each outcome, and then all divided by their sum: one bookmaker that is far off does not
    /// move it. The medians of four outcomes or more may add up to so much or so little that, divided, one lies
    /// outside of all that was said of its outcome.
    Median,
}

/// How a consensus is reached, and how many it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quorum {
    /// How probabilities are put together.
    pub average: Average,
    /// How many bookmakers must count at least. Sisters are one.
    pub books_min: usize,
}

/// What became of a bookmaker's prices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// They count.
    Counted,
    /// Its own price is what is judged, and would speak for itself.
    Judged,
    /// It is a sister of the one that is judged.
    Sister,
    /// A price is missing.
    Incomplete,
    /// There are no fair probabilities of them.
    Refused(Refusal),
    /// Its weight is 0.
    Weightless,
    /// For some outcome it is more than two standard deviations from the mean.
    Outlier,
    /// Its two sides look as if they were swapped: see [`judge`](crate::judge::judge).
    Mirrored,
}

/// One outcome's probability by those that count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// Their average; those of all outcomes add up to one.
    pub probability: f64,
    /// The lowest and the highest of their own. A median may lie outside; see [`Average::Median`].
    pub range: Range,
}

/// What is known together, and from whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Consensus {
    /// One per outcome; `None` when fewer count than must.
    pub estimates: Option<Vec<Estimate>>,
    /// What became of each bookmaker's prices, in the order they were given.
    pub standings: Vec<Standing>,
}

/// The bookmakers of one market, the margin taken off each one's prices once, so that each can then be judged by the
/// others.
#[derive(Clone, Debug)]
pub struct Panel {
    opinions: Vec<Opinion>,
}

#[derive(Clone, Debug)]
struct Opinion {
    group: Group,
    weight: u32,
    fair: Result<Vec<f64>, Standing>,
}

/// An opinion that counts: its share, and its probabilities.
type Counted<'a> = (f64, &'a [f64]);

impl Average {
    /// Every average, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Mean, Self::Median];

    /// The average of this name; `None` when none has it.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|average| average.as_str() == name)
    }

    /// Its name in attributes and addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::Median => "median",
        }
    }
}

impl Default for Quorum {
    /// The mean of three bookmakers or more.
    fn default() -> Self {
        Self { average: Average::default(), books_min: 3 }
    }
}

impl Panel {
    /// Takes each bookmaker's margin off its own prices, before anything is averaged.
    ///
    /// As in [`fair`] the outcomes must be all of which exactly one happens; that is for the caller to know. The
    /// longest list of prices says how many they are.
    pub fn new(voices: &[Voice<'_>], method: Method) -> Self {
        let outcomes = voices.iter().map(|voice| voice.prices.len()).max().unwrap_or(0);
        let opinion = |voice: &Voice<'_>| {
            let prices = voice.prices.iter().copied().collect::<Option<Vec<Price>>>();
            let fair = match prices.filter(|prices| prices.len() == outcomes) {
                None => Err(Standing::Incomplete),
                Some(prices) => fair(&prices, method).map_err(Standing::Refused),
            };
            Opinion { group: voice.group, weight: voice.weight, fair }
        };
        Self { opinions: voices.iter().map(opinion).collect() }
    }

    /// What all say together but for the one that is judged, told by its place among those given, and its sisters.
    ///
    /// Weights are shares of those that count, so that what is missing is spread over the others by their weights.
    /// Sisters share one voice: the weight of each is divided by how many of them count. Outliers leave once, by the
    /// mean and the standard deviation of all that were left then; among equal weights there must be six for one to
    /// be that far out, so with fewer it is the median that resists a bad price.
    pub fn consensus(&self, judged: Option<usize>, quorum: Quorum) -> Consensus {
        let mut standings = self.standings(judged);
        let outliers = outliers(&self.counted(&standings));
        let counted = standings.iter_mut().filter(|standing| **standing == Standing::Counted);
        for (standing, is_outlier) in counted.zip(outliers) {
            if is_outlier {
                *standing = Standing::Outlier;
            }
        }
        let is_enough = self.groups(&standings) >= quorum.books_min.max(1);
        let estimates = is_enough.then(|| estimates(&self.counted(&standings), quorum.average));
        Consensus { estimates, standings }
    }

    fn standings(&self, judged: Option<usize>) -> Vec<Standing> {
        let group =
            judged.and_then(|judged| self.opinions.get(judged)).map(|opinion| opinion.group);
        let standing = |(place, opinion): (usize, &Opinion)| match &opinion.fair {
            _ if judged == Some(place) => Standing::Judged,
            _ if group == Some(opinion.group) => Standing::Sister,
            Err(standing) => *standing,
            Ok(_) if opinion.weight == 0 => Standing::Weightless,
            Ok(_) => Standing::Counted,
        };
        self.opinions.iter().enumerate().map(standing).collect()
    }

    /// The opinions that count, with their groups.
    fn heard<'a>(&'a self, standings: &'a [Standing]) -> impl Iterator<Item = &'a Opinion> {
        let all = self.opinions.iter().zip(standings);
        all.filter(|(_, standing)| **standing == Standing::Counted).map(|(opinion, _)| opinion)
    }

    fn groups(&self, standings: &[Standing]) -> usize {
        let groups: Sorted<Group> = self.heard(standings).map(|opinion| opinion.group).collect();
        groups.into_vec().len()
    }

    /// The opinions that count, each with its share of one.
    fn counted<'a>(&'a self, standings: &'a [Standing]) -> Vec<Counted<'a>> {
        let weight = |opinion: &Opinion| {
            let sisters = self.heard(standings).filter(|other| other.group == opinion.group);
            f64::from(opinion.weight) / sisters.fold(0.0, |count, _| count + 1.0)
        };
        let all: f64 = self.heard(standings).map(weight).sum();
        let counted =
            |opinion: &'a Opinion| Some((weight(opinion) / all, opinion.fair.as_deref().ok()?));
        self.heard(standings).filter_map(counted).collect()
    }
}

/// What each opinion says of one outcome, with its share.
fn of_outcome(counted: &[Counted<'_>], outcome: usize) -> Vec<(f64, f64)> {
    counted.iter().filter_map(|(share, fair)| Some((*share, *fair.get(outcome)?))).collect()
}

/// What is said of each outcome.
fn by_outcome(counted: &[Counted<'_>]) -> Vec<Vec<(f64, f64)>> {
    let outcomes = counted.first().map_or(0, |(_, fair)| fair.len());
    (0..outcomes).map(|outcome| of_outcome(counted, outcome)).collect()
}

/// Which opinions are too far from the others, on any outcome.
fn outliers(counted: &[Counted<'_>]) -> Vec<bool> {
    let mut outliers = vec![false; counted.len()];
    for said in by_outcome(counted) {
        for (is_outlier, is_far) in outliers.iter_mut().zip(average::far(&said)) {
            *is_outlier |= is_far;
        }
    }
    outliers
}

fn estimates(counted: &[Counted<'_>], average: Average) -> Vec<Estimate> {
    let said = by_outcome(counted);
    let averaged = said.iter().map(|said| match average {
        Average::Mean => average::mean(said),
        Average::Median => average::median(said),
    });
    let mut probabilities: Vec<f64> = averaged.collect();
    normalise(&mut probabilities);
    probabilities
        .into_iter()
        .zip(&said)
        .map(|(probability, said)| estimate(probability, said))
        .collect()
}

fn estimate(probability: f64, said: &[(f64, f64)]) -> Estimate {
    let mut range = Range::of(said.first().map_or(probability, |(_, p)| *p));
    for (_, p) in said {
        range.widen(*p);
    }
    Estimate { probability, range }
}

#[cfg(test)]
mod tests {
    use super::Standing::{Counted, Incomplete, Judged, Outlier, Refused, Sister, Weightless};
    use super::{Average, Consensus, Panel, Quorum, Standing, Voice};
    use crate::fair::{Method, Refusal};
    use crate::price::Price;
    use crate::samples::group;

    /// A voice as a table says it: group, weight, odds; odds of 0 are missing.
    type Said<'a> = (u32, u32, &'a [f64]);

    const NEAR: &[f64] = &[1.91, 1.91];
    const AT_TWO: Quorum = Quorum { average: Average::Mean, books_min: 2 };
    const MEDIAN: Quorum = Quorum { average: Average::Median, books_min: 3 };

    fn consensus(said: &[Said<'_>], judged: Option<usize>, quorum: Quorum) -> Consensus {
        let prices =
            |said: &Said<'_>| said.2.iter().map(|odds| Price::from_decimal(*odds)).collect();
        let prices: Vec<Vec<Option<Price>>> = said.iter().map(prices).collect();
        let voices = said.iter().zip(&prices);
        let voices = voices.map(|((house, weight, _), prices)| Voice {
            group: group(*house),
            weight: *weight,
            prices,
        });
        let voices: Vec<Voice<'_>> = voices.collect();
        Panel::new(&voices, Method::Multiplicative).consensus(judged, quorum)
    }

    /// The first outcome's probability and what became of each, for a table of voices.
    fn check(
        said: &[Said<'_>],
        judged: Option<usize>,
        quorum: Quorum,
        first: Option<f64>,
        standings: &[Standing],
    ) {
        let consensus = consensus(said, judged, quorum);
        assert_eq!(consensus.standings, standings, "{said:?}");
        let got = consensus.estimates.map(|estimates| estimates[0].probability);
        let is_near = match (got, first) {
            (Some(got), Some(first)) => (got - first).abs() < 1e-9,
            (got, first) => got == first,
        };
        assert!(is_near, "{said:?}: {got:?}, not {first:?}");
    }

    #[test]
    fn so_many_bookmakers_must_count() {
        let three: &[Said<'_>] = &[(1, 1, NEAR), (2, 1, NEAR), (3, 1, NEAR)];
        check(three, None, Quorum::default(), Some(0.5), &[Counted; 3]);
        check(&three[..2], None, Quorum::default(), None, &[Counted; 2]);
        check(&three[..2], None, AT_TWO, Some(0.5), &[Counted; 2]);
        let none = Quorum { books_min: 0, ..AT_TWO };
        check(&[], None, none, None, &[]);
        check(&[(1, 1, NEAR)], Some(0), none, None, &[Judged]);
    }

    #[test]
    fn sisters_are_one_bookmaker() {
        let sisters: &[Said<'_>] = &[(1, 1, NEAR), (2, 1, NEAR), (2, 1, NEAR)];
        check(sisters, None, Quorum::default(), None, &[Counted; 3]);
        // Fair chances of 0.6 and, twice from one feed, 0.4 are two voices.
        let low: &[f64] = &[2.4, 1.6];
        let high: &[f64] = &[1.6, 2.4];
        check(&[(1, 1, high), (2, 1, low), (2, 1, low)], None, AT_TWO, Some(0.5), &[Counted; 3]);
    }

    #[test]
    fn who_is_judged_and_its_sisters_do_not_speak() {
        let odd: &[f64] = &[3.0, 1.4];
        let said: &[Said<'_>] =
            &[(1, 9, odd), (2, 1, NEAR), (3, 1, NEAR), (1, 9, odd), (4, 1, NEAR)];
        check(
            said,
            Some(0),
            Quorum::default(),
            Some(0.5),
            &[Judged, Counted, Counted, Sister, Counted],
        );
        check(&said[..4], Some(0), Quorum::default(), None, &[Judged, Counted, Counted, Sister]);
        let silent: &[Said<'_>] = &[(1, 1, &[]), (2, 1, NEAR), (3, 1, NEAR)];
        check(silent, Some(0), AT_TWO, Some(0.5), &[Judged, Counted, Counted]);
        check(silent, Some(7), AT_TWO, Some(0.5), &[Incomplete, Counted, Counted]);
    }

    #[test]
    fn who_cannot_speak_is_told_with_the_reason() {
        let said: &[Said<'_>] = &[
            (1, 1, NEAR),
            (2, 1, &[1.91, 0.0]),
            (3, 1, &[1.91]),
            (4, 1, &[2.10, 2.05]),
            (5, 0, NEAR),
            (6, 1, NEAR),
        ];
        let no_margin = Refused(Refusal::NoMargin);
        let standings = [Counted, Incomplete, Incomplete, no_margin, Weightless, Counted];
        check(said, None, AT_TWO, Some(0.5), &standings);
    }

    #[test]
    fn the_weight_of_what_is_missing_is_spread_by_weight() {
        let (high, low): (&[f64], &[f64]) = (&[1.6, 2.4], &[2.4, 1.6]);
        let said: &[Said<'_>] = &[(1, 3, high), (2, 1, low), (3, 4, NEAR)];
        check(said, None, AT_TWO, Some((3.0 * 0.6 + 0.4 + 4.0 * 0.5) / 8.0), &[Counted; 3]);
        let said: &[Said<'_>] = &[(1, 3, high), (2, 1, low), (3, 4, &[1.91, 0.0])];
        check(said, None, AT_TWO, Some(0.55), &[Counted, Counted, Incomplete]);
    }

    #[test]
    fn one_that_is_far_off_leaves_when_there_are_enough_to_tell() {
        let odd: &[f64] = &[3.0, 1.4];
        let seven: Vec<Said<'_>> =
            (0..7).map(|group| (group, 1, if group == 2 { odd } else { NEAR })).collect();
        let standings = [Counted, Counted, Outlier, Counted, Counted, Counted, Counted];
        check(&seven, None, Quorum::default(), Some(0.5), &standings);
        // Of five the mean takes it in, and the median does not move.
        let fair_of_odd = (1.0 / 3.0) / (1.0 / 3.0 + 1.0 / 1.4);
        let mean = (4.0 * 0.5 + fair_of_odd) / 5.0;
        check(&seven[..5], None, Quorum::default(), Some(mean), &[Counted; 5]);
        check(&seven[..5], None, MEDIAN, Some(0.5), &[Counted; 5]);
        // Who is left must still be enough.
        let seven_of_seven = Quorum { books_min: 7, ..Quorum::default() };
        check(&seven, None, seven_of_seven, None, &standings);
    }

    #[test]
    fn an_average_is_known_by_its_name() {
        assert_eq!(Average::ALL.map(Average::as_str), ["mean", "median"]);
        assert_eq!(
            ["mean", "median", ""].map(Average::parse),
            [Some(Average::Mean), Some(Average::Median), None]
        );
        assert_eq!(Quorum::default(), Quorum { average: Average::Mean, books_min: 3 });
    }
}
