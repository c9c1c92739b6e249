//! Why a row was not taken.

use std::fmt;

/// Why a row of the feed could not be read. Names the cause, never the payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeError {
    /// Not JSON, or not as much of it as there should be.
    Syntax,
    /// JSON, but a field is missing, twice there or of another type.
    Shape,
    /// A text that is empty, too long, or holds characters that must not be shown.
    Text,
    /// More of it than is taken: a frame, a body or a row that no honest feed sends.
    Size,
    /// A time that is not RFC 3339. A price without a time has no age, so it cannot be shown.
    Time,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Syntax => "not JSON",
            Self::Shape => "a field is missing or of another type",
            Self::Text => "a text cannot be shown",
            Self::Size => "more than is taken",
            Self::Time => "a time cannot be read",
        })
    }
}

impl std::error::Error for DecodeError {}
