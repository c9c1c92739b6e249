//! The three layers of freshness: the link, the bookmakers, the prices.

use crate::state::screen::Screen;
use crate::view::status::{Size, status};
use crate::view::tree::{Element, Node, el, live};
use crate::view::words::{self, Word};

/// How sure one can be of what is on the page, layer by layer.
pub fn layers(screen: Screen) -> Element {
    let link = el("dd", "layers__value").child(status(screen, Size::Full));
    el("dl", "layers")
        .attr("aria-label", words::FRESHNESS)
        .child(layer(words::LINK, link))
        .child(layer(words::BOOKMAKERS, books(screen)))
        .child(layer(words::PRICES, prices(screen)))
}

fn layer(name: Word, value: impl Into<Node>) -> Element {
    el("div", "layers__layer").child(el("dt", "layers__name").child(name)).child(value)
}

fn books(screen: Screen) -> Node {
    live("books", move || {
        move || {
            let tally = screen.tally();
            let figure = words::of(tally.books_speaking, tally.books);
            let quiet = words::link::quiet(&tally, screen.clock());
            let rest = quiet.map_or_else(Vec::new, |(before, name, behind)| {
                vec![before.into(), el("bdi", "").child(&name).into(), behind.into()]
            });
            value(screen, figure, rest)
        }
    })
}

fn prices(screen: Screen) -> Node {
    live("prices", move || {
        move || {
            let (tally, status) = (screen.tally(), screen.status());
            let figure = words::link::prices(&tally, status.confirmed);
            let rest = words::link::prices_rest(&tally, &status, screen.place);
            value(screen, figure, vec![rest.into()])
        }
    })
}

/// A figure and what stands beside it; no figure before anything was read.
fn value(screen: Screen, figure: String, rest: Vec<Node>) -> Element {
    let is_known = screen.groups().is_some() && screen.tally().books > 0;
    let figure = if is_known { figure } else { words::NOTHING.to_owned() };
    el("dd", "layers__value")
        .child(el("bdi", "").child(figure))
        .child(el("bdi", "layers__rest").children(rest))
}
