//! The foot of the dashboard: what the marks mean, what could not be read, and a word of care.

use leptos::prelude::*;
use model::freshness::Age;
use model::movement::Trend;

use crate::state::screen::Screen;
use crate::view::Place;
use crate::view::care::Care;
use crate::view::mark::{AgeMark, TrendMark};
use crate::view::words;

/// The foot.
#[component]
pub fn Foot(
    /// What is on the page.
    screen: Screen,
) -> impl IntoView {
    let zone = words::time::zone(Place::expect());
    view! {
        <footer class="foot">
            <Legend />
            <FeedDetails screen=screen />
            <span>{words::times_in(&zone)}</span>
            <span>{words::NOTES}</span>
            <Care />
        </footer>
    }
}

#[component]
fn Legend() -> impl IntoView {
    view! {
        <ul class="foot__legend" aria-label=words::MARKS>
            <li class="foot__key"><TrendMark trend=Trend::Up recent=true />{words::KEY_UP}</li>
            <li class="foot__key"><TrendMark trend=Trend::Down recent=true />{words::KEY_DOWN}</li>
            <li class="foot__key"><TrendMark trend=Trend::Up recent=false />{words::KEY_EARLIER}</li>
            <li class="foot__key"><AgeMark age=Age::Fresh />{words::KEY_FRESH}</li>
            <li class="foot__key"><AgeMark age=Age::Ageing />{words::KEY_AGEING}</li>
            <li class="foot__key"><AgeMark age=Age::Stale />{words::KEY_STALE}</li>
        </ul>
    }
}

/// What the feed sent that could not be shown: a bad row costs one price, and is counted here.
#[component]
fn FeedDetails(screen: Screen) -> impl IntoView {
    let count = move |of: fn(&crate::state::status::StatusView) -> u64| {
        move || of(&screen.status.read()).to_string()
    };
    let heard = move || {
        let heard_at = screen.status.read().heard_at;
        heard_at.map_or_else(
            || words::NOTHING.to_owned(),
            |at| words::time::age(at, screen.clock.get()),
        )
    };
    view! {
        <details class="foot__feed">
            <summary>{words::FEED_DETAILS}</summary>
            <dl class="foot__facts">
                <dt>{words::LAST_HEARD}</dt>
                <dd><bdi>{heard}</bdi></dd>
                <dt>{words::BAD_ROWS}</dt>
                <dd data-count="bad-rows"><bdi>{count(|status| status.bad_rows)}</bdi></dd>
                <dt>{words::UNPRICED_ROWS}</dt>
                <dd data-count="unpriced-rows"><bdi>{count(|status| status.unpriced_rows)}</bdi></dd>
            </dl>
        </details>
    }
}
