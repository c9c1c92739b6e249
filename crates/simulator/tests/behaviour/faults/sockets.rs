//! Faults of open sockets: all the ways in which one ends, or only seems to live.

use std::time::{Duration, Instant};

use serde_json::Value;
use simulator::control::What;
use simulator::fault::{After, Rule, SocketAct};

use super::service;
use crate::client::{End, Service, Socket, parse};

const NOW: After = After::Ms(0);

/// A socket that hears nothing of the market.
async fn quiet_socket(service: &Service) -> Socket {
    service.socket("&competition=nothing").await
}

#[tokio::test]
async fn a_socket_is_closed_with_the_code_as_soon_as_it_opens() {
    for code in [1000, 1001, 1012, 1013, 4001, 4999] {
        let (service, control, _) = service(Rule::socket(NOW, SocketAct::Close { code })).await;
        assert_eq!(quiet_socket(&service).await.end().await, End::Code(code));
        service.wait_until(|counts| (counts.sockets_opened, counts.sockets_open) == (1, 0)).await;
        let closed = What::SocketClosed { socket: 1, code: Some(code) };
        assert_eq!(control.times(|what| *what == closed).len(), 1);
    }
}

#[tokio::test]
async fn a_socket_is_closed_once_it_is_old_enough() {
    let act = SocketAct::Close { code: 1012 };
    let (service, _, _) = service(Rule::socket(After::Ms(150), act)).await;
    let asked = Instant::now();
    assert_eq!(quiet_socket(&service).await.end().await, End::Code(1012));
    assert!(asked.elapsed() >= Duration::from_millis(150));
}

#[tokio::test]
async fn a_socket_is_closed_after_exactly_so_many_frames() {
    let act = SocketAct::Close { code: 1001 };
    let (service, control, _) = service(Rule::socket(After::Frames(3), act)).await;
    let mut socket = quiet_socket(&service).await;
    service.wait_for_sockets(1).await;
    (1..=5).for_each(|number| control.inject(format!("{number}")));
    for number in ["1", "2", "3"] {
        assert_eq!(socket.hear().await, number);
    }
    assert_eq!(socket.end().await, End::Code(1001));
}

#[tokio::test]
async fn sockets_that_are_open_already_are_struck_too_and_counted() {
    let drop = Rule::socket(NOW, SocketAct::Drop);
    let (service, control, _) = service(drop.clone().nth(1_000)).await;
    let mut sockets = [quiet_socket(&service).await, quiet_socket(&service).await];
    service.wait_for_sockets(2).await;
    let rule = control.add_rule(drop.times(1));
    service.wait_for_sockets(1).await;
    assert_eq!(control.counts().faults[&rule], 1);
    control.close_all(Some(1000));
    let mut ends = [sockets[0].end().await, sockets[1].end().await];
    ends.sort_by_key(|end| *end == End::Abrupt);
    assert_eq!(ends, [End::Code(1000), End::Abrupt]);
    assert_eq!(control.counts().sockets_max, 2);
}

#[tokio::test]
async fn an_end_without_a_close_frame_is_no_reset_and_a_reset_is_one() {
    for (act, expected) in [(SocketAct::Drop, false), (SocketAct::Reset, true)] {
        let (service, control, _) = service(Rule::socket(After::Frames(1), act)).await;
        let mut socket = quiet_socket(&service).await;
        service.wait_for_sockets(1).await;
        control.inject("last words");
        assert_eq!(socket.hear().await, "last words");
        assert_eq!(socket.is_reset().await, expected);
    }
}

#[tokio::test]
async fn a_half_open_socket_is_deaf_and_dumb_and_stays() {
    let act = SocketAct::HalfOpen { for_ms: None };
    let (service, control, rule) = service(Rule::socket(NOW, act).times(1)).await;
    let mut stalled = quiet_socket(&service).await;
    service.wait_until(|counts| counts.faults.contains_key(&rule)).await;
    stalled.say("ping").await;
    let mut healthy = quiet_socket(&service).await;
    healthy.say("ping").await;
    assert_eq!(healthy.hear().await, "pong");
    control.inject("mark");
    assert_eq!(healthy.hear().await, "mark");
    assert!(stalled.is_silent());
    assert_eq!((control.counts().sockets_open, control.counts().pings), (2, 1));
    control.close_all(None);
    assert_eq!(stalled.end().await, End::Abrupt);
}

#[tokio::test]
async fn a_half_open_socket_ends_in_the_end() {
    let act = SocketAct::HalfOpen { for_ms: Some(150) };
    let (service, _, _) = service(Rule::socket(NOW, act)).await;
    let asked = Instant::now();
    assert_eq!(quiet_socket(&service).await.end().await, End::Abrupt);
    assert!(asked.elapsed() >= Duration::from_millis(150));
    service.wait_for_sockets(0).await;
}

#[tokio::test]
async fn a_socket_can_trickle() {
    let act = SocketAct::Drip { bytes_per_s: 2_000 };
    let (service, control, rule) = service(Rule::socket(NOW, act)).await;
    let mut socket = quiet_socket(&service).await;
    service.wait_until(|counts| counts.faults.contains_key(&rule)).await;
    let (text, sent) = ("x".repeat(600), Instant::now());
    control.inject(text.clone());
    assert_eq!(socket.hear().await, text);
    assert!(sent.elapsed() >= Duration::from_millis(200), "{:?}", sent.elapsed());
}

#[tokio::test]
async fn a_burst_is_of_real_prices_and_as_large_as_ordered() {
    let act = SocketAct::Burst { quotes: 2_500 };
    let (service, control, _) = service(Rule::socket(After::Frames(1), act)).await;
    let mut socket = service.socket("").await;
    service.wait_for_sockets(1).await;
    control.inject("now");
    assert_eq!(socket.hear().await, "now");
    let mut frames = Vec::new();
    while frames.len() < 2_500 {
        frames.push(socket.hear().await);
    }
    assert!(
        parse(&frames).iter().all(|frame| frame["odds"].as_f64().is_some_and(|odds| odds > 1.0))
    );
    control.inject("mark");
    assert_eq!(socket.hear().await, "mark");
}

#[tokio::test]
async fn rules_are_added_and_removed_over_http() {
    let (service, control, _) = service(Rule::socket(After::Ms(3_600_000), SocketAct::Drop)).await;
    let url = service.running.api_url() + "/_control";
    let order = async |text: &str| {
        let body: Value = serde_json::from_str(text).expect("JSON");
        service.request("POST", url.clone(), Some(body)).await
    };
    let added = order(
        r#"{"do":"add_rule","rule":{"on":"socket","after":{"ms":0},"act":{"close":{"code":4999}}}}"#,
    )
    .await;
    assert_eq!((added.status, &added.body["rule"]), (200, &Value::from(2)));
    assert_eq!(quiet_socket(&service).await.end().await, End::Code(4999));
    assert_eq!(order(r#"{"do":"remove_rule","rule":2}"#).await.status, 204);
    let _open = quiet_socket(&service).await;
    service.wait_for_sockets(1).await;
    assert_eq!(order(r#"{"do":"clear_rules"}"#).await.status, 204);
    let wrong = order(r#"{"do":"add_rule","rule":{"on":"token","act":"drop"}}"#).await;
    assert_eq!(wrong.status, 422);
    let counts = service.request("GET", url + "/counts", None).await;
    assert_eq!(counts.body["faults"]["2"], 1);
    assert_eq!(control.counts().sockets_opened, 2);
}
