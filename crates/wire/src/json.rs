//! A reader of JSON that borrows: texts are copied only where they hold escapes, and numbers stay as they are
//! written, so that a price is never a float on its way to the board.
//!
//! It stands here in place of a general library because that one is a fifth of the page's size and several times
//! slower; tests hold its answers against that library's.

use std::borrow::Cow;

use crate::error::DecodeError;

type Result<T> = std::result::Result<T, DecodeError>;

/// Reads one text from its start to its end.
pub(crate) struct Reader<'a> {
    text: &'a str,
    at: usize,
}

/// A value as it is written, known to be JSON.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Raw<'a>(&'a str);

impl<'a> Raw<'a> {
    /// The only value of a text.
    pub(crate) fn of(text: &'a str) -> Result<Self> {
        let mut reader = Reader { text, at: 0 };
        let value = reader.value()?;
        reader.space();
        if reader.at == text.len() { Ok(value) } else { Err(DecodeError::Syntax) }
    }

    /// The values of the fields that are asked for of the only value of a text, an object: as [`Raw::of`] and
    /// [`Raw::fields`] would find them, in one walk over a text that may be long.
    pub(crate) fn fields_of<const N: usize>(
        text: &'a str,
        names: [&str; N],
    ) -> Result<[Option<Self>; N]> {
        let mut reader = Reader { text, at: 0 };
        let mut found = [None; N];
        reader.space();
        reader.expect(b'{')?;
        reader.space();
        if reader.peek() != Some(b'}') {
            loop {
                let name = reader.value()?.text()?;
                reader.space();
                reader.expect(b':')?;
                keep(&mut found, &names, &name, reader.value()?)?;
                reader.space();
                if !reader.skip_one(b",") {
                    break;
                }
            }
        }
        reader.expect(b'}')?;
        reader.space();
        if reader.at == text.len() { Ok(found) } else { Err(DecodeError::Syntax) }
    }

    /// The values of the fields that are asked for, in that order; `None` for those that are missing. What else
    /// the object holds is passed over. No field that is asked for may stand there twice.
    pub(crate) fn fields<const N: usize>(self, names: [&str; N]) -> Result<[Option<Self>; N]> {
        let mut found = [None; N];
        self.entries(&mut |name, value| keep(&mut found, &names, &name, value))?;
        Ok(found)
    }

    /// The entries of an object, in their order.
    pub(crate) fn entries(
        self,
        take: &mut dyn FnMut(Cow<'a, str>, Self) -> Result<()>,
    ) -> Result<()> {
        let mut reader = self.inside(b'{')?;
        while reader.next(b'}') {
            let name = reader.value()?.text()?;
            reader.space();
            reader.at += 1;
            take(name, reader.value()?)?;
        }
        Ok(())
    }

    /// The items of an array, in their order.
    pub(crate) fn items(self, take: &mut dyn FnMut(Self)) -> Result<()> {
        let mut reader = self.inside(b'[')?;
        while reader.next(b']') {
            take(reader.value()?);
        }
        Ok(())
    }

    /// A text, its escapes resolved.
    pub(crate) fn text(self) -> Result<Cow<'a, str>> {
        let quoted = self.0.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let quoted = quoted.ok_or(DecodeError::Shape)?;
        if !quoted.contains('\\') {
            return Ok(Cow::Borrowed(quoted));
        }
        unescaped(quoted).map(Cow::Owned)
    }

    /// A text, or `None` for `null`.
    pub(crate) fn text_or_null(self) -> Result<Option<Cow<'a, str>>> {
        if self.0 == "null" { Ok(None) } else { self.text().map(Some) }
    }

    /// A whole number.
    pub(crate) fn whole<T: std::str::FromStr>(self) -> Result<T> {
        self.0.parse().map_err(|_| DecodeError::Shape)
    }

    /// Yes or no.
    pub(crate) fn truth(self) -> Result<bool> {
        self.whole()
    }

    /// The value as it is written.
    pub(crate) fn written(self) -> &'a str {
        self.0
    }

    fn inside(self, open: u8) -> Result<Reader<'a>> {
        let reader = Reader { text: self.0, at: 1 };
        if self.0.as_bytes().first() == Some(&open) { Ok(reader) } else { Err(DecodeError::Shape) }
    }
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    /// Whether there is another entry before `close`, in a text that is known to be JSON.
    fn next(&mut self, close: u8) -> bool {
        self.space();
        if self.peek() == Some(b',') {
            self.at += 1;
        }
        self.space();
        self.peek().is_some_and(|byte| byte != close)
    }

    /// Passes over one value, however deep, and returns it as it is written.
    fn value(&mut self) -> Result<Raw<'a>> {
        self.space();
        let start = self.at;
        // What is open: `{` or `[`. On the heap, so that no depth can exhaust the stack.
        let mut open = Vec::new();
        loop {
            self.space();
            let byte = self.peek().ok_or(DecodeError::Syntax)?;
            match byte {
                b'{' | b'[' => {
                    self.at += 1;
                    open.push(byte);
                    self.space();
                    if self.peek() != Some(closing(byte)) {
                        self.name(byte)?;
                        continue;
                    }
                }
                b'"' => self.string()?,
                b'-' | b'0'..=b'9' => self.number()?,
                _ => self.word()?,
            }
            self.close(&mut open)?;
            if open.is_empty() {
                let raw = self.text.get(start..self.at);
                return raw.map(Raw).ok_or(DecodeError::Syntax);
            }
        }
    }

    /// After a value: closes what ends here, up to the comma before the next value.
    fn close(&mut self, open: &mut Vec<u8>) -> Result<()> {
        while let Some(around) = open.last().copied() {
            self.space();
            let byte = self.peek();
            if byte == Some(b',') {
                self.at += 1;
                return self.name(around);
            }
            if byte != Some(closing(around)) {
                return Err(DecodeError::Syntax);
            }
            self.at += 1;
            open.pop();
        }
        Ok(())
    }

    /// In an object, passes over the name before a value and its colon.
    fn name(&mut self, around: u8) -> Result<()> {
        if around == b'[' {
            return Ok(());
        }
        self.space();
        self.string()?;
        self.space();
        self.expect(b':')
    }

    fn expect(&mut self, byte: u8) -> Result<()> {
        if self.peek() != Some(byte) {
            return Err(DecodeError::Syntax);
        }
        self.at += 1;
        Ok(())
    }

    fn string(&mut self) -> Result<()> {
        self.expect(b'"')?;
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let is_plain = |byte: &u8| !matches!(byte, b'"' | b'\\' | ..0x20);
            self.at += rest.bytes().take_while(is_plain).count();
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    let rest = self.text.get(self.at..).unwrap_or_default();
                    self.at += escape(rest).ok_or(DecodeError::Syntax)?.1;
                }
                _ => return Err(DecodeError::Syntax),
            }
        }
        self.at += 1;
        Ok(())
    }

    fn number(&mut self) -> Result<()> {
        self.skip_one(b"-");
        let starts_with_zero = self.peek() == Some(b'0');
        let digits = self.digits()?;
        if starts_with_zero && digits > 1 {
            return Err(DecodeError::Syntax);
        }
        if self.skip_one(b".") {
            self.digits()?;
        }
        if self.skip_one(b"eE") {
            self.skip_one(b"+-");
            self.digits()?;
        }
        Ok(())
    }

    fn digits(&mut self) -> Result<usize> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at > start { Ok(self.at - start) } else { Err(DecodeError::Syntax) }
    }

    fn skip_one(&mut self, any: &[u8]) -> bool {
        let is_there = self.peek().is_some_and(|byte| any.contains(&byte));
        self.at += usize::from(is_there);
        is_there
    }

    fn word(&mut self) -> Result<()> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let word = ["true", "false", "null"].into_iter().find(|word| rest.starts_with(word));
        self.at += word.ok_or(DecodeError::Syntax)?.len();
        Ok(())
    }
}

/// Keeps the value of a field that is asked for, which may not be there yet.
fn keep<'a>(
    found: &mut [Option<Raw<'a>>],
    names: &[&str],
    name: &str,
    value: Raw<'a>,
) -> Result<()> {
    let place = names.iter().position(|asked| *asked == name);
    match place.and_then(|place| found.get_mut(place)) {
        Some(Some(_)) => Err(DecodeError::Shape),
        Some(empty) => {
            *empty = Some(value);
            Ok(())
        }
        None => Ok(()),
    }
}

fn closing(open: u8) -> u8 {
    if open == b'{' { b'}' } else { b']' }
}

fn unescaped(quoted: &str) -> Result<String> {
    let mut text = String::with_capacity(quoted.len());
    let mut rest = quoted;
    while let Some((plain, _)) = rest.split_once('\\') {
        text.push_str(plain);
        rest = rest.get(plain.len()..).unwrap_or_default();
        let (letter, length) = escape(rest).ok_or(DecodeError::Syntax)?;
        text.push(letter);
        rest = rest.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
    Ok(text)
}

/// The letter behind the escape that a text begins with, and how many bytes it takes.
fn escape(text: &str) -> Option<(char, usize)> {
    let letter = match text.as_bytes().get(1)? {
        byte @ (b'"' | b'\\' | b'/') => char::from(*byte),
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unicode(text),
        _ => return None,
    };
    Some((letter, 2))
}

/// `\u0041`, or the two halves of a letter beyond the first plane.
fn unicode(text: &str) -> Option<(char, usize)> {
    let half = |at: usize| {
        let digits = text.get(at..at + 4).filter(|digits| !digits.starts_with('+'))?;
        u32::from_str_radix(digits, 16).ok()
    };
    let high = half(2)?;
    if !(0xd800..0xdc00).contains(&high) {
        return Some((char::from_u32(high)?, 6));
    }
    let low =
        half(8).filter(|low| text.get(6..8) == Some("\\u") && (0xdc00..0xe000).contains(low))?;
    Some((char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00))?, 12))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::Raw;

    /// The value as the library reads it, with this reader's own walk.
    fn value(raw: Raw<'_>) -> Value {
        if let Ok(text) = raw.text() {
            return Value::String(text.into_owned());
        }
        let (mut object, mut array) = (serde_json::Map::new(), Vec::new());
        let take = &mut |name: std::borrow::Cow<'_, str>, held| {
            object.insert(name.into_owned(), value(held));
            Ok(())
        };
        if raw.entries(take).is_ok() {
            return Value::Object(object);
        }
        if raw.items(&mut |held| array.push(value(held))).is_ok() {
            return Value::Array(array);
        }
        serde_json::from_str(raw.written()).expect("a number or a word")
    }

    fn check(text: &str) {
        let (ours, theirs) = (Raw::of(text), serde_json::from_str::<Value>(text));
        // A number beyond a double's range is JSON; the library refuses it because it must hold it.
        let is_out_of_range = theirs
            .as_ref()
            .is_err_and(|error| error.to_string().starts_with("number out of range"));
        match (ours, theirs) {
            (Ok(ours), Ok(theirs)) => assert_eq!(value(ours), theirs, "{text}"),
            (Err(_), Err(_)) => {}
            (ours, _) => assert!(ours.is_ok() && is_out_of_range, "{text}: {ours:?}"),
        }
        let names = ["a", "data", "é"];
        let written =
            |found: [Option<Raw<'_>>; 3]| found.map(|raw| raw.map(|raw| raw.0.to_owned()));
        let in_two = Raw::of(text).and_then(|raw| raw.fields(names)).map(written);
        let in_one = Raw::fields_of(text, names).map(written);
        assert_eq!(in_one.as_ref().ok(), in_two.as_ref().ok(), "{text}");
    }

    /// A name that is asked for, or any.
    fn name() -> impl Strategy<Value = String> {
        prop_oneof!["a|data|é", any::<String>()]
    }

    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::Bool),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any::<String>().prop_map(Value::String),
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
                prop::collection::hash_map(name(), inner, 0..6)
                    .prop_map(|entries| Value::Object(entries.into_iter().collect())),
            ]
        })
    }

    /// Right and wrong, each for a reason of its own.
    const TEXTS: &[&str] = &[
        "",
        " ",
        "1",
        "-1",
        "-0",
        "01",
        "1.",
        ".5",
        "1.5",
        "1e5",
        "1E+5",
        "1e",
        "1e+",
        "--1",
        "+1",
        "NaN",
        "true",
        "false",
        "null",
        "nul",
        "truee",
        "\"\"",
        "\"a",
        "\"\\",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u+123\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83d\"",
        "\"\\ude00\"",
        "\"\\ud83d\\u0041\"",
        "\"\u{1}\"",
        "\"\u{7f}\"",
        "\"é\\u00e9\\n\\/\"",
        "[]",
        "[ ]",
        "[1",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1,[2,{\"a\":[]}]]",
        "{}",
        "{ }",
        "{\"a\":1}",
        "{\"a\" : 1 , \"b\":2}",
        "{\"a\":1,}",
        "{\"a\"}",
        "{\"a\":}",
        "{a:1}",
        "{1:1}",
        "{\"a\":1 \"b\":2}",
        "[1}",
        "{\"a\":1]",
        "1 2",
        "[]]",
        "\u{feff}1",
        "1e400",
        "{\"a\":{\"b\":\"\\\"\"}}",
    ];

    #[test]
    fn the_grammar_is_that_of_the_library() {
        for text in TEXTS {
            check(text);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_value_is_read_as_the_library_reads_it(value in json(), pretty in any::<bool>()) {
            let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
            check(&text.expect("JSON"));
        }

        #[test]
        fn every_damaged_value_is_refused_where_the_library_refuses_it(
            value in json(),
            at in any::<prop::sample::Index>(),
            with in "[\\[\\]{}:,\"0-9eE+\\-. \\\\utrfn]{0,2}",
        ) {
            let mut letters: Vec<char> = serde_json::to_string(&value).expect("JSON").chars().collect();
            let place = at.index(letters.len());
            letters.splice(place..=place, with.chars());
            check(&letters.into_iter().collect::<String>());
        }
    }
}
