//! An alert that a reader set: on what, and when.

use crate::alert::condition::Condition;
use crate::books::Books;
use crate::quote::Address;

/// What an alert is set on. Names as the feed gives them, because numbers of a board end with it; an empty text or
/// `None` stands for any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// Sport.
    pub sport: String,
    /// Competition code or raw name.
    pub competition: String,
    /// Match name. A condition on a move needs one.
    pub match_name: String,
    /// Market type.
    pub market_type: String,
    /// Period.
    pub period: Option<i32>,
    /// Whether in play.
    pub live: Option<bool>,
    /// Selection, line included.
    pub selection: String,
    /// Bookmaker, by any spelling of its name. Here an empty text stands for the best price, not for every
    /// bookmaker's.
    pub bookmaker: String,
}

impl Target {
    /// Whether it is set on a bookmaker's price for a selection, or on the best price when there is no bookmaker.
    pub fn covers(
        &self,
        books: &Books,
        address: Address<'_>,
        selection: &str,
        bookmaker: Option<&str>,
    ) -> bool {
        let is = |wanted: &str, text: &str| wanted.is_empty() || wanted == text;
        is(&self.sport, address.fixture.sport)
            && is(&self.competition, address.fixture.competition)
            && is(&self.match_name, address.fixture.match_name)
            && is(&self.market_type, address.market_type)
            && self.period.is_none_or(|period| period == address.period)
            && self.live.is_none_or(|live| live == address.live)
            && is(&self.selection, selection)
            && match bookmaker {
                None => self.bookmaker.is_empty(),
                Some(_) if self.bookmaker.is_empty() => false,
                Some(name) => books.key(name) == books.key(&self.bookmaker),
            }
    }
}

/// One alert. Its text is one line, see [`Rule::parse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// On what.
    pub target: Target,
    /// When.
    pub condition: Condition,
}

/// The most rules there may be.
pub const RULES_MAX: usize = 100;

/// The most bytes of a rule's line.
pub const LINE_BYTES_MAX: usize = 2_000;

/// Why a line is no rule, or a rule is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// It is of a version that is not known, such as a later one.
    Version,
    /// It has too few or too many fields.
    Fields,
    /// Its condition is none that is known.
    Condition,
    /// A number in its condition is none, or out of range.
    Number,
    /// It is on a move, and names no match. How far a price moved is known of those only that are followed, and not
    /// every price there is can be.
    Match,
    /// Its period is no whole number.
    Period,
    /// Its phase is neither of the two.
    Phase,
    /// What is written in hex is no text.
    Escape,
    /// It is longer than [`LINE_BYTES_MAX`].
    Long,
    /// There were [`RULES_MAX`] before it.
    Full,
}

/// What was read of a stored list of rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// The rules, in the order of their lines.
    pub rules: Vec<Rule>,
    /// The lines that are none: at most as many as there may be rules.
    pub damaged: Vec<Damaged>,
}

/// A line that is no rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// Where it stands, counted from one.
    pub nth: usize,
    /// What is wrong with it.
    pub damage: Damage,
    /// The line itself, to be stored again with the rules: a later version may read it.
    pub line: String,
}

/// Reads a list of rules, a line each. A damaged line costs that line only; blank ones say nothing.
pub fn load(text: &str) -> Loaded {
    let mut loaded = Loaded::default();
    for (nth, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let is_full = loaded.rules.len() >= RULES_MAX;
        match if is_full { Err(Damage::Full) } else { Rule::parse(line) } {
            Ok(rule) => loaded.rules.push(rule),
            Err(damage) if loaded.damaged.len() < RULES_MAX => {
                loaded.damaged.push(Damaged { nth: nth + 1, damage, line: line.to_owned() });
            }
            Err(_) => {}
        }
    }
    loaded
}
