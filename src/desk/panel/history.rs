//! How the best prices went: a step line for each selection, and where it began, its lowest and its highest.

use std::cmp::Ordering;

use model::board::{BookId, MarketId};
use model::history::Record;
use model::mixed::is_mixed;
use model::movement::Trend;
use model::sorted::Sorted;
use model::spark::stretches;
use model::subject::Subject;
use model::time::Instant;
use model::view::{CompareView, PickView};

use crate::desk::kit::{column, ended, figure, filled, more, named, panel, row, row_head};
use crate::desk::sight::Sight;
use crate::desk::spark::sparkline;
use crate::view::mark::trend_mark;
use crate::view::tree::{Element, apart, el};
use crate::view::words::{self as said, Word, desk as words, names};

/// The longest time that is shown, in milliseconds: a day.
pub(in crate::desk) const WINDOW_MS: i64 = 24 * 60 * 60_000;
/// A move is recent for so long, in milliseconds.
const RECENT_MS: i64 = 10 * 60_000;

pub(super) fn draw(sight: &Sight<'_>, market: MarketId, view: &CompareView) -> Option<Element> {
    let now = sight.moment.now;
    let since = sight.records.since()?;
    let start = since.max(now.plus_ms(-WINDOW_MS));
    let plots = view.picks.iter().filter_map(|pick| plot(sight, market, pick, start));
    let note = words::followed_since(&sight.clock(start));
    let panel = panel(words::HISTORY, note).child(el("div", "history").children(plots));
    Some(panel.child(mixed(sight, market, view)).child(by_book(sight, market, view)))
}

fn plot(sight: &Sight<'_>, market: MarketId, pick: &PickView, start: Instant) -> Option<Element> {
    let record = sight.records.of(Subject::best((market, number(sight, market, pick)?)))?;
    record.current()?;
    let head = el("figcaption", "history__head")
        .child(named(names::selection(&pick.selection)))
        .child(now(sight, record));
    let lines = stretches(record, start, sight.moment.now);
    Some(
        el("figure", "history__plot")
            .child(head)
            .child(el("div", "history__field").child(sparkline(&lines, record.is_cut())))
            .child(facts(sight, record)),
    )
}

/// The number of a selection in its market.
fn number(sight: &Sight<'_>, market: MarketId, pick: &PickView) -> Option<usize> {
    sight.board.find_selection(market, &pick.selection)
}

/// Every bookmaker's price since the match was opened.
fn by_book(sight: &Sight<'_>, market: MarketId, view: &CompareView) -> Element {
    let heads = [
        column(said::SELECTION),
        column(said::BOOKMAKER),
        ended(column(words::OPEN)),
        ended(column(words::BEFORE)),
        ended(column(words::NOW)),
        ended(column(words::LOW)),
        ended(column(words::HIGH)),
    ];
    let records = records(sight, market, view);
    let rows = records.into_iter().map(|(pick, book, record)| {
        let now = record.current().filter(|_| record.pulse().price().is_some());
        let marks = [record.opener(), record.previous(), now, record.low(), record.high()];
        let figures = marks.map(|mark| {
            let price = mark.map(|mark| sight.price(mark.price));
            figure(price.unwrap_or(said::NOTHING.to_owned()))
        });
        let book = el("td", "").child(el("bdi", "").child(sight.board.book_name(book)));
        row([row_head(names::selection(&pick.selection)), book].into_iter().chain(figures))
    });
    more(words::BY_BOOK, heads, rows)
}

/// The records of every bookmaker's prices, selection by selection.
fn records<'a>(
    sight: &Sight<'a>,
    market: MarketId,
    view: &'a CompareView,
) -> Vec<(&'a PickView, BookId, &'a Record)> {
    let mut records = Vec::new();
    for pick in &view.picks {
        let Some(number) = number(sight, market, pick) else { continue };
        for quote in &pick.quotes {
            let book = sight.board.find_book(&quote.book);
            let record = book.and_then(|book| {
                Some((book, sight.records.of(Subject::quote((market, number), book))?))
            });
            records.extend(record.map(|(book, record)| (pick, book, record)));
        }
    }
    records
}

/// Bookmakers whose prices go to and fro as if two matches had one name.
fn mixed(sight: &Sight<'_>, market: MarketId, view: &CompareView) -> Option<Element> {
    let records = records(sight, market, view).into_iter();
    let mixed = records.filter(|(.., record)| is_mixed(record)).map(|(_, book, _)| book);
    let books: Sorted<BookId> = mixed.collect();
    let books = apart(books.iter().map(|book| sight.board.book_name(*book)), said::LIST.text());
    (!books.is_empty())
        .then(|| el("p", "panel__text").children(filled(words::MIXED, [("books", books)])))
}

/// The price as it is now; one that does not count is not told.
fn now(sight: &Sight<'_>, record: &Record) -> Element {
    let shown = el("bdi", "history__now");
    let current = record.current().filter(|_| record.pulse().price().is_some());
    let Some(current) = current else { return shown.child(said::NOTHING) };
    let trend = match record.previous().map(|before| before.price.cmp(&current.price)) {
        Some(Ordering::Less) => Trend::Up,
        Some(Ordering::Greater) => Trend::Down,
        Some(Ordering::Equal) | None => Trend::Flat,
    };
    let is_recent = current.at.age_ms(sight.moment.now) < RECENT_MS;
    shown.child(trend_mark(trend, is_recent)).child(sight.price(current.price))
}

fn facts(sight: &Sight<'_>, record: &Record) -> Element {
    let marks = [
        (words::OPEN, record.opener()),
        (words::BEFORE, record.previous()),
        (words::LOW, record.low()),
        (words::HIGH, record.high()),
    ];
    let fact = |(word, mark): (Word, Option<model::pulse::Mark>)| {
        let mark = mark?;
        let figure = el("b", "").child(el("bdi", "").child(sight.price(mark.price)));
        Some(
            el("span", "history__fact")
                .attr("title", words::at(&sight.clock(mark.at)))
                .child(word)
                .child(" ")
                .child(figure),
        )
    };
    let gaps = record.samples().iter().filter(|sample| sample.price.is_none()).count();
    let gaps = (gaps > 0).then(|| el("span", "history__fact").child(words::GAPS.counted(gaps)));
    el("p", "history__facts").children(marks.into_iter().filter_map(fact)).child(gaps)
}
