//! What one can take away from the board and get to by keyboard, as the desk does it: told by texts, answered in texts.
#![expect(clippy::expect_used, reason = "what helps a test fails with it")]

#[path = "tools/books.rs"]
mod books;
#[path = "tools/export.rs"]
mod export;
#[path = "tools/palette.rs"]
mod palette;
#[path = "tools/record.rs"]
mod record;
#[path = "tools/stage.rs"]
mod stage;
