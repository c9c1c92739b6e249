//! What the page tells the desk, as texts: a word, what belongs to it, and the rest after a line's end.

use model::time::Instant;

use crate::desk::setting::Setting;
use crate::desk::trends::Wanted;

/// What the page tells.
#[derive(Debug, PartialEq)]
pub(super) enum Told<'a> {
    /// The server's clock, and since when the link has been live without a break.
    Time {
        /// Now.
        now: Instant,
        /// `None` while the link is not live.
        live_since: Option<Instant>,
    },
    /// Frames of the stream, with [`wire::frame::BETWEEN`] between them.
    Frames {
        /// When they were taken.
        now: Instant,
        /// The frames.
        texts: &'a str,
    },
    /// The whole board, as [`wire::dump`] writes it.
    Board(&'a str),
    /// The language that is spoken, as a text of `words.js`; empty for English.
    Words(&'a str),
    /// What the reader looks at, and how.
    View(Box<Setting>),
    /// The rows that the reader sees, where there is room for lines in them.
    Rows(Vec<Wanted>),
    /// What was kept under a name on an earlier visit.
    Kept {
        /// The name.
        name: &'a str,
        /// What was kept.
        text: &'a str,
    },
    /// So many milliseconds have passed while a recording is played.
    Beat(i64),
    /// The page has let go of a recording; what it tells next is the feed's.
    Live,
    /// The bets that the provider calls value, as the backend answers them.
    ValueBets(&'a str),
    /// The reader did something that a tree of the desk names.
    Act {
        /// Its name.
        name: &'a str,
        /// The value of the field that it is about.
        value: &'a str,
    },
}

impl<'a> Told<'a> {
    /// Reads a text of the page; `None` when it is not understood.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
        let (word, argument) = line.split_once(' ').unwrap_or((line, ""));
        Some(match word {
            "time" => {
                let (now, since) = argument.split_once(' ').unwrap_or((argument, ""));
                Self::Time { now: instant(now)?, live_since: instant(since) }
            }
            "frames" => Self::Frames { now: instant(argument)?, texts: rest },
            "board" => Self::Board(rest),
            "words" => Self::Words(rest),
            "view" => Self::View(Box::new(Setting::read(rest))),
            "rows" => Self::Rows(rest.lines().filter_map(Wanted::read).collect()),
            "kept" => Self::Kept { name: argument, text: rest },
            "beat" => Self::Beat(argument.parse().ok()?),
            "live" => Self::Live,
            "value-bets" => Self::ValueBets(rest),
            "act" => Self::Act { name: argument, value: rest },
            _ => return None,
        })
    }
}

fn instant(text: &str) -> Option<Instant> {
    text.parse().ok().map(Instant::from_ms)
}

#[cfg(test)]
mod tests {
    use model::time::Instant;

    use super::Told;

    #[test]
    fn words_are_read_with_what_belongs_to_them() {
        let at = Instant::from_ms;
        let check = |text, told| assert_eq!(Told::read(text), Some(told), "{text:?}");
        check("time 5 3", Told::Time { now: at(5), live_since: Some(at(3)) });
        check("time 5", Told::Time { now: at(5), live_since: None });
        check("frames 7\na\u{1e}b", Told::Frames { now: at(7), texts: "a\u{1e}b" });
        check("board\nx\ny", Told::Board("x\ny"));
        check("words\nfr\nltr", Told::Words("fr\nltr"));
        check("kept stakes\na=1", Told::Kept { name: "stakes", text: "a=1" });
        check("act stakes.total\n200", Told::Act { name: "stakes.total", value: "200" });
        check("beat 250", Told::Beat(250));
        check("live", Told::Live);
        check("act fair.open", Told::Act { name: "fair.open", value: "" });
    }

    #[test]
    fn what_is_no_word_of_ours_is_nothing() {
        for text in ["", "x", "time", "time soon", "frames\n{}", "frames x\n{}", "beat x"] {
            assert_eq!(Told::read(text), None, "{text:?}");
        }
    }
}
