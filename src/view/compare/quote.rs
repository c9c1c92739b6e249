//! One bookmaker's price. Best is a fill, a bold figure and a word.

use std::sync::Arc;

use model::best::State;
use model::format::Format;
use model::view::QuoteView;

use crate::state::screen::Screen;
use crate::view::kit::icon;
use crate::view::mark::{age_mark, trend_mark};
use crate::view::tree::{Element, el};
use crate::view::words::{self, time};

/// The cell of a bookmaker and a selection.
pub fn quote(selection: &Arc<str>, quote: &QuoteView, screen: Screen) -> Element {
    el("td", "quote")
        .role("cell")
        .set("part", "quote")
        .attr("data-selection", selection)
        .attr("data-book", &quote.book)
        .maybe("data-odds", quote.price.map(model::price::Price::canonical))
        .set("data-state", quote.state.as_str())
        .truth("data-best", quote.best)
        .child(figure(quote, screen.format()))
        .child(beneath(quote, screen))
}

fn figure(quote: &QuoteView, format: Format) -> Element {
    let is_suspended = quote.state == State::Suspended;
    let text = match quote.price {
        Some(price) => words::price(price, format),
        None if is_suspended => words::SUSPENDED.text().to_owned(),
        None => words::NOTHING.to_owned(),
    };
    let trend = Some(quote).filter(|quote| quote.state == State::Fresh);
    el("span", "quote__line")
        .child(trend.and_then(|quote| trend_mark(quote.trend, quote.recent)))
        .child(is_suspended.then(|| icon::small(icon::LOCK)))
        .child(el("bdi", "quote__odds").child(text))
}

fn beneath(quote: &QuoteView, screen: Screen) -> Element {
    let word = if quote.shared { words::BEST_SHARED } else { words::BEST };
    let is_stale = quote.state == State::Stale;
    let mark = quote.age.filter(|_| quote.price.is_some()).map(age_mark);
    let seen = quote.seen.map(|seen| match quote.state {
        State::Suspended => time::clock(seen, screen.place),
        _ => time::age(seen, screen.clock()),
    });
    el("span", "quote__rest")
        .child(quote.best.then(|| el("bdi", "quote__word").child(word)))
        .child(is_stale.then(|| el("span", "visually-hidden").child(words::STALE)))
        .child(mark)
        .child(el("bdi", "").child(seen))
}
