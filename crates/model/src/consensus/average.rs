//! Averages of what several say of one outcome: each a share, and the probability it stands for. The shares are one.

use crate::sorted::in_order;

/// Beyond this many standard deviations from the mean a probability is far out.
const DEVIATIONS_MAX: f64 = 2.0;
/// What is as near as this is the same: between equal numbers the standard deviation is what rounding leaves.
const SAME: f64 = 1e-9;

/// The weighted mean.
pub(super) fn mean(said: &[(f64, f64)]) -> f64 {
    said.iter().map(|(share, p)| share * p).sum()
}

/// The weighted median: half of the shares lie below it and half above. Between two when they part exactly there.
pub(super) fn median(said: &[(f64, f64)]) -> f64 {
    let said = in_order(said.to_vec(), |one, other| one.1.total_cmp(&other.1));
    let (mut below, mut last) = (0.0_f64, 0.0);
    for (share, p) in said {
        if (below - 0.5).abs() < SAME {
            return f64::midpoint(last, p);
        }
        (below, last) = (below + share, p);
        if below > 0.5 + SAME {
            break;
        }
    }
    last
}

/// Which of them are far from the mean.
pub(super) fn far(said: &[(f64, f64)]) -> impl Iterator<Item = bool> {
    let mean = mean(said);
    let variance: f64 = said.iter().map(|(share, p)| share * (p - mean) * (p - mean)).sum();
    let reach = DEVIATIONS_MAX * variance.sqrt() + SAME;
    said.iter().map(move |(_, p)| (p - mean).abs() > reach)
}

#[cfg(test)]
mod tests {
    use super::{far, mean, median};

    #[test]
    fn averages_of_known_numbers() {
        let check = |said: &[(f64, f64)], known: [f64; 2]| {
            let got = [mean(said), median(said)];
            let is_near = got.iter().zip(known).all(|(got, known)| (got - known).abs() < 1e-12);
            assert!(is_near, "{said:?}: {got:?}");
        };
        check(&[(1.0, 0.4)], [0.4, 0.4]);
        check(&[(0.5, 0.6), (0.5, 0.4)], [0.5, 0.5]);
        check(&[(0.25, 0.9), (0.25, 0.4), (0.25, 0.5), (0.25, 0.6)], [0.6, 0.55]);
        let third = 1.0 / 3.0;
        check(&[(third, 0.9), (third, 0.4), (third, 0.5)], [0.6, 0.5]);
        check(&[(0.6, 0.9), (0.2, 0.4), (0.2, 0.5)], [0.72, 0.9]);
        check(&[(0.4, 0.9), (0.4, 0.4), (0.2, 0.5)], [0.62, 0.5]);
    }

    #[test]
    fn of_equal_shares_one_in_six_can_be_far_out_and_one_in_five_cannot() {
        let with_one_off = |count: usize, share: f64| {
            let mut said = vec![(share, 0.5); count];
            said[0].1 = 0.9;
            far(&said).collect::<Vec<_>>()
        };
        assert_eq!(with_one_off(6, 1.0 / 6.0), [true, false, false, false, false, false]);
        assert_eq!(with_one_off(5, 0.2), [false; 5]);
        assert!(
            !far(&[(1.0 / 3.0, 0.1); 3]).any(|is_far| is_far),
            "the mean of equal numbers is not far"
        );
    }
}
