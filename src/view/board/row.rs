//! One match and market.

use std::rc::Rc;
use std::sync::Arc;

use model::margin::Margin;
use model::market::{self, Kind, Slot};
use model::time::Instant;
use model::view::{ArbitrageView, RowView, Stub};

use crate::state::intent::Intent;
use crate::state::screen::Row;
use crate::view::board::cell::{Face, toggle};
use crate::view::board::flash::Flashes;
use crate::view::board::header::ways_name;
use crate::view::board::middle::Middle;
use crate::view::board::{Columns, Scene};
use crate::view::detail::detail;
use crate::view::kit::button::icon_button;
use crate::view::kit::icon;
use crate::view::mark::live_mark;
use crate::view::tree::{Element, Node, Still, Text, el, live};
use crate::view::words::{self, names, time};

/// The row of a market: whole while it is near being seen, else its place, its height and its name. In a list of
/// all competitions it says its own.
pub fn row(scene: Scene, stub: &Stub, in_list: bool) -> Node {
    let stub = stub.clone();
    live(stub.id.number(), move || {
        let mut drawn = Drawn { in_list, ..Drawn::default() };
        move || {
            let row = scene.screen.row(stub.id);
            let tag = words::TAG.text();
            // In another language everything is; and what it shows when it is near again has not moved before the
            // reader's eyes.
            if row.is_none() || drawn.tag != tag {
                drawn = Drawn { tag, in_list, ..Drawn::default() };
            }
            if let Some(row) = Option::as_ref(&row) {
                return drawn.whole(scene, &stub, row);
            }
            frame(&stub).child(Node::Nothing).child(Node::Nothing).child(match_cell(
                &stub,
                in_list,
                Vec::new(),
            ))
        }
    })
}

/// The comparison beneath the open row.
pub fn detail_row(scene: Scene) -> Node {
    live("detail", move || {
        move || {
            let columns = if scene.columns == Columns::Full { "8" } else { "5" };
            let cell = el("div", "").role(scene.cell()).set("aria-colspan", columns);
            el("div", "board__detail").role("row").child(cell.child(detail(scene)))
        }
    })
}

/// What a whole row was last drawn by, part by part: a price that moves draws its own cell and the margin.
#[derive(Default)]
struct Drawn {
    /// In which language.
    tag: &'static str,
    in_list: bool,
    flashes: Flashes,
    save: Still<bool>,
    time: Still<(Option<Instant>, i64)>,
    sides: Still<Rc<str>>,
    first: Still<Face>,
    middle: Still<Middle>,
    last: Still<Face>,
    margin: Still<(Margin, Option<ArbitrageView>, usize)>,
    more: Still<bool>,
}

impl Drawn {
    fn whole(
        &mut self,
        scene: Scene,
        stub: &Stub,
        Row { view, is_open, is_saved, trend }: &Row,
    ) -> Element {
        let screen = scene.screen;
        self.flashes.follow(&view.cells, screen.now());
        if self.flashes.is_lit() {
            // They are put out in time, even if nothing else happens to this row.
            screen.clock();
        }
        let face = |slot| Face::of(view, slot, self.flashes.of(slot), *is_open, screen);
        let (first, last) = (face(Slot::A), face(Slot::C));
        let middle = Middle::of(view, || face(Slot::B));
        let drawn = frame(stub)
            .maybe("data-kind", (view.kind == Kind::Other).then_some("other"))
            .set("data-ways", ways_name(view.kind, view.ways))
            .truth("data-open", *is_open)
            .child(self.save(scene, stub, *is_saved))
            .child(self.time.draw((view.starts_at, screen.today()), |_| starts(view, scene)))
            .child(self.sides.draw(Rc::clone(trend), |tree| {
                let trend = scene.desk.map(|desk| (desk.trend)(tree)).unwrap_or_default();
                match_cell(stub, self.in_list, trend)
            }))
            .child(self.first.draw(first, |face| face.draw(view, scene)))
            .child(self.middle.draw(middle, |middle| middle.draw(view, scene)))
            .child(self.last.draw(last, |face| face.draw(view, scene)));
        match scene.columns {
            Columns::Short => drawn,
            Columns::Full => drawn
                .child(
                    self.margin
                        .draw((view.margin, view.arbitrage, view.books), |_| margin(view, scene)),
                )
                .child(self.more.draw(*is_open, |is_open| more(view, scene, *is_open))),
        }
    }

    fn save(&mut self, scene: Scene, stub: &Stub, is_saved: bool) -> Node {
        match scene.columns {
            Columns::Short => Node::Nothing,
            Columns::Full => self.save.draw(is_saved, |is_saved| save(scene, stub, *is_saved)),
        }
    }
}

fn frame(stub: &Stub) -> Element {
    el("div", "row")
        .role("row")
        .set("part", "row")
        .attr("data-match", &stub.match_name)
        .attr("data-competition", &stub.competition)
        .attr("data-sport", &stub.sport)
        .attr("data-market", &stub.market_type)
        .attr("data-period", stub.period.to_string())
        .truth("data-live", stub.live)
}

fn save(scene: Scene, stub: &Stub, is_saved: bool) -> Element {
    let market = stub.id;
    let toggle = move || scene.screen.dispatch(Intent::Save(market, !is_saved));
    let button = icon_button(icon::icon(icon::STAR), toggle)
        .truth("aria-pressed", is_saved)
        .attr("aria-label", words::save(&stub.match_name));
    el("div", "row__save").role(scene.cell()).child(button.set("tabindex", "-1"))
}

fn starts(row: &RowView, scene: Scene) -> Element {
    let clock = row.starts_at.map(|at| time::clock(at, scene.screen.place));
    let cell = el("div", "row__time").role(scene.cell());
    if row.live {
        let badge = el("span", "badge").set("data-kind", "live").child(live_mark());
        return cell.child(badge.child(words::LIVE)).child(el("time", "row__day").child(clock));
    }
    let day = row.starts_at.map(|at| time::day(at, scene.screen.today(), scene.screen.place));
    cell.child(el("time", "").child(clock.unwrap_or_else(|| words::NOTHING.to_owned())))
        .child(el("span", "row__day").child(day))
}

/// Its names, and beside them what there is: the competition in a list of all, and how the first price went.
fn match_cell(stub: &Stub, in_list: bool, trend: Vec<Node>) -> Element {
    let cell = el("div", "row__match").role("rowheader");
    if !in_list && trend.is_empty() {
        return sides(cell, &stub.match_name);
    }
    // Its code, as on the ticker: a name would leave no room for those of the sides.
    let competition = in_list.then(|| {
        el("bdi", "row__competition")
            .attr("title", names::competition(&stub.competition).to_owned())
            .child(&stub.competition)
    });
    cell.set("data-beside", "")
        .child(sides(el("span", "row__names"), &stub.match_name))
        .child(competition)
        .children(trend)
}

fn sides(within: Element, match_name: &Arc<str>) -> Element {
    let side = |name: Text| el("bdi", "row__side").child(name);
    match market::sides(match_name) {
        Some((home, away)) => {
            within.child(side(home.to_owned().into())).child(side(away.to_owned().into()))
        }
        None => within.child(side(match_name.into())),
    }
}

fn margin(row: &RowView, scene: Scene) -> Element {
    let found = row.arbitrage;
    let figure = match row.margin {
        Margin::Known(overround) if found.is_some() => words::market(overround),
        Margin::Known(overround) => words::percent(overround),
        Margin::Incomplete | Margin::Unknown => words::NOTHING.to_owned(),
    };
    let rest: Text = match row.margin {
        Margin::Incomplete => words::INCOMPLETE.into(),
        Margin::Known(_) | Margin::Unknown => words::BOOKS.counted(row.books).into(),
    };
    let rest = el("bdi", "row__books").child(rest);
    let figure = el("bdi", "")
        .set("part", "margin")
        .maybe("data-overround", row.margin.overround().map(words::fraction))
        .child(figure);
    // Each in a place of its own, so that a badge that comes or goes leaves the others as they are.
    el("div", "row__margin")
        .role(scene.cell())
        .child(found.map(arbitrage))
        .child(figure)
        .child(found.is_none().then_some(rest))
}

/// What all outcomes bring together; so much that it is hardly true is to be checked first.
fn arbitrage(found: ArbitrageView) -> Element {
    let (kind, text) = if found.is_suspicious {
        ("check", words::CHECK.text().to_owned())
    } else {
        ("arbitrage", words::arbitrage(found.roi))
    };
    el("bdi", "badge")
        .set("data-kind", kind)
        .set("part", "arbitrage")
        .attr("data-roi", words::fraction(found.roi))
        .child(text)
}

fn more(row: &RowView, scene: Scene, is_open: bool) -> Element {
    let chevron = icon::icon(icon::DOWN).set("data-turns", "");
    let button = icon_button(chevron, toggle(scene.screen, row.id, is_open))
        .truth("aria-expanded", is_open)
        .set("tabindex", "-1")
        .attr("aria-label", words::compare_at(&row.match_name));
    el("div", "row__more").role(scene.cell()).child(button)
}
