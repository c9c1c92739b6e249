//! A board that judges by need is the board that judges everything every second.

use proptest::prelude::*;

use crate::best::State;
use crate::board::Board;
use crate::changes::Changes;
use crate::freshness::{Age, Limits, Moment};
use crate::lineup::Lineup;
use crate::movement::Track;
use crate::quote::{Offer, Quote, Row};
use crate::saved::Saved;
use crate::select::{Filter, groups, roster, tally};
use crate::time::Instant;

const START_MS: i64 = 1_800_000_000_000;

/// What happens, in small numbers.
#[derive(Clone, Debug)]
enum Event {
    Quote(Word),
    Row(Word, Vec<u32>),
    /// The rows since the last reading are taken for all there are, or the reading ends without that.
    End(bool),
    /// Another board says what it knows of a bookmaker and of a match.
    Told(Word),
    Link(bool),
    Limits(u8),
    /// A tick so many milliseconds later, or earlier when a clock is set back.
    Tick(i64),
}

/// A quote's place, its price and how many seconds ago it was read.
#[derive(Clone, Debug)]
struct Word {
    of: usize,
    live: bool,
    selection: usize,
    book: usize,
    cents: u32,
    ago_s: i64,
}

const MATCHES: [&str; 2] = ["PSG - Lyon", "Lens - Nice"];
const SELECTIONS: [&str; 2] = ["PSG", "Draw"];
const BOOKS: [&str; 3] = ["Winamax", "Betclic", "PMU"];

fn word() -> impl Strategy<Value = Word> {
    let ago_s = prop_oneof![4 => 0_i64..5, 2 => 0_i64..400, 1 => 0_i64..20_000, 1 => -9_000_i64..0];
    (0..2_usize, any::<bool>(), 0..2_usize, 0..3_usize, 140_u32..150, ago_s).prop_map(
        |(of, live, selection, book, cents, ago_s)| Word {
            of,
            live,
            selection,
            book,
            cents,
            ago_s,
        },
    )
}

fn event() -> impl Strategy<Value = Event> {
    let later_ms = prop_oneof![
        10 => Just(1_000_i64),
        4 => 1_i64..100_000,
        2 => 1_i64..1_000_000,
        1 => prop::sample::select(vec![60_000, 60_001, 180_000, 180_001, 300_000, 300_001, 900_000, 900_001, 10_800_001]),
        1 => -20_000_i64..1,
    ];
    prop_oneof![
        9 => word().prop_map(Event::Quote),
        3 => (word(), prop::collection::vec(140_u32..150, 0..3)).prop_map(|(word, cents)| Event::Row(word, cents)),
        1 => any::<bool>().prop_map(Event::End),
        1 => word().prop_map(Event::Told),
        1 => any::<bool>().prop_map(Event::Link),
        1 => (0..4_u8).prop_map(Event::Limits),
        9 => later_ms.prop_map(Event::Tick),
    ]
}

impl Word {
    fn at(&self, moment: Moment) -> Instant {
        moment.now.plus_ms(-1_000 * self.ago_s)
    }

    fn offer(cents: u32) -> Offer {
        // The lowest stands for no price.
        if cents == 140 { Offer::Suspended } else { Offer::from_decimal(f64::from(cents) / 100.0) }
    }

    fn quote(&self, moment: Moment) -> Quote<'static> {
        Quote {
            sport: "Football".into(),
            competition: "LIG1".into(),
            match_name: MATCHES[self.of].into(),
            market_type: "moneyline".into(),
            period: 0,
            live: self.live,
            selection: SELECTIONS[self.selection].into(),
            bookmaker: BOOKS[self.book].into(),
            offer: Self::offer(self.cents),
            scraped_at: self.at(moment),
        }
    }

    fn row(&self, cents: &[u32], moment: Moment) -> Row<'static> {
        let quote = self.quote(moment);
        let offers = SELECTIONS.into_iter().zip(cents);
        Row::beside(quote, offers.map(|(text, cents)| (text.into(), Self::offer(*cents))))
    }
}

/// A board and what it has said of rows that are not settled yet.
#[derive(Clone, Default)]
struct Side {
    board: Board,
    read: Changes,
}

impl Side {
    fn take(&mut self, event: &Event, moment: Moment) -> Changes {
        match event {
            Event::Quote(word) => return self.board.apply(&word.quote(moment), moment),
            Event::Row(word, cents) => {
                self.read.merge(self.board.apply_row(&word.row(cents, moment), moment));
            }
            Event::Told(word) => self.told(word, moment),
            Event::End(is_whole) => {
                if *is_whole {
                    let fetched_at = moment.now.plus_ms(-1_500);
                    let absent = self.board.withdraw_absent("moneyline", fetched_at, moment);
                    self.read.merge(absent);
                }
                let mut read = std::mem::take(&mut self.read);
                read.merge(self.board.settle(&read, moment));
                return read;
            }
            Event::Tick(_) => return self.board.tick(moment),
            Event::Link(_) | Event::Limits(_) => {}
        }
        Changes::default()
    }

    fn told(&mut self, word: &Word, moment: Moment) {
        let (quote, at) = (word.quote(moment), word.at(moment));
        let book = Saved::Book { name: BOOKS[word.book], spoke: at };
        let of = Saved::Match {
            fixture: quote.address().fixture,
            starts_at: None,
            live_seen: word.live.then_some(at),
            spoke: vec![(BOOKS[word.book], at)],
        };
        for saved in [book, of] {
            let changes = self.board.restore(&saved, moment);
            self.read.merge(changes);
        }
    }

    /// Has it judge everything with its next tick.
    fn forget(&mut self) {
        self.board.markets.iter_mut().for_each(|market| market.verdict.doubt());
    }

    /// How the best price of every selection moved.
    fn tracks(&self) -> Vec<Track> {
        let selections = self.board.markets.iter().flat_map(|market| &market.selections);
        selections.map(|selection| selection.track).collect()
    }

    /// Checks how many quotes count and how many do not, and the highest price that does, by asking each.
    fn check(&self, moment: Moment) {
        for id in self.board.markets() {
            let market = self.board.market(id).expect("a market of the board");
            let witness = self.board.witness(market).expect("its match");
            for (number, selection) in market.selections.iter().enumerate() {
                let best = self.board.best(id, number, moment);
                let price = best.price.filter(|_| best.state == State::Fresh);
                assert_eq!(witness.highest(&selection.quotes, moment), price, "{selection:?}");
            }
            let (fresh, stale) = self.board.counts(market, moment);
            let ages = (0..market.selections.len())
                .flat_map(|selection| self.board.ages(id, selection, moment));
            let (old, young): (Vec<_>, Vec<_>) = ages.partition(|age| *age == Age::Stale);
            assert_eq!((fresh, stale), (young.len(), old.len()), "{market:?}");
        }
    }
}

fn limits(number: u8) -> Limits {
    match number {
        0 => Limits::all(5_000),
        1 => Limits { live_ms: 180_000, live_vouched_ms: 60_000, ..Limits::default() },
        _ => Limits::default(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn judging_by_need_is_judging_everything(events in prop::collection::vec(event(), 1..80)) {
        let (mut by_need, mut whole) = (Side::default(), Side::default());
        let mut moment = Moment::at(Instant::from_ms(START_MS));
        for event in &events {
            match event {
                Event::Link(true) => moment.live_since = Some(moment.now),
                Event::Link(false) => moment.live_since = None,
                Event::Limits(number) => moment.limits = limits(*number),
                Event::Tick(later_ms) => {
                    moment.now = moment.now.plus_ms(*later_ms);
                    whole.forget();
                }
                _ => {}
            }
            prop_assert_eq!(by_need.take(event, moment), whole.take(event, moment), "{:?}", event);
            prop_assert_eq!(by_need.tracks(), whole.tracks(), "{:?}", event);
            by_need.check(moment);
            let all = Lineup::default();
            let tally = |board: &Board| tally(board, &all, moment);
            prop_assert_eq!(tally(&by_need.board), tally(&whole.board));
        }
    }

    #[test]
    fn what_there_is_to_choose_from_is_another_only_where_the_roster_says_so(events in prop::collection::vec(event(), 1..80)) {
        let (mut side, mut moment) = (Side::default(), Moment::at(Instant::from_ms(START_MS)));
        let (mut shown, mut may_differ) = (None, true);
        for event in &events {
            if let Event::Tick(later_ms) = event {
                moment.now = moment.now.plus_ms(*later_ms);
            }
            may_differ |= side.take(event, moment).roster();
            // While a reading is taken, what it changed is not told yet.
            if matches!(event, Event::Tick(_)) && side.read.is_empty() {
                let found = (groups(&side.board, &Filter::default(), moment), roster(&side.board, moment));
                prop_assert!(may_differ || shown.as_ref() == Some(&found), "{found:?} was {shown:?}");
                (shown, may_differ) = (Some(found), false);
            }
        }
    }
}
