//! Alerts: what the reader asked to be told of, listed, kept, and told once each time it comes true.

mod draft;
mod figures;
mod list;

use model::alert::rule::{Rule, load};
use model::alert::watch::{Figure, Watch};
use model::board::MarketId;
use model::freshness::Moment;
use model::subject::Subject;
use model::time::Instant;

use crate::desk::alerts::draft::Draft;
use crate::desk::rail::Rail;
use crate::desk::say::Said;
use crate::desk::sight::Sight;
use crate::view::tree::Element;

/// Under what names alerts, and how they ring, are kept.
const NAME: &str = "alerts";
const BELL: &str = "bell";
/// The most that rang and is still listed.
const RUNG_MAX: usize = 20;
/// What rang stands on the page for so long, in milliseconds.
const NEWS_MS: i64 = 60_000;

/// An alert that rang.
struct Ring {
    rule: Rule,
    /// What came true, as a sentence.
    text: String,
    at: Instant,
}

/// In what ways alerts ring beside the page.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Ways {
    notify: bool,
    sound: bool,
    /// The browser does not allow notifications.
    is_denied: bool,
}

impl Ways {
    fn write(self) -> String {
        let (notify, sound) =
            (if self.notify { "notify" } else { "" }, if self.sound { "sound" } else { "" });
        [notify, " ", sound].concat().trim().to_owned()
    }
}

/// The alerts of a reader.
#[derive(Default)]
pub(super) struct Alerts {
    watch: Watch,
    /// Lines that were kept and are no alerts here: a later version may read them.
    left_out: Vec<String>,
    rung: Vec<Ring>,
    ways: Ways,
    draft: Draft,
    /// What must not be missed, and since when it stands there.
    news: Option<(String, Instant)>,
    /// Since when the board is read without a stream.
    read_since: Option<Instant>,
}

impl Alerts {
    /// Takes what was kept on an earlier visit. A damaged line is left out, and kept.
    pub(super) fn restore(&mut self, name: &str, text: &str) {
        match name {
            NAME => {
                let loaded = load(text);
                self.left_out = loaded.damaged.into_iter().map(|damaged| damaged.line).collect();
                for rule in loaded.rules {
                    // Only best prices are followed here.
                    if !rule.target.bookmaker.is_empty() || self.watch.add(rule.clone()).is_err() {
                        self.left_out.push(rule.to_string());
                    }
                }
            }
            BELL => {
                self.ways.notify = text.contains("notify");
                self.ways.sound = text.contains("sound");
            }
            _ => {}
        }
    }

    /// What is kept of alerts, by its name.
    pub(super) fn saved(&self) -> (&'static str, String) {
        let rules = self.watch.rules().map(|(_, rule)| rule.to_string());
        let lines: Vec<String> = rules.chain(self.left_out.iter().cloned()).collect();
        (NAME, lines.join("\n"))
    }

    /// The board was read whole. Without a stream that is what proves its prices.
    pub(super) fn note_reading(&mut self, moment: Moment) {
        if moment.live_since.is_none() {
            self.read_since = self.read_since.or(Some(moment.now));
        }
        self.prove(moment);
    }

    /// A second has passed.
    pub(super) fn beat(&mut self, moment: Moment) {
        if moment.live_since.is_some() {
            self.read_since = None;
        }
        self.prove(moment);
        self.news = self.news.take().filter(|(_, at)| at.age_ms(moment.now) < NEWS_MS);
    }

    /// The link broke: nothing rings until it is proven again, or the board was read without it.
    pub(super) fn lose(&mut self) {
        self.read_since = None;
        self.watch.prove(None);
    }

    /// What comes next is of another board.
    pub(super) fn forget(&mut self) {
        self.lose();
        self.keep(|_| false);
    }

    fn prove(&mut self, moment: Moment) {
        self.watch.prove(moment.live_since.or(self.read_since));
    }

    /// Lets go of what rang in markets that have left the board.
    pub(super) fn keep(&mut self, stays: impl Fn(MarketId) -> bool) {
        self.watch.keep(|subject| stays(subject.spot.0));
    }

    /// Rings for what has come true.
    pub(super) fn look(&mut self, sight: &Sight<'_>, rail: &Rail, said: &mut Said) {
        let rules: Vec<_> = self.watch.rules().map(|(id, rule)| (id, rule.clone())).collect();
        for (id, rule) in rules {
            let figures = figures::of(&rule, sight, rail);
            if figures::may_be_none(&rule) {
                // A set or a bet that is no more has no figure, which is clear of any threshold, where that is known.
                self.watch.clear(id, |Subject { spot: (market, number), .. }| {
                    let is_known = sight.board.best(market, number, sight.moment).fresh().is_some();
                    is_known && figures.iter().all(|figure| figure.subject.spot != (market, number))
                });
            }
            for figure in figures {
                if self.watch.hear(id, figure, sight.moment.now) {
                    self.ring(rule.clone(), figure, sight, said);
                }
            }
        }
    }

    fn ring(&mut self, rule: Rule, figure: Figure, sight: &Sight<'_>, said: &mut Said) {
        let at = sight.moment.now;
        let text = figures::sentence(figure, sight);
        said.tell(["ring ", &self.ways.write(), "\n", &text].concat());
        self.news = Some((text.clone(), at));
        self.rung.insert(0, Ring { rule, text, at });
        self.rung.truncate(RUNG_MAX);
    }

    /// Tells the reader something that must not be missed.
    pub(super) fn tell(&mut self, text: &str, now: Instant) {
        self.news = Some((text.to_owned(), now));
    }

    /// Does what the reader asked for.
    pub(super) fn act(&mut self, name: &str, value: &str, sight: &Sight<'_>, said: &mut Said) {
        match name {
            "news.close" => self.news = None,
            "alerts.clear" => self.rung.clear(),
            "alerts.set" | "alerts.set-board" => {
                let rule = self.draft.rule(sight, name == "alerts.set");
                let set = rule.and_then(|rule| self.watch.add(rule).map_err(Into::into));
                self.draft.tell(set.map(|_| ()));
                said.keep(self.saved());
            }
            "bell.notify" => self.switch(Ways { notify: true, ..self.ways }, said),
            "bell.sound" => self.switch(Ways { sound: true, ..self.ways }, said),
            "quiet.notify" => self.switch(Ways { notify: false, ..self.ways }, said),
            "quiet.sound" => self.switch(Ways { sound: false, ..self.ways }, said),
            "bell-allowed" => self.ways.is_denied = false,
            "bell-denied" => {
                self.switch(Ways { notify: false, is_denied: true, ..self.ways }, said);
            }
            _ => match name.strip_prefix("alerts.remove ") {
                Some(line) => self.remove(line, said),
                None => self.draft.act(name, value),
            },
        }
    }

    /// Fills in an alert for what is opened.
    pub(super) fn prepare(&mut self, draft: &str, sight: &Sight<'_>, market: MarketId) {
        self.draft.prepare(draft, sight, market);
    }

    fn switch(&mut self, ways: Ways, said: &mut Said) {
        self.ways = ways;
        said.keep((BELL, ways.write()));
    }

    fn remove(&mut self, line: &str, said: &mut Said) {
        let found = self.watch.rules().find(|(_, rule)| rule.to_string() == line);
        if let Some(id) = found.map(|(id, _)| id) {
            self.watch.remove(id);
            said.keep(self.saved());
        }
    }

    /// How many rang and are listed.
    pub(super) fn count(&self) -> usize {
        self.rung.len()
    }

    /// The list of alerts.
    pub(super) fn draw(&self, sight: &Sight<'_>) -> Element {
        list::draw(self, sight)
    }

    /// What must not be missed.
    pub(super) fn draw_news(&self) -> Option<Element> {
        self.news.as_ref().map(|(text, _)| list::news(text))
    }

    /// What is filled in to set an alert on the open match, and those that are set on it.
    pub(super) fn draw_form(&self, sight: &Sight<'_>, market: MarketId) -> Option<Element> {
        let place = crate::desk::rail::item::Place { sight, market, line: None };
        let name = place.name();
        let rules = self.watch.rules().map(|(_, rule)| rule);
        let here: Vec<&Rule> = rules.filter(|rule| *rule.target.match_name == *name).collect();
        Some(self.draft.draw(sight, market)?.child(list::rules(&here, sight)))
    }
}
