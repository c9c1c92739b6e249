//! A language as one list of texts, and the voice in which a part of the page is drawn.
//!
//! English is part of the program. Any other language is a text that the page brings when it is wanted: a line for
//! each piece of what the browser knows about its figures and dates, a line for each word of
//! [`english`](super::english) in the same order, and then names that the feed uses, each with its translation.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::state::reader;

/// A word of the page: its number in every language's list, and what it is in English.
#[derive(Clone, Copy, Debug)]
pub struct Word(pub(super) u16, pub(super) &'static str);

/// How many lines come before the words: the browser's own pieces, in the order of the constants below, by
/// `loader/words.js`.
pub(super) const PIECES: u16 = WEEKDAYS_SHORT + 7;

/// The language's tag, as `lang` takes it.
pub(crate) const TAG: Word = Word(0, "en");
/// In which direction it is written, as `dir` takes it.
pub(crate) const DIRECTION: Word = Word(1, "ltr");
/// Which form goes with each count below two hundred, a digit each. Empty for English, whose rule is short.
const FORMS: Word = Word(2, "");
/// The first of its digits.
pub(super) const ZERO: Word = Word(3, "0");
pub(super) const DECIMAL: Word = Word(4, ".");
pub(super) const MINUS: Word = Word(5, "−");
/// What stands behind a figure in per cent, and behind a price that is one, which English writes closer.
pub(super) const PERCENT: Word = Word(6, " %");
pub(super) const PERCENT_CLOSE: Word = Word(6, "%");
/// Times of day; `{HH}` is the hour of 24 with two digits, `{H}` as it is, `{h}` of 12 with `{a}` for the half.
pub(super) const CLOCK: Word = Word(7, "{HH}:{mm}");
pub(super) const STAMP: Word = Word(8, "{HH}:{mm}:{ss}");
pub(super) const MORNING: Word = Word(9, "AM");
pub(super) const AFTERNOON: Word = Word(10, "PM");
pub(super) const DATE: Word = Word(11, "{weekday} {day} {month}");
pub(super) const DATE_SHORT: Word = Word(12, "{weekday} {day}");
/// From here on the months from January, then the days from Thursday, in full and short.
pub(super) const MONTHS: u16 = 13;
pub(super) const WEEKDAYS: u16 = MONTHS + 12;
pub(super) const WEEKDAYS_SHORT: u16 = WEEKDAYS + 7;

/// All that is said in one language. It lives as long as the page.
#[derive(Debug)]
pub struct Catalog(Vec<&'static str>);

/// The language of one card or page, shared by all that is drawn in it.
#[derive(Clone, Debug, Default)]
pub struct Voice(Rc<Cell<Option<&'static Catalog>>>);

thread_local! {
    static CATALOGS: RefCell<Vec<&'static Catalog>> = const { RefCell::new(Vec::new()) };
    /// Whose parts are being drawn. Outside of any drawing it is English.
    static VOICE: RefCell<Voice> = RefCell::default();
}

impl Catalog {
    /// Reads a language's text, once for each language however many speak it.
    pub fn learn(text: &str) -> &'static Self {
        CATALOGS.with_borrow_mut(|catalogs| {
            let tag = text.lines().next();
            if let Some(known) = catalogs.iter().find(|known| known.0.first().copied() == tag) {
                return *known;
            }
            let text: &'static str = text.to_owned().leak();
            let catalog: &'static Self = Box::leak(Box::new(Self(text.lines().collect())));
            catalogs.push(catalog);
            catalog
        })
    }
}

impl Voice {
    /// The voice in which things are drawn now.
    pub fn current() -> Self {
        VOICE.with_borrow(Clone::clone)
    }

    /// Speaks the language of this text from now on, or English without one. Whatever is on the page is drawn anew.
    pub fn speak(&self, text: Option<&str>) {
        self.0.set(text.map(Catalog::learn));
        reader::wake_everybody();
    }

    /// What is drawn by `draw` is drawn in this voice.
    pub fn during<T>(&self, draw: impl FnOnce() -> T) -> T {
        let before = VOICE.replace(self.clone());
        let drawn = draw();
        VOICE.set(before);
        drawn
    }
}

impl Word {
    /// What it is in the language that is spoken; in English where that lacks it.
    pub fn text(self) -> &'static str {
        let said = |catalog: &'static Catalog| catalog.0.get(usize::from(self.0)).copied();
        spoken().and_then(said).unwrap_or(self.1)
    }

    /// What it is in English, which is also a name for what it says.
    pub(crate) fn english(self) -> &'static str {
        self.1
    }

    /// Its text with values in the places of their names. What has no value stays as it is.
    pub(crate) fn with(self, values: &[(&str, &str)]) -> String {
        fill(self.text(), values)
    }

    /// The form of its text that goes with a count, with the count in its place.
    pub(crate) fn counted(self, count: usize) -> String {
        let forms = self.text();
        let form = forms.split('|').nth(form(count)).or(forms.rsplit('|').next());
        fill(form.unwrap_or_default(), &[("n", &figure(&count.to_string()))])
    }
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
    let zero = ZERO.text().chars().next().unwrap_or('0');
    let mut written = String::with_capacity(canonical.len());
    for sign in canonical.chars() {
        match sign {
            '.' => written.push_str(DECIMAL.text()),
            '-' => written.push_str(MINUS.text()),
            '%' => written.push_str(PERCENT_CLOSE.text()),
            '0'..='9' => {
                let digit = u32::from(zero) + u32::from(sign) - u32::from('0');
                written.push(char::from_u32(digit).unwrap_or(sign));
            }
            _ => written.push(sign),
        }
    }
    written
}

fn spoken() -> Option<&'static Catalog> {
    VOICE.with_borrow(|voice| voice.0.get())
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
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let named = after.split_once('}');
        let value = named.and_then(|(name, _)| values.iter().find(|(known, _)| *known == name));
        rest = match (value, named) {
            (Some((_, value)), Some((_, behind))) => {
                filled.push_str(value);
                behind
            }
            _ => {
                filled.push('{');
                after
            }
        };
    }
    filled.push_str(rest);
    filled
}
