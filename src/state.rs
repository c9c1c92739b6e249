//! The reactive projection: what the feed holds, as signals. The only writer of shared signals.

pub mod feed;
pub mod intent;
pub mod kept;
pub mod line;
pub mod projection;
pub mod rows;
pub mod screen;
pub mod status;
pub mod ui;
