//! What the reader looks at and how, as the page tells it: a line for each, name and value.

use model::format::Format;
use model::select::Filter;

use crate::desk::focus::Focus;
use crate::state::screen::Place;

/// What the reader looks at, and how.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Setting {
    /// How prices are written.
    pub(super) format: Format,
    /// Where the reader is.
    pub(super) place: Place,
    /// Whose prices count.
    pub(super) filter: Filter,
    /// Whether new prices are held back.
    pub(super) is_paused: bool,
    /// The open match.
    pub(super) focus: Option<Focus>,
}

impl Setting {
    /// Reads what [`Setting`] is told as; what is not understood is as if it was not told.
    pub(super) fn read(text: &str) -> Self {
        let mut setting = Self::default();
        for line in text.lines() {
            let (name, value) = line.split_once(' ').unwrap_or((line, ""));
            match name {
                "paused" => setting.is_paused = true,
                "format" => setting.format = Format::parse(value).unwrap_or_default(),
                "offset" => {
                    setting.place = Place { utc_offset_min: value.parse().unwrap_or_default() };
                }
                "bookmaker" => setting.filter.bookmaker = Some(value.to_owned()),
                "focus" => setting.focus = Focus::read(value),
                _ => {}
            }
        }
        if let Some(focus) = &setting.focus {
            setting.filter.market_type.clone_from(&focus.market_type);
            setting.filter.period = focus.period;
        }
        setting
    }
}
