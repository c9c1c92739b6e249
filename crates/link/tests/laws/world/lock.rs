//! What pages share beside the ledger: one seat with its queue, and a channel.

use std::collections::VecDeque;

use link::{Input, Word};

use super::{Life, World};

/// The seat: who has it and who waits, each by page and request.
#[derive(Debug, Default)]
pub(super) struct Lock {
    held: Option<(usize, u64)>,
    queue: VecDeque<(usize, u64)>,
}

impl Lock {
    pub(super) fn holder(&self) -> Option<usize> {
        self.held.map(|(which, _)| which)
    }

    pub(super) fn hand_to(&mut self, which: usize, seat: u64) {
        self.held = Some((which, seat));
    }
}

impl World {
    pub(super) fn take_seat(&mut self, which: usize, seat: u64, steal: bool) {
        self.lock.queue.retain(|(page, _)| *page != which);
        if !steal {
            self.lock.queue.push_back((which, seat));
            return self.grant();
        }
        if let Some((robbed, old)) = self.lock.held.replace((which, seat)) {
            self.send(robbed, 1, Input::Unseated { seat: old });
        }
        self.send(which, 1, Input::Seated { seat });
    }

    pub(super) fn leave_seat(&mut self, which: usize) {
        self.lock.queue.retain(|(page, _)| *page != which);
        self.lock.held = self.lock.held.filter(|(page, _)| *page != which);
        self.grant();
    }

    /// The browser gives the seat to the next, awake or not.
    fn grant(&mut self) {
        if self.lock.held.is_none()
            && let Some((which, seat)) = self.lock.queue.pop_front()
        {
            self.lock.held = Some((which, seat));
            self.send(which, 1, Input::Seated { seat });
        }
    }

    /// Says something to every other page that listens, in order, and after a while.
    pub(super) fn spread(&mut self, from: usize, epoch: u64, word: Word) {
        let slowness_ms = self.sent % (self.channel_ms + 1);
        self.spoken_at_ms = self.spoken_at_ms.max(self.mono_ms + 1 + slowness_ms);
        let after_ms = self.spoken_at_ms - self.mono_ms;
        for which in 0..self.pages.len() {
            if which != from && self.pages[which].listens() {
                self.send(which, after_ms, Input::Heard { epoch, word });
            }
        }
    }

    /// The browser has no seats to give after all.
    pub(crate) fn deny_seats(&mut self) {
        let held = self.lock.held.take().into_iter();
        let asked: Vec<_> = held.chain(self.lock.queue.drain(..)).collect();
        self.coming.retain(|_, (_, input)| !matches!(input, Input::Seated { .. }));
        for (which, seat) in asked {
            self.send(which, 1, Input::Unseated { seat });
        }
    }

    /// The page is frozen: the browser runs nothing of it.
    pub(crate) fn freeze_page(&mut self, which: usize) {
        if self.pages[which].life == Life::Running {
            self.pages[which].life = Life::Frozen;
        }
    }

    /// The page runs again. What waited for it comes now, its timers first or last.
    pub(crate) fn thaw_page(&mut self, which: usize, timers_first: bool) {
        if self.pages[which].life != Life::Frozen {
            return;
        }
        self.pages[which].life = Life::Running;
        let timer = self.pages[which].next_timer().filter(|(due_ms, _)| *due_ms <= self.mono_ms());
        if let Some((_, input)) = timer.filter(|_| timers_first) {
            self.feed_to(which, input);
        }
        self.feed_to(which, Input::Resumed);
    }

    /// The page is put away as it is, and what comes for it is lost.
    pub(crate) fn put_away(&mut self, which: usize) {
        if self.pages[which].life == Life::Running {
            self.pages[which].is_hidden = true;
            self.feed_to(which, Input::PutAway);
            self.pages[which].life = Life::Frozen;
            self.coming.retain(|_, (page, _)| *page != which);
        }
    }

    /// And is back.
    pub(crate) fn bring_back(&mut self, which: usize) {
        if self.pages[which].life == Life::Frozen {
            self.pages[which].life = Life::Running;
            self.pages[which].is_hidden = false;
            self.feed_to(which, Input::BroughtBack);
        }
    }

    /// The reader closes the page.
    pub(crate) fn close_page(&mut self, which: usize) {
        if self.pages[which].life == Life::Running {
            self.feed_to(which, Input::Left);
        }
        self.crash(which);
    }

    /// The page is gone without a word; the browser gives its seat to the next.
    pub(crate) fn crash(&mut self, which: usize) {
        self.pages[which].life = Life::Gone;
        self.coming.retain(|_, (page, _)| *page != which);
        self.leave_seat(which);
    }
}
