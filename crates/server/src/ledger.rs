//! What tokens were asked for in a day, and until when none may be: a value that holds no clock.
//!
//! A day is what the provider counts in: it ends when the provider says, or at midnight UTC until it has. All
//! times are the wall clock's, in seconds since 1970, because only that clock outlives a restart. It can be
//! wrong: a day that lies ahead of it counts, and one that the provider says goes on is counted on, so that a
//! clock which is put right gives no token back.

mod plan;
mod text;

use std::time::Duration;

use crate::upstream::Quota;
pub(crate) use plan::Plan;

/// Tokens that the free plan gives in a day; every request for one counts.
pub(crate) const DAY_TOKENS: u32 = 30;

const DAY_S: u64 = 86_400;
/// A day that ends later than this was written down by a clock that was far ahead.
const FAR_S: u64 = 2 * DAY_S;
/// Clocks that differ by less agree on the day.
const SKEW_S: u64 = 3600;
/// No clock is as wrong as that.
const REASON_S: u64 = 400 * DAY_S;
/// Ends that differ by less are the same end, computed from two answers.
const SAME_END_S: u64 = 60;
/// Days remembered, for a clock that goes back to one of them.
const DAYS_KEPT: usize = 32;

/// The attempts of the last days and what the provider said of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ledger {
    plan: Plan,
    /// In the order in which they were begun.
    days: Vec<Day>,
    /// The provider asked to be left alone until then.
    blocked_until_s: u64,
    /// Since when there have been days that end too far ahead.
    doubted_since_s: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Day {
    /// When it is over by this machine's clock.
    end_s: u64,
    /// The end that the provider named, by its own clock, which is how a day is known again.
    told_s: Option<u64>,
    spent: u32,
}

/// Why no token may be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spent {
    /// There are more after this long.
    For(Duration),
    /// A free plan's day is used up; the plan may be another.
    IfFree,
}

/// How many tokens the provider still gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Left {
    /// The plan is not known.
    Unknown,
    /// The plan does not count them.
    Uncounted,
    /// So many, until there are more.
    Counted { remaining: u32, reset_s: u64 },
}

impl Ledger {
    /// A ledger that stands for one that is lost: the day counts as used up.
    pub(crate) fn lost(now_s: u64) -> Self {
        let day = Day { end_s: midnight_after(now_s), told_s: None, spent: DAY_TOKENS };
        Self { days: vec![day], ..Self::default() }
    }

    /// Counts one attempt, before it is made.
    ///
    /// # Errors
    ///
    /// When none may be made; nothing is counted then.
    pub(crate) fn charge(&mut self, now_s: u64) -> Result<(), Spent> {
        self.settle(now_s);
        if self.blocked_until_s > now_s {
            return Err(Spent::For(Duration::from_secs(self.blocked_until_s - now_s)));
        }
        match self.plan {
            Plan::Paid => return Ok(()),
            Plan::Free if self.spent(now_s) >= DAY_TOKENS => {
                return Err(Spent::For(Duration::from_secs(self.reset_s(now_s))));
            }
            Plan::Unknown if self.spent(now_s) >= DAY_TOKENS => return Err(Spent::IfFree),
            Plan::Free | Plan::Unknown => {}
        }
        self.day(now_s).spent += 1;
        Ok(())
    }

    /// Takes one attempt back that never left this machine.
    pub(crate) fn refund(&mut self, now_s: u64) {
        if self.plan != Plan::Paid {
            let day = self.day(now_s);
            day.spent = day.spent.saturating_sub(1);
        }
    }

    /// Asks for nothing during a pause that the provider asked for.
    pub(crate) fn block(&mut self, now_s: u64, pause: Duration) {
        let until_s = now_s.saturating_add(pause.as_secs().min(DAY_S));
        self.blocked_until_s = self.blocked_until_s.max(until_s);
    }

    /// Takes in what an answer said of its quota.
    pub(crate) fn learn(&mut self, now_s: u64, quota: Quota) {
        self.settle(now_s);
        self.plan = self.plan.learn(quota);
        match self.plan {
            Plan::Unknown => {}
            Plan::Paid => {
                self.days.clear();
                self.doubted_since_s = None;
            }
            Plan::Free => self.learn_end(now_s, quota.resets_at_s),
        }
    }

    /// Takes in when the provider's present day ends. By a clock that is wrong by hours that is not now or
    /// soon, but it still tells whether the day is the same one as before.
    fn learn_end(&mut self, now_s: u64, told_s: u64) {
        let is_over = told_s <= now_s;
        let is_skew = is_over && now_s - told_s <= SKEW_S;
        if is_skew || told_s.abs_diff(now_s) > REASON_S {
            return;
        }
        let is_soon = !is_over && told_s - now_s <= FAR_S;
        let end_s = if is_soon { told_s } else { midnight_after(now_s) };
        let is_same = |day: &Day| day.told_s.is_some_and(|s| s.abs_diff(told_s) < SAME_END_S);
        let mut day = Day { end_s, told_s: Some(told_s), spent: 0 };
        if let Some(index) = self.days.iter().position(is_same) {
            // Whatever a wrong clock took for later days is all of the same one.
            day.spent = sum(self.days.split_off(index).iter());
            self.days.push(day);
        } else if self.day(now_s).told_s.is_none() {
            day.spent = self.day(now_s).spent;
            *self.day(now_s) = day;
        } else {
            self.days.push(day);
        }
        self.settle(now_s);
    }

    /// What the provider still gives.
    pub(crate) fn left(&self, now_s: u64) -> Left {
        match self.plan {
            Plan::Unknown => Left::Unknown,
            Plan::Paid => Left::Uncounted,
            Plan::Free => Left::Counted {
                remaining: DAY_TOKENS.saturating_sub(self.spent(now_s)),
                reset_s: self.reset_s(now_s),
            },
        }
    }

    /// Attempts of every day that is not over.
    fn spent(&self, now_s: u64) -> u32 {
        sum(self.days.iter().filter(|day| day.end_s > now_s))
    }

    /// After how long the first of these days is over, a day at most.
    fn reset_s(&self, now_s: u64) -> u64 {
        let open = self.days.iter().map(|day| day.end_s).filter(|end_s| *end_s > now_s);
        let end_s = open.min().unwrap_or_else(|| midnight_after(now_s));
        (end_s - now_s).min(DAY_S)
    }

    /// The day that attempts count in: the latest that is not over, unless it is out of all reason.
    fn day(&mut self, now_s: u64) -> &mut Day {
        let is_open = |day: &Day| day.end_s > now_s && day.end_s <= now_s.saturating_add(FAR_S);
        let open = self.days.iter().enumerate().filter(|(_, day)| is_open(day));
        let latest = open.max_by_key(|(_, day)| day.end_s).map(|(index, _)| index);
        let index = latest.unwrap_or(self.days.len());
        if latest.is_none() {
            self.days.push(Day { end_s: midnight_after(now_s), told_s: None, spent: 0 });
        }
        &mut self.days[index]
    }

    /// Bounds everything, so that no clock closes the tap for good.
    fn settle(&mut self, now_s: u64) {
        self.blocked_until_s = self.blocked_until_s.min(now_s.saturating_add(DAY_S));
        let is_far = |day: &Day| day.end_s > now_s.saturating_add(FAR_S);
        self.doubted_since_s = self.days.iter().any(is_far).then(|| {
            // A doubt from the future is a new one.
            self.doubted_since_s.filter(|since_s| *since_s <= now_s).unwrap_or(now_s)
        });
        if self.doubted_since_s.is_some_and(|since_s| now_s - since_s >= DAY_S) {
            self.days.retain(|day| !is_far(day));
            self.doubted_since_s = None;
        }
        // A day without attempts says nothing, but the present one may just have begun.
        let latest = self.days.pop();
        self.days.retain(|day| day.spent > 0);
        self.days.extend(latest);
        self.days.drain(..self.days.len().saturating_sub(DAYS_KEPT));
    }
}

fn sum<'a>(days: impl Iterator<Item = &'a Day>) -> u32 {
    days.fold(0, |sum, day| sum.saturating_add(day.spent))
}

const fn midnight_after(now_s: u64) -> u64 {
    (now_s / DAY_S + 1) * DAY_S
}

#[cfg(test)]
mod tests;
