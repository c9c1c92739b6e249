//! The panel of bookmakers.

use model::lineup::Lineup;
use model::select::Filter;
use oddsboard_app::state::ui::Ui;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};

use crate::stage::{Stage, attribute, check, document, settled, text};

fn names(stage: &Stage) -> Vec<String> {
    stage.all(".books .check").iter().map(text).collect()
}

fn labelled(stage: &Stage, label: &str) -> Element {
    stage.one(&format!(".books [aria-label='{label}']"))
}

async fn press(button: &Element) {
    button.unchecked_ref::<HtmlElement>().click();
    settled().await;
}

#[wasm_bindgen_test]
async fn the_panel_opens_and_closes_by_its_button() {
    let stage = Stage::dashboard().with_prices().await;
    let opener = stage.one(".toolbar [popovertarget=books]");
    let is_open = || stage.one(".books").matches(":popover-open").unwrap();
    assert!(!is_open());
    press(&opener).await;
    assert!(is_open());
    assert_eq!(names(&stage), ["Betclic", "Winamax"]);
    press(&stage.one(".books__head button")).await;
    assert!(!is_open());
}

#[wasm_bindgen_test]
async fn a_bookmaker_that_is_not_ticked_does_not_count_and_the_board_says_so() {
    let stage = Stage::dashboard().with_prices().await;
    let tick = stage.all(".books input").remove(0);
    press(&tick).await;
    check(&stage.price("Marseille - Lens", "Marseille"), &[("data-books", Some("Winamax"))]);
    assert!(text(&stage.one(".toolbar__heading")).contains("Best of 1 of 2 bookmakers"));
    check(&stage.all(".books .order__item").remove(0), &[("data-off", Some("true"))]);
    press(&tick).await;
    check(
        &stage.price("Marseille - Lens", "Marseille"),
        &[("data-books", Some("Betclic|Winamax"))],
    );
    assert!(!text(&stage.one(".toolbar__heading")).contains("Best of"));
}

#[wasm_bindgen_test]
async fn a_bookmaker_moves_with_the_focus_on_its_button() {
    let stage = Stage::dashboard().with_prices().await;
    stage.quote("Monaco - Nice", "Monaco", "Pinnacle", 1.88);
    stage.shown().await;
    stage.press(".toolbar [popovertarget=books]").await;
    assert_eq!(names(&stage), ["Betclic", "Pinnacle", "Winamax"]);
    let down = labelled(&stage, "Move Betclic down");
    down.unchecked_ref::<HtmlElement>().focus().unwrap();
    for expected in [["Pinnacle", "Betclic", "Winamax"], ["Pinnacle", "Winamax", "Betclic"]] {
        press(&down).await;
        assert_eq!(names(&stage), expected);
        let focused =
            document().active_element().and_then(|focused| attribute(&focused, "aria-label"));
        assert_eq!(focused.as_deref(), Some("Move Betclic down"));
    }
    check(&down, &[("aria-disabled", Some("true"))]);
    press(&down).await;
    press(&labelled(&stage, "Move Winamax up")).await;
    assert_eq!(names(&stage), ["Winamax", "Pinnacle", "Betclic"]);
}

#[wasm_bindgen_test]
async fn elements_count_the_bookmakers_they_name_and_no_others() {
    let filter = Filter { lineup: Lineup::only("Betclic,nobody").unwrap(), ..Filter::default() };
    let stage = Stage::grid(Ui { filter, ..Ui::default() }).with_prices().await;
    check(&stage.price("Marseille - Lens", "Marseille"), &[("data-books", Some("Betclic"))]);
    stage.later(1_000).await;
    assert!(text(&stage.one(".widget__head")).contains("Best of 1 of 2 bookmakers"));
}
