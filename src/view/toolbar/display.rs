//! How the board is shown: running or held, dense or airy, light or dark.

use model::format::Format;
use model::order::Sort;

use crate::state::intent::Intent;
use crate::state::screen::Screen;
use crate::state::ui::{Density, Theme};
use crate::view::desk::tell;
use crate::view::keys::announced;
use crate::view::kit::button::{button, marked};
use crate::view::kit::icon;
use crate::view::kit::select::{offered, select};
use crate::view::kit::toggle::{Segment, toggle};
use crate::view::tree::{Element, Node, el, live};
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

/// Pause, saved matches, commands, bookmakers, order, format of odds, density and colours.
pub fn display(screen: Screen) -> Node {
    live("display", move || move || draw(screen))
}

fn draw(screen: Screen) -> Element {
    let ui = screen.ui();
    let is_paused = ui.paused_since.is_some();
    let (word, shape) =
        if is_paused { (words::RESUME, icon::PLAY) } else { (words::PAUSE, icon::PAUSE) };
    let pause = marked(shape, word, move || screen.dispatch(Intent::Pause(!is_paused)));
    let only = ui.saved_only;
    let saved = marked(icon::STAR, words::SAVED, move || screen.dispatch(Intent::SavedOnly(!only)));
    let set_format = move |value: String| {
        screen.dispatch(Intent::Format(Format::parse(&value).unwrap_or_default()));
    };
    let set_sort = move |value: String| {
        screen.dispatch(Intent::Sort(Sort::parse(&value).unwrap_or_default()));
    };
    let sorts = Sort::ALL.map(|sort| (sort.as_str(), words::sort(sort).text()));
    let formats = Format::ALL.map(|format| (format.as_str(), words::format(format).text()));
    let set_density = move |value: String| {
        screen.dispatch(Intent::Density(Density::parse(&value).unwrap_or_default()));
    };
    let set_theme = move |value: String| {
        screen.dispatch(Intent::Theme(Theme::parse(&value).unwrap_or_default()));
    };
    let commands = button(words::COMMANDS, tell(screen, "palette.open"))
        .set("aria-haspopup", "dialog")
        .set("aria-keyshortcuts", words::COMMANDS_KEY);
    let books = button(words::BOOKMAKERS, tell(screen, "books.open"))
        .set("aria-haspopup", "dialog")
        .maybe("aria-keyshortcuts", announced(screen, words::BOOKS_KEY));
    el("div", "toolbar__view")
        .child(pause.set("data-keep", "always"))
        .child(saved.set("data-keep", "middle").truth("aria-pressed", only))
        .child(commands.set("data-keep", "middle"))
        .child(books)
        .child(select(words::SORT, offered(&sorts), ui.sort.as_str(), set_sort))
        .child(select(words::FORMAT, offered(&formats), ui.format.as_str(), set_format))
        .child(toggle(words::DENSITY, "density", &DENSITIES, ui.density.as_str(), set_density))
        .child(toggle(words::THEME, "theme", &THEMES, ui.theme.as_str(), set_theme))
}
