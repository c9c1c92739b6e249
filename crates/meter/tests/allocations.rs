//! A message whose place on the board is known asks for no memory: reading it, taking it, and draining a frame.

use meter::counting::{Counting, asked};
use meter::ours::{self, Path};
use meter::reference;
use meter::trace::Trace;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[test]
fn a_steady_feed_asks_for_no_memory() {
    let trace = Trace::new(1);
    let mut path = Path::default();
    path.run(&trace.filling);
    let (warming, steady) = trace.steady.split_at(1_000);
    path.run(warming);
    let before = asked();
    let moved = path.run(steady);
    assert_eq!(asked() - before, 0, "for {} messages", steady.len());
    assert!(moved > 1_000, "prices moved: {moved}");
    assert_eq!((ours::decode(steady), asked() - before), (steady.len(), 0));
}

#[test]
fn the_count_is_one_that_can_rise() {
    let trace = Trace::new(1);
    let before = asked();
    reference::decode(&trace.steady[..100]);
    assert!(asked() - before >= 700, "seven texts of its own for each: {}", asked() - before);
}
