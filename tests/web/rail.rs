//! The rail: its tabs, the list that is open, and what the desk draws in it.

use oddsboard_app::state::ui::List;
use oddsboard_app::view::tree::{code, el};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, check, settled, text};

#[wasm_bindgen_test]
async fn a_tab_opens_its_list_and_closes_it() {
    let stage = Stage::dashboard().with_prices().await;
    let tab = ".rail__tab[value=movers]";
    check(&stage.one(".rail__panel"), &[("data-open", Some("false"))]);
    stage.press(tab).await;
    check(&stage.one(".rail__panel"), &[("data-open", Some("true"))]);
    check(&stage.one(tab), &[("aria-expanded", Some("true"))]);
    stage.press(".rail__tab[value=alerts]").await;
    check(&stage.one(tab), &[("aria-expanded", Some("false"))]);
    stage.press(".rail__panel > button").await;
    check(&stage.one(".rail__panel"), &[("data-open", Some("false"))]);
    stage.press(tab).await;
    stage.press(tab).await;
    check(&stage.one(".rail__panel"), &[("data-open", Some("false"))]);
}

#[wasm_bindgen_test]
async fn what_the_desk_draws_stands_on_the_tabs_in_the_panel_and_in_the_line_of_news() {
    let stage = Stage::dashboard().with_prices().await;
    for (place, told) in [(List::Value.as_str(), "3"), ("list", "a list"), ("news", "some news")] {
        stage.projection.put(place, code::write([el("p", "").child(told).into()]));
    }
    settled().await;
    assert_eq!(text(&stage.one(".rail__tab[value=value]")), "3Value");
    assert_eq!(text(&stage.one(".rail__tab[value=movers]")), "Movers");
    assert_eq!(text(&stage.one(".rail__panel .rail__lists")), "a list");
    assert_eq!(text(&stage.one("[role=status] .rail__news")), "some news");
}
