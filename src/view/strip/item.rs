//! One price on the ticker: where, who, how much, which way, whose.

use model::board::MarketId;
use model::format::Format;
use model::movement::Trend;
use model::view::ItemView;

use crate::state::intent::Intent;
use crate::state::screen::Screen;
use crate::view::kit::button::bare;
use crate::view::mark::trend_mark;
use crate::view::tree::{Element, Node, apart, el, live};
use crate::view::words::{self, names};

/// An item of a market. Its text changes in place; pressing it opens the match.
pub fn item(screen: Screen, market: MarketId) -> Node {
    live(market.number(), move || {
        move || Option::as_ref(&screen.item(market)).map(|item| draw(item, screen))
    })
}

fn draw(item: &ItemView, screen: Screen) -> Element {
    let (market, format) = (item.id, screen.format());
    let badge = || el("span", "badge").set("data-kind", "live").child(words::LIVE);
    let link = bare("strip__link", move || screen.dispatch(Intent::Choose(Some(market))))
        .child(el("bdi", "strip__rest").child(&item.competition))
        .child(el("bdi", "strip__pick").child(names::selection(&item.selection)))
        .child(el("bdi", "strip__odds").child(words::price(item.price, format)))
        .child(movement(item, format))
        .child(item.live.then(badge))
        .child(
            el("span", "strip__rest")
                .child(el("bdi", "").children(apart(&*item.books, words::LIST.text()))),
        );
    el("li", "strip__item")
        .set("part", "item")
        .attr("data-match", &item.match_name)
        .attr("data-selection", &item.selection)
        .attr("data-odds", item.price.canonical())
        .attr("data-books", item.books.join("|"))
        .set("data-trend", item.trend.as_str())
        .child(link)
}

fn movement(item: &ItemView, format: Format) -> Option<Element> {
    let word = match item.trend {
        Trend::Up => words::UP,
        Trend::Down => words::DOWN,
        Trend::Flat => return None,
    };
    let difference = words::moved(item.previous?, item.price, format);
    let moved = el("span", "strip__move")
        .set("data-trend", item.trend.as_str())
        .child(trend_mark(item.trend, true))
        .child(el("span", "visually-hidden").child(word).child(" "))
        .child(el("bdi", "").child(difference));
    Some(moved)
}
