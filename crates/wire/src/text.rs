//! Which texts of a feed may be shown.

use std::borrow::Cow;

use crate::error::DecodeError;
use crate::json::Raw;

/// The longest text taken, in bytes: several times the longest name of a match.
const BYTES_MAX: usize = 256;

/// Refuses a text that is empty, too long, or holds characters that hide, reorder or break a line.
///
/// Refused and not cleaned, because two names that differ only in such characters would become one.
pub(crate) fn check(text: &str) -> Result<(), DecodeError> {
    let shown = !text.is_empty() && text.len() <= BYTES_MAX && !text.chars().any(is_hidden);
    if shown { Ok(()) } else { Err(DecodeError::Text) }
}

/// A text that may be shown.
pub(crate) fn shown(raw: Raw<'_>) -> Result<Cow<'_, str>, DecodeError> {
    let text = raw.text()?;
    check(&text)?;
    Ok(text)
}

/// Control characters, marks of direction, and spaces of no width, by their names in Unicode.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(letter, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}
