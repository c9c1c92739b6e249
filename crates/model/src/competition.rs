//! What the codes of well-known competitions stand for. An unknown code is shown as it is.

/// A competition whose code is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Competition {
    /// Its code in the feed.
    pub code: &'static str,
    /// Its name in its own country.
    pub title: &'static str,
    /// Where it is played; empty when the title says so.
    pub place: &'static str,
}

const fn entry(code: &'static str, title: &'static str, place: &'static str) -> Competition {
    Competition { code, title, place }
}

/// In the order in which they are drawn.
pub const KNOWN: [Competition; 28] = [
    entry("UCL", "Champions League", "Europe"),
    entry("EPL", "Premier League", "England"),
    entry("LIG1", "Ligue 1", "France"),
    entry("LIGA", "La Liga", "Spain"),
    entry("SERA", "Serie A", "Italy"),
    entry("BUND", "Bundesliga", "Germany"),
    entry("UEL", "Europa League", "Europe"),
    entry("EFL", "Championship", "England"),
    entry("LIG2", "Ligue 2", "France"),
    entry("LIGA2", "Segunda División", "Spain"),
    entry("GER2", "2. Bundesliga", "Germany"),
    entry("ERED", "Eredivisie", "Netherlands"),
    entry("MLS", "MLS", "United States"),
    entry("BRAS", "Brasileirão", "Brazil"),
    entry("ARG", "Liga Profesional", "Argentina"),
    entry("TENNIS", "Tennis", ""),
    entry("NBA", "NBA", ""),
    entry("EURO", "EuroLeague", ""),
    entry("RUGBY", "Rugby", ""),
    entry("NHL", "NHL", ""),
    entry("KHL", "KHL", ""),
    entry("SHL", "SHL", "Sweden"),
    entry("LIIGA", "Liiga", "Finland"),
    entry("SMLIT", "SM-liiga", "Finland"),
    entry("DEL", "DEL", "Germany"),
    entry("AHL", "AHL", ""),
    entry("MLB", "MLB", ""),
    entry("NFL", "NFL", ""),
];

/// Sports in the order in which they are drawn; the catch-all comes last.
pub const SPORTS: [&str; 7] =
    ["Football", "Tennis", "Basketball", "Rugby", "Hockey", "Baseball", "AmericanFootball"];

/// The competition of this code, when it is known.
pub fn known(code: &str) -> Option<&'static Competition> {
    KNOWN.iter().find(|known| known.code == code)
}

/// Where a sport stands among the others.
pub fn sport_rank(sport: &str) -> usize {
    let unknown = if sport == "Other" { SPORTS.len() + 1 } else { SPORTS.len() };
    SPORTS.iter().position(|known| *known == sport).unwrap_or(unknown)
}

/// Where a competition stands among the others: by sport, known ones before unknown ones.
pub fn rank(sport: &str, code: &str) -> (usize, usize) {
    (sport_rank(sport), KNOWN.iter().position(|known| known.code == code).unwrap_or(KNOWN.len()))
}
