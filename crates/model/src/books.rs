//! Who a bookmaker is: spellings of one name, and brands of one house.

use crate::index;

/// The most aliases, and the most memberships in a house, that are taken.
pub const ENTRIES_MAX: usize = 256;

/// The most bytes of a name that are taken for one.
pub const NAME_BYTES_MAX: usize = 80;

/// A house: books that share a feed or a trading desk count once. Whoever belongs to no known house is one alone.
///
/// A number of its leading name, the same in every session. Two of a hundred houses share one once in a million
/// boards, and then count as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Group(u32);

/// Brands of one house, the leading one first, as their owners list them: Entain, Flutter, and Betsson AB.
const HOUSES: [&[&str]; 3] = [
    &["ladbrokes", "coral"],
    &["paddypower", "betfairsportsbook"],
    &["betsson", "betsafe", "nordicbet"],
];

/// What is known of bookmakers' names, for a reader to correct.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Books {
    /// Keys and the keys they stand for. No key that is stood for stands for another itself.
    aliases: Vec<(String, String)>,
    /// Keys and those of the leaders of their houses.
    houses: Vec<(String, String)>,
}

/// Nothing is known.
pub(crate) const NOTHING: &Books = &Books { aliases: Vec::new(), houses: Vec::new() };

impl Books {
    /// With the best-known houses. The default knows none.
    pub fn usual() -> Self {
        let mut books = Self::default();
        for house in HOUSES {
            let brands = house.iter().copied();
            brands.clone().zip(brands.skip(1)).for_each(|(leader, brand)| {
                books.join(leader, brand);
            });
        }
        books
    }

    /// What identifies a bookmaker: the [`key`] of its name, or of the name that it is an alias of.
    pub fn key(&self, name: &str) -> String {
        self.meant(&key(name)).to_owned()
    }

    /// The key that a key stands for, or itself.
    pub(crate) fn meant<'a>(&'a self, key: &'a str) -> &'a str {
        find(&self.aliases, key).unwrap_or(key)
    }

    /// Takes a name for another spelling of a second one, and whatever was one of the first with it. Both are one
    /// book then, so their houses are one too. Names that are the same already stay so. `false` when there are too
    /// many aliases, or a name is none.
    pub fn alias(&mut self, name: &str, of: &str) -> bool {
        let (name, of) = (self.key(name), self.key(of));
        if name == of {
            return true;
        }
        if !is_name(&name) || !is_name(&of) || self.aliases.len() >= ENTRIES_MAX {
            return false;
        }
        self.move_house(&name, &of);
        for (_, meant) in self.aliases.iter_mut().filter(|(_, meant)| *meant == name) {
            meant.clone_from(&of);
        }
        self.aliases.push((name, of));
        true
    }

    /// Puts a brand and all of its house into the house of a leader. `false` when there are too many, or a name is
    /// none.
    pub fn join(&mut self, leader: &str, brand: &str) -> bool {
        let (leader, brand) = (self.leader(leader), self.leader(brand));
        if leader == brand {
            return true;
        }
        if !is_name(&leader) || !is_name(&brand) || self.houses.len() >= ENTRIES_MAX {
            return false;
        }
        for (_, led) in self.houses.iter_mut().filter(|(_, led)| *led == brand) {
            led.clone_from(&leader);
        }
        self.houses.push((brand, leader));
        true
    }

    /// Takes a bookmaker out of its house, whose others stay one.
    pub fn part(&mut self, name: &str) {
        let key = self.key(name);
        let led = self.houses.iter().find(|(_, led)| *led == key);
        let heir = led.map(|(brand, _)| brand.clone());
        self.houses.retain(|(brand, _)| *brand != key && Some(brand) != heir.as_ref());
        for (_, led) in self.houses.iter_mut().filter(|(_, led)| *led == key) {
            heir.as_ref().unwrap_or(&key).clone_into(led);
        }
    }

    /// The house of a bookmaker. It may be another one after the tables were changed.
    pub fn group(&self, name: &str) -> Group {
        Group(index::hash([&self.leader(name)]))
    }

    /// Puts the house of a key into that of another, and strikes out the key itself, which stands for the other from
    /// now on. Asks for no room, because a key that leads nobody has an entry to give.
    fn move_house(&mut self, key: &str, of: &str) {
        let (from, to) = (self.leader(key), self.leader(of));
        let to = if to == key { of.to_owned() } else { to };
        if from != to {
            for (brand, led) in self.houses.iter_mut().filter(|(_, led)| *led == from) {
                if *brand == key {
                    brand.clone_from(&from);
                }
                led.clone_from(&to);
            }
        }
        self.houses.retain(|(brand, led)| brand != key && brand != led);
    }

    fn leader(&self, name: &str) -> String {
        let key = self.key(name);
        find(&self.houses, &key).map_or(key, str::to_owned)
    }
}

fn find<'a>(entries: &'a [(String, String)], key: &str) -> Option<&'a str> {
    entries.iter().find(|(name, _)| name == key).map(|(_, meant)| meant.as_str())
}

fn is_name(key: &str) -> bool {
    !key.is_empty() && key.len() <= NAME_BYTES_MAX
}

/// A bookmaker's name without what varies in it: case, spaces, punctuation, and the ending of a web address that names
/// no region.
///
/// A region stays, however it is written, because its prices are others: `Unibet.fr` and `unibet_FR` are one book,
/// `Unibet` is another. Letters outside ASCII are left as they are. A name of nothing but signs is its own key, and
/// only blanks have an empty one.
pub fn key(name: &str) -> String {
    let whole = name.trim().to_ascii_lowercase();
    let host = whole.strip_prefix("www.").unwrap_or(&whole);
    let (host, region) = region(host);
    let letters = host.chars().chain(region.chars());
    let key: String =
        letters.filter(|letter| letter.is_ascii_alphanumeric() || !letter.is_ascii()).collect();
    if key.is_empty() { whole } else { key }
}

/// A web address without an ending that says nothing, and the region that it ends with.
fn region(host: &str) -> (&str, &str) {
    match host.rsplit_once('.') {
        Some((host, "com" | "net" | "org")) => (host, ""),
        Some((host, region)) if region.len() == 2 => {
            let bare = host.strip_suffix(".co").or_else(|| host.strip_suffix(".com"));
            (bare.unwrap_or(host), region)
        }
        _ => (host, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::{Books, ENTRIES_MAX, key};
    use crate::sorted::Sorted;

    #[test]
    fn spellings_of_one_name_have_one_key_and_regions_their_own() {
        let check = |names: &[&str], expected: &str| {
            for name in names {
                assert_eq!(key(name), expected, "{name}");
                assert_eq!(key(expected), expected, "a key is its own key");
            }
        };
        check(&["Bet365", "bet 365", "bet365.com", "BET365.COM", " www.bet365.com "], "bet365");
        check(&["William Hill", "williamhill", "William-Hill"], "williamhill");
        check(&["williamhill_us", "William Hill US", "William Hill (US)"], "williamhillus");
        check(&["Unibet.fr", "unibet_FR", "Unibet (FR)"], "unibetfr");
        check(&["Unibet", "unibet.com", "unibet.net", "unibet.org"], "unibet");
        check(&["bet365.it"], "bet365it");
        check(&["unibet.co.uk", "Unibet UK", "unibet_uk"], "unibetuk");
        check(&["sportsbet.com.au", "sportsbet AU"], "sportsbetau");
        check(&["10Bet"], "10bet");
        check(&["Ñandú Apuestas"], "Ñandúapuestas");
        check(&["+++", " +++ "], "+++");
        check(&[".com"], ".com");
        check(&["", "  "], "");
    }

    #[test]
    fn an_alias_is_the_book_that_it_stands_for() {
        let mut books = Books::default();
        assert!(books.alias("Pinnacle Sports", "Pinnacle"));
        assert_eq!(books.key("pinnaclesports.com"), "pinnacle");
        assert!(books.alias("PS3838", "pinnacle sports"), "an alias of an alias");
        assert_eq!(books.key("ps3838"), "pinnacle");
        assert!(books.alias("Pinnacle", "Pinny"), "aliases follow");
        assert_eq!(books.key("PS3838"), "pinny");
        assert!(books.alias("Pinny", "PS3838"), "a ring is no ring");
        assert_eq!(books.key("Pinny"), "pinny");
        assert!(!books.alias("", "Pinnacle") && !books.alias(&"x".repeat(99), "Pinnacle"));
        assert_eq!(books.group("PS3838"), books.group("Pinnacle"));
    }

    #[test]
    fn sister_books_are_one_group_and_regions_are_not() {
        let mut books = Books::usual();
        let same = |books: &Books, a: &str, b: &str| books.group(a) == books.group(b);
        assert!(same(&books, "Ladbrokes", "CORAL"));
        assert!(same(&books, "Betsafe", "NordicBet"), "both by their leader");
        assert!(!same(&books, "Ladbrokes", "Betsson") && !same(&books, "Winamax", "Betclic"));
        assert!(!same(&books, "Unibet", "Unibet.fr"));
        assert!(books.join("Winamax", "Coral"), "a reader's own grouping");
        assert!(same(&books, "Winamax", "Ladbrokes"), "the house comes whole");
        assert!(same(&books, "Winamax", "Coral") && !same(&books, "Winamax", "Betsson"));
        assert!(!same(&Books::default(), "Ladbrokes", "Coral"), "none is known unless asked for");
        assert!(!books.join("Winamax", " "));
    }

    #[test]
    fn a_book_takes_its_house_along_under_another_name() {
        let check = |name: &str, of: &str, one_house: &[&str]| {
            let mut books = Books::usual();
            assert!(books.join("Betclic", "Bwin") && books.alias(name, of), "{name} {of}");
            let groups = one_house.iter().map(|book| books.group(book));
            assert_eq!(groups.collect::<Sorted<_>>().len(), 1, "{name} is {of}: {books:?}");
            assert_ne!(books.group("Winamax"), books.group("Betsson"), "{name} {of}");
            let is_left =
                |(brand, led): &(String, String)| brand == led || brand == name || led == name;
            assert!(!books.houses.iter().any(is_left), "{books:?}");
        };
        check("ladbrokes", "Ladbrokes UK", &["Ladbrokes", "Coral", "Ladbrokes UK"]);
        check("coral", "Coral UK", &["Ladbrokes", "Coral", "Coral UK"]);
        check("betsson", "NordicBet", &["Betsson", "Betsafe", "NordicBet"]);
        check("nordicbet", "Betsson", &["Betsson", "Betsafe", "NordicBet"]);
        check("betsafe", "NordicBet", &["Betsson", "Betsafe", "NordicBet"]);
        check("bwin", "NordicBet", &["Betsson", "Betsafe", "NordicBet", "Betclic", "Bwin"]);
        check("betclic", "Betsafe", &["Betsson", "Betsafe", "NordicBet", "Betclic", "Bwin"]);
        check("bwin", "Pinnacle", &["Betclic", "Bwin", "Pinnacle"]);
    }

    #[test]
    fn no_more_is_taken_than_fits() {
        let mut books = Books::default();
        for number in 0..2 * ENTRIES_MAX {
            assert_eq!(books.alias(&format!("alias {number}"), "one"), number < ENTRIES_MAX);
            assert_eq!(books.join("one", &format!("brand {number}")), number < ENTRIES_MAX);
        }
    }
}
