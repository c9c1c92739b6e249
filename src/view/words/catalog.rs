//! A language as one list of texts, and the voice in which a part of the page is drawn.
//!
//! English is part of the program. Any other language is a text that the page brings when it is wanted: a line for
//! each piece of what the browser knows about its figures and dates, a line for each word of
//! [`english`](super::english) in the same order, and then names that the feed uses, each with its translation.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::state::reader;

/// A word of the page: what it is in English, behind two letters that say its number in every language's list. One
/// text, because a table of numbers and texts would be as long as the texts.
#[derive(Clone, Copy, Debug)]
pub struct Word(&'static str);

/// The first of the letters that numbers are written in, and how many of them there are.
const LETTER: u8 = b' ';
pub(super) const LETTERS: usize = 64;

/// Makes a word of a number and an English text.
macro_rules! word {
    ($number:expr, $english:literal) => {{
        const TEXT: [u8; 2 + $english.len()] =
            $crate::view::words::catalog::numbered($number, $english);
        $crate::view::words::catalog::Word::of(&TEXT)
    }};
}
pub(super) use word;

#[expect(clippy::cast_possible_truncation, reason = "every list asserts that its numbers fit")]
const fn letter(part: usize) -> u8 {
    LETTER + part as u8
}

/// A text of `N` bytes: two letters for the number, and the English text.
pub(super) const fn numbered<const N: usize>(number: usize, english: &str) -> [u8; N] {
    let mut text = [LETTER; N];
    (text[0], text[1]) = (letter(number / LETTERS), letter(number % LETTERS));
    let mut at = 0;
    while at < english.len() {
        text[at + 2] = english.as_bytes()[at];
        at += 1;
    }
    text
}

/// How many lines come before the words: the browser's own pieces, in the order of the constants below, by
/// `loader/words.js`.
pub(super) const PIECES: usize = WEEKDAYS_SHORT + 7;

/// The language's tag, as `lang` takes it.
pub(crate) const TAG: Word = word!(0, "en");
/// In which direction it is written, as `dir` takes it.
pub(crate) const DIRECTION: Word = word!(1, "ltr");
/// Which form goes with each count below two hundred, a digit each. Empty for English, whose rule is short.
const FORMS: Word = word!(2, "");
/// Its digits in a row, each of the same length.
pub(super) const DIGITS: Word = word!(3, "0123456789");
pub(super) const DECIMAL: Word = word!(4, ".");
pub(super) const MINUS: Word = word!(5, "−");
/// What stands behind a figure in per cent, and behind a price that is one, which English writes closer.
pub(super) const PERCENT: Word = word!(6, " %");
pub(super) const PERCENT_CLOSE: Word = word!(6, "%");
/// Times of day; `{HH}` is the hour of 24 with two digits, `{H}` as it is, `{h}` of 12 with `{a}` for the half.
pub(super) const CLOCK: Word = word!(7, "{HH}:{mm}");
pub(super) const STAMP: Word = word!(8, "{HH}:{mm}:{ss}");
pub(super) const MORNING: Word = word!(9, "AM");
pub(super) const AFTERNOON: Word = word!(10, "PM");
pub(super) const DATE: Word = word!(11, "{weekday} {day} {month}");
pub(super) const DATE_SHORT: Word = word!(12, "{weekday} {day}");
/// From here on the months from January, then the days from Thursday, in full and short.
pub(super) const MONTHS: usize = 13;
pub(super) const WEEKDAYS: usize = MONTHS + 12;
pub(super) const WEEKDAYS_SHORT: usize = WEEKDAYS + 7;

/// All that is said in one language. It lives as long as the page.
#[derive(Debug)]
pub struct Catalog(Vec<&'static str>);

/// The language of one card or page, shared by all that is drawn in it.
#[derive(Clone, Debug, Default)]
pub struct Voice(Rc<Cell<Option<&'static Catalog>>>);

thread_local! {
    static CATALOGS: RefCell<Vec<&'static Catalog>> = const { RefCell::new(Vec::new()) };
    /// Whose parts are being drawn. Outside of any drawing it is English.
    static VOICE: RefCell<Option<Voice>> = const { RefCell::new(None) };
}

impl Catalog {
    /// Reads a language's text, once for each language however many speak it.
    pub fn learn(text: &str) -> &'static Self {
        CATALOGS.with_borrow_mut(|catalogs| {
            let (tag, _) = divided(text, '\n');
            if let Some(known) = catalogs.iter().find(|known| known.0.first() == Some(&tag)) {
                return *known;
            }
            let mut lines = Vec::new();
            let mut rest = Some(&*text.to_owned().leak());
            while let Some(text) = rest {
                let (line, behind) = divided(text, '\n');
                lines.push(line);
                rest = behind;
            }
            let catalog: &'static Self = Box::leak(Box::new(Self(lines)));
            catalogs.push(catalog);
            catalog
        })
    }
}

impl Voice {
    /// The voice in which things are drawn now.
    pub fn current() -> Self {
        VOICE.with_borrow(Clone::clone).unwrap_or_default()
    }

    /// Speaks the language of this text from now on, or English without one. Where it is another one, whatever is on
    /// the page is drawn anew.
    pub fn speak(&self, text: Option<&str>) {
        let next = text.map(Catalog::learn);
        let before = self.0.replace(next);
        // Each language is learnt once, so the place where it lies tells it from others.
        if before.map(std::ptr::from_ref) != next.map(std::ptr::from_ref) {
            reader::wake_everybody();
        }
    }

    /// The tag of its language.
    pub fn tag(&self) -> &'static str {
        let tag = self.0.get().and_then(|catalog| catalog.0.first().copied());
        tag.unwrap_or(TAG.english())
    }

    /// The text that its language was learnt from; none for English.
    pub fn text(&self) -> Option<String> {
        self.0.get().map(|catalog| catalog.0.join("\n"))
    }

    /// What is drawn by `draw` is drawn in this voice.
    pub fn during<T>(&self, draw: impl FnOnce() -> T) -> T {
        let before = VOICE.replace(Some(self.clone()));
        let drawn = draw();
        VOICE.set(before);
        drawn
    }
}

impl Word {
    /// What it is in the language that is spoken; in English where that lacks it.
    pub fn text(self) -> &'static str {
        text(self.number(), self.english())
    }

    /// What it is in English, which is also a name for what it says.
    pub(crate) fn english(self) -> &'static str {
        self.0.get(2..).unwrap_or_default()
    }

    fn number(self) -> usize {
        match self.0.as_bytes() {
            [high, low, ..] => usize::from(high - LETTER) * LETTERS + usize::from(low - LETTER),
            _ => usize::MAX,
        }
    }

    /// A word of the text that [`numbered`] makes.
    pub(super) const fn of(text: &'static [u8]) -> Self {
        match std::str::from_utf8(text) {
            Ok(text) => Self(text),
            Err(_) => Self(""),
        }
    }

    /// Its text with values in the places of their names. What has no value stays as it is.
    pub(crate) fn with(self, values: &[(&str, &str)]) -> String {
        fill(self.text(), values)
    }

    /// The form of its text that goes with a count, with the count in its place.
    pub(crate) fn counted(self, count: usize) -> String {
        let (mut chosen, mut rest) = divided(self.text(), '|');
        for _ in 0..form(count) {
            if let Some(forms) = rest {
                (chosen, rest) = divided(forms, '|');
            }
        }
        fill(chosen, &[("n", &figure(&count.to_string()))])
    }
}

/// The text of this number in the language that is spoken, or what it is in English.
pub(super) fn text(number: usize, english: &'static str) -> &'static str {
    let said = |catalog: &'static Catalog| catalog.0.get(number).copied();
    spoken().and_then(said).unwrap_or(english)
}

/// A name of the feed in the language that is spoken; `None` where that has none of its own for it.
pub(crate) fn name(of_feed: &str) -> Option<&'static str> {
    let lines = spoken()?.0.iter();
    lines
        .filter_map(|line| line.split_once('\t'))
        .find(|(name, _)| *name == of_feed)
        .map(|(_, own)| own)
}

/// A figure as the language writes it: `.` is its decimal point, `-` its minus sign, `%` its per cent.
pub(crate) fn figure(canonical: &str) -> String {
    let digits = DIGITS.text();
    let width = digits.len() / 10;
    let mut written = String::with_capacity(canonical.len());
    for (place, sign) in canonical.bytes().enumerate() {
        let own = match sign {
            b'.' => Some(DECIMAL.text()),
            b'-' => Some(MINUS.text()),
            b'%' => Some(PERCENT_CLOSE.text()),
            b'0'..=b'9' => {
                let start = usize::from(sign - b'0') * width;
                digits.get(start..start + width)
            }
            _ => canonical.get(place..=place),
        };
        written.push_str(own.unwrap_or_default());
    }
    written
}

fn spoken() -> Option<&'static Catalog> {
    VOICE.with_borrow(|voice| voice.as_ref()?.0.get())
}

/// Which form of a text goes with a count. From two hundred on, languages repeat themselves every hundred.
fn form(count: usize) -> usize {
    let place = if count < 200 { count } else { 100 + count % 100 };
    match FORMS.text().as_bytes().get(place) {
        Some(digit) => usize::from(digit.wrapping_sub(b'0')),
        None => usize::from(count != 1),
    }
}

pub(super) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = Some(text);
    while let Some(text) = rest {
        let (before, behind) = divided(text, '{');
        filled.push_str(before);
        rest = behind.map(|behind| {
            let (name, after) = divided(behind, '}');
            let value = values.iter().find(|(known, _)| *known == name);
            if let (Some((_, value)), Some(after)) = (value, after) {
                filled.push_str(value);
                return after;
            }
            filled.push('{');
            behind
        });
    }
    filled
}

/// What stands before a sign, and what stands behind it where it is there. One function for all that is read here,
/// because each way to search a text is code of its own.
fn divided(text: &str, at: char) -> (&str, Option<&str>) {
    match text.split_once(at) {
        Some((before, behind)) => (before, Some(behind)),
        None => (text, None),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{Catalog, PIECES, TAG, Voice, figure, fill, form, name};
    use crate::view::words::english::{self, EVERY};

    /// A language in which months and days are called by their numbers, and of which these lines are known besides.
    pub(crate) fn language(pieces: [&str; 13], words: &str) -> String {
        let mut lines: Vec<_> = pieces.iter().map(|piece| (*piece).to_owned()).collect();
        lines.extend((13..PIECES).map(|number| format!("name {number}")));
        lines.join("\n") + "\n" + words
    }

    pub(crate) const FRENCH: [&str; 13] = [
        "fr",
        "ltr",
        "00",
        "0123456789",
        ",",
        "−",
        "\u{202f}%",
        "{HH}:{mm}",
        "{HH}:{mm}:{ss}",
        "",
        "",
        "{weekday} {day} {month}",
        "{weekday} {day}",
    ];
    pub(crate) const EGYPTIAN: [&str; 13] = [
        "ar-EG",
        "rtl",
        "",
        "٠١٢٣٤٥٦٧٨٩",
        "٫",
        "\u{61c}−",
        "٪\u{61c}",
        "{h}:{mm} {a}",
        "{h}:{mm}:{ss} {a}",
        "ص",
        "م",
        "{weekday}، {day} {month}",
        "{weekday}، {day}",
    ];

    /// What is said in this language.
    pub(crate) fn during<T>(text: &str, said: impl FnOnce() -> T) -> T {
        let voice = Voice::default();
        voice.speak(Some(text));
        voice.during(said)
    }

    #[test]
    fn words_are_numbered_in_the_order_of_their_list() {
        let source = [include_str!("english.rs"), include_str!("english/desk.rs")].concat();
        let mut lines = source.lines().map(str::trim);
        for (place, (key, word)) in EVERY.iter().chain(english::desk::EVERY).enumerate() {
            assert_eq!(word.number(), PIECES + place, "{key}");
            let line = format!("{key} = \"{}\";", word.english());
            assert!(lines.any(|said| said == line), "{line} stands on one line, in this order");
        }
    }

    #[test]
    fn what_a_language_lacks_is_said_in_english() {
        let text = language(FRENCH, "Titre");
        during(&text, || {
            assert_eq!((TAG.text(), english::TITLE.text()), ("fr", "Titre"));
            assert_eq!(english::SKIP.text(), "Skip to the board");
        });
        assert_eq!(TAG.text(), "en", "outside of any drawing");
    }

    #[test]
    fn voices_speak_side_by_side_and_change_alone() {
        let (first, second) = (Voice::default(), Voice::default());
        first.speak(Some(&language(FRENCH, "Titre")));
        let tag = |voice: &Voice| voice.during(|| TAG.text());
        assert_eq!((tag(&first), tag(&second)), ("fr", "en"));
        second.speak(Some(&language(EGYPTIAN, "عنوان")));
        first.speak(None);
        assert_eq!((tag(&first), tag(&second)), ("en", "ar-EG"));
        assert_eq!(first.during(|| (tag(&second), TAG.text())), ("ar-EG", "en"));
    }

    #[test]
    fn a_language_is_learnt_once() {
        let text = language(FRENCH, "Titre");
        assert!(std::ptr::eq(Catalog::learn(&text), Catalog::learn(&text)));
    }

    #[test]
    fn figures_are_those_of_the_language() {
        let check = |canonical: &str, french: &str, egyptian: &str| {
            let said = |pieces, text| {
                let written = during(&language(pieces, ""), || figure(canonical));
                assert_eq!(written, text, "{canonical}");
            };
            said(FRENCH, french);
            said(EGYPTIAN, egyptian);
        };
        check("2.50", "2,50", "٢٫٥٠");
        check("1.909", "1,909", "١٫٩٠٩");
        check("-0.50", "−0,50", "\u{61c}−٠٫٥٠");
        check("+150", "+150", "+١٥٠");
        check("6/4", "6/4", "٦/٤");
        check("40.0%", "40,0\u{202f}%", "٤٠٫٠٪\u{61c}");
        assert_eq!(figure("-0.50"), "−0.50");
    }

    #[test]
    fn a_count_chooses_its_form() {
        let forms = |count: usize| match (count, count % 100) {
            (0..3, _) => count,
            (_, 3..11) => 3,
            (_, 11..100) => 4,
            _ => 5,
        };
        let table: String = (0..200).map(|count| forms(count).to_string()).collect();
        let mut pieces = EGYPTIAN;
        pieces[2] = &table;
        during(&language(pieces, ""), || {
            for count in [0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111, 200, 203, 1_001, 5_042] {
                assert_eq!(form(count), forms(count).min(5), "{count}");
            }
        });
        let word = word!(PIECES, "{n} match|{n} matches");
        assert_eq!(
            [0, 1, 2].map(|count| word.counted(count)),
            ["0 matches", "1 match", "2 matches"]
        );
        let one_form = language(FRENCH, "{n} en tout");
        assert_eq!(during(&one_form, || word.counted(7)), "7 en tout");
    }

    #[test]
    fn values_stand_where_the_text_wants_them_and_are_not_read_again() {
        let check = |text, filled: &str| {
            assert_eq!(fill(text, &[("a", "{b}"), ("b", "2")]), filled);
        };
        check("{b} of {a}", "2 of {b}");
        check("{a}{a}", "{b}{b}");
        check("{c} and {b}.", "{c} and 2.");
        check("no {", "no {");
        check("", "");
    }

    #[test]
    fn names_of_the_feed_are_translated_where_the_language_has_them() {
        let text = language(FRENCH, "Titre\nEngland\tAngleterre\nOther\tAutres");
        during(&text, || {
            assert_eq!((name("England"), name("Engl")), (Some("Angleterre"), None));
        });
        assert_eq!(name("England"), None);
    }
}
