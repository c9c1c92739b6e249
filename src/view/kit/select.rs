//! A labelled choice of one among many.

use crate::view::kit::icon;
use crate::view::tree::{Element, el};
use crate::view::words::Word;

/// One of the choices: its value, and how it reads.
#[derive(Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is chosen; empty for everything.
    pub value: String,
    /// How it reads.
    pub text: String,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self { value: value.into(), text: text.into() }
    }
}

/// Choices by their values and how they read.
pub fn offered(choices: &[(&str, &str)]) -> Vec<Choice> {
    choices.iter().map(|(value, text)| Choice::new(*value, *text)).collect()
}

/// A select in one box with its label, which reads as the start of the sentence.
///
/// A value that is none of the choices is shown as it is.
pub fn select(
    label: Word,
    choices: Vec<Choice>,
    value: &str,
    on_choose: impl Fn(String) + 'static,
) -> Element {
    let option = |choice: Choice| {
        let is_chosen = choice.value == value;
        el("option", "")
            .set("dir", "auto")
            .attr("value", choice.value)
            .flag("selected", is_chosen)
            .child(choice.text)
    };
    let options = with_value(choices, value).into_iter().map(option);
    el("label", "field")
        .child(el("span", "field__label").child(label))
        .child(el("select", "field__input").on("change", on_choose).children(options))
        .child(icon::small(icon::DOWN))
}

fn with_value(mut choices: Vec<Choice>, value: &str) -> Vec<Choice> {
    if choices.iter().all(|choice| choice.value != value) {
        choices.push(Choice::new(value, value));
    }
    choices
}

#[cfg(test)]
mod tests {
    use super::{Choice, with_value};

    #[test]
    fn a_value_that_is_not_on_offer_stands_as_it_is() {
        let check = |value: &str, expected: &[&str]| {
            let choices =
                with_value(vec![Choice::new("", "All"), Choice::new("NBA", "NBA")], value);
            let values: Vec<_> = choices.iter().map(|choice| choice.value.as_str()).collect();
            assert_eq!(values, expected);
        };
        check("", &["", "NBA"]);
        check("NBA", &["", "NBA"]);
        check("lig1", &["", "NBA", "lig1"]);
    }
}
