//! One element on a page: its attributes in, its card in a shadow root, its events out.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use model::price::Price;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

use crate::io::clock::utc_offset_min;
use crate::io::config::{Attributes, BadAttribute, ElementConfig, care_of};
use crate::io::connection::Connection;
use crate::io::events::{self, ErrorDetail, SelectDetail, StatusDetail, UpdateDetail};
use crate::io::frame;
use crate::io::hub::{self, FeedKey};
use crate::io::paint::{Painted, paint};
use crate::io::socket::Home;
use crate::io::timer::Alarm;
use crate::state::care::Care;
use crate::state::feed::Feed;
use crate::state::projection::{Extent, Projection};
use crate::state::reader::Reader;
use crate::state::screen::{Place, Screen};
use crate::state::status::{Cause, LinkState, StatusView};
use crate::state::ui::Ui;
use crate::view::tree::Node;
use crate::view::widget::{grid_card, ticker_card};
use crate::view::words;
use crate::view::words::catalog::Voice;

/// What makes the two elements different. A program holds the code of those only that it names.
#[derive(Clone, Copy)]
pub struct Design {
    draw: fn(Screen) -> Node,
    join: fn(&Rc<Feed>, Ui, Extent, Place) -> Rc<Projection>,
    /// How much of the feed it shows when it may show so much at most.
    extent: fn(max: Option<usize>) -> Extent,
    /// The word of care in its attributes, where it shows one.
    care: fn(&JsValue) -> Result<Care, BadAttribute>,
}

/// `<odds-ticker>`.
pub const TICKER: Design = Design {
    draw: ticker_card,
    join: Projection::join_ticker,
    extent: |max| Extent { rows_max: 0, items_max: max.unwrap_or(ITEMS) },
    care: |_| Ok(Care::default()),
};

/// `<odds-grid>`.
pub const GRID: Design = Design {
    draw: grid_card,
    join: Projection::join_grid,
    extent: |max| Extent { rows_max: max.unwrap_or(usize::MAX), items_max: 0 },
    care: care_of,
};

/// An element's side in Rust. Dropping it takes its card off the page and lets go of its connection.
pub struct Card {
    design: Design,
    host: HtmlElement,
    root: HtmlElement,
    origin: String,
    home: Home,
    voice: Voice,
    mounted: RefCell<Option<Mounted>>,
}

/// What is on the page. The view goes first, then what it reads.
struct Mounted {
    _view: Painted,
    _reports: [Reader; 3],
    _select: EventListener,
    projection: Rc<Projection>,
    connection: Rc<Connection>,
    config: ElementConfig,
}

/// Events about updates come at most once in so many milliseconds.
const UPDATE_MS: u64 = 250;
/// A ticker has this many items unless its `max` says otherwise.
const ITEMS: usize = 40;

impl Card {
    /// A card for `host`, drawn into `root` once it is configured. `origin` is where the loader came from, and its
    /// sockets live in `home`.
    pub fn new(
        design: Design,
        host: HtmlElement,
        root: HtmlElement,
        origin: String,
        home: Home,
    ) -> Self {
        let voice = Voice::default();
        Self { design, host, root, origin, home, voice, mounted: RefCell::default() }
    }

    /// Takes the attributes as they stand. Attributes that are not understood leave the card as it is.
    pub fn configure(&self, attributes: &JsValue) {
        let understood = Attributes::read(attributes).resolve(&self.origin);
        match (understood, (self.design.care)(attributes)) {
            (Ok(mut config), Ok(care)) => {
                config.ui.care = Rc::new(care);
                self.apply(config);
            }
            (Err(bad), _) | (_, Err(bad)) => self.refuse(bad),
        }
    }

    /// Speaks the language of this text from now on, or English without one.
    pub fn speak(&self, text: Option<&str>) {
        self.voice.speak(text);
    }

    /// Tries the connection again now.
    pub fn reconnect(&self) {
        if let Some(mounted) = &*self.mounted.borrow() {
            mounted.connection.retry();
        }
    }

    /// The link's state, as `data-state` names it.
    pub fn status(&self) -> &'static str {
        let mounted = self.mounted.borrow();
        mounted
            .as_ref()
            .map_or(LinkState::Connecting, |mounted| mounted.projection.link_state())
            .as_str()
    }

    fn apply(&self, config: ElementConfig) {
        let extent = (self.design.extent)(config.max);
        if let Some(mounted) = &mut *self.mounted.borrow_mut()
            && mounted.config.api == config.api
            && mounted.config.feed == config.feed
        {
            let mut ui = config.ui.clone();
            ui.paused_since = config.paused.then(|| mounted.connection.feed().now());
            mounted.projection.adopt(ui, extent);
            mounted.config = config;
            return;
        }
        // The old connection is let go first: there are never two sockets for one element.
        *self.mounted.borrow_mut() = None;
        *self.mounted.borrow_mut() = Some(self.mount(config, extent));
    }

    fn mount(&self, config: ElementConfig, extent: Extent) -> Mounted {
        let key = FeedKey { api: config.api.clone(), filter: config.feed.clone() };
        let connection = hub::join(key, self.home.clone());
        let mut ui = config.ui.clone();
        ui.paused_since = config.paused.then(|| connection.feed().now());
        let place = Place { utc_offset_min: utc_offset_min() };
        let projection = (self.design.join)(connection.feed(), ui, extent, place);
        let screen = projection.screen();
        let reports = report(&self.host, screen);
        let draw = || paint(self.root.clone().into(), || (self.design.draw)(screen));
        let view = self.voice.during(draw);
        let select = listen(&self.host, &self.root);
        Mounted { _view: view, _reports: reports, _select: select, projection, connection, config }
    }

    fn refuse(&self, BadAttribute { name, expected }: BadAttribute) {
        let message = format!("The attribute {name} is not understood: it takes {expected}.");
        events::tell(
            &self.host,
            "odds-error",
            &ErrorDetail { code: "bad-config", message, retryable: false },
        );
    }
}

/// Tells the embedding page what happens, for as long as what is returned is held.
fn report(host: &HtmlElement, screen: Screen) -> [Reader; 3] {
    let (target, mut is_ready) = (host.clone(), false);
    let ready = Reader::new(move || {
        let was_ready = std::mem::replace(&mut is_ready, screen.groups().is_some());
        if is_ready && !was_ready {
            let target = target.clone();
            // Two frames on, what was drawn is painted.
            frame::next(move || frame::next(move || events::ready(&target)));
        }
    });

    let (target, mut told) = (host.clone(), None);
    let linked = Reader::new(move || {
        let status = screen.status();
        let now = Some((status.state, status.cause));
        if std::mem::replace(&mut told, now) != now {
            tell_status(&target, &status);
        }
    });

    let (target, mut told) = (host.clone(), None);
    let (alarm, waiting) = (Alarm::default(), Rc::<Cell<usize>>::default());
    let updated = Reader::new(move || {
        let now = screen.updates();
        let changed = now.wrapping_sub(told.replace(now).unwrap_or(now));
        if changed > 0 && waiting.replace(waiting.get() + changed) == 0 {
            let (target, waiting) = (target.clone(), Rc::clone(&waiting));
            alarm.arm(UPDATE_MS, move || {
                let detail = UpdateDetail { changed: waiting.take(), at: js_sys::Date::now() };
                events::tell(&target, "odds-update", &detail);
            });
        }
    });

    [ready, linked, updated]
}

fn tell_status(host: &HtmlElement, status: &StatusView) {
    let reason = status.cause.map_or_else(String::new, |cause| words::cause(cause).to_owned());
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of this age fit a double exactly")]
    let since = status.since.map(|since| since.as_ms() as f64);
    events::tell(
        host,
        "odds-status",
        &StatusDetail { state: status.state.as_str(), reason, since },
    );
    fail(host, status.state, status.cause);
}

/// Tells the embedding page that no prices will come, or none for now.
fn fail(host: &HtmlElement, state: LinkState, cause: Option<Cause>) {
    let (code, retryable) = match (state, cause) {
        (LinkState::Stopped, Some(Cause::BadAddress)) => ("bad-config", false),
        (LinkState::Stopped, Some(_)) => ("token-denied", false),
        (LinkState::Offline, _) => ("feed-offline", true),
        _ => return,
    };
    let message = cause.map_or_else(String::new, |cause| words::cause(cause).to_owned());
    events::tell(host, "odds-error", &ErrorDetail { code, message, retryable });
}

/// Asks the embedding page before a chosen price is acted upon here.
fn listen(host: &HtmlElement, root: &HtmlElement) -> EventListener {
    let host = host.clone();
    let options = EventListenerOptions::run_in_capture_phase();
    EventListener::new_with_options(root, "click", options, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let price = target
            .and_then(|target| target.closest("[part~='price'], [part~='item']").ok().flatten());
        if price
            .and_then(|price| chosen(&price))
            .is_some_and(|detail| events::ask(&host, "odds-select", &detail))
        {
            event.stop_propagation();
        }
    })
}

/// What was chosen, read off the documented attributes. An item says itself what a cell's row says for it.
fn chosen(price: &Element) -> Option<SelectDetail> {
    let row = price.closest("[part~='row'], [part~='item']").ok()??;
    let said = |name: &str| price.get_attribute(name).or_else(|| row.get_attribute(name));
    Some(SelectDetail {
        match_name: said("data-match")?,
        market: said("data-market").unwrap_or_default(),
        period: said("data-period").and_then(|period| period.parse().ok()).unwrap_or_default(),
        selection: said("data-selection")?,
        odds: said("data-odds").and_then(|odds| Price::parse(&odds)).map(Price::decimal),
        bookmaker: said("data-books").and_then(|books| books.split('|').next().map(str::to_owned)),
    })
}
