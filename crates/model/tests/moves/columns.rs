//! Laws of a reader's order of bookmakers and of the keys of their names.

use model::books::{Books, ENTRIES_MAX, key};
use model::columns::Columns;
use proptest::prelude::*;

fn names() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("[a-cA-C1 ._é-]{0,4}", 0..12)
}

/// What is known of some names.
fn books() -> impl Strategy<Value = Books> {
    let words = prop::collection::vec((any::<bool>(), "[a-c1]{1,2}", "[a-c1]{1,2}"), 0..6);
    words.prop_map(|words| {
        let mut books = Books::default();
        for (is_alias, one, other) in words {
            let _ = if is_alias { books.alias(&one, &other) } else { books.join(&one, &other) };
        }
        books
    })
}

fn texts(names: &[String]) -> Vec<&str> {
    names.iter().map(String::as_str).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_key_is_its_own_key_under_any_case_and_spacing(name in "[ -~é]{0,12}") {
        let of = key(&name);
        prop_assert_eq!(key(&of), of.clone());
        prop_assert_eq!(key(&format!(" {} ", name.to_ascii_uppercase())), of);
    }

    #[test]
    fn an_order_is_what_it_prints(text in "[a-cA-C,%0-9é -]{0,60}") {
        let columns = Columns::parse(&text);
        let printed = columns.to_string();
        prop_assert_eq!(Columns::parse(&printed), columns);
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b",-%".contains(&byte);
        prop_assert!(printed.bytes().all(is_plain), "{} fits an address", printed);
    }

    #[test]
    fn an_arrangement_is_everyone_who_is_not_hidden(text in "[a-c,-]{0,20}", present in names(), books in books()) {
        let columns = Columns::parse(&text);
        let mut arranged = columns.arrange(&books, &texts(&present));
        let mut expected: Vec<&str> =
            present.iter().map(String::as_str).filter(|name| !columns.is_hidden(&books, name)).collect();
        arranged.sort_unstable();
        expected.sort_unstable();
        prop_assert_eq!(arranged, expected);
    }

    #[test]
    fn who_comes_and_goes_moves_nobody(
        before in names(), meanwhile in prop::collection::vec(names(), 0..4), books in books(),
    ) {
        let mut columns = Columns::default();
        columns.merge(&books, &texts(&before));
        let arranged = |columns: &Columns| columns.arrange(&books, &texts(&before)).join("|");
        let (before, printed) = (arranged(&columns), columns.to_string());
        for present in meanwhile {
            columns.merge(&books, &texts(&present));
        }
        prop_assert_eq!(arranged(&columns), before);
        prop_assert!(columns.to_string().starts_with(&printed));
    }

    #[test]
    fn who_was_one_stays_one_whatever_else_is_said(
        words in prop::collection::vec((any::<bool>(), "[a-h]", "[a-h]"), 0..24),
    ) {
        // Who is one with whom, told one by one: the same name, or the same house.
        let (mut books, mut pairs) = (Books::default(), Vec::new());
        for (is_alias, one, other) in words {
            let is_taken = if is_alias { books.alias(&one, &other) } else { books.join(&other, &one) };
            prop_assert!(is_taken, "there is room for {ENTRIES_MAX}");
            pairs.push((one, other));
            let (mut root, names) = ((b'a'..=b'h').collect::<Vec<_>>(), b'a'..=b'h');
            for (one, other) in &pairs {
                let of = |name: &str| usize::from(name.as_bytes()[0] - b'a');
                let (from, to) = (root[of(one)], root[of(other)]);
                root.iter_mut().filter(|root| **root == from).for_each(|root| *root = to);
            }
            for (a, b) in names.clone().flat_map(|a| names.clone().map(move |b| (a, b))) {
                let group = |name: u8| books.group(char::from(name).encode_utf8(&mut [0; 4]));
                let of = |name: u8| root[usize::from(name - b'a')];
                prop_assert_eq!(group(a) == group(b), of(a) == of(b), "{} {}", char::from(a), char::from(b));
            }
        }
    }
}
