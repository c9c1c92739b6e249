//! A recording in the place of the feed: it is played at the reader's pace, and its clock is that of its day.

use model::time::Instant;
use wire::frame::BETWEEN;
use wire::recording::{Piece, Tape};

use crate::desk::Desk;

/// How often it goes on, in milliseconds.
const BEAT_MS: u32 = 250;
/// A worker that was held up plays no more than this at once, in milliseconds before the pace.
const STEP_MAX_MS: i64 = 2_000;
/// Times as fast as it was recorded; zero is a pause.
pub(super) const PACES: [i64; 4] = [0, 1, 4, 16];

/// A recording that is played.
pub(super) struct Replay {
    pub(super) tape: Tape,
    /// How far it is played.
    pub(super) now: Instant,
    /// One of [`PACES`].
    pub(super) pace: i64,
    live_since: Option<Instant>,
    /// The reader wants live prices again, and the page has not yet let go.
    pub(super) is_over: bool,
}

impl Replay {
    fn new(tape: Tape) -> Self {
        let now = tape.start();
        Self { tape, now, pace: 1, live_since: None, is_over: false }
    }

    /// Whether all of it was played.
    pub(super) fn is_at_end(&self) -> bool {
        self.now >= self.tape.end()
    }

    pub(super) fn beat_ms(&self) -> u32 {
        if self.pace > 0 && !self.is_at_end() && !self.is_over { BEAT_MS } else { 0 }
    }
}

/// What the page is told of what was played.
#[derive(Default)]
struct Heard {
    texts: Vec<String>,
    frames: String,
}

impl Heard {
    fn take(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Time { .. } => {}
            Piece::Board(dump) => {
                self.end_frames();
                self.texts.push(["board\n", dump].concat());
            }
            Piece::Frames(texts) => {
                if !self.frames.is_empty() {
                    self.frames.push(BETWEEN);
                }
                self.frames.push_str(texts);
            }
        }
    }

    fn end_frames(&mut self) {
        if !self.frames.is_empty() {
            let frames = std::mem::take(&mut self.frames);
            self.texts.push(["frames\n", &frames].concat());
        }
    }
}

impl Desk {
    /// Plays a recording from its beginning, on an empty board.
    pub(super) fn begin_replay(&mut self, tape: Tape) {
        let replay = Replay::new(tape);
        let start = replay.now;
        self.forget();
        self.tools.replay = Some(replay);
        // Prices that are held back would hide it.
        self.said.tell("do pause false".to_owned());
        self.said.tell("replay".to_owned());
        self.play_until(start);
    }

    /// Time goes on while a recording is played; so many milliseconds have passed for the reader.
    pub(in crate::desk) fn play(&mut self, ms: i64) {
        let Some(replay) = &self.tools.replay else { return };
        if replay.beat_ms() > 0 {
            let step = ms.clamp(0, STEP_MAX_MS) * replay.pace;
            self.play_until(replay.now.plus_ms(step).min(replay.tape.end()));
        }
    }

    /// Plays up to an instant: on the board here, and on the page's by what it is told.
    fn play_until(&mut self, until: Instant) {
        let mut heard = Heard::default();
        let Some(time) = self.take_until(until, |piece| heard.take(piece)) else { return };
        heard.end_frames();
        // The clock first: a price must not come before its time.
        self.said.tell(time);
        heard.texts.into_iter().for_each(|text| self.said.tell(text));
    }

    /// Plays all that is left at once: the page is given the board as it is then.
    pub(super) fn play_to_end(&mut self) {
        let Some(end) = self.tools.replay.as_ref().map(|replay| replay.tape.end()) else { return };
        let Some(time) = self.take_until(end, |_| {}) else { return };
        self.said.tell("replay".to_owned());
        self.said.tell(time);
        self.said.tell(["board\n", &wire::dump::encode(&self.board)].concat());
    }

    /// Takes every piece up to an instant; says what time it is then, as the page is told it.
    fn take_until(&mut self, until: Instant, mut also: impl FnMut(&Piece<'_>)) -> Option<String> {
        // Out of its place, so that the board can be told while it is read.
        let mut replay = self.tools.replay.take()?;
        replay.tape.play(until, |at, piece| {
            also(&piece);
            match &piece {
                Piece::Time { live_since } => {
                    replay.live_since = *live_since;
                    self.tell_time(at, *live_since);
                }
                Piece::Board(dump) => {
                    self.moment.now = at;
                    self.restore(dump);
                }
                Piece::Frames(texts) => self.hear(at, texts),
            }
        });
        replay.now = until;
        let live_since = replay.live_since;
        self.tell_time(until, live_since);
        self.tools.replay = Some(replay);
        Some(time(until, live_since))
    }

    /// The page is to go back to the feed.
    pub(super) fn leave_replay(&mut self) {
        if let Some(replay) = &mut self.tools.replay {
            replay.is_over = true;
        }
        self.tools.is_unread = false;
        self.said.tell("live".to_owned());
    }

    /// The page has let go of the recording: what it tells from now on is the feed's.
    pub(in crate::desk) fn end_replay(&mut self) {
        self.tools.replay = None;
        self.forget();
    }
}

fn time(now: Instant, live_since: Option<Instant>) -> String {
    let since = live_since.map(|at| at.as_ms().to_string()).unwrap_or_default();
    ["time ", &now.as_ms().to_string(), " ", &since].concat()
}
