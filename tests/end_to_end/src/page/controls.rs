//! What a reader does: by labels and words, with keys or with a pointer.

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use fantoccini::actions::{InputSource as _, MouseActions, PointerAction};
use fantoccini::key::Key;
use serde_json::json;

use crate::page::Page;

impl Page {
    /// Presses the first button, link or radio that a selector finds.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub async fn press(&self, selector: &str) -> Result<()> {
        let script =
            "const found = root.querySelector(arguments[1]); found?.click(); return !!found;";
        let found: bool = self.run(script, &[json!(selector)]).await?;
        ensure!(found, "nothing to press at {selector}");
        Ok(())
    }

    /// Presses the first button inside `selector` that has this word on it.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub async fn press_word(&self, selector: &str, word: &str) -> Result<()> {
        let script = "const found = [...root.querySelectorAll(`${arguments[1]} button`)]
            .find((button) => button.textContent.trim() === arguments[2]);
            found?.click(); return !!found;";
        let found: bool = self.run(script, &[json!(selector), json!(word)]).await?;
        ensure!(found, "no button {word:?} in {selector}");
        Ok(())
    }

    /// Chooses a value in the select that has this label.
    ///
    /// # Errors
    ///
    /// When there is no such select, or no such value in it.
    pub async fn choose(&self, label: &str, value: &str) -> Result<()> {
        let script = "
            const named = (select) => select.labels[0]?.firstElementChild?.textContent.trim() === arguments[1];
            const select = [...root.querySelectorAll('select')].find(named);
            if (![...(select?.options ?? [])].some((option) => option.value === arguments[2])) return false;
            select.value = arguments[2];
            select.dispatchEvent(new Event('change', { bubbles: true }));
            return true;";
        let found: bool = self.run(script, &[json!(label), json!(value)]).await?;
        ensure!(found, "no {value:?} to choose at {label:?}");
        Ok(())
    }

    /// The values that the select with this label offers.
    ///
    /// # Errors
    ///
    /// When the page cannot be asked.
    pub async fn choices(&self, label: &str) -> Result<Vec<String>> {
        let script = "
            const named = (select) => select.labels[0]?.firstElementChild?.textContent.trim() === arguments[1];
            const select = [...root.querySelectorAll('select')].find(named);
            return [...(select?.options ?? [])].map((option) => option.value);";
        self.run(script, &[json!(label)]).await
    }

    /// Moves the mouse over the first element that a selector finds.
    ///
    /// # Errors
    ///
    /// When there is none, or the driver has no mouse.
    pub async fn point_at(&self, selector: &str) -> Result<()> {
        let script = "const { x, y, width, height } = root.querySelector(arguments[1]).getBoundingClientRect();
            return [x + width / 2, y + height / 2];";
        let (x, y): (f64, f64) = self.run(script, &[json!(selector)]).await?;
        let to = PointerAction::MoveTo { duration: None, x, y };
        let mouse = MouseActions::new("mouse".to_owned()).then(to);
        Ok(self.browser().client().perform_actions(mouse).await?)
    }

    /// Types into the first field that a selector finds.
    ///
    /// # Errors
    ///
    /// When there is none that can be typed into.
    pub async fn type_into(&self, selector: &str, text: &str) -> Result<()> {
        let field = self.browser().client().find(Locator::Css(selector)).await;
        let field = field.with_context(|| format!("no field at {selector}"))?;
        field.click().await?;
        Ok(field.send_keys(text).await?)
    }

    /// Presses a key where the focus is.
    ///
    /// # Errors
    ///
    /// When nothing takes it.
    pub async fn key(&self, key: impl Into<char>) -> Result<()> {
        let focused = self.browser().client().active_element().await?;
        Ok(focused.send_keys(&key.into().to_string()).await?)
    }

    /// Presses Tab until the focus is on what a selector finds; says how many times.
    ///
    /// # Errors
    ///
    /// When it is not reached within `most` presses.
    pub async fn tab_to(&self, selector: &str, most: usize) -> Result<usize> {
        for presses in 1..=most {
            self.key(Key::Tab).await?;
            let script = "return !!document.activeElement?.matches(arguments[1]);";
            if self.run::<bool>(script, &[json!(selector)]).await? {
                return Ok(presses);
            }
        }
        let focused: String =
            self.run("return document.activeElement?.outerHTML.slice(0, 200) ?? '';", &[]).await?;
        anyhow::bail!("{selector} is not reached by {most} tabs; the focus is on {focused}")
    }
}
