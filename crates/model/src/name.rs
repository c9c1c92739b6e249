//! Texts known by number, so that the board compares and stores each of them once.

use std::collections::HashMap;
use std::sync::Arc;

/// The number of a text in [`Names`]. Only meaningful to the table it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(u32);

/// Every text the board has met, each once.
#[derive(Clone, Debug, Default)]
pub struct Names {
    texts: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, Name>,
}

impl Names {
    /// The number of this text, a new one when it was not met before.
    pub fn intern(&mut self, text: &str) -> Name {
        if let Some(name) = self.numbers.get(text) {
            return *name;
        }
        let name = Name(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        let text: Arc<str> = text.into();
        self.texts.push(Arc::clone(&text));
        self.numbers.insert(text, name);
        name
    }

    /// The number of this text, when it was met.
    pub fn find(&self, text: &str) -> Option<Name> {
        self.numbers.get(text).copied()
    }

    /// The text of this number; empty for a number of another table.
    pub fn text(&self, name: Name) -> &Arc<str> {
        static EMPTY: std::sync::LazyLock<Arc<str>> = std::sync::LazyLock::new(|| "".into());
        self.texts.get(name.0 as usize).unwrap_or(&EMPTY)
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn a_text_has_one_number() {
        let mut names = Names::default();
        let (a, b) = (names.intern("PSG"), names.intern("Lyon"));
        assert_ne!(a, b);
        assert_eq!(names.intern("PSG"), a);
        assert_eq!(&**names.text(b), "Lyon");
        assert_eq!(names.find("Nice"), None);
    }
}
