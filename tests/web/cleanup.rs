//! What a component leaves behind: nothing.

use std::rc::Rc;

use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{KeyboardEvent, KeyboardEventInit};

use crate::stage::{Stage, window};

/// Types a slash somewhere on the page and says whether anybody took it.
fn slash_is_taken() -> bool {
    let init = KeyboardEventInit::new();
    init.set_key("/");
    init.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    !window().dispatch_event(&event).unwrap()
}

#[wasm_bindgen_test]
async fn an_unmounted_dashboard_leaves_neither_nodes_nor_listeners() {
    let mut stage = Stage::dashboard().with_prices().await;
    stage.press("[aria-label='Compare bookmakers for Marseille - Lens']").await;
    assert!(slash_is_taken());
    stage.unmount().await;
    assert_eq!(stage.root.child_element_count(), 0);
    assert!(!slash_is_taken());
}

#[wasm_bindgen_test]
async fn a_view_holds_no_projection_and_one_that_is_unmounted_stands_further_prices() {
    let mut stage = Stage::grid(oddsboard_app::state::ui::Ui::default()).with_prices().await;
    assert_eq!(Rc::strong_count(&stage.projection), 1);
    stage.unmount().await;
    stage.quote("Monaco - Nice", "Monaco", "Winamax", 2.02);
    stage.shown().await;
    stage.later(1_000).await;
}
