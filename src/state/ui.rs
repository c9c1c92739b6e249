//! What the reader chose: filters, the open match, colours.

use std::rc::Rc;
use std::sync::Arc;

use model::board::MarketId;
use model::format::Format;
use model::line::Line;
use model::order::Sort;
use model::select::Filter;
use model::time::Instant;
use model::view::Roster;

use crate::state::care::Care;
use crate::state::intent::Intent;

/// The reader's choices. Plain data: written by the screen, read by the view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ui {
    /// What to show.
    pub filter: Filter,
    /// In what order.
    pub sort: Sort,
    /// Whether saved matches alone are shown.
    pub saved_only: bool,
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
    /// Whether single keys do nothing: whoever speaks to a machine, or hits keys by chance, is better off without.
    pub are_keys_off: bool,
    /// How prices come.
    pub source: Source,
    /// The word of care, where the page's owner has one.
    pub care: Rc<Care>,
    /// What everything is said in.
    pub language: Language,
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
            || self.saved_only
    }
}

impl Ui {
    /// Whether other rows are to be shown than by these choices, or in another order.
    pub fn asks_for_other_rows(&self, other: &Self) -> bool {
        self.filter != other.filter
            || self.sort != other.sort
            || self.saved_only != other.saved_only
    }

    /// Takes a wish that a reader may have on any screen; gives back any other.
    pub fn take(&mut self, intent: Intent, now: Instant) -> Option<Intent> {
        match intent {
            Intent::Choose(chosen) => (self.chosen, self.line) = (chosen, None),
            Intent::Line(line) => self.line = Some(line),
            Intent::Pause(pause) => self.paused_since = pause.then_some(now),
            other => return Some(other),
        }
        None
    }

    /// Takes a wish of a reader who has tools at hand; `roster` is what there was to choose from. Whoever has none
    /// does not load this.
    pub fn take_tool(&mut self, intent: Intent, roster: &Roster) {
        match intent {
            Intent::Search(words) => self.filter.search = words,
            Intent::Sport(sport) => {
                let is_of = |(known, of): &(Arc<str>, Arc<str>), code: &str| {
                    **known == *code && sport.as_deref() == Some(&**of)
                };
                let belongs = |code: &String| {
                    sport.is_none() || roster.competitions.iter().any(|known| is_of(known, code))
                };
                self.filter.competition = self.filter.competition.take().filter(belongs);
                self.filter.sport = sport;
            }
            Intent::Competition(code) => self.filter.competition = code,
            Intent::Bookmaker(book) => self.filter.bookmaker = book,
            Intent::HideBook(name, is_hidden) => self.filter.lineup.hide(&name, is_hidden),
            Intent::PlaceBook(name, before) => {
                self.filter.lineup.place(&roster.books, &name, before.as_deref());
            }
            Intent::CorrectBooks(later) => {
                let mut corrections = self.filter.lineup.corrections();
                corrections.merge(&later);
                self.filter.lineup.correct(corrections);
            }
            Intent::SingleKeys(are_on) => self.are_keys_off = !are_on,
            Intent::Market(market_type) => {
                self.filter.market_type = market_type;
                self.close();
            }
            Intent::Period(period) => {
                self.filter.period = period;
                self.close();
            }
            Intent::Phases(phases) => self.filter.phases = phases,
            Intent::Sort(sort) => self.sort = sort,
            Intent::SavedOnly(only) => self.saved_only = only,
            Intent::ClearFilters => {
                let Filter { market_type, period, lineup, .. } = std::mem::take(&mut self.filter);
                self.filter = Filter { market_type, period, lineup, ..Filter::default() };
                self.saved_only = false;
            }
            Intent::View(view) => self.view = view,
            Intent::List(list) => self.list = list,
            Intent::Format(format) => self.format = format,
            Intent::Theme(theme) => self.theme = theme,
            Intent::Density(density) => self.density = density,
            Intent::Source(source) => self.source = source,
            Intent::Language(language) => self.language = language,
            // What is taken by any screen, and what is no choice of what it shows: the connection, where the reader
            // is, what they save.
            Intent::Choose(_)
            | Intent::Line(_)
            | Intent::Pause(_)
            | Intent::Retry
            | Intent::Act(..)
            | Intent::Approach { .. }
            | Intent::Presence(..)
            | Intent::Rearrange
            | Intent::Save(..) => {}
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

choices! {
    /// The languages that the board speaks, by the first part of their tags.
    Language {
        /// English, which is part of the program.
        #[default]
        En = "en",
        /// French.
        Fr = "fr",
        /// German.
        De = "de",
        /// Spanish.
        Es = "es",
        /// Italian.
        It = "it",
        /// Portuguese.
        Pt = "pt",
        /// Arabic, which is written from right to left.
        Ar = "ar",
    }
}
