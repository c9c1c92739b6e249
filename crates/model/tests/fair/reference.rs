//! The methods once more: by closed forms of two outcomes, and by other ways to the root for more.

use model::fair::Method;

/// The probability of each outcome, whether or not it is one.
pub(crate) fn fair(odds: &[f64], method: Method) -> Vec<f64> {
    match method {
        Method::Multiplicative => multiplicative(odds),
        Method::Additive => additive(odds),
        Method::Power => power(odds),
        Method::Shin => shin(odds),
        Method::OddsRatio => odds_ratio(odds),
    }
}

fn sum(numbers: impl Iterator<Item = f64>) -> f64 {
    numbers.sum()
}

fn count(odds: &[f64]) -> f64 {
    sum(odds.iter().map(|_| 1.0))
}

/// By how many units of the other outcomes are paid for one.
fn multiplicative(odds: &[f64]) -> Vec<f64> {
    odds.iter().map(|one| 1.0 / sum(odds.iter().map(|other| one / other))).collect()
}

/// By Buchdahl's fair odds.
fn additive(odds: &[f64]) -> Vec<f64> {
    let (n, margin) = (count(odds), sum(odds.iter().map(|odds| 1.0 / odds)) - 1.0);
    odds.iter().map(|odds| (n - margin * odds) / (n * odds)).collect()
}

/// By Newton's steps on the sum itself, which is convex and falls, so that they come from below and never pass the
/// root.
fn power(odds: &[f64]) -> Vec<f64> {
    let mut k = 1.0_f64;
    for _ in 0..10_000 {
        let beyond = sum(odds.iter().map(|odds| odds.powf(-k))) - 1.0;
        if beyond < 1e-13 {
            break;
        }
        k += beyond / sum(odds.iter().map(|odds| odds.ln() * odds.powf(-k)));
    }
    odds.iter().map(|odds| odds.powf(-k)).collect()
}

/// By the closed form of two outcomes, and by Jullien's and Salanié's fixed point for more, sped up by Steffensen.
fn shin(odds: &[f64]) -> Vec<f64> {
    let booksum = sum(odds.iter().map(|odds| 1.0 / odds));
    let root = |z: f64, odds: f64| (z * z + 4.0 * (1.0 - z) / (odds * odds * booksum)).sqrt();
    let z = if let [one, other] = odds {
        let squared = (1.0 / one - 1.0 / other).powi(2);
        (booksum - 1.0) * (squared - booksum) / (booksum * (squared - 1.0))
    } else {
        fixed_point(|z| (sum(odds.iter().map(|odds| root(z, *odds))) - 2.0) / (count(odds) - 2.0))
    };
    odds.iter().map(|odds| (root(z, *odds) - z) / (2.0 * (1.0 - z))).collect()
}

fn fixed_point(next: impl Fn(f64) -> f64) -> f64 {
    let mut z = 0.0;
    for _ in 0..1_000 {
        let (one, two) = (next(z), next(next(z)));
        let bend = two - 2.0 * one + z;
        if (one - z).abs() < 1e-15 || bend == 0.0 {
            break;
        }
        z -= (one - z).powi(2) / bend;
    }
    z
}

/// By the closed form of two outcomes, and by a secant in the logarithm of c for more.
fn odds_ratio(odds: &[f64]) -> Vec<f64> {
    let at = |t: f64, odds: f64| 1.0 / (1.0 + t.exp() * (odds - 1.0));
    let t = if let [one, other] = odds {
        // Fair odds of two outcomes are each other's inverse: c (one - 1) * c (other - 1) = 1.
        -0.5 * ((one - 1.0) * (other - 1.0)).ln()
    } else {
        secant(|t| sum(odds.iter().map(|odds| at(t, *odds))) - 1.0)
    };
    odds.iter().map(|odds| at(t, *odds)).collect()
}

/// The root of a function that falls, within an interval that always holds it (the Illinois rule).
fn secant(function: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (0.0, 40.0);
    let (mut at_low, mut at_high) = (function(low), function(high));
    for _ in 0..500 {
        let t = (low * at_high - high * at_low) / (at_high - at_low);
        let value = function(t);
        if value.abs() < 1e-14 {
            return t;
        }
        if value > 0.0 {
            (low, at_low, at_high) = (t, value, at_high / 2.0);
        } else {
            (high, at_high, at_low) = (t, value, at_low / 2.0);
        }
    }
    f64::midpoint(low, high)
}
