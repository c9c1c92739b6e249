//! What holds between inputs: what is owned, what is armed, and what is said about it.

use link::{Company, Phase, Shown, Status, TimerId};

use super::{Seat, Watched};
use crate::laws::moves;

impl Watched {
    pub(super) fn hold_to_what_is_owned(&mut self) {
        let phase = self.phase();
        let current = self.generation();
        self.charge = self.charge.filter(|generation| *generation == current);
        let is_open = matches!(phase, Phase::Syncing | Phase::Live);
        let is_asking = self.token.is_some() || self.charge.is_some();
        assert_eq!(is_asking, phase == Phase::FetchingToken, "{phase:?}");
        assert_eq!(self.socket.is_some(), is_open || phase == Phase::Connecting, "{phase:?}");
        assert_eq!(self.socket.is_some_and(|socket| socket.is_open), is_open, "{phase:?}");
        assert!(self.snapshot.is_none() || is_open || self.reads_meanwhile(), "{phase:?} reads");
        let owned = [self.token, self.snapshot, self.socket.map(|socket| socket.generation)];
        assert!(owned.into_iter().flatten().all(|generation| generation == current));
        let is_following = phase == Phase::Follower;
        assert_eq!(matches!(self.seat, Seat::Queued(_)), is_following, "{phase:?}");
        let needs_none = matches!(phase, Phase::Idle | Phase::Parked | Phase::Halted);
        let is_fine = self.company == Company::Alone || is_following || needs_none;
        assert!(is_fine || matches!(self.seat, Seat::Taken(_)), "{phase:?} without the seat");
        assert!(self.seat == Seat::None || !matches!(phase, Phase::Idle | Phase::Parked));
    }

    pub(super) fn hold_to_timers(&self) {
        let phase = self.phase();
        let current = self.generation();
        let armed = |timer| self.timers.contains_key(&timer);
        assert!(self.timers.values().all(|(generation, _)| *generation == current));
        let needed: &[TimerId] = match phase {
            Phase::Idle | Phase::Halted => &[],
            Phase::Waiting | Phase::Blocked if self.reads_meanwhile() => {
                &[TimerId::Retry, TimerId::Refresh]
            }
            Phase::Waiting | Phase::Blocked => &[TimerId::Retry],
            Phase::FetchingToken => &[TimerId::Token],
            Phase::Connecting => &[TimerId::Connect],
            Phase::Syncing | Phase::Live => &[TimerId::Ping, TimerId::Refresh],
            Phase::Polling => &[TimerId::Refresh],
            Phase::Parked => &[TimerId::Recheck],
            Phase::Follower => &[TimerId::Silence],
        };
        for timer in needed {
            assert!(armed(*timer), "{phase:?} without {timer:?}");
        }
        if !matches!(phase, Phase::Connecting | Phase::Syncing | Phase::Live | Phase::Polling) {
            let may_renew = self.reads_meanwhile();
            let others = self.timers.keys().filter(|timer| {
                **timer != TimerId::Beat && !(may_renew && **timer == TimerId::Filters)
            });
            assert!(others.eq(needed), "{phase:?} with {:?}", self.timers);
        }
        let is_asked = self.socket.is_some_and(|socket| socket.is_asked);
        assert_eq!(is_asked, armed(TimerId::Pong), "a ping and its deadline");
        let speaks = self.machine.passes_on().is_some();
        assert_eq!(speaks, armed(TimerId::Beat), "whoever is listened to has a beat");
    }

    pub(super) fn hold_to_status(&self) {
        let status = self.status();
        let phase = status.phase;
        let is_live = phase == Phase::Live;
        if is_live {
            let socket = self.socket.unwrap_or_default();
            assert!(socket.has_pong || socket.has_quotes, "live without a sign of life");
            assert!(socket.was_read || socket.has_quotes, "live without anything on the board");
            assert_eq!(status.confirmed, socket.was_read);
        }
        assert_eq!(phase == Phase::Halted, halts(status), "{status:?}");
        if phase == Phase::Follower {
            let has_board = status.confirmed && self.was_handed;
            assert!(status.shown != Shown::Live || has_board, "live without a board");
            return;
        }
        assert_eq!(status.shown == Shown::Live, is_live && status.confirmed);
        assert_eq!(status.live_since_ms.is_some(), is_live);
        let was_read = self.read_in == Some(self.generation());
        let is_read_meanwhile = self.reads_meanwhile() && was_read;
        assert_eq!(status.confirmed && !is_live, is_read_meanwhile, "{phase:?}");
        let is_polled = phase == Phase::Polling || is_read_meanwhile;
        assert!(status.shown != Shown::Polling || is_polled, "{phase:?} is called polling");
        let is_waiting = matches!(phase, Phase::Waiting | Phase::Blocked);
        assert_eq!(status.retry_at_ms.is_some(), is_waiting);
    }

    /// An answer of another generation changes nothing but its own count: one after the other, as steps go by.
    pub(super) fn hold_to_stale_inputs(&self) {
        let stale = moves::answers(self.generation().wrapping_sub(1));
        let input = stale[self.steps % stale.len()];
        let mut machine = self.machine.clone();
        assert_eq!(machine.step(self.now, input), [], "{input:?} came late");
        let seen = self.status().stale_inputs;
        let count = |count: u64| format!("stale_inputs: {count}");
        let counted = format!("{:?}", self.machine).replace(&count(seen), &count(seen + 1));
        assert_eq!(format!("{machine:?}"), counted, "{input:?} came late");
    }
}

fn halts(status: Status) -> bool {
    status.phase == Phase::Halted && status.shown == Shown::Stopped && status.reason.is_some()
}
