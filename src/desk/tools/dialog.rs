//! What stands over the page: commands, keys, bookmakers, or the choice of a recording.

use crate::desk::sight::Sight;
use crate::desk::tools::palette::Palette;
use crate::desk::tools::{Tools, books, keys};
use crate::view::kit::icon::{self, icon};
use crate::view::tree::{Element, Node, Text, el};
use crate::view::words::{self as said, desk as words};

/// One of them at a time.
pub(super) enum Dialog {
    /// Commands and places, to search.
    Palette(Palette),
    /// What keys do.
    Keys,
    /// Which bookmakers count, and who is who.
    Books,
    /// The choice of a recording to play.
    Open {
        /// The file that was chosen is none.
        is_refused: bool,
    },
}

impl Dialog {
    pub(super) fn draw(&self, tools: &Tools, sight: &Sight<'_>) -> Node {
        match self {
            Self::Palette(palette) => {
                frame(said::COMMANDS).children(palette.draw(tools, sight)).into()
            }
            Self::Keys => titled(said::KEYS).child(keys::draw(sight)).into(),
            Self::Books => titled(said::BOOKMAKERS).child(books::draw(sight)).into(),
            Self::Open { is_refused } => {
                titled(words::REPLAY_CHOOSE).child(open(*is_refused)).into()
            }
        }
    }
}

/// A dialog; the page opens it as a modal one.
fn frame(name: impl Into<Text>) -> Element {
    el("dialog", "dialog").attr("aria-label", name).act("close", "dialog.close")
}

fn titled(name: impl Into<Text>) -> Element {
    let name = name.into();
    let close = el("button", "button")
        .set("type", "button")
        .set("data-kind", "quiet")
        .set("data-shape", "icon")
        .attr("aria-label", said::CLOSE)
        .set("autofocus", "")
        .act("click", "dialog.close")
        .child(icon(icon::CLOSE));
    let head = el("div", "dialog__head").child(el("h2", "").child(name.clone())).child(close);
    frame(name).child(head)
}

fn open(is_refused: bool) -> Element {
    let file = el("input", "dialog__file").set("type", "file").set("accept", ".txt,text/plain");
    let label = el("label", "field")
        .set("data-layout", "stacked")
        .child(el("span", "field__label").child(words::RECORDING))
        .child(file);
    let refused = is_refused.then_some(words::NO_RECORDING);
    el("div", "dialog__body")
        .child(el("p", "").child(words::REPLAY_REST))
        .child(label)
        .child(el("p", "dialog__fault").role("alert").child(refused))
}
