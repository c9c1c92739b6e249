//! What one can take away from the board and how one gets about on it: export, recordings, commands, keys,
//! bookmakers.

mod acts;
mod bar;
mod books;
mod dialog;
mod keys;
mod palette;
mod replay;

use model::time::Instant;
use wire::recording::{Piece, Recorder};

use crate::desk::sight::Sight;
use crate::desk::told::Told;
use crate::view::tree::Node;
use dialog::Dialog;
use replay::Replay;

/// The tools in use.
#[derive(Default)]
pub(super) struct Tools {
    recording: Option<Recording>,
    replay: Option<Replay>,
    dialog: Option<Dialog>,
    /// A recording that the page was opened with could not be read.
    is_unread: bool,
}

/// A recording that is made, or that was made and can still be saved.
struct Recording {
    recorder: Recorder,
    ended: Option<Instant>,
}

impl Tools {
    /// Whether the page is not listened to, because a recording is played and the page only repeats it.
    pub(super) fn are_deaf_to(&self, told: &Told<'_>) -> bool {
        let is_of_the_feed = matches!(
            told,
            Told::Time { .. } | Told::Frames { .. } | Told::Board(_) | Told::ValueBets(_)
        );
        self.replay.is_some() && is_of_the_feed
    }

    /// Whether the board is that of a recording.
    pub(super) fn is_replay(&self) -> bool {
        self.replay.is_some()
    }

    /// Keeps what the board is told, while it is recorded.
    pub(super) fn record(&mut self, told: &Told<'_>, now: Instant) {
        let Some(Recording { recorder, ended: None }) = &mut self.recording else { return };
        match told {
            Told::Time { now, live_since } => {
                recorder.add(*now, &Piece::Time { live_since: *live_since });
            }
            Told::Frames { now, texts } => recorder.add(*now, &Piece::Frames((*texts).into())),
            Told::Board(dump) => recorder.add(now, &Piece::Board((*dump).into())),
            _ => {}
        }
    }

    /// How often time must be told for a recording to go on, in milliseconds; zero when it need not.
    pub(super) fn beat_ms(&self) -> u32 {
        self.replay.as_ref().map_or(0, Replay::beat_ms)
    }

    /// What stands over the board, and what stands over the page.
    pub(super) fn draw(&self, sight: &Sight<'_>) -> Vec<Node> {
        // A dialog that is open stays the same one, whatever comes and goes before it.
        let mut nodes = bar::draw(self, sight);
        nodes.extend(self.dialog.as_ref().map(|dialog| dialog.draw(self, sight)));
        nodes
    }
}
