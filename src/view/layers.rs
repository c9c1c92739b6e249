//! The three layers of freshness: the link, the bookmakers, the prices.

use crate::state::screen::Screen;
use crate::view::status::{Size, status};
use crate::view::tree::{Element, Node, el, live};
use crate::view::words;

/// How sure one can be of what is on the page, layer by layer.
pub fn layers(screen: Screen) -> Element {
    let link = el("dd", "layers__value").child(status(screen, Size::Full));
    el("dl", "layers")
        .set("aria-label", words::FRESHNESS)
        .child(layer(words::LINK, link))
        .child(layer(words::BOOKMAKERS, books(screen)))
        .child(layer(words::PRICES, prices(screen)))
}

fn layer(name: &'static str, value: impl Into<Node>) -> Element {
    el("div", "layers__layer").child(el("dt", "layers__name").child(name)).child(value)
}

fn books(screen: Screen) -> Node {
    live("books", move || {
        move || {
            let tally = screen.tally();
            let figure = words::of(tally.books_speaking, tally.books);
            let (name, since) = words::link::quiet(&tally, screen.clock()).unzip();
            let name = name.map(|name| el("bdi", "").child(&name));
            value(screen, figure, [name.into(), since.into()])
        }
    })
}

fn prices(screen: Screen) -> Node {
    live("prices", move || {
        move || {
            let (tally, status) = (screen.tally(), screen.status());
            let figure = words::link::prices(&tally, status.confirmed);
            let rest = words::link::prices_rest(&tally, &status, screen.place);
            value(screen, figure, [rest.into()])
        }
    })
}

/// A figure and what stands beside it; no figure before anything was read.
fn value<const N: usize>(screen: Screen, figure: String, rest: [Node; N]) -> Element {
    let is_known = screen.groups().is_some() && screen.tally().books > 0;
    let figure = if is_known { figure } else { words::NOTHING.to_owned() };
    el("dd", "layers__value")
        .child(el("bdi", "").child(figure))
        .child(el("bdi", "layers__rest").children(rest))
}
