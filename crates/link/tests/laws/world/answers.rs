//! What becomes of what a page asks for.

use link::{FrameKind, Input};

use super::World;
use crate::laws::moves;
use crate::laws::peer::{Opens, TokenAnswer};
use crate::laws::watched::Seat;

const LATENCY_MS: u64 = 80;
const LEDGER_MS: u64 = 2;

impl World {
    pub(super) fn send(&mut self, which: usize, after_ms: u64, input: Input) {
        self.sent += 1;
        self.coming.insert((self.mono_ms + after_ms, self.sent), (which, input));
    }

    /// Answers the first page for what it had asked before it came into this world.
    pub(super) fn answer_what_is_owned(&mut self) {
        let page = &self.pages[0].watched;
        let (charge, token, socket, snapshot) =
            (page.charge(), page.token(), page.socket(), page.snapshot());
        match page.seat() {
            Seat::None => {}
            Seat::Queued(seat) => self.take_seat(0, seat, false),
            Seat::Taken(seat) => self.lock.hand_to(0, seat),
        }
        if let Some(generation) = charge {
            self.answer_charge(0, generation);
        }
        if let Some(generation) = token {
            self.answer_token(0, generation);
        }
        match socket {
            Some(socket) if !socket.is_open => self.answer_open(0, socket.generation),
            Some(socket) if socket.is_asked => self.answer_ping(0),
            Some(_) | None => {}
        }
        if let Some(generation) = snapshot {
            self.answer_snapshot(0, generation);
        }
    }

    /// The ledger is charged now, whatever becomes of the answer.
    pub(super) fn answer_charge(&mut self, which: usize, generation: u64) {
        let answer = self.plan.charge(&mut self.ledger, self.wall_ms, generation);
        self.send(which, LEDGER_MS, answer);
    }

    pub(super) fn answer_token(&mut self, which: usize, generation: u64) {
        self.asked.push(self.mono_ms);
        self.hold_to_plan();
        let granted = self.plan.granted(generation);
        match (self.peer.token)(self.mono_ms) {
            TokenAnswer::Granted => self.send(which, LATENCY_MS, granted),
            TokenAnswer::Refused(failure) => {
                self.send(which, LATENCY_MS, moves::refused(generation, failure));
            }
            // It comes after all, but far too late.
            TokenAnswer::Hangs => self.send(which, 200_000, granted),
        }
    }

    pub(super) fn answer_open(&mut self, which: usize, generation: u64) {
        let refused = Input::Closed { generation, code: 1006, clean: false };
        match self.pages[which].fate.opens {
            Opens::Yes => self.send(which, LATENCY_MS, Input::Opened { generation }),
            Opens::Refused => self.send(which, LATENCY_MS, refused),
            Opens::Hangs => self.send(which, 200_000, Input::Opened { generation }),
        }
    }

    /// A socket that is open goes on with its life, whether or not the machine still cares.
    pub(super) fn live_on(&mut self, which: usize, generation: u64) {
        self.pages[which].opened_at_ms = self.mono_ms;
        if let Some((after_ms, code)) = self.pages[which].fate.closes {
            self.send(which, after_ms, Input::Closed { generation, code, clean: code != 1006 });
        }
        self.quote(which, generation);
    }

    pub(super) fn quote(&mut self, which: usize, generation: u64) {
        let page = &self.pages[which];
        if let Some(every_ms) = page.fate.quotes_ms
            && generation == page.watched.generation()
            && !page.is_silent(self.mono_ms + every_ms)
        {
            self.send(which, every_ms, Input::Frame { generation, kind: FrameKind::Quotes });
        }
    }

    pub(super) fn answer_ping(&mut self, which: usize) {
        let page = &self.pages[which];
        let generation = page.watched.generation();
        if let Some(pong_ms) = page.fate.pong_ms
            && !page.is_silent(self.mono_ms + pong_ms)
        {
            self.send(which, pong_ms, Input::Frame { generation, kind: FrameKind::Pong });
        }
    }

    pub(super) fn answer_snapshot(&mut self, which: usize, generation: u64) {
        let answer = if (self.peer.has_board)(self.mono_ms) {
            moves::read(generation)
        } else {
            moves::unread(generation)
        };
        self.send(which, 2 * LATENCY_MS, answer);
    }
}
