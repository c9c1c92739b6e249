//! What is counted during a soak: time live, prices, tokens, and sockets that overlap.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::time::Instant;

use end_to_end::truth::Verdict;
use simulator::Control;
use simulator::control::What;

/// The fault after which a socket lives on without anybody at its other end.
const HALF_OPEN: &str = "half-open";
/// Wrong prices that are told; more of them say nothing new.
const TOLD: usize = 20;

/// Everything that is counted.
pub(super) struct Figures {
    pub(super) control: Control,
    /// Seconds in each state of the link.
    seconds: BTreeMap<String, f64>,
    last: (Instant, String),
    /// Prices that were looked at.
    pub(super) fresh: usize,
    /// The fresh price that was furthest behind the provider, in milliseconds, by the state of the link.
    furthest: BTreeMap<String, Option<(i64, String)>>,
    pub(super) wrong: Vec<String>,
    /// How often the reader asked for another attempt.
    pub(super) presses: u32,
    sockets: Sockets,
}

/// Sockets by what the provider's journal says of them.
#[derive(Default)]
struct Sockets {
    read_until_ms: i64,
    fault: String,
    open: BTreeSet<u64>,
    half_open: BTreeSet<u64>,
    /// How often one was opened while another was still well.
    overlaps: usize,
}

impl Figures {
    pub(super) fn new(control: Control) -> Self {
        Self {
            control,
            seconds: BTreeMap::new(),
            last: (Instant::now(), "live".to_owned()),
            fresh: 0,
            furthest: BTreeMap::new(),
            wrong: Vec::new(),
            presses: 0,
            sockets: Sockets::default(),
        }
    }

    pub(super) fn take_status(&mut self, status: &str) {
        let (since, last) = std::mem::replace(&mut self.last, (Instant::now(), status.to_owned()));
        *self.seconds.entry(last).or_default() += since.elapsed().as_secs_f64();
    }

    pub(super) fn take_verdict(&mut self, verdict: Verdict, status: &str) {
        self.fresh += verdict.fresh;
        let furthest = self.furthest.entry(status.to_owned()).or_default();
        *furthest = furthest.take().max(verdict.furthest);
        let room = TOLD.saturating_sub(self.wrong.len());
        self.wrong.extend(verdict.wrong.into_iter().take(room));
        self.take_journal();
    }

    /// Reads on in the journal, which forgets what is older than its newest ten thousand entries.
    pub(super) fn take_journal(&mut self) {
        // What happened in this very millisecond may not all be written yet.
        let until_ms = self.control.now();
        let from_ms = std::mem::replace(&mut self.sockets.read_until_ms, until_ms);
        for entry in self.control.journal() {
            if (from_ms..until_ms).contains(&entry.at) {
                self.sockets.take(entry.happening);
            }
        }
    }

    pub(super) fn leaked_sockets(&self) -> usize {
        self.sockets.overlaps + self.sockets.open.len().saturating_sub(1)
    }
}

impl Sockets {
    fn take(&mut self, happening: What) {
        match happening {
            What::FaultBegan { name } => self.fault = name,
            What::RuleApplied { socket: Some(socket), .. } if self.fault == HALF_OPEN => {
                self.half_open.insert(socket);
            }
            What::SocketOpened { socket, .. } => {
                let is_well = |open: &&u64| !self.half_open.contains(open);
                self.overlaps += self.open.iter().filter(is_well).count();
                self.open.insert(socket);
            }
            What::SocketClosed { socket, .. } => {
                self.open.remove(&socket);
            }
            _ => {}
        }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sum: f64 = self.seconds.values().sum();
        for (state, seconds) in &self.seconds {
            writeln!(f, "  {state} {:.1} % of the time", 100.0 * seconds / sum.max(1.0))?;
        }
        for (state, furthest) in &self.furthest {
            let Some((behind_ms, price)) = furthest else { continue };
            writeln!(
                f,
                "  fresh while {state}: at most {behind_ms} ms behind the provider: {price}"
            )?;
        }
        let counts = self.control.counts();
        let (tokens, opened, most) =
            (counts.tokens_issued, counts.sockets_opened, counts.sockets_max);
        writeln!(f, "  {tokens} tokens, {opened} sockets, {most} at once at most")?;
        write!(f, "  the reader asked for another attempt {} times", self.presses)
    }
}
