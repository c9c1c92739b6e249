//! One match and market.

use model::board::MarketId;
use model::market::{Kind, Slot};
use model::view::{Margin, RowView};

use crate::state::screen::Row;
use crate::view::board::cell::{Cells, toggle};
use crate::view::board::flash::Flashes;
use crate::view::board::header::ways_name;
use crate::view::board::middle::middle;
use crate::view::board::{Columns, Scene};
use crate::view::detail::detail;
use crate::view::kit::button::icon_button;
use crate::view::kit::icon;
use crate::view::mark::live_mark;
use crate::view::tree::{Element, Node, el, live};
use crate::view::words::{self, time};

/// The row of a market.
pub fn row(scene: Scene, market: MarketId) -> Node {
    live(market.number(), move || {
        let screen = scene.screen;
        let mut flashes = Flashes::default();
        move || {
            let row = screen.row(market);
            let Row { view, is_open } = Option::as_ref(&row)?;
            flashes.follow(&view.cells, screen.now());
            if flashes.is_lit() {
                // They are put out in time, even if nothing else happens to this row.
                screen.clock();
            }
            Some(draw(view, &Cells { scene, flashes: &flashes, is_open: *is_open }))
        }
    })
}

/// The comparison beneath the open row.
pub fn detail_row(scene: Scene) -> Node {
    live("detail", move || {
        move || {
            let columns = if scene.columns == Columns::Full { "7" } else { "5" };
            let cell = el("div", "").role("cell").set("aria-colspan", columns);
            el("div", "board__detail").role("row").child(cell.child(detail(scene.screen)))
        }
    })
}

fn draw(row: &RowView, cells: &Cells<'_>) -> Element {
    let drawn = el("div", "row")
        .role("row")
        .set("part", "row")
        .attr("data-match", &row.match_name)
        .attr("data-competition", &row.competition)
        .attr("data-sport", &row.sport)
        .attr("data-market", &row.market_type)
        .attr("data-period", row.period.to_string())
        .truth("data-live", row.live)
        .maybe("data-kind", (row.kind == Kind::Other).then_some("other"))
        .set("data-ways", ways_name(row.kind, row.ways))
        .truth("data-open", cells.is_open)
        .child(starts(row, cells.scene))
        .child(sides(row))
        .child(cells.draw(row, Slot::A))
        .child(middle(row, cells))
        .child(cells.draw(row, Slot::C));
    match cells.scene.columns {
        Columns::Short => drawn,
        Columns::Full => drawn.child(margin(row)).child(more(row, cells)),
    }
}

fn starts(row: &RowView, scene: Scene) -> Element {
    let clock = row.starts_at.map(|at| time::clock(at, scene.screen.place));
    let cell = el("div", "row__time").role("cell");
    if row.live {
        let badge = el("span", "badge").set("data-kind", "live").child(live_mark());
        return cell.child(badge.child(words::LIVE)).child(el("time", "row__day").child(clock));
    }
    let day = row.starts_at.map(|at| time::day(at, scene.screen.today(), scene.screen.place));
    cell.child(el("time", "").child(clock.unwrap_or_else(|| words::NOTHING.to_owned())))
        .child(el("span", "row__day").child(day))
}

fn sides(row: &RowView) -> Element {
    let side = |name: &std::sync::Arc<str>| el("bdi", "row__side").child(name);
    let cell = el("div", "row__match").role("rowheader");
    match &row.sides {
        Some((home, away)) => cell.child(side(home)).child(side(away)),
        None => cell.child(side(&row.match_name)),
    }
}

fn margin(row: &RowView) -> Element {
    let figure = match row.margin {
        Margin::Known(overround) => words::percent(overround),
        Margin::Incomplete | Margin::Unknown => words::NOTHING.to_owned(),
    };
    let rest = match row.margin {
        Margin::Incomplete => words::INCOMPLETE.to_owned(),
        Margin::Known(_) | Margin::Unknown => words::books(row.books),
    };
    let figure = el("bdi", "")
        .set("part", "margin")
        .maybe("data-overround", row.margin.overround().map(words::fraction))
        .child(figure);
    el("div", "row__margin").role("cell").child(figure).child(el("bdi", "row__books").child(rest))
}

fn more(row: &RowView, cells: &Cells<'_>) -> Element {
    let chevron = icon::icon(icon::DOWN).set("data-turns", "");
    let button = icon_button(chevron, toggle(cells.scene.screen, row.id, cells.is_open))
        .truth("aria-expanded", cells.is_open)
        .attr("aria-label", words::compare_at(&row.match_name));
    el("div", "row__more").role("cell").child(button)
}
