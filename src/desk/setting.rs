//! What the reader looks at and how, as the page tells it: a line for each, name and value.

use model::format::Format;
use model::kin::Corrections;
use model::select::{Filter, Phases};

use crate::desk::focus::Focus;
use crate::state::screen::Place;
use crate::state::ui::List;

/// What the reader looks at, and how.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Setting {
    /// How prices are written.
    pub(super) format: Format,
    /// Where the reader is.
    pub(super) place: Place,
    /// What is on the board, and whose prices count.
    pub(super) filter: Filter,
    /// Whether new prices are held back.
    pub(super) is_paused: bool,
    /// The open match.
    pub(super) focus: Option<Focus>,
    /// The lists that stand open.
    pub(super) lists: Lists,
    /// Whether single keys do nothing.
    pub(super) are_keys_off: bool,
    /// Whether nobody sees the page.
    pub(super) is_hidden: bool,
}

/// Which lists stand open.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Lists {
    /// None.
    #[default]
    None,
    /// One.
    One(List),
    /// All of them, where there is room.
    All,
}

impl Lists {
    fn read(text: &str) -> Self {
        if text == "all" { Self::All } else { List::parse(text).map_or(Self::None, Self::One) }
    }

    /// The lists, in their order.
    pub(super) fn open(self) -> impl Iterator<Item = List> {
        let lists = List::ALL.iter().copied();
        lists.filter(move |list| self == Self::All || self == Self::One(*list))
    }
}

impl Setting {
    /// Reads what [`Setting`] is told as; what is not understood is as if it was not told.
    pub(super) fn read(text: &str) -> Self {
        let mut setting = Self::default();
        for line in text.lines() {
            let Some((name, value)) = line.split_once(' ') else { continue };
            match name {
                "format" => setting.format = Format::parse(value).unwrap_or_default(),
                "offset" => {
                    setting.place = Place { utc_offset_min: value.parse().unwrap_or_default() };
                }
                "search" => value.clone_into(&mut setting.filter.search),
                "sport" => setting.filter.sport = Some(value.to_owned()),
                "competition" => setting.filter.competition = Some(value.to_owned()),
                "books" => setting.filter.lineup.reorder(value),
                "who" => setting.filter.lineup.correct(Corrections::parse(value)),
                "keys" => setting.are_keys_off = value == "off",
                "bookmaker" => setting.filter.bookmaker = Some(value.to_owned()),
                "market" => value.clone_into(&mut setting.filter.market_type),
                "period" => setting.filter.period = value.parse().unwrap_or_default(),
                "phases" => setting.filter.phases = Phases::parse(value).unwrap_or_default(),
                "paused" => setting.is_paused = value == "true",
                "hidden" => setting.is_hidden = true,
                "list" => setting.lists = Lists::read(value),
                "focus" => setting.focus = Focus::read(value),
                _ => {}
            }
        }
        setting
    }
}

#[cfg(test)]
mod tests {
    use model::format::Format;
    use model::lineup::Lineup;
    use model::select::{Filter, Phases};

    use super::{Lists, Setting};
    use crate::state::ui::List;

    #[test]
    fn the_whole_filter_is_read_and_what_is_not_told_is_the_usual() {
        let text = "format american\noffset 60\nsearch psg lyon\nsport Football\ncompetition LIG1\n\
            bookmaker Unibet.fr\nbooks betclic,-bwin\nmarket total\nperiod 1\nphases only\npaused true\nx y";
        let setting = Setting::read(text);
        assert_eq!((setting.format, setting.place.utc_offset_min), (Format::American, 60));
        assert!(setting.is_paused);
        let filter = Filter {
            search: "psg lyon".to_owned(),
            sport: Some("Football".to_owned()),
            competition: Some("LIG1".to_owned()),
            bookmaker: Some("Unibet.fr".to_owned()),
            market_type: "total".to_owned(),
            period: 1,
            phases: Phases::Only,
            lineup: Lineup::read("betclic,-bwin"),
        };
        assert_eq!(setting.filter, filter);
        assert_eq!(Setting::read(""), Setting::default());
    }

    #[test]
    fn what_is_looked_at_is_read_line_by_line() {
        let setting = Setting::read("format american\noffset 60\nlist value\nanother x\nlist");
        assert_eq!(setting.format.as_str(), "american");
        assert_eq!(setting.place.utc_offset_min, 60);
        assert_eq!(setting.lists, Lists::One(List::Value));
        assert_eq!(Setting::read("list x").lists, Lists::None);
        assert_eq!(Setting::read("list all").lists.open().count(), List::ALL.len());
    }
}
