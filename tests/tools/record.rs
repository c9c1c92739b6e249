//! A recording that is played gives the board that was recorded, and a page that is told of it has the same.

use meter::trace::{START_MS, Trace};
use model::board::Board;
use model::changes::Changes;
use model::freshness::Moment;
use model::time::Instant;
use wire::frame::BETWEEN;
use wire::recording::{Piece, Tape};

use crate::stage::Stage;

/// Tells a stage so many messages of the trace, a hundred to a frame, with the time once a second.
fn hear(stage: &mut Stage, messages: &[meter::trace::Message]) {
    for frame in messages.chunks(100) {
        let texts: Vec<_> = frame.iter().map(|message| message.text.as_str()).collect();
        let at = frame[0].at_ms;
        stage.tell(&format!("frames {at}\n{}", texts.join(&BETWEEN.to_string())));
        stage.tell(&format!("time {at} {START_MS}"));
    }
}

/// A recording made in the middle of a feed, and the board at its end.
fn recorded() -> (String, String) {
    let trace = Trace::new(1);
    let (before, during) = trace.steady[..2_000].split_at(1_000);
    let mut stage = Stage::default();
    stage.tell(&format!("time {START_MS} {START_MS}"));
    hear(&mut stage, &trace.filling);
    hear(&mut stage, before);
    stage.act("record.start", "");
    hear(&mut stage, during);
    stage.act("record.stop", "");
    stage.act("record.save", "");
    let (name, media, text) = stage.saved();
    assert!(name.starts_with("oddsboard-") && name.ends_with("Z.recording.txt"), "{name}");
    assert_eq!(media, "text/plain;charset=utf-8");
    (text, board(&mut stage))
}

/// The board of a stage as a dump: what a recording that begins now begins with.
fn board(stage: &mut Stage) -> String {
    stage.act("record.drop", "");
    stage.act("record.start", "");
    stage.act("record.save", "");
    first_board(&stage.saved().2)
}

fn first_board(recording: &str) -> String {
    let mut boards = Vec::new();
    Tape::open(recording.to_owned()).expect("a recording").play(
        Instant::from_ms(i64::MAX),
        |_, piece| {
            if let Piece::Board(dump) = piece {
                boards.push(dump.into_owned());
            }
        },
    );
    boards.swap_remove(0)
}

/// A page that does what it is told of a recording.
#[derive(Default)]
struct Page {
    board: Board,
    now: i64,
    frames: usize,
}

impl Page {
    fn hear(&mut self, said: &[String]) {
        for said in said {
            let (line, rest) = said.split_once('\n').unwrap_or((said, ""));
            let moment = Moment::at(Instant::from_ms(self.now));
            match line.split(' ').next() {
                Some("replay") => *self = Self { frames: self.frames, ..Self::default() },
                Some("time") => {
                    let mut times = line.split(' ').skip(1);
                    let now = times.next().and_then(|ms| ms.parse().ok()).expect("a time");
                    assert!(now >= self.now, "a clock that goes back");
                    self.now = now;
                }
                Some("board") => {
                    let mut changes = Changes::default();
                    wire::dump::decode(rest, |saved| {
                        changes.merge(self.board.restore(saved, moment));
                    })
                    .expect("a board");
                    self.board.settle(&changes, moment);
                }
                Some("frames") => {
                    for text in rest.split(BETWEEN) {
                        wire::frame::decode(text, |quote| _ = self.board.apply(&quote, moment));
                        self.frames += 1;
                    }
                }
                _ => {}
            }
        }
    }
}

fn at_its_end(text: &str, act: impl Fn(&mut Stage)) -> Page {
    let mut stage = Stage::default();
    stage.act("replay.read", text);
    let mut page = Page::default();
    page.hear(&stage.said());
    for _ in 0..10_000 {
        if stage.words("tools").contains("ended") {
            break;
        }
        act(&mut stage);
        page.hear(&stage.said());
    }
    assert!(stage.words("tools").contains("The recording has ended."), "{}", stage.words("tools"));
    page
}

#[test]
fn a_recording_that_is_played_gives_the_board_that_was_recorded() {
    let (text, expected) = recorded();
    let beats = at_its_end(&text, |stage| stage.tell("beat 250"));
    assert_eq!(wire::dump::encode(&beats.board), expected);
    assert_eq!(beats.frames, 1_000);
    let quick = at_its_end(&text, |stage| {
        stage.act("replay.pace 16", "");
        stage.tell("beat 250");
    });
    assert_eq!(wire::dump::encode(&quick.board), expected);
    let at_once = at_its_end(&text, |stage| stage.act("replay.end", ""));
    assert_eq!(wire::dump::encode(&at_once.board), expected);
    assert_eq!(at_once.frames, 0, "the page is not told all that was");
}

#[test]
fn it_goes_on_as_fast_as_the_reader_wants_and_not_while_paused() {
    let (text, _) = recorded();
    let mut stage = Stage::default();
    stage.act("replay.read", &text);
    let mut page = Page::default();
    page.hear(&stage.said());
    let start = page.now;
    let mut check = |act: &str, ms: i64| {
        stage.act(act, "");
        stage.tell("beat 10");
        page.hear(&stage.said());
        assert_eq!(page.now - start, ms, "{act}");
    };
    check("replay.pace 1", 10);
    check("replay.pace 4", 50);
    check("replay.pace 0", 50);
    check("replay.pace 16", 210);
    check("replay.pace 7", 370);
}

#[test]
fn what_the_page_tells_meanwhile_is_not_listened_to_until_it_has_let_go() {
    let (text, _) = recorded();
    let mut stage = Stage::new();
    stage.act("replay.read", &text);
    assert!(stage.said().contains(&"replay".to_owned()));
    let words = stage.words("tools");
    assert!(words.contains("no live prices") && words.contains("Back to live"), "{words}");
    let count = |stage: &mut Stage| {
        stage.act("export csv", "");
        let (_, _, text) = stage.saved();
        text.matches("Chez Nous").count()
    };
    stage.quote("PSG - Lyon", "Chez Nous", "PSG", "2.5", 1);
    assert_eq!(count(&mut stage), 0);
    stage.act("replay.live", "");
    assert_eq!(
        stage.said(),
        ["beat 0", "live"].map(str::to_owned).into_iter().rev().collect::<Vec<_>>()
    );
    // The page may still repeat what it was told of the recording.
    stage.quote("PSG - Lyon", "Chez Nous", "PSG", "2.5", 1);
    assert_eq!(count(&mut stage), 0);
    stage.tell("live");
    stage.quote("PSG - Lyon", "Chez Nous", "PSG", "2.5", 1);
    assert_eq!(count(&mut stage), 1);
    assert_eq!(stage.words("tools"), "");
}

#[test]
fn a_file_that_was_cut_plays_to_the_cut_and_says_so() {
    let (text, _) = recorded();
    let cut = &text[..text.len() * 3 / 4];
    let mut stage = Stage::default();
    stage.act("replay.read", cut);
    stage.act("replay.end", "");
    let words = stage.words("tools");
    assert!(words.contains("The file was cut off"), "{words}");
    let damaged = text.replacen("\tframes\t", "\tsongs\t", 3);
    stage.act("replay.read", &damaged);
    assert!(
        stage.words("tools").contains("3 lines could not be read."),
        "{}",
        stage.words("tools")
    );
}

#[test]
fn a_file_that_is_no_recording_is_refused_and_changes_nothing() {
    let mut stage = Stage::new();
    stage.quote("PSG - Lyon", "Winamax", "PSG", "2.5", 1);
    let before = board(&mut stage);
    stage.act("replay.choose", "");
    stage.act("replay.read", "PK\u{3}\u{4} a picture of a cat");
    assert!(stage.dialog().contains("no recording that can be read"), "{}", stage.dialog());
    assert_eq!(stage.said(), Vec::<String>::new());
    assert_eq!(board(&mut stage), before);
    // Where the page waits for one it is said over the board, with the way back.
    stage.act("dialog.close", "");
    stage.act("replay.failed", "");
    assert!(stage.words("tools").contains("no recording that can be read"));
    assert!(stage.acts("tools").contains(&"replay.live".to_owned()));
}

#[test]
fn what_is_recorded_can_be_saved_after_it_was_stopped_and_is_gone_when_it_is_discarded() {
    let mut stage = Stage::new();
    stage.act("record.start", "");
    assert!(stage.words("tools").starts_with("Recording since 19:42."), "{}", stage.words("tools"));
    stage.act("record.stop", "");
    stage.quote("PSG - Lyon", "Winamax", "PSG", "2.5", 1);
    assert!(stage.words("tools").starts_with("Recorded from 19:42 to 19:42."));
    stage.act("record.save", "");
    assert!(!stage.saved().2.contains("Winamax"));
    stage.act("record.drop", "");
    assert_eq!(stage.words("tools"), "");
    stage.act("record.save", "");
    assert_eq!(stage.said(), Vec::<String>::new());
}

#[test]
fn what_was_known_of_the_board_before_is_not_held_of_the_one_that_is_played() {
    let prices = [("Betclic", "2.3", "1.7"), ("Winamax", "1.6", "2.2")];
    let mut taped = Stage::new();
    taped.act("record.start", "");
    for (book, home, away) in prices {
        taped.quote("A - B", book, "A", home, 1);
        taped.quote("A - B", book, "B", away, 1);
    }
    taped.act("record.stop", "");
    taped.act("record.save", "");
    let (.., tape) = taped.saved();

    let mut stage = Stage::new();
    stage.tell("view\nlist arbitrage\nbooks -ladbrokes");
    // The first two here are of one house, and one of them is hidden.
    stage.quote("C - D", "Ladbrokes", "C", "1.9", 1);
    stage.quote("C - D", "Coral", "C", "1.9", 1);
    stage.act("replay.read", &tape);
    stage.act("replay.end", "");
    assert!(stage.words("list").contains("A - B"), "{}", stage.words("list"));
}
