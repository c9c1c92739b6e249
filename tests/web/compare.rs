//! The open match: every bookmaker's price.

use oddsboard_app::state::intent::Intent;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, check, settled, text};

const OPENER: &str =
    "[data-match='Marseille - Lens'] [aria-label='Compare bookmakers for Marseille - Lens']";

#[wasm_bindgen_test]
async fn a_row_opens_and_closes_by_its_button() {
    let stage = Stage::dashboard().with_prices().await;
    check(&stage.one(OPENER), &[("aria-expanded", Some("false"))]);
    stage.press(OPENER).await;
    check(&stage.one(OPENER), &[("aria-expanded", Some("true"))]);
    stage.one("table.compare");
    stage.press(OPENER).await;
    assert!(stage.all("table.compare").is_empty());
}

#[wasm_bindgen_test]
async fn a_price_opens_its_row_too() {
    let stage = Stage::dashboard().with_prices().await;
    stage.press("[data-match='Monaco - Nice'] [part~=price][data-selection='Monaco']").await;
    assert_eq!(stage.all("[part~=quote]").len(), 1, "one bookmaker quotes one selection");
}

#[wasm_bindgen_test]
async fn every_quote_says_whose_it_is_and_whether_it_is_the_best() {
    let stage = Stage::dashboard().with_prices().await;
    stage.press(OPENER).await;
    let quote = |selection: &str, book: &str| {
        stage.one(&format!("[part~=quote][data-selection='{selection}'][data-book='{book}']"))
    };
    for book in ["Betclic", "Winamax"] {
        let shared = quote("Marseille", book);
        let expected = [
            ("data-odds", Some("2.1")),
            ("data-state", Some("fresh")),
            ("data-best", Some("true")),
        ];
        check(&shared, &expected);
        assert!(text(&shared).contains("=best"), "{}", text(&shared));
    }
    check(
        &quote("Lens", "Winamax"),
        &[("data-odds", None), ("data-state", Some("none")), ("data-best", Some("false"))],
    );
    stage.later(1_000).await;
    stage.quote("Marseille - Lens", "Marseille", "Winamax", 2.16);
    stage.shown().await;
    check(&quote("Marseille", "Betclic"), &[("data-best", Some("false"))]);
    check(
        &quote("Marseille", "Winamax"),
        &[("data-odds", Some("2.16")), ("data-best", Some("true"))],
    );
}

#[wasm_bindgen_test]
async fn lines_are_a_choice_where_there_are_several() {
    let stage = Stage::dashboard().with_prices().await;
    for line in ["2.5", "3"] {
        for side in ["Over", "Under"] {
            stage.offer("total", "Marseille - Lens", &format!("{side} {line}"), "Winamax", 1.91);
        }
    }
    stage.projection.dispatch(Intent::Market("total".to_owned()));
    settled().await;
    stage.press(OPENER).await;
    let pressed = || text(&stage.one(".detail__tab[aria-pressed=true]"));
    let first = pressed();
    stage.press(".detail__tab[aria-pressed=false]").await;
    assert_ne!(pressed(), first);
    assert_eq!(stage.all(&format!("[part~=quote][data-selection='Over {}']", pressed())).len(), 1);
}
