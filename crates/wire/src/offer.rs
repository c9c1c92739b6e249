//! A feed's number as an offer.

use model::quote::Offer;
use serde_json::value::RawValue;

/// The offer behind the raw JSON of a price, and whether it was one.
///
/// Read from the raw text, because a number out of range or a value of another type must suspend this
/// price and leave the row standing.
pub(crate) fn read(raw: &RawValue) -> Offer {
    serde_json::from_str::<f64>(raw.get()).map_or(Offer::Suspended, Offer::from_decimal)
}
