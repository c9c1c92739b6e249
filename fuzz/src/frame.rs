//! Frames of the stream, one a line: read as the library reads them, and taken by a small board that must hold.

use model::board::Board;
use wire::frame;

use crate::{board, oracle};

/// Checks one input.
pub fn check(text: &str) {
    let mut board = Board::with_capacity(board::SMALL);
    for line in text.lines() {
        let mut taken = 0;
        let figures = frame::decode(line, |quote| {
            board.apply(&quote, board::NOW);
            taken += 1;
        });
        assert_eq!(figures.taken, taken);
        assert!(
            figures.pong || figures.taken + figures.bad == 1 || line.trim_start().starts_with('[')
        );
        oracle::check_quote(line, &frame::quote(line));
    }
    board::check(&board);
}
