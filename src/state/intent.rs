//! All that a reader can do.

use model::board::MarketId;
use model::format::Format;
use model::line::Line;
use model::select::Phases;

use crate::state::ui::{Density, List, Source, Theme, View};

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
    /// Show this market.
    Market(String),
    /// Show this period.
    Period(i32),
    /// Show these phases.
    Phases(Phases),
    /// Show everything in the market and period chosen.
    ClearFilters,
    /// Open a match to compare bookmakers, or close it.
    Choose(Option<MarketId>),
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
    /// Have prices streamed, or read at intervals.
    Source(Source),
    /// Do what a tree of the desk names, with the value of the field that it is about.
    Act(String, String),
    /// Try the connection again now.
    Retry,
    /// Be shown prices here: of these rows, a part of the board, those are near being seen.
    Approach {
        /// The rows of the part.
        rows: Vec<MarketId>,
        /// Those of them that are near.
        near: Vec<MarketId>,
    },
}
