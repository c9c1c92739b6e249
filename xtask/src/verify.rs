//! Every check of the project in one go, and one count over all of them.

mod count;
mod report;
pub(crate) mod steps;

use std::process::ExitCode;

use crate::setup;
pub(crate) use count::Count;
use report::Report;

/// Runs every check, also after one has failed; the last line counts them.
pub(crate) fn verify() -> ExitCode {
    let mut report = Report::default();
    let tools = report.prepare("set-up", setup::for_checks);
    steps::without_tools(&mut report);
    match tools {
        Some(tools) => steps::with_tools(&mut report, &tools),
        None => report.skip(steps::WITH_TOOLS),
    }
    report.close()
}
