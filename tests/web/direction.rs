//! Names from a feed are texts on their own: they neither become markup nor turn round what stands beside them.

use model::quote::{Offer, Quote};
use oddsboard_app::state::intent::Intent;
use oddsboard_app::state::ui::{Ui, View};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, Node};

use crate::stage::{Stage, settled};

/// A letter that is written from right to left, so that a text is seen to be the feed's.
const MARK: char = 'ע';
const MARKUP: &str = "<img src=x onerror=alert(1)></bdi><script>alert(1)</script>";

async fn with_names(stage: Stage, market_type: &str) -> Stage {
    let name = |text: &str| format!("{MARK}{text} {MARKUP}");
    for (number, book) in ["Winamax", "Betclic"].into_iter().enumerate() {
        for selection in ["Home", "Away", "Other"] {
            let now = stage.clock.get();
            let quote = Quote {
                sport: name("Sport").into(),
                competition: name("Cup").into(),
                match_name: format!("{} - {}", name("Home"), name("Away")).into(),
                market_type: market_type.into(),
                period: 0,
                live: number == 0,
                selection: name(selection).into(),
                bookmaker: name(book).into(),
                offer: Offer::from_decimal(2.0),
                scraped_at: now,
            };
            stage.feed.apply(&quote, now);
        }
    }
    stage.live().await;
    stage
}

/// Every text under a node that holds a name of the feed.
fn named(node: &Node, found: &mut Vec<Node>) {
    if node.node_type() == Node::TEXT_NODE {
        found.extend(node.text_content().filter(|text| text.contains(MARK)).map(|_| node.clone()));
    }
    let mut child = node.first_child();
    while let Some(next) = child {
        named(&next, found);
        child = next.next_sibling();
    }
}

/// Checks every name that is on the page and says how many there are.
fn check(stage: &Stage) -> usize {
    let mut found = Vec::new();
    named(&stage.root, &mut found);
    for node in &found {
        let parent = node.parent_node().unwrap().unchecked_into::<Element>();
        let around = parent.closest("bdi, [dir=auto]").unwrap();
        assert!(around.is_some(), "{:?} in {}", node.text_content(), parent.outer_html());
    }
    assert!(stage.all("script, img").is_empty());
    found.len()
}

#[wasm_bindgen_test]
async fn every_name_stands_apart_on_the_dashboard() {
    let stage = with_names(Stage::dashboard(), "moneyline").await;
    let closed = check(&stage);
    stage.press("[part~=row] button[aria-expanded]").await;
    assert!(check(&stage) > closed, "the comparison has names of its own");
    stage.later(10 * 60_000).await;
    check(&stage);
    stage.projection.dispatch(Intent::Sport(Some(format!("{MARK}Nothing"))));
    settled().await;
    assert!(check(&stage) > 0);
}

#[wasm_bindgen_test]
async fn every_name_stands_apart_in_a_market_that_is_not_understood() {
    let market = format!("{MARK}prop");
    let stage = with_names(Stage::dashboard(), &market).await;
    stage.projection.dispatch(Intent::Market(market));
    settled().await;
    assert!(check(&stage) > 0);
}

#[wasm_bindgen_test]
async fn every_name_stands_apart_in_elements() {
    assert!(check(&with_names(Stage::ticker(), "moneyline").await) > 0);
    let compare = Ui { view: View::Compare, ..Ui::default() };
    assert!(check(&with_names(Stage::grid(compare), "moneyline").await) > 0);
}
