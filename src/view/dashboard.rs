//! The dashboard: head, ticker, tools, board and foot.

use leptos::prelude::*;

use crate::state::screen::Screen;
use crate::view::board::Board;
use crate::view::foot::Foot;
use crate::view::notice::Notice;
use crate::view::shell::Shell;
use crate::view::strip::Strip;
use crate::view::toolbar::Toolbar;
use crate::view::words;

/// The whole page.
#[component]
pub fn Dashboard(
    /// What is on it.
    screen: Screen,
) -> impl IntoView {
    let density = Memo::new(move |_| screen.ui.read().density.as_str());
    let theme = Memo::new(move |_| screen.ui.read().theme.as_str());
    view! {
        <div class="page" data-density=move || density.get() data-theme=move || theme.get()>
            <a class="page__skip" href="#board">{words::SKIP}</a>
            <Shell screen=screen />
            <Strip screen=screen />
            <Toolbar screen=screen />
            <main class="page__main" id="board" tabindex="-1">
                <div class="page__notices"><Notice screen=screen /></div>
                <Board screen=screen />
            </main>
            <Foot screen=screen />
        </div>
    }
    .into_any()
}
