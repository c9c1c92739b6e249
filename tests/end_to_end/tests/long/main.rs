//! Runs of many minutes, each of which prints its figures: `cargo xtask long [NAME…]`.

mod accept_then_close;
mod feed_down;
mod flood;
mod handovers;
mod soak;

use std::time::Duration;

use end_to_end::tools;

/// So many minutes as the variable says, or as many as usual.
fn minutes(variable: &str, usual: u32) -> Duration {
    Duration::from_mins(tools::number(variable, usual).into())
}

/// How much longer than planned a run may take to begin and to end.
const SLACK: Duration = Duration::from_mins(5);
