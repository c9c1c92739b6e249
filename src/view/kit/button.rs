//! A button: a word, an icon, or both.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::view::kit::icon::{Icon, Shape};

/// How much a button weighs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Outlined.
    Plain,
    /// Filled: the one thing to do.
    Solid,
    /// Bare until it is pointed at.
    Quiet,
}

impl Weight {
    fn as_str(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Solid => Some("solid"),
            Self::Quiet => Some("quiet"),
        }
    }
}

/// A button with a word on it.
#[component]
pub fn Button(
    /// The word.
    #[prop(into)]
    word: Signal<&'static str>,
    /// An icon before the word.
    #[prop(optional, into)]
    icon: Option<Signal<Shape>>,
    /// How much it weighs; outlined unless said.
    #[prop(default = Weight::Plain)]
    weight: Weight,
    /// Stays on a folded toolbar.
    #[prop(optional)]
    keep: Option<&'static str>,
    /// What it does.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button class="button" type="button" data-kind=weight.as_str() data-keep=keep on:click=press(on_press)>
            {icon.map(|icon| move || view! { <Icon shape=icon.get() /> })}
            {move || word.get()}
        </button>
    }
}

/// A button with an icon only. Its word is for those who do not see it.
#[component]
pub fn IconButton(
    /// The word.
    #[prop(into)]
    word: Signal<&'static str>,
    /// The icon.
    #[prop(into)]
    icon: Signal<Shape>,
    /// What it does.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            class="button"
            type="button"
            data-kind="quiet"
            data-shape="icon"
            aria-label=move || word.get()
            on:click=press(on_press)
        >
            {move || view! { <Icon shape=icon.get() /> }}
        </button>
    }
}

fn press(on_press: Callback<()>) -> impl Fn(MouseEvent) {
    move |_| on_press.run(())
}
