//! Fills the names of the built files into the loaders.

use anyhow::{Result, bail};

/// What the names in capitals stand for; addresses are relative to the page.
#[derive(Debug)]
pub(crate) struct Names {
    /// The script that wasm-bindgen writes: `__GLUE__`.
    pub(crate) glue: String,
    /// The program: `__WASM__`.
    pub(crate) wasm: String,
    /// The one style sheet: `__STYLE__`.
    pub(crate) style: String,
    /// The version of oddsboard: `__VERSION__`.
    pub(crate) version: String,
}

/// The template with every name filled in.
///
/// # Errors
///
/// When it holds a name in capitals that stands for nothing.
pub(crate) fn fill(template: &str, names: &Names) -> Result<String> {
    let filled = template
        .replace("__GLUE__", &names.glue)
        .replace("__WASM__", &names.wasm)
        .replace("__STYLE__", &names.style)
        .replace("__VERSION__", &names.version);
    match left_over(&filled) {
        Some(name) => bail!("__{name}__ stands for nothing"),
        None => Ok(filled),
    }
}

fn left_over(text: &str) -> Option<&str> {
    let is_name =
        |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_uppercase());
    let mut parts = text.split("__").skip(1).collect::<Vec<_>>();
    // What follows the last underscores is not between two.
    parts.pop();
    parts.into_iter().find(is_name)
}

#[cfg(test)]
mod tests {
    use super::{Names, fill};

    fn check(template: &str, filled: Option<&str>) {
        let names = Names {
            glue: "./g-1.js".to_owned(),
            wasm: "./w-1.wasm".to_owned(),
            style: "./s-1.css".to_owned(),
            version: "0.1.0".to_owned(),
        };
        assert_eq!(fill(template, &names).ok().as_deref(), filled, "{template}");
    }

    #[test]
    fn fills_in_every_name_and_refuses_unknown_ones() {
        check("at(\"__GLUE__\")", Some("at(\"./g-1.js\")"));
        check("__WASM__ __STYLE__ __WASM__", Some("./w-1.wasm ./s-1.css ./w-1.wasm"));
        check("v__VERSION__", Some("v0.1.0"));
        check("globalThis.__oddsboard__", Some("globalThis.__oddsboard__"));
        check("a __b", Some("a __b"));
        check("____", Some("____"));
        check("import(\"__GLEU__\")", None);
    }
}
