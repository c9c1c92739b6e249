//! A competition: its name as a section head, its outcomes as column heads.

use model::market::{Kind, Slot};
use model::view::Group;

use crate::view::board::{Columns, Scene};
use crate::view::kit::icon::{self, sport};
use crate::view::tree::{Element, Node, apart, el};
use crate::view::words::{self, Word, names};

/// The head of a group.
pub fn header(scene: Scene, group: &Group) -> Element {
    let drawn = el("div", "header")
        .role("row")
        .set("data-ways", ways_name(group.kind, group.ways))
        .child(name(scene, group))
        .children([Slot::A, Slot::B, Slot::C].map(|slot| outcome(group.kind, slot)));
    match scene.columns {
        Columns::Short => drawn,
        Columns::Full => {
            drawn.child(label("margin", words::MARGIN)).child(label("more", hidden(words::COMPARE)))
        }
    }
}

fn name(scene: Scene, group: &Group) -> Element {
    let ui = scene.screen.ui();
    let market = names::market(&ui.filter.market_type).to_owned();
    let matches = words::MATCHES.counted(group.rows.len());
    let (shape, title, words) = if group.is_list() {
        (icon::NORMAL, words::sorted(ui.sort).text(), vec![market, matches])
    } else {
        let place = names::sport(names::place(&group.competition, &group.sport));
        let words = vec![place.to_owned(), market, matches];
        (sport(&group.sport), names::competition(&group.competition), words)
    };
    let title = el("bdi", "").child(title.to_owned());
    let words = el("div", "header__words")
        .child(el("h2", "header__title").child(title))
        .child(el("span", "").children(apart(words, " · ")));
    let line = el("div", "header__line").child(icon::icon(shape)).child(words);
    // Over the mark of saved matches, where there is one, the time and the match.
    let columns = if scene.columns == Columns::Full { "3" } else { "2" };
    el("div", "header__name").role("columnheader").set("aria-colspan", columns).child(line)
}

fn outcome(kind: Kind, slot: Slot) -> Element {
    let long = names::outcome_long(kind, slot);
    label(slot.as_str(), names::outcome(kind, slot))
        .child(long.map(|_| " "))
        .child(long.map(hidden))
}

fn label(slot: &'static str, content: impl Into<Node>) -> Element {
    el("div", "header__label").role("columnheader").set("data-slot", slot).child(content)
}

fn hidden(word: Word) -> Element {
    el("span", "visually-hidden").child(word)
}

/// How a row lays out its prices: two, three, or two around a line.
pub fn ways_name(kind: Kind, ways: u8) -> &'static str {
    match (kind, ways) {
        (Kind::Total | Kind::Spread, _) => "line",
        (_, 3) => "3",
        _ => "2",
    }
}
