//! Who may depend on whom, and what no Rust file holds.

use std::collections::BTreeSet;

use crate::source::{Text, check, has_word, lines, text, texts};

/// Everything Rust in the project.
const RUST: [&str; 6] = ["bench", "src", "crates", "fuzz", "tests", "xtask"];
/// Ours, by the names that code uses.
const OURS: [&str; 8] =
    ["model", "wire", "link", "meter", "sample", "server", "simulator", "oddsboard-app"];

/// The names under `[dependencies]` of a package.
fn dependencies(manifest: &Text) -> BTreeSet<&str> {
    let section = manifest.text.split("[dependencies]").nth(1).unwrap_or_default();
    let lines = section.lines().take_while(|line| !line.starts_with('['));
    lines
        .filter_map(|line| line.split(['.', ' ', '=']).next())
        .filter(|name| !name.is_empty())
        .collect()
}

fn check_dependencies(package: &str, allowed: &[&str], only: impl Fn(&str) -> bool) {
    let manifest = text(&format!("{package}Cargo.toml"));
    let found = dependencies(&manifest);
    let not_allowed = found.into_iter().filter(|name| only(name) && !allowed.contains(name));
    let offenders: Vec<_> = not_allowed.map(|name| format!("{}: {name}", manifest.path)).collect();
    check(&format!("{package} may depend on {allowed:?}"), &offenders);
}

#[test]
fn the_core_depends_on_nothing_that_does_io() {
    check_dependencies("crates/model/", &[], |_| true);
    check_dependencies("crates/link/", &[], |_| true);
    check_dependencies("crates/wire/", &["model", "serde", "serde_json"], |_| true);
}

#[test]
fn packages_depend_on_each_other_in_one_direction() {
    let is_ours = |name: &str| OURS.contains(&name);
    check_dependencies("", &["model", "wire", "link"], is_ours);
    check_dependencies("crates/server/", &["model", "wire", "simulator"], is_ours);
    check_dependencies("crates/simulator/", &["model", "wire"], is_ours);
    check_dependencies("crates/meter/", &["model", "wire"], is_ours);
    check_dependencies("crates/sample/", &["model", "simulator", "wire"], is_ours);
    check_dependencies("xtask/", &[], is_ours);
}

#[test]
fn the_browser_is_named_in_its_shell_only() {
    let offenders = lines(&texts(&["src"], ".rs"), |file, line| {
        let names =
            ["web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "serde_wasm_bindgen"];
        let is_named = has_word(line, &names) || line.contains("gloo_");
        // What a program offers its loader stands in the program, or every program would hold it.
        let edges = ["src/io", "src/io.rs", "src/program"];
        is_named && !edges.iter().any(|edge| file.is_under(edge))
    });
    check("src/io and src/program are all there is of the browser", &offenders);
}

#[test]
fn view_and_state_do_not_reach_past_their_neighbours() {
    let view = lines(&texts(&["src/view", "src/view.rs"], ".rs"), |file, line| {
        ["io", "wire", "link"].iter().any(|name| names_module(file, line, name))
    });
    check("src/view knows neither io, wire nor link", &view);
    let state = lines(&texts(&["src/state", "src/state.rs"], ".rs"), |file, line| {
        ["io", "wire"].iter().any(|name| names_module(file, line, name))
    });
    check("src/state knows neither io nor wire", &state);
    let desk = lines(&texts(&["src/desk", "src/desk.rs"], ".rs"), |file, line| {
        ["io", "link"].iter().any(|name| names_module(file, line, name)) || line.contains("live(")
    });
    check("src/desk knows neither io nor link, and draws no part that is code", &desk);
}

/// Whether a line's path begins at this module of the crate, or at the crate of this name.
fn names_module(file: &Text, line: &str, name: &str) -> bool {
    if line.trim_start().starts_with("//") {
        return false;
    }
    // A module of its own by that name is not the one that is meant.
    let is_own = file.text.contains(&format!("mod {name};"));
    let of_crate =
        line.contains(&format!("crate::{name}::")) || line.contains(&format!("crate::{name};"));
    let at_start = line.match_indices(&format!("{name}::")).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|sign| sign.is_alphanumeric() || sign == '_' || sign == ':')
    });
    of_crate || (at_start && !is_own)
}

#[test]
fn only_the_edges_know_a_serial_form() {
    let edges = [
        "bench",
        "crates/wire",
        "crates/server",
        "crates/simulator",
        "crates/meter",
        "src/io",
        "tests",
    ];
    let offenders = lines(&texts(&RUST, ".rs"), |file, line| {
        let is_named = has_word(line, &["serde", "serde_json", "serde_wasm_bindgen"]);
        is_named
            && !line.trim_start().starts_with("//")
            && !edges.iter().any(|edge| file.is_under(edge))
    });
    check("serde is for the edges", &offenders);
}

#[test]
fn every_file_says_what_it_is() {
    let files = texts(&RUST, ".rs");
    let silent = files.iter().filter(|file| !file.text.starts_with("//! "));
    check(
        "the first line is `//! ` and a sentence",
        &silent.map(|file| format!("{}:1", file.path)).collect::<Vec<_>>(),
    );
}

#[test]
fn no_file_is_named_for_its_folder_alone() {
    let files = texts(&RUST, ".rs");
    let offenders = files.iter().filter(|file| file.path.ends_with("/mod.rs"));
    check("foo.rs beside foo/", &offenders.map(|file| file.path.clone()).collect::<Vec<_>>());
}

#[test]
fn tests_neither_wait_for_time_nor_are_left_out() {
    // Put together, so that this file does not offend.
    let left_out = concat!("#[", "ignore");
    let files: Vec<_> = texts(&RUST, ".rs").into_iter().map(only_tests).collect();
    let offenders =
        lines(&files, |_, line| line.trim_start().starts_with(left_out) || waits_for_time(line));
    check("a test waits for a condition and is never left out", &offenders);
}

/// Whether a function of that name is called or imported. A method of a pure model may be called so: that a
/// machine sleeps is one of the things that happen to it.
fn waits_for_time(line: &str) -> bool {
    line.match_indices(concat!("sl", "eep")).any(|(at, _)| {
        let before = &line[..at];
        !before.ends_with(|letter: char| letter == '.' || letter.is_alphanumeric() || letter == '_')
            && !before.ends_with("fn ")
            && has_word(line, &[concat!("sl", "eep")])
    })
}

/// The file with every line blank that is no part of a test.
fn only_tests(file: Text) -> Text {
    let is_test = file.path.split('/').any(|part| part == "tests");
    let start = if is_test { Some(0) } else { file.text.find("#[cfg(test)]") };
    let (code, tests) = file.text.split_at(start.unwrap_or(file.text.len()));
    Text { text: "\n".repeat(code.matches('\n').count()) + tests, path: file.path }
}
