//! The page forbids markup from text: every component must be made of elements.

use oddsboard_app::state::status::{Cause, LinkState, StatusView};
use oddsboard_app::state::ui::{Ui, View};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, document, settled};

/// From here on the whole page refuses `innerHTML`; what is tested after this is tested under it too.
fn require_trusted_types() {
    let document = document();
    let policy = document.create_element("meta").unwrap();
    policy.set_attribute("http-equiv", "Content-Security-Policy").unwrap();
    policy.set_attribute("content", "require-trusted-types-for 'script'").unwrap();
    document.head().unwrap().append_child(&policy).unwrap();
    let probe = document.create_element("p").unwrap();
    let refused = js_sys::Reflect::set(&probe, &"innerHTML".into(), &"<i></i>".into());
    assert!(refused.is_err(), "the policy is in force");
}

#[wasm_bindgen_test]
async fn every_component_is_drawn_without_markup_from_text() {
    require_trusted_types();
    let stage = Stage::dashboard();
    stage.link(StatusView::default()).await;
    stage
        .link(StatusView {
            state: LinkState::Stopped,
            cause: Some(Cause::Forbidden),
            ..StatusView::default()
        })
        .await;
    let stage = stage.with_prices().await;
    stage.press("[aria-label='Compare bookmakers for Marseille - Lens']").await;
    stage.press(".strip__controls button").await;
    drop(stage);
    drop(Stage::grid(Ui { view: View::Compare, ..Ui::default() }).with_prices().await);
    drop(Stage::ticker().with_prices().await);
    settled().await;
}
