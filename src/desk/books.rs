//! What is known of bookmakers at the desk.

use model::arbitrage::{Account, Leg, legs};
use model::board::MarketId;
use model::books::Books;
use model::commission::Commission;

use crate::desk::sight::Sight;

/// Every offer in a market by bookmakers that count, with their houses.
pub(super) fn offers(sight: &Sight<'_>, market: MarketId) -> Vec<Leg> {
    let Some(data) = sight.board.market(market) else { return Vec::new() };
    let books = Books::usual();
    let account = |book| Account {
        group: books.group(sight.board.book_name(book)),
        commission: Commission::default(),
    };
    let mut offers = legs(sight.board, data, sight.moment, &account);
    offers.retain(|leg| sight.setting.filter.counts(sight.board, leg.book));
    offers
}
