//! The dashboard: head, ticker, tools, board and foot.

use crate::state::screen::Screen;
use crate::view::board::{Columns, board};
use crate::view::calm::calm;
use crate::view::desk::{DESK, tools};
use crate::view::foot::foot;
use crate::view::notice::notice;
use crate::view::rail::rail;
use crate::view::shell::shell;
use crate::view::strip::strip;
use crate::view::toolbar::toolbar;
use crate::view::tree::{Node, el, live};
use crate::view::words;

/// The whole page.
pub fn dashboard(screen: Screen) -> Node {
    live("dashboard", move || {
        move || {
            let ui = screen.ui();
            let skip = el("a", "page__skip").set("href", "#board").child(words::SKIP);
            let main = el("main", "page__main")
                .set("id", "board")
                .set("tabindex", "-1")
                .child(tools(screen))
                .child(el("div", "page__notices").child(notice(screen, true)))
                .child(calm(screen, board(screen, Columns::Full, Some(DESK))));
            el("div", "page")
                .set("data-density", ui.density.as_str())
                .set("data-theme", ui.theme.as_str())
                .child(skip)
                .child(shell(screen))
                .child(strip(screen, false))
                .child(toolbar(screen))
                .child(main)
                .child(rail(screen, ui.list))
                .child(foot(screen))
        }
    })
}
