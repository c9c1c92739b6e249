//! Floods: as many real quotes as were ordered.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use simulator::Config;
use simulator::control::What;

use crate::client::{parse, start};

/// What a price is a price of, from a frame or a row.
fn key(of: &Value, selection: &str) -> String {
    let fields = ["competition", "match_name", "bookmaker", "market_type", "period", "is_live"];
    fields.map(|field| of[field].to_string()).join("/") + selection
}

#[tokio::test]
async fn a_flood_has_as_many_quotes_as_ordered_and_each_moves_a_price() {
    let service = start(Config::default()).await;
    let control = service.running.control();
    control.pause();
    let mut socket = service.socket("").await;
    service.wait_for_sockets(1).await;
    let mut shown: BTreeMap<String, f64> = BTreeMap::new();
    for found in control.matches() {
        for price in &found.prices {
            let of = json!({
                "competition": found.competition, "match_name": found.match_name,
                "bookmaker": price.bookmaker, "market_type": price.market_type,
                "period": price.period, "is_live": price.is_live
            });
            shown.insert(key(&of, &price.selection), price.odds);
        }
    }
    control.flood(3_000, 1);
    let mut frames = Vec::new();
    while frames.len() < 3_000 {
        frames.push(socket.hear().await);
    }
    for frame in parse(&frames) {
        let key = key(&frame, frame["selection"].as_str().expect("a text"));
        let odds = frame["odds"].as_f64().expect("odds");
        assert!(odds > 1.0 && odds <= 1001.0, "{frame}");
        let before = shown.insert(key, odds).expect("an existing price");
        assert!((before - odds).abs() > 1e-9, "{frame}");
    }
    let ended = |what: &What| *what == What::FloodEnded { sent: 3_000 };
    service.wait_until(|_| control.times(ended).len() == 1).await;
    assert_eq!(control.counts().flooded, 3_000);
    for row in service.get("/api/odds?limit=500").await.rows() {
        for (selection, odds) in row["odds"].as_object().expect("odds") {
            let sent = shown.get(&key(row, selection)).copied();
            assert_eq!(odds.as_f64(), sent, "{selection} of {row}");
        }
    }
}

#[tokio::test]
async fn another_flood_takes_the_place_of_the_first() {
    let service = start(Config::default()).await;
    let control = service.running.control();
    control.pause();
    control.flood(5, 3_600);
    service
        .wait_until(|_| !control.times(|what| matches!(what, What::FloodBegan { .. })).is_empty())
        .await;
    control.flood(1_000, 1);
    service
        .wait_until(|_| control.times(|what| matches!(what, What::FloodEnded { .. })).len() == 1)
        .await;
    let ended = control.times(|what| matches!(what, What::FloodEnded { sent: 1_000 }));
    assert_eq!(ended.len(), 1);
}
