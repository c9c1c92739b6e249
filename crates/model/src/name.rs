//! Texts known by number, so that the board compares and stores each of them once.

use std::sync::{Arc, LazyLock};

use crate::index::{Index, hash};

/// The number of a text in [`Names`]. Only meaningful to the table it came from, while somebody holds it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(u32);

impl Name {
    /// The number of no text.
    pub(crate) const NONE: Self = Self(u32::MAX);
}

/// Every text that the board holds, each once, for as long as somebody holds it.
#[derive(Clone, Debug, Default)]
pub struct Names {
    entries: Vec<Entry>,
    free: Vec<Name>,
    numbers: Index,
    bytes: usize,
}

/// A text and how many hold it; empty and zero where a number is free.
#[derive(Clone, Debug)]
struct Entry {
    text: Arc<str>,
    holders: u32,
}

static EMPTY: LazyLock<Arc<str>> = LazyLock::new(|| "".into());

impl Names {
    /// The number of this text, held once more until it is [released](Self::release).
    pub fn hold(&mut self, text: &str) -> Name {
        let name = self.find(text).unwrap_or_else(|| self.add(text));
        if let Some(entry) = self.entries.get_mut(name.0 as usize) {
            entry.holders += 1;
        }
        name
    }

    fn add(&mut self, text: &str) -> Name {
        let entry = Entry { text: text.into(), holders: 0 };
        let next = Name(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
        let name = self.free.pop().unwrap_or(next);
        self.numbers.add(hash([text]), name.0);
        self.bytes += text.len();
        match self.entries.get_mut(name.0 as usize) {
            Some(free) => *free = entry,
            None => self.entries.push(entry),
        }
        name
    }

    /// Lets go of a text that was held. When nobody holds it any more its number may become another text's.
    pub fn release(&mut self, name: Name) {
        let Some(entry) = self.entries.get_mut(name.0 as usize) else { return };
        if entry.holders > 1 {
            entry.holders -= 1;
        } else if entry.holders == 1 {
            let text =
                std::mem::replace(entry, Entry { text: Arc::clone(&EMPTY), holders: 0 }).text;
            self.numbers.remove(hash([&text]), name.0);
            self.bytes -= text.len();
            self.free.push(name);
        }
    }

    /// The number of this text, when it is held.
    pub fn find(&self, text: &str) -> Option<Name> {
        self.numbers.find(hash([text]), |number| **self.text(Name(number)) == *text).map(Name)
    }

    /// The text of this number; empty for a number of another table.
    pub fn text(&self, name: Name) -> &Arc<str> {
        self.entries.get(name.0 as usize).map_or(&*EMPTY, |entry| &entry.text)
    }

    /// How many bytes all texts have together.
    pub fn bytes(&self) -> usize {
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn a_text_has_one_number_for_as_long_as_it_is_held() {
        let mut names = Names::default();
        let (a, b) = (names.hold("PSG"), names.hold("Lyon"));
        assert_ne!(a, b);
        assert_eq!(names.hold("PSG"), a);
        assert_eq!((&**names.text(b), names.bytes()), ("Lyon", 7));
        assert_eq!(names.find("Nice"), None);
        names.release(a);
        assert_eq!(names.find("PSG"), Some(a), "held twice, released once");
        names.release(a);
        assert_eq!((names.find("PSG"), &**names.text(a), names.bytes()), (None, "", 4));
        names.release(a);
        assert_eq!(names.hold("Nice"), a, "its number is used again, and was free once only");
        assert_ne!(names.hold("Brest"), a);
    }

    #[test]
    fn an_empty_text_is_a_text() {
        let mut names = Names::default();
        let empty = names.hold("");
        assert_eq!(names.find(""), Some(empty));
        names.release(empty);
        assert_eq!(names.find(""), None);
    }
}
