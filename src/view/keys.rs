//! Every key that does something wherever the reader is on the page. What each does the desk's map of keys tells.

use model::format::Format;

use crate::state::intent::Intent;
use crate::state::screen::Screen;
use crate::view::words;

/// A key that works anywhere but in a field, or with Ctrl or ⌘ there too.
#[derive(Clone, Copy)]
pub struct Shortcut {
    /// What is typed.
    pub key: &'static str,
    /// What it does.
    pub act: Act,
}

/// What a key does.
#[derive(Clone, Copy)]
pub enum Act {
    /// Brings the reader to the field, or presses the button, whose `aria-keyshortcuts` names the key.
    Reach,
    /// Presses the star of the row that has the focus, or is pointed at.
    Star,
    /// Says this.
    Say(fn(Screen) -> Intent),
}

/// All of them.
pub const KEYS: [Shortcut; 8] = [
    Shortcut { key: "Control+K", act: Act::Reach },
    Shortcut { key: words::KEYS_KEY, act: Act::Reach },
    Shortcut { key: words::SEARCH_KEY, act: Act::Reach },
    Shortcut { key: "f", act: Act::Star },
    Shortcut {
        key: "p",

        act: Act::Say(|screen| Intent::Pause(screen.ui().paused_since.is_none())),
    },
    Shortcut { key: "s", act: Act::Say(|screen| Intent::Sort(screen.ui().sort.next())) },
    Shortcut { key: words::BOOKS_KEY, act: Act::Reach },
    Shortcut { key: "d", act: Act::Say(|screen| Intent::Format(after(screen.ui().format))) },
];

/// A key as it is announced; single keys that do nothing are not.
pub fn announced(screen: Screen, key: &'static str) -> Option<&'static str> {
    (!screen.ui().are_keys_off).then_some(key)
}

/// The format after this one, and after the last the first.
fn after(format: Format) -> Format {
    Format::ALL.into_iter().skip_while(|each| *each != format).nth(1).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use model::format::Format;
    use model::sorted::Sorted;

    use super::{KEYS, after};

    #[test]
    fn no_key_does_two_things() {
        let keys: Sorted<_> = KEYS.iter().map(|shortcut| shortcut.key).collect();
        assert_eq!(keys.len(), KEYS.len());
    }

    #[test]
    fn every_format_comes_round() {
        let round = std::iter::successors(Some(Format::default()), |format| Some(after(*format)));
        let met: Vec<_> = round.take(Format::ALL.len() + 1).collect();
        assert_eq!(met, [&Format::ALL[..], &Format::ALL[..1]].concat());
    }
}
