//! Leaves that know no word of the domain.

pub mod button;
pub mod icon;
pub mod select;
pub mod toggle;
