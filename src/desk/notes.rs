//! What the reader filled in at the desk, kept for the next visit.

use model::commission::Commission;
use model::stakes::Plan;

use crate::desk::money;

/// What stakes are measured by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Measure {
    /// So much in all.
    #[default]
    Total,
    /// So much on one leg, by its place.
    Leg(usize),
    /// The worst case should bring so much.
    Profit,
}

impl Measure {
    /// Its name among the reader's notes.
    pub(super) fn write(self) -> String {
        match self {
            Self::Total => "total".to_owned(),
            Self::Leg(place) => ["leg", &place.to_string()].concat(),
            Self::Profit => "profit".to_owned(),
        }
    }

    fn read(text: &str) -> Option<Self> {
        Some(match text {
            "total" => Self::Total,
            "profit" => Self::Profit,
            _ => Self::Leg(text.strip_prefix("leg")?.parse().ok().filter(|place| *place < 3)?),
        })
    }
}

/// Steps to which stakes are rounded, in minor units.
pub(super) const STEPS: [i64; 6] = [1, 10, 50, 100, 500, 1_000];
/// Terms are kept of so many bookmakers.
const ACCOUNTS_MAX: usize = 100;

/// What the reader filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Notes {
    /// What stakes are measured by.
    pub(super) measure: Measure,
    /// The amount as it was typed, which may be none.
    pub(super) amount: String,
    /// Stakes are rounded to multiples of this, in minor units.
    pub(super) step: i64,
    /// Which bets are looked at, of several sets; not kept. Empty for those at the line that is compared.
    pub(super) set: String,
    /// What is known of bookmakers, by the keys of their names.
    accounts: Vec<(String, Terms)>,
}

/// What a bookmaker asks, as it was typed; empty where nothing was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Terms {
    /// The highest stake that it takes.
    pub(super) limit: String,
    /// What it takes from winnings, in per cent.
    pub(super) commission: String,
}

impl Terms {
    /// What it takes from winnings; `None` when what was typed is no share.
    pub(super) fn commission(&self) -> Option<Commission> {
        if self.commission.is_empty() {
            return Some(Commission::default());
        }
        // Hundredths of a per cent are a hundred millionths.
        let hundredths = u32::try_from(money::parse(&self.commission)?).ok()?;
        Commission::from_millionths(hundredths.checked_mul(100)?)
    }

    /// The highest stake, in minor units, if there is one; an error when what was typed is no amount.
    pub(super) fn cap(&self) -> Result<Option<i64>, NoAmount> {
        if self.limit.is_empty() {
            return Ok(None);
        }
        money::parse(&self.limit).map(Some).ok_or(NoAmount)
    }

    fn is_empty(&self) -> bool {
        self.limit.is_empty() && self.commission.is_empty()
    }
}

/// What was typed is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoAmount;

impl Default for Notes {
    fn default() -> Self {
        Self {
            measure: Measure::Total,
            amount: "100".to_owned(),
            step: 100,
            set: String::new(),
            accounts: Vec::new(),
        }
    }
}

/// Under which name notes are kept.
const NAME: &str = "stakes";

impl Notes {
    /// What the amount measures; `None` when what was typed is no amount.
    pub(super) fn plan(&self) -> Option<Plan> {
        let amount = money::parse(&self.amount)?;
        Some(match self.measure {
            Measure::Total => Plan::Total(amount),
            Measure::Leg(place) => Plan::Leg(place, amount),
            Measure::Profit => Plan::Profit(amount),
        })
    }

    /// What a bookmaker asks, by the key of its name.
    pub(super) fn terms(&self, book: &str) -> Terms {
        let found = self.accounts.iter().find(|(held, _)| held == book);
        found.map(|(_, terms)| terms.clone()).unwrap_or_default()
    }

    /// Does what the reader asked for; says whether that was anything of these notes.
    pub(super) fn act(&mut self, name: &str, value: &str) -> bool {
        match name {
            "stakes.amount" => value.trim().clone_into(&mut self.amount),
            "stakes.measure" => self.measure = Measure::read(value).unwrap_or_default(),
            "stakes.set" => value.clone_into(&mut self.set),
            "stakes.step" => self.step = step(value),
            _ => return self.act_on_account(name, value.trim()),
        }
        true
    }

    fn act_on_account(&mut self, name: &str, value: &str) -> bool {
        let Some((act, book)) = name.split_once(' ') else { return false };
        let mut terms = self.terms(book);
        match act {
            "stakes.limit" => value.clone_into(&mut terms.limit),
            "stakes.commission" => value.clone_into(&mut terms.commission),
            _ => return false,
        }
        self.set_terms(book, terms);
        true
    }

    fn set_terms(&mut self, book: &str, terms: Terms) {
        self.accounts.retain(|(held, _)| held != book);
        if !terms.is_empty() {
            self.accounts.push((book.to_owned(), terms));
        }
        let over = self.accounts.len().saturating_sub(ACCOUNTS_MAX);
        self.accounts.drain(..over);
    }

    /// The name under which they are kept, and what is kept.
    pub(super) fn saved(&self) -> (&'static str, String) {
        let mut text =
            [self.measure.write().as_str(), &self.step.to_string(), &self.amount].join("\t");
        for (book, Terms { limit, commission }) in &self.accounts {
            text.push('\n');
            text.push_str(&[book.as_str(), limit, commission].join("\t"));
        }
        (NAME, text)
    }

    /// Takes what was kept on an earlier visit. What is damaged of it is as if it was never filled in.
    pub(super) fn restore(&mut self, name: &str, text: &str) {
        if name != NAME {
            return;
        }
        let mut lines = text.lines();
        let mut fields = lines.next().unwrap_or_default().split('\t');
        let mut field = || fields.next().unwrap_or_default();
        *self = Self::default();
        self.measure = Measure::read(field()).unwrap_or_default();
        self.step = step(field());
        let amount = field();
        if money::parse(amount).is_some() {
            amount.clone_into(&mut self.amount);
        }
        for line in lines {
            let mut fields = line.split('\t').map(str::to_owned);
            let mut field = || fields.next().unwrap_or_default();
            let (book, limit, commission) = (field(), field(), field());
            self.set_terms(&book, Terms { limit, commission });
        }
    }
}

/// A step that is on offer, or the usual one.
fn step(text: &str) -> i64 {
    let wanted = text.parse().ok();
    STEPS.into_iter().find(|step| Some(*step) == wanted).unwrap_or(Notes::default().step)
}

#[cfg(test)]
mod tests {
    use model::commission::Commission;
    use model::stakes::Plan;

    use super::{NoAmount, Notes, Terms};

    fn filled_in() -> Notes {
        let mut notes = Notes::default();
        let acts = [
            ("stakes.amount", " 250,5 "),
            ("stakes.measure", "leg1"),
            ("stakes.step", "500"),
            ("stakes.limit unibetfr", "80"),
            ("stakes.limit betclic", "x"),
            ("stakes.commission betclic", "101"),
            ("stakes.commission exchange", "2,5"),
        ];
        for (name, value) in acts {
            assert!(notes.act(name, value), "{name}");
        }
        notes
    }

    #[test]
    fn notes_are_kept_and_read_again() {
        let mut read = Notes::default();
        let (name, text) = filled_in().saved();
        read.restore(name, &text);
        assert_eq!(read, filled_in());
        assert_eq!(read.plan(), Some(Plan::Leg(1, 25_050)));
        let caps = ["unibetfr", "betclic", "vbet"].map(|book| read.terms(book).cap());
        assert_eq!(caps, [Ok(Some(8_000)), Err(NoAmount), Ok(None)]);
        let net = read.terms("exchange").commission();
        assert_eq!(net, Commission::from_millionths(25_000));
        assert_eq!(read.terms("unibetfr").commission(), Some(Commission::default()));
        assert_eq!(read.terms("betclic").commission(), None, "over the whole");
        read.restore("another", "x");
        assert_eq!(read, filled_in());
    }

    #[test]
    fn damaged_notes_are_the_usual_ones() {
        for text in ["", "x\ty\tz", "leg9\t3\t-5\nx"] {
            let mut notes = filled_in();
            notes.restore("stakes", text);
            assert_eq!(notes, Notes::default(), "{text:?}");
        }
    }

    #[test]
    fn what_is_typed_is_kept_even_when_it_is_no_amount() {
        let mut notes = Notes::default();
        assert!(notes.act("stakes.amount", "much"));
        assert_eq!((notes.amount.as_str(), notes.plan()), ("much", None));
        assert!(!notes.act("another", "1"));
    }

    #[test]
    fn limits_are_taken_away_by_emptying_them_and_are_not_without_end() {
        let mut notes = filled_in();
        notes.act("stakes.limit unibetfr", " ");
        assert_eq!(notes.terms("unibetfr"), Terms::default());
        for number in 0..200 {
            notes.act(&format!("stakes.limit {number}"), "5");
        }
        let limits = ["99", "100", "199"].map(|book| notes.terms(book).limit);
        assert_eq!(limits, ["", "5", "5"]);
    }
}
