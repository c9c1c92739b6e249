//! Languages as a page brings them.

/// What a browser knows of a language before the names of months and days, a line each.
pub(crate) const FRENCH: &str = "fr\nltr\n00111\n0123456789\n,\n−\n\u{202f}%\n{HH}:{mm}\n{HH}:{mm}:{ss}\n\n\n{weekday} {day} {month}\n{weekday} {day}";
pub(crate) const ARABIC: &str = "ar-EG\nrtl\n012333\n٠١٢٣٤٥٦٧٨٩\n٫\n\u{61c}−\n٪\u{61c}\n{h}:{mm} {a}\n{h}:{mm}:{ss} {a}\nص\nم\n{weekday}، {day} {month}\n{weekday}، {day}";

/// A language as the page brings it. Its file has the words in the program's order.
pub(crate) fn language(pieces: &str, file: &str) -> String {
    let mut lines = vec![pieces.to_owned()];
    // No month or day has a name here.
    lines.extend((0..26).map(|_| "–".to_owned()));
    let words = file.lines().filter_map(|line| line.split_once(' '));
    let words = words.filter(|(key, _)| !["#", "direction", "plurals"].contains(key));
    lines.extend(
        words.filter(|(key, _)| !key.starts_with('"')).map(|(_, said)| said.replace('_', " ")),
    );
    lines.join("\n")
}
