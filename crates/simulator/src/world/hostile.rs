//! Rubbish between the good frames and rows: everything a careless feed has been seen to send.

use std::collections::VecDeque;

use serde_json::{Value, json};

use crate::random::Random;
use crate::time::{Millis, rfc3339};
use crate::world::message::Message;

/// Share of good frames that are accompanied by a bad one.
const RATE: f64 = 0.2;
/// Good frames remembered for being sent again out of order.
const MEMORY: usize = 64;
const DAY_MS: Millis = 86_400_000;
const BIDI: &str = "\u{202e}\u{2066}Lens\u{0007}\u{200b} - \u{0000}Lille\u{2069}";

/// The source of the rubbish, with its own chance, so that the market itself is not disturbed.
#[derive(Debug)]
pub(super) struct Hostility {
    random: Random,
    recent: VecDeque<Message>,
}

impl Hostility {
    pub(super) fn new(seed: u64) -> Self {
        Self { random: Random::new(seed ^ 0x686f_7374_696c_6521), recent: VecDeque::new() }
    }

    /// Passes a good frame on untouched, now and then with a bad one before or after it.
    pub(super) fn accompany(&mut self, good: Message, at: Millis, outbox: &mut Vec<Message>) {
        let bad = self.random.chance(RATE).then(|| self.bad(&good, at));
        let before = self.random.chance(0.5);
        self.recent.push_back(good.clone());
        if self.recent.len() > MEMORY {
            self.recent.pop_front();
        }
        match bad {
            Some(text) if before => outbox.extend([Message { text, ..good.clone() }, good]),
            Some(text) => outbox.extend([good.clone(), Message { text, ..good }]),
            None => outbox.push(good),
        }
    }

    fn bad(&mut self, good: &Message, at: Millis) -> String {
        let kind = self.random.below(MISSHAPEN.len() + FIELDS + 4);
        if let Some(text) = MISSHAPEN.get(kind) {
            return (*text).to_owned();
        }
        match kind - MISSHAPEN.len() {
            0 => good.text.clone(),
            1 => self.recent.front().map_or_else(String::new, |old| old.text.clone()),
            2 => good.text.chars().take(good.text.chars().count() / 2).collect(),
            3 => good.text.replacen("\"odds\":", "\"odds\":1e400,\"odds\":", 1),
            field => with_bad_field(&good.text, field - 4, at),
        }
    }
}

/// Frames that are not a price at all.
const MISSHAPEN: [&str; 8] = [
    "",
    "this is not JSON",
    "{}",
    "[]",
    "null",
    "{\"type\":\"notice\",\"text\":\"maintenance at noon\"}",
    "{\"bookmaker\":{\"name\":\"Winamax\"},\"odds\":[1.5]}",
    "{\"odds\":NaN}",
];

const FIELDS: usize = 16;

/// A good frame with one thing wrong.
fn with_bad_field(good: &str, kind: usize, at: Millis) -> String {
    let mut frame: Value = serde_json::from_str(good).unwrap_or_default();
    let (field, value) = match kind {
        0 => ("odds", json!(0)),
        1 => ("odds", json!(1.0)),
        2 => ("odds", Value::Null),
        3 => ("odds", json!(1e308)),
        4 => ("odds", json!(-2.5)),
        5 => ("odds", json!("1.85")),
        6 => ("period", json!("first half")),
        7 => ("is_live", json!("yes")),
        8 => ("market_type", json!("corners_race_to")),
        9 => ("selection", json!("Ω".repeat(32_768))),
        10 => ("match_name", json!(BIDI)),
        11 => ("selection", json!("<img src=x onerror=alert(1)>")),
        12 => ("scraped_at", json!(rfc3339(at + DAY_MS, false))),
        13 => ("scraped_at", json!("yesterday")),
        14 => ("settlement", json!({ "void": true, "reasons": [1, "two", null] })),
        _ => return format!("[{good},{good},{{\"odds\":true}}]"),
    };
    frame[field] = value;
    frame.to_string()
}

/// Rows no client should believe, for the REST answers of the hostile scenario.
pub(crate) fn bad_rows(at: Millis) -> Vec<Value> {
    let row = |field: &str, value: Value| {
        let mut row = json!({
            "bookmaker": "Winamax", "match_name": "Lens - Lille", "competition": "LIG1",
            "sport": "Football", "market_type": "moneyline", "period": 0, "is_live": false,
            "odds": { "Lens": 2.4, "Draw": 3.2, "Lille": 2.9 }, "match_date": null,
            "scraped_at": rfc3339(at, false), "url": "javascript:alert(1)"
        });
        row[field] = value;
        row
    };
    let prices = json!({ "Lens": 0, "Draw": null, "Lille": "2.9", "": -1, "Over": 1e308 });
    vec![
        row("odds", prices),
        row("odds", json!([2.4, 3.2, 2.9])),
        row("odds", Value::Null),
        row("match_name", json!(BIDI)),
        row("period", json!("full")),
        row("scraped_at", json!(rfc3339(at + DAY_MS, false))),
        row("market_type", json!("x".repeat(5_000))),
        json!(null),
        json!("row"),
        json!({ "unknown": true }),
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Hostility;
    use crate::world::message::Message;

    #[test]
    fn every_good_frame_survives_and_bad_ones_vary() {
        let mut hostility = Hostility::new(5);
        let mut outbox = Vec::new();
        let good = |n: usize| Message {
            sport: "Football",
            competition: "EPL",
            bookmaker: "PMU",
            is_live: false,
            text: format!("{{\"bookmaker\":\"PMU\",\"odds\":{}.5,\"selection\":\"é\"}}", n + 1),
        };
        for n in 0..2_000 {
            hostility.accompany(good(n), 0, &mut outbox);
        }
        let texts: Vec<&str> = outbox.iter().map(|message| message.text.as_str()).collect();
        assert!((0..2_000).all(|n| texts.contains(&good(n).text.as_str())));
        assert!(outbox.len() > 2_300 && outbox.len() < 2_500, "{}", outbox.len());
        let goods: BTreeSet<String> = (0..2_000).map(|n| good(n).text).collect();
        let bad: BTreeSet<&str> =
            texts.iter().copied().filter(|text| !goods.contains(*text)).collect();
        let kinds =
            ["\"odds\":0,", "1e400", "\"odds\":null", "308", "-2.5", "yesterday", "\u{202e}"];
        assert!(super::MISSHAPEN.iter().all(|text| bad.contains(text)));
        for kind in kinds {
            assert!(bad.iter().any(|text| text.contains(kind)), "{kind}");
        }
        assert!(texts.iter().any(|text| text.len() > 60_000));
    }
}
