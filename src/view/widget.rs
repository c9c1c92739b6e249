//! The embedded cards: a ticker, and a short board. They fit the host, never the page.

use crate::state::screen::Screen;
use crate::state::ui::{Ui, View};
use crate::view::board::{Columns, board};
use crate::view::care::care;
use crate::view::compare::compare;
use crate::view::foot::notes;
use crate::view::notice::notice;
use crate::view::status::{Size, status};
use crate::view::strip::{pause, strip};
use crate::view::tree::{Element, Node, el, live};
use crate::view::words::{self, names};

/// A ticker in a card.
pub fn ticker_card(screen: Screen) -> Node {
    live("ticker", move || move || card("div", &screen.ui()).child(strip(screen, true)))
}

/// A short board in a card, or the comparison of one match.
pub fn grid_card(screen: Screen) -> Node {
    live("grid", move || {
        move || {
            let ui = screen.ui();
            let content = if ui.view == View::Compare && screen.compared().is_some() {
                let panel = el("div", "panel").child(compare(screen));
                el("div", "widget__compare").child(panel).into()
            } else {
                board(screen, Columns::Short, None)
            };
            card("section", &ui)
                .attr("aria-label", words::BEST_ODDS)
                .truth("data-one", ui.filter.competition.is_some())
                .child(head(screen))
                .child(notice(screen, false))
                .child(content)
                .child(foot(screen))
        }
    })
}

fn card(tag: &'static str, ui: &Ui) -> Element {
    el(tag, "widget")
        .set("data-density", ui.density.as_str())
        .set("data-theme", ui.theme.as_str())
        .attr("lang", words::TAG)
        .attr("dir", words::DIRECTION)
}

fn foot(screen: Screen) -> Element {
    el("footer", "widget__foot")
        .child(notes(screen, words::NOTES_SHORT))
        .child(el("span", "widget__by").child(care(&screen.ui().care)))
}

fn head(screen: Screen) -> Node {
    live("head", move || {
        move || {
            let is_paused = screen.ui().paused_since.is_some();
            let words = el("p", "widget__words")
                .child(el("b", "widget__title").child(el("bdi", "").child(title(screen))))
                .child(best_of(screen));
            el("header", "widget__head")
                .child(words)
                .child(status(screen, Size::Small))
                .child(pause(screen, is_paused))
        }
    })
}

fn best_of(screen: Screen) -> String {
    let tally = screen.tally();
    words::best_of(tally.books_counting, tally.books)
}

/// The match compared; else the competition or the sport asked for; else what the card is.
fn title(screen: Screen) -> String {
    let ui = screen.ui();
    if let Some(view) = Option::as_ref(&screen.compared()).filter(|_| ui.view == View::Compare) {
        return view.row.match_name.to_string();
    }
    let filter = &ui.filter;
    let competition = filter.competition.as_deref().map(names::competition);
    let asked = competition.or(filter.sport.as_deref().map(names::sport));
    asked.unwrap_or(words::BEST_ODDS.text()).to_owned()
}
