//! How lively each scenario's world is.

use crate::scenario::Scenario;

/// The dials of the engine.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tempo {
    /// Share of matches in play when the world begins.
    pub(crate) live_share: f64,
    /// Factor on every bookmaker's time between scrapes.
    pub(crate) cadence: f64,
    /// Smallest move of implied chance worth showing, before kick-off and in play.
    pub(crate) patience: [f64; 2],
    /// Chance that a look at an upcoming match finds one bookmaker with a new opinion.
    pub(crate) opinion_rate: f64,
    /// Bursts of prices happen.
    pub(crate) bursts: bool,
    /// Bookmakers fall silent.
    pub(crate) silences: bool,
    /// Rubbish is mixed in.
    pub(crate) hostile: bool,
}

impl Tempo {
    pub(crate) const fn of(scenario: Scenario) -> Self {
        let matchday = Self {
            live_share: 0.12,
            cadence: 1.0,
            patience: [0.006, 0.022],
            opinion_rate: 0.1,
            bursts: false,
            silences: false,
            hostile: false,
        };
        match scenario {
            Scenario::Calm => Self {
                live_share: 0.03,
                cadence: 1.7,
                patience: [0.02, 0.06],
                opinion_rate: 0.01,
                ..matchday
            },
            Scenario::Matchday | Scenario::Flap => matchday,
            Scenario::Burst => Self { bursts: true, ..matchday },
            Scenario::Stale => Self { silences: true, ..matchday },
            Scenario::Hostile => Self { hostile: true, ..matchday },
        }
    }
}
