//! Faults of token requests, of REST, and of the way to an open socket.

use std::time::{Duration, Instant};

use simulator::control::What;
use simulator::fault::{Body, RequestAct, Rule};
use tokio_tungstenite::tungstenite::Error;

use super::service;
use crate::raw;

fn answer(status: u16, body: Body) -> RequestAct {
    RequestAct::Answer { status, retry_after: None, body }
}

#[tokio::test]
async fn a_token_request_gets_the_answer_that_was_ordered() {
    let check = async |act: RequestAct, status: u16, parts: &[&str]| {
        let (service, control, rule) = service(Rule::token(act).times(1)).await;
        let heard = raw::ask("POST", &service.running.token_url()).await.hear_all().await;
        assert!(heard.text.starts_with(&format!("HTTP/1.1 {status} ")), "{}", heard.text);
        for part in parts {
            assert!(heard.text.contains(part), "{part} in {}", heard.text);
        }
        let counts = control.counts();
        assert_eq!((counts.tokens_issued, counts.token_requests), (0, 1));
        assert_eq!((counts.tokens_refused, counts.faults[&rule]), (1, 1));
        assert_eq!(service.exchange().await.status, 200, "the rule applies once");
    };
    check(answer(401, Body::Error), 401, &["unauthorized"]).await;
    check(answer(503, Body::Error), 503, &["service_unavailable"]).await;
    check(answer(500, Body::Error), 500, &["internal_error"]).await;
    check(answer(200, Body::Html), 200, &["content-type: text/html", "<!doctype html>"]).await;
    check(answer(200, Body::Empty), 200, &["content-length: 0"]).await;
    check(answer(200, Body::MissingField), 200, &["{\"expires_in\":300}"]).await;
    check(answer(200, Body::Text { text: "{".into() }), 200, &["\r\n\r\n{"]).await;
    let long = "x".repeat(2_000_000);
    check(answer(200, Body::Huge { bytes: 2_000_000 }), 200, &[&long]).await;
    for text in ["120", "-1", "Wed, 21 Oct 2026 07:28:00 GMT"] {
        let act = RequestAct::Answer {
            status: 429,
            retry_after: Some(text.to_owned()),
            body: Body::Error,
        };
        check(act, 429, &[&format!("retry-after: {text}\r\n"), "rate_limit_exceeded"]).await;
    }
    let act = RequestAct::Redirect { to: "http://127.0.0.1:9/elsewhere".into(), status: 307 };
    check(act, 307, &["location: http://127.0.0.1:9/elsewhere\r\n"]).await;
}

#[tokio::test]
async fn a_rest_rule_strikes_its_path_only_and_stands_in_the_journal() {
    let (service, control, rule) =
        service(Rule::rest("/api/odds", answer(500, Body::Error)).nth(2)).await;
    let mut statuses = Vec::new();
    for path in ["/api/odds?limit=1", "/api/sports", "/api/odds?limit=2", "/api/odds?limit=3"] {
        statuses.push(service.get(path).await.status);
    }
    assert_eq!(statuses, [200, 200, 500, 200]);
    assert_eq!(control.queries("/api/odds"), ["limit=1", "limit=2", "limit=3"]);
    assert_eq!(control.counts().requests["/api/odds"], 3);
    let applied =
        control.times(|what| matches!(what, What::RuleApplied { rule: of, .. } if *of == rule));
    assert_eq!(applied.len(), 1);
    control.clear_rules();
    assert_eq!(service.get("/api/odds").await.status, 200);
}

#[tokio::test]
async fn a_hanging_request_has_neither_answer_nor_effect() {
    let (service, control, rule) = service(Rule::token(RequestAct::Hang).times(1)).await;
    let hanging = raw::ask("POST", &service.running.token_url()).await;
    service.wait_until(|counts| counts.faults.contains_key(&rule)).await;
    assert_eq!(service.exchange().await.status, 200, "others are served meanwhile");
    assert!(hanging.is_silent());
    assert_eq!(control.counts().tokens_issued, 1);
    service.running.shutdown().await;
    hanging.hear_all().await;
}

#[tokio::test]
async fn a_late_answer_took_effect_at_once() {
    let (service, control, _) = service(Rule::token(RequestAct::Delay { ms: 3_600_000 })).await;
    let waiting = raw::ask("POST", &service.running.token_url()).await;
    service.wait_until(|counts| counts.tokens_issued == 1).await;
    assert!(waiting.is_silent());
    control.clear_rules();
    let (delay, asked) = (Duration::from_millis(150), Instant::now());
    control.add_rule(Rule::token(RequestAct::Delay { ms: 150 }));
    assert_eq!(service.exchange().await.status, 200);
    assert!(asked.elapsed() >= delay);
}

#[tokio::test]
async fn a_reset_is_a_reset() {
    let (service, control, _) = service(Rule::token(RequestAct::Reset)).await;
    let heard = raw::ask("POST", &service.running.token_url()).await.hear_all().await;
    assert!(heard.reset && heard.text.is_empty(), "{heard:?}");
    assert_eq!(control.counts().tokens_issued, 0);
    control.add_rule(Rule::rest("/api/odds", RequestAct::Reset));
    let heard = raw::ask("GET", &(service.running.api_url() + "/api/odds")).await.hear_all().await;
    assert!(heard.reset && heard.text.is_empty(), "{heard:?}");
    assert_eq!(control.queries("/api/odds"), [""], "a lost request is one all the same");
}

#[tokio::test]
async fn a_trickle_is_whole_and_no_faster_than_ordered() {
    let (service, _, _) =
        service(Rule::rest("/api/sports", RequestAct::Drip { bytes_per_s: 4_000 })).await;
    let begun = Instant::now();
    let heard =
        raw::ask("GET", &(service.running.api_url() + "/api/sports")).await.hear_all().await;
    // The first piece goes out at once.
    let least_s = (heard.text.len() - 200) as f64 / 4_000.0;
    assert!(begun.elapsed().as_secs_f64() >= least_s, "{:?} for {heard:?}", begun.elapsed());
    assert!(heard.first <= 200 && heard.text.ends_with('}'), "{heard:?}");
    let direct = service.get("/api/bookmakers").await;
    assert_eq!(direct.status, 200, "the next connection is an ordinary one");
}

#[tokio::test]
async fn an_upgrade_can_be_refused() {
    let (service, control, _) = service(Rule::upgrade(answer(503, Body::Error)).times(1)).await;
    match service.refused_socket().await {
        Error::Http(response) => assert_eq!(response.status(), 503),
        other => panic!("{other}"),
    }
    control.add_rule(Rule::upgrade(RequestAct::Redirect { to: "/".into(), status: 302 }).times(1));
    match service.refused_socket().await {
        Error::Http(response) => assert_eq!(response.status(), 302),
        other => panic!("{other}"),
    }
    assert_eq!(control.counts().sockets_opened, 0);
    service.socket("").await;
}

#[tokio::test]
async fn an_upgrade_can_be_reset_or_left_without_answer() {
    let (service, control, _) = service(Rule::upgrade(RequestAct::Reset)).await;
    let url = format!("{}?token={}", service.running.stream_url(), service.token().await);
    assert!(raw::upgrade(&url).await.hear_all().await.reset);
    control.clear_rules();
    let rule = control.add_rule(Rule::upgrade(RequestAct::Hang).times(1));
    let hanging = raw::upgrade(&url).await;
    service.wait_until(|counts| counts.faults.contains_key(&rule)).await;
    let mut healthy = service.socket("").await;
    service.wait_for_sockets(1).await;
    control.inject("mark");
    assert_eq!(healthy.hear().await, "mark");
    assert!(hanging.is_silent());
}

#[tokio::test]
async fn an_upgrade_can_lead_to_a_stream_that_trickles() {
    let (service, control, _) =
        service(Rule::upgrade(RequestAct::Drip { bytes_per_s: 4_000 })).await;
    let mut socket = service.socket("&competition=nothing").await;
    service.wait_for_sockets(1).await;
    let (text, sent) = ("x".repeat(1_200), Instant::now());
    control.inject(text.clone());
    assert_eq!(socket.hear().await, text);
    assert!(sent.elapsed() >= Duration::from_millis(200), "{:?}", sent.elapsed());
}

#[tokio::test]
async fn an_upgrade_can_be_late() {
    let (service, _, _) = service(Rule::upgrade(RequestAct::Delay { ms: 150 })).await;
    let token = service.token().await;
    let asked = Instant::now();
    let mut socket = service.socket_with(&format!("?token={token}")).await;
    assert!(asked.elapsed() >= Duration::from_millis(150));
    socket.say("ping").await;
    assert_eq!(socket.hear().await, "pong");
}
