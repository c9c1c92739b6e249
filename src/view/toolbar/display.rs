//! How the board is shown: running or held, dense or airy, light or dark.

use leptos::prelude::*;

use crate::state::intent::Intent;
use crate::state::screen::Screen;
use crate::state::ui::{Density, Theme};
use crate::view::kit::button::Button;
use crate::view::kit::icon;
use crate::view::kit::toggle::{Segment, Toggle};
use crate::view::words;

const DENSITIES: [Segment; 3] = [
    ("compact", words::COMPACT, Some(icon::COMPACT)),
    ("normal", words::NORMAL, Some(icon::NORMAL)),
    ("comfortable", words::COMFORTABLE, Some(icon::COMFORTABLE)),
];
const THEMES: [Segment; 3] = [
    ("auto", words::AUTOMATIC, Some(icon::AUTO)),
    ("light", words::LIGHT, Some(icon::SUN)),
    ("dark", words::DARK, Some(icon::MOON)),
];

/// Pause, density and colours.
#[component]
pub fn Display(
    /// What is shown.
    screen: Screen,
) -> impl IntoView {
    let is_paused = Memo::new(move |_| screen.ui.read().paused_since.is_some());
    let pause = Signal::derive(move || if is_paused.get() { words::RESUME } else { words::PAUSE });
    let icon = Signal::derive(move || if is_paused.get() { icon::PLAY } else { icon::PAUSE });
    let toggle = move |()| screen.dispatch.run(Intent::Pause(!is_paused.get_untracked()));
    let density = Memo::new(move |_| screen.ui.read().density.as_str());
    let set_density = move |value| {
        screen.dispatch.run(Intent::Density(Density::parse(value).unwrap_or_default()));
    };
    let theme = Memo::new(move |_| screen.ui.read().theme.as_str());
    let set_theme = move |value| {
        screen.dispatch.run(Intent::Theme(Theme::parse(value).unwrap_or_default()));
    };
    view! {
        <div class="toolbar__view">
            <Button word=pause icon=icon keep="always" on_press=toggle />
            <Toggle legend=words::DENSITY name="density" segments=&DENSITIES value=density on_choose=set_density />
            <Toggle legend=words::THEME name="theme" segments=&THEMES value=theme on_choose=set_theme />
        </div>
    }
}
