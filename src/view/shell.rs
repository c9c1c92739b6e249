//! The masthead: the name, the places, and how fresh everything is.

use leptos::prelude::*;

use crate::state::screen::Screen;
use crate::view::layers::Layers;
use crate::view::words;

/// The head of the dashboard.
#[component]
pub fn Shell(
    /// What is on the page.
    screen: Screen,
) -> impl IntoView {
    view! {
        <header class="shell">
            <a class="shell__brand" href="./">
                <Brand />
                {words::PRODUCT}
            </a>
            <nav class="shell__places" aria-label=words::PLACES>
                <a class="shell__place" href="./" aria-current="page">{words::BOARD}</a>
            </nav>
            <Layers screen=screen />
        </header>
    }
}

/// A staircase on a plate: prices move in steps.
#[component]
fn Brand() -> impl IntoView {
    const PLATE: &str = "M5 1h14a4 4 0 0 1 4 4v14a4 4 0 0 1-4 4H5a4 4 0 0 1-4-4V5a4 4 0 0 1 4-4z";
    const STAIRS: &str = "M4.5 16.5H9V12h4.5v2.5H16v-7h3";
    view! {
        <svg class="shell__mark" viewBox="0 0 24 24" aria-hidden="true">
            <path d=PLATE fill="currentColor" stroke="none" />
            <path d=STAIRS fill="none" stroke-width="2.25" stroke-linejoin="round" stroke-linecap="round" />
        </svg>
    }
}
