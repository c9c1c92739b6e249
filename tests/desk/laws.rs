//! Whatever it is told.

use crate::table::{Table, agreed, winner};

const WORDS: [&str; 30] = [
    "time",
    "time 5",
    "time 1800057601000 1800057600000",
    "time 9223372036854775807 -9223372036854775808",
    "frames",
    "frames 5\n{}",
    "board\nx",
    "board\n",
    "view",
    "view\nlist all",
    "view\nlist value\nfocus x",
    "view\nlist all\nfocus Football\tLIG1\tPSG - Lyon\tmoneyline\t0\t\t9",
    "kept alerts\n1|roi>=1%||||||||\n?",
    "kept alerts\n1|move>=5pt/60s|||PSG - Lyon|||||",
    "kept lists\n\u{1}",
    "kept stakes\n\u{5}",
    "kept bell\nnotify",
    "act open ",
    "act alerts.set",
    "act alerts.set-board",
    "act alerts.kind\nroi",
    "act alerts.number\n1",
    "act alerts.draft price PSG\tFootball\tLIG1\tPSG - Lyon\tmoneyline\t0\t\t",
    "act alerts.remove 1|",
    "act bell-denied",
    "act value.least\n99999999999",
    "value-bets\n{\"data\":[{}]}",
    "view\nhidden ",
    "view\nlist movers",
    "act away.close",
];

#[test]
fn nothing_that_is_told_makes_it_stop_or_say_a_stale_price() {
    let mut state = 11_u64;
    let mut next = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 40).expect("24 bits")
    };
    let mut met = 0;
    for _ in 0..60 {
        let mut table = Table::new("all");
        agreed(&mut table, "PSG - Lyon", [210, 340, 340]);
        for _ in 0..30 {
            match next() % 4 {
                0 => {
                    table.hears(&winner("PSG - Lyon", "Betclic", [230, 330, 330]));
                    table.hears(&winner("PSG - Lyon", "Betsson", [205, 380, 350]));
                    table.hears(&winner("PSG - Lyon", "Bwin", [205, 330, 380]));
                }
                1 => table.wait(1),
                _ => table.tell(WORDS[next() % WORDS.len()]),
            }
            table.draw();
            met += usize::from(!table.values("list", "data-verdict").is_empty());
        }
        table.act("away.close", "");
        table.tell("view\nlist all");
        table.lose_the_link();
        table.jump(20 * 60);
        for place in ["arbitrage", "value", "movers"] {
            assert_eq!(table.text(place), "", "{place} at the end of a broken link");
        }
        assert_eq!(table.values("list", "data-verdict"), [""; 0]);
        let text = table.text("list");
        assert!(!text.contains("2.30") && !text.contains("3.80"), "{text:?}");
    }
    assert!(met > 0, "there was something to lose");
}
