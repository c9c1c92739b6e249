//! The accessibility checker, run inside the page.

use anyhow::{Result, ensure};
use serde::Deserialize;
use serde_json::Value;

use crate::page::Page;
use crate::tools;

/// A rule that a page breaks, and where.
#[derive(Debug, Deserialize)]
struct Violation {
    id: String,
    help: String,
    places: Vec<String>,
}

const RUN: &str = "
const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ['violations'] }).then(
  (result) => done(result.violations.map(({ id, help, nodes }) =>
    ({ id, help, places: nodes.slice(0, 4).map((node) => `${node.target.flat(9).join(' ')} ${node.failureSummary} ${node.html}`) }))),
  (error) => done(String(error)));";

/// Checks the page as it stands, shadow roots included.
///
/// # Errors
///
/// When it breaks a rule, or cannot be checked.
pub async fn check(page: &Page, what: &str) -> Result<()> {
    if !page.run::<bool>("return typeof axe === 'object';", &[]).await? {
        let source = tools::axe()?;
        page.run::<Value>(&source, &[]).await?;
    }
    let found = page.browser().client().execute_async(RUN, Vec::new()).await?;
    let violations: Vec<Violation> = serde_json::from_value(found)?;
    let told: Vec<_> = violations.iter().map(told).collect();
    ensure!(violations.is_empty(), "{what} breaks {} rules:\n{}", told.len(), told.join("\n"));
    Ok(())
}

fn told(violation: &Violation) -> String {
    let Violation { id, help, places } = violation;
    format!("{id}: {help}\n  {}", places.join("\n  "))
}
