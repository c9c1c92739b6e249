//! The components in a real browser: mounted on a board that is fed by hand, acted on, and read.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails here")]

#[path = "web/stage.rs"]
mod stage;

#[path = "web/trusted.rs"]
mod trusted;

#[path = "web/board.rs"]
mod board;
#[path = "web/books.rs"]
mod books;
#[path = "web/card.rs"]
mod card;
#[path = "web/cleanup.rs"]
mod cleanup;
#[path = "web/compare.rs"]
mod compare;
#[path = "web/direction.rs"]
mod direction;
#[path = "web/keeping.rs"]
mod keeping;
#[path = "web/keyboard.rs"]
mod keyboard;
#[path = "web/language.rs"]
mod language;
#[path = "web/rail.rs"]
mod rail;
#[path = "web/sorting.rs"]
mod sorting;
#[path = "web/status.rs"]
mod status;
#[path = "web/strip.rs"]
mod strip;
#[path = "web/toolbar.rs"]
mod toolbar;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
