//! The methods that need more than a division.
//!
//! Three of them look for the value of a parameter at which the probabilities add up to one. Each outcome's
//! probability falls as its parameter rises, so the sum does, and no probability is further from its own value than
//! the sum is from one.

use super::root;

/// An outcome's probability and its slope, by the parameter and the outcome's own share.
type Curve = fn(f64, f64) -> (f64, f64);

/// r − (B − 1) / n.
pub(super) fn additive(implied: &[f64]) -> Vec<f64> {
    #[expect(clippy::cast_precision_loss, reason = "a market has nowhere near 2^52 outcomes")]
    let count = implied.len() as f64;
    let part = (implied.iter().sum::<f64>() - 1.0) / count;
    implied.iter().map(|implied| implied - part).collect()
}

/// r^k.
pub(super) fn power(implied: &[f64]) -> Vec<f64> {
    let logs: Vec<f64> = implied.iter().map(|implied| implied.ln()).collect();
    at(exponent(&logs), &logs, powered)
}

/// Shin's formula.
pub(super) fn shin(implied: &[f64]) -> Vec<f64> {
    let shares = shin_shares(implied);
    at(insiders(&shares), &shares, shin_formula)
}

/// r / (c + r − c·r), which is 1 / (1 + c·(odds − 1)).
pub(super) fn odds_ratio(implied: &[f64]) -> Vec<f64> {
    let gains: Vec<f64> = implied.iter().map(|implied| 1.0 / implied - 1.0).collect();
    at(ratio(&gains), &gains, divided)
}

/// The k at which the powers of these logarithms' numbers add up to one.
///
/// The logarithm of the sum is nearly straight, which Newton's steps like. At the upper end the highest number alone,
/// taken n times, is one.
fn exponent(logs: &[f64]) -> f64 {
    let highest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    #[expect(clippy::cast_precision_loss, reason = "a market has nowhere near 2^52 outcomes")]
    let end = (logs.len() as f64).ln() / -highest;
    root::of_falling(1.0, end, &|k| {
        let (sum, slope) = summed(k, logs, powered);
        (sum.ln(), slope / sum)
    })
}

/// The z at which Shin's probabilities add up to one: at 0 they add up to √B, at 1 to less than one.
fn insiders(shares: &[f64]) -> f64 {
    root::of_falling(0.0, 1.0, &|z| {
        let (sum, slope) = summed(z, shares, shin_formula);
        (sum - 1.0, slope)
    })
}

/// The c at which the probabilities of these gains add up to one: at the upper end even the sum of 1 / (c · gain) is
/// no more.
fn ratio(gains: &[f64]) -> f64 {
    let end = gains.iter().map(|gain| 1.0 / gain).sum();
    root::of_falling(1.0, end, &|c| {
        let (sum, slope) = summed(c, gains, divided);
        (sum - 1.0, slope)
    })
}

/// r² / B.
fn shin_shares(implied: &[f64]) -> Vec<f64> {
    let sum: f64 = implied.iter().sum();
    implied.iter().map(|implied| implied * implied / sum).collect()
}

fn powered(k: f64, log: f64) -> (f64, f64) {
    let power = (k * log).exp();
    (power, log * power)
}

/// With the difference of the formula's numerator written as a quotient, because two numbers that are nearly the same
/// lose their digits when one is taken from the other; 1 − z then cancels.
fn shin_formula(z: f64, share: f64) -> (f64, f64) {
    let root = (z * z + 4.0 * (1.0 - z) * share).sqrt();
    let probability = 2.0 * share / (root + z);
    (probability, -probability * (1.0 + (z - 2.0 * share) / root) / (root + z))
}

fn divided(c: f64, gain: f64) -> (f64, f64) {
    let probability = 1.0 / (1.0 + c * gain);
    (probability, -gain * probability * probability)
}

fn summed(parameter: f64, outcomes: &[f64], curve: Curve) -> (f64, f64) {
    outcomes.iter().fold((0.0, 0.0), |(sum, slope), outcome| {
        let (value, rise) = curve(parameter, *outcome);
        (sum + value, slope + rise)
    })
}

fn at(parameter: f64, outcomes: &[f64], curve: Curve) -> Vec<f64> {
    outcomes.iter().map(|outcome| curve(parameter, *outcome).0).collect()
}

#[cfg(test)]
mod tests {
    use super::{exponent, insiders, ratio, shin_shares};

    /// The parameters of power, Shin and odds ratio; `None` where none is known.
    fn check(odds: &[f64], known: [Option<f64>; 3]) {
        let implied: Vec<f64> = odds.iter().map(|odds| 1.0 / odds).collect();
        let logs: Vec<f64> = implied.iter().map(|implied| implied.ln()).collect();
        let gains: Vec<f64> = odds.iter().map(|odds| odds - 1.0).collect();
        let got = [exponent(&logs), insiders(&shin_shares(&implied)), ratio(&gains)];
        for (got, known) in got.into_iter().zip(known) {
            assert!(known.is_none_or(|known| (got - known).abs() < 6e-7), "{odds:?}: {got}");
        }
    }

    #[test]
    fn parameters_of_known_markets() {
        check(&[2.6, 2.4, 4.3], [Some(1.032_137), Some(0.016_943), Some(1.053_174)]);
        check(&[1.5, 2.74], [Some(1.050_510), Some(0.031_727), None]);
        check(&[4.20, 3.70, 1.95], [None, Some(0.010_608), None]);
    }

    #[test]
    fn parameters_that_have_a_closed_form() {
        // Of equal prices r^k = 1 / n; of two outcomes c is the root of the product of the odds r / (1 - r).
        let k = (3.0_f64).ln() / (2.5_f64).ln();
        check(&[2.5, 2.5, 2.5], [Some(k), None, Some(2.0 / 1.5)]);
        check(&[1.05, 11.0], [None, None, Some((1.0_f64 / 0.05 / 10.0).sqrt())]);
    }
}
