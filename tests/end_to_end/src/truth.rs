//! What the provider has had on show, and when: the measure for every price that a page calls fresh.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use simulator::Control;
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval};

use crate::page::Shown;

/// Prices that stand for less than this may be missed; the simulated market moves no price that often.
const LOOK: Duration = Duration::from_millis(100);
/// How long a price may be called fresh after the provider had it last, in play and before the match.
const LIVE_MS: i64 = 180_000;
const EARLY_MS: i64 = 3_600_000;
/// For what is on its way: a look, a frame, and the reading of the page itself.
const ON_ITS_WAY_MS: i64 = 2_000;

/// Looks at the provider all the time, until it is dropped.
#[derive(Debug)]
pub struct Truth {
    control: Control,
    had: Arc<Mutex<Had>>,
    looking: JoinHandle<()>,
}

/// When each price was last on show, milliseconds since the epoch.
#[derive(Debug, Default)]
struct Had {
    hasher: RandomState,
    last_ms: HashMap<u64, i64>,
}

/// How well a page's fresh prices stand up.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// Prices that are shown as fresh, one for each bookmaker.
    pub fresh: usize,
    /// Of those that the provider no longer has, the one that it has not had for the longest, in milliseconds.
    pub furthest: Option<(i64, String)>,
    /// Those that it has not had within the limits, in words.
    pub wrong: Vec<String>,
}

impl Truth {
    /// Begins to look at the money lines over the full match.
    pub fn watch(control: Control) -> Self {
        let had = Arc::<Mutex<Had>>::default();
        let (seen, eye) = (Arc::clone(&had), control.clone());
        let looking = tokio::spawn(async move {
            let mut looks = interval(LOOK);
            looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
            loop {
                looks.tick().await;
                look(&eye, &mut lock(&seen));
            }
        });
        Self { control, had, looking }
    }

    /// The provider's clock, to be read before a page is.
    pub fn now(&self) -> i64 {
        self.control.now()
    }

    /// Judges prices that a page showed at `at_ms` or a moment later.
    pub fn judge(&self, shown: &[Shown], at_ms: i64) -> Verdict {
        let mut had = lock(&self.had);
        look(&self.control, &mut had);
        let mut verdict = Verdict::default();
        for price in shown.iter().filter(|price| price.state == "fresh") {
            let limit_ms = if price.live { LIVE_MS } else { EARLY_MS };
            for book in &price.books {
                verdict.fresh += 1;
                let odds_millionths = millionths(price.odds);
                let key =
                    had.key(&price.match_name, price.live, &price.selection, book, odds_millionths);
                let behind_ms = had.last_ms.get(&key).map(|last_ms| at_ms - last_ms);
                match behind_ms {
                    Some(..=0) => {}
                    Some(behind_ms) if behind_ms <= limit_ms + ON_ITS_WAY_MS => {
                        let price = format!("{book} in {price:?}");
                        verdict.furthest = verdict.furthest.max(Some((behind_ms, price)));
                    }
                    other => verdict.wrong.push(format!("{book} in {price:?}: {other:?} ms ago")),
                }
            }
        }
        verdict
    }
}

impl Drop for Truth {
    fn drop(&mut self) {
        self.looking.abort();
    }
}

impl Had {
    fn key(&self, match_name: &str, live: bool, selection: &str, book: &str, odds: i64) -> u64 {
        self.hasher.hash_one((match_name, live, selection, book, odds))
    }
}

fn look(control: &Control, had: &mut Had) {
    let now_ms = control.now();
    for found in control.matches() {
        let wanted = found
            .prices
            .iter()
            .filter(|price| price.period == 0 && price.market_type == "moneyline");
        for price in wanted {
            let odds = millionths(price.odds);
            let key =
                had.key(&found.match_name, price.is_live, &price.selection, &price.bookmaker, odds);
            had.last_ms.insert(key, now_ms);
        }
    }
}

fn lock(had: &Mutex<Had>) -> MutexGuard<'_, Had> {
    had.lock().unwrap_or_else(PoisonError::into_inner)
}

#[expect(clippy::cast_possible_truncation, reason = "odds are at most a thousand")]
fn millionths(odds: f64) -> i64 {
    (odds * 1e6).round() as i64
}
