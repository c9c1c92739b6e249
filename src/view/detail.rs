//! The open match beneath its row.

use std::sync::Arc;

use leptos::prelude::*;
use model::line::Line;
use model::market::Kind;
use model::view::{CompareView, Margin};

use crate::state::intent::Intent;
use crate::state::screen::Screen;
use crate::view::compare::Compare;
use crate::view::words::{self, names};

/// From so many bookmakers on, they stand below each other at any width.
const COLUMNS_MAX: usize = 10;

/// The comparison of the open match, with a choice of lines where there are several.
#[component]
pub fn Detail(
    /// Whose open match.
    screen: Screen,
) -> impl IntoView {
    let label = read(screen, |view| words::all_bookmakers(&view.row.match_name));
    let note = read(screen, |view| words::complete_books(complete(view), view.books.len()));
    let is_long = read(screen, |view| view.books.len() > COLUMNS_MAX);
    view! {
        <section class="detail" aria-label=move || label.get()>
            <div class="detail__body">
                <Lines screen=screen />
                <div class="panel" data-long=move || if is_long.get() { "true" } else { "false" }>
                    <div class="panel__head">
                        <h3>{words::COMPARE}</h3>
                        <bdi class="panel__note">{move || note.get()}</bdi>
                    </div>
                    <Compare screen=screen />
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// Bookmakers whose every price of the set is fresh.
fn complete(view: &CompareView) -> usize {
    view.books.iter().filter(|book| matches!(book.margin, Margin::Known(_))).count()
}

fn read<T: Default + PartialEq + Clone + Send + Sync + 'static>(
    screen: Screen,
    of: fn(&CompareView) -> T,
) -> Memo<T> {
    Memo::new(move |_| {
        let compared: Option<Arc<CompareView>> = screen.compared.get();
        compared.map(|view| of(&view)).unwrap_or_default()
    })
}

/// The lines on offer, as far as there is a choice.
#[component]
fn Lines(screen: Screen) -> impl IntoView {
    let lines = read(screen, |view| (view.row.kind == Kind::Spread, view.lines.clone()));
    let shown = read(screen, |view| view.row.line);
    let button = move |kind: Kind, line: Line| {
        let is_shown = move || if shown.get() == Some(line) { "true" } else { "false" };
        view! {
            <button
                class="detail__tab"
                type="button"
                aria-pressed=is_shown
                on:click=move |_| screen.dispatch.run(Intent::Line(line))
            >
                <bdi>{names::line(kind, line)}</bdi>
            </button>
        }
    };
    move || {
        let (is_spread, lines) = lines.get();
        let kind = if is_spread { Kind::Spread } else { Kind::Total };
        (lines.len() > 1).then(|| {
            let buttons = lines.into_iter().map(|line| button(kind, line)).collect_view();
            view! { <div class="detail__tabs" role="group" aria-label=words::LINES>{buttons}</div> }
        })
    }
}
