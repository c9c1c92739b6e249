//! A stage: a feed with a clock of its own, a screen of it, and a component in the page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use model::quote::{Offer, Quote};
use model::time::Instant;
use oddsboard_app::io::paint::{Painted, paint};
use oddsboard_app::io::roving::{self, Roving};
use oddsboard_app::io::shortcut;
use oddsboard_app::state::feed::{Feed, Hooks, Request};
use oddsboard_app::state::projection::{Extent, Projection};
use oddsboard_app::state::screen::{Place, Screen};
use oddsboard_app::state::status::{LinkState, StatusView};
use oddsboard_app::state::ui::Ui;
use oddsboard_app::view::dashboard::dashboard;
use oddsboard_app::view::tree::Node;
use oddsboard_app::view::widget::{grid_card, ticker_card};
use oddsboard_app::view::words::catalog::Voice;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, Event, EventInit, HtmlElement, HtmlSelectElement, Window};

/// 2026-11-28T19:42:07Z.
pub(crate) const START: Instant = Instant::from_ms(1_795_894_927_000);

/// A component in the page with everything behind it.
pub(crate) struct Stage {
    /// Where the component is.
    pub(crate) root: HtmlElement,
    /// What it is fed with.
    pub(crate) feed: Rc<Feed>,
    /// The screen that the component shows.
    pub(crate) projection: Rc<Projection>,
    /// The server's clock, set by hand.
    pub(crate) clock: Rc<Cell<Instant>>,
    /// What it speaks.
    pub(crate) voice: Voice,
    requests: Rc<RefCell<Vec<Request>>>,
    mounted: Option<(Painted, EventListener, Roving)>,
}

impl Stage {
    /// The dashboard over an empty, unread board.
    pub(crate) fn dashboard() -> Self {
        Self::mount(Ui::default(), dashboard)
    }

    /// A grid in a card.
    pub(crate) fn grid(ui: Ui) -> Self {
        Self::mount(ui, grid_card)
    }

    /// A ticker in a card.
    pub(crate) fn ticker() -> Self {
        Self::mount(Ui::default(), ticker_card)
    }

    fn mount(ui: Ui, draw: fn(Screen) -> Node) -> Self {
        let clock = Rc::new(Cell::new(START));
        let requests = Rc::new(RefCell::new(Vec::new()));
        let (time, asked) = (Rc::clone(&clock), Rc::clone(&requests));
        let feed = Feed::new(Hooks {
            now: Box::new(move || time.get()),
            request: Box::new(move |request| asked.borrow_mut().push(request)),
        });
        let extent = Extent { rows_max: usize::MAX, items_max: 40 };
        let projection = Projection::join(&feed, ui, extent, Place { utc_offset_min: 60 });
        let root: HtmlElement = document().create_element("section").unwrap().unchecked_into();
        // Without its sheets a dashboard is many windows long; drawn small, all of its rows are near being seen.
        let small = "position: fixed; inset: 0 auto auto 0; scale: 0.01; transform-origin: 0 0";
        root.set_attribute("style", small).unwrap();
        document().body().unwrap().append_child(&root).unwrap();
        let voice = Voice::default();
        let painted = voice.during(|| paint(root.clone().into(), || draw(projection.screen())));
        let keys = shortcut::listen(&window(), root.clone(), projection.screen());
        let mounted = Some((painted, keys, roving::listen(&root)));
        Self { root, feed, projection, clock, voice, requests, mounted }
    }

    /// The link is live and the board was read.
    pub(crate) async fn live(&self) {
        self.feed.end_reading();
        let status = StatusView {
            state: LinkState::Live,
            since: Some(START),
            heard_at: Some(START),
            confirmed: true,
            ..StatusView::default()
        };
        self.link(status).await;
    }

    /// The link is as said.
    pub(crate) async fn link(&self, status: StatusView) {
        let live_since = status.since.filter(|_| status.state == LinkState::Live);
        self.feed.set_status(status, live_since);
        self.shown().await;
    }

    /// A match result at a bookmaker.
    pub(crate) fn quote(&self, match_name: &str, selection: &str, bookmaker: &str, odds: f64) {
        self.offer("moneyline", match_name, selection, bookmaker, odds);
    }

    /// A price of any market at a bookmaker.
    pub(crate) fn offer(
        &self,
        market: &str,
        match_name: &str,
        selection: &str,
        bookmaker: &str,
        odds: f64,
    ) {
        let now = self.clock.get();
        let quote = Quote {
            sport: "Football".into(),
            competition: "LIG1".into(),
            match_name: match_name.into(),
            market_type: market.into(),
            period: 0,
            live: false,
            selection: selection.into(),
            bookmaker: bookmaker.into(),
            offer: Offer::from_decimal(odds),
            scraped_at: now,
        };
        self.feed.apply(&quote, now);
    }

    /// Two matches at two bookmakers on a live link.
    pub(crate) async fn with_prices(self) -> Self {
        self.quote("Marseille - Lens", "Marseille", "Winamax", 2.10);
        self.quote("Marseille - Lens", "Marseille", "Betclic", 2.10);
        self.quote("Marseille - Lens", "Draw", "Winamax", 3.45);
        self.quote("Marseille - Lens", "Lens", "Betclic", 3.50);
        self.quote("Monaco - Nice", "Monaco", "Winamax", 1.91);
        self.live().await;
        self
    }

    /// What has changed is in the page.
    pub(crate) async fn shown(&self) {
        self.feed.publish();
        settled().await;
    }

    /// So many milliseconds later, every price judged anew.
    pub(crate) async fn later(&self, ms: i64) {
        self.clock.set(self.clock.get().plus_ms(ms));
        self.feed.tick();
        settled().await;
    }

    /// The only element that this selector finds.
    pub(crate) fn one(&self, selector: &str) -> Element {
        let found = self.all(selector);
        assert_eq!(found.len(), 1, "{selector}");
        found.into_iter().next().unwrap()
    }

    /// Every element that this selector finds.
    pub(crate) fn all(&self, selector: &str) -> Vec<Element> {
        let found = self.root.query_selector_all(selector).unwrap();
        (0..found.length()).map(|place| found.item(place).unwrap().unchecked_into()).collect()
    }

    /// The cell of a selection.
    pub(crate) fn price(&self, match_name: &str, selection: &str) -> Element {
        self.one(&format!(
            "[part~=row][data-match='{match_name}'] [part~=price][data-selection='{selection}']"
        ))
    }

    /// Presses what this selector finds.
    pub(crate) async fn press(&self, selector: &str) {
        self.one(selector).unchecked_into::<HtmlElement>().click();
        settled().await;
    }

    /// Whether the screen has asked this of the world outside.
    pub(crate) fn asked(&self, request: &Request) -> bool {
        self.requests.borrow().contains(request)
    }

    /// Takes the component off the page.
    pub(crate) async fn unmount(&mut self) {
        self.mounted = None;
        settled().await;
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.mounted = None;
        self.root.remove();
    }
}

/// Whoever was woken has drawn: that happens before a promise that is kept already is told to be.
pub(crate) async fn settled() {
    for _ in 0..2 {
        JsFuture::from(js_sys::Promise::resolve(&JsValue::NULL)).await.unwrap();
    }
}

/// The page's window.
pub(crate) fn window() -> Window {
    web_sys::window().unwrap()
}

/// The page.
pub(crate) fn document() -> Document {
    window().document().unwrap()
}

/// An attribute, when it is there.
pub(crate) fn attribute(element: &Element, name: &str) -> Option<String> {
    element.get_attribute(name)
}

/// The text of an element.
pub(crate) fn text(element: &Element) -> String {
    element.text_content().unwrap_or_default()
}

/// Asserts the attributes of an element; `None` for one that must not be there.
pub(crate) fn check(element: &Element, expected: &[(&str, Option<&str>)]) {
    let selection = element.get_attribute("data-selection").unwrap_or_else(|| element.class_name());
    for (name, value) in expected {
        assert_eq!(attribute(element, name).as_deref(), *value, "{name} of {selection}");
    }
}

/// Tells an element, and whatever is around it, that something happened.
pub(crate) fn tell(element: &Element, kind: &str) {
    let init = EventInit::new();
    init.set_bubbles(true);
    element.dispatch_event(&Event::new_with_event_init_dict(kind, &init).unwrap()).unwrap();
}

/// Chooses a value in the select whose label begins so.
pub(crate) async fn choose(stage: &Stage, label: &str, value: &str) {
    let fields = stage.all("label.field");
    let field = fields
        .into_iter()
        .find(|field| text(field).starts_with(label))
        .expect("a field of this label");
    let select: HtmlSelectElement =
        field.query_selector("select").unwrap().unwrap().unchecked_into();
    select.set_value(value);
    assert_eq!(select.value(), value, "{value} is on offer");
    tell(&select, "change");
    settled().await;
}
