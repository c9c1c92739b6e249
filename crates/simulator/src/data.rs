//! The tables the world is made from: sports, competitions with their clubs or players, bookmakers.

pub(crate) mod bookmakers;
pub(crate) mod football;
pub(crate) mod hockey;
pub(crate) mod sports;
pub(crate) mod tennis;
pub(crate) mod various;

use self::sports::Sport;

/// One competition: its code on the wire and who plays in it, strongest first.
#[derive(Debug)]
pub(crate) struct Competition {
    pub(crate) code: &'static str,
    pub(crate) sport: &'static Sport,
    /// Mean of all points of a match, both sides together.
    pub(crate) total: f64,
    pub(crate) members: &'static [&'static str],
}

/// Every competition of the world, in a fixed order.
pub(crate) fn competitions() -> impl Iterator<Item = &'static Competition> {
    football::COMPETITIONS
        .iter()
        .chain(tennis::COMPETITIONS)
        .chain(hockey::COMPETITIONS)
        .chain(various::COMPETITIONS)
}
