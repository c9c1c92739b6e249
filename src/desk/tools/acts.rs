//! What the reader does with the tools, by the names that trees and commands give it.

use wire::recording::{Piece, Recorder, Tape};

use crate::desk::Desk;
use crate::desk::export::{self, Form};
use crate::desk::tools::Recording;
use crate::desk::tools::books;
use crate::desk::tools::dialog::Dialog;
use crate::desk::tools::palette::{self, Palette};
use crate::desk::tools::replay::PACES;

/// A file of plain text.
const PLAIN: &str = "text/plain;charset=utf-8";

impl Desk {
    /// Does what the reader asked for; says whether it was anything of the tools.
    pub(in crate::desk) fn use_tool(&mut self, name: &str, value: &str) -> bool {
        let (word, argument) = name.split_once(' ').unwrap_or((name, ""));
        match word {
            "palette.open" => self.tools.dialog = Some(Dialog::Palette(Palette::default())),
            "palette.find" => self.with_palette(|palette| palette.find(value)),
            "palette.key" => self.press(value),
            "palette.choose" => self.choose(argument),
            "books.open" => self.tools.dialog = Some(Dialog::Books),
            "books.who" => self.said.tell(books::correction(argument, value)),
            // A wish of the page's that stands in a dialog.
            "act" => self.said.tell(["do ", argument].concat()),
            "keys.open" => self.tools.dialog = Some(Dialog::Keys),
            "dialog.close" => self.tools.dialog = None,
            "export" => self.export(argument),
            "record.start" => self.record(),
            "record.stop" => self.end_recording(),
            "record.save" => self.save_recording(),
            "record.drop" => self.tools.recording = None,
            "replay.choose" => self.tools.dialog = Some(Dialog::Open { is_refused: false }),
            "replay.read" => self.open(value),
            "replay.failed" => self.refuse(),
            "replay.pace" => self.set_pace(argument),
            "replay.end" => self.play_to_end(),
            "replay.live" => self.leave_replay(),
            _ => return false,
        }
        true
    }

    fn with_palette(&mut self, then: impl FnOnce(&mut Palette)) {
        if let Some(Dialog::Palette(palette)) = &mut self.tools.dialog {
            then(palette);
        }
    }

    /// A key in the field of the palette: along the list, or the one that is marked.
    fn press(&mut self, key: &str) {
        let Some(Dialog::Palette(palette)) = &self.tools.dialog else { return };
        let found = palette.found(&self.tools, &self.sight());
        if key == "Enter" {
            if let Some(entry) = palette.marked(&found) {
                self.choose(&entry.act);
            }
            return;
        }
        let marked = palette.beside(&found, key == "ArrowUp").map(|entry| entry.act.clone());
        self.with_palette(|palette| palette.mark(marked));
    }

    /// Does what an entry of the palette stands for: something of the page's, or of ours.
    fn choose(&mut self, act: &str) {
        self.tools.dialog = None;
        let Some(wish) = act.strip_prefix("do ") else {
            self.use_tool(act, "");
            return;
        };
        if wish.starts_with("open ") && !palette::is_on_show(&self.sight(), wish) {
            self.said.tell("do clear".to_owned());
        }
        self.said.tell(act.to_owned());
    }

    fn export(&mut self, form: &str) {
        let Some(form) = Form::parse(form) else { return };
        let [name, media, text] = export::file(&self.sight(), form, self.tools.is_replay());
        self.save(&name, &media, &text);
    }

    fn save(&mut self, name: &str, media: &str, text: &str) {
        self.said.tell(["save ", name, " ", media, "\n", text].concat());
    }

    /// Begins to keep what the board is told, from how it is now. A recording is none of a recording.
    fn record(&mut self) {
        if self.tools.is_replay() {
            return;
        }
        let now = self.moment.now;
        let mut recorder = Recorder::new(now);
        recorder.add(now, &Piece::Time { live_since: self.moment.live_since });
        recorder.add(now, &Piece::Board(wire::dump::encode(&self.board).into()));
        self.tools.recording = Some(Recording { recorder, ended: None });
    }

    fn end_recording(&mut self) {
        let now = self.moment.now;
        if let Some(recording) = &mut self.tools.recording {
            recording.ended = recording.ended.or(Some(now));
        }
    }

    fn save_recording(&mut self) {
        let Some(recording) = &self.tools.recording else { return };
        let name = export::name(recording.recorder.start(), "recording.txt");
        let text = recording.recorder.text();
        self.save(&name, PLAIN, &text);
    }

    /// Plays a file. One that is no recording is refused, and changes nothing.
    fn open(&mut self, text: &str) {
        match Tape::open(text.to_owned()) {
            Ok(tape) => {
                // What comes next would be no part of it.
                self.end_recording();
                (self.tools.dialog, self.tools.is_unread) = (None, false);
                self.begin_replay(tape);
            }
            Err(_) => self.refuse(),
        }
    }

    /// Says that a file is no recording where it was chosen; else over the board, which waits for it.
    fn refuse(&mut self) {
        match &mut self.tools.dialog {
            Some(Dialog::Open { is_refused }) => *is_refused = true,
            _ => self.tools.is_unread = true,
        }
    }

    fn set_pace(&mut self, pace: &str) {
        let pace = pace.parse().ok().filter(|pace| PACES.contains(pace));
        if let Some((replay, pace)) = self.tools.replay.as_mut().zip(pace) {
            replay.pace = pace;
        }
    }
}
