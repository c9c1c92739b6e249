//! A competition: its name as a section head, its outcomes as column heads.

use leptos::prelude::*;
use model::board::MarketId;
use model::market::{Kind, Slot};

use crate::state::screen::Screen;
use crate::view::board::Columns;
use crate::view::kit::icon::{Icon, Shape};
use crate::view::words::{self, names};

/// The head of a group.
#[component]
pub fn Header(
    /// What is on the board.
    screen: Screen,
    /// Which columns it has.
    columns: Columns,
    /// The competition's name.
    title: String,
    /// Where it is played.
    place: String,
    /// The icon of its sport.
    icon: Shape,
    /// The group's markets: the first tells what kind they are.
    #[prop(into)]
    rows: Signal<Vec<MarketId>>,
) -> impl IntoView {
    let first = Memo::new(move |_| {
        let market = *rows.read().first()?;
        let row = screen.rows.get(market)?;
        Some(row.with(|row| (row.kind, row.ways)))
    });
    let kind = move || first.get().map_or(Kind::Other, |(kind, _)| kind);
    let ways = move || first.get().map(|(kind, ways)| ways_name(kind, ways));
    let words = move || {
        let market = screen.ui.with(|ui| names::market(&ui.filter.market_type).to_owned());
        format!("{place} · {market} · {}", words::matches(rows.read().len()))
    };
    let label = move |slot: Slot| {
        view! {
            <div class="header__label" role="columnheader" data-slot=slot.as_str()>
                {move || names::outcome(kind(), slot)}
                <span class="visually-hidden">{move || names::outcome_long(kind(), slot)}</span>
            </div>
        }
    };
    let full = (columns == Columns::Full).then(|| {
        view! {
            <div class="header__label" role="columnheader" data-slot="margin">{words::MARGIN}</div>
            <div class="header__label" role="columnheader" data-slot="more">
                <span class="visually-hidden">{words::COMPARE}</span>
            </div>
        }
    });
    view! {
        <div class="header" role="row" data-ways=ways>
            <div class="header__name" role="columnheader" aria-colspan="2">
                <div class="header__line">
                    <Icon shape=icon />
                    <div class="header__words">
                        <h2 class="header__title"><bdi>{title}</bdi></h2>
                        <bdi>{words}</bdi>
                    </div>
                </div>
            </div>
            {[Slot::A, Slot::B, Slot::C].map(label).into_iter().collect_view()}
            {full}
        </div>
    }
}

/// How a row lays out its prices: two, three, or two around a line.
pub fn ways_name(kind: Kind, ways: u8) -> &'static str {
    match (kind, ways) {
        (Kind::Total | Kind::Spread, _) => "line",
        (_, 3) => "3",
        _ => "2",
    }
}
