//! Fair probabilities: what is left of one bookmaker's prices when its margin is taken off.
//!
//! How a bookmaker spreads its margin over the outcomes is not known, so there are several methods, and how far they
//! lie apart says how sure any of them is. Formulas and names are those of the R package
//! [implied](https://cran.r-project.org/web/packages/implied/).
//!
//! All of them aim at one winner. Where several outcomes win, as for a place among the first four, probabilities add
//! up to as many, and here the other winners would be taken for margin; of such a market there is only the sum
//! ([`Booksum`](crate::margin::Booksum)).

mod root;
mod solve;

use crate::price::Price;

/// How the margin is taken off. r is 1 / odds, B the sum of all r, n how many outcomes there are.
///
/// That the margin grows with the odds (Buchdahl's fair odds, n·o / (n − (B − 1)·o)) is the additive method in other
/// words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Method {
    /// p = r / B: every outcome bears the same share of itself.
    Multiplicative,
    /// p = r − (B − 1) / n: every outcome bears the same part. It refuses long shots that bear less.
    Additive,
    /// p = r^k, with the k at which all p add up to one: long shots bear more. The usual one, because it allows for
    /// the margin that bookmakers put on long shots and stays within the range of probabilities
    /// ([Clarke, Kovalchik and Ingram 2017](https://doi.org/10.11648/j.ajss.20170506.12)).
    #[default]
    Power,
    /// p = (√(z² + 4·(1 − z)·r²/B) − z) / (2·(1 − z)), with the z at which all p add up to one: the margin protects
    /// against a share z of bettors who know the result (Shin 1993). Of two outcomes it is the additive method.
    Shin,
    /// p = r / (c + r − c·r), with the c at which all p add up to one: the odds p / (1 − p) of all outcomes bear the
    /// same share (Cheung 2015).
    OddsRatio,
}

/// Why there are no fair probabilities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// Fewer than two outcomes.
    TooFew,
    /// 1 / odds adds up to one or less, so there is no margin to take off: such prices are not one bookmaker's, or
    /// not of outcomes of which one must happen.
    NoMargin,
    /// The method gives an outcome what is no probability: zero, one, or something outside them.
    OutOfRange,
}

/// The lowest and the highest of several probabilities of one outcome.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The lowest.
    pub low: f64,
    /// The highest.
    pub high: f64,
}

/// How far the methods lie apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranges {
    /// One per outcome, over the methods that answer.
    pub outcomes: Vec<Range>,
    /// The methods that do not, with their reasons.
    pub refused: Vec<(Method, Refusal)>,
}

/// What 1 / odds may add up to beyond one by rounding alone.
const ROUNDING: f64 = 1e-12;

impl Method {
    /// Every method, in the order in which they are offered.
    pub const ALL: [Self; 5] =
        [Self::Multiplicative, Self::Additive, Self::Power, Self::Shin, Self::OddsRatio];

    /// The method of this name; `None` when none has it.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str() == name)
    }

    /// Its name in attributes and addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Multiplicative => "multiplicative",
            Self::Additive => "additive",
            Self::Power => "power",
            Self::Shin => "shin",
            Self::OddsRatio => "odds-ratio",
        }
    }
}

/// The probability of each outcome, in the order of the prices: each above 0 and below 1, all together 1. Fair odds
/// are 1 / probability.
///
/// The prices must be one bookmaker's, all of them open and fresh, for outcomes of which exactly one happens
/// ([`Board::is_complete`](crate::board::Board::is_complete)). That cannot be told from prices, so it is for the
/// caller to know.
///
/// # Errors
///
/// The prices, or what the method makes of them, rule out probabilities; see [`Refusal`].
pub fn fair(prices: &[Price], method: Method) -> Result<Vec<f64>, Refusal> {
    let implied: Vec<f64> = prices.iter().map(|price| price.implied()).collect();
    if implied.len() < 2 {
        return Err(Refusal::TooFew);
    }
    if implied.iter().sum::<f64>() <= 1.0 + ROUNDING {
        return Err(Refusal::NoMargin);
    }
    let mut fair = match method {
        Method::Multiplicative => implied,
        Method::Additive => solve::additive(&implied),
        Method::Power => solve::power(&implied),
        Method::Shin => solve::shin(&implied),
        Method::OddsRatio => solve::odds_ratio(&implied),
    };
    normalise(&mut fair);
    let is_one = |probability: &f64| *probability > 0.0 && *probability < 1.0;
    if fair.iter().all(is_one) { Ok(fair) } else { Err(Refusal::OutOfRange) }
}

/// How far the methods lie apart on these prices, outcome by outcome. What [`fair`] says of its prices holds here.
///
/// # Errors
///
/// No method answers, because the prices are too few or hold no margin.
pub fn ranges(prices: &[Price]) -> Result<Ranges, Refusal> {
    let first = fair(prices, Method::Multiplicative)?;
    let mut outcomes: Vec<Range> = first.into_iter().map(Range::of).collect();
    let mut refused = Vec::new();
    for method in Method::ALL {
        match fair(prices, method) {
            Ok(fair) => outcomes.iter_mut().zip(fair).for_each(|(range, other)| range.widen(other)),
            Err(refusal) => refused.push((method, refusal)),
        }
    }
    Ok(Ranges { outcomes, refused })
}

impl Range {
    /// The range of one.
    pub(crate) fn of(probability: f64) -> Self {
        Self { low: probability, high: probability }
    }

    /// Takes another one in.
    pub(crate) fn widen(&mut self, probability: f64) {
        self.low = self.low.min(probability);
        self.high = self.high.max(probability);
    }
}

/// Divides by the sum, so that they add up to one.
pub(crate) fn normalise(probabilities: &mut [f64]) {
    let sum: f64 = probabilities.iter().sum();
    for probability in probabilities {
        *probability /= sum;
    }
}

#[cfg(test)]
mod tests {
    use super::{Method, Refusal, fair, ranges};
    use crate::samples::prices;

    fn check(odds: &[f64], method: Method, expected: &[f64]) {
        let got = fair(&prices(odds), method).expect("probabilities");
        let is_near = got.iter().zip(expected).all(|(got, expected)| (got - expected).abs() < 6e-7);
        assert!(is_near && got.len() == expected.len(), "{odds:?} {method:?}: {got:?}");
    }

    #[test]
    fn known_markets_by_every_method() {
        use Method::{Additive, Multiplicative, OddsRatio, Power, Shin};
        let odds = [2.6, 2.4, 4.3];
        check(&odds, Multiplicative, &[0.372_026, 0.403_028, 0.224_946]);
        check(&odds, Additive, &[0.373_335, 0.405_387, 0.221_278]);
        check(&odds, Power, &[0.372_984, 0.405_107, 0.221_908]);
        check(&odds, Shin, &[0.372_994, 0.404_779, 0.222_227]);
        check(&odds, OddsRatio, &[0.372_429, 0.404_131, 0.223_440]);
        let odds = [1.5, 2.74];
        check(&odds, Multiplicative, &[0.646_226, 0.353_774]);
        check(&odds, Additive, &[0.650_852, 0.349_148]);
        check(&odds, Power, &[0.653_152, 0.346_848]);
        check(&odds, Shin, &[0.650_852, 0.349_148]);
        check(&odds, OddsRatio, &[0.651_018, 0.348_982]);
        let odds = [4.20, 3.70, 1.95];
        check(&odds, Multiplicative, &[0.233_156, 0.264_663, 0.502_181]);
        check(&odds, Additive, &[0.231_033, 0.263_208, 0.505_759]);
        check(&odds, Power, &[0.231_141, 0.263_064, 0.505_795]);
        check(&odds, Shin, &[0.231_572, 0.263_574, 0.504_854]);
        check(&odds, OddsRatio, &[0.232_005, 0.263_641, 0.504_354]);
    }

    #[test]
    fn methods_differ_most_on_long_shots() {
        use Method::{Additive, Multiplicative, OddsRatio, Power, Shin};
        let odds = [1.05, 11.0];
        check(&odds, Multiplicative, &[0.912_863, 0.087_137]);
        check(&odds, Additive, &[0.930_736, 0.069_264]);
        check(&odds, Power, &[0.943_283, 0.056_717]);
        check(&odds, Shin, &[0.930_736, 0.069_264]);
        check(&odds, OddsRatio, &[0.933_959, 0.066_041]);
        let odds = [1.05, 15.0, 51.0];
        check(&odds, Multiplicative, &[0.916_936, 0.064_186, 0.018_878]);
        check(&odds, Additive, &[0.939_496, 0.053_782, 0.006_723]);
        check(&odds, Power, &[0.945_277, 0.043_998, 0.010_725]);
        check(&odds, Shin, &[0.933_721, 0.055_358, 0.010_921]);
        let ranges = ranges(&prices(&[1.05, 11.0])).expect("a market");
        let long_shot = ranges.outcomes[1];
        assert!(
            (long_shot.low - 0.056_717).abs() < 6e-7 && (long_shot.high - 0.087_137).abs() < 6e-7
        );
        assert!(ranges.refused.is_empty());
    }

    #[test]
    fn a_method_that_leaves_a_long_shot_nothing_refuses_and_is_named() {
        let odds: Vec<f64> = [0.87, 0.2, 0.1, 0.05, 0.02, 0.01].map(|implied| 1.0 / implied).into();
        assert_eq!(fair(&prices(&odds), Method::Additive), Err(Refusal::OutOfRange));
        let ranges = ranges(&prices(&odds)).expect("the others answer");
        assert_eq!(ranges.refused, [(Method::Additive, Refusal::OutOfRange)]);
        assert_eq!(ranges.outcomes.len(), 6);
        assert!(ranges.outcomes.iter().all(|range| 0.0 < range.low && range.low < range.high));
    }

    #[test]
    fn prices_without_a_margin_are_refused_by_all() {
        let check = |odds: &[f64], refusal: Refusal| {
            for method in Method::ALL {
                assert_eq!(fair(&prices(odds), method), Err(refusal), "{odds:?} {method:?}");
            }
            assert_eq!(ranges(&prices(odds)), Err(refusal), "{odds:?}");
        };
        check(&[], Refusal::TooFew);
        check(&[1.5], Refusal::TooFew);
        check(&[2.0, 2.0], Refusal::NoMargin);
        check(&[3.0, 3.0, 3.0], Refusal::NoMargin);
        check(&[2.10, 2.05], Refusal::NoMargin);
        check(&[1001.0, 1001.0], Refusal::NoMargin);
    }

    #[test]
    fn prices_at_the_ends_of_the_range_have_probabilities_too() {
        for odds in [
            &[1.000_001, 1001.0][..],
            &[1.000_001, 1.000_001],
            &[1.001, 1001.0, 1001.0],
            &[1.2; 60],
        ] {
            for method in [Method::Multiplicative, Method::Power, Method::Shin, Method::OddsRatio] {
                let fair = fair(&prices(odds), method).expect("probabilities");
                assert!(
                    (fair.iter().sum::<f64>() - 1.0).abs() < 1e-12,
                    "{odds:?} {method:?}: {fair:?}"
                );
            }
        }
        // Nobody could tell this third one's chance from none.
        let odds = prices(&[1.000_001, 1.000_001, 1001.0]);
        assert_eq!(fair(&odds, Method::Power), Err(Refusal::OutOfRange));
    }

    #[test]
    fn a_method_is_known_by_its_name() {
        let names = Method::ALL.map(Method::as_str);
        assert_eq!(names, ["multiplicative", "additive", "power", "shin", "odds-ratio"]);
        assert_eq!(names.map(Method::parse), Method::ALL.map(Some));
        assert_eq!(Method::parse("Shin"), None);
        assert_eq!(Method::default(), Method::Power);
    }
}
