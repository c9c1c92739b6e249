//! One thing the reader should know, and what can be done about it.

use leptos::prelude::*;

use crate::state::intent::Intent;
use crate::state::screen::Screen;
use crate::state::status::{Cause, LinkState, StatusView};
use crate::state::ui::View;
use crate::view::Place;
use crate::view::blank::halt_icon;
use crate::view::kit::button::{Button, Weight};
use crate::view::kit::icon::{self, Icon, Shape};
use crate::view::words;

/// What is worth a notice, the gravest first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Matter {
    /// Prices have stopped.
    Stopped,
    /// The day's requests are used up; what is shown grows old.
    QuotaUsed,
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
        screen.groups.read().as_ref()?;
        let (status, ui) = (screen.status.read(), screen.ui.read());
        let is_short_of_requests = status.cause == Some(Cause::RateLimited);
        match status.state {
            LinkState::Stopped | LinkState::Offline => Some(Self::Stopped),
            LinkState::Reconnecting | LinkState::Polling if is_short_of_requests => {
                Some(Self::QuotaUsed)
            }
            _ if ui.paused_since.is_some() => Some(Self::Paused),
            LinkState::Polling if !understood => Some(Self::Polling),
            _ if ui.view == View::Compare && ui.chosen.is_none() => Some(Self::Hint),
            _ => None,
        }
    }

    fn icon(self, status: &StatusView) -> Shape {
        match self {
            Self::Stopped | Self::QuotaUsed => halt_icon(status),
            Self::Paused => icon::PAUSE,
            Self::Polling => icon::POLLING,
            Self::Hint => icon::FILTER,
        }
    }

    fn kind(self) -> Option<&'static str> {
        matches!(self, Self::Stopped | Self::QuotaUsed).then_some("stop")
    }
}

/// The notice over the board, one at a time.
#[component]
pub fn Notice(
    /// What is on the page.
    screen: Screen,
    /// Whether an open match stands beneath its row, and not in the board's place.
    #[prop(default = true)]
    hints: bool,
) -> impl IntoView {
    let place = Place::expect();
    let (understood, set_understood) = signal(false);
    let matter = Memo::new(move |_| {
        Matter::of(screen, understood.get()).filter(|matter| hints || *matter != Matter::Hint)
    });
    move || {
        let matter = matter.get()?;
        let text = Memo::new(move |_| text(screen, matter, place));
        Some(view! {
            <div class="notice" data-kind=matter.kind()>
                {move || view! { <Icon shape=matter.icon(&screen.status.read()) /> }}
                <p>
                    <span class="notice__word">{move || text.get().0}</span>
                    " "
                    <bdi class="notice__rest">{move || text.get().1}</bdi>
                </p>
                {act(screen, matter, set_understood)}
            </div>
        })
    }
}

fn text(screen: Screen, matter: Matter, place: Place) -> (String, String) {
    let status = screen.status.read();
    match matter {
        Matter::Stopped | Matter::QuotaUsed => {
            let next = words::link::next(&status, screen.clock.get(), place);
            let advice = words::link::advice(status.cause);
            (words::link::matter(status.cause).to_owned(), format!("{advice} {next}"))
        }
        Matter::Paused => {
            let since = screen.ui.read().paused_since.unwrap_or_default();
            words::link::paused(screen.held_back.get(), since, place)
        }
        Matter::Polling => words::link::polling(status.refresh_s),
        Matter::Hint => (words::OPEN_A_MATCH.to_owned(), words::OPEN_A_MATCH_REST.to_owned()),
    }
}

fn act(screen: Screen, matter: Matter, set_understood: WriteSignal<bool>) -> AnyView {
    match matter {
        Matter::Stopped => {
            let retry = move |()| screen.dispatch.run(Intent::Retry);
            view! { <Button word=words::TRY_NOW on_press=retry /> }.into_any()
        }
        Matter::Paused => {
            let resume = move |()| screen.dispatch.run(Intent::Pause(false));
            view! { <Button word=words::RESUME icon=icon::PLAY weight=Weight::Solid on_press=resume /> }
                .into_any()
        }
        Matter::Polling => {
            let understand = move |()| set_understood.set(true);
            view! { <Button word=words::UNDERSTOOD weight=Weight::Quiet on_press=understand /> }
                .into_any()
        }
        Matter::QuotaUsed | Matter::Hint => ().into_any(),
    }
}
