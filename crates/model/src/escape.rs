//! Texts within a line of text: what would break the line is written in hex, as in a web address.

use std::fmt::{Result, Write};

/// Writes a text with everything that is not `plain` as `%` and two digits for each of its bytes.
///
/// # Errors
///
/// When `out` takes no text.
pub fn write(out: &mut dyn Write, text: &str, plain: fn(char) -> bool) -> Result {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |value: u8| DIGITS.get(usize::from(value)).map_or('0', |digit| char::from(*digit));
    for letter in text.chars() {
        if plain(letter) {
            out.write_char(letter)?;
            continue;
        }
        for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
            out.write_char('%')?;
            out.write_char(digit(byte >> 4))?;
            out.write_char(digit(byte & 15))?;
        }
    }
    Ok(())
}

/// The text that was written so; `None` when a `%` is not followed by two digits, or the bytes are no text.
pub fn read(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut out = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        out.push(if byte == b'%' {
            digit(bytes.next()?)? << 4 | digit(bytes.next()?)?
        } else {
            byte
        });
    }
    String::from_utf8(out).ok()
}

fn digit(letter: u8) -> Option<u8> {
    match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'A'..=b'F' => Some(letter - b'A' + 10),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{read, write};

    fn written(text: &str) -> String {
        let mut out = String::new();
        write(&mut out, text, |letter| letter.is_ascii_alphanumeric()).expect("a text takes all");
        out
    }

    #[test]
    fn what_is_not_plain_is_written_in_hex() {
        assert_eq!(written("a|b%é"), "a%7Cb%25%C3%A9");
        assert_eq!(read("a%7cb%25%C3%A9").as_deref(), Some("a|b%é"));
        for damaged in ["%", "%4", "%4g", "%+1", "%C3", "a%FF"] {
            assert_eq!(read(damaged), None, "{damaged}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_text_is_read_back(text in any::<String>()) {
            prop_assert_eq!(read(&written(&text)), Some(text));
        }
    }
}
