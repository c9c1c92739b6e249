//! The reader's bookmakers: which of them count, in what order they stand side by side, and who of them is one.

use std::sync::Arc;

use model::books::{Books, key};
use model::kin::{Corrections, Kin};
use model::lineup::Entry;
use model::select::roster;

use crate::desk::kit::unfolding;
use crate::desk::sight::Sight;
use crate::view::kit::icon::{self, Shape, icon};
use crate::view::tree::{Element, Text, apart, el};
use crate::view::words::{self as said, Word, desk as words};

/// What stands for each [`Kin`] in a choice, before the key of the other bookmaker.
const HOUSE: &str = "house ";
const SPELLING: &str = "spelling ";

/// What to count and in what order, and beneath it who is who.
pub(super) fn draw(sight: &Sight<'_>) -> Element {
    let names = roster(sight.board, sight.moment).books;
    let entries = sight.setting.filter.lineup.entries(&names);
    let items = entries.iter().enumerate().map(|(at, entry)| item(&entries, at, entry));
    el("div", "dialog__body books")
        .child(el("p", "").child(words::BOOKS_REST))
        .child(el("ol", "books__order").children(items))
        .child(who_is_who(sight, &names))
}

/// What the page is to be told when the reader says who a bookmaker is.
pub(super) fn correction(book: &str, value: &str) -> String {
    let mut corrections = Corrections::default();
    let kin = match (value.strip_prefix(HOUSE), value.strip_prefix(SPELLING)) {
        (Some(of), _) => Kin::House(of.to_owned()),
        (_, Some(of)) => Kin::Spelling(of.to_owned()),
        _ => Kin::Alone,
    };
    corrections.set(book, kin);
    ["do who ", &corrections.to_string()].concat()
}

/// A bookmaker's line. It has an id, so that it keeps the focus wherever it goes.
fn item(entries: &[Entry], at: usize, entry: &Entry) -> Option<Element> {
    let name = entry.names.first()?;
    let key_at = |at: usize| entries.get(at).map_or("", |entry| entry.key.as_str());
    let is_last = at + 1 == entries.len();
    let place = |before: &str| ["act place ", &entry.key, "\t", before].concat();
    let up = at.checked_sub(1).map(|above| place(key_at(above)));
    let down = (!is_last).then(|| place(key_at(at + 2)));
    let tick = [if entry.is_hidden { "act show " } else { "act hide " }, &entry.key].concat();
    let input = el("input", "check__input")
        .set("type", "checkbox")
        .flag("checked", !entry.is_hidden)
        .act("change", tick);
    let tick = el("label", "check")
        .child(input)
        .child(el("bdi", "").children(apart(entry.names.iter(), said::LIST.text())));
    let item = el("li", "order__item")
        .attr("id", ["book-", &entry.key].concat())
        .truth("data-off", entry.is_hidden)
        .child(tick)
        .child(mover(icon::UP, words::move_up(name), up))
        .child(mover(icon::DOWN, words::move_down(name), down));
    Some(item)
}

/// At an end of the list a button does nothing, and keeps the focus.
fn mover(shape: Shape, name: String, act: Option<String>) -> Element {
    el("button", "button")
        .set("type", "button")
        .set("data-kind", "quiet")
        .set("data-shape", "icon")
        .attr("aria-label", name)
        .truth("aria-disabled", act.is_none())
        .act("click", act.unwrap_or_default())
        .child(icon(shape))
}

fn who_is_who(sight: &Sight<'_>, names: &[Arc<str>]) -> Element {
    let lineup = &sight.setting.filter.lineup;
    let (books, corrections) = (lineup.books(), lineup.corrections());
    // Each key once, under the first of its spellings: whoever is one with another by the reader's word stands here
    // by itself, so that it can be taken back.
    let mut known: Vec<Known<'_>> = Vec::new();
    for name in names {
        let key = key(name);
        if known.iter().all(|(held, _)| *held != key) {
            known.push((key, name));
        }
    }
    let choices = known.iter().map(|one| match corrections.of(&one.0) {
        Some(kin) => choice(&known, one, kin),
        None => choice(&known, one, &usual(&books, &known, &one.0)),
    });
    el("details", "panel__more")
        .child(el("summary", "").child(words::WHO_IS_WHO))
        .child(el("p", "books__rest").child(words::WHO_REST))
        .children(choices)
}

/// A bookmaker's key and its name.
type Known<'a> = (String, &'a Arc<str>);

/// Where the reader said nothing: in the house of the first of the others that share it, or alone. One that is the
/// same bookmaker is no other.
fn usual(books: &Books, known: &[Known<'_>], key: &str) -> Kin {
    let sister = known.iter().find(|(other, _)| {
        books.group(other) == books.group(key) && books.key(other) != books.key(key)
    });
    sister.map_or(Kin::Alone, |(sister, _)| Kin::House(sister.clone()))
}

fn choice(known: &[Known<'_>], (key, name): &Known<'_>, kin: &Kin) -> Element {
    let (kind, of) = match kin {
        Kin::Alone => ("", ""),
        Kin::House(of) => (HOUSE, of.as_str()),
        Kin::Spelling(of) => (SPELLING, of.as_str()),
    };
    let option = |value: String, text: Text| {
        let is_chosen = value == [kind, of].concat();
        el("option", "").attr("value", value).flag("selected", is_chosen).child(text)
    };
    let group = |label: Word, kind: &'static str| {
        let others = known.iter().filter(|(other, _)| other != key);
        let options = others.map(|(other, name)| option([kind, other].concat(), (*name).into()));
        el("optgroup", "").attr("label", label).children(options)
    };
    // One that nobody hears of today can be let go of all the same.
    let is_absent = !of.is_empty() && known.iter().all(|(other, _)| other != of);
    let absent = is_absent.then(|| option([kind, of].concat(), of.to_owned().into()));
    let select = el("select", "field__input")
        .act("change", ["books.who ", key].concat())
        .child(option(String::new(), words::ON_ITS_OWN.into()))
        .child(group(words::ONE_HOUSE_WITH, HOUSE))
        .child(group(words::SPELLING_OF, SPELLING))
        .child(absent);
    el("label", "books__kin")
        .attr("id", ["kin-", key].concat())
        .child(el("bdi", "").child(*name))
        .child(unfolding(select))
}
