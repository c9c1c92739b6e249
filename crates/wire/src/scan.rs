//! Where the plain part of a text ends, found eight bytes at a time.

/// A byte in each place of a word.
const ONES: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each byte.
const HIGH: u64 = 0x80 * ONES;

/// A run of bytes without quote, backslash or control character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// How many bytes there are before one of those, or before the end.
    pub(crate) length: usize,
    /// Whether every byte is a printable one of ASCII.
    pub(crate) is_ascii: bool,
}

/// The run at the beginning of these bytes.
pub(crate) fn run(bytes: &[u8]) -> Run {
    let (mut rest, mut others) = (bytes, 0);
    while let Some((eight, after)) = rest.split_first_chunk() {
        let word = u64::from_le_bytes(*eight);
        let (stops, more) = (stops(word), word | word.wrapping_add(ONES));
        if stops != 0 {
            // The first byte, which stands lowest, is exact; what a borrow marks above it is not looked at.
            let before = (stops & stops.wrapping_neg()) - 1;
            let length = bytes.len() - rest.len() + (stops.trailing_zeros() / 8) as usize;
            return Run { length, is_ascii: (others | (more & before)) & HIGH == 0 };
        }
        others |= more;
        rest = after;
    }
    tail(bytes, rest, others & HIGH == 0)
}

/// The high bits of the bytes that end a run.
fn stops(word: u64) -> u64 {
    // A byte below 0x80 goes below zero when more than itself is taken from it.
    let quote = (word ^ (ONES * 0x22)).wrapping_sub(ONES);
    let backslash = (word ^ (ONES * 0x5c)).wrapping_sub(ONES);
    let control = word.wrapping_sub(ONES * 0x20);
    (quote | backslash | control) & !word & HIGH
}

/// The run of which all but the last bytes have been looked at.
#[cold]
fn tail(bytes: &[u8], rest: &[u8], is_ascii: bool) -> Run {
    let length = rest.iter().take_while(|byte| !matches!(byte, b'"' | b'\\' | ..0x20)).count();
    let is_ascii = is_ascii && rest.iter().take(length).all(|byte| *byte < 0x7f);
    Run { length: bytes.len() - rest.len() + length, is_ascii }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Run, run};

    fn by_byte(bytes: &[u8]) -> Run {
        let is_stop = |byte: &u8| *byte < 0x20 || *byte == b'"' || *byte == b'\\';
        let length = bytes.iter().position(is_stop).unwrap_or(bytes.len());
        let is_ascii = bytes[..length].iter().all(|byte| (0x20..0x7f).contains(byte));
        Run { length, is_ascii }
    }

    fn bytes() -> impl Strategy<Value = Vec<u8>> {
        let byte = prop_oneof![
            8 => 0x20_u8..0x7f,
            1 => any::<u8>(),
            1 => prop::sample::select(vec![0x1f, 0x20, 0x21, b'"', 0x23, b'\\', 0x5d, 0x7e, 0x7f, 0x80, 0xfe]),
        ];
        prop::collection::vec(byte, 0..40)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn eight_bytes_at_a_time_find_what_one_at_a_time_finds(bytes in bytes()) {
            // No text holds 0xff, which alone could carry over into the next byte.
            let bytes: Vec<u8> = bytes.into_iter().map(|byte| byte.min(0xfe)).collect();
            prop_assert_eq!(run(&bytes), by_byte(&bytes));
        }
    }
}
