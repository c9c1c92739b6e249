//! The last step of every build of the page: one style sheet, no inline script, the loaders, compressed forms.

mod compress;
mod css;
pub(crate) mod digest;
mod fill;
mod html;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::place;
use digest::Digest;
use fill::Names;

/// The loader that belongs to the page alone; all others are addressed from elsewhere and keep their names.
const DASHBOARD: &str = "dashboard.js";
const PAGE: &str = "index.html";
/// Where the API lives: beside the page, until its host says otherwise.
pub(crate) const CONFIG: (&str, &str) = ("config.json", "{\"api\":\"\"}\n");

/// What Trunk runs once it has staged the page.
///
/// # Errors
///
/// When the staged page is not as expected, or a file cannot be read or written.
pub(crate) fn hook() -> Result<()> {
    let staged = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let staged = staged.context("this is the last step of a Trunk build: run cargo xtask dist")?;
    finish(&staged, &place::root().join("loader"))?;
    // Under `trunk serve` only the developer's own browser loads it, and waits for every step.
    if env::var_os("TRUNK_PROFILE").is_some_and(|profile| profile == "release") {
        compress::all(&staged)?;
    }
    Ok(())
}

fn finish(staged: &Path, loaders: &Path) -> Result<()> {
    let page = read(&staged.join(PAGE))?;
    let start = html::start(&page).context("index.html holds no start script of Trunk's")?;
    let style = one_style_sheet(staged, &html::style_sheets(&page))?;
    let names = Names {
        glue: start.glue.to_owned(),
        wasm: start.wasm.to_owned(),
        style: format!("./{style}"),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let dashboard = put_loaders(staged, loaders, &names)?;
    let page =
        html::with_start(&html::with_style_sheet(&page, &names.style), &format!("./{dashboard}"));
    write(&staged.join(PAGE), &page)?;
    write(&staged.join(CONFIG.0), CONFIG.1)
}

/// Joins the sheets in their order, takes them away, and says what the joint one is called.
fn one_style_sheet(staged: &Path, sheets: &[&str]) -> Result<String> {
    let sheets: Vec<_> =
        sheets.iter().map(|sheet| staged.join(sheet.trim_start_matches("./"))).collect();
    let texts = sheets.iter().map(|sheet| read(sheet)).collect::<Result<Vec<_>>>()?;
    // Sheets of the same name and content are one file, so all are read before any goes.
    for sheet in sheets.iter().filter(|sheet| sheet.exists()) {
        fs::remove_file(sheet).with_context(|| format!("removing {}", sheet.display()))?;
    }
    let minified = css::minify(&texts.join("\n"));
    let name = format!("oddsboard-{}.css", Digest::of(minified.as_bytes()));
    write(&staged.join(&name), &minified)?;
    Ok(name)
}

/// Fills in every loader; says what the dashboard's is called.
fn put_loaders(staged: &Path, loaders: &Path, names: &Names) -> Result<String> {
    let mut dashboard = None;
    let entries =
        fs::read_dir(loaders).with_context(|| format!("reading {}", loaders.display()))?;
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let filled =
            fill::fill(&read(&path)?, names).with_context(|| format!("filling in {name}"))?;
        if name == DASHBOARD {
            let hashed = format!("dashboard-{}.js", Digest::of(filled.as_bytes()));
            write(&staged.join(&hashed), &filled)?;
            dashboard = Some(hashed);
        } else {
            write(&staged.join(name), &filled)?;
        }
    }
    dashboard.with_context(|| format!("{} holds no {DASHBOARD}", loaders.display()))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("writing {}", path.display()))
}
