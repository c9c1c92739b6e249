//! What documents name is there, and nothing names the place it was written at.

use std::path::Path;

use crate::source::{check, lines, root, text, texts};

#[test]
fn what_the_architecture_names_is_there() {
    let document = text("ARCHITECTURE.md");
    let named = lines(&[document], |_, line| {
        line.split('`').skip(1).step_by(2).any(|name| is_path(name) && !root().join(name).exists())
    });
    check("ARCHITECTURE.md names what is there", &named);
}

/// A name with folders in it, and no request, query or address.
fn is_path(name: &str) -> bool {
    let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte));
    is_plain && name.contains('/') && !name.starts_with('/')
}

#[test]
fn tests_that_the_traps_name_are_there() {
    let sources = texts(&["crates", "src", "tests"], ".rs");
    let is_there = |name: &str| {
        let function = format!("fn {name}(");
        sources.iter().any(|source| source.text.contains(&function))
    };
    let document = text("docs/traps.md");
    let named = lines(&[document], |_, line| {
        let mut names = line.split('`').skip(1).step_by(2).peekable();
        let is_without = line.starts_with("| T") && names.peek().is_none();
        is_without || names.any(|name| !is_there(name))
    });
    check("docs/traps.md names tests that are there", &named);
}

#[test]
fn links_of_documents_lead_somewhere() {
    let documents = texts(&["."], ".md");
    let offenders = lines(&documents, |document, line| {
        let folder = root().join(&document.path);
        let folder = folder.parent().unwrap_or(root());
        let links = line.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
        links
            .filter(|link| !link.is_empty() && !link.contains(':'))
            .any(|link| !folder.join(link).exists())
    });
    check("a link leads to a file", &offenders);
}

#[test]
fn nothing_names_the_machine_or_the_registry_it_came_from() {
    // Put together, so that this file does not offend.
    let machine =
        [concat!("/", "tmp/"), concat!("/", "root/"), concat!("/", "home/"), concat!("/", "work/")];
    let registries = [concat!("crates", ".io"), concat!("npm", "js.org"), concat!("npm", "js.com")];
    let texts = texts(&["."], "");
    let offenders = lines(&texts, |file, line| {
        let is_machine = machine.iter().any(|place| starts_a_path(line, place));
        let is_registry = registries.iter().any(|host| line.contains(host));
        // Cargo writes the registry's name into its lock files by itself.
        !file.path.ends_with("Cargo.lock") && (is_machine || is_registry)
    });
    check("the project stands anywhere", &offenders);
    assert!(texts.iter().any(|text| Path::new(&text.path) == Path::new("Cargo.lock")));
}

/// Whether the line holds the absolute path, and not one that ends that way.
fn starts_a_path(line: &str, place: &str) -> bool {
    line.match_indices(place).any(|(at, _)| {
        !line[..at].ends_with(|before: char| before.is_alphanumeric() || "._-~}".contains(before))
    })
}
