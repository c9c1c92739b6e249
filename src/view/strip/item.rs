//! One price on the ticker: where, who, how much, which way, whose.

use leptos::prelude::*;
use model::board::MarketId;
use model::movement::Trend;
use model::view::ItemView;

use crate::state::intent::Intent;
use crate::state::screen::Screen;
use crate::view::mark::TrendMark;
use crate::view::words;

/// An item. Its text changes in place; pressing it opens the match.
#[component]
pub fn Item(
    /// What is on the ticker.
    screen: Screen,
    /// The market of this item.
    market: MarketId,
) -> impl IntoView {
    let item = Memo::new(move |held: Option<&Option<ItemView>>| {
        let items = screen.items.read();
        let found = items.iter().find(|item| item.id == market).cloned();
        // Until the list has let go of an item that left, it keeps its last words.
        found.or_else(|| held.cloned().flatten())
    });
    move || item.get().map(|item| draw(&item, screen))
}

fn draw(item: &ItemView, screen: Screen) -> impl IntoView + use<> {
    let market = item.id;
    let open = move || screen.dispatch.run(Intent::Choose(Some(market)));
    view! {
        <li
            class="strip__item"
            part="item"
            data-match=item.match_name.to_string()
            data-selection=item.selection.to_string()
            data-odds=item.price.canonical()
            data-books=item.books.join("|")
            data-trend=item.trend.as_str()
        >
            <button class="strip__link" type="button" on:click=move |_| open()>
                <bdi class="strip__rest">{item.competition.to_string()}</bdi>
                <bdi class="strip__pick">{item.selection.to_string()}</bdi>
                <bdi class="strip__odds">{item.price.to_string()}</bdi>
                {movement(item)}
                {item.live.then(|| view! { <span class="badge" data-kind="live">{words::LIVE}</span> })}
                <bdi class="strip__rest">{words::joined(&item.books)}</bdi>
            </button>
        </li>
    }
}

fn movement(item: &ItemView) -> Option<impl IntoView + use<>> {
    let word = match item.trend {
        Trend::Up => words::UP,
        Trend::Down => words::DOWN,
        Trend::Flat => return None,
    };
    let difference = words::difference(item.previous?, item.price);
    Some(view! {
        <span class="strip__move" data-trend=item.trend.as_str()>
            <TrendMark trend=item.trend recent=true />
            <span class="visually-hidden">{word}</span>
            <bdi>{difference}</bdi>
        </span>
    })
}
