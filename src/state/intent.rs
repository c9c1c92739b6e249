//! All that a reader can do.

use std::sync::Arc;

use model::board::MarketId;
use model::format::Format;
use model::kin::Corrections;
use model::line::Line;
use model::order::Sort;
use model::select::Phases;

use crate::state::ui::{Density, Language, List, Source, Theme, View};

/// With what a reader is among the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// The mouse, a finger or a pen.
    Pointer,
    /// The focus of the keyboard.
    Focus,
}

/// A reader's wish, spoken or shown by where they scroll. It goes down the same road as the feed's messages and comes back as signals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Show matches in which these words are found.
    Search(String),
    /// Show one sport, or all. Choosing a sport lets go of a competition of another.
    Sport(Option<String>),
    /// Show one competition, or all.
    Competition(Option<String>),
    /// Count one bookmaker's prices only, or everybody's.
    Bookmaker(Option<String>),
    /// Let a bookmaker's prices not count, or count again.
    HideBook(Arc<str>, bool),
    /// Put a bookmaker before another, or last.
    PlaceBook(Arc<str>, Option<Arc<str>>),
    /// Know better who some bookmakers are.
    CorrectBooks(Corrections),
    /// Show this market.
    Market(String),
    /// Show this period.
    Period(i32),
    /// Put the rows in this order.
    Sort(Sort),
    /// Let the rows move to where they belong now.
    Rearrange,
    /// Show these phases.
    Phases(Phases),
    /// Show saved matches only, or all.
    SavedOnly(bool),
    /// Show everything in the market and period chosen.
    ClearFilters,
    /// Open a match to compare bookmakers, or close it.
    Choose(Option<MarketId>),
    /// Keep an eye on a market's match, or let go of it.
    Save(MarketId, bool),
    /// Compare at this line.
    Line(Line),
    /// Show best prices or one match's.
    View(View),
    /// Open a list beside the board, or close it.
    List(Option<List>),
    /// Stop or go on showing new prices.
    Pause(bool),
    /// Write prices like this.
    Format(Format),
    /// Use these colours.
    Theme(Theme),
    /// Use this height of rows.
    Density(Density),
    /// Let single keys do something, or nothing.
    SingleKeys(bool),
    /// Have prices streamed, or read at intervals.
    Source(Source),
    /// Do what a tree of the desk names, with the value of the field that it is about.
    Act(String, String),
    /// Say everything in this language.
    Language(Language),
    /// Try the connection again now.
    Retry,
    /// The reader is among the rows with this, or has left: rows stand still meanwhile.
    Presence(Presence, bool),
    /// Be shown prices here: of these rows, a part of the board, those are near being seen.
    Approach {
        /// The rows of the part.
        rows: Vec<MarketId>,
        /// Those of them that are near.
        near: Vec<MarketId>,
    },
}

impl Intent {
    /// The wish of this name, as the desk says it; `None` when there is none of it.
    pub fn named(name: &str, value: &str) -> Option<Self> {
        let text = || value.to_owned();
        Some(match name {
            "clear" => Self::ClearFilters,
            "sport" => Self::Sport(Some(text())),
            "competition" => Self::Competition(Some(text())),
            "market" => Self::Market(text()),
            "hide" => Self::HideBook(value.into(), true),
            "show" => Self::HideBook(value.into(), false),
            "place" => {
                let (name, before) = value.split_once('\t')?;
                Self::PlaceBook(name.into(), Some(before.into()).filter(|_| !before.is_empty()))
            }
            "who" => Self::CorrectBooks(Corrections::parse(value)),
            "keys" => Self::SingleKeys(value == "true"),
            "phases" => Self::Phases(Phases::parse(value)?),
            "pause" => Self::Pause(value == "true"),
            "format" => Self::Format(Format::parse(value)?),
            "theme" => Self::Theme(Theme::parse(value)?),
            "density" => Self::Density(Density::parse(value)?),
            _ => return None,
        })
    }
}
