//! What can happen next to a machine in a search: every class of answer, wish, hint and delay.

use link::{FrameKind, Input, Now, Shown, SnapshotFailure, TimerId, TokenFailure, Word};

use crate::laws::moves;
use crate::laws::watched::{Seat, Watched};

/// Something that happens, and when.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    pub(super) now: Now,
    pub(super) input: Input,
    pub(super) kind: Kind,
}

/// Whether it helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// What a world does in which all is well.
    Helpful,
    /// It comes too late and changes nothing.
    Stale,
    /// Anything else.
    Other,
}

/// What a search is about. All of everything at once has no end that could be waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Theme {
    /// Tokens and sockets that end in every way.
    Ends,
    /// A ledger that runs out, clocks that are set, and pages that are put away.
    Tokens,
    /// Boards that cannot be read, and polling.
    Boards,
    /// Other pages.
    Company,
}

/// All that can happen next.
pub(super) fn of(watched: &Watched, theme: Theme) -> Vec<Choice> {
    let mut choices = times(watched, theme);
    let soon = later(watched.now(), 1);
    let help = |input| Choice { now: soon, input, kind: Kind::Helpful };
    let other = |input| Choice { now: soon, input, kind: Kind::Other };
    choices.extend(helpful(watched).into_iter().map(help));
    choices.extend(always(watched).into_iter().map(other));
    choices.extend(themed(watched, theme).into_iter().map(other));
    choices.extend(stale(watched.generation().wrapping_sub(1)).map(|input| Choice {
        now: watched.now(),
        input,
        kind: Kind::Stale,
    }));
    choices.extend(looks(soon));
    if theme == Theme::Company {
        choices.extend(spoken(watched).into_iter().map(other));
        choices.extend(helpful_words(watched).into_iter().map(help));
    }
    choices
}

fn later(now: Now, ms: u64) -> Now {
    Now { mono_ms: now.mono_ms + ms, wall_ms: now.wall_ms + ms, ..now }
}

/// Time goes by: to the next deadline, past it, or not so far; awake or asleep.
fn times(watched: &Watched, theme: Theme) -> Vec<Choice> {
    let now = watched.now();
    let mut choices = Vec::new();
    if let Some((timer, generation, due_first_ms)) = watched.timers().min_by_key(|(_, _, due)| *due)
    {
        let left_ms = due_first_ms - now.mono_ms;
        let mut due = |ms, kind| {
            let input = Input::Due { timer, generation };
            choices.push(Choice { now: later(now, left_ms + ms), input, kind });
        };
        due(0, Kind::Helpful);
        due(5_000, Kind::Other);
        // Readings come and go, and then it is time for the attempt.
        if let Some((_, _, due_ms)) = watched.timers().find(|(timer, ..)| *timer == TimerId::Retry)
        {
            due(due_ms - due_first_ms, Kind::Helpful);
        }
        for ms in [1_100, 6_000] {
            if ms < left_ms {
                // To a page that is what it was this says nothing.
                let input = if now.is_hidden { Input::Hidden } else { Input::Visible };
                choices.push(Choice { now: later(now, ms), input, kind: Kind::Other });
            }
        }
    }
    if theme != Theme::Tokens {
        return choices;
    }
    let asleep = Now { wall_ms: now.wall_ms + 7_200_000, mono_ms: now.mono_ms + 1, ..now };
    let set_back = Now { wall_ms: now.wall_ms - 3_600_000, mono_ms: now.mono_ms + 1, ..now };
    let input = Input::Online;
    choices.push(Choice { now: asleep, input, kind: Kind::Other });
    choices.push(Choice { now: set_back, input, kind: Kind::Other });
    choices
}

/// What a world does in which all is well.
fn helpful(watched: &Watched) -> Vec<Input> {
    let generation = watched.generation();
    vec![
        moves::charged(generation),
        moves::token(generation),
        Input::Opened { generation },
        Input::Frame { generation, kind: FrameKind::Pong },
        Input::Frame { generation, kind: FrameKind::Quotes },
        moves::read(generation),
    ]
}

/// What goes wrong and what the reader does, whatever a search is about.
fn always(watched: &Watched) -> Vec<Input> {
    let generation = watched.generation();
    vec![
        moves::refused(generation, TokenFailure::Network),
        Input::Closed { generation, code: 1006, clean: false },
        Input::Due { timer: TimerId::Retry, generation },
        Input::Start,
        Input::Stop,
        Input::Retry,
        Input::Online,
    ]
}

/// Answers of another generation.
fn stale(generation: u64) -> [Input; 5] {
    [
        moves::token(generation),
        Input::Opened { generation },
        Input::Frame { generation, kind: FrameKind::Pong },
        Input::Closed { generation, code: 1006, clean: false },
        Input::Due { timer: TimerId::Pong, generation },
    ]
}

/// What goes wrong of what a search is about.
fn themed(watched: &Watched, theme: Theme) -> Vec<Input> {
    let generation = watched.generation();
    let closed = |code| Input::Closed { generation, code, clean: true };
    let refused = |failure| moves::refused(generation, failure);
    match theme {
        Theme::Ends => vec![
            refused(moves::status(401)),
            refused(moves::status(404)),
            refused(TokenFailure::BadBody),
            Input::BadAddress { generation },
            closed(1012),
            closed(4001),
            closed(1002),
            closed(4999),
            Input::FiltersChanged,
        ],
        Theme::Tokens => vec![
            moves::charged_of(generation, 4),
            moves::uncharged(generation, true),
            refused(moves::limited(None)),
            Input::PutAway,
            Input::BroughtBack,
            Input::Resumed,
        ],
        Theme::Boards => vec![
            Input::Snapshot { generation, result: Err(SnapshotFailure::Refused) },
            Input::Frame { generation, kind: FrameKind::Bad },
            refused(moves::NOT_ON_PLAN),
            Input::PreferPolling(true),
            Input::PreferPolling(false),
            Input::FiltersChanged,
            Input::Offline,
            Input::Resumed,
        ],
        Theme::Company => vec![refused(moves::status(403)), Input::PutAway, Input::BroughtBack],
    }
}

/// The page is put out of view, or into it.
fn looks(soon: Now) -> [Choice; 2] {
    let (hidden, seen) = (Now { is_hidden: true, ..soon }, Now { is_hidden: false, ..soon });
    [
        Choice { now: hidden, input: Input::Hidden, kind: Kind::Other },
        Choice { now: seen, input: Input::Visible, kind: Kind::Helpful },
    ]
}

/// What other pages say, in an epoch below, at or above the one that is known; and what becomes of the seat.
fn spoken(watched: &Watched) -> Vec<Input> {
    let words = [
        Word::Hello,
        Word::Ask,
        Word::Retry,
        Word::Beat(moves::report(Shown::Reconnecting, false)),
        Word::Frames,
        Word::Bye,
    ];
    let known = watched.epoch();
    let epochs = [known.saturating_sub(1), known, known + 1];
    let heard = |epoch: u64| words.map(|word| Input::Heard { epoch, word });
    let mut inputs: Vec<Input> = epochs.into_iter().flat_map(heard).collect();
    let (Seat::Queued(seat) | Seat::Taken(seat)) = watched.seat() else { return inputs };
    inputs.push(Input::Unseated { seat });
    inputs.push(Input::Unseated { seat: seat - 1 });
    inputs.push(Input::Seated { seat: seat - 1 });
    inputs
}

/// What a page that has the seat says when all is well; or the seat is ours.
fn helpful_words(watched: &Watched) -> Vec<Input> {
    let Seat::Queued(seat) = watched.seat() else { return Vec::new() };
    let epoch = watched.epoch();
    vec![
        Input::Heard { epoch, word: Word::Beat(moves::report(Shown::Live, true)) },
        Input::Heard { epoch, word: Word::Board },
        Input::Seated { seat },
    ]
}
