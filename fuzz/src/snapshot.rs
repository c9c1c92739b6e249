//! A snapshot, or one row of it: read as the library reads it, and taken by a small board that must hold.

use model::board::Board;
use model::changes::Changes;
use wire::snapshot;

use crate::{board, oracle};

/// Checks one input.
pub fn check(text: &str) {
    let mut board = Board::with_capacity(board::SMALL);
    let (mut changes, mut taken) = (Changes::default(), 0);
    let meta = snapshot::decode(text, |row| {
        changes.merge(board.apply_row(&row, board::NOW));
        taken += 1;
    });
    board.settle(&changes, board::NOW);
    board::check(&board);
    if let Ok(meta) = meta {
        assert_eq!(meta.taken, taken);
        assert!(oracle::is_json(text), "no snapshot");
    }
    oracle::check_row(text, &snapshot::row(text));
}
