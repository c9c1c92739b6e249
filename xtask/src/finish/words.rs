//! The languages of the page: each file of `words` beside the English list, checked, and put as the page reads it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use super::digest::Digest;
use super::{read, write};

/// Where the English words stand, one a line, in the order of their numbers.
const ENGLISH: [&str; 2] = ["src/view/words/english.rs", "src/view/words/english/desk.rs"];
const FOLDER: &str = "words";

/// A word of a list: its key and what it says.
type Word<'a> = (&'a str, &'a str);

/// Puts every language into the page. Says the digest that all their names end in: one list belongs to one program.
///
/// # Errors
///
/// When a file lacks a word, has one twice or one that there is none of, or its placeholders or forms are others
/// than those of the English text: the error names file and key.
pub(super) fn put(root: &Path, staged: &Path) -> Result<String> {
    let texts = texts(root)?;
    let mut digest = Digest::default();
    for (code, text) in &texts {
        digest.add(code.as_bytes());
        digest.add(text.as_bytes());
    }
    let digest = digest.hex();
    for (code, text) in &texts {
        write(&staged.join(format!("{code}-{digest}.txt")), text)?;
    }
    Ok(digest)
}

/// Every language by its code, as the page reads it.
fn texts(root: &Path) -> Result<Vec<(String, String)>> {
    let sources = ENGLISH.map(|path| read(&root.join(path)));
    let sources = sources.into_iter().collect::<Result<Vec<_>>>()?.concat();
    let english = english(&sources);
    ensure!(!english.is_empty(), "{} hold no words", ENGLISH.join(" and "));
    for (key, _) in &english {
        one(&english, key).with_context(|| format!("{}: {key}", ENGLISH.join(" and ")))?;
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(root.join(FOLDER)).context("reading the folder of words")? {
        let path = entry?.path();
        let code = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        files.push((code, read(&path)?));
    }
    files.sort();
    let mut names: Vec<&str> = Vec::new();
    for (code, file) in &files {
        names.extend(Language::parse(code, file)?.names.iter().map(|(name, _)| name));
    }
    names.sort_unstable();
    names.dedup();
    files
        .iter()
        .map(|(code, file)| Ok((code.clone(), Language::parse(code, file)?.put(&english, &names)?)))
        .collect()
}

/// The words of the program, in its order: lines such as `KEY = "text";`.
fn english(source: &str) -> Vec<Word<'_>> {
    let word = |line: &'_ str| -> Option<(usize, usize, usize)> {
        let (key, text) = line.trim_end().strip_suffix("\";")?.split_once(" = \"")?;
        let indent = key.len() - key.trim_start().len();
        Some((indent, key.len(), text.len()))
    };
    source
        .lines()
        .filter_map(|line| {
            let (indent, key, text) = word(line)?;
            let start = key + " = \"".len();
            Some((line.get(indent..key)?, line.get(start..start + text)?))
        })
        .collect()
}

/// A file of a language, read.
struct Language<'a> {
    file: String,
    direction: &'a str,
    /// Which forms its texts have for counts, by the names of `Intl.PluralRules`, the last for all others.
    plurals: &'a str,
    words: Vec<Word<'a>>,
    /// Names as the feed spells them, and how the language does.
    names: Vec<Word<'a>>,
}

impl<'a> Language<'a> {
    fn parse(code: &str, text: &'a str) -> Result<Self> {
        let file = format!("{FOLDER}/{code}.txt");
        let mut language =
            Self { file, direction: "", plurals: "", words: Vec::new(), names: Vec::new() };
        for (nth, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let quoted = line.strip_prefix('"').and_then(|rest| rest.split_once("\" "));
            if let Some(name) = quoted {
                language.names.push(name);
                continue;
            }
            match line.split_once(' ') {
                Some(("direction", direction)) => language.direction = direction,
                Some(("plurals", plurals)) => language.plurals = plurals,
                // An underscore at an end stands for a space there, which editors take away.
                Some(word) => language.words.push(word),
                None => bail!("{}:{}: {line} says nothing", language.file, nth + 1),
            }
        }
        Ok(language)
    }

    /// As the page reads it: direction, forms, the words in the program's order, then names.
    fn put(&self, english: &[Word<'_>], names: &[&str]) -> Result<String> {
        let file = &self.file;
        ensure!(["ltr", "rtl"].contains(&self.direction), "{file}: direction is ltr or rtl");
        let has_forms = self.plurals.split(' ').next_back() == Some("other");
        ensure!(
            has_forms,
            "{file}: plurals are categories of Intl.PluralRules, and end with other"
        );
        for (key, _) in &self.words {
            ensure!(
                english.iter().any(|(known, _)| known == key),
                "{file}: there is no word {key}"
            );
        }
        let mut lines = vec![self.direction.to_owned(), self.plurals.to_owned()];
        for (key, english) in english {
            let text = one(&self.words, key).with_context(|| format!("{file}: {key}"))?;
            self.check(english, text).with_context(|| format!("{file}: {key}"))?;
            lines.push(unescaped(text));
        }
        for name in names {
            let own = one(&self.names, name).with_context(|| format!("{file}: \"{name}\""))?;
            lines.push(format!("{name}\t{own}"));
        }
        Ok(lines.join("\n"))
    }

    fn check(&self, english: &str, text: &str) -> Result<()> {
        ensure!(!text.contains('\t'), "holds a tab");
        let is_counted = placeholders(english).contains(&"n");
        let (forms, all) = (text.split('|').count(), self.plurals.split(' ').count());
        let wanted = if is_counted { "1 or all" } else { "1" };
        ensure!(forms == 1 || (is_counted && forms == all), "has {forms} forms, not {wanted}");
        let wanted = placeholders(english.split('|').next_back().unwrap_or_default());
        for form in text.split('|') {
            let found = placeholders(form);
            // A form for one or two may say its number in words.
            let lacks = |name: &&&str| !found.contains(*name) && (**name != "n" || forms == 1);
            let unknown = found.iter().find(|name| !wanted.contains(*name));
            if let Some(name) = wanted.iter().find(lacks).or(unknown) {
                bail!("{form:?} and {english:?} differ in {{{name}}}");
            }
        }
        Ok(())
    }
}

/// The text of a key that is there once.
fn one<'a>(words: &[Word<'a>], key: &str) -> Result<&'a str> {
    let mut found = words.iter().filter(|(known, _)| *known == key);
    let (_, text) = found.next().context("is missing")?;
    ensure!(found.next().is_none(), "is there twice");
    Ok(text)
}

/// Spaces at an end are written as underscores.
fn unescaped(text: &str) -> String {
    let start = text.len() - text.trim_start_matches('_').len();
    let end = text.trim_end_matches('_').len().max(start);
    let inside = text.get(start..end).unwrap_or_default();
    " ".repeat(start) + inside + &" ".repeat(text.len() - end)
}

/// What stands in braces.
fn placeholders(text: &str) -> Vec<&str> {
    let mut found: Vec<_> =
        text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect();
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::{Language, english, texts};
    use crate::place;

    const ENGLISH: &str = "words! {\n    A = \"All\";\n\n    LIST = \", \";\n    M = \"{n} match in {place}|{n} matches in {place}\";\n}\n";
    const GOOD: &str = "# French\ndirection ltr\nplurals one other\nA Tout\nLIST ,_\nM {n} match, {place}|{n} matchs, {place}\n\"Football\" Foot\n";

    fn put(file: &str) -> Result<String, String> {
        let language = Language::parse("fr", file).map_err(|error| format!("{error:#}"))?;
        language.put(&english(ENGLISH), &["Football"]).map_err(|error| format!("{error:#}"))
    }

    #[test]
    fn a_file_becomes_lines_in_the_order_of_the_program() {
        let text =
            "ltr\none other\nTout\n, \n{n} match, {place}|{n} matchs, {place}\nFootball\tFoot";
        assert_eq!(put(GOOD).as_deref(), Ok(text));
    }

    #[test]
    fn what_is_wrong_is_named_by_file_and_key() {
        let check = |from: &str, to: &str, told: &str| {
            let error = put(&GOOD.replace(from, to)).unwrap_err();
            assert!(error.starts_with("words/fr.txt") && error.contains(told), "{error}");
        };
        check("A Tout\n", "", "A: is missing");
        check("A Tout\n", "A Tout\nA Tous\n", "A: is there twice");
        check("A Tout\n", "A Tout\nB Autre\n", "there is no word B");
        check("A Tout\n", "A {all}\n", "A: \"{all}\" and \"All\" differ in {all}");
        check("matchs, {place}", "matchs", "M: \"{n} matchs\"");
        check("|{n} matchs, {place}", "|{n} m, {place}|{n} n, {place}", "M: has 3 forms");
        check("Tout", "Tout|Tous", "A: has 2 forms");
        check("\"Football\" Foot\n", "", "\"Football\": is missing");
        check("ltr", "up", "direction");
        check("one other", "one", "plurals");
        check("LIST ,_", "LIST", "LIST says nothing");
    }

    #[test]
    fn no_language_promises_anything() {
        let promises = [
            "garant",
            "sans risque",
            "sûr",
            "risikolos",
            "sicher",
            "sin riesgo",
            "segur",
            "senza rischi",
            "sicur",
            "sem risco",
            "مضمون",
            "بلا مخاطر",
            "دون مخاطر",
        ];
        for (code, text) in texts(&place::root()).unwrap() {
            for line in text.to_lowercase().lines() {
                let promise = promises.iter().find(|promise| line.contains(*promise));
                assert_eq!(promise, None, "{code}: {line}");
            }
        }
    }

    #[test]
    fn every_language_is_complete() {
        let languages = texts(&place::root()).unwrap();
        let codes: Vec<_> = languages.iter().map(|(code, _)| code.as_str()).collect();
        assert_eq!(codes, ["ar", "de", "es", "fr", "it", "pt"]);
    }
}
