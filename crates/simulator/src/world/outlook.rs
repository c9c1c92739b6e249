//! What the rest of a match may still bring, as a distribution of its final margin and total.

/// More goals than this by one side are left out; their probability is negligible.
const GOALS: usize = 14;
/// A margin as far from home as one side's goals can be.
const SPAN: usize = 2 * GOALS + 1;

/// The distribution of the final score, from home's point of view.
#[derive(Clone, Debug)]
pub(crate) enum Outlook {
    /// Few goals: exact probabilities on top of the present score.
    Goals { margin_now: f64, total_now: f64, margins: Vec<f64>, totals: Vec<f64> },
    /// Many points: normal approximations of the final margin and total.
    Points { margin: f64, margin_sd: f64, total: f64, total_sd: f64 },
}

impl Outlook {
    /// Independent Poisson goals still to come, on top of the score so far.
    pub(crate) fn goals(home: f64, away: f64, score: [u32; 2]) -> Self {
        let (home, away) = (poisson(home), poisson(away));
        let mut margins = vec![0.0; SPAN];
        let mut totals = vec![0.0; SPAN];
        for (scored, p) in home.iter().enumerate() {
            for (conceded, q) in away.iter().enumerate() {
                margins[GOALS + scored - conceded] += p * q;
                totals[scored + conceded] += p * q;
            }
        }
        let [for_home, for_away] = score.map(f64::from);
        Self::Goals {
            margin_now: for_home - for_away,
            total_now: for_home + for_away,
            margins,
            totals,
        }
    }

    /// Chances of home, draw and away.
    pub(crate) fn three_way(&self) -> [f64; 3] {
        let home = self.beyond_margin(0.25);
        let not_away = self.beyond_margin(-0.25);
        [home, not_away - home, 1.0 - not_away]
    }

    /// Chance that home wins a match that cannot be drawn.
    pub(crate) fn two_way(&self) -> f64 {
        self.margin_over(0.0)
    }

    /// Chance that the margin ends above `line`, given that it does not end on it.
    pub(crate) fn margin_over(&self, line: f64) -> f64 {
        settle(line, |at| self.beyond_margin(at))
    }

    /// Chance that the total ends above `line`, given that it does not end on it.
    pub(crate) fn total_over(&self, line: f64) -> f64 {
        settle(line, |at| self.beyond_total(at))
    }

    /// The expected final total.
    pub(crate) fn mean_total(&self) -> f64 {
        match self {
            Self::Goals { total_now, totals, .. } => {
                total_now + totals.iter().enumerate().map(|(n, p)| n as f64 * p).sum::<f64>()
            }
            Self::Points { total, .. } => *total,
        }
    }

    /// The expected final margin.
    pub(crate) fn mean_margin(&self) -> f64 {
        match self {
            Self::Goals { margin_now, margins, .. } => {
                let step = |n: usize| n as f64 - GOALS as f64;
                margin_now + margins.iter().enumerate().map(|(n, p)| step(n) * p).sum::<f64>()
            }
            Self::Points { margin, .. } => *margin,
        }
    }

    fn beyond_margin(&self, line: f64) -> f64 {
        match self {
            Self::Goals { margin_now, margins, .. } => {
                sum_beyond(margins, line - margin_now + GOALS as f64)
            }
            Self::Points { margin, margin_sd, .. } => normal_above((line - margin) / margin_sd),
        }
    }

    fn beyond_total(&self, line: f64) -> f64 {
        match self {
            Self::Goals { total_now, totals, .. } => sum_beyond(totals, line - total_now),
            Self::Points { total, total_sd, .. } => normal_above((line - total) / total_sd),
        }
    }
}

/// Half lines cannot be hit, whole lines give the stake back, quarter lines are half of each.
fn settle(line: f64, beyond: impl Fn(f64) -> f64) -> f64 {
    let no_push = |line: f64| {
        let (above, at_least) = (beyond(line + 0.25), beyond(line - 0.25));
        above / (1.0 - (at_least - above)).max(1e-9)
    };
    let quarter = (line * 4.0).rem_euclid(2.0) > 0.5;
    if quarter { f64::midpoint(no_push(line - 0.25), no_push(line + 0.25)) } else { no_push(line) }
}

fn sum_beyond(chances: &[f64], index: f64) -> f64 {
    chances.iter().enumerate().filter(|(n, _)| *n as f64 > index).map(|(_, p)| p).sum()
}

fn poisson(mean: f64) -> [f64; GOALS + 1] {
    let mut chances = [0.0; GOALS + 1];
    let mut chance = (-mean).exp();
    for (goals, slot) in chances.iter_mut().enumerate() {
        *slot = chance;
        chance *= mean / (goals as f64 + 1.0);
    }
    chances
}

/// Chance that a standard normal exceeds `z` (Abramowitz and Stegun 26.2.17, error below 1e-7).
fn normal_above(z: f64) -> f64 {
    let t = 1.0 / (1.0 + 0.231_641_9 * z.abs());
    let series = [0.319_381_53, -0.356_563_782, 1.781_477_937, -1.821_255_978, 1.330_274_429];
    let polynomial = series.iter().rev().fold(0.0, |sum, c| (sum + c) * t);
    let tail = (-z * z / 2.0).exp() / std::f64::consts::TAU.sqrt() * polynomial;
    if z >= 0.0 { tail } else { 1.0 - tail }
}

#[cfg(test)]
mod tests {
    use super::{Outlook, normal_above};

    fn near(left: f64, right: f64, tolerance: f64) {
        assert!((left - right).abs() < tolerance, "{left} is not {right}");
    }

    #[test]
    fn chances_of_a_level_match_are_symmetric_and_complete() {
        let chances = Outlook::goals(1.3, 1.3, [0, 0]).three_way();
        near(chances[0], chances[2], 1e-9);
        near(chances.iter().sum(), 1.0, 1e-9);
        near(chances[1], 0.2641, 0.001);
    }

    #[test]
    fn a_lead_with_nothing_to_come_is_a_win() {
        near(Outlook::goals(0.0, 0.0, [1, 0]).three_way()[0], 1.0, 1e-12);
    }

    #[test]
    fn the_total_counts_what_was_scored() {
        let outlook = Outlook::goals(1.0, 0.5, [1, 1]);
        near(outlook.mean_total(), 3.5, 1e-6);
        near(outlook.mean_margin(), 0.5, 1e-6);
        near(outlook.total_over(1.5), 1.0, 1e-9);
        near(outlook.total_over(2.5), 1.0 - (-1.5_f64).exp(), 1e-9);
    }

    #[test]
    fn a_quarter_line_lies_between_its_neighbours() {
        let outlook = Outlook::goals(1.4, 1.2, [0, 0]);
        let [low, middle, high] = [2.0, 2.25, 2.5].map(|line| outlook.total_over(line));
        assert!(low > middle && middle > high, "{low} {middle} {high}");
    }

    #[test]
    fn normal_tails_are_those_of_the_tables() {
        near(normal_above(0.0), 0.5, 1e-7);
        near(normal_above(1.96), 0.024_997_9, 1e-6);
        near(normal_above(-1.0), 0.841_344_7, 1e-6);
    }

    #[test]
    fn a_point_spread_is_priced_around_its_mean() {
        let outlook =
            Outlook::Points { margin: 4.0, margin_sd: 12.0, total: 220.0, total_sd: 18.0 };
        near(outlook.margin_over(4.0), 0.5, 1e-3);
        near(outlook.total_over(220.0), 0.5, 1e-3);
        assert!(outlook.two_way() > 0.6);
    }
}
