//! What must hold of the parsers and the board, whatever the input; each target looks for one that breaks it.

mod board;
#[path = "../../crates/wire/tests/hostile/oracle.rs"]
mod oracle;

pub mod dump;
pub mod frame;
pub mod snapshot;
