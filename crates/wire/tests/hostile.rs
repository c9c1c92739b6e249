//! Whatever the bytes, reading them ends in a count.

use proptest::prelude::*;
use wire::{frame, snapshot, token};

const QUOTE: &str = include_str!("../testdata/quote.json");
const SNAPSHOT: &str = include_str!("../testdata/snapshot.json");

/// A valid text with some of its characters replaced.
fn damaged(text: &'static str) -> impl Strategy<Value = String> {
    let length = text.chars().count();
    prop::collection::vec((0..length, any::<char>()), 0..6).prop_map(move |wounds| {
        let mut letters: Vec<char> = text.chars().collect();
        for (at, letter) in wounds {
            letters[at] = letter;
        }
        letters.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_frame_is_counted(text in prop_oneof![any::<String>(), damaged(QUOTE)]) {
        let mut taken = 0;
        let frame = frame::decode(&text, |quote| {
            assert!(!quote.selection.is_empty() && quote.selection.len() <= 256);
            taken += 1;
        });
        prop_assert_eq!(frame.taken, taken);
        prop_assert!(frame.pong || frame.taken + frame.bad == 1 || text.trim_start().starts_with('['));
    }

    #[test]
    fn any_snapshot_is_counted_or_refused(text in prop_oneof![any::<String>(), damaged(SNAPSHOT)]) {
        let mut taken = 0;
        if let Ok(meta) = snapshot::decode(&text, |_| taken += 1) {
            prop_assert_eq!(meta.taken, taken);
        }
    }

    #[test]
    fn any_answer_about_a_token_is_read(text in any::<String>()) {
        let _ = token::grant(&text).is_ok();
        let _ = token::refusal(&text);
    }
}
