//! One bookmaker's price. Best is a fill, a bold figure and a word.

use leptos::prelude::*;
use model::best::State;
use model::time::Instant;
use model::view::QuoteView;

use crate::view::Place;
use crate::view::kit::icon::{self, Icon};
use crate::view::mark::{AgeMark, TrendMark};
use crate::view::words::{self, time};

/// The cell of a bookmaker and a selection.
pub fn quote(
    selection: &str,
    quote: &QuoteView,
    now: Instant,
    place: Place,
) -> impl IntoView + use<> {
    view! {
        <td
            class="quote"
            role="cell"
            part="quote"
            data-selection=selection.to_owned()
            data-book=quote.book.to_string()
            data-odds=quote.price.map(model::price::Price::canonical)
            data-state=quote.state.as_str()
            data-best=if quote.best { "true" } else { "false" }
        >
            <span class="quote__line">{figure(quote)}</span>
            <span class="quote__rest">{beneath(quote, now, place)}</span>
        </td>
    }
}

fn figure(quote: &QuoteView) -> impl IntoView + use<> {
    let is_suspended = quote.state == State::Suspended;
    let text = match quote.price {
        Some(price) => price.to_string(),
        None if is_suspended => words::SUSPENDED.to_owned(),
        None => words::NOTHING.to_owned(),
    };
    let trend = (quote.state == State::Fresh).then(|| {
        view! { <TrendMark trend=quote.trend recent=quote.recent /> }
    });
    let lock = is_suspended.then(|| view! { <Icon shape=icon::LOCK small=true /> });
    (trend, lock, view! { <bdi class="quote__odds">{text}</bdi> })
}

fn beneath(quote: &QuoteView, now: Instant, place: Place) -> impl IntoView + use<> {
    let word = quote.best.then(|| {
        let word = if quote.shared { words::BEST_SHARED } else { words::BEST };
        view! { <bdi class="quote__word">{word}</bdi> }
    });
    let is_stale = quote.state == State::Stale;
    let state = is_stale.then(|| view! { <span class="visually-hidden">{words::STALE}</span> });
    let mark = quote.age.filter(|_| quote.price.is_some()).map(|age| view! { <AgeMark age=age /> });
    let seen = quote.seen.map(|seen| match quote.state {
        State::Suspended => time::clock(seen, place),
        _ => time::age(seen, now),
    });
    (word, state, mark, view! { <bdi>{seen}</bdi> })
}
