//! The matches that a reader keeps an eye on.

use std::fmt;

use crate::fixture::Fixture;

/// The most matches that are kept; the oldest make room.
pub const FAVOURITES_MAX: usize = 200;

/// Matches in the order they were saved in. One that is gone keeps its place, because it may be back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Favourites(Vec<Fixture>);

impl Favourites {
    /// Reads what it prints.
    ///
    /// Total, because a list that is half understood is better than none: what is damaged or there already is left
    /// out, and of what is too much the oldest.
    pub fn parse(text: &str) -> Self {
        let mut favourites = Self::default();
        for fixture in text.split(',').filter_map(Fixture::parse) {
            favourites.save(fixture, true);
        }
        favourites
    }

    /// Keeps a match as the newest, or lets go of it.
    pub fn save(&mut self, fixture: Fixture, is_saved: bool) {
        self.0.retain(|held| *held != fixture);
        if is_saved {
            self.0.push(fixture);
            let surplus = self.0.len().saturating_sub(FAVOURITES_MAX);
            self.0.drain(..surplus);
        }
    }

    /// Whether the match of these names is kept.
    pub fn holds(&self, sport: &str, competition: &str, match_name: &str) -> bool {
        self.0.iter().any(|held| held.is(sport, competition, match_name))
    }

    /// The matches, the oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &Fixture> {
        self.0.iter()
    }
}

/// One line for a store: matches with commas between them.
impl fmt::Display for Favourites {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, fixture) in self.0.iter().enumerate() {
            f.write_str(if nth == 0 { "" } else { "," })?;
            fixture.fmt(f)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{FAVOURITES_MAX, Favourites};
    use crate::fixture::Fixture;

    fn fixture(number: usize) -> Fixture {
        Fixture::new("Tennis", "WTA", &format!("A{number} - B{number}"))
    }

    #[test]
    fn a_match_is_kept_once_and_let_go_of() {
        let mut favourites = Favourites::default();
        let holds = |favourites: &Favourites, name| favourites.holds("Tennis", "WTA", name);
        favourites.save(fixture(1), true);
        favourites.save(fixture(2), true);
        favourites.save(fixture(1), true);
        assert_eq!(favourites.iter().cloned().collect::<Vec<_>>(), [fixture(2), fixture(1)]);
        assert!(holds(&favourites, "A1 - B1") && !holds(&favourites, "A3 - B3"));
        assert!(!favourites.holds("Tennis", "ATP", "A1 - B1"), "of another competition");
        favourites.save(fixture(1), false);
        favourites.save(fixture(7), false);
        assert!(!holds(&favourites, "A1 - B1") && holds(&favourites, "A2 - B2"));
    }

    #[test]
    fn the_oldest_make_room() {
        let mut favourites = Favourites::default();
        (0..FAVOURITES_MAX + 3).for_each(|number| favourites.save(fixture(number), true));
        assert_eq!(favourites.iter().count(), FAVOURITES_MAX);
        assert_eq!(favourites.iter().next(), Some(&fixture(3)));
        let read = Favourites::parse(&favourites.to_string());
        assert_eq!(read, favourites, "as many as can be are read back");
    }

    #[test]
    fn what_is_understood_of_a_damaged_list_is_kept() {
        let check = |text: &str, expected: &str| {
            assert_eq!(Favourites::parse(text).to_string(), expected, "{text}");
        };
        check("", "");
        check("[object Object]", "");
        check("a/b/c,,%/b/c,a/b/d,a/b/c", "a/b/d,a/b/c");
    }
}
