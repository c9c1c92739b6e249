//! What the reader chose last time. Without storage every visit is the first.

use crate::state::ui::{Density, Theme, Ui};

const THEME: &str = "oddsboard.theme";
const DENSITY: &str = "oddsboard.density";

/// The choices as they were left; the usual ones where none were.
pub fn load() -> Ui {
    Ui {
        theme: read(THEME).as_deref().and_then(Theme::parse).unwrap_or_default(),
        density: read(DENSITY).as_deref().and_then(Density::parse).unwrap_or_default(),
        ..Ui::default()
    }
}

/// Keeps the choices for the next visit.
pub fn store(ui: &Ui) {
    write(THEME, ui.theme.as_str());
    write(DENSITY, ui.density.as_str());
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

fn write(key: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, value);
    }
}
