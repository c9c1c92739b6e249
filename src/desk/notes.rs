//! What the reader filled in at the desk, kept for the next visit.

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
/// Limits of bookmakers are kept for so many.
const LIMITS_MAX: usize = 100;

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
    /// The highest stake that a bookmaker takes, as it was typed, by the key of its name.
    limits: Vec<(String, String)>,
}

impl Default for Notes {
    fn default() -> Self {
        Self {
            measure: Measure::Total,
            amount: "100".to_owned(),
            step: 100,
            set: String::new(),
            limits: Vec::new(),
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

    /// The highest stake that a bookmaker takes, as it was typed.
    pub(super) fn limit(&self, book: &str) -> &str {
        let found = self.limits.iter().find(|(held, _)| held == book);
        found.map_or("", |(_, limit)| limit)
    }

    /// Does what the reader asked for; says whether that was anything of these notes.
    pub(super) fn act(&mut self, name: &str, value: &str) -> bool {
        match name {
            "stakes.amount" => value.trim().clone_into(&mut self.amount),
            "stakes.measure" => self.measure = Measure::read(value).unwrap_or_default(),
            "stakes.set" => value.clone_into(&mut self.set),
            "stakes.step" => self.step = step(value),
            _ => match name.strip_prefix("stakes.limit ") {
                Some(book) => self.set_limit(book, value.trim()),
                None => return false,
            },
        }
        true
    }

    fn set_limit(&mut self, book: &str, limit: &str) {
        self.limits.retain(|(held, _)| held != book);
        if !limit.is_empty() {
            self.limits.push((book.to_owned(), limit.to_owned()));
        }
        let over = self.limits.len().saturating_sub(LIMITS_MAX);
        self.limits.drain(..over);
    }

    /// The name under which they are kept, and what is kept.
    pub(super) fn saved(&self) -> (&'static str, String) {
        let mut text =
            [self.measure.write().as_str(), &self.step.to_string(), &self.amount].join("\t");
        for (book, limit) in &self.limits {
            text.push('\n');
            text.push_str(&[book.as_str(), limit].join("\t"));
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
        for (book, limit) in lines.filter_map(|line| line.split_once('\t')) {
            self.set_limit(book, limit);
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
    use model::stakes::Plan;

    use super::Notes;

    fn filled_in() -> Notes {
        let mut notes = Notes::default();
        let acts = [
            ("stakes.amount", " 250,5 "),
            ("stakes.measure", "leg1"),
            ("stakes.step", "500"),
            ("stakes.limit Unibet.fr", "80"),
            ("stakes.limit Betclic", "x"),
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
        assert_eq!(
            (read.limit("Unibet.fr"), read.limit("Betclic"), read.limit("Vbet")),
            ("80", "x", "")
        );
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
        notes.act("stakes.limit Unibet.fr", " ");
        assert_eq!(notes.limit("Unibet.fr"), "");
        for number in 0..200 {
            notes.act(&format!("stakes.limit {number}"), "5");
        }
        assert_eq!((notes.limit("99"), notes.limit("100"), notes.limit("199")), ("", "5", "5"));
    }
}
