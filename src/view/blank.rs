//! What stands where the board would: no row matches, nothing arrives, or the feed cannot be read.

use model::select::Filter;

use crate::state::intent::Intent;
use crate::state::screen::Screen;
use crate::state::status::{Cause, StatusView};
use crate::state::ui::Ui;
use crate::view::kit::button::{button, solid};
use crate::view::kit::icon::{self, Shape};
use crate::view::status::shape;
use crate::view::tree::{Element, Node, apart, el, live};
use crate::view::words::{self, names};

/// An empty board, why it is empty, and the way out.
pub fn blank(screen: Screen) -> Node {
    live("blank", move || move || draw_blank(screen))
}

fn draw_blank(screen: Screen) -> Element {
    let (tally, ui) = (screen.tally(), screen.ui());
    let (title, rest) = if tally.fresh + tally.stale == 0 {
        (words::NO_ARRIVAL, words::NO_ARRIVAL_REST)
    } else {
        (words::NO_MATCH, words::NO_MATCH_REST)
    };
    let clear = || {
        let clear = solid(words::CLEAR_FILTERS, move || screen.dispatch(Intent::ClearFilters));
        el("div", "blank__acts").child(clear)
    };
    let asked = paragraph(words::NOW_ASKING)
        .child(" ")
        .child(el("b", "").children(apart(asked(&ui), words::LIST.text())))
        .child(".");
    sheet(icon::FILTER, title)
        .child(paragraph(rest))
        .child(asked)
        .child(ui.is_narrowed().then(clear))
}

/// A board that was never read and is not being read: why, and who can mend it.
pub fn halted(screen: Screen) -> Node {
    live("halted", move || {
        move || {
            let status = screen.status();
            let next = words::link::next(&status, screen.clock(), screen.place);
            let retry = button(words::TRY_NOW, move || screen.dispatch(Intent::Retry));
            sheet(halt_icon(&status), words::link::matter(status.cause))
                .child(paragraph(words::link::advice(status.cause)))
                .child(el("p", "blank__text").child(el("bdi", "").child(next)))
                .child(el("div", "blank__acts").child(retry))
        }
    })
}

fn sheet(shape: Shape, title: impl Into<Node>) -> Element {
    el("div", "blank")
        .child(icon::classed(shape, "icon blank__mark"))
        .child(el("h2", "").child(title))
}

fn paragraph(text: impl Into<Node>) -> Element {
    el("p", "blank__text").child(text)
}

/// A key where access was refused; else the shape of the link's state.
pub fn halt_icon(status: &StatusView) -> Shape {
    match status.cause {
        Some(Cause::TokenRefused | Cause::Forbidden | Cause::KeyRejected) => icon::KEY,
        Some(Cause::RateLimited | Cause::Spent) => icon::GAUGE,
        _ => shape(status.state),
    }
}

/// What the filter asks for, as words in a row, codes and names as they are spelt.
fn asked(ui: &Ui) -> Vec<String> {
    let Filter { search, sport, competition, bookmaker, market_type, period, phases, .. } =
        &ui.filter;
    let phases = match phases {
        model::select::Phases::All => None,
        model::select::Phases::Only => Some(words::LIVE.text().to_owned()),
        model::select::Phases::None => Some(words::UPCOMING.text().to_owned()),
    };
    let search = search.trim();
    let asked = [
        sport.clone(),
        competition.clone(),
        bookmaker.clone(),
        Some(names::market(market_type).to_owned()),
        Some(names::period(*period)),
        phases,
        ui.saved_only.then(|| words::SAVED.text().to_owned()),
        (!search.is_empty()).then(|| words::QUOTED.with(&[("words", search)])),
    ];
    asked.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use model::select::{Filter, Phases};

    use super::asked;
    use crate::state::ui::Ui;

    #[test]
    fn what_is_asked_is_spelt_as_it_was_asked() {
        let asked = |filter: Filter, saved_only| asked(&Ui { filter, saved_only, ..Ui::default() });
        assert_eq!(asked(Filter::default(), false), ["Match result", "Full match"]);
        let filter = Filter {
            search: " lens ".to_owned(),
            sport: Some("Football".to_owned()),
            competition: Some("lig1".to_owned()),
            bookmaker: Some("unibet.fr".to_owned()),
            phases: Phases::Only,
            ..Filter::default()
        };
        assert_eq!(
            asked(filter, true),
            [
                "Football",
                "lig1",
                "unibet.fr",
                "Match result",
                "Full match",
                "Live",
                "Saved",
                "“lens”"
            ]
        );
    }
}
