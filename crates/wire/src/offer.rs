//! A feed's number as an offer.

use model::price::Price;
use model::quote::Offer;

use crate::json::Raw;

/// The offer behind a price as it is written: a number out of range or a value of another type suspends this
/// price and leaves the row standing.
pub(crate) fn read(raw: Raw<'_>) -> Offer {
    of(raw.written())
}

/// The offer behind a price as it is written.
pub(crate) fn of(written: &str) -> Offer {
    Price::parse(written).map_or(Offer::Suspended, Offer::Open)
}
