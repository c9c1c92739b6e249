//! Alerts: when they ring, and when they must not.

use model::alert::condition::{Condition, Level, Reading};
use model::alert::rule::{Damage, LINE_BYTES_MAX, RULES_MAX, Rule, Target, load};
use model::alert::share::Share;
use model::alert::watch::{Figure, RUNG_MAX, RuleId, Watch};
use model::best::State;
use model::books::Books;
use model::change::Change;
use model::history::{Histories, Record};
use model::price::Price;
use model::pulse::Sample;
use model::quote::{Address, Fixture};
use model::subject::Subject;
use proptest::prelude::*;

use crate::world::{World, at, moment, price};

/// On one match, because a move needs one.
fn rule(condition: Condition) -> Rule {
    let target = Target { match_name: "Home - Away 0".to_owned(), ..Target::default() };
    Rule { target, condition }
}

/// One rule on one price, told second by second.
struct Scene {
    watch: Watch,
    rule: RuleId,
    subject: Subject,
}

impl Scene {
    fn new(condition: Condition) -> Self {
        let world = World::of(1, 1);
        let mut watch = Watch::default();
        let rule = watch.add(rule(condition)).expect("room for one");
        watch.prove(Some(at(0)));
        Self { watch, rule, subject: Subject::best(world.spot("Over 2.5")) }
    }

    fn hear(&mut self, second: i64, reading: Reading, state: State, seen: i64) -> bool {
        let figure = Figure { subject: self.subject, reading, state, seen: at(seen) };
        self.watch.hear(self.rule, figure, at(second))
    }

    fn price(&mut self, second: i64, odds: f64) -> bool {
        self.hear(second, Reading::Price(price(odds)), State::Fresh, second)
    }
}

/// The seconds at which a rule on a price of 2.10 or more rings.
fn check(odds: &[(i64, f64)], expected: &[i64]) {
    let mut scene = Scene::new(Condition::AtLeast(price(2.1)));
    let rings = odds.iter().filter(|(second, odds)| scene.price(*second, *odds));
    assert_eq!(rings.map(|(second, _)| *second).collect::<Vec<_>>(), expected, "{odds:?}");
}

#[test]
fn an_alert_rings_once_a_crossing() {
    check(&[(0, 2.0), (1, 2.1), (2, 2.2), (3, 2.1), (1_000, 2.3)], &[1]);
    check(&[(0, 2.5)], &[0]);
    check(&[(0, 2.0), (1, 2.1), (400, 1.9), (500, 2.2)], &[1, 500]);
}

#[test]
fn a_flickering_price_rings_once() {
    let flicker: Vec<_> =
        (0..1_000).map(|second| (second, if second % 2 == 0 { 2.1 } else { 2.08 })).collect();
    check(&flicker, &[0]);
    // A wide flicker is clear each time, and rings no more often than the quiet time allows.
    let wide: Vec<_> =
        (0..1_000).map(|second| (second, if second % 2 == 0 { 2.1 } else { 1.9 })).collect();
    check(&wide, &[0, 300, 600, 900]);
}

#[test]
fn a_crossing_within_the_quiet_time_rings_at_its_end_if_it_still_stands() {
    check(&[(0, 2.1), (10, 1.9), (20, 2.1), (299, 2.1), (300, 2.1), (301, 2.1)], &[0, 300]);
    check(&[(0, 2.1), (10, 1.9), (20, 2.1), (30, 1.9), (400, 1.9)], &[0]);
}

#[test]
fn a_stale_or_suspended_price_neither_rings_nor_makes_ready() {
    let mut scene = Scene::new(Condition::AtLeast(price(2.1)));
    let reading = |odds| Reading::Price(price(odds));
    for state in [State::Stale, State::Suspended, State::None] {
        assert!(!scene.hear(1, reading(2.5), state, 1), "{state:?}");
    }
    assert!(scene.price(2, 2.5));
    for state in [State::Stale, State::Suspended, State::None] {
        assert!(!scene.hear(400, reading(1.5), state, 400));
    }
    assert!(!scene.price(800, 2.5), "it was never seen below");
}

#[test]
fn after_a_reconnect_a_price_is_seen_again_before_it_rings() {
    let mut scene = Scene::new(Condition::AtLeast(price(2.1)));
    let reading = Reading::Price(price(2.5));
    scene.watch.prove(None);
    assert!(!scene.hear(1, reading, State::Fresh, 1), "nothing is proven");
    scene.watch.prove(Some(at(100)));
    assert!(!scene.hear(101, reading, State::Fresh, 99), "from before the link");
    assert!(scene.hear(102, reading, State::Fresh, 100));
}

#[test]
fn every_kind_of_alert_rings_by_its_own_figure() {
    let share = |text| Share::parse(text).expect("a share");
    let change = |from, to| Reading::Change(Change::between(price(from), price(to)));
    let check = |condition, below: Reading, above: Reading| {
        let mut scene = Scene::new(condition);
        assert!(!scene.hear(0, below, State::Fresh, 0), "{condition:?} {below:?}");
        assert!(scene.hear(1, above, State::Fresh, 1), "{condition:?} {above:?}");
    };
    check(Condition::AtMost(price(1.5)), Reading::Price(price(1.51)), Reading::Price(price(1.5)));
    let (by, within_s) = (share("5"), 600);
    check(Condition::Moved { by, within_s }, change(2.0, 1.91), change(2.0, 1.9));
    check(Condition::Shifted { by, within_s }, change(6.0, 5.0), change(2.0, 1.8));
    let (worst, value) = (Reading::worst, Reading::value);
    let read = |reading: Option<Reading>| reading.expect("a number");
    check(Condition::Roi(share("1")), read(worst(0.009_999)), read(worst(0.01)));
    check(Condition::Value(share("2.5")), read(value(-0.01)), read(value(0.025)));
    check(Condition::Roi(share("1")), Reading::Value(90_000), Reading::Roi(10_000));
}

#[test]
fn a_move_is_measured_over_the_time_of_its_rule() {
    let condition = Condition::Moved { by: Share::parse("5").expect("a share"), within_s: 600 };
    let (mut scene, mut record) = (Scene::new(condition), Record::default());
    let mut rings = Vec::new();
    // Slowly at first, then with a suspension and a spike after it, then fast.
    let prices = [
        (0, 2.0),
        (500, 1.95),
        (1_000, 1.93),
        (1_200, 0.0),
        (1_210, 9.0),
        (1_215, 1.93),
        (1_300, 1.8),
    ];
    for (second, odds) in prices {
        record.hear(Sample { at: at(second), price: Price::from_decimal(odds) }, at(second));
        let start = at(second).plus_ms(-condition.within_ms().expect("a time"));
        let Some(span) = record.since(start) else { continue };
        if scene.hear(second, Reading::Change(span.change()), State::Fresh, second) {
            rings.push(second);
        }
    }
    assert_eq!(rings, [1_300]);
}

#[test]
fn an_alert_is_set_on_what_its_target_names() {
    let fixture = Fixture { sport: "Football", competition: "LIG1", match_name: "PSG - Lyon" };
    let address = Address { fixture, market_type: "moneyline", period: 0, live: false };
    let check = |line: &str, selection: &str, bookmaker: Option<&str>, covers: bool| {
        let target = Rule::parse(line).expect(line).target;
        let mut books = Books::default();
        assert!(books.alias("Unibet France", "Unibet.fr"));
        let does = target.covers(&books, address, selection, bookmaker);
        assert_eq!(does, covers, "{line} {bookmaker:?}");
    };
    check("1|price>=2||||||||", "PSG", None, true);
    check("1|price>=2||||||||", "PSG", Some("Winamax"), false);
    check("1|price>=2||||||||", "PSG", Some(" "), false);
    check("1|price>=2||||||||Winamax", "PSG", Some("Winamax"), true);
    check("1|price>=2||||||||Winamax", "PSG", None, false);
    check("1|price>=2||||||||winamax.com", "PSG", Some("WINAMAX"), true);
    check("1|price>=2||||||||unibet_FR", "PSG", Some("Unibet France"), true);
    check("1|price>=2||||||||unibet france", "PSG", Some("Unibet.fr"), true);
    check("1|price>=2||||||||Unibet.fr", "PSG", Some("Unibet"), false);
    check("1|price>=2|Football|LIG1|PSG - Lyon|moneyline|0|early|PSG|", "PSG", None, true);
    check("1|price>=2|Football|LIG1|PSG - Lyon|moneyline|0|early|PSG|", "Lyon", None, false);
    check("1|price>=2|Tennis|||||||", "PSG", None, false);
    check("1|price>=2||EPL||||||", "PSG", None, false);
    check("1|price>=2|||Lyon - PSG|||||", "PSG", None, false);
    check("1|price>=2||||total||||", "PSG", None, false);
    check("1|price>=2|||||1|||", "PSG", None, false);
    check("1|price>=2||||||live||", "PSG", None, false);
}

#[test]
fn a_rule_that_could_not_be_read_again_is_not_taken() {
    let check = |condition: Condition, name: &str, expected: Result<(), Damage>| {
        let names = || name.to_owned();
        let target = Target {
            sport: names(),
            competition: names(),
            match_name: names(),
            market_type: names(),
            selection: names(),
            bookmaker: names(),
            ..Target::default()
        };
        let taken = Watch::default().add(Rule { target, condition });
        assert_eq!(taken.map(|_| ()), expected, "{condition:?} {name}");
    };
    let by = Share::parse("5").expect("a share");
    check(Condition::Roi(by), &"a".repeat(256), Ok(()));
    check(Condition::Roi(by), &"%".repeat(256), Err(Damage::Long));
    check(Condition::Roi(by), "", Ok(()));
    check(Condition::Moved { by, within_s: 60 }, "", Err(Damage::Match));
    check(Condition::Moved { by, within_s: 60 }, "A - B", Ok(()));
    check(Condition::Shifted { by, within_s: 0 }, "A - B", Err(Damage::Number));
}

#[test]
fn there_are_only_so_many_alerts_and_things_they_rang_for() {
    let world = World::of(1, 1);
    let mut watch = Watch::default();
    watch.prove(Some(at(0)));
    let always = || rule(Condition::AtLeast(price(1.5)));
    let ids: Vec<_> = (0..RULES_MAX).map(|_| watch.add(always()).expect("room")).collect();
    assert_eq!(watch.add(always()), Err(Damage::Full));
    let hear = |watch: &mut Watch, rule: usize, number: usize, odds: f64, second: i64| {
        let subject = Subject::best((world.market(0), number));
        let reading = Reading::Price(price(odds));
        watch.hear(
            ids[rule],
            Figure { subject, reading, state: State::Fresh, seen: at(second) },
            at(second),
        )
    };
    for number in 0..2 * RUNG_MAX {
        let rings = hear(&mut watch, number % RULES_MAX, number, 2.0, i64::from(number > 0));
        assert!(rings == (number < RUNG_MAX) && watch.rung() <= RUNG_MAX, "{number}");
    }
    // Whatever else comes true, nothing rings twice within its quiet time.
    for number in 0..RUNG_MAX {
        assert!(!hear(&mut watch, number % RULES_MAX, number, 2.0, 299), "{number}");
    }
    // When that of the first is over it makes room, for what waited or for itself.
    let (last, next) = (2 * RUNG_MAX - 1, 2 * RUNG_MAX - 2);
    assert!(!hear(&mut watch, last % RULES_MAX, last, 2.0, 299));
    assert!(hear(&mut watch, last % RULES_MAX, last, 2.0, 300));
    assert!(!hear(&mut watch, next % RULES_MAX, next, 2.0, 300), "the others rang later");
    assert!(!hear(&mut watch, last % RULES_MAX, last, 2.0, 599));
    assert_eq!(watch.rung(), RUNG_MAX);
    // What may ring again need not be remembered.
    for number in (1..RUNG_MAX).chain([last]) {
        assert!(!hear(&mut watch, number % RULES_MAX, number, 1.1, 600));
    }
    assert!(hear(&mut watch, 0, 0, 2.0, 600));
    assert_eq!(watch.rung(), 1);
    watch.remove(ids[0]);
    assert_eq!((watch.rung(), watch.rules().count()), (0, RULES_MAX - 1));
    assert!(!hear(&mut watch, 0, 5, 2.0, 700), "an alert that is gone rings for nobody");
    assert!(hear(&mut watch, 1, 5, 2.0, 700));
    watch.keep(|_| false);
    assert_eq!(watch.rung(), 0);
}

#[test]
fn what_is_not_confirmed_after_a_suspension_rings_for_nobody() {
    let (mut world, mut histories) = (World::default(), Histories::default());
    world.says(0, "Over 2.5", "Winamax", 2.0, 0);
    let subject = Subject::best(world.spot("Over 2.5"));
    assert!(histories.follow(subject));
    let mut watch = Watch::default();
    watch.prove(Some(at(0)));
    let moved = Condition::Moved { by: Share::parse("20").expect("a share"), within_s: 600 };
    let rules = [Condition::AtLeast(price(2.1)), moved]
        .map(|of| watch.add(rule(of)).expect("room for two"));
    let mut rings = Vec::new();
    for second in 0..=40 {
        let said = [(10, 0.0), (20, 51.0), (22, 2.5)].into_iter().find(|said| said.0 == second);
        if let Some((_, odds)) = said {
            world.says(0, "Over 2.5", "Winamax", odds, second);
        }
        histories.read_all(&world.board, moment(second));
        let record = histories.record(subject).expect("followed");
        let best = world.board.best(subject.spot.0, subject.spot.1, moment(second));
        let start = at(second).plus_ms(-moved.within_ms().expect("a time"));
        let figures =
            [Figure::price(subject, record, &best), Figure::change(subject, record, &best, start)];
        for (rule, figure) in rules.into_iter().zip(figures) {
            let is_open = !(10..30).contains(&second);
            assert_eq!(figure.is_some(), is_open, "{second}");
            if figure.is_some_and(|figure| watch.hear(rule, figure, at(second))) {
                rings.push((second, rule));
            }
        }
    }
    assert_eq!(rings, rules.map(|rule| (30, rule)), "never the spike");
    // What the board says already and the record has not heard is not told yet.
    world.says(0, "Over 2.5", "Winamax", 3.0, 41);
    let best = world.board.best(subject.spot.0, subject.spot.1, moment(41));
    let record = histories.record(subject).expect("followed");
    assert_eq!(Figure::price(subject, record, &best), None);
}

#[test]
fn two_alerts_on_one_price_ring_each() {
    let mut scene = Scene::new(Condition::AtLeast(price(2.1)));
    let first = scene.rule;
    assert!(scene.price(0, 2.2));
    scene.rule = scene.watch.add(rule(Condition::AtLeast(price(2.0)))).expect("room");
    assert!(scene.price(1, 2.2) && scene.rule != first);
    assert!(!scene.price(2, 2.2));
}

fn condition() -> impl Strategy<Value = Condition> {
    let share = || (1..=1_000_000_000_i32).prop_filter_map("a share", Share::from_millionths);
    let price =
        || (1_000_001..=1_001_000_000_u32).prop_filter_map("a price", Price::from_millionths);
    prop_oneof![
        price().prop_map(Condition::AtLeast),
        price().prop_map(Condition::AtMost),
        (share(), 1..=86_400_u32).prop_map(|(by, within_s)| Condition::Moved { by, within_s }),
        (share(), 1..=86_400_u32).prop_map(|(by, within_s)| Condition::Shifted { by, within_s }),
        share().prop_map(Condition::Roi),
        share().prop_map(Condition::Value),
    ]
}

fn target() -> impl Strategy<Value = Target> {
    // A name of the feed may be so long, and a sign of it be written as three.
    let name =
        prop_oneof![8 => "[ -~é\n\t\u{85}]{0,12}", 1 => "[|%a]{200,256}", 1 => Just(String::new())];
    let names = prop::array::uniform6(name);
    (names, any::<Option<i32>>(), any::<Option<bool>>()).prop_map(|(names, period, live)| {
        let [sport, competition, match_name, market_type, selection, bookmaker] = names;
        Target { sport, competition, match_name, market_type, period, live, selection, bookmaker }
    })
}

fn state() -> impl Strategy<Value = State> {
    prop_oneof![4 => Just(State::Fresh), 1 => Just(State::Stale), 1 => Just(State::Suspended), 1 => Just(State::None)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_rule_that_is_taken_survives_its_own_text(target in target(), condition in condition()) {
        let rule = Rule { target, condition };
        let line = rule.to_string();
        prop_assert!(!line.contains(['\n', '\r']));
        let is_wide = condition.within_ms().is_some() && rule.target.match_name.is_empty();
        let expected = match line.len() {
            0..=LINE_BYTES_MAX if is_wide => Err(Damage::Match),
            0..=LINE_BYTES_MAX => Ok(rule.clone()),
            _ => Err(Damage::Long),
        };
        prop_assert_eq!(Rule::parse(&line), expected.clone());
        prop_assert_eq!(Watch::default().add(rule).err(), expected.clone().err());
        let loaded = load(&[line.as_str(), "\n"].concat().repeat(3));
        match expected {
            Ok(rule) => prop_assert_eq!(loaded.rules, vec![rule.clone(), rule.clone(), rule]),
            Err(damage) => {
                let are_all = loaded.damaged.iter().all(|damaged| damaged.damage == damage && damaged.line == line);
                prop_assert!(are_all && loaded.damaged.len() == 3 && loaded.rules.is_empty());
            }
        }
    }

    #[test]
    fn whatever_is_read_as_a_rule_prints_as_one(text in "(1\\||2)?(price>=|roi>=|move>=)?[0-9.%/spt]{0,8}[|%a-f0-9\n]{0,20}") {
        let loaded = load(&text);
        prop_assert!(loaded.rules.iter().all(|rule| Rule::parse(&rule.to_string()).as_ref() == Ok(rule)));
        let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
        prop_assert_eq!(loaded.rules.len() + loaded.damaged.len(), lines);
    }

    #[test]
    fn no_alert_without_a_fresh_price_and_none_without_a_crossing(
        steps in prop::collection::vec((180_u32..230, state(), 0..90_i64, 0..120_i64, prop::option::weighted(0.1, prop::option::of(0..60_i64))), 1..80),
    ) {
        let condition = Condition::AtLeast(price(2.1));
        let mut scene = Scene::new(condition);
        let (mut now, mut proven) = (0, Some(0));
        // Since the last ring: when it was, and whether a counting price was clear of the threshold.
        let mut last: Option<(i64, bool)> = None;
        for (cents, state, later, ago, link) in steps {
            now += later;
            if let Some(since) = link {
                proven = since.map(|ago| now - ago);
                scene.watch.prove(proven.map(at));
            }
            let reading = Reading::Price(price(f64::from(cents) / 100.0));
            let rings = scene.hear(now, reading, state, now - ago);
            let counts = state == State::Fresh && proven.is_some_and(|since| since <= now - ago);
            let level = condition.level(reading).filter(|_| counts);
            let may = last.is_none_or(|(rung, is_clear)| is_clear && now - rung >= 300);
            prop_assert_eq!(rings, level == Some(Level::Met) && may);
            last = if rings { Some((now, false)) } else {
                last.map(|(rung, is_clear)| (rung, is_clear || level == Some(Level::Clear)))
            };
        }
    }
}
