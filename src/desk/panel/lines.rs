//! The lines of a market of totals or handicaps, side by side.

use model::board::MarketId;
use model::lines::{Reason, Rung, main, other_lines, rungs};
use model::margin::Margin;
use model::market::Kind;
use model::view::CompareView;

use crate::desk::kit::{column, ended, figure, filled, named, panel, row, row_head, table};
use crate::desk::sight::Sight;
use crate::view::tree::{Element, apart, el};
use crate::view::words::{self as said, desk as words, names};

pub(super) fn draw(sight: &Sight<'_>, market: MarketId, view: &CompareView) -> Option<Element> {
    let data = sight.board.market(market)?;
    let rungs = rungs(sight.board, data, &sight.setting.filter, sight.moment);
    if rungs.is_empty() {
        return None;
    }
    let kind = data.kind;
    let main = main(&rungs);
    let rows = rungs.iter().map(|rung| line(sight, kind, rung, main.map(|main| main.line)));
    let [first, second] =
        if kind == Kind::Total { [said::OVER, said::UNDER] } else { [said::HOME, said::AWAY] };
    let heads = [
        column(said::LINES),
        ended(column(first)),
        ended(column(second)),
        ended(column(said::MARGIN)),
        ended(column(said::BOOKMAKERS)),
    ];
    let note = main.map_or(words::NO_MAIN_LINE, |main| match main.reason {
        Reason::Only => words::MAIN_ONLY,
        Reason::Closest => words::MAIN_CLOSEST,
        Reason::MoreBooks => words::MAIN_MORE_BOOKS,
        Reason::NearestZero => words::MAIN_NEAREST_ZERO,
    });
    Some(
        panel(words::ALL_LINES, note)
            .child(table("sheet", words::ALL_LINES, heads, rows))
            .child(elsewhere(sight, market, kind, view)),
    )
}

fn line(sight: &Sight<'_>, kind: Kind, rung: &Rung, main: Option<model::line::Line>) -> Element {
    let price = |best: &model::best::Best| {
        best.fresh().map_or(said::NOTHING.to_owned(), |price| sight.price(price))
    };
    let margin = match rung.margin {
        Margin::Known(overround) => said::percent(overround),
        Margin::Incomplete | Margin::Unknown => said::INCOMPLETE.text().to_owned(),
    };
    let is_main = main == Some(rung.line);
    let badge = is_main.then(|| el("span", "badge").set("data-kind", "note").child(words::MAIN));
    let head = row_head(names::line(kind, rung.line)).child(" ").child(badge);
    let cells = [
        head,
        figure(price(&rung.first)),
        figure(price(&rung.second)),
        figure(margin),
        figure(said::number(rung.books as u64)),
    ];
    row(cells)
}

/// Bookmakers without a price at the line that is compared, and the lines at which they have one.
fn elsewhere(
    sight: &Sight<'_>,
    market: MarketId,
    kind: Kind,
    view: &CompareView,
) -> Option<Element> {
    let (shown, data) = (view.row.line?, sight.board.market(market)?);
    let mut items = Vec::new();
    for book in sight.board.books().filter(|book| sight.setting.filter.counts(sight.board, *book)) {
        let lines = other_lines(sight.board, data, book, shown, sight.moment);
        if !lines.is_empty() {
            let lines = lines.into_iter().map(|line| names::line(kind, line));
            let lines = apart(lines, said::LIST.text());
            let book = vec![named(sight.board.book_name(book)).into()];
            let said = filled(words::AT_LINES, [("book", book), ("lines", lines)]);
            items.push(el("li", "").children(said));
        }
    }
    (!items.is_empty()).then(|| {
        el("div", "panel__text")
            .child(el("p", "").child(words::OTHER_LINES))
            .child(el("ul", "").children(items))
    })
}
