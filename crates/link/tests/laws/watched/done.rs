//! What the machine wants done, each against what may be wanted at all.

use link::{Company, Output, TimerId, Word};

use super::{Seat, Socket, Watched};

impl Watched {
    pub(super) fn carry_out(&mut self, output: Output) {
        let current = self.generation();
        match output {
            Output::Charge { generation } => self.ask_charge(generation),
            Output::FetchToken { generation } => self.ask_token(generation),
            Output::AbortToken => {
                assert!(self.token.take().is_some(), "no request for a token to abort");
            }
            Output::Open { generation } => {
                assert!(self.socket.is_none(), "a second socket");
                assert_eq!(self.granted.take(), Some(generation), "a socket without its token");
                self.socket = Some(Socket { generation, ..Socket::default() });
                self.opened += 1;
            }
            Output::Close { code } => {
                assert!(matches!(code, 1000 | 3000..=4999), "{code} is not ours to close with");
                assert!(self.socket.take().is_some(), "no socket to close");
            }
            Output::Ping => {
                let open = self.socket.as_mut().filter(|socket| socket.is_open);
                assert!(open.map(|socket| socket.is_asked = true).is_some(), "no socket to ping");
                self.pings += 1;
            }
            Output::FetchSnapshot { generation } => {
                assert_eq!(self.snapshot, None, "a second reading of the board");
                self.snapshot = Some(generation);
                self.snapshots += 1;
            }
            Output::AbortSnapshot => {
                assert!(self.snapshot.take().is_some(), "no reading of the board to abort");
            }
            Output::Arm { timer, generation, delay_ms } => {
                assert!(generation <= current);
                assert!(delay_ms > 0, "{timer:?} in no time");
                self.timers.insert(timer, (generation, self.now.mono_ms + delay_ms));
                if timer == TimerId::Retry {
                    let planned = Some((generation, delay_ms));
                    self.planned = self.planned.max(planned);
                }
            }
            Output::Disarm { timer } => {
                self.timers.remove(&timer);
            }
            Output::TakeSeat { seat, steal } => {
                assert_eq!(self.company, Company::Shared, "a seat without company");
                assert!(!(steal && self.now.is_hidden), "a page that nobody sees took the seat");
                assert!(!matches!(self.seat, Seat::Taken(_)), "the seat is ours already");
                self.seat = Seat::Queued(seat);
            }
            Output::LeaveSeat => {
                assert!(self.socket.is_none(), "the seat is left before the socket");
                self.seat = Seat::None;
            }
            Output::Say { epoch, word } => self.say(epoch, word),
            Output::Enter(_) => {}
        }
    }

    fn say(&mut self, epoch: u64, word: Word) {
        let is_holder = matches!(self.seat, Seat::Taken(_));
        match word {
            Word::Beat(_) | Word::Frames | Word::Board | Word::Bye => {
                assert!(is_holder, "{word:?} without the seat");
                assert!(epoch >= self.epoch && epoch > 0, "epochs only rise");
                self.epoch = epoch;
            }
            Word::Hello | Word::Ask | Word::Retry => {
                assert!(matches!(self.seat, Seat::Queued(_)), "{word:?} and nobody listens");
            }
            // The holder tells those that may follow it.
            Word::PreferPolling(_) => {
                assert!(is_holder || matches!(self.seat, Seat::Queued(_)), "{word:?} from nowhere");
            }
        }
        // It may be said before the step goes on to what ends the connection.
        let was_read = self.read_in == Some(self.began_in);
        assert!(word != Word::Board || was_read, "a board is handed over that was not read");
    }

    fn ask_charge(&mut self, generation: u64) {
        // Nothing can be done about a charge of an attempt that was given up, but forget it.
        let charge = self.charge.filter(|charge| *charge == self.generation());
        assert!(charge.is_none() || charge != Some(generation), "a second charge");
        self.charge = Some(generation);
        assert!(self.socket.is_none() && self.token.is_none(), "a charge beside what it is for");
        let may = self.company == Company::Alone || matches!(self.seat, Seat::Taken(_));
        assert!(may, "a charge without the seat");
        let is_first = self.charges == 0;
        self.charges += 1;
        assert!(is_first || !self.now.is_hidden, "a charge for a page that nobody sees");
    }

    fn ask_token(&mut self, generation: u64) {
        let mono_ms = self.now.mono_ms;
        assert_eq!(self.charged.take(), Some(generation), "a token that was not charged");
        assert_eq!(self.token, None, "a second request for a token");
        assert!(self.socket.is_none(), "a request for a token beside a socket");
        if let Some(last) = self.asked.last() {
            assert!(mono_ms - last >= 1_000, "attempts {} ms apart", mono_ms - last);
        }
        if let Some(until) = self.cooldown {
            assert!(mono_ms >= until.mono_ms, "a request for a token while the quota is used up");
        }
        self.granted = None;
        self.token = Some(generation);
        self.asked.push(mono_ms);
    }
}
