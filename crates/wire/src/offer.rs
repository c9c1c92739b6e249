//! A feed's number as an offer.

use model::price::Price;
use model::quote::Offer;

use crate::json::Raw;

/// The offer behind a price as it is written: a number out of range or a value of another type suspends this
/// price and leaves the row standing.
pub(crate) fn read(raw: Raw<'_>) -> Offer {
    Price::parse(raw.written()).map_or(Offer::Suspended, Offer::Open)
}
