//! The star of a row, and the board of saved matches.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, check, text};

const STAR: &str = "[data-match='Monaco - Nice'] .row__save button";

#[wasm_bindgen_test]
async fn a_star_saves_a_match_and_says_so() {
    let stage = Stage::dashboard().with_prices().await;
    let name = ("aria-label", Some("Save Monaco – Nice"));
    check(&stage.one(STAR), &[name, ("aria-pressed", Some("false"))]);
    stage.press(STAR).await;
    check(&stage.one(STAR), &[name, ("aria-pressed", Some("true"))]);
    assert!(stage.all(".board__detail").is_empty(), "a star opens nothing");
    stage.press(STAR).await;
    check(&stage.one(STAR), &[("aria-pressed", Some("false"))]);
}

#[wasm_bindgen_test]
async fn saved_matches_stand_alone_when_that_is_asked_for() {
    let stage = Stage::dashboard().with_prices().await;
    let saved = ".toolbar__view > [aria-pressed]";
    stage.press(saved).await;
    check(&stage.one(saved), &[("aria-pressed", Some("true"))]);
    assert!(text(&stage.one(".blank")).contains("Saved"), "nothing is saved");
    stage.press(".blank button").await;
    stage.press(STAR).await;
    stage.press(saved).await;
    check(&stage.one("[part~=row]"), &[("data-match", Some("Monaco - Nice"))]);
}

#[wasm_bindgen_test]
async fn elements_have_no_star() {
    let stage = Stage::grid(oddsboard_app::state::ui::Ui::default()).with_prices().await;
    assert_eq!(stage.all("[part~=row]").len(), 2);
    assert!(stage.all(".row__save").is_empty());
}
