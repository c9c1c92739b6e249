//! The zero of a function that falls.

/// Far more steps than are ever needed: every second one halves something.
const STEPS_MAX: u32 = 200;
/// A value this near zero is zero as far as sums of probabilities can be told apart.
const ZERO: f64 = 4.0 * f64::EPSILON;

/// Where a falling function is zero, between a place where it is not below zero and one where it is not above.
///
/// The function gives its value and its slope. Newton's steps are taken while they stay between the two places and
/// shrink by half, and the interval is halved where they do not, so that no shape of the function leads away.
pub(super) fn of_falling(mut low: f64, mut high: f64, function: &dyn Fn(f64) -> (f64, f64)) -> f64 {
    let (mut at, mut step) = (low, high - low);
    for _ in 0..STEPS_MAX {
        let (value, slope) = function(at);
        if value.abs() <= ZERO {
            break;
        }
        if value > 0.0 {
            low = at;
        } else {
            high = at;
        }
        let newton = at - value / slope;
        let is_good = low < newton && newton < high && (newton - at).abs() <= step / 2.0;
        let next = if is_good { newton } else { f64::midpoint(low, high) };
        step = (next - at).abs();
        // The neighbouring number is no better: the value is as near zero as it comes.
        if step <= f64::EPSILON * at {
            break;
        }
        at = next;
    }
    at
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::of_falling;

    #[test]
    fn zeros_are_found_whatever_the_shape() {
        let check =
            |name: &str, zero: f64, ends: (f64, f64), function: &dyn Fn(f64) -> (f64, f64)| {
                let found = of_falling(ends.0, ends.1, function);
                assert!((found - zero).abs() <= 1e-14 * zero, "{name}: {found}");
            };
        check("straight", 3.0, (0.0, 10.0), &|x| (3.0 - x, -1.0));
        check("at the lower end", 2.0, (2.0, 10.0), &|x| (2.0 - x, -1.0));
        check("at the upper end", 10.0, (2.0, 10.0), &|x| (10.0 - x, -1.0));
        check("steep, then flat", 1e6, (1.0, 1e12), &|x| (1e6 / x - 1.0, -1e6 / (x * x)));
        check("flat, then steep", 20.0, (0.0, 100.0), &|x| {
            (1.0 - (x - 20.0).exp(), -(x - 20.0).exp())
        });
        check("with a corner", 0.3, (0.0, 1.0), &|x| {
            if x < 0.3 { ((0.3 - x) * 1e3, -1e3) } else { ((0.3 - x) * 1e-3, -1e-3) }
        });
        check("with a wrong slope", 0.7, (0.0, 1.0), &|x| (0.7 - x, -1e-9));
        check("without a slope", 0.7, (0.0, 1.0), &|x| (0.7 - x, 0.0));
        check("with no number for a slope", 0.7, (0.0, 1.0), &|x| (0.7 - x, f64::NAN));
    }
    #[test]
    fn a_few_steps_are_enough_for_a_smooth_function_and_halving_is_for_others() {
        let check = |steps_max: u32, function: &dyn Fn(f64) -> (f64, f64)| {
            let steps = Cell::new(0);
            of_falling(0.0, 100.0, &|x| {
                steps.set(steps.get() + 1);
                function(x)
            });
            assert!(steps.get() <= steps_max, "{} steps, not {steps_max}", steps.get());
        };
        check(2, &|x| (3.0 - x, -1.0));
        check(15, &|x| ((-x).exp() - 0.05, -(-x).exp()));
        check(60, &|x| (0.7 - x, 0.0));
    }
}
