//! What kind of day the simulated provider has.

use std::fmt;
use std::str::FromStr;

/// A named behaviour of the world and of the service; the README describes each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scenario {
    /// Few live matches, slow scrapes, few messages.
    Calm,
    /// Tens of messages a second and a good share of live matches.
    #[default]
    Matchday,
    /// A match day on which thousands of prices move at once, again and again.
    Burst,
    /// A match day on which bookmakers fall silent for minutes.
    Stale,
    /// A match day on which the stream is cut every half minute and tokens are refused now and then.
    Flap,
    /// A match day whose feed carries rubbish between its good rows.
    Hostile,
}

impl Scenario {
    /// All of them, in the order of the README.
    pub const ALL: [Self; 6] =
        [Self::Calm, Self::Matchday, Self::Burst, Self::Stale, Self::Flap, Self::Hostile];

    /// The name a command line uses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Calm => "calm",
            Self::Matchday => "matchday",
            Self::Burst => "burst",
            Self::Stale => "stale",
            Self::Flap => "flap",
            Self::Hostile => "hostile",
        }
    }
}

impl fmt::Display for Scenario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The text names no scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownScenario;

impl fmt::Display for UnknownScenario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a scenario; one of calm, matchday, burst, stale, flap, hostile")
    }
}

impl std::error::Error for UnknownScenario {}

impl FromStr for Scenario {
    type Err = UnknownScenario;

    fn from_str(text: &str) -> Result<Self, UnknownScenario> {
        Self::ALL.into_iter().find(|scenario| scenario.name() == text).ok_or(UnknownScenario)
    }
}
