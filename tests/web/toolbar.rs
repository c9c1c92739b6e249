//! The tools: what they narrow, what they change, and the way back.

use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use crate::stage::{Stage, check, choose, settled, tell, text};

#[wasm_bindgen_test]
async fn words_narrow_the_board_and_can_be_cleared() {
    let stage = Stage::dashboard().with_prices().await;
    let search: HtmlInputElement = stage.one("input[type=search]").unchecked_into();
    search.set_value("monaco");
    tell(&search, "input");
    settled().await;
    assert_eq!(stage.all("[part~=row]").len(), 1);
    search.set_value("nobody at all");
    tell(&search, "input");
    settled().await;
    assert!(text(&stage.one(".blank")).contains("Nothing matches"));
    assert!(text(&stage.one(".blank")).contains("nobody at all"));
    stage.press(".blank button").await;
    assert_eq!(stage.all("[part~=row]").len(), 2);
    assert_eq!(search.value(), "");
}

#[wasm_bindgen_test]
async fn a_bookmaker_chosen_counts_alone() {
    let stage = Stage::dashboard().with_prices().await;
    choose(&stage, "Bookmaker", "Betclic").await;
    check(&stage.price("Marseille - Lens", "Marseille"), &[("data-books", Some("Betclic"))]);
    assert_eq!(stage.all("[part~=row]").len(), 1, "Betclic has no price of the other match");
}

#[wasm_bindgen_test]
async fn a_market_that_nobody_quotes_is_an_empty_board_with_its_name() {
    let stage = Stage::dashboard().with_prices().await;
    choose(&stage, "Market", "spread").await;
    assert!(text(&stage.one(".blank")).contains("Handicap"));
    choose(&stage, "Market", "moneyline").await;
    assert_eq!(stage.all("[part~=row]").len(), 2);
}

#[wasm_bindgen_test]
async fn colours_and_density_are_attributes_of_the_page() {
    let stage = Stage::dashboard().with_prices().await;
    check(&stage.one(".page"), &[("data-theme", Some("auto")), ("data-density", Some("normal"))]);
    stage.press("input[name=theme][value=dark]").await;
    stage.press("input[name=density][value=compact]").await;
    check(&stage.one(".page"), &[("data-theme", Some("dark")), ("data-density", Some("compact"))]);
}

#[wasm_bindgen_test]
async fn odds_are_written_as_the_reader_chooses_and_stay_what_they_are() {
    let stage = Stage::dashboard().with_prices().await;
    let monaco = || stage.price("Monaco - Nice", "Monaco");
    let figure = || text(&monaco().query_selector(".cell__odds").unwrap().unwrap());
    assert_eq!(figure(), "1.91");
    check(&monaco(), &[("title", None)]);
    let formats = [
        ("fractional", "10/11"),
        ("american", "−110"),
        ("hongkong", "0.91"),
        ("malay", "0.91"),
        ("indonesian", "−1.10"),
        ("probability", "52.4%"),
    ];
    for (format, written) in formats {
        choose(&stage, "Odds", format).await;
        assert_eq!(figure(), written, "{format}");
        check(&monaco(), &[("data-odds", Some("1.91")), ("title", Some("1.91 decimal"))]);
    }
    assert!(text(&stage.one(".foot")).contains("more than 100 %"), "what implied means");
    choose(&stage, "Odds", "decimal").await;
    assert_eq!(figure(), "1.91");
    assert!(!text(&stage.one(".foot")).contains("more than 100 %"));
}

#[wasm_bindgen_test]
async fn filters_fold_behind_a_button() {
    let stage = Stage::dashboard();
    check(&stage.one(".toolbar"), &[("data-open", Some("false"))]);
    stage.press(".toolbar__more").await;
    check(&stage.one(".toolbar"), &[("data-open", Some("true"))]);
    check(&stage.one(".toolbar__more"), &[("aria-expanded", Some("true"))]);
}
