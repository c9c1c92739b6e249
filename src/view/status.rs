//! The link as one shape and one word.

use leptos::prelude::*;

use crate::state::screen::Screen;
use crate::state::status::LinkState;
use crate::view::Place;
use crate::view::kit::icon::{self, Icon, Shape};
use crate::view::words::link as words;

/// The status of the link. Its word is told when it changes; the note beside it, which counts seconds, is not.
#[component]
pub fn Status(
    /// Whose link.
    screen: Screen,
    /// The word alone, in small type.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let place = Place::expect();
    let state = Memo::new(move |_| screen.status.read().state);
    let note = move || words::note(&screen.status.read(), screen.clock.get(), place);
    view! {
        <span
            class="status"
            part="status"
            role="status"
            aria-atomic="false"
            data-state=move || state.get().as_str()
            data-size=small.then_some("small")
        >
            {move || view! { <Icon shape=shape(state.get()) /> }}
            <span class="status__word">{move || words::state(state.get())}</span>
            {(!small).then(|| view! { <bdi class="status__note" aria-live="off">{note}</bdi> })}
        </span>
    }
}

/// Six states, six shapes.
pub fn shape(state: LinkState) -> Shape {
    match state {
        LinkState::Connecting => icon::CONNECTING,
        LinkState::Live => icon::LIVE,
        LinkState::Reconnecting => icon::RECONNECTING,
        LinkState::Polling => icon::POLLING,
        LinkState::Offline => icon::OFFLINE,
        LinkState::Stopped => icon::STOPPED,
    }
}
