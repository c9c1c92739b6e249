//! One of a few: radios drawn as one segmented control.

use leptos::prelude::*;

use crate::view::kit::icon::{Icon, Shape};

/// One segment: its value, its word, and an icon when the word is not to be seen.
pub type Segment = (&'static str, &'static str, Option<Shape>);

/// A segmented control.
#[component]
pub fn Toggle(
    /// What is chosen here; for those who do not see it.
    legend: &'static str,
    /// The name of the radios, once per page.
    name: &'static str,
    /// The segments.
    segments: &'static [Segment],
    /// Stays on a folded toolbar where there is room.
    #[prop(optional)]
    keep: Option<&'static str>,
    /// The value chosen.
    #[prop(into)]
    value: Signal<&'static str>,
    /// Told the new value.
    #[prop(into)]
    on_choose: Callback<&'static str>,
) -> impl IntoView {
    let segment = move |(each, word, icon): Segment| {
        view! {
            <label class="toggle__option">
                <input
                    class="toggle__input"
                    type="radio"
                    name=name
                    value=each
                    prop:checked=move || value.get() == each
                    on:change=move |_| on_choose.run(each)
                />
                {icon.map(|shape| view! { <Icon shape=shape /> })}
                <span class:visually-hidden=icon.is_some()>{word}</span>
            </label>
        }
    };
    view! {
        <fieldset class="toggle" data-keep=keep>
            <legend class="visually-hidden">{legend}</legend>
            {segments.iter().copied().map(segment).collect_view()}
        </fieldset>
    }
}
