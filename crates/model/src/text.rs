//! Searching short texts: names of matches, and words that somebody typed.

/// Where `part` begins in `text`. By the shortest program, not the fastest: the library's is larger than the rest
/// of a search.
pub(crate) fn find(text: &str, part: &str) -> Option<usize> {
    let same = |bytes: &[u8]| bytes == part.as_bytes();
    if part.is_empty() { Some(0) } else { text.as_bytes().windows(part.len()).position(same) }
}

/// What stands before `part` and what stands after it, where it stands first.
pub(crate) fn split<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    let place = find(text, part)?;
    Some((text.get(..place)?, text.get(place + part.len()..)?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{find, split};

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_finds_what_the_library_finds(text in "[ab -é]{0,9}", part in "[ab -é]{0,3}") {
            prop_assert_eq!(find(&text, &part), text.find(&part));
            prop_assert_eq!(split(&text, &part), text.split_once(&part));
        }
    }
}
