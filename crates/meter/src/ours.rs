//! The project's own reader and board on the trace.

use model::board::Board;
use model::changes::Changes;
use model::freshness::Moment;
use model::time::Instant;

use crate::trace::{Message, PER_FRAME};

/// Reads every message; returns how many were taken.
#[inline(never)]
pub fn decode(messages: &[Message]) -> usize {
    let mut taken = 0;
    for message in messages {
        wire::frame::decode(&message.text, |quote| taken += quote.selection.len().min(1));
    }
    taken
}

/// A board and what changed on it since the last frame.
#[derive(Debug, Default)]
pub struct Path {
    /// The board.
    pub board: Board,
    latest: Changes,
    pending: Changes,
}

impl Path {
    /// Reads every message, puts it on the board and drains what changed once a frame; returns how many best
    /// prices moved.
    #[inline(never)]
    pub fn run(&mut self, messages: &[Message]) -> usize {
        messages.chunks(PER_FRAME).map(|frame| self.frame(frame)).sum()
    }

    fn frame(&mut self, messages: &[Message]) -> usize {
        for message in messages {
            let moment = moment(message);
            wire::frame::decode(&message.text, |quote| {
                self.board.apply_into(&quote, moment, &mut self.latest);
                self.pending.absorb(&mut self.latest);
            });
        }
        let moved = self.pending.moved().len();
        self.pending.clear();
        moved
    }
}

/// The moment at which a message arrives, on a link that was live all along.
pub fn moment(message: &Message) -> Moment {
    let now = Instant::from_ms(message.at_ms);
    Moment { live_since: Some(Instant::from_ms(crate::trace::START_MS)), ..Moment::at(now) }
}
