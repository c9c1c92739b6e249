//! The board answers what a reference answers that shares no code with it. `examples/differential.rs` runs longer.

#[path = "differential/compare.rs"]
mod compare;
#[path = "differential/feed.rs"]
mod feed;
#[path = "differential/reference.rs"]
mod reference;

#[test]
fn the_board_answers_what_the_reference_answers() {
    for seed in 0..8 {
        let found = compare::run(seed, 25_000, 997);
        assert!(found.differences.is_empty(), "seed {seed}: {}", found.differences.join("\n"));
        assert!(found.comparisons > 1_000, "seed {seed}: {found:?}");
    }
}
