//! What is known of bookmakers at the desk.

use model::arbitrage::{Account, Leg, legs};
use model::board::{Board, BookId, MarketId};
use model::books::{Books, Group};
use model::commission::Commission;
use model::freshness::Moment;

use crate::desk::sight::Sight;

/// Every offer in a market by bookmakers that count, with their houses and what they take from winnings.
///
/// # Errors
///
/// Names a bookmaker whose commission was typed and is none: what it pays is not known then.
pub(super) fn offers<'a>(sight: &Sight<'a>, market: MarketId) -> Result<Vec<Leg>, &'a str> {
    let Some(data) = sight.board.market(market) else { return Ok(Vec::new()) };
    let books = sight.books();
    let commission = |book| {
        let name = sight.board.book_name(book);
        sight.terms(&books, name).commission().ok_or(&**name)
    };
    let counted =
        sight.board.books().filter(|book| sight.setting.filter.counts(sight.board, *book));
    for book in counted {
        commission(book)?;
    }
    let account = |book| Account {
        group: books.group(sight.board.book_name(book)),
        commission: commission(book).unwrap_or_default(),
    };
    let mut offers = legs(sight.board, data, sight.moment, &account);
    offers.retain(|leg| sight.setting.filter.counts(sight.board, leg.book));
    Ok(offers)
}

/// The houses of the bookmakers on a board, looked up once for each: lists look at every market.
pub(super) struct Houses {
    books: Books,
    /// In order of the bookmakers' numbers.
    known: Vec<Group>,
}

impl Default for Houses {
    fn default() -> Self {
        Self { books: Books::usual(), known: Vec::new() }
    }
}

impl Houses {
    /// Takes what the reader knows of bookmakers; says whether that is another thing than before.
    pub(super) fn correct(&mut self, board: &Board, books: &Books) -> bool {
        let is_other = self.books != *books;
        if is_other {
            self.books.clone_from(books);
            self.known.clear();
            self.meet(board);
        }
        is_other
    }

    /// Meets the bookmakers that are new on the board.
    pub(super) fn meet(&mut self, board: &Board) {
        let Self { books, known } = self;
        let new = board.books().skip(known.len());
        known.extend(new.map(|book| books.group(board.book_name(book))));
    }

    /// The house of a bookmaker.
    pub(super) fn group(&self, board: &Board, book: BookId) -> Group {
        let known = self.known.get(book.place()).copied();
        known.unwrap_or_else(|| self.books.group(board.book_name(book)))
    }

    /// Every offer in a market, whoever makes it.
    pub(super) fn offers(&self, board: &Board, market: MarketId, moment: Moment) -> Vec<Leg> {
        let Some(data) = board.market(market) else { return Vec::new() };
        let account =
            |book| Account { group: self.group(board, book), commission: Commission::default() };
        legs(board, data, moment, &account)
    }
}
