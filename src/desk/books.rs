//! What is known of bookmakers at the desk.

use model::arbitrage::{Account, Leg, legs};
use model::board::MarketId;
use model::books::{Books, key};

use crate::desk::sight::Sight;

/// Every offer in a market by bookmakers that count, with their houses and what they take from winnings.
///
/// # Errors
///
/// Names a bookmaker whose commission was typed and is none: what it pays is not known then.
pub(super) fn offers<'a>(sight: &Sight<'a>, market: MarketId) -> Result<Vec<Leg>, &'a str> {
    let Some(data) = sight.board.market(market) else { return Ok(Vec::new()) };
    let books = Books::usual();
    let commission = |book| {
        let name = sight.board.book_name(book);
        sight.notes.terms(&key(name)).commission().ok_or(&**name)
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
