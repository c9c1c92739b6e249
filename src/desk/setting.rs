//! What the reader looks at and how, as the page tells it: a line for each, name and value.

use model::format::Format;
use model::lineup::Lineup;
use model::select::{Filter, Phases};

use crate::desk::focus::Focus;
use crate::state::screen::Place;

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
}

impl Setting {
    /// Reads what [`Setting`] is told as; what is not understood is as if it was not told.
    pub(super) fn read(text: &str) -> Self {
        let mut setting = Self::default();
        for line in text.lines() {
            let (name, value) = line.split_once(' ').unwrap_or((line, ""));
            match name {
                "format" => setting.format = Format::parse(value).unwrap_or_default(),
                "offset" => {
                    setting.place = Place { utc_offset_min: value.parse().unwrap_or_default() };
                }
                "search" => value.clone_into(&mut setting.filter.search),
                "sport" => setting.filter.sport = Some(value.to_owned()),
                "competition" => setting.filter.competition = Some(value.to_owned()),
                "books" => setting.filter.lineup = Lineup::read(value),
                "bookmaker" => setting.filter.bookmaker = Some(value.to_owned()),
                "market" => value.clone_into(&mut setting.filter.market_type),
                "period" => setting.filter.period = value.parse().unwrap_or_default(),
                "phases" => setting.filter.phases = Phases::parse(value).unwrap_or_default(),
                "paused" => setting.is_paused = value == "true",
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

    use super::Setting;

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
}
