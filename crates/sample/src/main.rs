//! `oddsboard-sample FILE`: writes the recording that comes with the page.

use anyhow::{Context as _, Result};

fn main() -> Result<()> {
    let path = std::env::args_os().nth(1).context("say where to write it")?;
    let shown = path.to_string_lossy().into_owned();
    std::fs::write(path, sample::recording()?).with_context(|| format!("writing {shown}"))
}
