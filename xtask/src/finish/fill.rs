//! Fills the names of the built files into the loaders.

use anyhow::{Result, bail};

/// What stands for what: `__NAME__` for an address relative to the page, or for the version.
pub(crate) type Names = Vec<(&'static str, String)>;

/// The template with every name filled in.
///
/// # Errors
///
/// When it holds a name in capitals that stands for nothing.
pub(crate) fn fill(template: &str, names: &Names) -> Result<String> {
    let mut filled = template.to_owned();
    for (name, value) in names {
        filled = filled.replace(&format!("__{name}__"), value);
    }
    match left_over(&filled) {
        Some(name) => bail!("__{name}__ stands for nothing"),
        None => Ok(filled),
    }
}

fn left_over(text: &str) -> Option<&str> {
    let is_name = |part: &&str| {
        let is_letter = |byte: u8| byte.is_ascii_uppercase() || byte == b'_';
        !part.is_empty() && part.bytes().all(is_letter)
    };
    let mut parts = text.split("__").skip(1).collect::<Vec<_>>();
    // What follows the last underscores is not between two.
    parts.pop();
    parts.into_iter().find(is_name)
}

#[cfg(test)]
mod tests {
    use super::{Names, fill};

    fn check(template: &str, filled: Option<&str>) {
        let names = Names::from([
            ("TICKER_GLUE", "./g-1.js".to_owned()),
            ("TICKER_WASM", "./w-1.wasm".to_owned()),
            ("VERSION", "0.1.0".to_owned()),
        ]);
        assert_eq!(fill(template, &names).ok().as_deref(), filled, "{template}");
    }

    #[test]
    fn fills_in_every_name_and_refuses_unknown_ones() {
        check("at(\"__TICKER_GLUE__\")", Some("at(\"./g-1.js\")"));
        check(
            "__TICKER_WASM__ __TICKER_GLUE__ __TICKER_WASM__",
            Some("./w-1.wasm ./g-1.js ./w-1.wasm"),
        );
        check("v__VERSION__", Some("v0.1.0"));
        check("globalThis.__oddsboard__", Some("globalThis.__oddsboard__"));
        check("a __b", Some("a __b"));
        check("____", Some("____"));
        check("import(\"__TICKER_GLEU__\")", None);
    }
}
