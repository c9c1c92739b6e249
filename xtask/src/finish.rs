//! The last step of every build of the page: its programs and sheets, no inline script, the loaders, compressed forms.

pub(crate) mod compress;
mod css;
pub(crate) mod digest;
mod fill;
mod html;
mod names;
mod program;
mod script;
mod words;

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::place;
use digest::Digest;
use fill::Names;
use html::Sheet;
use program::Program;

/// The loader that belongs to the page alone; all but these two are addressed from elsewhere and keep their names.
const DASHBOARD: &str = "dashboard.js";
/// What brings other languages than English; no page loads it unless its reader wants one.
const WORDS: &str = "words.js";
const PAGE: &str = "index.html";
/// Where the API lives: beside the page, until its host says otherwise.
pub(crate) const CONFIG: (&str, &str) = ("config.json", "{\"api\":\"\"}\n");

/// Under `trunk serve` only the developer's own browser loads the page, and waits for every step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Care {
    Quick,
    Thorough,
}

/// What Trunk runs once it has staged the page.
///
/// # Errors
///
/// When the staged page is not as expected, or a file cannot be read or written.
pub(crate) fn hook() -> Result<()> {
    let staged = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let staged = staged.context("this is the last step of a Trunk build: run cargo xtask dist")?;
    let is_release = env::var_os("TRUNK_PROFILE").is_some_and(|profile| profile == "release");
    let care = if is_release { Care::Thorough } else { Care::Quick };
    finish(&staged, &place::root(), care)?;
    match care {
        Care::Quick => Ok(()),
        Care::Thorough => compress::all(&staged),
    }
}

fn finish(staged: &Path, root: &Path, care: Care) -> Result<()> {
    let loaders = root.join("loader");
    let page = read(&staged.join(PAGE))?;
    let start = html::start(&page).context("index.html holds no start script of Trunk's")?;
    let dashboard = program::finish(staged, "dashboard", start.glue, start.wasm, care)?;
    // Trunk calls what it does not start itself by the name of its program.
    let elements = program::finish(staged, "elements", "elements.js", "elements_bg.wasm", care)?;
    let ticker = program::finish(staged, "ticker", "ticker.js", "ticker_bg.wasm", care)?;
    let desk = program::finish(staged, "desk", "desk.js", "desk_bg.wasm", care)?;
    let styles = Styles::put(staged, &html::style_sheets(&page))?;
    // What the page has fetched ahead of its script is called by its last name.
    let page = page.replace(start.glue, &dashboard.glue).replace(start.wasm, &dashboard.wasm);
    let page = html::with_style_sheet(&page, &styles.dashboard);
    let mut names = names([dashboard, desk, elements, ticker], styles);
    names.push(("LANGUAGES", words::put(root, staged)?));
    let words = put_hashed(staged, &loaders.join(WORDS), "words", &names, care)?;
    names.push(("WORDS", format!("./{words}")));
    let loader = put_hashed(staged, &loaders.join(DASHBOARD), "start", &names, care)?;
    put_loaders(staged, &loaders, &names, care)?;
    write(&staged.join(PAGE), &html::with_start(&page, &format!("./{loader}")))?;
    write(&staged.join(CONFIG.0), CONFIG.1)
}

fn names([dashboard, desk, elements, ticker]: [Program; 4], styles: Styles) -> Names {
    Names::from([
        ("DASHBOARD_GLUE", dashboard.glue),
        ("DASHBOARD_WASM", dashboard.wasm),
        ("DESK_GLUE", desk.glue),
        ("DESK_WASM", desk.wasm),
        ("DESK_STYLE", styles.desk),
        ("ELEMENTS_GLUE", elements.glue),
        ("ELEMENTS_WASM", elements.wasm),
        ("ELEMENTS_STYLE", styles.elements),
        ("TICKER_GLUE", ticker.glue),
        ("TICKER_WASM", ticker.wasm),
        ("TICKER_STYLE", styles.ticker),
        ("VERSION", env!("CARGO_PKG_VERSION").to_owned()),
    ])
}

/// One sheet for each program, by its address.
struct Styles {
    dashboard: String,
    desk: String,
    elements: String,
    ticker: String,
}

impl Styles {
    /// Joins the sheets of each program in their order, and takes the single ones away.
    fn put(staged: &Path, sheets: &[Sheet<'_>]) -> Result<Self> {
        let path = |sheet: &Sheet<'_>| staged.join(sheet.address.trim_start_matches("./"));
        let joint = |program: &str| -> Result<String> {
            let sheets = sheets.iter().filter(|sheet| sheet.is_for(program));
            let texts = sheets.map(|sheet| read(&path(sheet))).collect::<Result<Vec<_>>>()?;
            let minified = css::minify(&texts.join("\n"));
            let name = format!("{program}-{}.css", Digest::of(minified.as_bytes()));
            write(&staged.join(&name), &minified)?;
            Ok(format!("./{name}"))
        };
        let styles = Self {
            dashboard: joint("dashboard")?,
            desk: joint("desk")?,
            elements: joint("elements")?,
            ticker: joint("ticker")?,
        };
        // Sheets of the same name and content are one file, so all are read before any goes.
        for path in sheets.iter().map(path).filter(|path| path.exists()).collect::<BTreeSet<_>>() {
            fs::remove_file(&path).with_context(|| format!("removing {}", path.display()))?;
        }
        Ok(styles)
    }
}

/// Fills in every loader that is addressed from elsewhere, by the name that it has.
fn put_loaders(staged: &Path, loaders: &Path, names: &Names, care: Care) -> Result<()> {
    let entries =
        fs::read_dir(loaders).with_context(|| format!("reading {}", loaders.display()))?;
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if ![DASHBOARD, WORDS].contains(&name.as_str()) {
            write(&staged.join(name), &filled(&path, names, care)?)?;
        }
    }
    Ok(())
}

/// Fills in a loader that only the page itself addresses; says what it is called.
fn put_hashed(
    staged: &Path,
    loader: &Path,
    name: &str,
    names: &Names,
    care: Care,
) -> Result<String> {
    let filled = filled(loader, names, care)?;
    let hashed = format!("{name}-{}.js", Digest::of(filled.as_bytes()));
    write(&staged.join(&hashed), &filled)?;
    Ok(hashed)
}

fn filled(loader: &Path, names: &Names, care: Care) -> Result<String> {
    let filled = fill::fill(&read(loader)?, names)
        .with_context(|| format!("filling in {}", loader.display()))?;
    if care == Care::Thorough { script::minify(&filled) } else { Ok(filled) }
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("writing {}", path.display()))
}
