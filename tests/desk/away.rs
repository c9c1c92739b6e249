//! What changed while nobody saw the page.

use crate::table::{Table, agreed, winner};

const PSG: &str = "PSG - Lyon";

fn away_for(seconds: i64) -> Table {
    let mut table = Table::new("movers");
    agreed(&mut table, PSG, [210, 340, 340]);
    table.hears(&winner("Lens - Nice", "Winamax", [210, 340, 340]));
    table.wait(1);
    table.tell("view\nlist movers\nhidden ");
    agreed(&mut table, PSG, [190, 345, 340]);
    table.hears(&winner("Lens - Nice", "Winamax", [210, 0, 340]));
    table.hears(&winner("New - Match", "Winamax", [210, 340, 340]));
    table.wait(seconds);
    table.tell("view\nlist movers");
    table.wait(1);
    table
}

#[test]
fn who_comes_back_is_told_the_greatest_changes_and_can_put_them_away() {
    let mut table = away_for(12 * 60);
    let text = table.text("list");
    for told in [
        "While you were away (12 min)",
        "went from 2.10 to 1.90",
        "went from 3.40 to 3.45",
        "3.40 is gone",
        "you came back at 00:12",
    ] {
        assert!(text.contains(told), "{told:?} in {text:?}");
    }
    assert!(text.find("2.10 to 1.90") < text.find("3.40 to 3.45"), "{text:?}");
    assert!(!text.contains("is new"), "of what was not on the board nothing is told: {text:?}");
    table.wait(11);
    agreed(&mut table, PSG, [150, 345, 340]);
    table.wait(1);
    assert!(table.text("list").contains("went from 2.10 to 1.90"), "it is what was found then");
    table.act("away.close", "");
    assert!(!table.text("list").contains("While you were away"));
}

#[test]
fn a_glance_elsewhere_is_no_absence() {
    assert!(!away_for(30).text("list").contains("While you were away"));
}

#[test]
fn a_return_before_the_prices_are_known_again_is_told_once_they_are() {
    let mut table = Table::new("movers");
    agreed(&mut table, PSG, [210, 340, 340]);
    table.wait(1);
    table.tell("view\nlist movers\nhidden ");
    table.lose_the_link();
    table.jump(20 * 60);
    table.tell("view\nlist movers");
    table.wait(1);
    assert!(!table.text("list").contains("While you were away"), "nothing is known");
    table.is_live_again();
    agreed(&mut table, PSG, [190, 340, 340]);
    table.wait(1);
    assert!(table.text("list").contains("went from 2.10 to 1.90"));
}
