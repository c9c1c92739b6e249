//! Small parts of panels: heads, fields and tables, with acts in the place of listeners.

use crate::view::kit::icon;
use crate::view::tree::{Element, Node, Text, el};
use crate::view::words::Word;

/// A part of the open match with its title and a note beside it.
pub(super) fn panel(title: impl Into<Text>, note: impl Into<Text>) -> Element {
    el("section", "panel").child(head(title).child(el("bdi", "panel__note").child(note.into())))
}

/// The head of a panel.
pub(super) fn head(title: impl Into<Text>) -> Element {
    el("div", "panel__head").child(el("h3", "").child(title.into()))
}

/// A field to type in, with its label above it; what is typed is told once the reader is done.
pub(super) fn field(label: impl Into<Text>, value: &str, act: &str) -> Element {
    let input = el("input", "field__input")
        .set("inputmode", "decimal")
        .set("autocomplete", "off")
        .property("value", value.to_owned())
        .act("change", act);
    stacked(label).child(el("span", "field__box").child(input))
}

/// A choice of one, with its label above it.
pub(super) fn choice(
    label: impl Into<Text>,
    choices: Vec<(String, String)>,
    chosen: &str,
    act: &str,
) -> Element {
    let option = |(value, text): (String, String)| {
        let is_chosen = value == chosen;
        el("option", "").attr("value", value).flag("selected", is_chosen).child(text)
    };
    let options = choices.into_iter().map(option);
    let select = el("select", "field__input").act("change", act).children(options);
    stacked(label).child(unfolding(select))
}

/// The box of a choice, with the mark of what unfolds.
pub(super) fn unfolding(select: Element) -> Element {
    el("span", "field__box").child(select).child(icon::small(icon::DOWN))
}

fn stacked(label: impl Into<Text>) -> Element {
    el("label", "field")
        .set("data-layout", "stacked")
        .child(el("span", "field__label").child(label.into()))
}

/// A head of a column; figures stand at its end.
pub(super) fn column(text: impl Into<Text>) -> Element {
    el("th", "").set("scope", "col").child(text.into())
}

/// The head of a row.
pub(super) fn row_head(text: impl Into<Text>) -> Element {
    el("th", "").set("scope", "row").child(el("bdi", "").child(text.into()))
}

/// A figure in a table.
pub(super) fn figure(text: impl Into<Text>) -> Element {
    ended(el("td", "")).child(el("bdi", "").child(text.into()))
}

/// At the end of its column.
pub(super) fn ended(cell: Element) -> Element {
    cell.set("data-align", "end")
}

/// A table with a caption for those who do not see where it stands.
pub(super) fn table(
    class: &'static str,
    caption: impl Into<Text>,
    heads: impl IntoIterator<Item = Element>,
    rows: impl IntoIterator<Item = Element>,
) -> Element {
    el("table", class)
        .child(el("caption", "visually-hidden").child(caption.into()))
        .child(el("thead", "").child(el("tr", "").children(heads)))
        .child(el("tbody", "").children(rows))
}

/// A table that is unfolded on demand, and scrolls by itself where it is too wide.
pub(super) fn more(
    title: Word,
    heads: impl IntoIterator<Item = Element>,
    rows: impl IntoIterator<Item = Element>,
) -> Element {
    let scroll = el("div", "panel__scroll")
        .role("group")
        .set("tabindex", "0")
        .attr("aria-label", title)
        .child(table("sheet", title, heads, rows));
    el("details", "panel__more").child(el("summary", "").child(title)).child(scroll)
}

/// A row of a table.
pub(super) fn row<N: Into<Node>>(cells: impl IntoIterator<Item = N>) -> Element {
    el("tr", "").children(cells)
}

/// A text with nodes in the places of their names; each is for one place.
pub(super) fn filled(
    text: Word,
    values: impl IntoIterator<Item = (&'static str, Vec<Node>)>,
) -> Vec<Node> {
    let mut values: Vec<_> = values.into_iter().collect();
    let (mut nodes, mut rest) = (Vec::new(), text.text());
    while let Some((before, behind)) = rest.split_once('{') {
        let (name, after) = behind.split_once('}').unwrap_or((behind, ""));
        nodes.push(before.into());
        let value = values.iter_mut().find(|(known, _)| *known == name);
        nodes.extend(value.map(|(_, nodes)| std::mem::take(nodes)).unwrap_or_default());
        rest = after;
    }
    nodes.push(rest.into());
    nodes
}

/// A name of the feed, in whichever direction it is written.
pub(super) fn named(name: impl Into<Text>) -> Element {
    el("bdi", "").child(name.into())
}

/// A word in a frame.
pub(super) fn note(text: impl Into<Text>) -> Element {
    el("span", "badge").set("data-kind", "note").child(el("bdi", "").child(text.into()))
}
