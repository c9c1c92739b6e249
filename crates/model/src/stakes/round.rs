//! Round stakes near exact ones: those whose worst case is best.

use super::{OUTLAY_MAX, Scale, returns};
use crate::arbitrage::Assessment;
use crate::settlement::STAKE;
use crate::sorted::in_order;

/// The best stakes that are multiples of the step, none of them zero, and add up to so many steps.
///
/// Each leg is tried from its exact stake rounded up down to as many steps below it rounded down as there are other
/// legs. That is enough: when a leg is over its exact stake rounded up, another is under its own, and a step given
/// from that to this makes no worst case worse. No set has over three legs, which makes 64 combinations at most.
pub(super) fn of_total(
    assessment: &Assessment,
    scale: Scale,
    step: i64,
    steps: i64,
) -> Option<Vec<i64>> {
    let weights = assessment.shares.weights();
    let others = i64::try_from(weights.len()).unwrap_or(0) - 1;
    let choices = |weight: &u64| choices(scale, *weight, step, others);
    let sets = sets(weights.iter().map(choices).collect());
    let outlay = steps * step;
    best(assessment, sets.into_iter().filter(|stakes| stakes.iter().sum::<i64>() == outlay))
}

/// The best stakes beside one that is fixed: multiples of the step, each the exact one rounded up or down.
pub(super) fn beside(
    assessment: &Assessment,
    scale: Scale,
    step: i64,
    fixed: usize,
    stake: i64,
) -> Option<Vec<i64>> {
    let weights = assessment.shares.weights().iter().enumerate();
    let choices = weights.map(|(leg, weight)| match leg {
        _ if leg == fixed => vec![stake],
        _ => choices(scale, *weight, step, 0),
    });
    let sets = sets(choices.collect());
    best(assessment, sets.into_iter().filter(|stakes| stakes.iter().sum::<i64>() <= OUTLAY_MAX))
}

/// The stakes tried for a leg: the exact one rounded up, rounded down, and so many steps below, none of them zero.
fn choices(scale: Scale, weight: u64, step: i64, below: i64) -> Vec<i64> {
    let (steps, is_cut) = scale.steps(i128::from(weight), step);
    let range = (steps - below).max(1)..=steps + i64::from(is_cut);
    range.map(|steps| steps.saturating_mul(step)).collect()
}

/// Every way to take one of each.
fn sets(choices: Vec<Vec<i64>>) -> Vec<Vec<i64>> {
    choices.into_iter().fold(vec![Vec::new()], |sets, choices| {
        let longer = sets.iter().flat_map(|set| {
            choices.iter().map(|stake| set.iter().chain([stake]).copied().collect())
        });
        longer.collect()
    })
}

/// The stakes whose worst case is best, then the second worst, and so on; of equal ones the smaller outlay.
fn best(assessment: &Assessment, sets: impl Iterator<Item = Vec<i64>>) -> Option<Vec<i64>> {
    let rated = sets.map(|stakes| {
        let outlay: i64 = stakes.iter().sum();
        let profit = |case| returns(assessment, case, &stakes).sum::<i64>() - STAKE * outlay;
        let profits = assessment.cases.iter().map(profit).collect();
        (in_order(profits, Ord::cmp), -outlay, stakes)
    });
    rated.max().map(|(.., stakes)| stakes)
}
