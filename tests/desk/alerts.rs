//! Alerts: set, kept, rung once, and never for what is not known to stand.

use crate::table::{Table, agreed, winner};

const PSG: &str = "PSG - Lyon";
const FOCUS: &str = "view\nlist alerts\nfocus Football\tLIG1\tPSG - Lyon\tmoneyline\t0\t\t";
const RULE: &str = "1|price>=2.2|Football|LIG1|PSG - Lyon|moneyline|0|early|PSG|";

/// A match that is open.
fn opened() -> Table {
    let mut table = Table::new("alerts");
    agreed(&mut table, PSG, [210, 340, 340]);
    table.tell(FOCUS);
    table.draw();
    table
}

fn set(table: &mut Table, kind: &str, number: &str) {
    table.act("alerts.kind", kind);
    table.act("alerts.number", number);
    table.act("alerts.set", "");
}

#[test]
fn an_alert_that_is_set_on_an_open_match_is_listed_kept_and_removed() {
    let mut table = opened();
    set(&mut table, "least", "2,20");
    assert_eq!(table.take("keep"), [format!("keep alerts\n{RULE}")]);
    for place in ["list", "side"] {
        let text = table.text(place);
        assert!(text.contains("The best price is 2.20 or higher"), "{place}: {text:?}");
    }
    assert!(table.text("side").contains("The alert is set."));
    let remove = table.act_named("list", "alerts.remove ");
    table.act(&remove, "");
    assert_eq!(table.take("keep"), ["keep alerts\n"]);
    assert!(table.text("list").contains("No alert is set."));
}

#[test]
fn what_is_no_number_is_refused_and_nothing_is_lost() {
    let mut table = opened();
    set(&mut table, "least", "2.2");
    for (kind, number) in
        [("least", "1"), ("most", "x"), ("roi", "0"), ("value", "-1"), ("move", "")]
    {
        set(&mut table, kind, number);
        assert!(table.text("side").contains("The alert needs a number"), "{kind} {number}");
    }
    table.act("alerts.minutes", "9999999");
    set(&mut table, "move", "5");
    assert!(table.text("side").contains("The alert needs a number"));
    assert_eq!(table.values("list", "data-alert").len(), 1);
}

#[test]
fn a_price_rings_once_when_it_comes_true_and_again_only_after_it_was_clear() {
    let mut table = opened();
    set(&mut table, "least", "2.2");
    table.wait(1);
    assert_eq!(table.take("ring"), [""; 0]);
    table.hears(&winner(PSG, "Winamax", [225, 340, 340]));
    let text = "PSG - Lyon: the best price for PSG is 2.25";
    assert_eq!(table.take("ring"), [format!("ring \n{text}")]);
    assert_eq!((table.text("news"), table.text("alerts")), (text.to_owned(), "1".to_owned()));
    for cents in [226, 210, 225] {
        table.hears(&winner(PSG, "Winamax", [cents, 340, 340]));
        table.wait(1);
        assert_eq!(table.take("ring"), [""; 0], "{cents}");
    }
    table.wait(90);
    assert_eq!(table.text("news"), "", "the list still has it");
    assert!(table.text("list").contains(text));
    table.hears(&winner(PSG, "Winamax", [210, 340, 340]));
    table.wait(300);
    table.hears(&winner(PSG, "Winamax", [225, 340, 340]));
    assert_eq!(table.take("ring").len(), 1);
    table.act("alerts.clear", "");
    assert!(!table.text("list").contains(text));
}

#[test]
fn every_kind_of_alert_rings() {
    let check = |kind: &str, number: &str, cents: [u32; 3], text: &str| {
        let mut table = opened();
        set(&mut table, kind, number);
        table.wait(15);
        assert_eq!(table.take("ring"), [""; 0], "{kind}");
        table.hears(&winner(PSG, "Betclic", cents));
        if kind == "most" || kind == "move" {
            agreed(&mut table, PSG, cents);
        }
        table.wait(1);
        assert_eq!(table.take("ring"), [format!("ring \nPSG - Lyon: {text}")], "{kind}");
    };
    check("most", "1.9", [190, 340, 340], "the best price for PSG is 1.90");
    check("move", "3", [190, 340, 340], "PSG moved, 5.0 points likelier");
    check("value", "5", [250, 330, 330], "value of +11.8 % or more on PSG");
    let mut table = opened();
    set(&mut table, "roi", "1");
    table.hears(&winner(PSG, "Betclic", [230, 330, 330]));
    table.hears(&winner(PSG, "Betsson", [205, 380, 350]));
    table.hears(&winner(PSG, "Bwin", [205, 330, 380]));
    assert_eq!(table.take("ring"), ["ring \nPSG - Lyon: arbitrage, at worst +4.0 %"]);
}

#[test]
fn what_came_and_went_rings_when_it_comes_again() {
    let check = |kind: &str, come: &dyn Fn(&mut Table)| {
        let mut table = opened();
        set(&mut table, kind, "1");
        for time in 0..2 {
            come(&mut table);
            assert_eq!(table.take("ring").len(), 1, "{kind} {time}");
            table.wait(2);
            assert_eq!(table.take("ring"), [""; 0], "{kind}");
            for book in ["Betclic", "Betsson", "Bwin"] {
                table.hears(&winner(PSG, book, [210, 340, 340]));
            }
            table.draw();
            table.wait(300);
            agreed(&mut table, PSG, [210, 340, 340]);
        }
    };
    check("value", &|table| table.hears(&winner(PSG, "Betclic", [250, 330, 330])));
    check("roi", &|table| {
        table.hears(&winner(PSG, "Betclic", [230, 330, 330]));
        table.hears(&winner(PSG, "Betsson", [205, 380, 350]));
        table.hears(&winner(PSG, "Bwin", [205, 330, 380]));
    });
}

#[test]
fn alerts_ring_while_prices_are_held_back() {
    let mut table = opened();
    set(&mut table, "least", "2.2");
    table.tell(&FOCUS.replace("view", "view\npaused true"));
    table.draw();
    table.hears(&winner(PSG, "Winamax", [225, 340, 340]));
    let side = table.text("side");
    assert_eq!(table.take("ring").len(), 1);
    assert!(table.text("news").contains("2.25"));
    assert_eq!(table.text("side"), side, "and nothing else is drawn");
    assert!(!table.text("alerts").contains('1'));
}

#[test]
fn what_is_most_likely_a_mistake_rings_for_nobody() {
    let mut table = opened();
    table.act("alerts.kind", "roi");
    table.act("alerts.number", "1");
    table.act("alerts.set-board", "");
    table.hears(&winner(PSG, "Betclic", [330, 330, 330]));
    table.hears(&winner(PSG, "Betsson", [205, 380, 350]));
    table.hears(&winner(PSG, "Bwin", [205, 330, 380]));
    table.wait(2);
    assert_eq!(table.take("ring"), [""; 0]);
}

#[test]
fn nothing_rings_before_the_link_is_proven_or_for_what_was_seen_before() {
    let mut table = Table::new("alerts");
    table.lose_the_link();
    table.tell(&format!("kept alerts\n{RULE}"));
    agreed(&mut table, PSG, [230, 340, 340]);
    table.wait(2);
    assert_eq!(table.take("ring"), [""; 0], "not proven");
    table.wait(1);
    table.is_live_again();
    table.wait(1);
    assert_eq!(table.take("ring"), [""; 0], "seen before the link was");
    agreed(&mut table, PSG, [230, 340, 340]);
    table.wait(1);
    assert_eq!(table.take("ring").len(), 1);
}

#[test]
fn without_a_stream_reading_the_board_proves_it() {
    let mut table = Table::new("alerts");
    table.lose_the_link();
    table.tell(&format!("kept alerts\n{RULE}"));
    table.tell("board\n");
    table.wait(1);
    agreed(&mut table, PSG, [230, 340, 340]);
    table.wait(1);
    assert_eq!(table.take("ring").len(), 1);
}

#[test]
fn a_stale_price_rings_for_nobody() {
    let mut table = opened();
    table.hears(&winner(PSG, "Winamax", [225, 340, 340]));
    table.lose_the_link();
    table.jump(20 * 60);
    table.is_live_again();
    set(&mut table, "least", "2.2");
    table.wait(2);
    assert_eq!(table.take("ring"), [""; 0]);
}

#[test]
fn damaged_lines_are_said_to_be_left_out_and_kept() {
    let mut table = opened();
    let other = RULE.replace("|PSG|", "|PSG|Winamax");
    table.tell(&format!("kept alerts\n9|later\n{RULE}\n{other}"));
    let text = table.text("list");
    assert!(text.contains("2 alerts that were kept cannot be read here"), "{text:?}");
    assert_eq!(table.values("list", "data-alert").len(), 1);
    set(&mut table, "most", "1.5");
    let kept = table.take("keep").join("");
    for line in ["9|later", RULE, &other, "price<=1.5"] {
        assert!(kept.contains(line), "{line:?} in {kept:?}");
    }
}

#[test]
fn a_line_of_a_list_fills_the_form_in() {
    let mut table = Table::new("value");
    agreed(&mut table, PSG, [200, 340, 380]);
    table.hears(&winner(PSG, "Betclic", [222, 330, 330]));
    let draft = table.act_named("list", "alerts.draft ");
    table.act(&draft, "");
    assert_eq!(table.take("open").len(), 1);
    table.tell(FOCUS);
    table.act("alerts.set", "");
    assert_eq!(table.take("keep"), ["keep alerts\n1|value>=2%|Football|LIG1|PSG - Lyon|||||"]);
}

#[test]
fn how_alerts_ring_is_kept_and_a_refusal_is_said() {
    let mut table = opened();
    table.act("bell.sound", "");
    table.act("bell.notify", "");
    assert_eq!(table.take("keep"), ["keep bell\nsound", "keep bell\nnotify sound"]);
    set(&mut table, "least", "2.2");
    table.hears(&winner(PSG, "Winamax", [225, 340, 340]));
    assert!(table.take("ring")[0].starts_with("ring notify sound\n"));
    table.act("bell-denied", "");
    assert!(table.text("list").contains("This browser does not allow notifications here."));
    assert!(table.take("keep").contains(&"keep bell\nsound".to_owned()));
    let mut next = opened();
    next.tell("kept bell\nsound");
    set(&mut next, "least", "2.2");
    next.hears(&winner(PSG, "Winamax", [225, 340, 340]));
    assert!(next.take("ring")[0].starts_with("ring sound\n"));
}
