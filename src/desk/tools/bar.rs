//! What stands over the board while a recording is made or played.

use crate::desk::sight::Sight;
use crate::desk::tools::replay::{PACES, Replay};
use crate::desk::tools::{Recording, Tools};
use crate::view::kit::icon::{self, Shape, icon};
use crate::view::tree::{Element, Node, Text, el};
use crate::view::words::{self as said, Word, desk as words};

pub(super) fn draw(tools: &Tools, sight: &Sight<'_>) -> Vec<Node> {
    let replay = tools.replay.as_ref().map(|replay| replayed(replay, sight));
    let replay = replay.or_else(|| tools.is_unread.then(unread));
    let recording = tools.recording.as_ref().map(|recording| recorded(recording, sight));
    vec![replay.into(), recording.into()]
}

fn bar(class: &'static str, shape: Shape, word: String, rest: Option<String>) -> Element {
    let rest = rest.map(|rest| el("bdi", "notice__rest").child(rest));
    let word = el("span", "notice__word").role("status").child(word);
    let text = el("p", "").child(word).child(" ").child(rest);
    el("div", class).child(icon(shape)).child(text)
}

/// A button that does something of the tools'.
fn button(word: impl Into<Text>, act: &str) -> Element {
    el("button", "button").set("type", "button").act("click", act).child(word.into())
}

fn solid(word: Word, act: &str) -> Element {
    button(word, act).set("data-kind", "solid")
}

/// It says what it is as long as it is played, and cannot be sent away.
fn replayed(replay: &Replay, sight: &Sight<'_>) -> Element {
    let tape = &replay.tape;
    let (date, time) =
        (said::time::date(tape.start(), sight.setting.place), sight.clock(tape.start()));
    let seconds = |to: model::time::Instant| tape.start().age_ms(to) / 1000;
    let span = |to| said::time::span(seconds(to));
    let mut rest = vec![words::played(&span(replay.now), &span(tape.end()))];
    if replay.is_at_end() {
        rest.push(
            if tape.is_cut() { words::REPLAY_CUT } else { words::REPLAY_ENDED }.text().to_owned(),
        );
    }
    if tape.bad() > 0 {
        rest.push(words::unread_lines(tape.bad()));
    }
    let pace = |pace: i64| {
        let word: Text = match pace {
            0 => said::PAUSE.into(),
            pace => words::pace(pace.unsigned_abs()).into(),
        };
        button(word, &["replay.pace ", &pace.to_string()].concat())
            .truth("aria-pressed", replay.pace == pace)
    };
    let paces = (!replay.is_at_end()).then(|| {
        el("span", "tools__paces")
            .role("group")
            .attr("aria-label", words::PACE)
            .children(PACES.map(pace))
            .child(button(words::TO_THE_END, "replay.end"))
    });
    let back = solid(words::BACK_TO_LIVE, "replay.live");
    bar("notice tools", icon::PLAY, words::replay_of(&date, &time), Some(rest.join(" ")))
        .set("data-kind", "stop")
        .child(el("div", "tools__acts").child(paces).child(back))
}

/// The page was opened with a recording that is not there or is none.
fn unread() -> Element {
    let back = solid(words::BACK_TO_LIVE, "replay.live");
    bar("notice tools", icon::STOPPED, words::NO_RECORDING.text().to_owned(), None)
        .set("data-kind", "stop")
        .child(el("div", "tools__acts").child(back))
}

fn recorded(recording: &Recording, sight: &Sight<'_>) -> Element {
    let Recording { recorder, ended } = recording;
    let start = sight.clock(recorder.start());
    let word = match ended {
        Some(ended) => words::recorded(&start, &sight.clock(*ended)),
        None => words::recording_since(&start),
    };
    let is_full = recorder.is_full();
    let rest = if is_full { words::recording_full() } else { size(recorder.bytes()) };
    let end = if ended.is_some() {
        button(words::DISCARD, "record.drop")
    } else {
        button(words::STOP_RECORDING, "record.stop")
    };
    let save = solid(words::SAVE_RECORDING, "record.save");
    bar("notice", icon::LIVE, word, Some(rest))
        .child(el("div", "tools__acts").child(save).child(end))
}

/// `3.2 MB`.
fn size(bytes: usize) -> String {
    let tenths = bytes.div_ceil(100_000);
    words::megabytes(&model::format::fixed(tenths as u64, 1))
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_rounded_up_to_a_tenth() {
        assert_eq!(size(0), "0.0 MB");
        assert_eq!(size(1), "0.1 MB");
        assert_eq!(size(3_150_000), "3.2 MB");
        assert_eq!(size(50_000_000), "50.0 MB");
    }
}
