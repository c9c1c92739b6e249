//! A feed as a file: everything that a board was told, piece by piece, so that it can be told again.
//!
//! ```text
//! oddsboard recording 1
//! 0 ⇥ start ⇥ 1795894927000
//! 0 ⇥ time ⇥ 1795894900000
//! 0 ⇥ board ⇥ oddsboard 1…
//! 412 ⇥ frames ⇥ {"bookmaker":"Winamax",…
//! 60210 ⇥ end
//! ```
//!
//! The first line names the form. Every other one is a piece: how many milliseconds after the start it came, its
//! kind, and what belongs to it, with tabs between (here `⇥`). A line counts once its end is there, so that a file
//! that was cut gives no part of a piece for a whole one. It comes from elsewhere, so it is read as any feed is: what
//! cannot be read costs its line.

use std::borrow::Cow;

use model::time::Instant;

use crate::error::DecodeError;

/// What every recording begins with; another form has another number.
const HEAD: &str = "oddsboard recording 1\n";
/// The longest recording that is made, in bytes.
pub const BYTES_MAX: usize = 50_000_000;
/// So long a recording may be, in milliseconds: a later piece is a mistake. A hundred days.
const LONGEST_MS: i64 = 100 * 24 * 60 * 60_000;
/// Stands in a file before what would otherwise end a line, or be taken for this sign.
const ESCAPE: char = '\u{1f}';

/// What a board was told at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// The time, and since when the link had been live without a break.
    Time {
        /// `None` while it was not live.
        live_since: Option<Instant>,
    },
    /// The whole board, as [`crate::dump`] writes it.
    Board(Cow<'a, str>),
    /// Frames of the stream, with [`crate::frame::BETWEEN`] between them.
    Frames(Cow<'a, str>),
}

/// A recording that is being made.
#[derive(Clone, Debug)]
pub struct Recorder {
    text: String,
    start: Instant,
    last: Instant,
    limit: usize,
    is_full: bool,
}

impl Recorder {
    /// A recording that begins now and grows to [`BYTES_MAX`].
    pub fn new(start: Instant) -> Self {
        Self::with_limit(start, BYTES_MAX)
    }

    /// A recording that begins now and grows to so many bytes.
    pub fn with_limit(start: Instant, limit: usize) -> Self {
        let text = [HEAD, "0\tstart\t", &start.as_ms().to_string(), "\n"].concat();
        Self { text, start, last: start, limit, is_full: false }
    }

    /// Adds what the board was told. Once a piece no longer fits none is added, so that what there is has no gap.
    pub fn add(&mut self, at: Instant, piece: &Piece<'_>) {
        let (kind, rest) = match piece {
            Piece::Time { live_since } => {
                let since = live_since.map(|at| at.as_ms().to_string());
                ("time", Cow::Owned(since.unwrap_or_default()))
            }
            Piece::Board(dump) => ("board", escaped(dump)),
            Piece::Frames(texts) => ("frames", escaped(texts)),
        };
        let is_late = self.start.age_ms(at) > LONGEST_MS;
        self.is_full |= is_late || self.text.len() + rest.len() + LINE_MAX > self.limit;
        if self.is_full {
            return;
        }
        // A clock that was set back does not turn the order of what came.
        self.last = self.last.max(at);
        self.line(kind, &rest);
    }

    /// Since when it has been made.
    pub fn start(&self) -> Instant {
        self.start
    }

    /// How long it is, in bytes.
    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    /// Whether it has grown as long as it may, and adds nothing any more.
    pub fn is_full(&self) -> bool {
        self.is_full
    }

    /// The recording as it is now, with its end.
    pub fn text(&self) -> String {
        [&self.text, &*self.ms().to_string(), "\tend\t\n"].concat()
    }

    fn line(&mut self, kind: &str, rest: &str) {
        for part in [&*self.ms().to_string(), "\t", kind, "\t", rest, "\n"] {
            self.text.push_str(part);
        }
    }

    fn ms(&self) -> i64 {
        self.last.as_ms().saturating_sub(self.start.as_ms())
    }
}

/// What a line is longer than what belongs to its piece, at most; and the end, which must always fit.
const LINE_MAX: usize = 64;

/// A recording that is played: it is read as time goes on.
#[derive(Clone, Debug)]
pub struct Tape {
    text: String,
    /// Where the next line begins, in bytes.
    next: usize,
    start: Instant,
    end: Instant,
    reached: Instant,
    pieces: usize,
    bad: usize,
    is_cut: bool,
}

/// A line of a recording.
enum Line<'a> {
    Piece(Piece<'a>),
    End,
}

impl Tape {
    /// A recording from its beginning.
    ///
    /// # Errors
    ///
    /// [`DecodeError::Size`] when it is longer than any that is made, [`DecodeError::Syntax`] when it does not begin
    /// as one, [`DecodeError::Time`] when it does not say when it was made.
    pub fn open(text: String) -> Result<Self, DecodeError> {
        if text.len() > BYTES_MAX {
            return Err(DecodeError::Size);
        }
        let rest = text.strip_prefix(HEAD).ok_or(DecodeError::Syntax)?;
        let (first, _) = rest.split_once('\n').ok_or(DecodeError::Syntax)?;
        let start = first.strip_prefix("0\tstart\t").ok_or(DecodeError::Syntax)?;
        let start = start.parse().ok().filter(|ms| is_plausible(*ms)).ok_or(DecodeError::Time)?;
        let start = Instant::from_ms(start);
        let next = HEAD.len() + first.len() + 1;
        let mut tape =
            Self { text, next, start, end: start, reached: start, pieces: 0, bad: 0, is_cut: true };
        tape.survey();
        Ok(tape)
    }

    /// Looks through it once: how long it is, what of it cannot be read, and whether its end is there.
    fn survey(&mut self) {
        let mut at = self.next;
        while let Some((line, after)) = whole_line(&self.text, at) {
            at = after;
            match read(line) {
                Some((ms, line)) => {
                    self.end = self.end.max(self.start.plus_ms(ms));
                    self.is_cut = matches!(line, Line::Piece(_));
                    self.pieces += usize::from(self.is_cut);
                }
                None => self.bad += 1,
            }
            // What stands behind the end is none of the recording's.
            if !self.is_cut {
                return;
            }
        }
    }

    /// When it was begun.
    pub fn start(&self) -> Instant {
        self.start
    }

    /// When its last piece came.
    pub fn end(&self) -> Instant {
        self.end
    }

    /// How many pieces it has.
    pub fn pieces(&self) -> usize {
        self.pieces
    }

    /// Lines that cannot be read.
    pub fn bad(&self) -> usize {
        self.bad
    }

    /// Whether its end is missing: it plays to where it was cut.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// Hands over every piece that came until this instant and has not been handed over, with when it came, in order.
    pub fn play(&mut self, until: Instant, mut take: impl FnMut(Instant, Piece<'_>)) {
        while let Some((line, after)) = whole_line(&self.text, self.next) {
            if let Some((ms, line)) = read(line) {
                let at = self.start.plus_ms(ms).max(self.reached);
                if at > until {
                    return;
                }
                let Line::Piece(piece) = line else { return };
                self.reached = at;
                take(at, piece);
            }
            self.next = after;
        }
    }
}

/// Far from where times can no longer be added to each other.
fn is_plausible(ms: i64) -> bool {
    ms.unsigned_abs() < 1 << 53
}

/// The line that begins there and has its end, and where the next one begins.
fn whole_line(text: &str, at: usize) -> Option<(&str, usize)> {
    let (line, _) = text.get(at..)?.split_once('\n')?;
    Some((line, at + line.len() + 1))
}

/// A line with how many milliseconds after the start it is; `None` when it cannot be read.
fn read(line: &str) -> Option<(i64, Line<'_>)> {
    let (ms, line) = line.split_once('\t')?;
    let ms = ms.parse().ok().filter(|ms| (0..=LONGEST_MS).contains(ms))?;
    let (kind, rest) = line.split_once('\t')?;
    Some((
        ms,
        match kind {
            "time" if rest.is_empty() => Line::Piece(Piece::Time { live_since: None }),
            "time" => {
                let since = rest.parse().ok().filter(|ms| is_plausible(*ms))?;
                Line::Piece(Piece::Time { live_since: Some(Instant::from_ms(since)) })
            }
            "board" => Line::Piece(Piece::Board(plain(rest)?)),
            "frames" => Line::Piece(Piece::Frames(plain(rest)?)),
            "end" => Line::End,
            _ => return None,
        },
    ))
}

/// A text without ends of lines.
fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['\n', ESCAPE]) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for sign in text.chars() {
        match sign {
            '\n' => out.extend([ESCAPE, 'n']),
            ESCAPE => out.extend([ESCAPE, 'e']),
            sign => out.push(sign),
        }
    }
    Cow::Owned(out)
}

/// The text that was written so; `None` when it was not.
fn plain(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains(ESCAPE) {
        return Some(Cow::Borrowed(text));
    }
    let mut out = String::with_capacity(text.len());
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        out.push(match sign {
            ESCAPE => match signs.next()? {
                'n' => '\n',
                'e' => ESCAPE,
                _ => return None,
            },
            sign => sign,
        });
    }
    Some(Cow::Owned(out))
}
