//! The ledger as a short text that shows damage: a line for each fact, and a sum over all of them.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::{Day, Ledger, Plan};

/// Names the form; another is not read.
const FORM: &str = "oddsboard tokens 1";
/// More days than are ever written.
const DAYS_MOST: usize = 100;
const SUM_BYTES: usize = 8;

/// The text is no ledger, or not the whole of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Damaged;

impl Ledger {
    /// As text, for [`Ledger::read`].
    pub(crate) fn write(&self) -> String {
        // That nobody counts is not kept: the owner may come back with another key.
        let plan = if self.plan == Plan::Free { "free" } else { "unknown" };
        let doubted_since_s = self.doubted_since_s.unwrap_or(0);
        let mut text = format!(
            "{FORM}\nplan {plan}\nblocked {}\ndoubted {doubted_since_s}\n",
            self.blocked_until_s
        );
        for day in &self.days {
            // Writing to a text cannot fail.
            let _written =
                writeln!(text, "day {} {} {}", day.end_s, day.told_s.unwrap_or(0), day.spent);
        }
        let sum = sum(&text);
        text + "sum " + &sum + "\n"
    }

    /// Reads what [`Ledger::write`] wrote.
    ///
    /// # Errors
    ///
    /// When the text is anything else.
    pub(crate) fn read(text: &str) -> Result<Self, Damaged> {
        let (facts, said) = text.rsplit_once("sum ").ok_or(Damaged)?;
        if said.strip_suffix('\n') != Some(sum(facts).as_str()) {
            return Err(Damaged);
        }
        Self::parse(facts).ok_or(Damaged)
    }

    fn parse(facts: &str) -> Option<Self> {
        let mut lines = facts.lines();
        if lines.next()? != FORM {
            return None;
        }
        let plan = match lines.next()?.strip_prefix("plan ")? {
            "free" => Plan::Free,
            "unknown" => Plan::Unknown,
            _ => return None,
        };
        let blocked_until_s = lines.next()?.strip_prefix("blocked ")?.parse().ok()?;
        let doubted_since_s: u64 = lines.next()?.strip_prefix("doubted ")?.parse().ok()?;
        let days = lines.map(Day::parse).collect::<Option<Vec<Day>>>()?;
        let doubted_since_s = (doubted_since_s > 0).then_some(doubted_since_s);
        (days.len() <= DAYS_MOST).then_some(Self { plan, days, blocked_until_s, doubted_since_s })
    }
}

impl Day {
    fn parse(line: &str) -> Option<Self> {
        let mut words = line.strip_prefix("day ")?.split(' ');
        let end_s = words.next()?.parse().ok()?;
        let told_s: u64 = words.next()?.parse().ok()?;
        let told_s = (told_s > 0).then_some(told_s);
        let spent = words.next()?.parse().ok()?;
        words.next().is_none().then_some(Self { end_s, told_s, spent })
    }
}

fn sum(facts: &str) -> String {
    let digest = Sha256::digest(facts.as_bytes());
    digest.iter().take(SUM_BYTES).fold(String::new(), |sum, byte| sum + &format!("{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Damaged, Ledger};
    use crate::upstream::Quota;

    const NOW_S: u64 = 1_800_000_000;

    fn busy() -> Ledger {
        let mut ledger = Ledger::default();
        for days in [0, 40, 0, 1] {
            assert!(ledger.charge(NOW_S + days * 86_400).is_ok());
        }
        let reset_in = Duration::from_hours(5);
        let resets_at_s = NOW_S + 5 * 3600;
        ledger.learn(NOW_S, Quota { remaining: 100, reset_in, resets_at_s });
        ledger.block(NOW_S, Duration::from_mins(1));
        ledger
    }

    #[test]
    fn what_is_written_can_be_read() {
        for ledger in [Ledger::default(), Ledger::lost(NOW_S), busy()] {
            assert_eq!(Ledger::read(&ledger.write()), Ok(ledger));
        }
    }

    #[test]
    fn any_damage_shows() {
        let text = busy().write();
        for length in 0..text.len() {
            assert_eq!(Ledger::read(&text[..length]), Err(Damaged), "{length} bytes");
        }
        for at in 0..text.len() {
            for other in ["0", "9", "\n", " "] {
                let mut changed = text.clone();
                changed.replace_range(at..=at, other);
                let expected = if changed == text { Ok(busy()) } else { Err(Damaged) };
                assert_eq!(Ledger::read(&changed), expected, "{changed}");
            }
        }
        for text in [text.repeat(2), format!("{text}\n"), format!(" {text}"), "\0".repeat(99)] {
            assert_eq!(Ledger::read(&text), Err(Damaged), "{text:?}");
        }
    }
}
