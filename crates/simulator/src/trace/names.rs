//! Names for the numbers of a trace; equal numbers have equal names.

const TOWNS: [&str; 20] = [
    "Ashford", "Barrow", "Camber", "Dunmore", "Elstow", "Fenwick", "Garston", "Hadley", "Iver",
    "Jarrow", "Kelso", "Ludlow", "Marlow", "Newark", "Oakham", "Penrith", "Quorn", "Ripley",
    "Selby", "Thorne",
];
/// Matches of one competition.
const TOGETHER: usize = 40;

/// The name of a match.
pub fn match_name(match_number: usize) -> String {
    format!("{} - {}", side(2 * match_number), side(2 * match_number + 1))
}

/// The name of a selection: home, draw and away, or home and away.
pub fn selection(match_number: usize, outcome: usize, outcomes: usize) -> String {
    match (outcome, outcomes) {
        (0, _) => side(2 * match_number),
        (1, 3) => "Draw".to_owned(),
        _ => side(2 * match_number + 1),
    }
}

/// The competition that a match belongs to, of the matches that there are at a time.
pub fn competition(match_number: usize, matches: usize) -> String {
    format!("CUP{:02}", match_number % matches.max(1) / TOGETHER + 1)
}

/// The name of a bookmaker.
pub fn bookmaker(book: usize) -> String {
    format!("Book {}", book + 1)
}

fn side(number: usize) -> String {
    let town = TOWNS.get(number % TOWNS.len()).copied().unwrap_or_default();
    format!("{town} {}", number / TOWNS.len() + 1)
}
