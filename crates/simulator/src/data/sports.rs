//! How each sport scores: what the pricing models need to know about it.

/// The scoring habits of one sport.
#[derive(Debug)]
pub(crate) struct Sport {
    /// The name on the wire.
    pub(crate) name: &'static str,
    /// Real minutes from kick-off to the end, breaks included.
    pub(crate) minutes: f64,
    /// Few goals, counted exactly, with a draw; other sports are priced by normal approximation.
    pub(crate) goals: bool,
    /// Standard deviation of the final margin.
    pub(crate) margin_sd: f64,
    /// Standard deviation of the final total.
    pub(crate) total_sd: f64,
    /// Expected margin of the strongest member over the weakest.
    pub(crate) reach: f64,
    /// Expected margin of playing at home.
    pub(crate) home_edge: f64,
    /// Points one score is worth, each equally likely.
    pub(crate) scores: &'static [u32],
    /// Distance between two offered lines.
    pub(crate) line_step: f64,
    /// Whether first-half markets are offered.
    pub(crate) halves: bool,
    /// Whether a score suspends the markets for a while.
    pub(crate) suspends: bool,
}

pub(crate) const FOOTBALL: Sport = Sport {
    name: "Football",
    minutes: 109.0,
    goals: true,
    margin_sd: 1.6,
    total_sd: 1.6,
    reach: 1.7,
    home_edge: 0.3,
    scores: &[1],
    line_step: 1.0,
    halves: true,
    suspends: true,
};

/// Raw, unmapped competitions; the ones simulated are all football.
pub(crate) const OTHER: Sport = Sport { name: "Other", ..FOOTBALL };

pub(crate) const BASKETBALL: Sport = Sport {
    name: "Basketball",
    minutes: 130.0,
    goals: false,
    margin_sd: 12.0,
    total_sd: 18.0,
    reach: 14.0,
    home_edge: 2.5,
    scores: &[2, 2, 3, 1],
    line_step: 3.0,
    halves: true,
    suspends: false,
};

pub(crate) const TENNIS: Sport = Sport {
    name: "Tennis",
    minutes: 110.0,
    goals: false,
    margin_sd: 5.0,
    total_sd: 5.0,
    reach: 6.0,
    home_edge: 0.0,
    scores: &[1],
    line_step: 1.0,
    halves: false,
    suspends: false,
};

pub(crate) const HOCKEY: Sport = Sport {
    name: "Hockey",
    minutes: 140.0,
    goals: false,
    margin_sd: 2.4,
    total_sd: 2.4,
    reach: 1.6,
    home_edge: 0.2,
    scores: &[1],
    line_step: 1.0,
    halves: false,
    suspends: true,
};

pub(crate) const BASEBALL: Sport = Sport {
    name: "Baseball",
    minutes: 170.0,
    goals: false,
    margin_sd: 4.2,
    total_sd: 4.2,
    reach: 2.0,
    home_edge: 0.25,
    scores: &[1],
    line_step: 1.0,
    halves: false,
    suspends: true,
};

pub(crate) const AMERICAN_FOOTBALL: Sport = Sport {
    name: "AmericanFootball",
    minutes: 185.0,
    goals: false,
    margin_sd: 12.5,
    total_sd: 13.0,
    reach: 11.0,
    home_edge: 1.5,
    scores: &[7, 3, 7],
    line_step: 1.0,
    halves: true,
    suspends: true,
};

pub(crate) const RUGBY: Sport = Sport {
    name: "Rugby",
    minutes: 96.0,
    goals: false,
    margin_sd: 13.0,
    total_sd: 13.0,
    reach: 16.0,
    home_edge: 4.0,
    scores: &[7, 5, 3, 3],
    line_step: 2.0,
    halves: true,
    suspends: true,
};
