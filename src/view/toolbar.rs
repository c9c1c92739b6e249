//! What is on the board, and how it is shown.

pub mod display;
pub mod filters;

use std::rc::Rc;

use model::view::Tally;

use crate::state::kept::Kept;
use crate::state::screen::Screen;
use crate::view::toolbar::display::display;
use crate::view::toolbar::filters::filters;
use crate::view::tree::{Node, el, live};
use crate::view::words;

/// The tools over the board. Under 64 rem its filters fold behind a button.
pub fn toolbar(screen: Screen) -> Node {
    live("toolbar", move || {
        let is_open = Rc::new(Kept::new(false));
        move || {
            let line = el("div", "toolbar__line").child(heading(screen)).child(display(screen));
            el("div", "toolbar")
                .role("search")
                .attr("aria-label", words::BOARD)
                .truth("data-open", *is_open.get())
                .child(filters(screen, &is_open))
                .child(line)
        }
    })
}

fn heading(screen: Screen) -> Node {
    live("heading", move || {
        move || {
            let date = words::time::date(screen.clock(), screen.place);
            let groups = screen.groups();
            let groups = groups.as_deref().unwrap_or_default();
            let rows = groups.iter().map(|group| group.rows.len()).sum();
            let count = match groups {
                [] => None,
                [list] if list.is_list() => Some(words::MATCHES.counted(rows)),
                _ => Some(words::counted_board(rows, groups.len())),
            };
            el("div", "toolbar__heading")
                .child(el("h1", "").child(date))
                .child(el("bdi", "toolbar__count").child(count))
                .child(el("bdi", "toolbar__count").child(counting(screen)))
        }
    })
}

/// Whose prices count, where not everybody's do.
fn counting(screen: Screen) -> Option<String> {
    let tally = screen.tally();
    let Tally { books, books_counting, .. } = *tally;
    (books_counting < books).then(|| words::best_of(books_counting, books))
}
