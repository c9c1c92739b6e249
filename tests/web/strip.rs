//! The ticker: who hears it, what stops it, and that its text changes in place.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, check, text};

const ITEM: &str = ".strip__list:not([aria-hidden]) [part~=item][data-match='Marseille - Lens']";

#[wasm_bindgen_test]
async fn the_second_copy_is_out_of_reach() {
    let stage = Stage::ticker().with_prices().await;
    stage.later(1_000).await;
    let lists = stage.all(".strip__list");
    assert_eq!(lists.len(), 2);
    check(&lists[0], &[("aria-hidden", None), ("inert", None)]);
    check(&lists[1], &[("aria-hidden", Some("true")), ("inert", Some(""))]);
    assert_eq!(text(&lists[0]), text(&lists[1]));
}

#[wasm_bindgen_test]
async fn a_price_on_the_line_changes_in_place() {
    let stage = Stage::ticker().with_prices().await;
    stage.later(1_000).await;
    let item = stage.one(ITEM);
    let selection = item.get_attribute("data-selection").unwrap();
    stage.quote("Marseille - Lens", &selection, "Pinnacle", 4.04);
    stage.later(1_000).await;
    let expected =
        [("data-odds", Some("4.04")), ("data-books", Some("Pinnacle")), ("data-trend", Some("up"))];
    check(&item, &expected);
    assert!(item.is_connected());
    assert!(text(&item).contains("up 0.") || text(&item).contains("up 1."), "{}", text(&item));
}

#[wasm_bindgen_test]
async fn the_first_button_stops_the_line_and_holds_prices_back() {
    let stage = Stage::dashboard().with_prices().await;
    stage.later(1_000).await;
    check(&stage.one(".strip"), &[("data-paused", Some("false"))]);
    stage.press(".strip [aria-label='Pause prices']").await;
    check(&stage.one(".strip"), &[("data-paused", Some("true"))]);
    stage.later(1_000).await;
    stage.quote("Monaco - Nice", "Monaco", "Winamax", 2.02);
    stage.shown().await;
    check(&stage.price("Monaco - Nice", "Monaco"), &[("data-odds", Some("1.91"))]);
    assert!(text(&stage.one(".notice")).contains("1 update while paused."));
    stage.press(".strip [aria-label='Resume prices']").await;
    check(&stage.price("Monaco - Nice", "Monaco"), &[("data-odds", Some("2.02"))]);
    assert!(stage.all(".notice").is_empty());
}
