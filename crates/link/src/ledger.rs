//! What tokens the pages of one browser have asked for, and until when none of them may ask: a value that
//! pages keep in one place and change one at a time.

/// Tokens that one browser asks for in a day at most, unless the backend says how many are left: the whole of
/// the provider's free plan.
pub const QUOTA: u32 = 30;
/// The same for a page that cannot see what others ask for.
pub const QUOTA_UNSHARED: u32 = 10;
/// A ledger that cannot be read counts as one in which so many tokens were asked for just now.
const UNREADABLE_ASKED: usize = 20;

const DAY_MS: u64 = 86_400_000;
/// A block never lasts longer than what a server may ask for, and its jitter.
const BLOCK_MAX_MS: u64 = DAY_MS + DAY_MS / 20;
/// Names the form it is written in. Another form is not read.
const FORM: &str = "1";

/// How many tokens are left, as the backend said it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Budget {
    /// It did not say.
    #[default]
    Unknown,
    /// The plan does not count tokens.
    Unmetered,
    /// So many are left.
    Metered {
        /// Tokens left.
        remaining: u32,
        /// After how long there are more, in milliseconds.
        reset_ms: u64,
    },
}

/// What is left after a token has been charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowance {
    /// Nobody counts.
    Unmetered,
    /// So many more.
    Left {
        /// Tokens.
        remaining: u32,
        /// After how long there are more, in milliseconds.
        reset_ms: u64,
    },
}

/// A token that may not be asked for, and when one may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// After how long, in milliseconds.
    pub wait_ms: u64,
    /// Whether the day's tokens are used up; otherwise the server asked to be left alone.
    pub is_spent: bool,
}

/// Something to be written into the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// No token may be asked for during so many milliseconds from now.
    Block {
        /// How long.
        wait_ms: u64,
    },
    /// What the backend says is left.
    Told(Budget),
}

/// All times are of the wall clock, in milliseconds since the Unix epoch: it is the one clock that pages share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// When tokens were asked for, oldest first, within the last day.
    asked: Vec<u64>,
    blocked_until_ms: u64,
    told: Told,
}

/// What the backend said, and until when that holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Told {
    #[default]
    Nothing,
    Unmetered {
        until_ms: u64,
    },
    Left {
        remaining: u32,
        until_ms: u64,
    },
}

impl Ledger {
    /// Reads what [`Ledger::write`] wrote. What cannot be read is replaced by a cautious guess, so that a
    /// damaged ledger opens no tap.
    pub fn read(text: &str, now_ms: u64) -> Self {
        Self::parse(text).unwrap_or_else(|| Self::cautious(now_ms))
    }

    /// A ledger that stands for one that is lost.
    fn cautious(now_ms: u64) -> Self {
        Self { asked: vec![now_ms; UNREADABLE_ASKED], ..Self::default() }
    }

    fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        if words.next()? != FORM {
            return None;
        }
        let blocked_until_ms = words.next()?.parse().ok()?;
        let told = Told::parse(words.next()?)?;
        let asked: Option<Vec<u64>> = words.map(|word| word.parse().ok()).collect();
        let mut asked = asked?;
        // Far more than a day holds is no ledger.
        if asked.len() > 1_000 {
            return None;
        }
        asked.sort_unstable();
        Some(Self { asked, blocked_until_ms, told })
    }

    /// As text, for [`Ledger::read`].
    pub fn write(&self) -> String {
        let mut text = [FORM, &self.blocked_until_ms.to_string(), &self.told.write()].join(" ");
        for asked_ms in &self.asked {
            text.push(' ');
            text.push_str(&asked_ms.to_string());
        }
        text
    }

    /// Charges one token, before it is asked for: a page that dies in between has paid.
    ///
    /// `quota` is what one day holds when the backend has not said.
    ///
    /// # Errors
    ///
    /// When there is none left or the server asked to be left alone; nothing is charged then.
    pub fn charge(&mut self, now_ms: u64, quota: u32) -> Result<Allowance, Refused> {
        self.settle(now_ms);
        let blocked_ms = self.blocked_until_ms.saturating_sub(now_ms);
        if blocked_ms > 0 {
            return Err(Refused { wait_ms: blocked_ms, is_spent: false });
        }
        let left = self.left(now_ms, quota);
        if let Allowance::Left { remaining: 0, reset_ms } = left {
            return Err(Refused { wait_ms: reset_ms, is_spent: true });
        }
        self.asked.push(now_ms);
        if let Told::Left { remaining, .. } = &mut self.told {
            *remaining = remaining.saturating_sub(1);
        }
        Ok(match left {
            Allowance::Unmetered => Allowance::Unmetered,
            Allowance::Left { remaining, .. } => {
                Allowance::Left { remaining: remaining - 1, reset_ms: self.renewal_ms(now_ms) }
            }
        })
    }

    /// Writes an entry.
    pub fn enter(&mut self, now_ms: u64, entry: Entry) {
        self.settle(now_ms);
        match entry {
            Entry::Block { wait_ms } => {
                let until_ms = now_ms.saturating_add(wait_ms.min(BLOCK_MAX_MS));
                self.blocked_until_ms = self.blocked_until_ms.max(until_ms);
            }
            Entry::Told(budget) => self.told = Told::of(budget, now_ms),
        }
    }

    /// Tokens left now.
    fn left(&self, now_ms: u64, quota: u32) -> Allowance {
        let reset_ms = self.renewal_ms(now_ms);
        match self.told {
            Told::Unmetered { .. } => Allowance::Unmetered,
            Told::Left { remaining, .. } => Allowance::Left { remaining, reset_ms },
            Told::Nothing => {
                let asked = u32::try_from(self.asked.len()).unwrap_or(u32::MAX);
                Allowance::Left { remaining: quota.saturating_sub(asked), reset_ms }
            }
        }
    }

    /// After how long there are more: when the backend says, or when the oldest is a day old.
    fn renewal_ms(&self, now_ms: u64) -> u64 {
        let until_ms = match self.told {
            Told::Left { until_ms, .. } => until_ms,
            Told::Nothing | Told::Unmetered { .. } => {
                self.asked.first().map_or(now_ms, |first| first.saturating_add(DAY_MS))
            }
        };
        until_ms.saturating_sub(now_ms)
    }

    /// Forgets what is over. A clock that was set back leaves times in the future: they count from now, so that
    /// no clock can close the tap for longer than a day.
    fn settle(&mut self, now_ms: u64) {
        for asked_ms in &mut self.asked {
            *asked_ms = (*asked_ms).min(now_ms);
        }
        self.asked.retain(|asked_ms| now_ms - asked_ms < DAY_MS);
        let latest_ms = now_ms.saturating_add(BLOCK_MAX_MS);
        self.blocked_until_ms = self.blocked_until_ms.min(latest_ms);
        let until_ms = match self.told {
            Told::Nothing => return,
            Told::Unmetered { until_ms } | Told::Left { until_ms, .. } => until_ms,
        };
        if until_ms <= now_ms {
            // The day that was told of is over, and with it what was asked for in it.
            self.asked.retain(|asked_ms| *asked_ms >= until_ms);
        }
        if until_ms <= now_ms || until_ms > latest_ms {
            self.told = Told::Nothing;
        }
    }
}

impl Told {
    fn of(budget: Budget, now_ms: u64) -> Self {
        match budget {
            Budget::Unknown => Self::Nothing,
            Budget::Unmetered => Self::Unmetered { until_ms: now_ms.saturating_add(DAY_MS) },
            Budget::Metered { remaining, reset_ms } => {
                Self::Left { remaining, until_ms: now_ms.saturating_add(reset_ms.min(DAY_MS)) }
            }
        }
    }

    fn parse(word: &str) -> Option<Self> {
        if word == "-" {
            return Some(Self::Nothing);
        }
        let (left, until) = word.split_once('@')?;
        let until_ms = until.parse().ok()?;
        if left == "*" {
            return Some(Self::Unmetered { until_ms });
        }
        Some(Self::Left { remaining: left.parse().ok()?, until_ms })
    }

    fn write(self) -> String {
        match self {
            Self::Nothing => "-".to_owned(),
            Self::Unmetered { until_ms } => ["*@", &until_ms.to_string()].concat(),
            Self::Left { remaining, until_ms } => {
                [&remaining.to_string(), "@", &until_ms.to_string()].concat()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Allowance, Budget, DAY_MS, Entry, Ledger, QUOTA, Refused};

    const NOW: u64 = 1_800_000_000_000;

    fn spent(ledger: &mut Ledger, now_ms: u64) -> usize {
        (0..1_000).take_while(|_| ledger.charge(now_ms, QUOTA).is_ok()).count()
    }

    #[test]
    fn a_day_holds_thirty_and_no_more() {
        let mut ledger = Ledger::default();
        for minute in 0..30 {
            assert!(ledger.charge(NOW + minute * 60_000, QUOTA).is_ok(), "{minute}");
        }
        let refused = ledger.charge(NOW + 30 * 60_000, QUOTA);
        assert_eq!(refused, Err(Refused { wait_ms: DAY_MS - 30 * 60_000, is_spent: true }));
        assert_eq!(spent(&mut ledger, NOW + DAY_MS), 1);
        assert_eq!(spent(&mut ledger, NOW + DAY_MS + 5 * 60_000), 5);
    }

    #[test]
    fn what_the_backend_says_is_left_wins_until_it_renews() {
        let check = |budget: Budget, now_ms: u64, left: u32| {
            let mut ledger = Ledger::default();
            ledger.enter(NOW, Entry::Told(budget));
            let counted = (0..100).take_while(|_| ledger.charge(now_ms, QUOTA).is_ok()).count();
            assert_eq!(counted, left as usize, "{budget:?}");
        };
        let metered = |remaining| Budget::Metered { remaining, reset_ms: 3_600_000 };
        check(metered(3), NOW, 3);
        check(metered(0), NOW, 0);
        check(metered(3), NOW + 3_600_000, 30);
        check(Budget::Unmetered, NOW, 100);
        check(Budget::Unknown, NOW, 30);
    }

    #[test]
    fn a_day_that_was_told_of_ends_for_what_was_asked_in_it_too() {
        let mut ledger = Ledger::default();
        ledger.enter(NOW, Entry::Told(Budget::Metered { remaining: 30, reset_ms: 3_600_000 }));
        assert_eq!(spent(&mut ledger, NOW), 30);
        let refused = ledger.charge(NOW + 3_599_000, QUOTA);
        assert_eq!(refused, Err(Refused { wait_ms: 1_000, is_spent: true }));
        assert_eq!(spent(&mut ledger, NOW + 3_600_000), 30);
    }

    #[test]
    fn a_block_counts_for_every_page_and_ends() {
        let mut ledger = Ledger::default();
        ledger.enter(NOW, Entry::Block { wait_ms: 120_000 });
        ledger.enter(NOW, Entry::Block { wait_ms: 1_000 });
        let mut other = Ledger::read(&ledger.write(), NOW);
        let refused = other.charge(NOW + 119_000, QUOTA);
        assert_eq!(refused, Err(Refused { wait_ms: 1_000, is_spent: false }));
        let left = other.charge(NOW + 120_000, QUOTA);
        assert_eq!(left, Ok(Allowance::Left { remaining: 29, reset_ms: DAY_MS }));
    }

    #[test]
    fn what_is_written_can_be_read_and_what_cannot_be_read_is_cautious() {
        let mut ledger = Ledger::default();
        let metered = Budget::Metered { remaining: 7, reset_ms: 9_000 };
        for budget in [Budget::Unknown, Budget::Unmetered, metered] {
            ledger.enter(NOW, Entry::Told(budget));
            assert!(ledger.charge(NOW, QUOTA).is_ok());
            assert_eq!(Ledger::read(&ledger.write(), NOW), ledger);
        }
        for text in ["", "2 0 -", "1", "1 x -", "1 0 5", "1 0 - 12 y", "\u{0}", "1 0 *@"] {
            assert_eq!(spent(&mut Ledger::read(text, NOW), NOW), 10, "{text:?}");
        }
    }

    #[test]
    fn no_clock_closes_the_tap_for_longer_than_a_day() {
        let mut ledger = Ledger::default();
        ledger.enter(NOW, Entry::Block { wait_ms: u64::MAX });
        spent(&mut ledger, NOW);
        let past = NOW - 1_000 * DAY_MS;
        let refused = ledger.charge(past, QUOTA).map_err(|refused| refused.wait_ms);
        assert!(refused.is_err_and(|wait_ms| wait_ms <= 2 * DAY_MS));
        assert_eq!(spent(&mut ledger, past + 2 * DAY_MS), 30);
    }
}
