//! What can be seen of parts of a page, by the colours that the browser worked out.

use anyhow::{Context, Result, ensure};
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::page::Page;

const LOOKS: &str = include_str!("looks.js");

impl Page {
    /// Holds that what one selector finds first looks different from what the other finds first, wherever each stands.
    ///
    /// # Errors
    ///
    /// When there is no such part, or both look the same.
    pub async fn differ(&self, chosen: &str, other: &str) -> Result<()> {
        let script = "return [arguments[1], arguments[2]]
            .map((selector) => root.querySelector(selector)).map((part) => part && look(part));";
        let args = [json!(chosen), json!(other)];
        let [chosen_look, other_look]: [Value; 2] =
            self.run(&format!("{LOOKS} {script}"), &args).await?;
        for (selector, look) in [(chosen, &chosen_look), (other, &other_look)] {
            ensure!(!look.is_null(), "no {selector} to look at");
        }
        ensure!(chosen_look != other_look, "{chosen} looks like {other}: {chosen_look}");
        Ok(())
    }

    /// Presses Tab so often, and holds that whatever has the focus has an outline. Says how many parts had it.
    ///
    /// # Errors
    ///
    /// When one has none, or no part has the focus.
    pub async fn tab_and_see(&self, times: usize) -> Result<usize> {
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..times {
            self.key(Key::Tab).await?;
            let script = "const part = document.activeElement;
                return part === document.body ? null : [part.outerHTML.slice(0, 160), outlined(part)];";
            let focus: Option<(String, bool)> = self.run(&format!("{LOOKS} {script}"), &[]).await?;
            let (part, is_outlined) = focus.context("the focus on a part of the page")?;
            ensure!(is_outlined, "no outline is seen around {part}");
            seen.insert(part);
        }
        Ok(seen.len())
    }
}
