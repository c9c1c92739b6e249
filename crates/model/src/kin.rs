//! What a reader knows better about who a bookmaker is.

use std::fmt;

use crate::books::{Books, ENTRIES_MAX, NAME_BYTES_MAX, key};
use crate::escape;

/// Whom a bookmaker belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kin {
    /// Nobody: it is a house of its own.
    Alone,
    /// The house of another one, by its key.
    House(String),
    /// Another one, by its key: it is the same bookmaker under another name.
    Spelling(String),
}

/// A reader's corrections of what is usually known: at most one for each bookmaker, by their keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections(Vec<(String, Kin)>);

const ALONE: char = '-';
const HOUSE: char = '+';
const SPELLING: char = '~';

impl Corrections {
    /// What the reader said of a bookmaker, by its key.
    pub fn of(&self, key: &str) -> Option<&Kin> {
        self.0.iter().find(|(held, _)| held == key).map(|(_, kin)| kin)
    }

    /// Corrects a bookmaker. What was said of it before is forgotten; a name that is none, or one too many, is left
    /// out, and so is a bookmaker that would belong to itself.
    pub fn set(&mut self, name: &str, kin: Kin) {
        let name = key(name);
        let fits = |key: &str| !key.is_empty() && key.len() <= NAME_BYTES_MAX;
        let is_other = match &kin {
            Kin::Alone => true,
            Kin::House(of) | Kin::Spelling(of) => fits(of) && *of != name,
        };
        // Who is to be alone is let go of by those who were said to be of its house.
        let is_parted = |of: &Kin| kin == Kin::Alone && *of == Kin::House(name.clone());
        self.0.retain(|(held, of)| *held != name && !is_parted(of));
        if fits(&name) && is_other && self.0.len() < ENTRIES_MAX {
            self.0.push((name, kin));
        }
    }

    /// Takes what was said later, bookmaker by bookmaker.
    pub fn merge(&mut self, later: &Self) {
        later.0.iter().for_each(|(name, kin)| self.set(name, kin.clone()));
    }

    /// What is said here and was not said before.
    #[must_use]
    pub fn since(&self, before: &Self) -> Self {
        let is_new = |said: &&(String, Kin)| !before.0.contains(said);
        Self(self.0.iter().filter(is_new).cloned().collect())
    }

    /// What is usually known of bookmakers, corrected. Each is taken out of the house that it was in alone: whoever
    /// else is of that house stays there.
    pub fn books(&self) -> Books {
        let mut books = Books::usual();
        // All leave before any joins: else who said what first would count.
        self.0.iter().for_each(|(name, _)| books.part(name));
        for (name, kin) in &self.0 {
            match kin {
                Kin::Alone => {}
                Kin::House(of) => _ = books.join(of, name),
                Kin::Spelling(of) => _ = books.alias(name, of),
            }
        }
        books
    }

    /// Reads what [`Corrections`] print. What is damaged of it is left out.
    pub fn parse(text: &str) -> Self {
        let mut corrections = Self::default();
        for item in text.split(',') {
            let Some(at) = item.find([ALONE, HOUSE, SPELLING]) else { continue };
            let (name, rest) = item.split_at(at);
            let (sign, of) = rest.split_at(1);
            let Some((name, of)) = escape::read(name).zip(escape::read(of)) else { continue };
            let of = key(&of);
            corrections.set(
                &name,
                match sign {
                    "+" => Kin::House(of),
                    "~" => Kin::Spelling(of),
                    _ => Kin::Alone,
                },
            );
        }
        corrections
    }
}

/// One line for a store: `coral-,winamax+betclic,ps3838~pinnacle`. Whatever else stands in a key is written in hex.
impl fmt::Display for Corrections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = |letter: char| letter.is_ascii_alphanumeric();
        for (nth, (name, kin)) in self.0.iter().enumerate() {
            f.write_str(if nth == 0 { "" } else { "," })?;
            escape::write(f, name, plain)?;
            let (sign, of) = match kin {
                Kin::Alone => (ALONE, ""),
                Kin::House(of) => (HOUSE, of.as_str()),
                Kin::Spelling(of) => (SPELLING, of.as_str()),
            };
            fmt::Write::write_char(f, sign)?;
            escape::write(f, of, plain)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Corrections, Kin};
    use crate::books::{Books, ENTRIES_MAX};

    /// Which of these are one house: names of one house share a letter.
    fn houses(books: &Books, names: &[&str]) -> String {
        let mut met = Vec::new();
        let letter = |name: &&str| {
            let group = books.group(name);
            let place = met.iter().position(|held| *held == group).unwrap_or_else(|| {
                met.push(group);
                met.len() - 1
            });
            char::from(b'a' + u8::try_from(place).unwrap_or_default())
        };
        names.iter().map(letter).collect()
    }

    #[test]
    fn each_is_moved_alone_and_the_rest_of_its_house_stays() {
        let names = ["Betsson", "Betsafe", "NordicBet", "Winamax", "Coral", "Ladbrokes"];
        let check = |text: &str, expected: &str| {
            let corrections = Corrections::parse(text);
            assert_eq!(houses(&corrections.books(), &names), expected, "{text}");
            assert_eq!(corrections.to_string(), text);
        };
        check("", "aaabcc");
        check("coral-", "aaabcd");
        check("ladbrokes-", "aaabcd");
        check("betsson-", "abbcdd");
        check("betsafe-", "abacdd");
        check("betsson-,betsafe-", "abcdee");
        check("winamax+betsafe", "aaaabb");
        check("coral+winamax", "aaabbc");
        check("betsson+coral", "abbcaa");
        check("winamax~nordicbet", "aaaabb");
        check("betsson~coral", "abbcaa");
        check("winamax~coral,coral~winamax", "aaabbc");
        check("winamax+coral,coral+winamax", "aaabbc");
        check("coral-,winamax+coral", "aaabbc");
        check("betsafe+winamax,nordicbet+winamax", "abbbcc");
    }

    #[test]
    fn another_spelling_is_the_same_bookmaker() {
        let books = Corrections::parse("ps3838~pinnacle").books();
        assert_eq!(books.key("PS 3838"), "pinnacle");
        assert_eq!(Corrections::default().books(), Books::usual());
    }

    #[test]
    fn what_was_said_last_counts_and_can_be_asked() {
        let mut corrections = Corrections::default();
        corrections.set("Coral", Kin::Alone);
        corrections.set("CORAL", Kin::House("winamax".to_owned()));
        assert_eq!(corrections.of("coral"), Some(&Kin::House("winamax".to_owned())));
        corrections.set("coral", Kin::Spelling("coral".to_owned()));
        assert_eq!(corrections, Corrections::default(), "nobody belongs to itself");
        for number in 0..2 * ENTRIES_MAX {
            corrections.set(&format!("b{number}"), Kin::Alone);
        }
        assert_eq!(corrections.to_string().split(',').count(), ENTRIES_MAX);
    }

    #[test]
    fn who_is_alone_is_alone_whoever_named_it_before() {
        let check = |text: &str, expected: &str| {
            assert_eq!(Corrections::parse(text).to_string(), expected, "{text}");
        };
        check("winamax+coral,coral-", "coral-");
        check("winamax+coral,betclic+coral,pmu+betclic,coral-", "pmu+betclic,coral-");
        check("coral-,winamax+coral", "coral-,winamax+coral");
        check("winamax~coral,coral-", "winamax~coral,coral-");
    }

    #[test]
    fn what_two_say_is_put_together() {
        let before = Corrections::parse("coral-,winamax+betclic");
        let mut kept = Corrections::parse("coral+winamax,ps3838~pinnacle");
        let after = Corrections::parse("coral-,winamax+pmu");
        assert_eq!(after.since(&before).to_string(), "winamax+pmu");
        kept.merge(&after.since(&before));
        assert_eq!(kept.to_string(), "coral+winamax,ps3838~pinnacle,winamax+pmu");
        assert_eq!(before.since(&before), Corrections::default());
    }

    #[test]
    fn what_is_damaged_is_left_out_and_the_rest_counts() {
        let check = |text: &str, expected: &str| {
            assert_eq!(Corrections::parse(text).to_string(), expected, "{text}");
        };
        check(",,x", "");
        check("-,+,~,+a,a+,b~", "");
        check("a%zz-,coral-", "coral-");
        check(&["x".repeat(99), "-,a+b".to_owned()].concat(), "a+b");
        check("Unibet.fr~Unibet (FR),Coral+Ladbrokes", "coral+ladbrokes");
        check("%C3%91and%C3%BA+Betclic", "%C3%91and%C3%BA+betclic");
    }
}
