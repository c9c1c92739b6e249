//! Which texts of a feed may be shown.

use std::borrow::Cow;

use crate::error::DecodeError;
use crate::json::Raw;

/// The longest text taken, in bytes: several times the longest name of a match.
const BYTES_MAX: usize = 256;

/// The most marks on one letter: scripts that stack them need three, and each one more makes a row higher.
const MARKS_MAX: usize = 4;

/// Refuses a text that shows nothing, is too long, or holds characters that hide, reorder, break a line or grow
/// out of it.
///
/// Refused and not cleaned, because two names that differ only in such characters would become one.
pub(crate) fn check(text: &str) -> Result<(), DecodeError> {
    let fits = text.len() <= BYTES_MAX && !text.trim().is_empty();
    let shown = fits && (is_latin(text) || !text.chars().any(is_hidden) && !is_heaped(text));
    if shown { Ok(()) } else { Err(DecodeError::Text) }
}

/// Whether the bytes alone tell that nothing in it hides or heaps: they are printable ones of ASCII, or of the
/// letters from `À` up to where the marks begin.
fn is_latin(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, 0x20..=0x7e | 0x80..=0xbf | 0xc3..=0xcb))
}

/// Whether a name from elsewhere could be one of a feed.
pub fn is_shown(text: &str) -> bool {
    check(text).is_ok()
}

/// The same for a text of which every byte is known to be a printable one of ASCII.
pub(crate) fn is_shown_ascii(text: &str) -> bool {
    text.len() <= BYTES_MAX && text.bytes().any(|byte| byte != b' ')
}

/// A text that may be shown.
pub(crate) fn shown(raw: Raw<'_>) -> Result<Cow<'_, str>, DecodeError> {
    let text = raw.text()?;
    check(&text)?;
    Ok(text)
}

/// Control characters, marks of direction, and characters of no width, by their names in Unicode.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}')
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(letter, '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}')
        || matches!(letter, '\u{e0000}'..='\u{e0fff}')
}

/// Whether more marks stand on one letter than any script needs.
fn is_heaped(text: &str) -> bool {
    let mut marks = 0;
    text.chars().any(|letter| {
        marks = if is_mark(letter) { marks + 1 } else { 0 };
        marks > MARKS_MAX
    })
}

/// Marks that stand above or below a letter, by the blocks of Unicode that hold them.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}')
        || matches!(letter, '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{6d6}'..='\u{6ed}')
        || matches!(letter, '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}')
        || matches!(letter, '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}')
        || matches!(letter, '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

#[cfg(test)]
mod tests {
    use super::{check, is_hidden, is_latin, is_mark};

    #[test]
    fn what_the_bytes_tell_of_a_letter_is_true() {
        for letter in '\0'..=char::MAX {
            let text = letter.to_string();
            assert!(!is_latin(&text) || !(is_hidden(letter) || is_mark(letter)), "{letter:?}");
        }
        assert!(is_latin("Saint-Étienne - İstanbul") && !is_latin("P\u{ad}SG"));
    }

    #[test]
    fn only_texts_that_can_be_shown_are_taken() {
        let check =
            |text: &str, is_shown: bool| assert_eq!(check(text).is_ok(), is_shown, "{text:?}");
        for name in
            ["PSG - Lyon", "Saint-Étienne", "İstanbul Başakşehir", "東京ヴェルディ", "الهلال"]
        {
            check(name, true);
        }
        check("Đà Nẵng as many decompose it: \u{110}a\u{300} N\u{103}\u{303}ng", true);
        check("<img src=x onerror=alert(1)>", true);
        check("", false);
        check(" \u{a0}", false);
        check(&"x".repeat(256), true);
        check(&"x".repeat(257), false);
        for hidden in [
            '\0', '\n', '\u{85}', '\u{ad}', '\u{202e}', '\u{2066}', '\u{200b}', '\u{200d}',
            '\u{feff}',
        ] {
            check(&format!("P{hidden}SG"), false);
        }
        check("\u{3164}", false);
        check("PSG\u{e0041}", false);
        check(&format!("P{}SG", "\u{301}".repeat(4)), true);
        check(&format!("P{}SG", "\u{301}".repeat(5)), false);
        check(&"e\u{301}\u{302}".repeat(20), true);
    }
}
