//! The reactive projection: what the feed holds, as values that tell their readers. The only writer of shared ones.

pub mod address;
pub mod calm;
pub mod care;
pub mod feed;
pub mod grid;
pub mod intent;
pub mod kept;
pub mod line;
pub mod near;
pub mod places;
pub mod projection;
pub mod reader;
pub mod rows;
pub mod screen;
pub mod status;
pub mod ticker;
pub mod ui;
