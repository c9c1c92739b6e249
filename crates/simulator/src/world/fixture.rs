//! One match: who plays, when, how strong they are, and how it stands.

use std::sync::Arc;

use crate::data::Competition;
use crate::data::sports::Sport;
use crate::random::Random;
use crate::time::Millis;
use crate::world::outlook::Outlook;

const MINUTE_MS: f64 = 60_000.0;
/// How far the truth wanders from announcement to kick-off, in final standard deviations.
const NEWS: f64 = 0.09;
/// Seconds between two looks at a live match.
pub(crate) const LIVE_STEP_S: f64 = 5.0;

/// Where a match is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    Upcoming,
    Live,
    Over,
}

/// One match and its hidden truth.
#[derive(Clone, Debug)]
pub(crate) struct Fixture {
    pub(crate) competition: &'static Competition,
    pub(crate) home: Arc<str>,
    pub(crate) away: Arc<str>,
    pub(crate) name: Arc<str>,
    pub(crate) kickoff: Millis,
    /// Some competitions are listed without a date.
    pub(crate) date_known: bool,
    /// Expected final margin at kick-off, home's point of view.
    pub(crate) supremacy: f64,
    /// Expected final total at kick-off.
    pub(crate) total: f64,
    pub(crate) phase: Phase,
    pub(crate) score: [u32; 2],
    /// Nobody quotes before this instant.
    pub(crate) suspended_until: Millis,
}

impl Fixture {
    pub(crate) fn sport(&self) -> &'static Sport {
        self.competition.sport
    }

    /// The instant of the final whistle.
    #[allow(clippy::cast_possible_truncation, reason = "a match lasts some millions of ms")]
    pub(crate) fn end(&self) -> Millis {
        self.kickoff + (self.sport().minutes * MINUTE_MS) as Millis
    }

    /// How much of the match has been played, 0 to 1; football stands still at half-time.
    pub(crate) fn played(&self, now: Millis) -> f64 {
        let minutes = (now - self.kickoff) as f64 / MINUTE_MS;
        let share = if self.sport().goals {
            let playing = if minutes < 62.0 { minutes.min(47.0) } else { minutes - 15.0 };
            playing / (self.sport().minutes - 15.0)
        } else {
            minutes / self.sport().minutes
        };
        share.clamp(0.0, 1.0)
    }

    /// What may still happen over `share` of the whole match, on top of the score.
    pub(crate) fn outlook(&self, share: f64) -> Outlook {
        let (margin, total) = (self.supremacy * share, self.total * share);
        if self.sport().goals {
            let least = 0.12 * share;
            let home = f64::midpoint(total, margin).max(least);
            let away = f64::midpoint(total, -margin).max(least);
            return Outlook::goals(home, away, self.score);
        }
        let [home, away] = self.score.map(f64::from);
        let width = share.sqrt().max(0.03);
        Outlook::Points {
            margin: home - away + margin,
            margin_sd: self.sport().margin_sd * width,
            total: home + away + total,
            total_sd: self.sport().total_sd * width,
        }
    }

    /// Plays one step; true when somebody scored.
    pub(crate) fn play(&mut self, now: Millis, random: &mut Random) -> bool {
        let before = self.played(now - (LIVE_STEP_S * 1000.0) as Millis);
        let share = self.played(now) - before;
        let scores = self.sport().scores;
        let mean = f64::from(scores.iter().sum::<u32>()) / scores.len() as f64;
        if !random.chance(self.total / mean * share) {
            return false;
        }
        let home_share = (0.5 + self.supremacy / self.total / 2.0).clamp(0.04, 0.96);
        let side = usize::from(!random.chance(home_share));
        self.score[side] += scores[random.below(scores.len())];
        true
    }

    /// Lets the truth wander for `seconds`: little news far ahead of kick-off, more near it.
    pub(crate) fn drift(&mut self, now: Millis, seconds: f64, random: &mut Random) {
        let hours_left = (self.kickoff - now).max(0) as f64 / (60.0 * MINUTE_MS);
        let variance = seconds / 3600.0 / (3.2 * (hours_left + 0.5));
        let news = if random.chance(0.02) { 3.5 } else { 0.9 };
        let scale = self.sport().margin_sd * NEWS * variance.sqrt() * news;
        self.supremacy += scale * random.normal();
        let total_scale = self.sport().total_sd * NEWS * variance.sqrt() * news;
        self.total = (self.total + total_scale * random.normal()).max(0.5);
    }
}

#[cfg(test)]
mod tests {
    use super::{Fixture, Phase};
    use crate::data::competitions;
    use crate::random::Random;
    use crate::world::draw;

    fn fixture(code: &str) -> Fixture {
        let competition = competitions().find(|c| c.code == code).expect("a known code");
        draw::fixture(competition, [0, 5], 0, &mut Random::new(3))
    }

    #[test]
    fn football_stands_still_at_half_time() {
        let football = fixture("EPL");
        let minute = |m: i64| football.played(m * 60_000);
        assert!(minute(-5) < 1e-9 && minute(300) > 1.0 - 1e-9);
        assert!((minute(47) - 0.5).abs() < 1e-9);
        assert!((minute(61) - 0.5).abs() < 1e-9);
        assert!(minute(63) > 0.5);
    }

    #[test]
    fn a_thousand_matches_score_what_was_expected() {
        let mut random = Random::new(11);
        let mut total = 0;
        let mut expected = 0.0;
        for _ in 0..1000 {
            let mut played = fixture("EPL");
            played.phase = Phase::Live;
            expected += played.total;
            for now in (5_000..=played.end()).step_by(5_000) {
                played.play(now, &mut random);
            }
            total += played.score.iter().sum::<u32>();
        }
        let ratio = f64::from(total) / expected;
        assert!((ratio - 1.0).abs() < 0.06, "{ratio}");
    }
}
