//! Words as text, because pages of different versions may share a browser: what cannot be read is not heard.

use super::{Report, Word};
use crate::status::{Reason, Shown};

/// Names this form of the words. Pages whose forms differ do not meet.
pub const WORDS_FORM: &str = "1";

const SHOWN: [Shown; 6] = [
    Shown::Connecting,
    Shown::Live,
    Shown::Reconnecting,
    Shown::Polling,
    Shown::Offline,
    Shown::Stopped,
];
const REASONS: [Reason; 12] = [
    Reason::Unreachable,
    Reason::Dropped,
    Reason::Restarting,
    Reason::RateLimited,
    Reason::Spent,
    Reason::Unauthorized,
    Reason::Forbidden,
    Reason::KeyRejected,
    Reason::NoStream,
    Reason::Preferred,
    Reason::BadAddress,
    Reason::Protocol,
];
/// A higher epoch was not made by any clock: whoever says so wants ours to have no room above it.
const EPOCH_MAX: u64 = u64::MAX >> 8;
/// Stands for what is not there.
const NONE: &str = "-";

impl Word {
    /// The word and its speaker's epoch in one line.
    pub fn write(self, epoch: u64) -> String {
        let mut line = epoch.to_string();
        let mut push = |field: &str| {
            line.push(' ');
            line.push_str(field);
        };
        match self {
            Self::Hello => push("hello"),
            Self::Ask => push("ask"),
            Self::Retry => push("retry"),
            Self::PreferPolling(true) => push("poll"),
            Self::PreferPolling(false) => push("stream"),
            Self::Frames => push("frames"),
            Self::Board => push("board"),
            Self::Bye => push("bye"),
            Self::Beat(report) => {
                push("beat");
                for field in report.fields() {
                    push(&field.map_or_else(|| NONE.to_owned(), |field| field.to_string()));
                }
            }
        }
        line
    }

    /// The epoch and the word of a line; `None` for what is no word.
    pub fn read(line: &str) -> Option<(u64, Self)> {
        let mut words = line.split(' ');
        let epoch = words.next()?.parse().ok().filter(|epoch| *epoch <= EPOCH_MAX)?;
        let word = match words.next()? {
            "hello" => Self::Hello,
            "ask" => Self::Ask,
            "retry" => Self::Retry,
            "poll" => Self::PreferPolling(true),
            "stream" => Self::PreferPolling(false),
            "frames" => Self::Frames,
            "board" => Self::Board,
            "bye" => Self::Bye,
            "beat" => Self::Beat(Report::read(&mut words)?),
            _ => return None,
        };
        words.next().is_none().then_some((epoch, word))
    }
}

impl Report {
    fn fields(&self) -> [Option<u64>; 7] {
        let reason = self.reason.and_then(|reason| place(&REASONS, &reason));
        [
            place(&SHOWN, &self.shown),
            Some(self.since_ms),
            reason,
            Some(u64::from(self.attempt)),
            self.retry_at_ms,
            Some(u64::from(self.confirmed)),
            self.live_since_ms,
        ]
    }

    fn read<'a>(words: &mut impl Iterator<Item = &'a str>) -> Option<Self> {
        let mut next = || -> Option<Option<u64>> {
            let word = words.next()?;
            if word == NONE { Some(None) } else { word.parse().ok().map(Some) }
        };
        Some(Self {
            shown: at(&SHOWN, next()??)?,
            since_ms: next()??,
            reason: match next()? {
                Some(place) => Some(at(&REASONS, place)?),
                None => None,
            },
            attempt: u32::try_from(next()??).ok()?,
            retry_at_ms: next()?,
            confirmed: next()?? == 1,
            live_since_ms: next()?,
        })
    }
}

fn place<T: PartialEq>(list: &[T], wanted: &T) -> Option<u64> {
    list.iter().zip(0..).find(|(held, _)| *held == wanted).map(|(_, place)| place)
}

fn at<T: Copy>(list: &[T], place: u64) -> Option<T> {
    usize::try_from(place).ok().and_then(|place| list.get(place)).copied()
}

#[cfg(test)]
mod tests {
    use super::{REASONS, Report, SHOWN, Word};

    fn reports() -> impl Iterator<Item = Report> {
        let reasons = REASONS.map(Some).into_iter().chain([None]);
        reasons.zip(SHOWN.into_iter().cycle()).zip(0..).map(|((reason, shown), count)| Report {
            shown,
            since_ms: u64::MAX,
            reason,
            attempt: count,
            retry_at_ms: (count % 2 == 0).then_some(7),
            confirmed: count % 3 == 0,
            live_since_ms: (count % 5 == 0).then_some(0),
        })
    }

    #[test]
    fn every_word_is_understood_as_it_was_said() {
        let polling = [true, false].map(Word::PreferPolling);
        let plain =
            [Word::Hello, Word::Ask, Word::Retry, Word::Frames, Word::Board, Word::Bye].into_iter();
        for word in plain.chain(polling).chain(reports().map(Word::Beat)) {
            assert_eq!(Word::read(&word.write(17)), Some((17, word)));
        }
    }

    #[test]
    fn what_is_no_word_is_not_heard() {
        let beat = "9 beat 1 5 - 0 - 1 -";
        assert!(Word::read(beat).is_some());
        for end in 0..beat.len() {
            assert_eq!(Word::read(&beat[..end]), None, "{}", &beat[..end]);
        }
        assert_eq!(Word::read(&Word::Frames.write(u64::MAX)), None);
        let lines = ["", "hello", "-1 hello", "1 hello 2", "1 shout", "9 beat 6 5 - 0 - 1 -"];
        for line in lines.into_iter().chain(["9 beat 1 5 12 0 - 1 -", "9 beat 1 5 - -1 - 1 -"]) {
            assert_eq!(Word::read(line), None, "{line:?}");
        }
    }
}
