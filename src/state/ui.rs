//! What the reader chose: filters, the open match, colours.

use model::board::MarketId;
use model::format::Format;
use model::line::Line;
use model::select::Filter;
use model::time::Instant;

use crate::state::intent::Intent;

/// The reader's choices. Plain data: written by the screen, read by the view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ui {
    /// What to show.
    pub filter: Filter,
    /// The open match.
    pub chosen: Option<MarketId>,
    /// The line at which the open match is compared; `None` follows its main line.
    pub line: Option<Line>,
    /// Best prices of all matches, or every price of one.
    pub view: View,
    /// The list that is open beside the board.
    pub list: Option<List>,
    /// Since when new prices are held back; `None` while they are shown.
    pub paused_since: Option<Instant>,
    /// How prices are written.
    pub format: Format,
    /// Colours.
    pub theme: Theme,
    /// Height of rows.
    pub density: Density,
    /// How prices come.
    pub source: Source,
}

impl Ui {
    /// Whether anything but the market and the period is narrowed.
    pub fn is_narrowed(&self) -> bool {
        let Filter { search, sport, competition, bookmaker, phases, .. } = &self.filter;
        !search.trim().is_empty()
            || sport.is_some()
            || competition.is_some()
            || bookmaker.is_some()
            || *phases != model::select::Phases::All
    }
}

impl Ui {
    /// Takes a reader's wish. `sport_of` tells the sport of a competition, when it is on the board.
    pub fn take(
        &mut self,
        intent: Intent,
        now: Instant,
        sport_of: impl Fn(&str) -> Option<String>,
    ) {
        match intent {
            Intent::Search(words) => self.filter.search = words,
            Intent::Sport(sport) => {
                let belongs = |code: &String| sport.is_none() || sport_of(code) == sport;
                self.filter.competition = self.filter.competition.take().filter(belongs);
                self.filter.sport = sport;
            }
            Intent::Competition(code) => self.filter.competition = code,
            Intent::Bookmaker(book) => self.filter.bookmaker = book,
            Intent::Market(market_type) => {
                self.filter.market_type = market_type;
                self.close();
            }
            Intent::Period(period) => {
                self.filter.period = period;
                self.close();
            }
            Intent::Phases(phases) => self.filter.phases = phases,
            Intent::ClearFilters => {
                let Filter { market_type, period, .. } = std::mem::take(&mut self.filter);
                self.filter = Filter { market_type, period, ..Filter::default() };
            }
            Intent::Choose(chosen) => (self.chosen, self.line) = (chosen, None),
            Intent::Line(line) => self.line = Some(line),
            Intent::View(view) => self.view = view,
            Intent::List(list) => self.list = list,
            Intent::Pause(pause) => self.paused_since = pause.then_some(now),
            Intent::Format(format) => self.format = format,
            Intent::Theme(theme) => self.theme = theme,
            Intent::Density(density) => self.density = density,
            Intent::Source(source) => self.source = source,
            // The connection is not the reader's screen, and where they are on it is no choice.
            Intent::Retry | Intent::Act(..) | Intent::Approach { .. } => {}
        }
    }

    fn close(&mut self) {
        (self.chosen, self.line) = (None, None);
    }
}

/// Declares an enum of the values of an attribute, with their names in the page.
macro_rules! choices {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum $name {
            $($(#[$each])* $variant,)+
        }

        impl $name {
            /// Every value, the default first.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its name in attributes and pages.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }

            /// Reads the value of an attribute; `None` when it is none of them.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == text)
            }
        }
    };
}

choices! {
    /// What a grid shows.
    View {
        /// The best price of every selection.
        #[default]
        Best = "best",
        /// Every bookmaker's price of one match.
        Compare = "compare",
    }
}

choices! {
    /// A list beside the board.
    List {
        /// Prices that together bring more than they cost.
        #[default]
        Arbitrage = "arbitrage",
        /// Prices over what the other bookmakers say they are worth.
        Value = "value",
        /// Prices that went far.
        Movers = "movers",
        /// What the reader asked to be told of.
        Alerts = "alerts",
    }
}

choices! {
    /// Colours.
    Theme {
        /// As the system asks.
        #[default]
        Auto = "auto",
        /// Dark on light.
        Light = "light",
        /// Light on dark.
        Dark = "dark",
    }
}

choices! {
    /// How prices come.
    Source {
        /// As they change, over a connection that costs a token.
        #[default]
        Stream = "stream",
        /// Read at intervals: enough before matches start, and it costs none.
        Reading = "reading",
    }
}

choices! {
    /// Height of rows.
    Density {
        /// Two lines a row.
        #[default]
        Normal = "normal",
        /// One line a row.
        Compact = "compact",
        /// Two lines with room around them.
        Comfortable = "comfortable",
    }
}
