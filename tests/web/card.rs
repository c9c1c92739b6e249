//! The cards of the elements.

use model::select::Filter;
use oddsboard_app::state::ui::{Ui, View};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, check, text};

#[wasm_bindgen_test]
async fn a_grid_says_its_competition_its_status_and_its_age_limit() {
    let filter = Filter { competition: Some("LIG1".to_owned()), ..Filter::default() };
    let stage = Stage::grid(Ui { filter, ..Ui::default() }).with_prices().await;
    assert_eq!(text(&stage.one(".widget__title")), "Ligue 1");
    check(&stage.one("[part~=status]"), &[("data-state", Some("live"))]);
    check(&stage.one(".board"), &[("data-columns", Some("short"))]);
    assert!(text(&stage.one("footer")).contains("18+"));
    check(&stage.price("Marseille - Lens", "Marseille"), &[("tabindex", Some("0"))]);
}

#[wasm_bindgen_test]
async fn a_grid_that_compares_shows_the_first_match_until_one_is_chosen() {
    let stage = Stage::grid(Ui { view: View::Compare, ..Ui::default() }).with_prices().await;
    stage.later(1_000).await;
    assert_eq!(text(&stage.one(".widget__title")), "Marseille - Lens");
    stage.one("table.compare");
    assert!(stage.all(".board, .notice").is_empty());
}
