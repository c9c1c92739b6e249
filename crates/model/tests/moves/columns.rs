//! Laws of a reader's order of bookmakers and of the keys of their names.

use model::books::key;
use model::columns::Columns;
use proptest::prelude::*;

fn names() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("[a-cA-C1 ._é-]{0,4}", 0..12)
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
    fn an_arrangement_is_everyone_who_is_not_hidden(text in "[a-c,-]{0,20}", present in names()) {
        let columns = Columns::parse(&text);
        let mut arranged = columns.arrange(&texts(&present));
        let mut expected: Vec<&str> =
            present.iter().map(String::as_str).filter(|name| !columns.is_hidden(name)).collect();
        arranged.sort_unstable();
        expected.sort_unstable();
        prop_assert_eq!(arranged, expected);
    }

    #[test]
    fn who_comes_and_goes_moves_nobody(before in names(), meanwhile in prop::collection::vec(names(), 0..4)) {
        let mut columns = Columns::default();
        columns.merge(&texts(&before));
        let (arranged, printed) = (columns.arrange(&texts(&before)).join("|"), columns.to_string());
        for present in meanwhile {
            columns.merge(&texts(&present));
        }
        prop_assert_eq!(columns.arrange(&texts(&before)).join("|"), arranged);
        prop_assert!(columns.to_string().starts_with(&printed));
    }
}
