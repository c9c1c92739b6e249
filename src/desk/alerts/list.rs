//! The list of alerts: what rang when, what is set, and how it rings.

use model::alert::condition::Condition;
use model::alert::rule::Rule;
use model::alert::share::Share;

use crate::desk::alerts::{Alerts, Ring};
use crate::desk::rail::item::{self, figures, item, items, section};
use crate::desk::sight::Sight;
use crate::state::ui::List;
use crate::view::kit::icon::{self, icon};
use crate::view::tree::{Element, el};
use crate::view::words::{self as said, Word, desk as words, names};

pub(super) fn draw(alerts: &Alerts, sight: &Sight<'_>) -> Element {
    let rung = alerts.rung.iter().map(|ring| rang(ring, sight)).collect();
    let clear = (!alerts.rung.is_empty())
        .then(|| button("alerts.clear", words::CLEAR_RUNG).set("data-kind", "quiet"));
    let set: Vec<&Rule> = alerts.watch.rules().map(|(_, rule)| rule).collect();
    let left_out = alerts.left_out.len();
    let left_out = (left_out > 0).then(|| item::note(words::left_out_alerts(left_out)));
    section(List::Alerts)
        .child(items(rung, words::NONE_RANG.text()))
        .child(clear)
        .child(el("h3", "").child(words::SET_ALERTS))
        .child(if set.is_empty() { item::note(words::NO_ALERTS) } else { rules(&set, sight) })
        .child(left_out)
        .child(alerts.draft.draw_of_board())
        .child(ways(alerts))
}

fn rang(ring: &Ring, sight: &Sight<'_>) -> Element {
    let time = el("bdi", "").child(sight.clock(ring.at));
    item(el("bdi", "list__name-only").child(ring.text.clone()), figures(time), None)
        .set("data-rang", "")
        .child(item::line(condition(&ring.rule, sight)))
}

/// Alerts with what takes them away.
pub(super) fn rules(rules: &[&Rule], sight: &Sight<'_>) -> Element {
    el("ul", "").children(rules.iter().map(|rule| {
        let text = condition(rule, sight);
        let remove = el("button", "button")
            .set("type", "button")
            .set("data-kind", "quiet")
            .set("data-shape", "icon")
            .attr("aria-label", words::remove_alert(&text))
            .act("click", ["alerts.remove ", &rule.to_string()].concat())
            .child(icon(icon::CLOSE));
        let target = &rule.target;
        let name = if target.match_name.is_empty() {
            words::ANY_MATCH.text().to_owned()
        } else {
            target.match_name.clone()
        };
        let market = (!target.selection.is_empty()).then(|| {
            let market = names::market(&target.market_type);
            item::line(
                [market, " · ", &names::selection(&target.selection.as_str().into())].concat(),
            )
        });
        item(el("bdi", "list__name-only").child(name), figures(remove), None)
            .set("data-alert", "")
            .child(market)
            .child(item::line(text))
    }))
}

/// When an alert rings, as a sentence.
fn condition(rule: &Rule, sight: &Sight<'_>) -> String {
    let percent = |share: Share| said::percent(f64::from(share.millionths()) / 1e6);
    let points = |share: Share| words::points(f64::from(share.millionths()) / 1e6);
    let span = |within_s: u32| said::time::span(within_s.into());
    match rule.condition {
        Condition::AtLeast(price) => words::rings_at_least(&sight.price(price)),
        Condition::AtMost(price) => words::rings_at_most(&sight.price(price)),
        Condition::Moved { by, within_s } => words::rings_moved(&percent(by), &span(within_s)),
        Condition::Shifted { by, within_s } => words::rings_shifted(&points(by), &span(within_s)),
        Condition::Roi(share) => words::rings_arbitrage(&percent(share)),
        Condition::Value(share) => words::rings_value(&percent(share)),
    }
}

/// In what ways alerts ring beside the page, with what switches them. Their values tell the page what is pressed, where
/// the browser has to be asked at once.
fn ways(alerts: &Alerts) -> Element {
    let ways = alerts.ways;
    let switch = |is_on: bool, [off, on]: [&'static str; 2], word| {
        let act = if is_on { on } else { off };
        button(act, word).set("value", act).truth("aria-pressed", is_on)
    };
    let notify = switch(ways.notify, ["bell.notify", "quiet.notify"], words::NOTIFY);
    let sound = switch(ways.sound, ["bell.sound", "quiet.sound"], words::SOUND);
    let denied = ways.is_denied.then(|| item::note(words::NOTIFY_DENIED).role("status"));
    el("div", "list__form")
        .child(el("h3", "").child(words::BESIDE_THE_PAGE))
        .child(el("div", "list__ways").child(notify).child(sound))
        .child(denied)
        .child(item::note(words::WAYS_NOTE))
}

fn button(act: &str, word: Word) -> Element {
    el("button", "button").set("type", "button").act("click", act).child(word)
}

/// What must not be missed, over the page.
pub(super) fn news(text: &str) -> Element {
    let close = el("button", "button")
        .set("type", "button")
        .act("click", "news.close")
        .set("data-kind", "quiet")
        .set("data-shape", "icon")
        .attr("aria-label", said::CLOSE)
        .child(icon(icon::CLOSE));
    el("div", "news")
        .child(icon(icon::BELL))
        .child(el("bdi", "").child(text.to_owned()))
        .child(close)
}
