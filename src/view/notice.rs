//! One thing the reader should know, and what can be done about it.

use std::rc::Rc;

use crate::state::intent::Intent;
use crate::state::kept::Kept;
use crate::state::screen::Place;
use crate::state::screen::Screen;
use crate::state::status::{Cause, LinkState, StatusView};
use crate::state::ui::View;
use crate::view::blank::halt_icon;
use crate::view::kit::button::{button, quiet, solid};
use crate::view::kit::icon::{self, Shape, icon};
use crate::view::tree::{Element, Node, el, live};
use crate::view::words;

/// What is worth a notice, the gravest first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Matter {
    /// Prices have stopped.
    Stopped,
    /// The day's requests are used up; what is shown grows old, or is read at intervals.
    QuotaUsed,
    /// The match that an address named is not on the board.
    Missing,
    /// The reader holds new prices back.
    Paused,
    /// Prices come at intervals.
    Polling,
    /// All of one match is asked for, and no match is open.
    Hint,
}

impl Matter {
    /// Nothing to say before the board was read: what stands in its place says it.
    fn of(screen: Screen, understood: bool) -> Option<Self> {
        Option::as_ref(&screen.groups())?;
        let (status, ui) = (screen.status(), screen.ui());
        let is_short_of_requests = matches!(status.cause, Some(Cause::RateLimited | Cause::Spent));
        match status.state {
            // Trying again would bring nothing before the quota does.
            LinkState::Reconnecting | LinkState::Polling | LinkState::Offline
                if is_short_of_requests =>
            {
                Some(Self::QuotaUsed)
            }
            LinkState::Stopped | LinkState::Offline => Some(Self::Stopped),
            _ if screen.is_missing() => Some(Self::Missing),
            _ if ui.paused_since.is_some() => Some(Self::Paused),
            // A connection that was lost is told for as long as it is.
            LinkState::Polling if !understood || status.retry_at.is_some() => Some(Self::Polling),
            _ if ui.view == View::Compare && ui.chosen.is_none() => Some(Self::Hint),
            _ => None,
        }
    }

    fn icon(self, status: &StatusView) -> Shape {
        match self {
            Self::Stopped | Self::QuotaUsed => halt_icon(status),
            Self::Paused => icon::PAUSE,
            Self::Polling => icon::POLLING,
            Self::Hint | Self::Missing => icon::FILTER,
        }
    }

    fn kind(self) -> Option<&'static str> {
        matches!(self, Self::Stopped | Self::QuotaUsed).then_some("stop")
    }
}

/// The notice over the board, one at a time. `hints` says whether an open match stands beneath its row, and not
/// in the board's place.
pub fn notice(screen: Screen, hints: bool) -> Node {
    live("notice", move || {
        let understood = Rc::new(Kept::new(false));
        move || {
            let matter = Matter::of(screen, *understood.get())
                .filter(|matter| hints || *matter != Matter::Hint)?;
            Some(draw(screen, matter, &understood))
        }
    })
}

fn draw(screen: Screen, matter: Matter, understood: &Rc<Kept<bool>>) -> Element {
    let (word, rest) = text(screen, matter, screen.place);
    let text = el("p", "")
        .child(el("span", "notice__word").child(word))
        .child(" ")
        .child(el("bdi", "notice__rest").child(rest));
    el("div", "notice")
        .maybe("data-kind", matter.kind())
        .child(icon(matter.icon(&screen.status())))
        .child(text)
        .child(act(screen, matter, understood))
}

fn text(screen: Screen, matter: Matter, place: Place) -> (String, String) {
    let status = screen.status();
    // Whatever tells no time is not drawn anew every second.
    let again = || status.retry_at.map(|retry| words::link::again(retry, screen.clock(), place));
    match matter {
        Matter::QuotaUsed if status.state == LinkState::Polling => {
            let word = words::link::matter(status.cause).to_owned();
            (word, words::link::meanwhile(&status, again().as_deref()))
        }
        Matter::Stopped | Matter::QuotaUsed => {
            let next = words::link::next(&status, screen.clock(), place);
            let advice = words::link::advice(status.cause);
            (words::link::matter(status.cause).to_owned(), format!("{advice} {next}"))
        }
        Matter::Paused => {
            let since = screen.ui().paused_since.unwrap_or_default();
            words::link::paused(screen.held_back(), since, place)
        }
        Matter::Polling => words::link::polling(&status, again().as_deref()),
        Matter::Missing => {
            (words::MISSING.text().to_owned(), words::MISSING_REST.text().to_owned())
        }
        Matter::Hint => {
            (words::OPEN_A_MATCH.text().to_owned(), words::OPEN_A_MATCH_REST.text().to_owned())
        }
    }
}

fn act(screen: Screen, matter: Matter, understood: &Rc<Kept<bool>>) -> Option<Element> {
    let tell = move |intent: fn() -> Intent| move || screen.dispatch(intent());
    match matter {
        Matter::Stopped => Some(button(words::TRY_NOW, tell(|| Intent::Retry))),
        Matter::Polling if screen.status().retry_at.is_some() => {
            Some(button(words::TRY_NOW, tell(|| Intent::Retry)))
        }
        Matter::Paused => {
            let resume = solid(words::RESUME, tell(|| Intent::Pause(false)));
            Some(resume)
        }
        Matter::Missing => Some(quiet(words::UNDERSTOOD, tell(|| Intent::Choose(None)))),
        Matter::Polling => {
            let understood = Rc::clone(understood);
            let understand = move || {
                understood.set(true);
            };
            Some(quiet(words::UNDERSTOOD, understand))
        }
        Matter::QuotaUsed | Matter::Hint => None,
    }
}
