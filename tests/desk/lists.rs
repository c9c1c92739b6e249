//! Arbitrage, value, movers and steam over the whole board.

use model::arbitrage::{Account, Field, Rules, Verdict, find, legs};
use model::books::Books;
use model::commission::Commission;
use model::judge::judge;
use model::project::Lens;
use model::select::Filter;

use crate::table::{Quote, Table, agreed, winner};

const PSG: &str = "PSG - Lyon";
const LENS: &str = "Lens - Nice";

/// Numbers that look like chance, the same every time.
fn numbers(seed: u64) -> impl Iterator<Item = u32> {
    let mut state = seed;
    std::iter::repeat_with(move || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(state >> 40).expect("24 bits")
    })
}

#[test]
fn the_lists_hold_what_is_found_on_the_same_board() {
    let mut numbers = numbers(7);
    let mut next = move |below: u32| numbers.next().expect("endless") % below;
    let mut table = Table::new("all");
    let matches = ["A - B", "C - D", "E - F", "G - H"];
    let books = ["Winamax", "Betclic", "Unibet.fr", "Ladbrokes", "Coral", "Vbet"];
    let selections = ["Over 2.5", "Under 2.5", "Over 3", "Under 3"];
    let mut met = (0, 0);
    for step in 0..400 {
        let (of, book) = (matches[next(4) as usize], books[next(6) as usize]);
        if next(3) == 0 {
            let cents = 180 + next(50);
            let selection = selections[next(4) as usize];
            table.hears(&[Quote { of, market: "total", selection, book, cents }]);
        } else {
            table.hears(&winner(of, book, [240 + next(50), 300 + next(60), 280 + next(60)]));
        }
        if step % 10 == 0 {
            table.wait(i64::from(next(60)));
            met.0 += check_sets(&mut table);
            met.1 += check_bets(&mut table);
        }
    }
    assert!(met.0 > 20 && met.1 > 20, "there was something to list: {met:?}");
}

#[test]
fn who_is_one_by_the_readers_word_is_no_arbitrage_at_once() {
    let mut table = Table::new("arbitrage");
    let quote = |book, selection, cents| Quote { of: PSG, market: "total", selection, book, cents };
    table.hears(&[
        quote("Winamax", "Over 2.5", 210),
        quote("Winamax", "Under 2.5", 180),
        quote("Betclic", "Over 2.5", 180),
        quote("Betclic", "Under 2.5", 210),
    ]);
    for (who, verdicts) in
        [("", 1), ("winamax+betclic", 0), ("winamax-", 1), ("betclic~winamax", 0), ("", 1)]
    {
        table.tell(&format!("view\nlist arbitrage\nwho {who}"));
        assert_eq!(table.values("list", "data-verdict").len(), verdicts, "{who}");
    }
}

/// Every set that is found, by what is written of it.
fn check_sets(table: &mut Table) -> usize {
    let (board, moment, books) = (&table.board, table.moment(), Books::usual());
    let account = |book| Account {
        group: books.group(board.book_name(book)),
        commission: Commission::default(),
    };
    let mut expected: Vec<String> = Vec::new();
    for market in board.markets().filter_map(|market| board.market(market)) {
        let offers = legs(board, market, moment, &account);
        let found = find(&Field::of(board, market, &offers, moment), &Rules::default());
        expected.extend(found.iter().map(|found| found.assessment.verdict.as_str().to_owned()));
    }
    let mut told = table.values("list", "data-verdict");
    expected.sort();
    told.sort();
    assert_eq!(told, expected);
    told.len()
}

/// Every price over its worth that is found.
fn check_bets(table: &mut Table) -> usize {
    let (board, moment, books) = (&table.board, table.moment(), Books::usual());
    let filter = Filter::default();
    let lens = Lens::new(board, &filter, moment);
    let mut expected = Vec::new();
    for market in board.markets() {
        for line in board.market(market).map(model::board::Market::lines).unwrap_or_default() {
            let Some(view) = lens.compare(market, line).filter(|view| view.row.line == line) else {
                continue;
            };
            let judged = judge(&view, &books).unwrap_or_default();
            let over =
                view.picks.iter().zip(judged).filter(|(_, judged)| {
                    judged.expected.is_some_and(|expected| expected.low >= 0.02)
                });
            expected.extend(over.map(|(pick, _)| pick.selection.to_string()));
        }
    }
    let count = table.text("value");
    assert_eq!(count, if expected.is_empty() { String::new() } else { expected.len().to_string() });
    expected.len()
}

/// A board with one arbitrage: PSG at one bookmaker, the rest at others.
fn with_arbitrage(table: &mut Table) {
    agreed(table, PSG, [210, 340, 340]);
    table.hears(&winner(PSG, "Betclic", [230, 330, 330]));
    table.hears(&winner(PSG, "Betsson", [205, 380, 350]));
    table.hears(&winner(PSG, "Bwin", [205, 330, 380]));
}

#[test]
fn an_arbitrage_is_told_with_its_legs_its_worst_result_and_its_ages() {
    let mut table = Table::new("arbitrage");
    with_arbitrage(&mut table);
    table.wait(14);
    let text = table.text("list");
    for told in [PSG, "Match result", "Arb 4.0 %", "At worst +4.0 %", "Oldest price 14 s"] {
        assert!(text.contains(told), "{told:?} in {text:?}");
    }
    assert!(text.contains("Seen 0 s apart") && text.contains("Betclic"), "{text:?}");
    assert_eq!(table.text("arbitrage"), "1");
    for promise in ["sure", "risk-free", "guaranteed", "profit"] {
        assert!(!text.to_lowercase().contains(promise), "{promise:?} in {text:?}");
    }
}

#[test]
fn what_comes_later_is_new_for_half_a_minute() {
    let mut table = Table::new("arbitrage");
    with_arbitrage(&mut table);
    assert!(!table.texts("list").contains(&"new".to_owned()), "it was there at the start");
    table.wait(1);
    table.hears(&winner(LENS, "Betclic", [230, 330, 330]));
    table.hears(&winner(LENS, "Betsson", [205, 380, 350]));
    table.hears(&winner(LENS, "Bwin", [205, 330, 380]));
    assert_eq!(table.texts("list").iter().filter(|text| *text == "new").count(), 1);
    table.wait(31);
    assert!(!table.texts("list").contains(&"new".to_owned()));
}

#[test]
fn an_arbitrage_leaves_with_a_leg() {
    let gone = |change: fn(&mut Table)| {
        let mut table = Table::new("arbitrage");
        with_arbitrage(&mut table);
        assert_eq!(table.text("arbitrage"), "1");
        change(&mut table);
        (table.text("arbitrage"), table.values("list", "data-verdict").is_empty())
    };
    let suspended: fn(&mut Table) = |table| table.hears(&winner(PSG, "Betclic", [0, 330, 330]));
    let lower: fn(&mut Table) = |table| table.hears(&winner(PSG, "Betclic", [200, 330, 330]));
    let stale: fn(&mut Table) = |table| {
        table.lose_the_link();
        table.jump(16 * 60);
    };
    for change in [suspended, lower, stale] {
        assert_eq!(gone(change), (String::new(), true));
    }
}

#[test]
fn so_much_that_it_is_hardly_true_stands_apart_and_is_not_counted() {
    let mut table = Table::new("arbitrage");
    with_arbitrage(&mut table);
    table.hears(&winner(PSG, "Betclic", [330, 330, 330]));
    assert_eq!(table.text("arbitrage"), "");
    let text = table.text("list");
    let apart = text.find("Most often a mistake").expect("a part for mistakes");
    assert!(text.find("Check ").is_some_and(|check| check > apart), "{text:?}");
    assert!(text.contains("No prices bring more than they cost now."));
}

#[test]
fn pressing_one_asks_the_page_for_it_and_what_has_left_is_said_to_be_gone() {
    let mut table = Table::new("arbitrage");
    with_arbitrage(&mut table);
    let open = table.act_named("list", "open ");
    table.act(&open, "");
    let focus = "Football\tLIG1\tPSG - Lyon\tmoneyline\t0\t\t";
    assert_eq!(table.take("open"), [format!("open \n{focus}")]);
    assert_eq!(table.text("news"), "");
    table.act("open Football\tLIG1\tPSG - Nobody\tmoneyline\t0\t\t", "");
    assert_eq!(table.take("open"), [""; 0]);
    assert_eq!(table.text("news"), "That market is not on the board any more.");
    table.act("news.close", "");
    assert_eq!(table.text("news"), "");
    table.act("missed", "");
    assert_eq!(table.text("news"), "That market is not on the board any more.");
}

#[test]
fn a_price_over_its_worth_is_listed_from_the_threshold_on() {
    let mut table = Table::new("value");
    agreed(&mut table, PSG, [200, 340, 380]);
    table.hears(&winner(PSG, "Betclic", [222, 330, 330]));
    let text = table.text("list");
    for told in ["PSG", "2.22", "on average", "At Betclic, seen 0 s ago", "¼ Kelly up to"] {
        assert!(text.contains(told), "{told:?} in {text:?}");
    }
    assert_eq!(table.text("value"), "1");
    table.act("value.least", "15");
    assert_eq!(
        (table.text("value"), table.take("keep")),
        (String::new(), vec!["keep lists\n15".to_owned()])
    );
    table.act("value.least", "much");
    assert!(table.text("list").contains("A value is a number above zero"));
    table.act("value.least", "0,5");
    assert_eq!(table.text("value"), "1");
    for kept in ["15", "15,5"] {
        table.tell(&format!("kept lists\n{kept}"));
        assert_eq!(table.text("value"), "", "{kept}");
    }
    table.tell("kept lists\ndamaged");
    assert_eq!(table.text("value"), "1", "what is no threshold is the usual one");
    table.hears(&winner(PSG, "Betclic", [0, 330, 330]));
    assert_eq!(table.text("value"), "");
}

#[test]
fn the_providers_bets_are_told_as_the_providers_and_grow_old() {
    let mut table = Table::new("value");
    assert_eq!(table.take("fetch"), ["fetch value-bets"]);
    table.tell("value-bets\nno answer");
    assert!(!table.text("list").contains("provider"));
    let bet = r#"{"match_name":"PSG - Lyon","selection":"Over 2.5","bookmaker":"Winamax","odds":2.1,"fair_odds":1.9,"ev_pct":3.4,"scraped_at":"2027-01-16T00:00:00Z"}"#;
    table.tell(&format!("value-bets\n{{\"data\":[{bet}]}}"));
    let text = table.text("list");
    for told in
        ["By the feed's provider", "which are not ours", "+3.4 %", "2.10 at Winamax, seen 0 s ago"]
    {
        assert!(text.contains(told), "{told:?} in {text:?}");
    }
    assert_eq!(table.text("value"), "", "they are not counted among ours");
    assert_eq!(table.take("fetch"), [""; 0]);
    table.wait(61);
    assert_eq!(table.take("fetch"), ["fetch value-bets"]);
    table.wait(200);
    assert!(!table.text("list").contains("provider"), "nobody confirms them");
}

#[test]
fn the_furthest_moves_come_first_and_a_suspension_is_none() {
    let mut table = Table::new("movers");
    agreed(&mut table, PSG, [210, 340, 340]);
    agreed(&mut table, LENS, [210, 340, 340]);
    table.wait(20);
    assert!(table.text("list").contains("No best price has moved by half a point."));
    agreed(&mut table, PSG, [200, 340, 340]);
    agreed(&mut table, LENS, [180, 340, 340]);
    table.wait(1);
    let text = table.text("list");
    let place = |told: &str| text.find(told).unwrap_or_else(|| panic!("{told:?} in {text:?}"));
    assert!(place("from 2.10, 7.9 points likelier") < place("from 2.10, 2.4 points likelier"));
    assert!(text.contains("Best prices that moved most since 00:00."));
    agreed(&mut table, PSG, [0, 0, 0]);
    table.wait(1);
    assert!(!table.text("list").contains("2.4 points"), "it is suspended");
    agreed(&mut table, PSG, [150, 340, 340]);
    table.wait(1);
    let likelier = table.text("list").matches("points likelier").count();
    assert_eq!(likelier, 1, "what came back is not confirmed, and was no move");
}

#[test]
fn a_move_during_a_broken_link_is_none() {
    let mut table = Table::new("movers");
    agreed(&mut table, PSG, [210, 340, 340]);
    table.wait(5);
    table.lose_the_link();
    table.wait(5);
    table.is_live_again();
    agreed(&mut table, PSG, [150, 340, 340]);
    table.wait(1);
    assert_eq!(table.text("movers"), "");
}

#[test]
fn bookmakers_that_move_together_are_told_once_with_how_many_and_how_fast() {
    let mut table = Table::new("movers");
    agreed(&mut table, PSG, [210, 340, 340]);
    table.wait(20);
    for book in ["Winamax", "Unibet.fr", "Pinnacle"] {
        table.hears(&winner(PSG, book, [196, 340, 340]));
        table.wait(10);
    }
    let text = table.text("list");
    assert!(text.contains("lowered by 3 bookmakers in 20 s, at 00:00"), "{text:?}");
    table.wait(16 * 60);
    assert!(!table.text("list").contains("lowered by"), "it is long past");
}

#[test]
fn an_arbitrage_in_another_line_is_opened_there() {
    let mut table = Table::new("arbitrage");
    let total = |selection, book, cents| Quote { of: PSG, market: "total", selection, book, cents };
    table.hears(&[total("Over 2.5", "Betclic", 215), total("Under 2.5", "Winamax", 205)]);
    assert_eq!(table.values("list", "data-verdict"), [Verdict::Guaranteed.as_str()]);
    let open = table.act_named("list", "open ");
    assert!(open.ends_with("PSG - Lyon\ttotal\t0\t\t10"), "{open:?}");
    table.act(&open, "");
    assert_eq!(table.take("open"), ["open 10\nFootball\tLIG1\tPSG - Lyon\ttotal\t0\t\t"]);
}
