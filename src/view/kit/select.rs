//! A labelled choice of one among many.

use leptos::prelude::*;

use crate::view::kit::icon::{self, Icon};

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

/// A select in one box with its label, which reads as the start of the sentence.
#[component]
pub fn Select(
    /// What is chosen here.
    label: &'static str,
    /// The choices. A value that is none of them is shown as it is.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The value chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Told the new value.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let choices = Memo::new(move |_| with_value(choices.get(), &value.read()));
    let options = move || {
        let chosen = value.get();
        let option = |choice: Choice| {
            let selected = choice.value == chosen;
            view! { <option value=choice.value prop:selected=selected>{choice.text}</option> }
        };
        choices.get().into_iter().map(option).collect_view()
    };
    view! {
        <label class="field">
            <span class="field__label">{label}</span>
            <select class="field__input" on:change=move |event| on_choose.run(event_target_value(&event))>
                {options}
            </select>
            <Icon shape=icon::DOWN small=true />
        </label>
    }
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
