//! Reads the version of a crate out of Cargo.lock.

use anyhow::{Context, Result};

use crate::place;

/// The version this checkout builds with.
///
/// # Errors
///
/// When the lock file cannot be read or does not hold the crate.
pub(crate) fn version(package: &str) -> Result<String> {
    let path = place::root().join("Cargo.lock");
    let lock =
        std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    find(&lock, package).with_context(|| format!("Cargo.lock does not hold {package}"))
}

fn find(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn finds_the_whole_name_only() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(find(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(find(lock, "wasm"), None);
    }
}
