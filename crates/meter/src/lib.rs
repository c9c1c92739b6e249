//! What a message of the feed costs, counted in instructions and allocations, beside a straightforward program's.
//!
//! Times move with whatever else a machine does; counts of instructions and allocations do not, so a check may
//! stand on them. `cargo xtask meter` counts the first under callgrind and holds them to `ceilings.txt`;
//! `tests/allocations.rs` counts the second.
//!
//! # Layout
//!
//! - [`trace`]: a seeded feed, the same for every contestant.
//! - [`ours`]: the project's own reader and board.
//! - [`reference`]: the same job by general means: a library's reader and maps keyed by texts.
//! - [`beat`]: what time passing costs on a large board.
//! - [`counting`]: an allocator that counts.

pub mod beat;
pub mod counting;
pub mod ours;
pub mod reference;
pub mod trace;
