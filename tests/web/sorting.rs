//! The order of rows, and the bar under rows that stand still.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, attribute, choose, tell, text};

fn matches(stage: &Stage) -> Vec<String> {
    let rows = stage.all("[part~=row]");
    rows.iter().filter_map(|row| attribute(row, "data-match")).collect()
}

#[wasm_bindgen_test]
async fn rows_in_another_order_are_one_list_and_say_their_competition() {
    let stage = Stage::dashboard().with_prices().await;
    stage.quote("Monaco - Nice", "Nice", "Winamax", 2.05);
    stage.shown().await;
    choose(&stage, "Sort", "margin").await;
    assert_eq!(matches(&stage), ["Monaco - Nice", "Marseille - Lens"]);
    assert_eq!(text(&stage.one(".header h2")), "Least margin first");
    let competitions = stage.all(".row__competition");
    assert_eq!(competitions.iter().map(text).collect::<Vec<_>>(), ["LIG1", "LIG1"]);
    assert_eq!(text(&stage.one("h1 + .toolbar__count")), "2 matches");
    choose(&stage, "Sort", "competition").await;
    assert_eq!(text(&stage.one(".header h2")), "Ligue 1");
    assert!(stage.all(".row__competition").is_empty());
}

#[wasm_bindgen_test]
async fn rows_that_would_move_wait_for_the_reader_to_leave_or_to_say_so() {
    let stage = Stage::dashboard().with_prices().await;
    choose(&stage, "Sort", "moved").await;
    for leaves in [true, false] {
        let before = matches(&stage);
        tell(&stage.one(".calm > .board"), "focusin");
        stage.later(1_000).await;
        let last = before.last().cloned().unwrap();
        let odds = if leaves { 1.8 } else { 1.7 };
        let home = last.split(" - ").next().unwrap();
        stage.quote(&last, home, "Winamax", odds);
        stage.quote(&last, home, "Betclic", odds);
        stage.shown().await;
        stage.later(1_000).await;
        assert_eq!(matches(&stage), before);
        assert!(text(&stage.one(".calm__bar")).starts_with("1 row would move"));
        if leaves {
            tell(&stage.one(".calm > .board"), "focusout");
            stage.later(1_000).await;
        } else {
            stage.press(".calm__bar button").await;
        }
        assert_eq!(matches(&stage).first(), Some(&last));
        assert!(stage.all(".calm__bar").is_empty());
    }
}
