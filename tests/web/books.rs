//! The reader's bookmakers on the page: who counts, and a list of the desk's whose lines change places.

use std::sync::Arc;

use model::lineup::Lineup;
use model::select::Filter;
use oddsboard_app::state::intent::Intent;
use oddsboard_app::state::ui::Ui;
use oddsboard_app::view::tree::{Element, Node, code, el};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::stage::{Stage, check, document, settled, text};

#[wasm_bindgen_test]
async fn a_bookmaker_that_is_hidden_does_not_count_and_the_board_says_so() {
    let stage = Stage::dashboard().with_prices().await;
    let hide = async |is_hidden| {
        stage.projection.dispatch(Intent::HideBook(Arc::from("Betclic"), is_hidden));
        settled().await;
    };
    hide(true).await;
    check(&stage.price("Marseille - Lens", "Marseille"), &[("data-books", Some("Winamax"))]);
    assert!(text(&stage.one(".toolbar__heading")).contains("Best of 1 of 2 bookmakers"));
    hide(false).await;
    check(
        &stage.price("Marseille - Lens", "Marseille"),
        &[("data-books", Some("Betclic|Winamax"))],
    );
    assert!(!text(&stage.one(".toolbar__heading")).contains("Best of"));
}

/// A list as the desk draws it: a line with an id and a button for each.
fn list(order: &[&str]) -> String {
    let line = |name: &&str| -> Element {
        let button = el("button", "").child((*name).to_owned());
        el("li", "").attr("id", ["book-", name].concat()).child(button)
    };
    let list: Node = el("ol", "books__order").children(order.iter().map(line)).into();
    code::write([list])
}

#[wasm_bindgen_test]
async fn what_has_an_id_keeps_the_focus_wherever_it_goes() {
    let stage = Stage::dashboard().with_prices().await;
    let draw = async |order: &[&str]| {
        stage.projection.put("tools", list(order));
        settled().await;
    };
    draw(&["Betclic", "Pinnacle", "Winamax"]).await;
    let button = stage.one("#book-Betclic button");
    button.unchecked_ref::<HtmlElement>().focus().unwrap();
    for order in [
        &["Pinnacle", "Betclic", "Winamax"][..],
        &["Pinnacle", "Winamax", "Betclic"],
        &["Betclic", "Pinnacle", "Winamax"],
        &["Winamax", "Betclic"],
    ] {
        draw(order).await;
        let names: Vec<_> = stage.all(".books__order li").iter().map(text).collect();
        assert_eq!(names, order);
        assert_eq!(document().active_element().as_ref(), Some(&button), "{order:?}");
    }
}

#[wasm_bindgen_test]
async fn elements_count_the_bookmakers_they_name_and_no_others() {
    let filter = Filter { lineup: Lineup::only("Betclic,nobody").unwrap(), ..Filter::default() };
    let stage = Stage::grid(Ui { filter, ..Ui::default() }).with_prices().await;
    check(&stage.price("Marseille - Lens", "Marseille"), &[("data-books", Some("Betclic"))]);
    stage.later(1_000).await;
    assert!(text(&stage.one(".widget__head")).contains("Best of 1 of 2 bookmakers"));
}
