//! What a row's prices come to, by arithmetic that is small enough to be done for every row.

use crate::books::Group;
use crate::price::Price;
use crate::sorted::in_order;

/// What equal returns from one price for each outcome bring, as a fraction of the outlay (1 / B* − 1), when the
/// prices come from different houses; of all such sets the best. `None` when there is no such set.
///
/// It is what [`find`](super::find) calls `worst` of an arbitrage, where the outcomes are all there are and none of
/// them can return stakes: a winner, or a line of a half point. Other lines need their cases looked at.
pub fn glance(sides: &[Vec<(Group, Price)>]) -> Option<f64> {
    let best: Vec<_> = sides.iter().map(|offers| candidates(offers, sides.len())).collect();
    least(&best, &mut Vec::new()).map(|sum| sum.recip() - 1.0)
}

/// The best price of each house, best first; no more than one for each outcome can be in the way of the others.
fn candidates(offers: &[(Group, Price)], max: usize) -> Vec<(Group, f64)> {
    let mut best: Vec<(Group, f64)> = Vec::new();
    let offers = in_order(offers.to_vec(), |one: &(Group, Price), other| other.1.cmp(&one.1));
    for (group, price) in offers {
        if best.len() < max && best.iter().all(|(other, _)| *other != group) {
            best.push((group, price.implied()));
        }
    }
    best
}

/// The least sum of 1 / odds over one candidate of each outcome, no house twice.
fn least(sides: &[Vec<(Group, f64)>], taken: &mut Vec<Group>) -> Option<f64> {
    let Some((side, rest)) = sides.split_first() else { return Some(0.0) };
    let mut least_sum: Option<f64> = None;
    for (group, implied) in side {
        if taken.contains(group) {
            continue;
        }
        taken.push(*group);
        let sum = least(rest, taken).map(|sum| sum + implied);
        taken.pop();
        least_sum = least_sum.into_iter().chain(sum).reduce(f64::min);
    }
    least_sum
}
