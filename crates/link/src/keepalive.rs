//! Whether an open socket is alive: asked by pings, answered by anything, and never judged by our own absence.

use std::hash::Hash;

use crate::backoff::Chance;

/// A ping should be answered within this, in milliseconds.
pub(crate) const PONG_MS: u64 = 10_000;
/// The same for a ping that follows a hint of trouble or an answer we may have missed.
pub(crate) const PROBE_MS: u64 = 3_000;
/// A deadline that we look at this much too late says that we were not there to hear an answer.
const LATE_MS: u64 = 2_000;
const PING_MS: u64 = 30_000;
/// Hints come in bursts; pings need not.
const PINGS_APART_MS: u64 = 1_000;

/// What is known of a socket's life.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Keepalive {
    asked_at_ms: Option<u64>,
    has_slept: bool,
    was_excused: bool,
    is_doubted: bool,
}

impl Keepalive {
    /// Notes a ping.
    pub(crate) fn ask(&mut self, now_ms: u64) {
        self.asked_at_ms = Some(now_ms);
    }

    /// Whether the last ping was only just sent.
    pub(crate) fn has_just_asked(&self, now_ms: u64) -> bool {
        self.asked_at_ms.is_some_and(|asked_ms| now_ms.saturating_sub(asked_ms) < PINGS_APART_MS)
    }

    /// Notes a hint of trouble that came too soon after a ping for another one; says after how long one may leave.
    pub(crate) fn doubt(&mut self, now_ms: u64) -> u64 {
        self.is_doubted = true;
        let next_ms = self.asked_at_ms.map_or(now_ms, |asked_ms| asked_ms + PINGS_APART_MS);
        next_ms.saturating_sub(now_ms).max(1)
    }

    /// How long the answer to a ping that leaves now is waited for.
    pub(crate) fn patience_ms(&mut self) -> u64 {
        if std::mem::take(&mut self.is_doubted) { PROBE_MS } else { PONG_MS }
    }

    /// Notes a frame: any is a sign of life, even one that cannot be read.
    pub(crate) fn hear(&mut self) {
        self.has_slept = false;
        self.was_excused = false;
    }

    /// Notes that we were away, asleep or frozen, when an answer may have come.
    pub(crate) fn sleep(&mut self) {
        self.has_slept = true;
    }

    /// What is known, without when.
    pub(crate) fn outline(&self, now_ms: u64) -> impl Hash + use<> {
        (self.has_just_asked(now_ms), self.has_slept, self.was_excused)
    }

    /// No answer in time: whether one may lie unread, so that it is fair to ask again. Being late excuses
    /// once: where timers always come late, a dead connection must be noticed too.
    pub(crate) fn may_have_missed(&mut self, late_ms: u64) -> bool {
        let slept = std::mem::take(&mut self.has_slept);
        let is_late = late_ms > LATE_MS && !self.was_excused;
        self.was_excused |= is_late && !slept;
        slept || is_late
    }
}

/// Until the next ping: half a minute, a tenth more or less, so that pages opened together do not ping together.
pub(crate) fn ping_ms(chance: &mut Chance) -> u64 {
    chance.between(PING_MS - PING_MS / 10, PING_MS + PING_MS / 10)
}

#[cfg(test)]
mod tests {
    use super::{Keepalive, PONG_MS, PROBE_MS, ping_ms};
    use crate::backoff::Chance;

    #[test]
    fn our_own_absence_is_no_evidence() {
        let check = |slept: bool, late_ms: [u64; 3], excused: [bool; 3]| {
            let mut keepalive = Keepalive::default();
            if slept {
                keepalive.sleep();
            }
            let given = late_ms.map(|late_ms| keepalive.may_have_missed(late_ms));
            assert_eq!(given, excused, "{slept} {late_ms:?}");
        };
        check(false, [0, 0, 0], [false, false, false]);
        check(false, [2_000, 2_001, 0], [false, true, false]);
        check(false, [57_000, 57_000, 57_000], [true, false, false]);
        check(true, [0, 0, 0], [true, false, false]);
        check(true, [600_000, 57_000, 57_000], [true, true, false]);
    }

    #[test]
    fn a_frame_earns_a_new_excuse() {
        let mut keepalive = Keepalive::default();
        assert!(keepalive.may_have_missed(60_000));
        keepalive.hear();
        assert!(keepalive.may_have_missed(60_000));
        assert!(!keepalive.may_have_missed(60_000));
    }

    #[test]
    fn a_hint_that_comes_too_soon_is_looked_into_a_moment_later() {
        let mut keepalive = Keepalive::default();
        keepalive.ask(5_000);
        keepalive.hear();
        assert_eq!(keepalive.doubt(5_300), 700);
        assert_eq!([keepalive.patience_ms(), keepalive.patience_ms()], [PROBE_MS, PONG_MS]);
    }

    #[test]
    fn pings_leave_every_half_minute_or_so() {
        let mut chance = Chance::new(7);
        assert!((0..1000).all(|_| (27_000..=33_000).contains(&ping_ms(&mut chance))));
    }
}
