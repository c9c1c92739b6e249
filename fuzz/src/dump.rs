//! The dump of a board, as another page may send it: whatever is taken of it comes out the same again.

use model::board::Board;
use model::capacity::Capacity;
use wire::dump;

use crate::board;

/// Checks one input.
pub fn check(text: &str) {
    for capacity in [board::SMALL, Capacity::default()] {
        let mut first = Board::with_capacity(capacity);
        if dump::decode(text, |saved| drop(first.restore(saved, board::NOW))).is_err() {
            return;
        }
        board::check(&first);
        if first.losses() == model::capacity::Losses::default() {
            let mut second = Board::with_capacity(capacity);
            let told = dump::encode(&first);
            let figures = dump::decode(&told, |saved| drop(second.restore(saved, board::NOW)));
            assert_eq!(figures.map(|figures| figures.bad), Ok(0), "{told}");
            assert!(first.saved().eq(second.saved()), "{told}");
        }
    }
}
