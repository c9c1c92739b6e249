//! What an input does to what is owned, before the machine knows of it.

use link::{Company, FrameKind, Input, Now, Refused, TokenCode, TokenFailure, Word};

use super::{Seat, Watched};

impl Watched {
    /// What an answer does to what is owned, before the machine knows.
    pub(super) fn hand_over(&mut self, input: Input) {
        let current = self.generation();
        match input {
            Input::Charged { generation, result } if self.charge == Some(generation) => {
                self.charge = None;
                match result {
                    Ok(_) => self.charged = Some(generation),
                    Err(Refused { wait_ms, .. }) => self.note_cooldown(wait_ms),
                }
            }
            Input::Token { generation, result } if self.token == Some(generation) => {
                self.token = None;
                match result {
                    Ok(_) => self.granted = Some(generation),
                    Err(failure) => self.note_refusal(failure),
                }
            }
            Input::Snapshot { generation, result } if self.snapshot == Some(generation) => {
                self.snapshot = None;
                if result.is_ok() {
                    self.read_in = Some(generation);
                }
                if let Some(socket) = &mut self.socket {
                    socket.was_read |= result.is_ok();
                }
            }
            Input::Opened { generation } if generation == current => {
                if let Some(socket) = &mut self.socket {
                    socket.is_open = true;
                }
            }
            Input::Frame { generation, kind } if generation == current => {
                if let Some(socket) = self.socket.as_mut().filter(|socket| socket.is_open) {
                    socket.is_asked = false;
                    socket.has_pong |= kind == FrameKind::Pong;
                    socket.has_quotes |= kind == FrameKind::Quotes;
                }
            }
            Input::Seated { seat } if self.seat == Seat::Queued(seat) => {
                self.seat = Seat::Taken(seat);
            }
            Input::Heard { epoch, word } => self.hear(epoch, word),
            Input::Unseated { seat } if self.seat == Seat::Queued(seat) => {
                self.company = Company::Alone;
                self.seat = Seat::None;
            }
            _ => {}
        }
    }

    /// Notes the epoch in which somebody has the seat, or had it, and whether the board was handed over.
    fn hear(&mut self, epoch: u64, word: Word) {
        let counts = match self.seat {
            Seat::None => false,
            Seat::Queued(_) => is_holders(word),
            Seat::Taken(_) => true,
        };
        if !counts || epoch < self.epoch {
            return;
        }
        self.was_handed &= epoch == self.epoch;
        self.epoch = epoch;
        match word {
            Word::Board => self.was_handed = true,
            Word::Beat(report) => self.was_handed &= report.confirmed,
            _ => {}
        }
    }

    /// Words of an epoch that is over change nothing for whoever waits, whatever they say.
    pub(super) fn is_over(&self, input: Input) -> bool {
        let is_queued = matches!(self.seat, Seat::Queued(_));
        matches!(input, Input::Heard { epoch, word } if is_queued && is_holders(word) && epoch < self.epoch)
    }

    fn note_refusal(&mut self, failure: TokenFailure) {
        let TokenFailure::Http { status, code, retry_after_ms } = failure else { return };
        if code == Some(TokenCode::RateLimited) || (code.is_none() && status == 429) {
            self.note_cooldown(retry_after_ms.unwrap_or(0).clamp(60_000, 86_400_000));
        }
    }

    fn note_cooldown(&mut self, wait_ms: u64) {
        let Now { mono_ms, wall_ms, .. } = self.now;
        let (mono_ms, wall_ms) = (mono_ms + wait_ms, wall_ms.saturating_add(wait_ms));
        self.cooldown = Some(Now { mono_ms, wall_ms, is_hidden: false });
    }
}

/// Whether only the page that has the seat says so.
fn is_holders(word: Word) -> bool {
    matches!(word, Word::Beat(_) | Word::Frames | Word::Board | Word::Bye)
}

/// Whether it is a sign of life from the reader, the page or the browser.
pub(super) fn wakes(input: Input) -> bool {
    let is_wish = matches!(input, Input::Start | Input::Retry | Input::PreferPolling(_));
    let is_hint = matches!(input, Input::Online | Input::Visible | Input::Resumed);
    let is_page = matches!(input, Input::BroughtBack | Input::Due { .. });
    let is_seat = matches!(input, Input::Seated { .. } | Input::Unseated { .. });
    let is_word = matches!(input, Input::Heard { word: Word::Retry | Word::PreferPolling(_), .. });
    is_wish || is_hint || is_page || is_seat || is_word
}
