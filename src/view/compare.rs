//! Every bookmaker's price of one match: selections by bookmakers.

pub mod quote;

use leptos::prelude::*;
use model::freshness::Age;
use model::time::Instant;
use model::view::{BookView, CompareView, Margin, PickView};

use crate::state::screen::Screen;
use crate::view::Place;
use crate::view::compare::quote::quote;
use crate::view::mark::AgeMark;
use crate::view::words::{self, time};

/// The table. On a narrow panel the sheet turns it: bookmakers down, selections across.
#[component]
pub fn Compare(
    /// Whose open match.
    screen: Screen,
) -> impl IntoView {
    let place = Place::expect();
    move || {
        let view = screen.compared.get();
        view.map(|view| table(&view, screen.clock.get(), place)).into_any()
    }
}

fn table(view: &CompareView, now: Instant, place: Place) -> impl IntoView + use<> {
    let picks = view.picks.iter().map(|each| pick(each, now, place)).collect_view();
    view! {
        <table
            class="compare"
            role="table"
            aria-label=words::COMPARE
            style:--rows=(view.books.len() + 1).to_string()
            style:--picks=view.picks.len().to_string()
        >
            <thead role="rowgroup">
                <tr role="row">
                    <th class="compare__pick" role="columnheader" scope="col">
                        <span class="visually-hidden">{words::SELECTION}</span>
                    </th>
                    {view.books.iter().map(|each| book(each, now)).collect_view()}
                </tr>
            </thead>
            <tbody role="rowgroup">{picks}</tbody>
            <tfoot role="rowgroup">
                <tr class="compare__row" role="row">
                    <th class="compare__pick compare__sum" role="rowheader" scope="row">{words::MARGIN}</th>
                    {view.books.iter().map(margin).collect_view()}
                </tr>
            </tfoot>
        </table>
    }
}

fn book(book: &BookView, now: Instant) -> impl IntoView + use<> {
    let age = book.spoke.map(|spoke| time::age(spoke, now));
    view! {
        <th class="compare__book" role="columnheader" scope="col">
            <bdi>{book.name.to_string()}</bdi>
            <span class="compare__spoke">
                <AgeMark age=book.age />
                <span class="visually-hidden">{words::SPOKE}</span>
                <bdi>{age}</bdi>
            </span>
        </th>
    }
}

fn pick(pick: &PickView, now: Instant, place: Place) -> impl IntoView + use<> {
    let quotes =
        pick.quotes.iter().map(|each| quote(&pick.selection, each, now, place)).collect_view();
    view! {
        <tr class="compare__row" role="row">
            <th class="compare__pick" role="rowheader" scope="row"><bdi>{pick.selection.to_string()}</bdi></th>
            {quotes}
        </tr>
    }
}

fn margin(book: &BookView) -> impl IntoView + use<> {
    let text = match book.margin {
        Margin::Known(overround) => words::percent(overround),
        Margin::Incomplete if book.age == Age::Stale => words::STALE.to_owned(),
        Margin::Incomplete | Margin::Unknown => words::NOTHING.to_owned(),
    };
    view! { <td class="compare__sum" role="cell"><bdi>{text}</bdi></td> }
}
