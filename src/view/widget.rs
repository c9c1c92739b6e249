//! The embedded cards: a ticker, and a short board. They fit the host, never the page.

use leptos::prelude::*;

use crate::state::intent::Intent;
use crate::state::screen::Screen;
use crate::state::ui::View;
use crate::view::board::{Board, Columns};
use crate::view::care::Care;
use crate::view::compare::Compare;
use crate::view::kit::button::IconButton;
use crate::view::kit::icon;
use crate::view::notice::Notice;
use crate::view::status::Status;
use crate::view::strip::Strip;
use crate::view::words::{self, names};

/// A ticker in a card.
#[component]
pub fn TickerCard(
    /// What is on it.
    screen: Screen,
) -> impl IntoView {
    view! {
        <div class="widget" data-density=move || screen.ui.read().density.as_str() data-theme=move || screen.ui.read().theme.as_str()>
            <Strip screen=screen has_status=true />
        </div>
    }
    .into_any()
}

/// A short board in a card, or the comparison of one match.
#[component]
pub fn GridCard(
    /// What is on it.
    screen: Screen,
) -> impl IntoView {
    let compares = Memo::new(move |_| screen.ui.read().view == View::Compare);
    let content = move || {
        if compares.get() && screen.compared.read().is_some() {
            view! { <div class="widget__compare"><div class="panel"><Compare screen=screen /></div></div> }.into_any()
        } else {
            view! { <Board screen=screen columns=Columns::Short /> }.into_any()
        }
    };
    view! {
        <section
            class="widget"
            aria-label=words::BEST_ODDS
            data-one=move || if screen.ui.read().filter.competition.is_some() { "true" } else { "false" }
            data-density=move || screen.ui.read().density.as_str()
            data-theme=move || screen.ui.read().theme.as_str()
        >
            <Head screen=screen compares=compares />
            <Notice screen=screen hints=false />
            {content}
            <footer class="widget__foot">
                <span>{words::NOTES_SHORT}</span>
                <span class="widget__by"><Care /></span>
            </footer>
        </section>
    }
    .into_any()
}

#[component]
fn Head(screen: Screen, compares: Memo<bool>) -> impl IntoView {
    let title = Memo::new(move |_| title(screen, compares.get()));
    let books = move || words::best_of(screen.tally.read().books);
    let is_paused = Memo::new(move |_| screen.ui.read().paused_since.is_some());
    let toggle = move |()| screen.dispatch.run(Intent::Pause(!is_paused.get_untracked()));
    let word =
        Signal::derive(
            move || if is_paused.get() { words::RESUME_PRICES } else { words::PAUSE_PRICES },
        );
    let icon = Signal::derive(move || if is_paused.get() { icon::PLAY } else { icon::PAUSE });
    view! {
        <header class="widget__head">
            <p class="widget__words">
                <b class="widget__title">{move || title.get()}</b>
                {books}
            </p>
            <Status screen=screen small=true />
            <IconButton word=word icon=icon on_press=toggle />
        </header>
    }
}

/// The match compared; else the competition or the sport asked for; else what the card is.
fn title(screen: Screen, compares: bool) -> String {
    if let Some(view) = screen.compared.get().filter(|_| compares) {
        return view.row.match_name.to_string();
    }
    let ui = screen.ui.read();
    let filter = &ui.filter;
    let competition = filter.competition.as_deref().map(names::competition);
    let asked = competition.or(filter.sport.as_deref().map(names::sport));
    asked.unwrap_or(words::BEST_ODDS).to_owned()
}
