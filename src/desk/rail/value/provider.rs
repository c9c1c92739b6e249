//! Bets that the provider itself calls value, where the plan has them. They are told as the provider's: its fair
//! prices are worked out in another way, and are never mixed with ours.

use model::time::Instant;
use wire::value_bets::{self, ValueBet};

use crate::desk::rail::item::{self, figures};
use crate::desk::say::Said;
use crate::desk::sight::Sight;
use crate::view::tree::{Element, el};
use crate::view::words::{desk as words, names};

/// Asked for again after so long, in milliseconds: the provider looks for them twice a minute.
const AGAIN_MS: i64 = 60_000;
/// Told no longer than so long after they were asked for.
const OLD_MS: i64 = 3 * AGAIN_MS;
/// The most that are shown.
const SHOWN_MAX: usize = 10;

/// What the provider answered last.
#[derive(Default)]
pub(super) struct Provider {
    asked: Option<Instant>,
    told: Vec<ValueBet<'static>>,
    told_at: Option<Instant>,
}

impl Provider {
    /// Asks for them, now and then. A plan that has none never answers.
    pub(super) fn ask(&mut self, now: Instant, said: &mut Said) {
        if self.asked.is_none_or(|asked| asked.age_ms(now) >= AGAIN_MS) {
            self.asked = Some(now);
            said.tell("fetch value-bets".to_owned());
        }
    }

    /// Takes an answer; one that cannot be read changes nothing.
    pub(super) fn take(&mut self, body: &str) {
        let mut told = Vec::new();
        if value_bets::decode(body, |bet| told.push(bet.into_owned())).is_ok() {
            (self.told, self.told_at) = (told, self.asked);
        }
    }

    /// What it said, as what it said; nothing where it said nothing lately.
    pub(super) fn draw(&self, sight: &Sight<'_>) -> Option<Element> {
        let told_at = self.told_at.filter(|at| at.age_ms(sight.moment.now) < OLD_MS)?;
        if self.told.is_empty() {
            return None;
        }
        let bets = self.told.iter().take(SHOWN_MAX).map(|bet| draw(bet, sight));
        Some(
            el("div", "list__apart")
                .child(el("h3", "").child(words::PROVIDER))
                .child(item::note(words::provider_note(&sight.clock(told_at))))
                .child(el("ul", "").children(bets)),
        )
    }
}

/// The price is the provider's, from when it looked: it is told with its time, and opens nothing.
fn draw(bet: &ValueBet<'_>, sight: &Sight<'_>) -> Element {
    let name = el("bdi", "list__name-only").child(names::selection(&(*bet.selection).into()));
    let value = words::provider_value(&bet.percent);
    let seen = sight.age(bet.scraped_at);
    item::item(name, figures(el("bdi", "").child(value)), None)
        .child(item::line(bet.match_name.to_string()))
        .child(item::line(words::provider_price(&sight.price(bet.odds), &bet.bookmaker, &seen)))
}
