//! The pictures of the documents, made by the tests that look at the page.

use anyhow::Result;

use crate::verify::steps::end_to_end;
use crate::{build, place, run, setup};

/// Makes `docs/pictures` and `docs/dashboard.png` anew.
///
/// # Errors
///
/// When set-up or a build fails, or the page does not look as it should.
pub(crate) fn pictures() -> Result<()> {
    let tools = setup::for_checks()?;
    build::page(&tools)?;
    let mut test = end_to_end(&tools)?;
    test.arg("pictures").env("ODDSBOARD_PICTURES", place::root().join("docs"));
    run::run(&mut test)
}
