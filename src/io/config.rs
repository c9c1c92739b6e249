//! Configuration as it comes from JavaScript: attributes of an element, or the page's `config.json`.

use js_sys::Reflect;
use model::format::Format;
use model::lineup::Lineup;
use model::select::{Filter, Phases};
use wasm_bindgen::JsValue;
use wire::filter::FeedFilter;

use crate::state::care::Care;
use crate::state::ui::{Theme, Ui, View};

/// The attributes of an element as they stand in the page. Absent ones are `None`.
#[derive(Clone, Debug, Default)]
pub struct Attributes {
    api: Option<String>,
    sport: Option<String>,
    competition: Option<String>,
    bookmaker: Option<String>,
    market: Option<String>,
    period: Option<String>,
    live: Option<String>,
    format: Option<String>,
    theme: Option<String>,
    view: Option<String>,
    max: Option<String>,
    books: Option<String>,
    paused: Option<String>,
}

/// What the dashboard's page says.
#[derive(Clone, Debug, Default)]
pub struct PageConfig {
    /// Base URL of an oddsboard server; empty for the page's own origin.
    pub api: String,
    /// The owner's word of care; the usual one where the owner's is not understood.
    pub care: Care,
    /// Whether a recording is played, and nothing is asked of the server.
    pub replay: bool,
}

/// An element's configuration, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElementConfig {
    /// Where the API lives.
    pub api: String,
    /// What of the feed to ask for.
    pub feed: FeedFilter,
    /// Market, period, phases, format of odds, colours and view; with the feed's filters, so that a wider feed would do too.
    pub ui: Ui,
    /// Rows or items at most; `None` for the element's own default.
    pub max: Option<usize>,
    /// Whether new prices are held back from the start.
    pub paused: bool,
}

/// An attribute whose value is not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadAttribute {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub expected: &'static str,
}

impl Attributes {
    /// Reads the object that the loader made of the attributes.
    pub fn read(value: &JsValue) -> Self {
        let read = |name| text(value, name);
        Self {
            api: read("api"),
            sport: read("sport"),
            competition: read("competition"),
            bookmaker: read("bookmaker"),
            market: read("market"),
            period: read("period"),
            live: read("live"),
            format: read("format"),
            theme: read("theme"),
            view: read("view"),
            max: read("max"),
            books: read("books"),
            paused: read("paused"),
        }
    }

    /// Understands them; `origin` is where the loader came from.
    ///
    /// # Errors
    ///
    /// Names the first attribute that is not understood. Nothing is put in its place: another market or
    /// period than the one asked for would be a wrong price.
    pub fn resolve(&self, origin: &str) -> Result<ElementConfig, BadAttribute> {
        let api = self.api.as_deref().filter(|api| !api.is_empty()).unwrap_or(origin);
        let feed = FeedFilter {
            sport: filled(self.sport.as_ref()),
            competition: filled(self.competition.as_ref()),
            bookmaker: filled(self.bookmaker.as_ref()),
        };
        let filter = Filter {
            sport: feed.sport.clone(),
            competition: feed.competition.clone(),
            bookmaker: feed.bookmaker.clone(),
            market_type: filled(self.market.as_ref()).unwrap_or(Filter::default().market_type),
            period: parse(
                self.period.as_ref(),
                "period",
                "a whole number: 0 the full match, 1 the first half",
                |text| text.parse().ok(),
            )?,
            phases: parse(self.live.as_ref(), "live", "all, only or none", Phases::parse)?,
            lineup: parse(
                self.books.as_ref(),
                "books",
                "names of bookmakers with commas between them",
                Lineup::only,
            )?,
            ..Filter::default()
        };
        let format = parse(
            self.format.as_ref(),
            "format",
            "decimal, fractional, american, hongkong, malay, indonesian or probability",
            Format::parse,
        )?;
        let theme = parse(self.theme.as_ref(), "theme", "auto, light or dark", Theme::parse)?;
        let view = parse(self.view.as_ref(), "view", "best or compare", View::parse)?;
        let max = parse(self.max.as_ref(), "max", "a whole number above zero", |text| {
            text.parse().ok().filter(|max| *max > 0).map(Some)
        })?;
        let ui = Ui { filter, view, format, theme, ..Ui::default() };
        Ok(ElementConfig { api: base(api)?, feed, ui, max, paused: is_true(self.paused.as_ref()) })
    }
}

impl PageConfig {
    /// Reads the page's `config.json`; a page without one has its API at its own origin.
    pub fn read(value: &JsValue) -> Self {
        let said = Reflect::get(value, &"care".into()).unwrap_or_default();
        let care = care(&said, ["age", "text", "href"]);
        let replay = Reflect::get(value, &"replay".into()).is_ok_and(|replay| replay.is_truthy());
        let api = text(value, "api").unwrap_or_default();
        Self { api, care: care.unwrap_or_default(), replay }
    }
}

/// The word of care among the attributes of an element.
///
/// # Errors
///
/// When its address is none that may be shown.
pub fn care_of(attributes: &JsValue) -> Result<Care, BadAttribute> {
    care(attributes, ["care-age", "care-text", "care-href"])
        .ok_or(BadAttribute { name: "care-href", expected: "an https address" })
}

/// Age, text and address of a word of care, by their names in an object.
fn care(object: &JsValue, [age, words, href]: [&str; 3]) -> Option<Care> {
    Care::of(text(object, age), text(object, words), text(object, href))
}

/// A text of an object. Field by field and not by `serde`, whose errors can print numbers: their tables would be a
/// tenth of the page.
fn text(object: &JsValue, name: &str) -> Option<String> {
    Reflect::get(object, &name.into()).ok()?.as_string()
}

/// An address without its last slash, if it is one that a page may fetch from.
fn base(api: &str) -> Result<String, BadAttribute> {
    let known = ["https://", "http://"].iter().any(|scheme| api.starts_with(scheme));
    let api = api.trim_end_matches('/');
    if known {
        Ok(api.to_owned())
    } else {
        Err(BadAttribute { name: "api", expected: "an http or https address" })
    }
}

fn filled(text: Option<&String>) -> Option<String> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn parse<T: Default>(
    text: Option<&String>,
    name: &'static str,
    expected: &'static str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<T, BadAttribute> {
    match filled(text) {
        None => Ok(T::default()),
        Some(text) => read(&text).ok_or(BadAttribute { name, expected }),
    }
}

/// A boolean attribute is true when it is there, unless it says that it is not.
fn is_true(text: Option<&String>) -> bool {
    text.is_some_and(|text| !["false", "0", "off"].contains(&text.trim()))
}
