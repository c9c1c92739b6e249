//! The open match beneath its row.

use model::margin::Margin;
use model::market::Kind;
use model::view::CompareView;

use crate::state::intent::Intent;
use crate::state::screen::Screen;
use crate::view::board::Scene;
use crate::view::compare::compare;
use crate::view::kit::button::bare;
use crate::view::tree::{Element, Node, el, live};
use crate::view::words::{self, names};

/// From so many bookmakers on, they stand below each other at any width.
const COLUMNS_MAX: usize = 10;

/// The comparison of the open match, with a choice of lines where there are several.
pub fn detail(scene: Scene) -> Node {
    live("detail", move || {
        move || {
            let compared = scene.screen.compared();
            Option::as_ref(&compared).map(|view| draw(view, scene))
        }
    })
}

fn draw(view: &CompareView, scene: Scene) -> Element {
    let screen = scene.screen;
    let note = words::complete_books(complete(view), view.books.len());
    let head = el("div", "panel__head")
        .child(el("h3", "").child(words::COMPARE))
        .child(el("bdi", "panel__note").child(note));
    let panel = el("div", "panel")
        .truth("data-long", view.books.len() > COLUMNS_MAX)
        .child(head)
        .child(compare(screen));
    let lines = (view.lines.len() > 1).then(|| lines(view, screen));
    el("section", "detail")
        .attr("aria-label", words::all_bookmakers(&view.row.match_name))
        .child(lines)
        .child(body(panel, scene))
}

/// The comparison, with what the desk draws beneath it and beside it.
fn body(panel: Element, scene: Scene) -> Element {
    let body = el("div", "detail__body");
    let Some(desk) = scene.desk else { return body.child(panel) };
    let [beneath, beside] = (desk.panels)(scene.screen);
    body.child(el("div", "detail__stack").child(panel).child(beneath)).child(beside)
}

/// Bookmakers whose every price of the set is fresh.
fn complete(view: &CompareView) -> usize {
    view.books.iter().filter(|book| matches!(book.margin, Margin::Known(_))).count()
}

/// The lines on offer.
fn lines(view: &CompareView, screen: Screen) -> Element {
    let kind = if view.row.kind == Kind::Spread { Kind::Spread } else { Kind::Total };
    let tabs = view.lines.iter().copied().map(|line| {
        bare("detail__tab", move || screen.dispatch(Intent::Line(line)))
            .truth("aria-pressed", view.row.line == Some(line))
            .child(el("bdi", "").child(names::line(kind, line)))
    });
    el("div", "detail__tabs").role("group").attr("aria-label", words::LINES).children(tabs)
}
