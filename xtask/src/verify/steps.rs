//! The checks themselves, in their order.

use std::process::Command;

use anyhow::Result;

use super::count::Count;
use super::report::Report;
use crate::setup::Tools;
use crate::{build, fuzz, meter, mutants, place, run, size};

/// Checks that need more than Rust, by their titles.
pub(crate) const WITH_TOOLS: &[&str] = &[
    "duplicates in the page",
    "licences and sources",
    "hostile input",
    "instructions",
    "components in Chromium",
    "page",
    "sizes",
    "end to end",
];

/// For how long inputs are looked for that the parsers and the board do not stand.
const FUZZ_S: u64 = 30;

/// Formatting, lints and tests: what needs Rust only.
pub(crate) fn without_tools(report: &mut Report) {
    let mut lint = |title, args| report.check(title, || Ok(run::cargo(args)));
    lint("format", "fmt --all --check");
    lint("lints", "clippy --workspace --all-targets -- --deny warnings");
    lint(
        "lints for the browser",
        "clippy --package oddsboard-app --lib --bins --test web --target wasm32-unknown-unknown -- --deny warnings",
    );
    lint(
        "the core in the browser",
        "check --package model --package wire --package link --target wasm32-unknown-unknown",
    );
    // The tests of the whole have a step of their own, once there is a page.
    report
        .tests("tests", || Ok(run::cargo("test --workspace --exclude end-to-end --no-fail-fast")));
    report.step("mutants of the link", || mutants::noticed(mutants::WORST));
}

/// What needs the tools that set-up brings.
pub(crate) fn with_tools(report: &mut Report, tools: &Tools) {
    report.check("duplicates in the page", || deny(tools, "check bans"));
    let all = "--workspace check --allow duplicate bans licenses sources";
    report.check("licences and sources", || deny(tools, all));
    report.step("hostile input", || fuzz::search(FUZZ_S));
    report.step("instructions", meter::held);
    report.tests("components in Chromium", || components(tools));
    if report.prepare("page", || build::page(tools)).is_some() {
        report.step("sizes", sizes);
        report.tests("end to end", || end_to_end(tools));
    } else {
        report.skip(&["sizes", "end to end"]);
    }
}

/// The list of known weaknesses is left out: reading it would need the network.
fn deny(tools: &Tools, args: &str) -> Result<Command> {
    let mut deny = run::program(tools.path("cargo-deny")?);
    deny.arg("--offline").args(args.split_whitespace());
    Ok(deny)
}

fn components(tools: &Tools) -> Result<Command> {
    let mut test =
        run::cargo("test --package oddsboard-app --target wasm32-unknown-unknown --test web");
    test.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", place::root().join("xtask/webdriver.json"))
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .env("CHROMEDRIVER", run::find("chromedriver")?);
    tools.equip(&mut test)?;
    Ok(test)
}

fn sizes() -> Result<Count> {
    let mut sum = Count::default();
    for page in size::pages(&place::dist())? {
        sum += Count::one(page.print());
    }
    Ok(sum)
}

/// The scenarios of the whole, in the browsers they are for.
///
/// # Errors
///
/// When a browser or its driver is not there.
pub(crate) fn end_to_end(tools: &Tools) -> Result<Command> {
    let mut test =
        run::cargo("test --package end-to-end --test end_to_end --no-fail-fast -- --show-output");
    test.env("ODDSBOARD_E2E", "1")
        // Errors say what they stand in; the stack of a scenario's executor says nothing and buries them.
        .env("RUST_BACKTRACE", "0")
        .env("ODDSBOARD_DIST", place::dist())
        .env("CHROMEDRIVER", run::find("chromedriver")?)
        .env("GECKODRIVER", tools.path("geckodriver")?)
        .env("WEBKIT_DRIVER", run::find("WebKitWebDriver")?)
        .env("AXE", tools.path("axe-core")?);
    tools.equip(&mut test)?;
    Ok(test)
}
