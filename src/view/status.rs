//! The link as one shape and one word.

use crate::state::screen::Screen;
use crate::state::status::LinkState;
use crate::view::kit::icon::{self, Shape};
use crate::view::tree::{Node, el, live};
use crate::view::words::link as words;

/// How much of the status is said.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// The word, and what stands beside it.
    Full,
    /// The word alone, in small type.
    Small,
}

/// The status of the link. Its word is told when it changes; the note beside it, which counts seconds, is not.
pub fn status(screen: Screen, size: Size) -> Node {
    live("status", move || {
        move || {
            let status = screen.status();
            let note = || words::note(&status, screen.clock(), screen.place);
            let note = (size == Size::Full)
                .then(|| el("bdi", "status__note").set("aria-live", "off").child(note()));
            el("span", "status")
                .set("part", "status")
                .role("status")
                .set("aria-atomic", "false")
                .set("data-state", status.state.as_str())
                .maybe("data-size", (size == Size::Small).then_some("small"))
                .child(icon::icon(shape(status.state)))
                .child(el("span", "status__word").child(words::state(status.state)))
                .child(note)
        }
    })
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
