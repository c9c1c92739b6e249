//! Lines in the rows that the reader sees.

use crate::table::{Table, agreed, winner};

const PSG: &str = "PSG - Lyon";

/// A row of the page's, by the number that the page has for it.
fn row(number: u32, of: &str, selection: &str) -> String {
    format!("{number}\t{selection}\tFootball\tLIG1\t{of}\tmoneyline\t0\t\t")
}

/// The lines that the page was told to draw since it was asked last: number, and whether there is one.
fn told(table: &mut Table) -> Vec<(String, bool)> {
    table.draw();
    let lines = table.said.drain(..).filter_map(|said| {
        let (number, tree) = said.strip_prefix("trend ")?.split_once('\n')?;
        Some((number.to_owned(), tree.contains("sparkline__line")))
    });
    lines.collect()
}

fn moved() -> Table {
    let mut table = Table::new("all");
    agreed(&mut table, PSG, [210, 340, 340]);
    table.hears(&winner("Lens - Nice", "Winamax", [210, 340, 340]));
    table.wait(60);
    agreed(&mut table, PSG, [230, 340, 340]);
    table.wait(60);
    table.said.clear();
    table
}

#[test]
fn rows_that_are_seen_have_a_line_once_their_price_has_moved() {
    let mut table = moved();
    assert_eq!(told(&mut table), [], "of rows that nobody sees nothing is told");
    let rows = [row(7, PSG, PSG.split(' ').next().expect("a side")), row(9, "Lens - Nice", "Lens")];
    table.tell(&format!("rows\n{}\nx\n{}", rows[0], rows[1]));
    assert_eq!(told(&mut table), [("7".to_owned(), true), ("9".to_owned(), false)]);
    table.tell(&format!("rows\n{}", row(7, PSG, "Draw")));
    assert_eq!(
        told(&mut table),
        [("7".to_owned(), false)],
        "another outcome's line is none of its"
    );
    table.tell(&format!("rows\n{}", row(8, "No - Match", "No")));
    assert_eq!(told(&mut table), [("8".to_owned(), false)]);
}

#[test]
fn lines_are_drawn_anew_now_and_then_and_not_while_prices_are_held_back() {
    let mut table = moved();
    table.tell(&format!("rows\n{}", row(7, PSG, "PSG")));
    assert_eq!(told(&mut table).len(), 1);
    agreed(&mut table, PSG, [250, 340, 340]);
    table.wait(2);
    assert_eq!(told(&mut table), [], "not at every price");
    table.tell("view\nlist all\npaused true");
    told(&mut table);
    table.wait(20);
    assert_eq!(told(&mut table), [], "held back");
    table.tell("view\nlist all");
    table.wait(20);
    assert_eq!(told(&mut table), [("7".to_owned(), true)]);
}
