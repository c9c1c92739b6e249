//! The board under the keyboard: one stop, arrows from cell to cell, single keys.

use oddsboard_app::state::feed::Request;
use oddsboard_app::state::intent::Intent;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement, KeyboardEvent, KeyboardEventInit};

use crate::stage::{Stage, attribute, check, document, settled};

fn focused() -> Element {
    document().active_element().unwrap()
}

/// Where the focus is: the row's match and the cell's class or column.
fn place() -> String {
    let focused = focused();
    let row = focused.closest("[part~=row]").unwrap();
    let name = row.and_then(|row| attribute(&row, "data-match")).unwrap_or_default();
    let cell = focused.closest("[part~=row] > *").unwrap();
    let column = cell.map(|cell| attribute(&cell, "data-slot").unwrap_or(cell.class_name()));
    [name.as_str(), column.unwrap_or_default().as_str()].join(" / ")
}

/// Types a key where the focus is; says whether anybody took it.
async fn key(key: &str) -> bool {
    with(key, false).await
}

async fn with(key: &str, ctrl: bool) -> bool {
    let init = KeyboardEventInit::new();
    init.set_key(key);
    init.set_ctrl_key(ctrl);
    init.set_bubbles(true);
    init.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    let is_taken = !focused().dispatch_event(&event).unwrap();
    settled().await;
    is_taken
}

async fn enter(stage: &Stage) {
    stage.one("[role=grid]").unchecked_into::<HtmlElement>().focus().unwrap();
    settled().await;
}

#[wasm_bindgen_test]
async fn the_grid_has_one_stop_and_its_roles() {
    let stage = Stage::dashboard().with_prices().await;
    let grid = stage.one("[role=grid]");
    check(&grid, &[("tabindex", Some("0")), ("aria-rowcount", Some("3"))]);
    assert_eq!(stage.all("[role=grid] [role=row]").len(), 3);
    assert!(stage.all("[role=grid] [role=cell]").is_empty());
    let stops = "[role=grid] :is(button, a, input):not([tabindex='-1'])";
    assert!(stage.all(stops).is_empty());
    enter(&stage).await;
    assert_eq!(place(), "Marseille - Lens / row__save");
    check(&grid, &[("tabindex", Some("-1"))]);
    stage.one("input[type=search]").unchecked_into::<HtmlElement>().focus().unwrap();
    check(&grid, &[("tabindex", Some("0"))]);
    enter(&stage).await;
    assert_eq!(place(), "Marseille - Lens / row__save", "where it was");
}

#[wasm_bindgen_test]
async fn arrows_and_their_like_lead_from_cell_to_cell_over_all_groups() {
    let stage = Stage::dashboard().with_prices().await;
    enter(&stage).await;
    let walk = [
        ("ArrowUp", "Marseille - Lens / row__save"),
        ("ArrowRight", "Marseille - Lens / row__time"),
        ("ArrowRight", "Marseille - Lens / row__match"),
        ("ArrowRight", "Marseille - Lens / a"),
        ("ArrowRight", "Marseille - Lens / b"),
        ("ArrowDown", "Monaco - Nice / a"),
        ("ArrowUp", "Marseille - Lens / b"),
        ("End", "Marseille - Lens / row__more"),
        ("ArrowRight", "Marseille - Lens / row__more"),
        ("ArrowDown", "Monaco - Nice / row__more"),
        ("ArrowDown", "Monaco - Nice / row__more"),
        ("Home", "Monaco - Nice / row__save"),
        ("PageUp", "Marseille - Lens / row__save"),
        ("PageDown", "Monaco - Nice / row__save"),
    ];
    for (name, expected) in walk {
        key(name).await;
        assert_eq!(place(), expected, "{name}");
    }
    with("Home", true).await;
    assert_eq!(place(), "Marseille - Lens / row__save");
    with("End", true).await;
    assert_eq!(place(), "Monaco - Nice / row__more");
    stage.root.set_attribute("dir", "rtl").unwrap();
    key("ArrowRight").await;
    assert_eq!(place(), "Monaco - Nice / row__margin", "to the right is back");
    assert!(!with("ArrowRight", true).await, "a key that means something else elsewhere");
}

#[wasm_bindgen_test]
async fn enter_opens_a_row_and_escape_closes_it() {
    let stage = Stage::dashboard().with_prices().await;
    enter(&stage).await;
    key("ArrowRight").await;
    key("Enter").await;
    assert_eq!(stage.all(".board__detail").len(), 1);
    check(&stage.one("[role=grid]"), &[("aria-rowcount", Some("4"))]);
    assert_eq!(place(), "Marseille - Lens / row__time");
    key("ArrowDown").await;
    assert_eq!(place(), "Monaco - Nice / row__time", "past the comparison");
    key("Escape").await;
    assert!(stage.all(".board__detail").is_empty());
    assert_eq!(place(), "Marseille - Lens / row__time", "back to the row that was open");
    assert!(!key("Escape").await, "nothing is left to close");
}

#[wasm_bindgen_test]
async fn the_focus_stays_on_its_match_and_goes_to_a_neighbour_when_that_leaves() {
    let stage = Stage::dashboard().with_prices().await;
    enter(&stage).await;
    key("ArrowDown").await;
    key("ArrowRight").await;
    assert_eq!(place(), "Monaco - Nice / row__time");
    for _ in 0..2 {
        key("s").await;
        settled().await;
        assert_eq!(place(), "Monaco - Nice / row__time", "in another list");
    }
    stage.projection.dispatch(Intent::Search("marseille".to_owned()));
    settled().await;
    assert_eq!(place(), "Marseille - Lens / row__time");
    stage.projection.dispatch(Intent::Search("nobody".to_owned()));
    settled().await;
    assert_eq!(attribute(&focused(), "id").as_deref(), Some("board"));
}

#[wasm_bindgen_test]
async fn single_keys_do_what_the_table_says_but_not_in_a_field() {
    let stage = Stage::dashboard().with_prices().await;
    let ui = || stage.projection.screen().ui();
    enter(&stage).await;
    assert!(key("f").await);
    check(&stage.all(".row__save button").remove(0), &[("aria-pressed", Some("true"))]);
    assert!(key("p").await && ui().paused_since.is_some());
    assert!(key("p").await && ui().paused_since.is_none());
    assert!(key("d").await);
    assert_eq!(ui().format.as_str(), "fractional");
    assert!(key("s").await);
    assert_eq!(ui().sort.as_str(), "start");
    assert!(!with("s", true).await && !key("x").await);
    assert!(key("b").await);
    assert!(stage.asked(&Request::Act("books.open".to_owned(), String::new())));
    assert!(key("/").await);
    check(&focused(), &[("type", Some("search"))]);
    assert!(!key("d").await, "a character in a field");
    assert_eq!(ui().format.as_str(), "fractional");
}

#[wasm_bindgen_test]
async fn single_keys_do_nothing_where_the_reader_wants_none_and_commands_go_on() {
    let stage = Stage::dashboard().with_prices().await;
    enter(&stage).await;
    stage.projection.dispatch(Intent::SingleKeys(false));
    settled().await;
    for name in ["f", "p", "d", "s", "b", "/"] {
        assert!(!key(name).await, "{name}");
    }
    assert!(with("k", true).await);
    assert!(stage.asked(&Request::Act("palette.open".to_owned(), String::new())));
    stage.projection.dispatch(Intent::SingleKeys(true));
    settled().await;
    assert!(key("p").await);
}
