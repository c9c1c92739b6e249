//! One thing the reader should know, and what can be done about it.

use leptos::prelude::*;

use crate::state::intent::Intent;
use crate::state::screen::Screen;
use crate::state::status::{Cause, LinkState};
use crate::state::ui::View;
use crate::view::Place;
use crate::view::kit::button::{Button, Weight};
use crate::view::kit::icon::{self, Icon, Shape};
use crate::view::status::shape;
use crate::view::words;

/// What is worth a notice, the gravest first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Matter {
    /// Prices have stopped.
    Stopped(LinkState, Option<Cause>),
    /// The day's requests are used up; what is shown grows old.
    QuotaUsed,
    /// The reader holds new prices back.
    Paused,
    /// Prices come at intervals.
    Polling,
    /// All of one match is asked for, and no match is chosen.
    Hint,
}

impl Matter {
    fn of(screen: Screen, understood: bool) -> Option<Self> {
        let status = screen.status.read();
        let was_read = screen.groups.read().is_some();
        let ui = screen.ui.read();
        match status.state {
            LinkState::Stopped | LinkState::Offline => {
                Some(Self::Stopped(status.state, status.cause))
            }
            LinkState::Reconnecting | LinkState::Polling
                if status.cause == Some(Cause::RateLimited) =>
            {
                Some(Self::QuotaUsed)
            }
            _ if ui.paused_since.is_some() => Some(Self::Paused),
            LinkState::Polling if was_read && !understood => Some(Self::Polling),
            _ if was_read && ui.view == View::Compare && ui.chosen.is_none() => Some(Self::Hint),
            _ => None,
        }
    }

    fn icon(self) -> Shape {
        match self {
            Self::Stopped(_, Some(Cause::TokenRefused | Cause::Forbidden | Cause::KeyRejected)) => {
                icon::KEY
            }
            Self::Stopped(state, _) => shape(state),
            Self::QuotaUsed => icon::GAUGE,
            Self::Paused => icon::PAUSE,
            Self::Polling => icon::POLLING,
            Self::Hint => icon::FILTER,
        }
    }

    fn stops(self) -> bool {
        matches!(self, Self::Stopped(..) | Self::QuotaUsed)
    }
}

/// The notice over the board, one at a time.
#[component]
pub fn Notice(
    /// What is on the page.
    screen: Screen,
) -> impl IntoView {
    let (understood, set_understood) = signal(false);
    let matter = Memo::new(move |_| Matter::of(screen, understood.get()));
    move || {
        let matter = matter.get()?;
        let kind = matter.stops().then_some("stop");
        Some(view! {
            <div class="notice" data-kind=kind>
                <Icon shape=matter.icon() />
                <p>
                    <span class="notice__word">{move || text(screen, matter).0}</span>
                    " "
                    <bdi class="notice__rest">{move || text(screen, matter).1}</bdi>
                </p>
                {act(screen, matter, set_understood)}
            </div>
        })
    }
}

fn text(screen: Screen, matter: Matter) -> (String, String) {
    let place = Place::expect();
    let (status, now) = (screen.status.read(), screen.clock.get());
    match matter {
        Matter::Stopped(_, cause) => {
            let next = words::link::next(&status, now, place);
            (
                words::link::matter(&status).to_owned(),
                format!("{} {next}", words::link::advice(cause)),
            )
        }
        Matter::QuotaUsed => {
            let next = words::link::next(&status, now, place);
            let advice = words::link::advice(Some(Cause::RateLimited));
            (words::link::matter(&status).to_owned(), format!("{advice} {next}"))
        }
        Matter::Paused => {
            let since = screen.ui.read().paused_since.unwrap_or(now);
            words::link::paused(screen.held_back.get(), since, place)
        }
        Matter::Polling => words::link::polling(status.refresh_s),
        Matter::Hint => (words::OPEN_A_MATCH.to_owned(), words::OPEN_A_MATCH_REST.to_owned()),
    }
}

fn act(screen: Screen, matter: Matter, set_understood: WriteSignal<bool>) -> AnyView {
    match matter {
        Matter::Stopped(..) => {
            let retry = move |()| screen.dispatch.run(Intent::Retry);
            view! { <Button word=words::TRY_NOW on_press=retry /> }.into_any()
        }
        Matter::Paused => {
            let resume = move |()| screen.dispatch.run(Intent::Pause(false));
            view! { <Button word=words::RESUME icon=icon::PLAY weight=Weight::Solid on_press=resume /> }.into_any()
        }
        Matter::Polling => {
            let understand = move |()| set_understood.set(true);
            view! { <Button word=words::UNDERSTOOD weight=Weight::Quiet on_press=understand /> }
                .into_any()
        }
        Matter::QuotaUsed | Matter::Hint => ().into_any(),
    }
}
