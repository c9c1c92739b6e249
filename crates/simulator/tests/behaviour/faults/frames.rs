//! Faults of single frames, of pongs and of quotes apart.

use std::time::{Duration, Instant};

use serde_json::Value;
use simulator::control::{Control, What};
use simulator::fault::{Forgery, FrameAct, FrameKind, Rule};
use simulator::world::{Burst, Target};
use simulator::{Assumptions, Config, Scenario, World};
use tokio_tungstenite::tungstenite::Message;

use super::service;
use crate::client::{START, Service, Socket, start};

const MARK: &str = "mark";

/// A socket that is open for certain.
async fn open(service: &Service) -> Socket {
    let socket = service.socket("").await;
    service.wait_for_sockets(1).await;
    socket
}

/// Sends one quote each at 2.0, 3.0 and so on, and a mark behind them.
fn send_quotes(control: &Control, quotes: u32) {
    let found = control.matches().into_iter().find(|found| !found.is_live).expect("a match");
    let target = Target {
        match_name: found.match_name,
        market_type: "moneyline".to_owned(),
        period: 0,
        is_live: false,
        selection: "Draw".to_owned(),
        bookmaker: "Winamax".to_owned(),
    };
    for number in 0..quotes {
        control.set_price(&target, f64::from(number + 2)).expect("a known match");
    }
    control.inject(MARK);
}

/// The odds of the frames before the mark.
async fn odds(socket: &mut Socket) -> Vec<f64> {
    let frames = socket.hear_until(MARK).await;
    let parsed = frames.iter().map(|text| serde_json::from_str::<Value>(text).expect("a quote"));
    parsed.map(|frame| frame["odds"].as_f64().expect("odds")).collect()
}

#[tokio::test]
async fn quotes_are_lost_doubled_and_change_places_as_ordered() {
    let check = async |rule: Rule, expected: &[f64]| {
        let (service, control, _) = service(rule).await;
        let mut socket = open(&service).await;
        send_quotes(&control, 4);
        assert_eq!(odds(&mut socket).await, expected);
    };
    let quote = |act| Rule::frame(FrameKind::Quote, act);
    check(quote(FrameAct::Suppress), &[]).await;
    check(quote(FrameAct::Suppress).nth(2), &[2.0, 4.0, 5.0]).await;
    check(quote(FrameAct::Suppress).since(3), &[2.0, 3.0]).await;
    check(quote(FrameAct::Duplicate).every(2), &[2.0, 3.0, 3.0, 4.0, 5.0, 5.0]).await;
    check(quote(FrameAct::Duplicate).times(1), &[2.0, 2.0, 3.0, 4.0, 5.0]).await;
    check(quote(FrameAct::Reorder), &[3.0, 2.0, 5.0, 4.0]).await;
    check(quote(FrameAct::Reorder).nth(2), &[2.0, 4.0, 3.0, 5.0]).await;
    check(Rule::frame(FrameKind::Pong, FrameAct::Suppress), &[2.0, 3.0, 4.0, 5.0]).await;
}

#[tokio::test]
async fn pongs_are_suppressed_while_quotes_flow_and_the_other_way_round() {
    let suppress = |kind| Rule::frame(kind, FrameAct::Suppress);
    let (service, control, rule) = service(suppress(FrameKind::Pong)).await;
    let mut socket = open(&service).await;
    socket.say("ping").await;
    service.wait_until(|counts| counts.pings == 1).await;
    send_quotes(&control, 1);
    assert_eq!(odds(&mut socket).await, [2.0]);
    control.remove_rule(rule);
    control.add_rule(suppress(FrameKind::Quote));
    send_quotes(&control, 2);
    socket.hear_until(MARK).await;
    socket.say("ping").await;
    assert_eq!(socket.hear().await, "pong");
    assert_eq!(control.times(|what| matches!(what, What::Ping { socket: 1 })).len(), 2);
}

#[tokio::test]
async fn a_late_pong_holds_nothing_up() {
    let (service, control, rule) =
        service(Rule::frame(FrameKind::Pong, FrameAct::Delay { ms: 1_000 })).await;
    let mut socket = open(&service).await;
    let asked = Instant::now();
    socket.say("ping").await;
    service.wait_until(|counts| counts.faults.contains_key(&rule)).await;
    send_quotes(&control, 1);
    let mut heard = vec![socket.hear().await, socket.hear().await, socket.hear().await];
    assert_eq!(heard.pop().as_deref(), Some("pong"), "after {heard:?}");
    assert!(asked.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn late_quotes_arrive_by_themselves_and_in_order() {
    let (service, control, _) =
        service(Rule::frame(FrameKind::Quote, FrameAct::Delay { ms: 500 }).times(2)).await;
    let mut socket = open(&service).await;
    send_quotes(&control, 3);
    assert_eq!(odds(&mut socket).await, [4.0]);
    for expected in [2.0, 3.0] {
        let frame: Value = serde_json::from_str(&socket.hear().await).expect("a quote");
        assert_eq!(frame["odds"], expected);
    }
}

#[tokio::test]
async fn frames_are_forged_as_ordered() {
    let forged = async |forgery: Forgery| {
        let replace = FrameAct::Replace(forgery);
        let (service, control, _) = service(Rule::frame(FrameKind::Quote, replace)).await;
        let mut socket = open(&service).await;
        send_quotes(&control, 1);
        socket.hear_any().await
    };
    let is_json = |text: &str| serde_json::from_str::<Value>(text).is_ok();
    let text = forged(Forgery::Truncated).await.into_text().expect("a text");
    assert!(text.starts_with("{\"bookmaker\"") && !is_json(&text), "{text}");
    let text = forged(Forgery::Rubbish).await.into_text().expect("a text");
    assert!(!is_json(&text), "{text}");
    let text = forged(Forgery::Text { text: "null".into() }).await.into_text().expect("a text");
    assert_eq!(text.as_str(), "null");
    match forged(Forgery::Binary).await {
        Message::Binary(bytes) => assert!(is_json(&String::from_utf8_lossy(&bytes))),
        other => panic!("{other:?}"),
    }
    let text = forged(Forgery::Huge { bytes: 10_000_000 }).await.into_text().expect("a text");
    assert!(text.len() > 10_000_000 && is_json(&text));
}

#[tokio::test]
async fn the_journal_is_not_drowned_by_a_rule_that_strikes_every_frame() {
    let (service, control, rule) = service(Rule::frame(FrameKind::Quote, FrameAct::Suppress)).await;
    let mut socket = open(&service).await;
    send_quotes(&control, 150);
    socket.hear_until(MARK).await;
    assert_eq!(control.counts().faults[&rule], 150);
    let noted = control.times(|what| matches!(what, What::RuleApplied { .. }));
    assert_eq!(noted.len(), 100);
}

#[tokio::test]
async fn where_no_rule_strikes_the_stream_is_the_world_word_for_word() {
    for rule in [None, Some(Rule::frame(FrameKind::Quote, FrameAct::Suppress).nth(u64::MAX))] {
        let service = start(Config { seed: 42, ..Config::default() }).await;
        let control = service.running.control();
        if let Some(rule) = rule {
            control.add_rule(rule);
        }
        let mut socket = open(&service).await;
        control.skip(Duration::from_mins(1));
        let mut heard = Vec::new();
        while heard.len() < 500 {
            heard.push(socket.hear().await);
        }
        let assumptions = Assumptions::default();
        let mut world = World::new(42, Scenario::Matchday, START, Burst::default(), &assumptions);
        let frames: Vec<String> =
            world.advance(START + 120_000).into_iter().map(|message| message.text).collect();
        let first = frames.iter().position(|text| *text == heard[0]).expect("the first frame");
        assert_eq!(heard, frames[first..first + heard.len()]);
    }
}
