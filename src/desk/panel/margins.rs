//! What each bookmaker keeps, and what the best prices come to: overround, hold and payout, which are three things.

use model::best::State;
use model::margin::Booksum;
use model::market::Kind;
use model::price::Price;
use model::view::{CompareView, PickView};

use crate::desk::kit::{column, ended, figure, panel, row, row_head, table};
use crate::view::tree::{Element, Text};
use crate::view::words::{self as said, desk as words};

pub(super) fn draw(view: &CompareView) -> Option<Element> {
    // Of outcomes that may not exclude each other there is no sum.
    if view.row.kind == Kind::Other || view.picks.len() != usize::from(view.row.ways) {
        return None;
    }
    let best = view.picks.iter().map(|pick| price(pick, |quote| quote.best)).collect();
    let of = |place: usize| view.picks.iter().map(|pick| nth(pick, place)).collect();
    let books = view.books.iter().enumerate();
    let books = books.map(|(place, book)| entry(&book.name, of(place)));
    let rows = [entry(words::BEST_OF_EACH, best)].into_iter().chain(books);
    let heads = [
        column(said::BOOKMAKER),
        ended(column(words::OVERROUND)),
        ended(column(words::HOLD)),
        ended(column(words::PAYOUT)),
    ];
    Some(panel(words::MARGINS, words::MARGINS_NOTE).child(table(
        "sheet",
        words::MARGINS,
        heads,
        rows,
    )))
}

fn price(pick: &PickView, is: impl Fn(&model::view::QuoteView) -> bool) -> Option<Price> {
    let found = pick.quotes.iter().find(|quote| quote.state == State::Fresh && is(quote));
    found.and_then(|quote| quote.price)
}

fn nth(pick: &PickView, place: usize) -> Option<Price> {
    let quote = pick.quotes.get(place).filter(|quote| quote.state == State::Fresh)?;
    quote.price
}

fn entry(name: impl Into<Text>, prices: Option<Vec<Price>>) -> Element {
    let sum = prices.and_then(|prices| Booksum::of(&prices, 1));
    let figures = match sum {
        Some(sum) => [sum.overround(), sum.hold(), sum.payout()].map(said::percent),
        None => [said::INCOMPLETE.text(), said::NOTHING, said::NOTHING].map(str::to_owned),
    };
    row([row_head(name)].into_iter().chain(figures.map(figure)))
}
