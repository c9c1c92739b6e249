//! One match and market.

use leptos::prelude::*;
use model::board::MarketId;
use model::market::{Kind, Slot};
use model::view::{Margin, RowView};

use crate::state::intent::Intent;
use crate::state::screen::Screen;
use crate::view::Place;
use crate::view::board::Columns;
use crate::view::board::cell::Cell;
use crate::view::board::header::ways_name;
use crate::view::board::middle::Middle;
use crate::view::detail::Detail;
use crate::view::kit::icon::{self, Icon};
use crate::view::words::{self, time};

/// A row, and the comparison beneath it while it is open.
#[component]
pub fn Row(
    /// What is on the board.
    screen: Screen,
    /// Which columns it has.
    columns: Columns,
    /// The market of this row.
    market: MarketId,
) -> impl IntoView {
    let Some(first) = screen.rows.get(market).map(|row| row.get_untracked()) else {
        return ().into_any();
    };
    let live = first.live;
    let about = About::of(&first);
    let row = follow(screen, market, first.clone());
    let is_open = Memo::new(move |_| screen.ui.read().chosen == Some(market));
    let toggle = Callback::new(move |()| {
        screen.dispatch.run(Intent::Choose((!is_open.get_untracked()).then_some(market)));
    });
    let ways = move || row.with(|row| ways_name(row.kind, row.ways));
    let name = about.match_name.clone();
    view! {
        <div
            class="row"
            role="row"
            part="row"
            data-match=about.match_name
            data-competition=about.competition
            data-sport=about.sport
            data-market=about.market_type
            data-period=about.period
            data-live=truth(live)
            data-kind=(first.kind == Kind::Other).then_some("other")
            data-ways=ways
            data-open=move || truth(is_open.get())
        >
            <Time screen=screen row=row live=live />
            <div class="row__match" role="rowheader">{sides(&first)}</div>
            <Cell screen=screen row=row place=Slot::A on_press=toggle columns=columns />
            <Middle screen=screen row=row on_press=toggle columns=columns />
            <Cell screen=screen row=row place=Slot::C on_press=toggle columns=columns />
            {(columns == Columns::Full).then(|| view! {
                <MarginCell row=row />
                <More name=name is_open=is_open on_press=toggle />
            })}
        </div>
        {move || is_open.get().then(|| view! {
            <div class="board__detail" role="row">
                <div role="cell" aria-colspan=if columns == Columns::Full { "7" } else { "5" }>
                    <Detail screen=screen />
                </div>
            </div>
        })}
    }
    .into_any()
}

/// What never changes of a row.
struct About {
    match_name: String,
    competition: String,
    sport: String,
    market_type: String,
    period: String,
}

impl About {
    fn of(row: &RowView) -> Self {
        Self {
            match_name: row.match_name.to_string(),
            competition: row.competition.to_string(),
            sport: row.sport.to_string(),
            market_type: row.market_type.to_string(),
            period: row.period.to_string(),
        }
    }
}

/// The row as it is now. Its signal is looked up again whenever the order of rows changes, because a market
/// that left the board and came back has a new one.
fn follow(screen: Screen, market: MarketId, first: RowView) -> Memo<RowView> {
    Memo::new(move |held: Option<&RowView>| {
        screen.groups.track();
        let row = screen.rows.get(market).and_then(|row| row.try_get());
        row.or_else(|| held.cloned()).unwrap_or_else(|| first.clone())
    })
}

#[component]
fn Time(screen: Screen, row: Memo<RowView>, live: bool) -> impl IntoView {
    let place = Place::expect();
    let starts_at = Memo::new(move |_| row.read().starts_at);
    let clock = move || {
        starts_at.get().map_or_else(|| words::NOTHING.to_owned(), |at| time::clock(at, place))
    };
    // The day's words change at midnight only; the memo keeps the second hand out of the page.
    let day = Memo::new(move |_| {
        starts_at.get().map(|at| time::day(at, screen.clock.get(), place)).unwrap_or_default()
    });
    if live {
        let clock = move || starts_at.get().map(|_| clock());
        view! {
            <div class="row__time" role="cell">
                <span class="badge" data-kind="live"><LiveDot />{words::LIVE}</span>
                <time class="row__day">{clock}</time>
            </div>
        }
        .into_any()
    } else {
        view! {
            <div class="row__time" role="cell">
                <time>{clock}</time>
                <span class="row__day">{move || day.get()}</span>
            </div>
        }
        .into_any()
    }
}

#[component]
fn LiveDot() -> impl IntoView {
    const DISC: &str = "M1.25 5a3.75 3.75 0 1 0 7.5 0a3.75 3.75 0 1 0-7.5 0";
    view! {
        <svg class="mark" viewBox="0 0 10 10" aria-hidden="true">
            <path d=DISC />
        </svg>
    }
}

fn sides(row: &RowView) -> impl IntoView + use<> {
    let (home, away) = match &row.sides {
        Some((home, away)) => (home.to_string(), Some(away.to_string())),
        None => (row.match_name.to_string(), None),
    };
    let side = |name: String| view! { <bdi class="row__side">{name}</bdi> };
    (side(home), away.map(side))
}

#[component]
fn MarginCell(row: Memo<RowView>) -> impl IntoView {
    let margin = Memo::new(move |_| row.read().margin);
    let overround = move || margin.get().overround().map(words::fraction);
    let figure = move || match margin.get() {
        Margin::Known(overround) => words::percent(overround),
        Margin::Incomplete | Margin::Unknown => words::NOTHING.to_owned(),
    };
    let rest = move || match margin.get() {
        Margin::Incomplete => words::INCOMPLETE.to_owned(),
        Margin::Known(_) | Margin::Unknown => words::books(row.read().books),
    };
    view! {
        <div class="row__margin" role="cell">
            <bdi part="margin" data-overround=overround>{figure}</bdi>
            <bdi class="row__books">{rest}</bdi>
        </div>
    }
}

#[component]
fn More(name: String, is_open: Memo<bool>, on_press: Callback<()>) -> impl IntoView {
    view! {
        <div class="row__more" role="cell">
            <button
                class="button"
                type="button"
                data-kind="quiet"
                data-shape="icon"
                aria-expanded=move || truth(is_open.get())
                aria-label=words::compare_at(&name)
                on:click=move |_| on_press.run(())
            >
                <Icon shape=icon::DOWN turns=true />
            </button>
        </div>
    }
}

fn truth(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}
