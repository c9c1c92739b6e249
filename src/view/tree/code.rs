//! A tree as a text, so that it can be drawn in one thread and put on the page by another.
//!
//! Every piece begins with a sign that no text of a tree holds: a tag, an attribute and its value, a text, the end of
//! a tag. Live parts and listeners are code and do not travel; what is to happen on an event is told by name
//! ([`Element::act`]).

use std::cell::RefCell;
use std::rc::Rc;

use crate::view::tree::element::{ACT, Kind, Name};
use crate::view::tree::{Element, Node, el};

const TAG: char = '\u{1}';
const ATTRIBUTE: char = '\u{2}';
const VALUE: char = '\u{3}';
const TEXT: char = '\u{4}';
const END: char = '\u{5}';
const NOTHING: char = '\u{6}';

/// The most names of tags and attributes that are taken; trees of ours have some fifty.
const NAMES_MAX: usize = 256;

/// What is done when something happens: the name of the act, and the value of the field that it is about.
pub type OnAct = Rc<dyn Fn(&str, String)>;

/// Nodes as a text.
pub fn write(nodes: impl IntoIterator<Item = Node>) -> String {
    let mut text = String::new();
    nodes.into_iter().for_each(|node| put(node, &mut text));
    text
}

fn put(node: Node, text: &mut String) {
    match node {
        // An empty place is a place, so that what stands after it stays what it is.
        Node::Nothing | Node::Same | Node::Live(_) => text.push(NOTHING),
        Node::Text(shown) => piece(text, TEXT, &shown),
        Node::Element(element) => {
            let parts = element.into_parts();
            piece(text, TAG, parts.tag);
            for attribute in parts.attributes {
                let Name(kind, name) = attribute.name;
                text.push(ATTRIBUTE);
                text.push(letter(kind));
                text.push_str(name);
                piece(text, VALUE, &attribute.value);
            }
            parts.children.into_iter().for_each(|child| put(child, text));
            text.push(END);
        }
    }
}

/// A sign in a text of the feed would end its piece, so none is let through.
fn piece(text: &mut String, sign: char, shown: &str) {
    text.push(sign);
    text.extend(shown.chars().filter(|char| !is_sign(*char)));
}

fn is_sign(char: char) -> bool {
    (TAG..=NOTHING).contains(&char)
}

/// The nodes of a text; `None` when it is not one that [`write`] wrote.
pub fn read(text: &str, on_act: &OnAct) -> Option<Vec<Node>> {
    let mut open: Vec<Element> = Vec::new();
    let mut whole = Vec::new();
    let mut name = None;
    for (sign, piece) in pieces(text) {
        let node: Node = match sign {
            TAG => {
                open.push(el(known(piece)?, ""));
                continue;
            }
            ATTRIBUTE => {
                name = Some(Name(kind(piece.get(..1)?)?, known(piece.get(1..)?)?));
                continue;
            }
            VALUE => {
                let element = open.pop()?;
                open.push(with(element, name.take()?, piece, on_act));
                continue;
            }
            TEXT => piece.to_owned().into(),
            END => open.pop()?.into(),
            NOTHING => Node::Nothing,
            _ => return None,
        };
        match open.pop() {
            Some(parent) => open.push(parent.child(node)),
            None => whole.push(node),
        }
    }
    open.is_empty().then_some(whole)
}

/// Every sign with what follows it.
fn pieces(text: &str) -> impl Iterator<Item = (char, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let sign = rest.chars().next()?;
        let after = rest.get(sign.len_utf8()..)?;
        let (piece, left) = after.split_at(after.find(is_sign).unwrap_or(after.len()));
        rest = left;
        Some((sign, piece))
    })
}

fn with(element: Element, name: Name, value: &str, on_act: &OnAct) -> Element {
    if name.1 != ACT {
        return element.with(name, value.to_owned().into());
    }
    let Some((event, act)) = value.split_once(' ') else { return element };
    let Some(event) = known(event) else { return element };
    let (on_act, act) = (Rc::clone(on_act), act.to_owned());
    element.on(event, move |value| on_act(&act, value))
}

fn letter(kind: Kind) -> char {
    match kind {
        Kind::Attribute => 'a',
        Kind::Style => 's',
        Kind::Property => 'p',
        Kind::Flag => 'f',
    }
}

fn kind(letter: &str) -> Option<Kind> {
    match letter {
        "a" => Some(Kind::Attribute),
        "s" => Some(Kind::Style),
        "p" => Some(Kind::Property),
        "f" => Some(Kind::Flag),
        _ => None,
    }
}

/// The name of a tag, an attribute or an event, kept for as long as the program runs, because trees name them so;
/// `None` when there are too many for them to be ours.
fn known(name: &str) -> Option<&'static str> {
    thread_local! {
        static NAMES: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
    }
    NAMES.with_borrow_mut(|names| {
        let held = names.iter().copied().find(|held| *held == name);
        held.or_else(|| {
            let name: &'static str = (names.len() < NAMES_MAX).then(|| name.to_owned().leak())?;
            names.push(name);
            Some(name)
        })
    })
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::{OnAct, read, write};
    use crate::view::tree::{Node, el, live};

    fn deaf() -> OnAct {
        Rc::new(|_, _| {})
    }

    /// A tree as people read it.
    fn shown(node: &Node) -> String {
        match node {
            Node::Nothing => "()".to_owned(),
            Node::Same => "=".to_owned(),
            Node::Live(_) => "live".to_owned(),
            Node::Text(text) => format!("'{}'", &**text),
            Node::Element(element) => {
                let parts = element.parts();
                let attributes = parts.attributes.iter();
                let attributes: Vec<_> =
                    attributes.map(|held| (held.name, held.value.to_string())).collect();
                let heard: Vec<_> = parts.handlers.iter().map(|(event, _)| event).collect();
                let children: Vec<_> = parts.children.iter().map(shown).collect();
                format!("{} {attributes:?} {heard:?} {children:?}", parts.tag)
            }
        }
    }

    fn tree() -> Vec<Node> {
        let row = el("tr", "row")
            .attr("data-odds", "2.10".to_owned())
            .style("--at", "0.5".to_owned())
            .property("value", "200".to_owned())
            .flag("selected", true)
            .child("PSG – Lyon")
            .child(None::<&'static str>)
            .child(el("td", "").child(""));
        vec![row.into(), "beside".into(), Node::Nothing]
    }

    #[test]
    fn a_tree_is_read_as_it_was_written() {
        let read = read(&write(tree()), &deaf()).expect("a tree");
        let (read, written): (Vec<_>, Vec<_>) =
            (read.iter().map(shown).collect(), tree().iter().map(shown).collect());
        assert_eq!(read, written);
        assert_eq!(super::read("", &deaf()).map(|nodes| nodes.len()), Some(0));
    }

    #[test]
    fn acts_are_told_by_name_with_the_value_they_are_about() {
        let told = Rc::new(RefCell::new(Vec::new()));
        let keep = Rc::clone(&told);
        let on_act: OnAct =
            Rc::new(move |act, value| keep.borrow_mut().push(format!("{act} {value}")));
        let field = el("input", "").act("change", "stakes.total");
        let nodes = read(&write([field.into()]), &on_act).expect("a tree");
        let Some(Node::Element(element)) = nodes.first() else { panic!("a field") };
        let (event, handler) = &element.parts().handlers[0];
        handler("250".to_owned());
        assert_eq!(
            (*event, told.borrow().as_slice()),
            ("change", &["stakes.total 250".to_owned()][..])
        );
    }

    #[test]
    fn signs_in_texts_and_parts_that_are_code_do_not_travel() {
        let nodes = [el("b", "").child("a\u{5}\u{1}b".to_owned()).into(), live("x", || || "y")];
        let read = read(&write(nodes), &deaf()).expect("a tree");
        let expected = [el("b", "").child("ab").into(), Node::Nothing];
        let shown = |nodes: &[Node]| nodes.iter().map(shown).collect::<Vec<_>>();
        assert_eq!(shown(&read), shown(&expected));
    }

    #[test]
    fn what_is_no_tree_is_refused() {
        for text in [
            "x",
            "\u{1}b",
            "\u{5}",
            "\u{2}aid",
            "\u{3}1",
            "\u{1}b\u{2}zid\u{3}1\u{5}",
            "\u{1}b\u{3}1\u{5}",
        ] {
            let is_refused = read(text, &deaf()).is_none();
            assert!(is_refused || text == "\u{2}aid", "{text:?}");
        }
    }
}
