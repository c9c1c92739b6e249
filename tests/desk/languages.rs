//! Lists, alerts and tools in the reader's language.

use crate::spoken::{ARABIC, FRENCH, language};
use crate::table::{Table, agreed, winner};

const PSG: &str = "PSG - Lyon";
const ALERTS: &str =
    "1|roi>=1%||||||||\n1|price>=2.2|Football|LIG1|PSG - Lyon|moneyline|0|early|PSG|\n9|later";
const BET: &str = r#"{"match_name":"PSG - Lyon","selection":"Over 2.5","bookmaker":"Winamax","odds":2.1,"fair_odds":1.9,"ev_pct":3.4,"scraped_at":"2027-01-16T00:00:00Z"}"#;

/// All lists with something in them, in a language.
fn spoken(language: &str) -> Table {
    let mut table = Table::new("all");
    table.tell(&format!("words\n{language}"));
    table.tell(&format!("kept alerts\n{ALERTS}"));
    agreed(&mut table, PSG, [210, 340, 340]);
    table.wait(20);
    for book in ["Winamax", "Unibet.fr", "Pinnacle"] {
        table.hears(&winner(PSG, book, [196, 340, 340]));
        table.wait(10);
    }
    table.hears(&winner(PSG, "Betclic", [230, 330, 330]));
    table.hears(&winner(PSG, "Betsson", [205, 380, 350]));
    table.hears(&winner(PSG, "Bwin", [205, 330, 380]));
    table.draw();
    table.tell(&format!("value-bets\n{{\"data\":[{BET}]}}"));
    table.wait(1);
    table
}

#[test]
fn lists_and_alerts_speak_french() {
    let mut table = spoken(&language(FRENCH, include_str!("../../words/fr.txt")));
    let text = table.text("list");
    for told in [
        "Arb. 4,0\u{202f}%",
        "Au pire +4,0\u{202f}%",
        "Chez Betclic, vue il y a 1 s",
        "en moyenne",
        "+3,4\u{202f}%",
        "moins probable de 4,1 pt Nul 3,80",
        "abaissée par 3 bookmakers en 20 s, à 00:00",
        "Un arbitrage de 1,0\u{202f}% ou plus",
        "La meilleure cote est de 2,20 ou plus",
        "1 alerte gardée ne peut pas être lue ici",
    ] {
        assert!(text.contains(told), "{told:?} in {text:?}");
    }
    table.act("value.least", "beaucoup");
    assert!(table.text("list").contains("par exemple 2 ou 1,5."));
}

#[test]
fn nothing_is_left_in_english() {
    let mut table = spoken(&language(ARABIC, include_str!("../../words/ar.txt")));
    let shown = |table: &mut Table| {
        let mut shown = Vec::new();
        for place in ["list", "news", "side", "tools"] {
            shown.extend(table.texts(place));
            shown.extend(table.values(place, "aria-label"));
            shown.extend(table.values(place, "placeholder"));
        }
        shown
    };
    let mut texts = shown(&mut table);
    table.tell("view\nlist all\nfocus Football\tLIG1\tPSG - Lyon\tmoneyline\t0\t\t");
    table.act("alerts.kind", "move");
    table.act("alerts.set", "");
    table.act("value.least", "much");
    texts.extend(shown(&mut table));
    for act in ["record.start", "record.stop", "palette.open", "keys.open", "replay.choose"] {
        table.act(act, "");
        texts.extend(shown(&mut table));
    }
    table.act("replay.read", "no recording");
    texts.extend(shown(&mut table));
    table.act("record.save", "");
    let saved = table.take("save").join("");
    let recording = saved.split_once('\n').expect("a file").1.to_owned();
    table.act("replay.read", &recording);
    texts.extend(shown(&mut table));
    let names = "PSG Lyon Betclic Betsson Bwin Unibet.fr Winamax Pinnacle Football CSV JSON Ctrl K Tab Enter Esc f p s b d";
    for text in texts.iter().filter(|text| *text != "Ligue 1") {
        let words = text.split([' ', ':', '،', '(', ')']);
        let odd = words.filter(|word| word.bytes().any(|byte| byte.is_ascii_alphanumeric()));
        let odd: Vec<_> = odd.filter(|word| !names.split(' ').any(|name| name == *word)).collect();
        assert!(odd.is_empty(), "{odd:?} in {text:?}");
    }
}
