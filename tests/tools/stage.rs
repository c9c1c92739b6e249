//! A desk without a page, and what it says.

use std::cell::RefCell;
use std::rc::Rc;

use model::time::Instant;
use oddsboard_app::desk::Desk;
use oddsboard_app::view::tree::code::{OnAct, read};
use oddsboard_app::view::tree::{Element, Node};

/// 2026-11-28T19:42:07Z.
pub(crate) const NOW: i64 = 1_795_894_927_000;

/// A desk that is told what a page tells.
#[derive(Default)]
pub(crate) struct Stage {
    desk: Desk,
    said: Vec<String>,
    /// What each place was drawn as last.
    places: Vec<(String, String)>,
}

impl Stage {
    pub(crate) fn new() -> Self {
        let mut stage = Self::default();
        stage.tell(&format!("time {NOW} {}", NOW - 60_000));
        stage
    }

    /// Tells something, and takes what is said to it.
    pub(crate) fn tell(&mut self, text: &str) {
        self.desk.take(text);
        for said in self.desk.draw() {
            match said.strip_prefix("draw ").and_then(|said| said.split_once('\n')) {
                Some((place, tree)) => {
                    self.places.retain(|(held, _)| held != place);
                    self.places.push((place.to_owned(), tree.to_owned()));
                }
                None => self.said.push(said),
            }
        }
    }

    pub(crate) fn act(&mut self, name: &str, value: &str) {
        self.tell(&format!("act {name}\n{value}"));
    }

    /// A frame with a price, seen so many seconds ago.
    pub(crate) fn quote(&mut self, of: &str, book: &str, selection: &str, odds: &str, ago_s: i64) {
        let seen = wire::rfc3339(Instant::from_ms(NOW - ago_s * 1000)).expect("a time");
        let text = |text: &str| serde_json::Value::from(text).to_string();
        let (of, book, selection) = (text(of), text(book), text(selection));
        self.tell(&format!(
            "frames {NOW}\n{{\"bookmaker\":{book},\"match_name\":{of},\"competition\":\"LIG1\",\
             \"sport\":\"Football\",\"market_type\":\"moneyline\",\"selection\":{selection},\"odds\":{odds},\
             \"period\":0,\"is_live\":false,\"scraped_at\":\"{seen}\"}}"
        ));
    }

    /// What was said besides trees since it was asked last.
    pub(crate) fn said(&mut self) -> Vec<String> {
        std::mem::take(&mut self.said)
    }

    /// The one file that is to be saved: its name, its media type, and what is in it.
    pub(crate) fn saved(&mut self) -> (String, String, String) {
        let said = self.said();
        let [saved] = &said[..] else { panic!("one file, not {said:?}") };
        let (line, text) = saved.split_once('\n').expect("a file");
        let (name, media) =
            line.strip_prefix("save ").and_then(|line| line.split_once(' ')).expect("names");
        (name.to_owned(), media.to_owned(), text.to_owned())
    }

    /// The words of a place.
    pub(crate) fn words(&self, place: &str) -> String {
        let mut words = Vec::new();
        self.look(place, &mut |element| {
            let texts = element.parts().children.iter().filter_map(|child| match child {
                Node::Text(text) => Some(text.to_string()),
                _ => None,
            });
            words.extend(texts);
        });
        words.retain(|word| !word.trim().is_empty());
        words.join(" ")
    }

    /// The words of the dialog that stands over the page.
    pub(crate) fn dialog(&self) -> String {
        let mut words = String::new();
        self.look("tools", &mut |element| {
            if element.tag() == "dialog" {
                words = all_words(element).join(" ");
            }
        });
        words
    }

    /// The values of an attribute in a place, in order.
    pub(crate) fn attributes(&self, place: &str, name: &str) -> Vec<String> {
        let mut found = Vec::new();
        self.look(place, &mut |element| {
            let attributes = element.parts().attributes.iter();
            found.extend(
                attributes.filter(|held| held.name.1 == name).map(|held| held.value.to_string()),
            );
        });
        found
    }

    /// What is chosen in the choices of a place, in order.
    pub(crate) fn chosen(&self, place: &str) -> Vec<String> {
        let mut chosen = Vec::new();
        self.look(place, &mut |element| {
            let attributes = &element.parts().attributes;
            let value = |name: &str| attributes.iter().find(|held| held.name.1 == name);
            let value = value("selected").and_then(|_| value("value"));
            chosen.extend(value.map(|held| held.value.to_string()));
        });
        chosen
    }

    fn look(&self, place: &str, each: &mut dyn FnMut(&Element)) {
        let found = self.places.iter().find(|(held, _)| held == place);
        let on_act: OnAct = Rc::new(|_, _| {});
        let tree = found.map_or("", |(_, tree)| tree);
        let nodes = read(tree, &on_act).expect("a tree");
        for node in &nodes {
            walk(node, each);
        }
    }

    /// Every act that a place offers.
    pub(crate) fn acts(&self, place: &str) -> Vec<String> {
        let heard = Rc::<RefCell<Vec<String>>>::default();
        let keep = Rc::clone(&heard);
        let on_act: OnAct = Rc::new(move |name, _| keep.borrow_mut().push(name.to_owned()));
        let found = self.places.iter().find(|(held, _)| held == place);
        let tree = found.map_or("", |(_, tree)| tree);
        let nodes = read(tree, &on_act).expect("a tree");
        let mut press = |element: &Element| {
            element.parts().handlers.iter().for_each(|(_, then)| then(String::new()));
        };
        for node in &nodes {
            walk(node, &mut press);
        }
        heard.take()
    }
}

/// The words of an element, in order.
fn all_words(element: &Element) -> Vec<String> {
    let each = |child: &Node| match child {
        Node::Text(text) => vec![text.to_string()],
        Node::Element(element) => all_words(element),
        _ => Vec::new(),
    };
    element.parts().children.iter().flat_map(each).collect()
}

fn walk(node: &Node, each: &mut dyn FnMut(&Element)) {
    if let Node::Element(element) = node {
        each(element);
        element.parts().children.iter().for_each(|child| walk(child, each));
    }
}
