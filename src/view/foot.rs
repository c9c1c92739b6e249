//! The foot of the dashboard: what the marks mean, what could not be read, and a word of care.

use model::freshness::Age;
use model::movement::Trend;

use crate::state::intent::Intent;
use crate::state::screen::Screen;
use crate::state::status::StatusView;
use crate::state::ui::{Language, Source};
use crate::view::care::care;
use crate::view::desk::tell;
use crate::view::keys::announced;
use crate::view::kit::button::quiet;
use crate::view::kit::select::{offered, select};
use crate::view::kit::toggle::{Segment, toggle};
use crate::view::mark::{age_mark, trend_mark};
use crate::view::tree::{Element, Node, el, live};
use crate::view::words::{self, Word, names};

const SOURCES: [Segment; 2] =
    [("stream", words::SOURCE_STREAM, None), ("reading", words::SOURCE_READING, None)];

/// The foot.
pub fn foot(screen: Screen) -> Element {
    let zone = words::time::zone(screen.place);
    el("footer", "foot")
        .child(legend())
        .child(feed_details(screen))
        .child(
            quiet(words::KEYS, tell(screen, "keys.open"))
                .maybe("aria-keyshortcuts", announced(screen, words::KEYS_KEY)),
        )
        .child(language(screen))
        .child(el("span", "").child(words::times_in(&zone)))
        .child(notes(screen, words::NOTES))
        .child(care(&screen.ui().care))
}

/// Which language everything is said in.
fn language(screen: Screen) -> Node {
    live("language", move || {
        let choose = move |value: String| {
            screen.dispatch(Intent::Language(Language::parse(&value).unwrap_or_default()));
        };
        move || {
            let spoken = screen.ui().language.as_str();
            select(words::LANGUAGE, offered(&names::LANGUAGES), spoken, choose)
        }
    })
}

/// Some words on the figures, and what must be known of the reader's format.
pub fn notes(screen: Screen, text: Word) -> Node {
    live("notes", move || {
        move || {
            let caution = words::caution(screen.format());
            el("span", "").child(text).child(caution.map(|_| " ")).child(caution)
        }
    })
}

fn legend() -> Element {
    let key = |mark: Option<Element>, word: Word| el("li", "foot__key").child(mark).child(word);
    el("ul", "foot__legend")
        .attr("aria-label", words::MARKS)
        .child(key(trend_mark(Trend::Up, true), words::KEY_UP))
        .child(key(trend_mark(Trend::Down, true), words::KEY_DOWN))
        .child(key(trend_mark(Trend::Up, false), words::KEY_EARLIER))
        .child(key(Some(age_mark(Age::Fresh)), words::KEY_FRESH))
        .child(key(Some(age_mark(Age::Ageing)), words::KEY_AGEING))
        .child(key(Some(age_mark(Age::Stale)), words::KEY_STALE))
}

/// What the feed sent that could not be shown: a bad row costs one price, and is counted here.
fn feed_details(screen: Screen) -> Element {
    el("details", "foot__feed")
        .child(el("summary", "").child(words::FEED_DETAILS))
        .child(facts(screen))
        .child(source(screen))
}

/// How prices come: streamed, or read at intervals by a reader who wants no more than the prices before a match.
fn source(screen: Screen) -> Node {
    live("source", move || {
        move || {
            let set = move |value: String| {
                screen.dispatch(Intent::Source(Source::parse(&value).unwrap_or_default()));
            };
            let source = screen.ui().source;
            el("div", "foot__source")
                .child(toggle(words::SOURCE, "source", &SOURCES, source.as_str(), set))
                .child(el("span", "").child(words::SOURCE_REST))
        }
    })
}

fn facts(screen: Screen) -> Node {
    live("facts", move || {
        move || {
            let status = screen.status();
            let heard = status.heard_at.map(|at| words::time::age(at, screen.clock()));
            let fact = |figure: String| el("bdi", "").child(figure);
            let count = |name: &'static str, count: u64| {
                el("dd", "").set("data-count", name).child(fact(words::number(count)))
            };
            let term = |word: Word| el("dt", "").child(word);
            el("dl", "foot__facts")
                .child(term(words::LAST_HEARD))
                .child(el("dd", "").child(fact(heard.unwrap_or_else(|| words::NOTHING.to_owned()))))
                .child(term(words::BAD_ROWS))
                .child(count("bad-rows", status.bad_rows))
                .child(term(words::UNPRICED_ROWS))
                .child(count("unpriced-rows", status.unpriced_rows))
                .child(term(words::REFUSED))
                .child(count("refused", status.losses.refused))
                .child(term(words::EVICTED))
                .child(count("evicted", status.losses.evicted))
                .children(connection(&status))
        }
    })
}

/// Whose connection it is, and how many more this browser may make today where they are counted.
fn connection(status: &StatusView) -> Vec<Element> {
    let mut facts = Vec::new();
    let mut add = |word: Word, fact: String| {
        facts.push(el("dt", "").child(word));
        facts.push(el("dd", "").child(el("bdi", "").child(fact)));
    };
    if status.is_shared {
        add(words::CONNECTION, words::OTHER_TAB.text().to_owned());
    }
    if let Some(left) = status.tokens_left {
        add(words::CONNECTIONS_LEFT, words::number(left.into()));
    }
    facts
}
