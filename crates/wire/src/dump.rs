//! A board as a text, for another page of the same browser, which then begins with its prices.
//!
//! One line each for the whole, a bookmaker, a match, a market and a selection, with tabs between the fields. Times
//! are told as milliseconds before the newest, and bookmakers by number, because most of a dump
//! is times and bookmakers. It comes from elsewhere, so it is read as any feed is: what cannot be read costs its
//! line and what stands under it.

mod read;
mod write;

use model::board::Board;
use model::saved::Saved;

use crate::error::DecodeError;
use read::Reader;
use write::Writer;

/// The longest dump that is read, in bytes: a full board's.
pub const BYTES_MAX: usize = 32 << 20;

/// What every dump begins with; another form has another number.
const HEAD: &str = "oddsboard 1";

/// What a dump held, in figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Bookmakers, matches and markets taken.
    pub taken: usize,
    /// Lines not taken.
    pub bad: usize,
}

/// Everything that a board holds but how its prices moved.
///
/// Its texts are those of a feed, so no tab or line's end stands in one of them; a board that was filled otherwise
/// loses what has such a text.
pub fn encode(board: &Board) -> String {
    let newest = board.books().map(|book| board.book_spoke(book)).max();
    let mut writer = Writer::new(newest.unwrap_or_default());
    for saved in board.saved() {
        writer.write(&saved);
    }
    writer.into_text()
}

/// Reads a dump: hands everything to `take`, in the order in which [`Board::restore`] wants it.
///
/// # Errors
///
/// When the whole is no dump, or longer than [`BYTES_MAX`].
pub fn decode<'a>(dump: &'a str, mut take: impl FnMut(&Saved<'a>)) -> Result<Figures, DecodeError> {
    if dump.len() > BYTES_MAX {
        return Err(DecodeError::Size);
    }
    let mut lines = dump.split('\n');
    let mut reader = Reader::new(lines.next().unwrap_or_default())?;
    let mut figures = Figures::default();
    let take: read::Take<'_, 'a> = &mut |saved: &Saved<'a>| {
        figures.taken += 1;
        take(saved);
    };
    let bad = lines.filter(|line| reader.line(line, take).is_none()).count();
    reader.end(take);
    figures.bad = bad;
    Ok(figures)
}
