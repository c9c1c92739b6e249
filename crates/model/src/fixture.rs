//! Which match: what identifies it in every session, while a number of the board does so in one.

use std::fmt;

use crate::escape;

/// A longer text is no name of a match: the most bytes of one that are read.
const BYTES_MAX: usize = 1_000;

/// A match by its names, as the feed spells them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixture {
    /// Sport.
    pub sport: String,
    /// Competition code or raw name.
    pub competition: String,
    /// Match name.
    pub match_name: String,
}

impl Fixture {
    /// A match by its names.
    pub fn new(sport: &str, competition: &str, match_name: &str) -> Self {
        Self {
            sport: sport.to_owned(),
            competition: competition.to_owned(),
            match_name: match_name.to_owned(),
        }
    }

    /// Whether it is the match of these names.
    pub fn is(&self, sport: &str, competition: &str, match_name: &str) -> bool {
        self.match_name == match_name && self.competition == competition && self.sport == sport
    }

    /// Reads what it prints; `None` when that is damaged, or names no match.
    pub fn parse(text: &str) -> Option<Self> {
        let mut names = text.split('/').map(escape::read);
        let mut name = || names.next().flatten();
        let (sport, competition, match_name) = (name()?, name()?, name()?);
        let is_one = names.next().is_none() && !match_name.is_empty() && text.len() <= BYTES_MAX;
        is_one.then_some(Self { sport, competition, match_name })
    }
}

/// Its names with slashes between them. Whatever means something in an address is written in hex.
impl fmt::Display for Fixture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        escape::write(f, &self.sport, plain)?;
        f.write_str("/")?;
        escape::write(f, &self.competition, plain)?;
        f.write_str("/")?;
        escape::write(f, &self.match_name, plain)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Fixture;

    #[test]
    fn a_match_is_written_so_that_an_address_can_hold_it() {
        let check = |sport, competition, match_name, text: &str| {
            let fixture = Fixture::new(sport, competition, match_name);
            assert_eq!(fixture.to_string(), text);
            assert_eq!(Fixture::parse(text), Some(fixture));
        };
        check("Football", "LIG1", "PSG - Lyon", "Football/LIG1/PSG%20-%20Lyon");
        check("", "", "A/B, C&D", "//A%2FB%2C%20C%26D");
    }

    #[test]
    fn what_is_damaged_is_no_match() {
        let long = ["a/b/", &"c".repeat(1_000)].concat();
        for damaged in ["", "a", "a/b", "a/b/", "a/b/c/d", "a/b/%", "a/%FF/c", &long] {
            assert_eq!(Fixture::parse(damaged), None, "{damaged}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_match_is_read_back(names in prop::array::uniform3("\\PC{1,12}")) {
            let [sport, competition, match_name] = &names;
            let fixture = Fixture::new(sport, competition, match_name);
            prop_assert_eq!(Fixture::parse(&fixture.to_string()), Some(fixture));
        }

        #[test]
        fn any_text_is_read_without_harm(text in any::<String>()) {
            Fixture::parse(&text);
        }
    }
}
