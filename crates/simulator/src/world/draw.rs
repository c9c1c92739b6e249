//! Draws new matches: strengths, totals, names and kick-off times.

use std::sync::Arc;

use crate::data::Competition;
use crate::random::Random;
use crate::time::Millis;
use crate::world::fixture::{Fixture, Phase};

const HOUR_MS: Millis = 3_600_000;
/// Kick-offs fall on these.
const SLOT_MS: Millis = 5 * 60_000;

/// A match of two members of a competition, by their ranks.
pub(crate) fn fixture(
    competition: &'static Competition,
    ranks: [usize; 2],
    kickoff: Millis,
    random: &mut Random,
) -> Fixture {
    let sport = competition.sport;
    let [home, away] = ranks.map(|rank| competition.members[rank]);
    let last = (competition.members.len() - 1).max(1) as f64;
    let gap = (ranks[1] as f64 - ranks[0] as f64) / last;
    let form = random.normal() * 0.12 * sport.reach;
    let separator = if sport.name == "Basketball" && random.chance(0.2) { " / " } else { " - " };
    Fixture {
        competition,
        home: home.into(),
        away: away.into(),
        name: format!("{home}{separator}{away}").into(),
        kickoff,
        date_known: sport.name != "Other" || random.chance(0.6),
        supremacy: gap * sport.reach + sport.home_edge + form,
        total: competition.total * (1.0 + 0.06 * random.normal()).max(0.7),
        phase: Phase::Upcoming,
        score: [0, 0],
        suspended_until: Millis::MIN,
    }
}

/// When a newly announced match starts: most within the day, some within three.
pub(crate) fn kickoff(now: Millis, random: &mut Random) -> Millis {
    let hours =
        if random.chance(0.75) { random.between(1.0, 14.0) } else { random.between(14.0, 72.0) };
    slot(now + random.span_ms(0.0, 1.0) + (hours * HOUR_MS as f64) as Millis)
}

/// When a match present at the start of the world starts; `live_share` of them already have.
pub(crate) fn first_kickoff(
    now: Millis,
    minutes: f64,
    live_share: f64,
    random: &mut Random,
) -> Millis {
    if random.chance(live_share) {
        return slot(now - random.span_ms(60.0, minutes * 60.0 * 0.9)) - SLOT_MS;
    }
    if random.chance(0.25) {
        return slot(now + random.span_ms(120.0, 3.0 * 3600.0));
    }
    kickoff(now - HOUR_MS, random).max(slot(now + 2 * SLOT_MS))
}

/// Two different free members, the stronger not always at home; `None` when nobody is free.
pub(crate) fn pairing(
    members: usize,
    random: &mut Random,
    free: impl Fn([usize; 2]) -> bool,
) -> Option<[usize; 2]> {
    (0..60).map(|_| [random.below(members), random.below(members)]).find(|pair| free(*pair))
}

fn slot(at: Millis) -> Millis {
    at.div_euclid(SLOT_MS) * SLOT_MS + SLOT_MS
}

/// Names compare by content; a club is busy from well before a match to well after it.
pub(crate) fn clash(fixture: &Fixture, club: &str, kickoff: Millis) -> bool {
    let near = (fixture.kickoff - kickoff).abs() < 20 * HOUR_MS;
    near && (is(&fixture.home, club) || is(&fixture.away, club))
}

fn is(name: &Arc<str>, club: &str) -> bool {
    name.as_ref() == club
}
