//! The three layers of freshness: the link, the bookmakers, the prices.

use leptos::prelude::*;

use crate::state::screen::Screen;
use crate::view::status::Status;
use crate::view::words;

/// How sure one can be of what is on the page, layer by layer.
#[component]
pub fn Layers(
    /// What is on the page.
    screen: Screen,
) -> impl IntoView {
    let is_known =
        Memo::new(move |_| screen.groups.read().is_some() && screen.tally.read().books > 0);
    let or_nothing =
        move |text: String| if is_known.get() { text } else { words::NOTHING.to_owned() };
    let books = move || {
        let tally = screen.tally.read();
        or_nothing(words::of(tally.books_speaking, tally.books))
    };
    let quiet = move || words::link::quiet(&screen.tally.read(), screen.clock.get());
    let prices = move || {
        or_nothing(words::link::prices(&screen.tally.read(), screen.status.read().confirmed))
    };
    let prices_rest = move || words::link::prices_rest(&screen.tally.read(), &screen.status.read());
    view! {
        <dl class="layers" aria-label=words::FRESHNESS>
            <div class="layers__layer">
                <dt class="layers__name">{words::LINK}</dt>
                <dd class="layers__value">
                    <Status screen=screen />
                </dd>
            </div>
            <div class="layers__layer">
                <dt class="layers__name">{words::BOOKMAKERS}</dt>
                <dd class="layers__value">
                    <bdi>{books}</bdi>
                    <bdi class="layers__rest">{quiet}</bdi>
                </dd>
            </div>
            <div class="layers__layer">
                <dt class="layers__name">{words::PRICES}</dt>
                <dd class="layers__value">
                    <bdi>{prices}</bdi>
                    <bdi class="layers__rest">{prices_rest}</bdi>
                </dd>
            </div>
        </dl>
    }
}
