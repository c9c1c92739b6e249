//! Files of the board: what is in them, and that others read it as it was meant.

use serde_json::Value;

use crate::stage::{NOW, Stage};

const MATCH: &str = "=PSG - Lyon, \"OL\"";
const AWAY: &str = "Lyon, \"OL\"";

/// A match with a name that files must take care of: one bookmaker fresh and best, one that fell silent, one that is
/// suspended, one that quotes the draw only.
fn board() -> Stage {
    let mut stage = Stage::new();
    for (selection, odds) in [("=PSG", "1.9"), ("Draw", "3.5"), (AWAY, "4.25")] {
        stage.quote(MATCH, "Winamax", selection, odds, 12);
        stage.quote(MATCH, "Betclic", selection, "9.5", 3_600);
        stage.quote(MATCH, "Unibet.fr", selection, "0", 5);
    }
    stage.quote(MATCH, "Vbet", "Draw", "3.4", 30);
    stage
}

/// A reader of RFC 4180 that shares nothing with the writer.
fn read(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut signs = text.chars().peekable();
    let mut is_quoted = false;
    while let Some(sign) = signs.next() {
        match sign {
            '"' if is_quoted && signs.peek() == Some(&'"') => cell.extend(signs.next()),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !is_quoted => {
                assert_eq!(signs.next(), Some('\n'), "a line ends with both");
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            sign => cell.push(sign),
        }
    }
    assert!(!is_quoted && cell.is_empty() && row.is_empty(), "the last line has its end");
    rows
}

#[test]
fn a_board_is_written_as_csv() {
    let mut stage = board();
    stage.tell("view\nformat american\nsearch psg");
    stage.act("export csv", "");
    let (name, media, text) = stage.saved();
    assert_eq!(
        (name.as_str(), media.as_str()),
        ("oddsboard-2026-11-28T19-42-07Z.csv", "text/csv;charset=utf-8")
    );
    let mut lines = text.split("\r\n");
    assert_eq!(
        lines.next(),
        Some(
            "sport,competition,match,market,period,phase,starts_at,line,overround,selection,bookmaker,odds,odds_shown,\
             state,best,scraped_at,age_s,fair,fair_low,fair_high,fair_books,best_edge_low,best_edge_high,\
             exported_at,source,live_since,filter,format,method,thresholds,version"
        )
    );
    let set = "Football,LIG1,\"'=PSG - Lyon, \"\"OL\"\"\",moneyline,0,early,,,0.047324";
    let head = "2026-11-28T19:42:07Z,feed,2026-11-28T19:41:07Z,market=moneyline period=0 live=all search=psg,\
        american,power,live=60s live_vouched=180s early=900s early_vouched=3600s,0.1.0";
    let quote = |rest: &str| Some(format!("{set},{rest},,,,,,,{head}"));
    let mut line = || lines.next().map(str::to_owned);
    assert_eq!(line(), quote("'=PSG,Betclic,9.5,+850,stale,false,2026-11-28T18:42:07Z,3600"));
    assert_eq!(line(), quote("'=PSG,Unibet.fr,,,suspended,false,2026-11-28T19:42:02Z,5"));
    assert_eq!(line(), quote("'=PSG,Vbet,,,none,false,,"));
    assert_eq!(line(), quote("'=PSG,Winamax,1.9,-111,fresh,true,2026-11-28T19:41:55Z,12"));
    let rows = read(&text);
    assert_eq!(rows.len(), 13);
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    assert_eq!(rows[12][9], AWAY);
}

#[test]
fn the_same_board_is_written_as_json() {
    let mut stage = board();
    stage.act("export json", "");
    let (name, media, text) = stage.saved();
    assert_eq!(
        (name.as_str(), media.as_str()),
        ("oddsboard-2026-11-28T19-42-07Z.json", "application/json")
    );
    let file: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(file["exported_at"], "2026-11-28T19:42:07Z");
    assert_eq!(file["filter"], "market=moneyline period=0 live=all");
    let quotes = file["quotes"].as_array().expect("quotes");
    assert_eq!(quotes.len(), 12);
    let of = |book: &str, selection: &str| {
        let found = quotes
            .iter()
            .find(|quote| quote["bookmaker"] == book && quote["selection"] == selection);
        found.expect("a quote")
    };
    let best = of("Winamax", AWAY);
    assert_eq!(best["match"], MATCH);
    assert_eq!(
        (&best["odds"], &best["best"], &best["age_s"]),
        (&4.25.into(), &true.into(), &12.into())
    );
    assert_eq!(best["line"], Value::Null);
    // A price that nobody confirms is told with its age and is never the best.
    let silent = of("Betclic", AWAY);
    assert_eq!(
        (&silent["odds"], &silent["state"], &silent["best"]),
        (&9.5.into(), &"stale".into(), &false.into())
    );
    // What is not known is not zero.
    assert_eq!(
        (&of("Unibet.fr", AWAY)["odds"], &of("Vbet", AWAY)["odds"]),
        (&Value::Null, &Value::Null)
    );
}

#[test]
fn what_is_judged_is_told_with_its_figures() {
    let mut stage = Stage::new();
    let books = [
        ("Winamax", "2.1"),
        ("Betclic", "1.9"),
        ("Vbet", "1.95"),
        ("Bwin", "1.9"),
        ("Pinnacle", "1.92"),
    ];
    for (book, odds) in books {
        stage.quote("PSG - Lyon", book, "PSG", odds, 1);
        stage.quote("PSG - Lyon", book, "Lyon", "1.9", 1);
    }
    stage.act("export json", "");
    let file: Value = serde_json::from_str(&stage.saved().2).expect("JSON");
    let quotes = file["quotes"].as_array().expect("quotes");
    let number = |name: &str| quotes[0][name].as_f64().expect("a number");
    assert_eq!(quotes[0]["selection"], "PSG");
    assert!(number("fair_low") <= number("fair") && number("fair") <= number("fair_high"));
    assert!((0.48..0.51).contains(&number("fair")));
    assert!(number("best_edge_low") > 0.0 && number("fair_books") >= 3.0);
    let sum = 1.0 / 2.1 + 1.0 / 1.9 - 1.0;
    assert!((number("overround") - sum).abs() < 1e-6);
}

#[test]
fn only_what_the_reader_sees_is_in_the_file() {
    let count = |view: &str| {
        let mut stage = board();
        stage.quote("Nantes - Lens", "Winamax", "Nantes", "2.5", 1);
        stage.tell(&format!("view\n{view}"));
        stage.act("export csv", "");
        read(&stage.saved().2).len() - 1
    };
    assert_eq!(count("format decimal"), 13);
    assert_eq!(count("search nantes"), 1);
    assert_eq!(count("bookmaker Vbet"), 3);
    assert_eq!(count("sport Football"), 13);
    // With nothing on the board the one line says when and under what.
    for view in ["competition EPL", "sport Tennis", "market total", "period 1", "phases only"] {
        let mut stage = board();
        stage.tell(&format!("view\n{view}"));
        stage.act("export csv", "");
        let rows = read(&stage.saved().2);
        assert_eq!((rows.len(), rows[1][0].as_str()), (2, "2026-11-28T19:42:07Z"), "{view}");
    }
}

#[test]
fn a_file_says_when_the_board_is_that_of_a_recording() {
    let mut stage = board();
    stage.act("record.start", "");
    stage.act("record.save", "");
    let (_, _, recording) = stage.saved();
    let mut stage = Stage::new();
    stage.tell(&format!("time {} ", NOW + 5_000_000));
    stage.act("replay.read", &recording);
    stage.said();
    stage.act("export json", "");
    let file: Value = serde_json::from_str(&stage.saved().2).expect("JSON");
    assert_eq!(
        (&file["source"], &file["exported_at"]),
        (&"replay".into(), &"2026-11-28T19:42:07Z".into())
    );
}
