//! The age limit and where to find help.

use leptos::prelude::*;

use crate::view::words;

/// A word of care. Stands in the foot of every page and every card.
#[component]
pub fn Care() -> impl IntoView {
    view! {
        <span class="care">
            <b class="care__age">{words::ADULTS}</b>
            <a href=words::HELP_URL target="_blank" rel="noopener">{words::PLAY_SAFELY}</a>
        </span>
    }
}
