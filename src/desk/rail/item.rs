//! Parts of lists: a section with its head, and a line about a market that opens it.

use model::board::MarketId;
use model::line::Line;
use model::market;

use crate::desk::focus::Focus;
use crate::desk::sight::Sight;
use crate::state::ui::List;
use crate::view::kit::icon::{self, icon};
use crate::view::rail::face;
use crate::view::tree::{Element, Node, Text, apart, el};
use crate::view::words::{self as said, desk as words, names};

/// The most things that a list shows.
pub(in crate::desk) const SHOWN_MAX: usize = 30;

/// Where something in a list stands on the board.
#[derive(Clone, Copy)]
pub(in crate::desk) struct Place<'a, 'b> {
    pub(in crate::desk) sight: &'a Sight<'b>,
    pub(in crate::desk) market: MarketId,
    pub(in crate::desk) line: Option<Line>,
}

impl Place<'_, '_> {
    /// The match's name; empty once it has left the board.
    pub(in crate::desk) fn name(self) -> Text {
        let board = self.sight.board;
        board.match_of(self.market).map_or("".into(), |of| board.text(of.name).into())
    }

    /// The names of the match's sides.
    pub(in crate::desk) fn sides(&self) -> (&str, &str) {
        let board = self.sight.board;
        let name = board.match_of(self.market).map_or("", |of| &**board.text(of.name));
        market::sides(name).unwrap_or((name, ""))
    }

    /// What names it in an act.
    pub(in crate::desk) fn focus(self) -> String {
        let focus = Focus::of(self.sight.board, self.market, self.line);
        focus.map(|focus| focus.write()).unwrap_or_default()
    }

    /// A button with this text that opens it.
    pub(in crate::desk) fn link(self, text: impl Into<Text>) -> Element {
        el("button", "list__link")
            .set("type", "button")
            .act("click", ["open ", &self.focus()].concat())
            .child(el("bdi", "").child(text.into()))
    }

    /// A button that opens it with an alert to fill in.
    pub(in crate::desk) fn bell(self, draft: &str) -> Element {
        el("button", "button")
            .set("type", "button")
            .set("data-kind", "quiet")
            .set("data-shape", "icon")
            .attr("aria-label", words::set_alert_on(&self.name()))
            .act("click", ["alerts.draft ", draft, "\t", &self.focus()].concat())
            .child(icon(icon::BELL))
    }

    /// What kind of market it is, at this line: `Totals · 2.5 · 1st half`.
    pub(in crate::desk) fn about(self, line: Option<Line>) -> Vec<Node> {
        let board = self.sight.board;
        let Some(data) = board.market(self.market) else { return Vec::new() };
        let mut texts = vec![names::market(board.text(data.market_type)).to_owned()];
        texts.extend(line.map(|line| names::line(data.kind, line)));
        texts.extend((data.period != 0).then(|| names::period(data.period)));
        texts.extend(data.live.then(|| said::LIVE.text().to_owned()));
        apart(texts, " · ")
    }
}

/// A list with its name.
pub(in crate::desk) fn section(list: List) -> Element {
    let (shape, word) = face(list);
    el("section", "list").child(el("h2", "list__name").child(icon(shape)).child(word))
}

/// What is in a list, or what is said when nothing is.
pub(in crate::desk) fn items(items: Vec<Element>, empty: &'static str) -> Element {
    if items.is_empty() { note(empty) } else { el("ul", "").children(items) }
}

/// A line of a list: its name and its figures, and what is known of it beneath.
pub(in crate::desk) fn item(link: Element, figures: Element, bell: Option<Element>) -> Element {
    el("li", "list__item").child(link).child(figures).child(bell)
}

/// Something known of a line of a list.
pub(in crate::desk) fn rest<N: Into<Node>>(nodes: impl IntoIterator<Item = N>) -> Element {
    el("p", "list__rest").children(nodes)
}

/// A sentence about a line of a list.
pub(in crate::desk) fn line(text: impl Into<Text>) -> Element {
    rest([el("bdi", "").child(text.into())])
}

/// Figures at the end of a line.
pub(in crate::desk) fn figures(figure: impl Into<Node>) -> Element {
    el("span", "list__figures").child(figure)
}

/// A sentence about a list.
pub(in crate::desk) fn note(text: impl Into<Text>) -> Element {
    el("p", "list__note").child(text.into())
}

/// How many more there are than are shown.
pub(in crate::desk) fn more(all: usize) -> Option<Element> {
    (all > SHOWN_MAX).then(|| note(words::more(all - SHOWN_MAX)))
}
